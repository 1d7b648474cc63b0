"""The chain rule as formulas: products along a path, sums over the ways through a line."""

from collections.abc import Iterable, Sequence

import numpy as np

from graphviz_app.core.brackets import Level
from graphviz_app.core.graph import Edge, Graph
from graphviz_app.core.oplib import OPS
from graphviz_app.core.reading import Reading, is_control
from graphviz_app.explain.piece import Piece, atom
from graphviz_app.explain.pullbacks import by_formula
from graphviz_app.explain.run_terms import RunTerms, share_of
from graphviz_app.explain.term import Shape, Term, filled, ones, scaled, summed, total
from graphviz_app.explain.tones import unmarked

MAX_WAYS = 4
"""Ways through a line up to which its derivative is written out."""
_MAX_STEPS = 400


def pulled(terms: RunTerms, gradient: Term | None, path: Sequence[Edge]) -> Term:
    """A gradient pulled back along edges, the last operator of the way first.

    Without a gradient (the output is a number, its gradient 1) the local derivative alone.
    """
    factors: list[Term] = []
    for edge in path:
        op = OPS[terms.graph.nodes[edge.target].op]
        if op.name in ("sum", "mean"):
            gradient, factors = _spread(terms, scaled_or_none(gradient, factors), edge)
        elif not op.elementwise:
            gradient = _turned(terms, scaled_or_none(gradient, factors), edge)
            factors = []
        else:
            factors.extend(terms.partial(edge))
            axes = summed_axes(terms, edge)
            if axes:
                arriving = scaled_or_none(gradient, factors) or ones(terms.shape(edge.target))
                gradient, factors = summed(arriving, axes, terms.shape(edge.target)), []
    return scaled(gradient, factors)


def scaled_or_none(gradient: Term | None, factors: Sequence[Term]) -> Term | None:
    """The product, or None for the number 1 that nothing has been multiplied with."""
    return None if gradient is None and not factors else scaled(gradient, factors)


def summed_axes(terms: RunTerms, edge: Edge) -> tuple[int, ...]:
    """The axes along which the operand was repeated, and its contribution is summed."""
    op = OPS[terms.graph.nodes[edge.target].op]
    if not op.elementwise:
        return ()
    value, operand = terms.shape(edge.target), terms.shape(edge.source)
    extra = len(value) - len(operand)
    repeated = (*range(extra), *(i + extra for i, size in enumerate(operand) if size == 1))
    return tuple(axis for axis in repeated if value[axis] != 1)


def _turned(terms: RunTerms, arriving: Term | None, edge: Edge) -> Term:
    """A gradient pulled back through an operator on tensors, by its formula."""
    own = terms.shape(edge.source)
    if terms.graph.nodes[edge.target].op == "transpose" and len(own) < 2:
        return arriving or ones(own)
    g = arriving or ones(terms.shape(edge.target))
    made = by_formula(terms, edge, g)
    if made is None:
        return _by_jacobian(terms, edge, g)
    repeated = len(made.shape) - len(own)
    return summed(made, tuple(range(repeated)), made.shape) if repeated else made


def _by_jacobian(terms: RunTerms, edge: Edge, g: Term) -> Term:
    """By the derivative as one symbol."""
    if not terms.shape(edge.source) and not terms.shape(edge.target):
        by, of = terms.symbols.operand(edge), terms.symbols.variable(edge.target)
        derivative = unmarked(rf"\partial {atom(of).text}/\partial {atom(by).text}")
        symbols = Piece(derivative, Level.POWER)
        return scaled(g, [Term(symbols, terms.value(terms.trace.local(*edge)))])
    template = f"{jacobian_text(terms, edge)}^\\top \\, $g"
    return filled(template, {"g": g}, Level.JUXTAPOSED, terms.shape(edge.source))


def jacobian_text(terms: RunTerms, edge: Edge) -> str:
    """A derivative as one symbol in brackets: ``(∂y/∂x)``."""
    by, of = terms.symbols.operand(edge), terms.symbols.variable(edge.target)
    return unmarked(rf"\left(\partial {atom(of).text}/\partial {atom(by).text}\right)")


