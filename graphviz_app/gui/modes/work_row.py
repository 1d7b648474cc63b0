"""A mode's work: passes in words, and a bar as long as its part of the larger of the two."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from graphviz_app.gui.widgets.parts import label
from graphviz_app.gui.widgets.sheet import Row, Sheet
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

_HEIGHT = 6
_LEAST = 3.0
"""Of a bar that would hardly be seen."""


class WorkBar(QWidget):
    """As much of its width is filled as a share of 1 says."""

    def __init__(self, theme: Theme, tone: str) -> None:
        super().__init__()
        self._theme, self._tone = theme, tone
        self._share = 0.0
        self.setFixedHeight(round(theme.px(_HEIGHT)))

    def say(self, share: float) -> None:
        """Another share."""
        self._share = share
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(80, round(self._theme.px(_HEIGHT)))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        rect, radius = QRectF(self.rect()), self.height() / 2
        painter.setBrush(QColor(self._theme.tinted(self._tone)))
        painter.drawRoundedRect(rect, radius, radius)
        rect.setWidth(max(rect.width() * self._share, self._theme.px(_LEAST)))
        painter.setBrush(QColor(self._theme.toned(self._tone)))
        painter.drawRoundedRect(rect, radius, radius)


@dataclass(frozen=True, slots=True)
class Work(Row):
    """A mode, its passes, its work in words and as a share of the larger one's."""

    mode: str
    passes: str
    work: str
    share: float
    tone: str

    @property
    @override
    def form(self) -> object:
        return Work, self.tone

    @override
    def put(self, sheet: Sheet) -> Callable[[Self], None]:
        mode, passes, work = label("", "title"), label(""), label("", "caption")
        row = QHBoxLayout()
        row.setSpacing(round(sheet.theme.px(10)))
        row.addWidget(mode)
        row.addWidget(passes)
        row.addStretch(1)
        row.addWidget(work)
        sheet.space(6)
        sheet.lay(row)
        bar = WorkBar(sheet.theme, self.tone)
        sheet.add(bar, 4)

        def say(row: Self) -> None:
            mode.setText(row.mode)
            passes.setText(row.passes)
            work.setText(row.work)
            bar.say(row.share)

        return say
