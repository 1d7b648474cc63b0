"""HelpOverlay: all keys, the text language in three sentences, and how to read the picture."""

from collections.abc import Sequence
from itertools import product

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from graphviz_app.gui.canvas.gestures.table import GESTURES
from graphviz_app.gui.help.legend import Legend
from graphviz_app.gui.widgets.kept_focus import KeptFocus
from graphviz_app.gui.widgets.parts import label, rule
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

Row = tuple[str, str, str]
COLUMNS = 3
WIDTH = 980
LANGUAGE = """\
Write one line for each value: x = input(1.5), w = parameter(-0.8), z = w*x + b. Python's \
operators and functions such as sigmoid, exp, max and sum are understood; nothing is ever executed.
The last line is the output, whose gradient is taken; output(L) names another one. Vectors and \
matrices are written [1, 2] and [[1, 2], [3, 4]], and multiplied with @.
Your own numbers are written as claims, such as grad(w) == -0.2175, and judged; ? leaves one open. \
In the text, Ctrl+Up and \
Ctrl+Down nudge the number at the caret. Three dots stand for an operand that is still missing.\
""".splitlines()
CANVAS = """\
On the canvas, double-click a leaf to change its value, a name to change that, or the empty \
canvas to add a node: an operator is for what is selected. Ctrl or Shift with a click selects \
more. {gestures} A right click offers what can be done, the wheel zooms, Esc takes a drag back."""
LOOKING = """\
A click on a group's name folds the group into one box, and opens it again. Where all of a graph \
could not be read, the view follows the step under way; a click into the small picture in the \
corner goes there."""


