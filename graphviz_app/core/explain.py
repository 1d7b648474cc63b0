"""Every number explained: the chain rule at one node or edge, in symbols and then in numbers."""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple, cast

import numpy as np

from graphviz_app.core.chain import GradientName, line_formula, product, pulled
from graphviz_app.core.derivative import edge_contribution, edge_local
from graphviz_app.core.formula import (
    expression,
    line_expression,
    operand_piece,
    operand_pieces,
    partial_factors,
    symbol,
    symbol_piece,
    variable_piece,
)
from graphviz_app.core.graph import Edge, Value
from graphviz_app.core.notation import Level, Piece, atom, typeset, value_text, width
from graphviz_app.core.oplib import OPS, is_leaf
from graphviz_app.core.plain_formula import node_sign, plain_expression, plain_symbol
from graphviz_app.core.reading import Reading, is_control
from graphviz_app.core.trace import Backward, Trace
from graphviz_app.numbers import MINUS

__all__ = [
    "Explanation",
    "backward_caption",
    "expression",
    "forward_caption",
    "line_expression",
    "line_local_derivative",
    "local_derivative",
    "node_sign",
    "plain_expression",
    "plain_symbol",
    "seed_caption",
    "symbol",
]

MAX_CAPTION = 64
"""Characters up to which a caption is written out."""
STEERS = "only steers: no gradient flows back"


class Explanation(NamedTuple):
    """LaTeX of what happens, and the same with numbers as plain text."""

    symbols: str
    numbers: str


def _arrivals(trace: Trace) -> Mapping[str, Sequence[Backward]]:
    """Backward steps by the node they arrive at, kept in the trace."""
    if "arrivals" not in trace.memo:
        found: dict[str, list[Backward]] = {}
        for step in trace.steps:
            if isinstance(step, Backward):
                found.setdefault(step.edge.source, []).append(step)
        trace.memo["arrivals"] = found
    return cast("dict[str, list[Backward]]", trace.memo["arrivals"])


def local_derivative(trace: Trace, edge: Edge) -> Explanation:
    """``∂(w·x)/∂w = x`` and ``= 1.5000``; for matrices how the gradient is pulled back."""
    graph = trace.graph
    op = OPS.get(graph.nodes[edge.target].op)
    if op is None or is_control(graph, edge) or edge.slot >= len(op.operands):
        return Explanation(symbol(graph, edge.source), STEERS if op else "")
    if op.pullbacks and trace.output is not None:
        return _pulled_derivative(trace, edge)
    by = _by(trace, edge)
    symbols = f"{_over(_numerator(trace, edge), by)} = {product(partial_factors(graph, edge)).text}"
    convention = {kink.node: f" ({kink.convention})" for kink in trace.kinks}.get(edge.target, "")
    if edge not in trace.program.edge_index:
        return Explanation(symbols, "")
    local = trace.local(*edge)
    shown = "" if local is None else f"= {_local_text(local, op.elementwise)}{convention}"
    return Explanation(symbols, shown)


def _by(trace: Trace, edge: Edge) -> Piece:
    variable = variable_piece(trace.graph, edge.source)
    return variable if variable.text == "c" else operand_piece(trace.graph, edge)


def _numerator(trace: Trace, edge: Edge) -> Piece:
    """What is differentiated: the target's name, or its expression if it has none."""
    graph = trace.graph
    piece = symbol_piece(graph, edge.target)
    if piece.level == Level.ATOM:
        return piece
    return typeset(OPS[graph.nodes[edge.target].op], operand_pieces(graph, edge.target))


def _pulled_derivative(trace: Trace, edge: Edge) -> Explanation:
    gradient = GradientName(trace)
    arriving = pulled(trace.graph, gradient.piece(edge.target), [edge])
    symbols = f"{gradient.of(operand_piece(trace.graph, edge))} = {arriving.text}"
    share = None if edge not in trace.program.edge_index else trace.contribution(*edge)
    return Explanation(symbols, "" if share is None else f"= {value_text(share)}")


def _over(numerator: Piece, denominator: Piece) -> str:
    return rf"\partial {atom(numerator).text}/\partial {atom(denominator).text}"


def _local_text(local: Value, elementwise: bool) -> str:
    """A number; a tensor's one repeated number; a tensor's shape."""
    if isinstance(local, float) or local.ndim == 0:
        return value_text(local)
    entries = np.unique(local if elementwise else local[local != 0])
    if entries.size == 1:
        return f"{value_text(float(entries[0]))} for each element"
    return value_text(local) if elementwise else f"Jacobian {value_text(local)}"


def line_local_derivative(trace: Trace, reading: Reading, index: int) -> Explanation:
    """``∂z/∂w = x`` of a line by a name it uses, over all ways through the line."""
    edge = reading.edges[index]
    if reading.kind == "operators":
        return local_derivative(trace, edge.members[0])
    if edge.control:
        return Explanation(symbol(trace.graph, edge.source), STEERS)
    by, of = variable_piece(trace.graph, edge.source), symbol_piece(trace.graph, edge.target)
    whole = line_formula(trace.graph, reading, index)
    short = whole is not None and width(whole.text) <= MAX_CAPTION // 2
    symbols = _over(of, by) + (f" = {whole.text}" if whole and short else "")
    local = edge_local(trace, reading, index)
    return Explanation(symbols, "" if local is None else f"= {_local_text(local, True)}")


