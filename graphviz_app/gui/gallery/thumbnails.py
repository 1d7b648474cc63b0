"""Pictures of graphs in small, drawn one after the other while nothing else happens, and kept."""

import contextlib
import hashlib
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, QStandardPaths, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter

from graphviz_app import __version__
from graphviz_app.core.autodiff import run
from graphviz_app.core.read_as import opens_as, read_as
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.schedule import Schedule
from graphviz_app.errors import GraphAppError
from graphviz_app.export.raster import png_of
from graphviz_app.formats import load
from graphviz_app.formats.replacing import replace_file
from graphviz_app.frames import Frame, frame_at
from graphviz_app.layout import Layout, Request, Size, compute_layout
from graphviz_app.scene.measure import measure
from graphviz_app.scene.picture import Picture
from graphviz_app.scene.render import paint_picture
from graphviz_app.theme import Theme

SIZE = QSize(640, 360)
"""Pixels of a kept picture: twice what a card shows, for sharp screens."""
ROOM = Size(SIZE.width(), SIZE.height())
MARGIN = 12
LARGEST = 1.6
"""How much a small graph is enlarged at most."""
MANY = 8
"""Operators above which the lines are drawn instead."""
MAX_SIDE = 3000
"""Pixels of a picture before it is made small."""
_DRAWN_AS = 3
"""Changes when pictures are drawn differently, so that old ones are not used."""
_POLL = 8
"""Milliseconds between two looks at whether a layout is there."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A picture whose layout is being made."""

    path: Path
    run: ReadRun
    layout: Future[Layout]


def cache_folder() -> Path:
    """Where pictures are kept between two starts."""
    place = QStandardPaths.StandardLocation.CacheLocation
    return Path(QStandardPaths.writableLocation(place)) / "gallery"


class Thumbnails(QObject):
    """Makes the pictures; ``ready`` brings each."""

    ready = Signal(object, QImage)
    """Path of the graph, its picture."""
    failed = Signal(object)

    def __init__(
        self,
        theme: Theme,
        folder: Path | None = None,
        lay_out: Callable[..., Layout] = compute_layout,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._folder = cache_folder() if folder is None else folder
        self._lay_out = lay_out
        self._queue: list[Path] = []
        self._waiting: _Waiting | None = None
        self._thread: ThreadPoolExecutor | None = None
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self._step)

    def start(self, paths: Sequence[Path], theme: Theme) -> None:
        """Make these pictures in this order; what is still waiting is dropped."""
        self._theme = theme
        self._queue = list(paths)
        self._waiting = None
        self._idle.start(0)

    def stop(self) -> None:
        """Make no more pictures."""
        self._queue.clear()
        self._waiting = None
        self._idle.stop()
        if self._thread is not None:
            self._thread.shutdown(wait=False, cancel_futures=True)
            self._thread = None

    @property
    def busy(self) -> bool:
        """Whether pictures are still to come."""
        return bool(self._queue) or self._waiting is not None

    def _step(self) -> None:
        """One short piece of work, then the window gets its turn."""
        if self._waiting is not None:
            if self._waiting.layout.done():
                self._finish(self._waiting)
            else:
                self._idle.start(_POLL)
                return
        elif self._queue:
            self._begin(self._queue.pop(0))
        if self.busy:
            self._idle.start(0)

    def _begin(self, path: Path) -> None:
        try:
            kept = self._kept(path)
            image = QImage(str(kept)) if kept.is_file() else QImage()
            if not image.isNull():
                self.ready.emit(path, image)
                return
            self._waiting = self._submit(path)
        except (GraphAppError, OSError):
            self.failed.emit(path)

    def _submit(self, path: Path) -> _Waiting:
        graph = load(path)
        trace = run(graph, partial=True)
        drawn = read_as(trace, graph.view.reading or opens_as(graph, MANY))
        measured = measure(drawn, self._theme)
        labels = [None] * len(measured.labels)  # too small to be read, so the nodes get their room
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, thread_name_prefix="gallery")
        request = Request.of(drawn.reading, measured.sizes, labels, "auto", ROOM)
        layout = self._thread.submit(self._lay_out, *request)
        return _Waiting(path, drawn, layout)

    def _finish(self, waiting: _Waiting) -> None:
        self._waiting = None
        try:
            layout = waiting.layout.result()
            image = draw(waiting.run, layout, self._theme)
            self._keep(image, self._kept(waiting.path))
        except (GraphAppError, OSError):
            self.failed.emit(waiting.path)
        else:
            self.ready.emit(waiting.path, image)

    def _kept(self, path: Path) -> Path:
        """Where the picture is kept: another text, version or theme is another file."""
        key = hashlib.sha256(path.read_bytes())
        key.update(f"{__version__} {_DRAWN_AS} {self._theme}".encode())
        return self._folder / f"{path.stem}-{key.hexdigest()[:20]}.png"

    def _keep(self, image: QImage, path: Path) -> None:
        """A picture that cannot be kept is made again next time."""
        with contextlib.suppress(OSError, GraphAppError):
            path.parent.mkdir(parents=True, exist_ok=True)
            content = png_of(image)
            replace_file(path, lambda stream: stream.write(content))


def draw(run: ReadRun, layout: Layout, theme: Theme) -> QImage:
    """The finished run, fitted into the middle of SIZE, on the canvas colour."""
    picture = Picture.of(run, layout, theme)
    schedule = Schedule(run)
    image = QImage(SIZE, QImage.Format.Format_RGB32)
    image.fill(QColor(theme.canvas))
    room = QRectF(QPointF(), image.size().toSizeF()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
    large = paint_large(picture, frame_at(schedule, schedule.finished))
    fitted = large.size().scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
    fitted = fitted.boundedTo((picture.bounds.size() * LARGEST).toSize())
    small = large.scaled(
        fitted, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    box = QRectF(QPointF(), small.size().toSizeF())
    box.moveCenter(room.center())
    painter = QPainter(image)
    painter.drawImage(box.topLeft(), small)
    painter.end()
    return image


def paint_large(picture: Picture, frame: Frame) -> QImage:
    """The picture at its own size or larger, since it leaves details out when it is drawn small."""
    bounds = picture.bounds
    scale = min(LARGEST, MAX_SIDE / max(bounds.width(), bounds.height()))
    size = (bounds.size() * scale).toSize().expandedTo(QSize(1, 1))
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(picture.style.canvas)
    painter = QPainter(image)
    painter.scale(scale, scale)
    painter.translate(-bounds.topLeft())
    paint_picture(painter, picture, frame, background=False)
    painter.end()
    return image
