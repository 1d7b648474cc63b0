"""Mirror: a second graph in the places of the first, seen as that is seen."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from graphviz_app.frames import Frame
from graphviz_app.gui.canvas.graph_view import GraphView
from graphviz_app.scene.overlay import Marks, overlay, paint_parts
from graphviz_app.scene.picture import Picture
from graphviz_app.scene.still_layer import Outlook, StillLayer, copied
from graphviz_app.typing_compat import override


class Mirror(QWidget):
    """Has the zoom and the place of the view that it stands beside; its numbers are its own."""

    def __init__(self, view: GraphView, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = view
        self._still = StillLayer()
        self._picture: Picture | None = None
        self._frame: Frame | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.hide()
        view.moved.connect(self.update)
        view.zoom_changed.connect(self.update)

    def show_frame(self, picture: Picture, frame: Frame) -> None:
        """Another run, or another moment of it."""
        self._picture, self._frame = picture, frame
        self.update()

    @property
    def picture(self) -> Picture | None:
        """What it shows."""
        return self._picture

    @property
    def frame(self) -> Frame | None:
        """The moment that it shows."""
        return self._frame

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        QApplication.sendEvent(self._view.viewport(), event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        picture, frame = self._picture, self._frame
        if picture is None or frame is None:
            return
        transform, ratio = self._view.viewportTransform(), self.devicePixelRatioF()
        painter.fillRect(self.rect(), QColor(picture.theme.canvas))
        painter.setTransform(transform)
        outlook = Outlook(transform, self.size(), ratio)
        still = self._still.pixmap(picture, frame, outlook)
        copied(painter, still, QRect(self.rect()), ratio)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        seen = transform.inverted()[0].mapRect(QRectF(self.rect()))
        paint_parts(painter, overlay(picture, frame, Marks(), transform.m11()), seen)
        painter.resetTransform()
        painter.fillRect(0, 0, 1, self.height(), QColor(picture.theme.hairline))
        painter.end()
