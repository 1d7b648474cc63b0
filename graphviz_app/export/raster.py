"""Images of pixels."""

from collections.abc import Generator
from functools import partial

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage

from graphviz_app.errors import ExportError
from graphviz_app.export.painting import painted_image
from graphviz_app.export.setting import Setting
from graphviz_app.export.sizes import pixel_size
from graphviz_app.export.table import Encode
from graphviz_app.frames import Frame
from graphviz_app.scene.picture import Picture

_POINTS = 72 / 0.0254
"""On a metre."""


def png(picture: Picture, frame: Frame, setting: Setting) -> Generator[float, None, Encode]:
    """An image of ``scale`` pixels per design pixel, which knows how large it is on paper."""
    scale = setting.scale
    size = pixel_size(picture.bounds, scale)
    image = yield from painted_image(picture, frame, size, scale, setting.transparent)
    dots = round(scale / setting.points * _POINTS)
    image.setDotsPerMeterX(dots)
    image.setDotsPerMeterY(dots)
    return partial(png_of, image)


def png_of(image: QImage) -> bytes:
    """The image as a file of its own; raises ExportError. Other threads run meanwhile."""
    # Qt's writers into files hide or forget what goes wrong there: they are given memory.
    memory = QBuffer()
    memory.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(memory, "PNG"):  # type: ignore[call-overload]  # a QIODevice is fine
        raise ExportError("there is not enough memory for the image")
    return bytes(memory.data().data())
