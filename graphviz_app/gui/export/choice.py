"""A choice: a row of buttons of which one is pressed; and a form of such rows."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QPushButton,
    QWidget,
)

from graphviz_app.gui.widgets.parts import label
from graphviz_app.theme import Theme

_LOWER = 6
"""Pixels that a name stands lower than its row begins, where that has several lines."""
WIDTH = 300
"""Pixels that a row of choices has at least."""


def choice(names: Iterable[str]) -> QButtonGroup:
    """Buttons with these names, numbered from 0."""
    group = QButtonGroup()
    for number, name in enumerate(names):
        button = QPushButton(name)
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.setProperty("choice", True)
        group.addButton(button, number)
    return group


def switches(names: Iterable[str]) -> QButtonGroup:
    """Buttons each of which is on or off by itself."""
    group = choice(names)
    group.setExclusive(False)
    return group


def press(group: QButtonGroup, text: str) -> None:
    """Press the button with this name."""
    next(button for button in group.buttons() if button.text() == text).setChecked(True)


def enable(group: QButtonGroup, on: bool) -> None:
    """Whether there is anything to choose."""
    for button in group.buttons():
        button.setEnabled(on)


def row(group: QButtonGroup) -> QHBoxLayout:
    """The buttons beside each other."""
    layout = QHBoxLayout()
    layout.setSpacing(6)
    for button in group.buttons():
        layout.addWidget(button, 1)
    return layout


def lines(group: QButtonGroup, columns: int) -> QGridLayout:
    """The buttons in lines of so many."""
    grid = QGridLayout()
    grid.setSpacing(6)
    for place, button in enumerate(group.buttons()):
        grid.addWidget(button, place // columns, place % columns)
    for column in range(columns):
        grid.setColumnStretch(column, 1)
    return grid


def rows_of(parent: QWidget, parts: Sequence[tuple[str, QWidget | QLayout]]) -> QGridLayout:
    """A form: from the top down what is chosen, and left of it what it is called."""
    grid = QGridLayout(parent)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setVerticalSpacing(12)
    grid.setHorizontalSpacing(16)
    for line, (name, part) in enumerate(parts):
        grid.addWidget(label(name, "muted"), line, 0, Qt.AlignmentFlag.AlignVCenter)
        if isinstance(part, QWidget):
            grid.addWidget(part, line, 1)
        else:
            grid.addLayout(part, line, 1)
            _describe(part, name)
    return grid


def _describe(row: QLayout, name: str) -> None:
    """For those who hear the buttons: what is chosen with them."""
    for place in range(row.count()):
        item = row.itemAt(place)
        widget = None if item is None else item.widget()
        if isinstance(widget, QPushButton):
            widget.setAccessibleDescription(name)


def name_in(grid: QGridLayout, line: int) -> QWidget:
    """What a row of a form is called."""
    item = grid.itemAtPosition(line, 0)
    assert item is not None  # each has a name
    return item.widget()


def lower(grid: QGridLayout, line: int) -> None:
    """What a row is called stands beside its first line."""
    name = name_in(grid, line)
    name.setContentsMargins(0, _LOWER, 0, 0)
    grid.setAlignment(name, Qt.AlignmentFlag.AlignTop)


def align(*forms: QGridLayout) -> None:
    """Forms below each other, whose columns begin at the same places."""
    names = [form.itemAtPosition(line, 0) for form in forms for line in range(form.rowCount())]
    widest = max(name.sizeHint().width() for name in names if name is not None)
    for form in forms:
        form.setColumnMinimumWidth(0, widest)
        form.setColumnMinimumWidth(1, WIDTH)


def choice_rules(theme: Theme) -> str:
    """Style rules for the buttons, and for one that waits until something is over."""
    resting = f"color: {theme.faint}; background: {theme.tab}; border-color: {theme.hairline};"
    return (
        'QPushButton[choice="true"] { padding-left: 4px; padding-right: 4px; }'
        f'QPushButton[choice="true"]:checked {{ background: {theme.value_tint};'
        f" border-color: {theme.value}; color: {theme.value}; font-weight: 600; }}"
        f'QPushButton[choice="true"]:checked:focus {{ border-color: {theme.ink}; }}'
        f'QPushButton[choice="true"]:checked:disabled {{ {resting} }}'
        f"QPushButton:default:disabled {{ {resting} }}"
    )
