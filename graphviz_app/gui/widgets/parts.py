"""Small widgets that the panels are made of: numbers that copy in full, formulas, cards, rules."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from graphviz_app.core.graph import Value
from graphviz_app.explain.numerals import plain
from graphviz_app.gui.widgets.plain import PlainLabel, on_button, tip
from graphviz_app.numbers import as_typed, in_full, in_panel
from graphviz_app.patterns import late
from graphviz_app.scene.style import readable
from graphviz_app.scene.typeset.wrapping import Ink, maths, numbers, wrapped
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

PAGE_SIDE, PAGE_TOP, PAGE_FRAME = 20, 18, 2
"""From the edges of a page of the right panel to what it says, in design pixels; of that the frame
that a page has while the keys move it, in pixels."""


def restyle(widget: QWidget, **properties: object) -> None:
    """Set properties that style sheets select by, and let the style look again."""
    changed = False
    for name, value in properties.items():
        if widget.property(name) != value:
            widget.setProperty(name, value)
            changed = True
    if changed:
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def label(text: str, tone: str = "", wrap: bool = False) -> QLabel:
    """A plain-text label in one of the style sheet's tones."""
    label = PlainLabel(text)
    label.setWordWrap(wrap)
    if wrap:
        label.setMinimumWidth(1)
    if tone:
        label.setProperty("tone", tone)
    return label


def rule() -> QFrame:
    """A hairline across."""
    line = QFrame()
    line.setProperty("rule", True)
    line.setFixedHeight(1)
    return line


PROBLEM_TITLES = {
    "graph": "Not complete yet",
    "failed": "Cannot be computed",
    "nonfinite": "Not a finite number",
}
"""Over a sentence about a problem, by its kind."""


class NumberLabel(PlainLabel):
    """A number with four decimals; hover and copy give every digit."""

    def __init__(self, value: Value | None, tone: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.value: Value | None = None
        self._menu: QMenu | None = None
        self.setProperty("tone", tone or "number")
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.say(value)

    def say(self, value: Value | None, more: str = "") -> None:
        """Show another number; ``more`` is told in the tooltip."""
        self.value = value
        self.setText("—" if value is None else in_panel(value))
        full = "" if value is None else in_full(value)
        self.setToolTip(tip(f"{full}\n{more}" if more else full))
        focus = Qt.FocusPolicy
        self.setFocusPolicy(focus.NoFocus if value is None else focus.ClickFocus)

    def copy(self) -> None:
        """Put every digit on the clipboard, typed so that it can be pasted into the text."""
        if self.value is not None:
            QGuiApplication.clipboard().setText(as_typed(self.value))

    def menu(self) -> QMenu:
        """What a right click offers; made when it is first wanted."""
        if self._menu is None:
            self._menu = QMenu(self)
            action = QAction("Copy in full precision", self._menu)
            action.triggered.connect(self.copy)
            self._menu.addAction(action)
        return self._menu

    @override
    def contextMenuEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        if self.value is not None:
            self.menu().popup(event.globalPos())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)


class FormulaLabel(QWidget):
    """Typeset mathematics or numbers. Too wide for the panel, it breaks at signs, then shrinks."""

    def __init__(
        self, latex: str, theme: Theme, size: float = 17, color: str = "", told: bool = False
    ) -> None:
        super().__init__()
        self.latex = ""
        self._lines: dict[float, list[Ink]] = {}
        """The formula broken into lines, by the widths that were asked for."""
        self._setting = numbers(theme, 14, 500) if told else maths(theme, theme.px(size))
        self._gap = theme.px(6)
        self._color = QColor(color or theme.ink)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.say(latex)

    def say(self, latex: str) -> None:
        """Show another formula."""
        if latex != self.latex:
            self.latex, self._lines = latex, {}
            self.setAccessibleName(plain(latex) or latex)
            self.updateGeometry()
            self.update()

    def lines(self, width: float) -> list[Ink]:
        """The formula broken into lines that fit the width, in pixels."""
        if width not in self._lines:
            self._lines[width] = list(wrapped(self.latex, self._setting, width))
        return self._lines[width]

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        lines = self.lines(width)
        return round(sum(t.ascent + t.descent for t in lines) + self._gap * len(lines))

    @override
    def sizeHint(self) -> QSize:
        width = max(self.width(), 200)
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.heightForWidth(max(self.width(), 40)))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        y = self._gap / 2
        for line in self.lines(self.width()):
            line.draw(painter, 0.0, y + line.ascent, self._color)
            y += line.ascent + line.descent + self._gap
        painter.end()


