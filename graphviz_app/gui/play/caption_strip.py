"""The caption of a presentation: a strip of one height along the foot of the screen."""

from PySide6.QtCore import QLineF, Qt, QTimer
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from graphviz_app.animate import Frame
from graphviz_app.gui.play.caption import key_of, spoken
from graphviz_app.gui.play.caption_text import Caption, caption_of
from graphviz_app.gui.play.hairline import Hairline
from graphviz_app.gui.play.strip_layout import HEIGHT, Page, pages_of, scaled
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

SHARE = 0.215
"""Of the height of the screen, the strip takes no more than this."""
PAGE_MS = 3500
"""How long a part is shown before the next one."""
TIMELINE = 22.0
"""Height of the timeline at its foot."""


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
        return round(min(self._theme.px(HEIGHT), SHARE * height))

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
        high = round(self.height() * TIMELINE / HEIGHT)
        self.hairline.setGeometry(0, self.height() - high, self.width(), high)
        self._set()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and len(self._pages) > 1:
            self._turn.start()
            self.turn()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(theme.panel))
        painter.setPen(QPen(QColor(theme.hairline), 1))
        painter.drawLine(QLineF(0, 0.5, self.width(), 0.5))
        if self._caption is None or self.page is None:
            return
        result = theme.toned(self._caption.tone)
        tones = {"ink": theme.ink, "muted": theme.muted, "result": result, **dict(theme.tones)}
        for x, baseline, ink, tone in self.page.placed:
            ink.draw(painter, x, baseline, QColor(tones[tone]))


def _alike(one: Caption, other: Caption) -> bool:
    """Whether the same is said, with other numbers."""
    return [row.symbols for row in one.rows] == [row.symbols for row in other.rows] != []
