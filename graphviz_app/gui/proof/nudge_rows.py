"""How one node is told while a leaf is pushed: from where to where, by how much, and the guess."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Self

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from graphviz_app.explain.proof import signed
from graphviz_app.gui.widgets.elided import ElidedLabel
from graphviz_app.gui.widgets.parts import label, rule
from graphviz_app.gui.widgets.plain import tip
from graphviz_app.gui.widgets.sheet import Jump, Row, Sheet
from graphviz_app.numbers import in_full, in_panel
from graphviz_app.typing_compat import override


@dataclass(frozen=True, slots=True)
class Moved(Row):
    """A node; of a tensor the element that moves most."""

    node: str
    name: str
    before: float
    after: float | None
    by: float | None
    """Δ"""
    guess: float | None
    off: str

    @property
    @override
    def form(self) -> object:
        return Moved, bool(self.off)

    @override
    def put(self, sheet: Sheet) -> Callable[[Self], None]:
        edge = round(sheet.theme.px(7))
        name, change = Jump(), label("", "right")
        way, guess = ElidedLabel(""), label("", "gradient")
        way.setProperty("tone", "value")
        off = label("", "caption") if self.off else None
        sheet.lay(_ends(name, change, above=edge))
        sheet.lay(_ends(way, guess, below=0 if off else edge))
        if off is not None:
            off.setAlignment(Qt.AlignmentFlag.AlignRight)
            sheet.add(off)
            sheet.space(7)
        sheet.add(rule())

        def say(row: Self) -> None:
            name.lead(row.name, partial(sheet.chosen.emit, row.node))
            after = "—" if row.after is None else in_panel(row.after)
            way.say(f"{in_panel(row.before)} → {after}")
            change.setText(f"Δ {signed(row.by)}")
            guess.setText("" if row.guess is None else f"≈ {signed(row.guess)}")
            if off is not None:
                off.setText(f"off by {row.off}")
            words = "\n".join(f"{title} {in_full(x)}" for title, x in row.digits if x is not None)
            for part in (way, change, guess, *([off] if off else [])):
                part.setToolTip(tip(words))

        return say

    @property
    def digits(self) -> tuple[tuple[str, float | None], ...]:
        """Every digit, by name."""
        by = self.by
        error = None if by is None or self.guess is None else by - self.guess
        return (
            *(("Before", self.before), ("After", self.after), ("Δ", by)),
            *(("Linear guess", self.guess), ("Error of the guess", error)),
        )


def _ends(left: QWidget, right: QWidget, above: int = 0, below: int = 0) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, above, 0, below)
    row.setSpacing(6)
    row.addWidget(left, 1)
    row.addWidget(right)
    return row