def _spread(terms: RunTerms, arriving: Term | None, edge: Edge) -> tuple[Term | None, list[Term]]:
    """What a sum or mean hands back to each element: what arrives, and its factors."""
    node, own = terms.graph.nodes[edge.target], terms.shape(edge.source)
    total_of = max(int(np.prod(own)), 1) // max(int(np.prod(terms.shape(edge.target))), 1)
    parts = [share_of(total_of)] if node.op == "mean" and total_of > 1 else []
    axis = node.attrs.get("axis")
    if axis is None or len(own) < 2:
        return arriving, [*parts, ones(own)]
    g = arriving or ones(terms.shape(edge.target))
    return _repeated(g, int(str(axis)) % len(own), own), parts


def _repeated(g: Term, axis: int, shape: Shape) -> Term:
    """A row as every row (𝟏ᵀ g) or a column as every column (g 𝟏ᵀ) of a matrix."""
    if len(shape) != 2:
        word = rf"\mathrm{{repeat}}_{{{axis}}}\left($g\right)"
        return filled(word, {"g": g}, Level.ATOM, shape)
    template = r"$one^\top \, $g" if axis == 0 else r"$g \, $one^\top"
    return filled(template, {"g": g, "one": ones((shape[axis],))}, Level.JUXTAPOSED, shape)


def line_formula(terms: RunTerms, index: int, gradient: Term | None = None) -> Term | None:
    """A line's derivative by a name, or the gradient it hands back to it; None if it is too long.

    A sum over the ways through the line, each a product of partial derivatives.
    """
    graph = terms.graph
    ways = _ways(graph, terms.reading, index)
    if not ways or len(ways) > MAX_WAYS:
        return None
    if not all(_is_whole(graph, edge) for way in ways for edge in way):
        return None
    if not (_are_known(terms, ways) or all(_is_by_element(graph, way) for way in ways)):
        return None
    if len(ways) > 1 and all(_is_plain(terms, edge) for way in ways for edge in way):
        return scaled(gradient, [total([pulled(terms, None, way) for way in ways])])
    return total([pulled(terms, gradient, way) for way in ways])


def _are_known(terms: RunTerms, ways: Iterable[Sequence[Edge]]) -> bool:
    """Whether all on these ways has a value, and so a shape."""
    return all(edge.target in terms.trace.values for way in ways for edge in way)


def _is_by_element(graph: Graph, way: Sequence[Edge]) -> bool:
    return all(OPS[graph.nodes[edge.target].op].elementwise for edge in way)


def line_nodes(reading: Reading, index: int) -> Sequence[str]:
    """The operators that an edge's formula is about."""
    edge = reading.edges[index]
    return reading.members[edge.target] if reading.is_of_lines else (edge.target,)


def _is_plain(terms: RunTerms, edge: Edge) -> bool:
    """Whether the contribution is just the gradient times a partial derivative."""
    op = OPS[terms.graph.nodes[edge.target].op]
    same = terms.shape(edge.source) == terms.shape(edge.target)
    return op.elementwise and same


def _is_whole(graph: Graph, edge: Edge) -> bool:
    """Whether the edge's operator exists and has this operand."""
    op = OPS.get(graph.nodes[edge.target].op)
    return op is not None and op.has(edge.slot)


def _ways(graph: Graph, reading: Reading, index: int) -> list[list[Edge]]:
    """Paths from a line's last operator along an edge; none if there are too many to write."""
    edge = reading.edges[index]
    members = set(reading.members[edge.target])
    ends = set(edge.members)
    ways: list[list[Edge]] = []
    stack: list[list[Edge]] = [[]]
    for _ in range(_MAX_STEPS):
        if not stack or len(ways) > MAX_WAYS:
            break
        way = stack.pop()
        node = way[-1].source if way else edge.target
        if way and node not in members:
            ways += [way] * (way[-1] in ends)
            continue
        steps = [step for step in graph.incoming[node] if not is_control(graph, step)]
        stack.extend([*way, step] for step in reversed(steps))
    return [] if stack else ways