def seed_caption(trace: Trace) -> Explanation:
    """``∂L/∂L = 1``: where the backward pass starts."""
    if trace.output is None:
        return Explanation("", "")
    gradient = GradientName(trace)
    ones = "" if isinstance(trace.value(trace.output), float) else "ones: the sum is differentiated"
    return Explanation(f"{gradient.of(symbol_piece(trace.graph, trace.output))} = 1", ones)


def forward_caption(trace: Trace, reading: Reading, node: str) -> Explanation:
    """``z = w·x + b`` and ``= −0.8000 · 1.5000 + 0.2500 = −0.9500``."""
    graph = trace.graph
    lines = reading.kind == "lines"
    own = symbol(graph, node)
    made = line_expression(graph, node) if lines else expression(graph, node)
    symbols = own if is_leaf(trace.graph.nodes[node]) or made == own else f"{own} = {made}"
    if node not in trace.values:
        return Explanation(symbols, "")
    value = f"= {value_text(trace.value(node))}"
    if is_leaf(trace.graph.nodes[node]) or not isinstance(trace.value(node), float):
        return Explanation(symbols, value)
    if graph.nodes[node].op == "where":
        return Explanation(symbols, f"{value}, as the condition {_condition(trace, node)}")
    filled = plain_expression(graph, node, 12 if lines else 1, lambda id_: _shown(trace, id_))
    return Explanation(symbols, f"= {filled} {value}" if len(filled) <= MAX_CAPTION else value)


def _condition(trace: Trace, node: str) -> str:
    held = trace.value(trace.graph.incoming[node][0].source)
    return "holds" if held else "does not hold"


def _shown(trace: Trace, id_: str) -> str:
    return value_text(trace.value(id_)) if id_ in trace.values else plain_symbol(trace.graph, id_)


def backward_caption(trace: Trace, reading: Reading, index: int) -> Explanation:
    """``∂L/∂w = ∂L/∂z · ∂z/∂w = ∂L/∂z · x`` and ``= −0.1450 · 1.5000 = −0.2175``.

    A node with fan-out also tells which of its contributions this is, and the sum so far.
    """
    edge = reading.edges[index]
    if edge.control:
        return Explanation(symbol(trace.graph, edge.source), STEERS)
    share = edge_contribution(trace, reading, index)
    if share is None or trace.output is None:
        return Explanation(_over(*(symbol_piece(trace.graph, n) for n in edge[1::-1])), "")
    place, count, total = _place(trace, reading, index)
    symbols = _backward_symbols(trace, reading, index, place, count)
    numbers = f"= {_multiplied(trace, reading, index, share)}"
    if variable_piece(trace.graph, edge.source).text == "c" != edge.source:
        numbers += f"  (c = {plain_symbol(trace.graph, edge.source)}, a constant)"
    if count > 1:
        so_far = ", sum" if place == count else ", sum so far"
        sum_text = f"{so_far} {value_text(total)}" if isinstance(total, float) else ""
        numbers += f"  ({place} of {count} contributions{sum_text})"
    return Explanation(symbols, numbers)


def _backward_symbols(trace: Trace, reading: Reading, index: int, place: int, count: int) -> str:
    """The chain rule for one edge, with dots for the contributions before and after it."""
    graph, edge = trace.graph, reading.edges[index]
    name = GradientName(trace)
    source, target = variable_piece(graph, edge.source), symbol_piece(graph, edge.target)
    arriving = name.piece(edge.target)
    lines = reading.kind == "lines"
    own = (
        line_formula(graph, reading, index, arriving)
        if lines
        else (pulled(graph, arriving, [edge.members[0]]))
    )
    before, after = r"\dots + " * (place > 1), r" + \dots" * (place < count)
    chain = f"{arriving.text} \\cdot {_over(target, source)}"
    scalar = isinstance(trace.value(edge.source), float)
    terms = [chain] if count == 1 and scalar and edge.target != trace.output else []
    terms += [own.text] if own is not None else []
    for first in range(len(terms)):
        written = [name.of(source), *(f"{before}{term}{after}" for term in terms[first:])]
        if width(" = ".join(written)) <= MAX_CAPTION:
            return " = ".join(written)
    return f"{name.of(source)} = {before}{chain}{after}"


def _multiplied(trace: Trace, reading: Reading, index: int, share: Value) -> str:
    upstream = trace.gradients.get(reading.edges[index].target)
    local = edge_local(trace, reading, index)
    if not (isinstance(share, float) and isinstance(upstream, float) and isinstance(local, float)):
        return value_text(share)
    factor = value_text(local)
    factor = f"({factor})" if factor.startswith(MINUS) else factor
    return f"{value_text(upstream)} · {factor} = {value_text(share)}"


@np.errstate(all="ignore")  # ∞ − ∞ is not a number, which is what is to be shown
def _place(trace: Trace, reading: Reading, index: int) -> tuple[int, int, Value]:
    """Which contribution to its source this is (from 1), of how many, and the sum so far."""
    edge = reading.edges[index]
    ranks = {step.edge: n for n, step in enumerate(_arrivals(trace).get(edge.source, ()))}
    first = {
        i: min((ranks[m] for m in reading.edges[i].members if m in ranks), default=math.inf)
        for i in reading.outgoing[edge.source]
    }
    order = [i for i in sorted(first, key=first.__getitem__) if first[i] < math.inf]
    if index not in order:
        return 1, 1, 0.0
    place = order.index(index)
    shares = [edge_contribution(trace, reading, i) for i in order[: place + 1]]
    known = [share for share in shares if share is not None]
    return place + 1, len(order), sum(known[1:], start=known[0])