class Card(QFrame):
    """A tinted box with a title and a sentence; ``clicked`` when it leads somewhere."""

    clicked = Signal()
    offer_taken = Signal()
    """The button was pressed, with which something can be done about it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = label("", "card-title")
        self.title.setWordWrap(True)
        self.sentence = label("", wrap=True)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 12)
        layout.setSpacing(4)
        layout.addWidget(self.title)
        layout.addWidget(self.sentence)
        self.button = QPushButton("Translate")
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self.offer_taken)
        self.button.hide()
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.setAccessibleName("message")

    def show_message(self, title: str, sentence: str, kind: str = "error", offer: str = "") -> None:
        """Show the sentence; ``kind`` is error (warm) or info (cool); ``offer``: on a button."""
        self.title.setText(title)
        self.sentence.setText(sentence)
        self.button.setText(on_button(offer) or self.button.text())
        self.button.setVisible(bool(offer))
        restyle(self, card=kind)
        restyle(self.title, kind=kind)
        self.show()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.clicked.emit()


_NAME = late(r"[^\W\d_]*[^\Wa-zA-Z]|[b-zA-Z]\b")
"""Words that are names: with a digit, a _ or a Greek letter in them, or of one letter but a."""
_FORMULA = late(r"\w+('?\(| [=<>≤≥] )|\S+\.[a-z]{2,4}\b")
"""A formula, or a file's name."""


def first_upper(sentence: str) -> str:
    """A sentence that begins with a capital, and ends with a full stop.

    A name or formula at its beginning stays as it is: c = 2 is not C = 2, σ′ not Σ′, w3 not W3,
    xor.csv not Xor.csv.
    """
    stays = _FORMULA.match(sentence) or _NAME.match(sentence)
    text = sentence if stays else sentence[:1].upper() + sentence[1:]
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def card_rules(theme: Theme) -> str:
    """Style rules for cards and numbers."""
    right = readable(QColor(theme.parameter), QColor(theme.parameter_tint)).name()
    return f"""
    QFrame[card="error"] {{ background: {theme.gradient_tint}; border: none;
        border-radius: {round(theme.px(6))}px; }}
    QFrame[card="info"] {{ background: {theme.value_tint}; border: none;
        border-radius: {round(theme.px(6))}px; }}
    QFrame[card="right"] {{ background: {theme.parameter_tint}; border: none;
        border-radius: {round(theme.px(6))}px; }}
    QLabel[tone="card-title"] {{ color: {theme.gradient}; font-weight: 600; }}
    QLabel[tone="card-title"][kind="right"] {{ color: {right}; }}
    QLabel[tone="right"] {{ color: {right}; font-weight: 600; }}
    QLabel[tone="card-title"][kind="info"] {{ color: {theme.value}; }}
    QLabel[tone="number"] {{ font-weight: 600; }}
    NumberLabel[tone] {{ font-size: {round(theme.px(14))}px; }}
    """


def centred(inner: QSize, outer: QRectF) -> QPoint:
    """Where a box of that size begins when it sits in the middle of another."""
    return QPoint(
        round(outer.x() + (outer.width() - inner.width()) / 2),
        round(outer.y() + (outer.height() - inner.height()) / 2),
    )
