"""Images of pixels."""

from collections.abc import Generator, Sequence
from functools import partial

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage

from graphviz_app.animate import Frame
from graphviz_app.errors import ExportError
from graphviz_app.export.painting import painted_image
from graphviz_app.export.sizes import pixel_size
from graphviz_app.export.table import Encode
from graphviz_app.scene.picture import Picture

_METRE = 96 / 0.0254
"""CSS pixels on it."""


def png(
    picture: Picture, frames: Sequence[Frame], scale: float, transparent: bool
) -> Generator[float, None, Encode]:
    """An image of ``scale`` pixels per design pixel, of the first frame."""
    size = pixel_size(picture.bounds, scale)
    image = yield from painted_image(picture, frames[0], size, scale, transparent)
    image.setDotsPerMeterX(round(scale * _METRE))
    image.setDotsPerMeterY(round(scale * _METRE))
    return partial(png_of, image)


def png_of(image: QImage) -> bytes:
    """The image as a file of its own; raises ExportError. Other threads run meanwhile."""
    # Qt's writers into files hide or forget what goes wrong there: they are given memory.
    memory = QBuffer()
    memory.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(memory, "PNG"):  # type: ignore[call-overload]  # a QIODevice is fine
        raise ExportError("there is not enough memory for the image")
    return bytes(memory.data().data())
