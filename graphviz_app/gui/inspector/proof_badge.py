"""The gradient of a leaf with a small sign of equality: pressed, it says whether that is true."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from PySide6.QtWidgets import QHBoxLayout, QLabel

from graphviz_app.core.graph import Value
from graphviz_app.core.proof import LeafProof, Prover, agrees
from graphviz_app.core.trace import Trace
from graphviz_app.covered import is_covered
from graphviz_app.errors import GraphAppError
from graphviz_app.explain.proof import badge_words, how
from graphviz_app.gui.widgets.badge import equals_button
from graphviz_app.gui.widgets.elided import ElidedLabel
from graphviz_app.gui.widgets.parts import NumberLabel, label, restyle, rule
from graphviz_app.gui.widgets.plain import tip
from graphviz_app.gui.widgets.sheet import Row, Sheet
from graphviz_app.typing_compat import override

SECONDS = 0.3
"""How long a press may take; of a large leaf some elements are tried."""


@dataclass(frozen=True, slots=True)
class ProvableGradient(Row):
    """A leaf's gradient, which can be proved where it stands."""

    trace: Trace
    node: str
    gradient: Value | None
    name: str = "Gradient"

    @override
    def put(self, sheet: Sheet) -> Callable[[Self], None]:
        name, number, badge = ElidedLabel(""), NumberLabel(None, "gradient"), equals_button()
        name.setProperty("tone", "muted")
        said = label("", "right", wrap=True)
        edge = round(sheet.theme.px(8))
        row = QHBoxLayout()
        row.setContentsMargins(0, edge, 0, edge)
        row.setSpacing(edge)
        row.addWidget(name)
        row.addStretch(1)
        for part in (number, badge):
            row.addWidget(part)
        sheet.lay(row)
        said.setContentsMargins(0, 0, 0, edge)
        sheet.add(said)
        sheet.add(rule())
        shown: list[Self] = []

        def press() -> None:
            _say(said, shown[-1].trace, shown[-1].node)
            if badge.hasFocus():
                number.setFocus()
            badge.hide()

        def say(row: Self) -> None:
            if not shown or (row.trace, row.node) != (shown[-1].trace, shown[-1].node):
                said.hide()
                badge.setVisible(row.gradient is not None and not is_covered(row.gradient))
            shown[:] = [row]
            name.say(row.name)
            number.setAccessibleName(row.name)
            number.say(row.gradient)

        badge.clicked.connect(press)
        return say


def _say(said: QLabel, trace: Trace, node: str) -> None:
    """Prove it, and say what came out."""
    try:
        proof = quick_proof(trace, node)
    except GraphAppError as error:
        said.setText(str(error))
    else:
        said.setText(badge_words(trace.graph, proof))
        said.setToolTip(tip(how(proof.worst)))
        restyle(said, tone="right" if agrees(proof.band) else "error")
    said.show()


def quick_proof(trace: Trace, node: str) -> LeafProof:
    """The proof of one leaf, of as many elements as there is time for."""
    prover, end = Prover(trace, [node]), time.monotonic() + SECONDS
    for done in prover.pieces():
        if done is None and time.monotonic() < end:
            continue
        return prover.so_far(node) if done is None else done
    raise AssertionError("a leaf has a number")
