"""The export dialog's preview, and in words what is in the picture and how large it is."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from graphviz_app.animate import Frame
from graphviz_app.core.view import View
from graphviz_app.export.writers import page_of, pixel_size
from graphviz_app.gui.gallery.thumbnails import paint_large
from graphviz_app.scene.picture import Picture
from graphviz_app.typing_compat import override

POINT_TO_MM = 25.4 / 72
CHEQUERS = {False: ("#FFFFFF", "#ECEEF1"), True: ("#2B3038", "#23272E")}
SQUARE = 8


def size_text(bounds: QRectF, kind: str, scale: float) -> str:
    """Pixels of an image, millimetres of a page, exactly as the file will have them.

    Raises ExportError for an image that is too large to be written.
    """
    if kind == "PDF":
        page = page_of(bounds).sizePoints()
        width, height = page.width() * POINT_TO_MM, page.height() * POINT_TO_MM
        return f"{width:,.1f} × {height:,.1f} mm"
    if kind == "SVG":
        size, unit = pixel_size(bounds, 1.0, bounded=False), "CSS pixels"
    else:
        size, unit = pixel_size(bounds, scale), "pixels"
    return f"{size.width():,} × {size.height():,} {unit}"


def all_of(shown: View) -> str:
    """What the finished picture has, by the switches of the view."""
    if shown.values and shown.gradients:
        return "All numbers"
    words = {"values": shown.values, "gradients": shown.gradients, "derivatives": shown.locals}
    names = [word for word, on in words.items() if on]
    return f"All {' and '.join(names)}" if names else "No numbers"


class Preview(QWidget):
    """The picture in small; a chequered ground stands for transparency."""

    def __init__(self) -> None:
        super().__init__()
        self.border = QColor("#888888")
        self._picture: Picture | None = None
        self._frame: Frame | None = None
        self._transparent = False
        self._large: QImage | None = None
        self.setAccessibleName("Preview")

    def show_picture(self, picture: Picture, frame: Frame, transparent: bool) -> None:
        """Show this picture."""
        self._picture, self._frame, self._transparent = picture, frame, transparent
        self._large = None
        self.update()

    def _small(self, room: QSize) -> QImage:
        """The picture as it will be written, only smaller: not drawn with fewer details."""
        assert self._picture is not None
        assert self._frame is not None
        if self._large is None:
            self._large = paint_large(self._picture, self._frame, self._transparent)
        keep, smooth = (
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        size = (room * self.devicePixelRatioF()).boundedTo(self._large.size())
        return self._large.scaled(size, keep, smooth)

    @override
    def sizeHint(self) -> QSize:
        return QSize(480, 320)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        picture, frame = self._picture, self._frame
        if picture is None or frame is None:
            return
        painter = QPainter(self)
        room = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self._transparent:
            self._paint_chequers(painter)
        else:
            painter.fillRect(room, picture.style.canvas)
        small = self._small(room.size().toSize())
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
