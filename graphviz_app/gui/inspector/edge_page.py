"""What the inspector says about an edge: what it carried, what it hands back, and why."""

from collections.abc import Iterator
from functools import partial

import numpy as np

from graphviz_app.core.brackets import Level
from graphviz_app.core.graph import Edge, Value
from graphviz_app.core.oplib import OPS
from graphviz_app.core.read_run import ReadRun
from graphviz_app.explain.explain import (
    Explanation,
    gradient_sum,
    line_local_derivative,
    share_caption,
    steering,
)
from graphviz_app.explain.numerals import plain
from graphviz_app.explain.shapes import fits_of
from graphviz_app.explain.titles import edge_title, placed_name, shown_name
from graphviz_app.gui.inspector.typed_rows import Tensor
from graphviz_app.gui.inspector.why import why_entry, why_share_row
from graphviz_app.gui.widgets.rows import (
    Formula,
    Heading,
    Number,
    Section,
    Sentence,
    Space,
    Words,
    told,
)
from graphviz_app.gui.widgets.sheet import Row
from graphviz_app.numbers import MINUS, in_panel


def edge_page(run: ReadRun, index: int) -> Iterator[Row]:
    """The rows about one edge of the reading."""
    edge = run.reading.edges[index]
    yield Heading(edge_title(run, index), "edge")
    value, share = run.carried(index), run.contribution(index)
    upstream, local = run.gradient(edge.target), run.local(index)
    yield Number("Value carried", value, "value")
    if edge.control:
        yield Space(12)
        does = steering(run.graph, edge.members[0])
        yield Sentence(f"This edge {does}. {_steered(run, edge.members)}")
    else:
        yield Number(f"Gradient at {shown_name(run, edge.target)}", upstream, "gradient")
        yield Number("Local derivative", local)
        yield Number("Contribution", share, "gradient")
        yield why_share_row(run, index)
        yield from _why(run, index, (upstream, local, share))
    yield from _shape(run, index)
    yield Space(18)
    yield Words("From", placed_name(run, edge.source), edge.source)
    yield Words("To", placed_name(run, edge.target), edge.target)
    if value is not None and not isinstance(value, float):
        why, tabs = partial(why_entry, run, index), ("Value carried", "Contribution")
        yield Tensor(value, share, tabs=tabs, above=16, why=why)


def _shape(run: ReadRun, index: int) -> Iterator[Row]:
    """The shape of what is carried, and whether it fits; nothing where all are single numbers."""
    value, fits = run.carried(index), fits_of(run, index)
    if value is None or (isinstance(value, float) and not fits):
        return
    yield Section("Shape", str(np.shape(value)))
    for fit in fits:
        yield Sentence(fit.sentence, "" if fit.fits else "error", above=2)


def _steered(run: ReadRun, members: tuple[Edge, ...]) -> str:
    """What becomes of operands that only steer."""
    graph = run.graph
    ends = [e for e in members if graph.nodes[e.target].op != "where"]
    used = [user for edge in ends for user in graph.outgoing[edge.target]]
    if all(graph.nodes[user.target].op == "where" and user.slot == 0 for user in used):
        return "It decides which branch is taken."
    op = OPS[graph.nodes[ends[0].target].op]
    if op.withholds:
        return f"Going backwards {op.name} counts as a constant."
    compares = op.precedence == Level.COMPARISON
    what = "A comparison" if compares else f"The choice that {op.name} makes by it"
    return f"{what} stays the same when its operands change a little."


def _why(
    run: ReadRun,
    index: int,
    numbers: tuple[Value | None, Value | None, Value | None],
) -> Iterator[Row]:
    """The local derivative, then times what arrives: this edge's share of the gradient."""
    upstream, local, share = numbers
    edge = run.reading.edges[index]
    yield Section("Why")
    yield from in_a_line(line_local_derivative(run, index))
    target = shown_name(run, edge.target)
    if isinstance(upstream, float) and isinstance(local, float) and isinstance(share, float):
        yield Sentence(f"times the gradient that arrives at {target}:", "caption", above=6)
        product = f"{in_panel(local)} · {signed(upstream)} = {in_panel(share)}"
        yield Sentence(product, above=2)
    elif share is not None:
        handed = f"What this edge hands back to {shown_name(run, edge.source)}:"
        yield Sentence(handed, "caption", above=6)
        yield from in_a_line(share_caption(run, index))
    if share is not None:
        yield from sum_of_shares(run, edge.source)


def in_a_line(explanation: Explanation) -> Iterator[Row]:
    """Numbers stand in the formula's line where both are short."""
    single = explanation.numbers.count("= ") == 1 and plain(explanation.numbers) is not None
    if single and "[" not in explanation.numbers:
        explanation = explanation._replace(symbols=explanation.whole, numbers="")
    return told(explanation)


def sum_of_shares(run: ReadRun, source: str) -> Iterator[Row]:
    """Where several edges hand something back, how their shares add up to the gradient."""
    known = [share for _, share in run.shares(source)]
    if source in run.reading.boxes:
        return  # what leaves it adds up one by one
    if len(known) < 2 or source not in run.with_gradient or source == run.seed:
        return  # the output's gradient is where all begins, not a sum
    name = shown_name(run, source)
    sentence = f"This is one of {len(known)} shares. The gradient of {name} is their sum:"
    yield Sentence(sentence, "caption", above=10)
    yield Formula(gradient_sum(run, source, known).whole, size=15)


def signed(value: float) -> str:
    """A factor or summand: in brackets if it is negative."""
    text = in_panel(value)
    return f"({text})" if text.startswith(MINUS) else text
