"""Pictures to write, and what other programs make of them."""

import shutil
import subprocess
from functools import cache
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from graphviz_app.core.pieces import finished
from graphviz_app.core.schedule import Schedule
from graphviz_app.core.view import View
from graphviz_app.export.picture import drawn_picture
from graphviz_app.export.setting import Setting
from graphviz_app.export.svg.picture import svg
from graphviz_app.formats import load, parse
from graphviz_app.frames import frame_at
from graphviz_app.resources import examples
from graphviz_app.scene.picture import Picture
from graphviz_app.scene.render import paint_picture

SCALE = 2
Pixels = np.ndarray[tuple[int, ...], np.dtype[np.int16]]
RSVG, CHROMIUM = shutil.which("rsvg-convert"), shutil.which("chromium")


@cache
def example(name: str, view: View = View()) -> tuple[Picture, Schedule]:  # noqa: B008  # it is frozen
    file = next(path for path in examples() if path.stem == name)
    return drawn_picture(load(file), view)


def typed(text: str, view: View = View()) -> tuple[Picture, Schedule]:  # noqa: B008
    return drawn_picture(parse(text), view)


def written(
    drawn: tuple[Picture, Schedule],
    setting: Setting = Setting(),  # noqa: B008
    t: float | None = None,
) -> str:
    picture, schedule = drawn
    frame = frame_at(schedule, schedule.finished if t is None else t)
    return finished(svg(picture, frame, setting))().decode("utf-8")


def painted(drawn: tuple[Picture, Schedule], t: float | None = None) -> Pixels:
    """The picture as the window paints it."""
    picture, schedule = drawn
    frame = frame_at(schedule, schedule.finished if t is None else t)
    image = _blank(picture)
    painter = QPainter(image)
    painter.scale(SCALE, SCALE)
    painter.translate(-picture.bounds.topLeft())
    paint_picture(painter, picture.with_run(frame.run), frame)
    painter.end()
    return pixels(image)


def by_qt(text: str, picture: Picture) -> Pixels:
    image = _blank(picture)
    painter = QPainter(image)
    renderer = QSvgRenderer(text.encode("utf-8"))
    size = renderer.defaultSize() * SCALE
    painter.setWindow(0, 0, image.width(), image.height())
    painter.setViewport(0, 0, size.width(), size.height())
    renderer.render(painter, image.rect())
    painter.end()
    return pixels(image)


def by_rsvg(text: str, folder: Path) -> Pixels:
    (folder / "a.svg").write_text(text, encoding="utf-8")
    command = [RSVG or "", "-z", str(SCALE), "a.svg", "-o", "a.png"]
    subprocess.run(command, cwd=folder, check=True, timeout=60)
    return pixels(QImage(str(folder / "a.png")))


def by_chromium(text: str, folder: Path) -> Pixels:
    (folder / "a.svg").write_text(text, encoding="utf-8")
    size = QSvgRenderer(text.encode("utf-8")).defaultSize()
    page = "<body style='margin:0'><img src='a.svg'></body>"
    (folder / "a.html").write_text(page, encoding="utf-8")
    quiet = ("quic", "background-networking", "component-update", "sync", "gpu")
    command = [
        CHROMIUM or "", "--headless", "--no-sandbox", "--no-first-run", "--hide-scrollbars",
        *(f"--disable-{what}" for what in quiet), f"--user-data-dir={folder / 'data'}",
        f"--force-device-scale-factor={SCALE}", f"--screenshot={folder / 'a.png'}",
        f"--window-size={size.width()},{size.height()}", (folder / "a.html").as_uri(),
    ]  # fmt: skip
    subprocess.run(command, cwd=folder, check=True, timeout=120, capture_output=True)
    return pixels(QImage(str(folder / "a.png")))


def apart(one: Pixels, other: Pixels) -> tuple[float, float]:
    """How much two pictures differ: on average, and the share of pixels that do so clearly."""
    height, width = min(one.shape[0], other.shape[0]), min(one.shape[1], other.shape[1])
    gaps = np.abs(one[:height, :width] - other[:height, :width]).max(axis=2)
    return float(gaps.mean()), float((gaps > 80).mean())


def pixels(image: QImage) -> Pixels:
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    flat = np.frombuffer(image.constBits(), np.uint8)
    rows = flat.reshape(image.height(), image.bytesPerLine() // 4, 4)
    return rows[:, : image.width(), :3].astype(np.int16)


def _blank(picture: Picture) -> QImage:
    size = picture.bounds.size()
    width, height = int(np.ceil(size.width() - 1e-6)), int(np.ceil(size.height() - 1e-6))
    image = QImage(width * SCALE, height * SCALE, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    return image