class HelpOverlay(QWidget):
    """Lies over its whole parent; Esc or a click beside the card closes."""

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("helpOverlay")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._theme = theme
        self._rows: Sequence[Row] = ()
        self._focus: KeptFocus | None = None
        self._columns = COLUMNS
        self._outdated = False
        """Whether the page was made for another theme."""
        self.card = QFrame(self)
        self.card.setObjectName("helpCard")
        self._scroll = QScrollArea(self.card)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.dismiss = QPushButton("Close")
        self.dismiss.setToolTip("Close (Esc)")
        self.dismiss.clicked.connect(self.close_over)
        self._column = QVBoxLayout(self.card)
        self._head = QHBoxLayout()
        self._head.addWidget(label("Keys, text and picture", "heading"), 1)
        self._head.addWidget(self.dismiss)
        self._column.addLayout(self._head)
        self._column.addWidget(self._scroll, 1)
        parent.installEventFilter(self)
        self.set_theme(theme)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours and sizes."""
        self._theme = theme
        small, radius = round(theme.px(12)), round(theme.px(12))
        self.card.setStyleSheet(
            f"#helpCard {{ background: {theme.panel}; border: 1px solid {theme.outline};"
            f" border-radius: {radius}px; }}"
            f"QScrollArea, #helpBody {{ background: {theme.panel}; }}"
            f"QLabel {{ background: transparent; color: {theme.ink}; }}"
            f'QLabel[tone="key"] {{ background: {theme.tab}; border: 1px solid {theme.outline};'
            f" border-radius: {round(theme.px(4))}px; padding: 1px {round(theme.px(6))}px;"
            f" font-size: {small}px; font-weight: 500; }}"
            f'QLabel[tone="caption"] {{ color: {theme.muted}; font-size: {small}px; }}'
        )
        edge = round(theme.px(28))
        self._column.setContentsMargins(edge, round(theme.px(20)), round(theme.px(16)), edge)
        self._head.setContentsMargins(0, 0, round(theme.px(12)), 0)
        self._column.setSpacing(round(theme.px(12)))
        if self.isHidden():
            self._outdated = True  # making the page takes longer than all the rest of the window
        else:
            self._fill()
            self._arrange()

    def set_rows(self, rows: Sequence[Row]) -> None:
        """(group, what it does, its keys) of every action that has keys."""
        self._rows = tuple(rows)
        self._fill()

    def _fill(self) -> None:
        self._outdated = False
        body = QWidget()
        body.setObjectName("helpBody")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, round(self._theme.px(12)), 0)
        column.setSpacing(round(self._theme.px(10)))
        if self._rows:
            column.addLayout(self._keys())
            column.addWidget(rule())
        column.addWidget(label("Reading the picture", "title"))
        column.addWidget(Legend(self._theme))
        column.addWidget(rule())
        column.addWidget(label("Typing a graph", "title"))
        for sentence in (*LANGUAGE, on_the_canvas(), LOOKING):
            column.addWidget(label(sentence, "sentence", wrap=True))
        column.addStretch(1)
        self._scroll.setWidget(body)

    def _fill_for(self, width: int) -> None:
        """Keys in as many columns as there is room for, in a card of this width (pixels)."""
        sides = self._column.contentsMargins()
        room = (
            width
            - sides.left()
            - sides.right()
            - self._scroll.verticalScrollBar().sizeHint().width()
        )
        for columns in range(COLUMNS, 0, -1):
            if columns != self._columns:
                self._columns = columns
                self._fill()
            if self._scroll.widget().minimumSizeHint().width() <= room:
                break

    def _keys(self) -> QHBoxLayout:
        """The groups in columns of about the same height."""
        groups: dict[str, list[Row]] = {}
        for row in self._rows:
            groups.setdefault(row[0], []).append(row)
        columns = balanced([len(rows) + 2 for rows in groups.values()], self._columns)
        across = QHBoxLayout()
        across.setSpacing(round(self._theme.px(40)))
        names = list(groups)
        for places in columns:
            column = QVBoxLayout()
            column.setSpacing(round(self._theme.px(8)))
            for place in places:
                column.addSpacing(round(self._theme.px(10)) if place != places[0] else 0)
                column.addLayout(self._group(names[place], groups[names[place]]))
            column.addStretch(1)
            across.addLayout(column, 1)
        return across

    def _group(self, name: str, rows: Sequence[Row]) -> QGridLayout:
        grid = QGridLayout()
        grid.setVerticalSpacing(round(self._theme.px(6)))
        grid.addWidget(label(name, "title"), 0, 0, 1, 2)
        for line, (_, text, keys) in enumerate(rows, 1):
            grid.addWidget(label(text), line, 0)
            caps = QHBoxLayout()
            caps.setSpacing(round(self._theme.px(4)))
            caps.addStretch(1)
            for key in keys.split(" or "):
                caps.addWidget(label(key, "key"))
            grid.addLayout(caps, line, 1)
        grid.setColumnStretch(0, 1)
        return grid

    def open_over(self) -> None:
        """Show it over the parent."""
        self._focus = KeptFocus(self.window())
        if self._outdated:
            self._fill()
        self._arrange()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_over(self) -> None:
        """Hide it, and give the focus back."""
        if self.isHidden():
            return
        self.hide()
        if self._focus is not None:
            self._focus.give_back()
        self._focus = None
        self.closed.emit()

    def toggle(self) -> None:
        """Show or hide."""
        if self.isHidden():
            self.open_over()
        else:
            self.close_over()

    def _arrange(self) -> None:
        parent = self.parentWidget()
        assert parent is not None, "it lies over something"
        self.setGeometry(parent.rect())
        margin = round(self._theme.px(32))
        width = min(round(self._theme.px(WIDTH)), self.width() - 2 * margin)
        self._fill_for(width)
        body = self._scroll.widget()
        wanted = body.sizeHint().height() + round(self._theme.px(110))
        height = min(wanted, self.height() - 2 * margin)
        self.card.setGeometry(
            (self.width() - width) // 2, (self.height() - height) // 2, width, height
        )

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._arrange()
        return super().eventFilter(watched, event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        scrim = QColor("#0B0E13")
        scrim.setAlphaF(0.55)
        painter.fillRect(QRectF(self.rect()), scrim)
        painter.end()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.card.geometry().contains(event.position().toPoint()):
            self.close_over()
        event.accept()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_over()
        elif event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_Down, Qt.Key.Key_Space):
            self._move(1)
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_Up):
            self._move(-1)
        else:
            super().keyPressEvent(event)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:  # Qt's name
        """Tab does not lead to what is covered."""
        self.dismiss.setFocus(
            Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
        )
        return True

    def _move(self, direction: int) -> None:
        bar = self._scroll.verticalScrollBar()
        bar.setValue(bar.value() + direction * bar.pageStep() // 2)


def on_the_canvas() -> str:
    """What the pointer does there."""
    told = (start.about for start in GESTURES if start.about)
    return CANVAS.format(gestures=" ".join(told))


def balanced(heights: Sequence[int], columns: int) -> list[tuple[int, ...]]:
    """The places of a list of heights, in so many columns of which the highest is as low as can be.

    Each column keeps their order, and the columns stand in the order of their first.
    """
    places = range(len(heights))
    best = min(
        product(range(columns), repeat=len(heights)),
        key=lambda chosen: max(
            sum(heights[place] for place in places if chosen[place] == column)
            for column in range(columns)
        ),
    )
    filled = [
        tuple(place for place in places if best[place] == column) for column in range(columns)
    ]
    return sorted(column for column in filled if column)
