"""The caption card under the graph: the step of now as mathematics, then with numbers."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from graphviz_app.frames import Frame
from graphviz_app.gui.play.notches import Notches
from graphviz_app.gui.widgets.narrow import is_low
from graphviz_app.scene.captions.caption import Caption, caption_of, key_of, spoken
from graphviz_app.scene.captions.card_layout import CaptionLayout, laid_out
from graphviz_app.scene.captions.painting import paint_card
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

WIDTH, LEAST_HEIGHT, MOST_HEIGHT = 780, 84, 128
LOW_HEIGHTS = 64, 108
"""The least and the most in low windows."""
SHARE = 0.24
"""How much of the height the caption may take from the graph, if that is more than the least."""


class CaptionCard(QWidget):
    """Paints a Caption; changes only when another step begins."""

    stepped = Signal(int)
    """It was clicked, or the wheel turned: +1 is a step on."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._caption: Caption | None = None
        self._key: object = None
        self._layout: CaptionLayout | None = None
        self._given = (self.wanted_width, round(theme.px(WIDTH)))
        self.away = False
        """Whether something else says it instead."""
        self._wheel = Notches()
        self.setToolTip("Click for the next step; the wheel steps, too")
        self.hide()

    @property
    def caption(self) -> Caption | None:
        """What it says now."""
        return self._caption

    def set_theme(self, theme: Theme) -> None:
        """Other colours and lengths."""
        self._theme, self._layout = theme, None
        self.update()

    def reserved_in(self, height: int) -> int:
        """What is kept free for it above a foot at this height, whatever it says (pixels).

        So the graph does not move from step to step.
        """
        least, most = self._heights
        return max(min(most, round(SHARE * height)), least)

    @property
    def _heights(self) -> tuple[int, int]:
        """The least it takes, and the most that is kept free for it."""
        least, most = LOW_HEIGHTS if is_low(self) else (LEAST_HEIGHT, MOST_HEIGHT)
        return round(self._theme.px(least)), round(self._theme.px(most))

    def set_away(self, away: bool) -> None:
        """Leave it to something else, or say it again."""
        self.away = away
        self.setHidden(away or self._caption is None)

    def show_frame(self, frame: Frame | None) -> None:
        """Say what happens in this frame."""
        if frame is None:
            self._key = self._caption = self._layout = None
            self.hide()
            return
        key = key_of(frame)
        if key != self._key:
            self._key = key
            self._caption, self._layout = caption_of(frame), None
            self.setAccessibleName(spoken(self._caption))
            self.setHidden(self.away)
            self.updateGeometry()
            self.update()

    @property
    def wanted_width(self) -> int:
        """Its width where there is room, in pixels."""
        return round(self._theme.px(WIDTH))

    @override
    def sizeHint(self) -> QSize:
        return QSize(self.wanted_width, self._measure())

    def height_in(self, width: int, most: int) -> int:
        """The height it takes when it gets this width, if possible at most ``most`` pixels."""
        if (width, most) != self._given:
            self._given, self._layout = (width, most), None
        return self._measure()

    def _measure(self) -> int:
        least, _most = self._heights
        if self._caption is None:
            return least
        if self._layout is None:
            self._layout = laid_out(self._caption, self._theme, *self._given)
        return max(round(self._layout.height), least)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and inside:
            self.stepped.emit(1)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if way := self._wheel.turned(event):
            self.stepped.emit(way)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._caption is None:
            return
        self._measure()
        assert self._layout is not None
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_card(painter, self.size(), self._theme, self._caption, self._layout)
