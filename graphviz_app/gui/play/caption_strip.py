"""The caption of a presentation: a strip of one height along the foot of the screen."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from graphviz_app.frames import Frame
from graphviz_app.gui.play.hairline import Hairline
from graphviz_app.scene.captions.caption import Caption, caption_of, key_of, spoken
from graphviz_app.scene.captions.painting import paint_strip, timeline_height
from graphviz_app.scene.captions.strip_layout import Page, pages_of, scaled, strip_height
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

PAGE_MS = 3500
"""How long a part is shown before the next one."""


class CaptionStrip(QWidget):
    """Shows a Caption; what does not fit is told in parts, one after the other."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._key: object = None
        self._caption: Caption | None = None
        self._pages: list[Page] = []
        self._place = 0
        self.hairline = Hairline(theme)
        self.hairline.setParent(self)
        self._turn = QTimer(self)
        self._turn.setInterval(PAGE_MS)
        self._turn.timeout.connect(self.turn)
        self.hide()

    @property
    def page(self) -> Page | None:
        """What is shown now."""
        return self._pages[self._place] if self._pages else None

    def height_in(self, height: int) -> int:
        """Its height on a screen of this height, whatever it says."""
        return strip_height(self._theme, height)

    def set_theme(self, theme: Theme) -> None:
        """Other colours and lengths."""
        self._theme = theme
        self._set()

    def show_frame(self, frame: Frame | None) -> None:
        """Say what happens in this frame."""
        self.hairline.show_frame(frame)
        key = key_of(frame)
        if key != self._key:
            before, place = self._caption, self._place
            self._key = key
            self._caption = caption_of(frame) if frame is not None else None
            self.setAccessibleName(spoken(self._caption) if self._caption else "")
            self._set()
            if before is not None and self._caption is not None and _alike(before, self._caption):
                self._place = min(place, max(len(self._pages) - 1, 0))

    def turn(self) -> None:
        """Show the next part."""
        self._place = (self._place + 1) % max(len(self._pages), 1)
        self.update()

    def _set(self) -> None:
        """Set the caption anew, and begin with its first part."""
        theme = scaled(self._theme, max(self.height(), 1))
        self.hairline.set_theme(theme)
        self._pages = pages_of(self._caption, theme, self.width()) if self._caption else []
        self._place = 0
        if len(self._pages) > 1:
            self._turn.start()
        else:
            self._turn.stop()
        self.update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        high = timeline_height(self.height())
        self.hairline.setGeometry(0, self.height() - high, self.width(), high)
        self._set()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and len(self._pages) > 1:
            self._turn.start()
            self.turn()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_strip(painter, self.size(), self._theme, self._caption, self.page)


def _alike(one: Caption, other: Caption) -> bool:
    """Whether the same is said, with other numbers."""
    return [row.symbols for row in one.rows] == [row.symbols for row in other.rows] != []
