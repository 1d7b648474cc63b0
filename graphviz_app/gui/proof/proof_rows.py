"""How one leaf is told: its gradient, the difference beside it, and what follows from that."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Self

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from graphviz_app.core.graph import Value
from graphviz_app.core.proof import Band, agrees
from graphviz_app.explain.proof import SIGNS, WORDS
from graphviz_app.gui.widgets.badge import equals_button
from graphviz_app.gui.widgets.parts import NumberLabel, label, restyle, rule
from graphviz_app.gui.widgets.plain import tip
from graphviz_app.gui.widgets.sheet import Jump, Row, Sheet
from graphviz_app.typing_compat import override


@dataclass(frozen=True, slots=True)
class Unproved(Row):
    """A leaf and its gradient; the sign of equality asks for a proof."""

    node: str
    name: str
    gradient: Value | None
    prove: Callable[[str], object]

    @override
    def put(self, sheet: Sheet) -> Callable[[Self], None]:
        name, number = Jump(), NumberLabel(None, "gradient")
        button = equals_button()
        row = _line(name, None, number, button)
        row.setContentsMargins(0, round(sheet.theme.px(5)), 0, round(sheet.theme.px(5)))
        sheet.lay(row)
        sheet.add(rule())
        asked: list[Callable[[], object]] = [lambda: None]
        button.clicked.connect(lambda: asked[0]())

        def say(row: Self) -> None:
            name.lead(row.name, partial(sheet.chosen.emit, row.node))
            number.setAccessibleName(f"Gradient of {row.name}")
            number.say(row.gradient)
            asked[0] = partial(row.prove, row.node)

        return say


@dataclass(frozen=True, slots=True)
class Proved(Row):
    """A leaf with its gradient, the difference and the verdict; of a tensor its worst element."""

    node: str
    name: str
    gradient: float
    slope: float
    band: Band
    how: str
    details: tuple[str, ...] = ()

    @property
    @override
    def form(self) -> object:
        return Proved, len(self.details)

    @override
    def put(self, sheet: Sheet) -> Callable[[Self], None]:
        edge = round(sheet.theme.px(7))
        name, verdict = Jump(), label("")
        first = _line(name, None, verdict)
        first.setContentsMargins(0, edge, 0, 0)
        sheet.lay(first)
        gradient, sign, slope = NumberLabel(None, "gradient"), label("", "muted"), NumberLabel(None)
        second = _line(gradient, sign, slope, None)
        second.setSpacing(6)
        sheet.lay(second)
        lines = [label("", "caption", wrap=True) for _ in self.details]
        for line in lines:
            sheet.add(line, 1)
        sheet.space(7)
        sheet.add(rule())

        def say(row: Self) -> None:
            name.lead(row.name, partial(sheet.chosen.emit, row.node))
            verdict.setText(f"{SIGNS[row.band]} {WORDS[row.band]}")
            restyle(verdict, tone="right" if agrees(row.band) else "error")
            gradient.setAccessibleName(f"Gradient of {row.name}")
            slope.setAccessibleName(f"Difference for {row.name}")
            gradient.say(row.gradient)
            slope.say(row.slope)
            sign.setText("=" if row.band in ("good", "zero") else "≈" if _near(row.band) else "≠")
            for part in (verdict, sign):
                part.setToolTip(tip(row.how))
            for line, text in zip(lines, row.details, strict=True):
                line.setText(text)

        return say


def _near(band: Band) -> bool:
    return band in ("small", "fine")


def _line(*parts: QWidget | None) -> QHBoxLayout:
    """Side by side; None is where the room is."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for part in parts:
        if part is None:
            row.addStretch(1)
        else:
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
    return row
