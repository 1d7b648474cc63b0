"""What is offered while nothing is selected: each leaf with the number of its paths."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Self

from PySide6.QtCore import Qt

from graphviz_app.core.paths import counts_to
from graphviz_app.core.read_run import ReadRun
from graphviz_app.explain.formula import is_named
from graphviz_app.explain.ledger.wording import count_words
from graphviz_app.explain.titles import shown_name
from graphviz_app.gui.widgets.parts import label
from graphviz_app.gui.widgets.rows import Heading, Section, Sentence
from graphviz_app.gui.widgets.sheet import Jump, Row, Sheet
from graphviz_app.typing_compat import override

MOST = 40
"""Leaves that are listed."""
HINT = "Select a node, or click one of these: every path to {target}, and what they add up to."
TWO = "Of two selected nodes: the paths from the first to the second."
_KINDS = (("parameter", "Parameters"), ("input", "Inputs"), ("target", "Targets"))


@dataclass(frozen=True, slots=True)
class Offered(Row):
    """A leaf that can be clicked, and how many paths it has."""

    name: str
    id: str
    count: str

    @override
    def put(self, sheet: Sheet) -> Callable[[Self], None]:
        button, count = Jump(), label("", "muted")
        count.setAlignment(Qt.AlignmentFlag.AlignRight)
        sheet.pair(button, count)

        def say(row: Self) -> None:
            button.lead(row.name, partial(sheet.chosen.emit, row.id))
            count.setText(row.count)

        return say


def offer(run: ReadRun, target: str) -> Iterator[Row]:
    """The rows for a target."""
    name = shown_name(run, target)
    yield Heading(f"Paths to {name}", "")
    yield Sentence(HINT.format(target=name), "caption")
    counts = counts_to(run.reading, target)
    for op, title in _KINDS:
        nodes = (node for node in run.graph.nodes.values() if node.op == op)
        ids = [node.id for node in nodes if node.id in counts and is_named(run.graph, node.id)]
        if ids:
            yield Section(title)
        for id_ in ids[:MOST]:
            yield Offered(shown_name(run, id_), id_, count_words(counts[id_]))
        if len(ids) > MOST:
            yield Sentence(f"… and {len(ids) - MOST:,} more", "caption", above=8)
    yield Sentence(TWO, "caption", above=16)
