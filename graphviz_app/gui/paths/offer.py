"""What is offered while nothing is selected: each leaf with the number of its paths."""

from collections.abc import Iterator

from graphviz_app.core.paths import counts_to
from graphviz_app.core.read_run import ReadRun
from graphviz_app.explain.formula import is_named
from graphviz_app.explain.ledger.wording import count_words
from graphviz_app.explain.titles import shown_name
from graphviz_app.gui.widgets.rows import Heading, Section, Sentence, Words
from graphviz_app.gui.widgets.sheet import Row

MOST = 40
"""Leaves that are listed."""
HINT = "Select a node, or click one of these: every path to {target}, and what they add up to."
TWO = "Of two selected nodes: the paths from the first to the second."
_KINDS = (("parameter", "Parameters"), ("input", "Inputs"), ("target", "Targets"))


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
            yield Words(shown_name(run, id_), count_words(counts[id_]), id_)
        if len(ids) > MOST:
            yield Sentence(f"… and {len(ids) - MOST:,} more", "caption", above=8)
    yield Sentence(TWO, "caption", above=16)
