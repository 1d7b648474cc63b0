"""The row of a page that lists parameters with their step: five numbers each, and a tick.

Where the page is narrow, what comes of a number stands below it: the new value below the value,
the step below the gradient. Where it is still too narrow, a name has a line of its own above them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple, Self

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLayout, QSizePolicy, QWidget

from graphviz_app.core.graph import Value
from graphviz_app.gui.widgets.parts import NumberLabel, label
from graphviz_app.gui.widgets.plain import tip
from graphviz_app.gui.widgets.sheet import Jump, Row, Sheet
from graphviz_app.gui.widgets.tick import Tick
from graphviz_app.typing_compat import override

TITLES = ("Value", "Gradient", "Step", "New value")
_TONES = ("value", "gradient", "step", "step")
_WIDE = {"Value": (0, 0), "Gradient": (0, 1), "Step": (0, 2), "New value": (0, 3)}
_NARROW = {"Value": (0, 0), "Gradient": (0, 1), "Step": (1, 1), "New value": (1, 0)}
_NARROWEST = {"Value": (1, 0), "Gradient": (1, 1), "Step": (2, 1), "New value": (2, 0)}
"""Line and column of each number."""
_LINES = 4
"""Lines of the grid for one parameter, with what is free below it."""
Places = Mapping[str, tuple[int, int]]


class Moves(NamedTuple):
    """One parameter; ``new`` is None if it stays where it is, ``why`` says so: ``frozen``."""

    id: str
    name: str
    value: Value | None
    gradient: Value | None
    step: Value | None
    new: Value | None
    why: str = ""
    ticks: bool = False
    """Whether a tick says that it is trained."""

    @property
    def numbers(self) -> Sequence[Value | None]:
        """In the order of ``TITLES``."""
        return self.value, self.gradient, self.step, self.new


@dataclass(frozen=True, slots=True)
class UpdateTable(Row):
    """All of them under each other."""

    moves: tuple[Moves, ...]

    @property
    @override
    def form(self) -> object:
        return UpdateTable, tuple((one.id, one.ticks, bool(one.why)) for one in self.moves)

    @override
    def put(self, sheet: Sheet) -> Callable[[Self], None]:
        table = _Table(sheet, self.moves)
        sheet.add(table)
        return lambda row: table.say(row.moves)


class _Line:
    """The widgets of one parameter."""

    def __init__(self, table: QWidget, sheet: Sheet, one: Moves) -> None:
        self.name = Jump()
        self.tick = tick(sheet, one.id, table) if one.ticks else None
        self.numbers = [NumberLabel(None, tone, table) for tone in _TONES]
        self.why = label("", "caption") if one.why else None
        self._choose = partial(sheet.chosen.emit, one.id)

    def say(self, one: Moves) -> None:
        self.name.lead(one.name, self._choose)
        if self.tick is not None:
            say_tick(self.tick, one.name, not one.why)
        for title, shown, number in zip(TITLES, self.numbers, one.numbers, strict=True):
            shown.setAccessibleName(f"{title} of {one.name}")
            shown.say(number)
        if self.why is not None:
            self.why.setText(one.why)
            for shown in self.numbers[2:]:
                shown.hide()


class _Table(QWidget):
    def __init__(self, sheet: Sheet, moves: Sequence[Moves]) -> None:
        super().__init__()
        self._theme = sheet.theme
        self._lines = [_Line(self, sheet, one) for one in moves]
        self._has_ticks = any(one.ticks for one in moves)
        self._titles = [label(title, "caption") for title in TITLES]
        self._places: Places = {}
        self._needed = 0, 0
        """How wide it is with all numbers of a parameter beside each other, and in two lines."""
        self._grid = QGridLayout(self)
        # However wide it is, the page may become narrow, and the table with it.
        self._grid.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(round(sheet.theme.px(12)))
        self._grid.setVerticalSpacing(round(sheet.theme.px(3)))
        self._grid.setColumnStretch(1, 1)
        self._heads = [label("Name", "caption"), *(line.name for line in self._lines)]
        for place, line in enumerate(self._lines, 1):
            if line.tick is not None:
                self._put(line.tick, place * _LINES, 0)
        self._arrange(_NARROW)

    def say(self, moves: Sequence[Moves]) -> None:
        """Other numbers of the same parameters."""
        for line, one in zip(self._lines, moves, strict=True):
            line.say(one)
        self._needed = self._measured()
        self._arrange(self._fitting(self.width()))

    def _measured(self) -> tuple[int, int]:
        gap: int = self._grid.horizontalSpacing()
        columns = zip(self._titles, *(line.numbers for line in self._lines), strict=True)
        # The longest is the widest, or nearly: to measure each takes as long as to say it.
        widest = (max(column, key=lambda one: len(one.text())) for column in columns)
        value, gradient, step, new = (one.sizeHint().width() + gap for one in widest)
        names = max((line.name.sizeHint().width() for line in self._lines), default=0)
        ticks = round(self._theme.px(30)) if self._has_ticks else 0
        left = int(names + ticks)
        return left + value + gradient + step + new, left + max(value, new) + max(gradient, step)

    def _fitting(self, width: int) -> Places:
        """Where the numbers belong in a page so wide."""
        wide, narrow = self._needed
        return _WIDE if wide <= width else _NARROW if narrow <= width else _NARROWEST

    def _arrange(self, places: Places) -> None:
        """Put every number there."""
        if places is self._places:
            return
        self._places = places
        for place, name in enumerate(self._heads):
            self._put(name, place * _LINES, 1, 3 if places is _NARROWEST else 1)
        for title, shown in zip(TITLES, self._titles, strict=True):
            self._put(shown, places[title][0], 2 + places[title][1])
        for place, line in enumerate(self._lines, 1):
            for title, number in zip(TITLES, line.numbers, strict=True):
                down, along = places[title]
                self._put(number, place * _LINES + down, 2 + along)
            if line.why is not None:
                down, along = places["Step"]
                self._put(line.why, place * _LINES + down, 2 + along)
        free = round(self._theme.px(6))
        for place in range(len(self._lines) + 1):
            self._grid.setRowMinimumHeight(place * _LINES + _LINES - 1, free)

    def _put(self, widget: QWidget, line: int, column: int, columns: int = 1) -> None:
        """Names at the left, numbers at the right."""
        side = Qt.AlignmentFlag.AlignRight if column > 1 else Qt.AlignmentFlag.AlignLeft
        middle = Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(widget, line, column, 1, columns, side | middle)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(self._fitting(event.size().width()))


def tick(sheet: Sheet, node: str, parent: QWidget) -> Tick:
    """A tick that asks for a parameter to be trained, or to be frozen."""
    box = Tick(sheet.theme, parent)
    box.clicked.connect(lambda on: sheet.ticked.emit(node, on), Qt.ConnectionType.QueuedConnection)
    return box


def say_tick(box: Tick, name: str, is_trained: bool) -> None:
    """Whether it is; what else it would be is in the tooltip."""
    box.setChecked(is_trained)
    box.setAccessibleName(f"{name} is trained")
    said = f"frozen({name}) keeps it where it is" if is_trained else "Let it move in each step"
    box.setToolTip(tip(said))
