"""The export dialog's preview: what the picture will be, in small."""

from collections.abc import Generator

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from graphviz_app.animate import Frame
from graphviz_app.core.pieces import Pieces
from graphviz_app.export.painting import painted_image
from graphviz_app.export.sizes import pixel_size
from graphviz_app.gui.gallery.thumbnails import LARGEST, MAX_SIDE
from graphviz_app.gui.widgets.turns import Turns
from graphviz_app.scene.graph_scene import is_large
from graphviz_app.scene.picture import Picture
from graphviz_app.typing_compat import override

CHEQUERS = {False: ("#FFFFFF", "#ECEEF1"), True: ("#2B3038", "#23272E")}
SQUARE = 8


class Preview(QWidget):
    """The picture in small; a chequered ground stands for transparency."""

    def __init__(self) -> None:
        super().__init__()
        self.border = QColor("#888888")
        self._picture: Picture | None = None
        self._transparent = False
        self._large: QImage | None = None
        self._turns = Turns(self)
        self.setAccessibleName("Preview")

    def show_picture(self, picture: Picture, frame: Frame, transparent: bool) -> None:
        """Show this picture."""
        self._picture, self._transparent = picture, transparent
        self._large = None
        work = self._painted(picture, frame, transparent)
        self._turns.begin(work, at_once=not is_large(picture.run.reading))
        self.update()

    def _painted(self, picture: Picture, frame: Frame, transparent: bool) -> Pieces[None]:
        """The picture as it will be written, only smaller: not drawn with fewer details."""
        bounds = picture.bounds
        scale = min(LARGEST, MAX_SIDE / max(bounds.width(), bounds.height()))
        size = pixel_size(bounds, scale)
        image = yield from _silent(painted_image(picture, frame, size, scale, transparent))
        self._large = image
        self.update()

    def _small(self, large: QImage, room: QSize) -> QImage:
        keep, smooth = (
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        size = (room * self.devicePixelRatioF()).boundedTo(large.size())
        return large.scaled(size, keep, smooth)

    @override
    def sizeHint(self) -> QSize:
        return QSize(480, 320)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        picture = self._picture
        if picture is None:
            return
        painter = QPainter(self)
        room = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self._transparent:
            self._paint_chequers(painter)
        else:
            painter.fillRect(room, picture.style.canvas)
        if self._large is not None:
            small = self._small(self._large, room.size().toSize())
            box = QRectF(QPointF(), small.size().toSizeF() * (1 / self.devicePixelRatioF()))
            box.moveCenter(room.center())
            painter.drawImage(box, small)
        painter.setPen(self.border)
        painter.drawRect(room)
        painter.end()

    def _paint_chequers(self, painter: QPainter) -> None:
        dark = self._picture is not None and self._picture.theme.name == "dark"
        colors = [QColor(color) for color in CHEQUERS[dark]]
        side = SQUARE
        for row in range(self.height() // side + 1):
            for column in range(self.width() // side + 1):
                square = QRectF(column * side, row * side, side, side)
                painter.fillRect(square, colors[(row + column) % 2])


def _silent(work: Generator[float, None, QImage]) -> Pieces[QImage]:
    """Work of which nobody wants to know how far it is."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            image: QImage = end.value
            return image
        yield
