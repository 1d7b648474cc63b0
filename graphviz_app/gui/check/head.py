"""The head of the page: how much is right, at a glance and in words; the way to what is wrong."""

from collections import Counter
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from graphviz_app.core.check import Verdict
from graphviz_app.gui.check.claim_row import ClaimRow
from graphviz_app.gui.check.maths_jump import MathsJump
from graphviz_app.gui.widgets.parts import label
from graphviz_app.gui.widgets.plain import tip
from graphviz_app.gui.widgets.verdict_signs import verdict_color
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

BAR = 6
"""How high the coloured bar is."""
ORDER: tuple[Verdict, ...] = ("right", "rounded", "follows", "wrong", "blank")
_COUNTED: Mapping[Verdict, tuple[str, str]] = {
    "wrong": ("wrong", "wrong"),
    "follows": ("follows", "follow"),
    "blank": ("open", "open"),
}
"""What is said of one, and of several."""


class Share(QWidget):
    """A bar: how many are right, follow from a slip, are wrong; the rest of it is empty."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self._counts: Counter[Verdict | None] = Counter()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, counts: "Counter[Verdict | None]") -> None:
        """Show these."""
        self._counts = counts
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(100, round(self.theme.px(BAR)))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self.theme.hairline))
        total, left = sum(self._counts.values()), 0.0
        for verdict in ORDER[:-1]:
            width = self.width() * self._counts[verdict] / total if total else 0.0
            inner = QRectF(left, 0, max(width - 1, 0), self.height())
            painter.fillRect(inner, verdict_color(verdict, self.theme))
            left += width
        painter.end()


class Head(QWidget):
    """``14 of 17 right``, and the first that is wrong."""

    wrong_wanted = Signal(int)
    """The next claim that is wrong (1), or the one before (-1)."""
    first_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.title = label("", "heading")
        self.points = label("", "title")
        self.counts = label("", "caption", wrap=True)
        self.bar = Share(theme)
        self.before = self._arrow("‹", "The wrong one before (Shift+F8)", -1)
        self.after = self._arrow("›", "The next wrong one (F8)", 1)
        self._first_words = label("", "muted")
        self.first = MathsJump(theme)
        self.first.clicked.connect(lambda _checked: self.first_wanted.emit())
        self._column = QVBoxLayout(self)
        self._wrong = QHBoxLayout()
        self._fill()
        self.set_theme(theme)

    def _fill(self) -> None:
        self._wrong.addWidget(self._first_words)
        self._wrong.addWidget(self.first)
        self._wrong.addStretch(1)
        self._wrong.addWidget(self.before)
        self._wrong.addWidget(self.after)
        self._column.setContentsMargins(0, 0, 0, 0)
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.points, 0, Qt.AlignmentFlag.AlignBottom)
        self._column.addLayout(top)
        self._column.addWidget(self.bar)
        self._column.addWidget(self.counts)
        self._column.addLayout(self._wrong)

    def _arrow(self, sign: str, words: str, way: int) -> QToolButton:
        button = QToolButton()
        button.setText(sign)
        button.setToolTip(tip(words))
        button.setAccessibleName(words)
        button.clicked.connect(lambda _checked: self.wrong_wanted.emit(way))
        return button

    def set_theme(self, theme: Theme) -> None:
        """Other colours and lengths."""
        for part in (self.bar, self.first):
            part.theme = theme
            part.updateGeometry()
        self._wrong.setSpacing(round(theme.px(4)))
        side = round(theme.px(27))
        for button in (self.before, self.after):
            button.setFixedSize(side, side)
            button.setStyleSheet("padding: 0; min-height: 0;")
        self._column.setSpacing(round(theme.px(6)))

    def say(self, rows: Sequence[ClaimRow], goes_by: str = "", points: str = "") -> None:
        """How things are; ``goes_by`` are the conventions, if not those that are written."""
        self.points.setText(points)
        counts = Counter(row.verdict for row in rows)
        self.title.setText(title_of(counts))
        self.counts.setText(
            " · ".join(filter(None, [counts_of(counts), goes_by and f"by {goes_by}"]))
        )
        self.bar.say(counts)
        first = next((row for row in rows if row.is_first_wrong), None)
        nothing = "Nothing is wrong so far." if counts["blank"] else "Nothing is wrong."
        self._first_words.setText(nothing if first is None else "First wrong:")
        self.first.setVisible(first is not None)
        for button in (self.before, self.after):
            button.setEnabled(counts["wrong"] > 0)
        if first is not None:
            self.first.say(first.latex, first.name)


def title_of(counts: "Counter[Verdict | None]") -> str:
    """``14 of 17 right``, ``All 17 right``."""
    total, right = sum(counts.values()), counts["right"] + counts["rounded"]
    if total and right == total:
        return f"All {total} right" if total > 1 else "Right"
    return f"{right} of {total} right"


def counts_of(counts: "Counter[Verdict | None]") -> str:
    """``1 wrong · 2 follow · 3 open``, as far as there are any."""
    parts = [
        f"{counts[verdict]} {one if counts[verdict] == 1 else several}"
        for verdict, (one, several) in _COUNTED.items()
        if counts[verdict]
    ]
    return " · ".join(parts) or "all answered"
