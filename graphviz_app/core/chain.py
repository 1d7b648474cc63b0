"""The chain rule as formulas: products along a path, sums over the ways through a line."""

from collections.abc import Iterable, Sequence

from graphviz_app.core.formula import operand_pieces, partial_factors, symbol_piece
from graphviz_app.core.graph import Edge, Graph
from graphviz_app.core.notation import Level, Piece, atom, bracketed, fill, number_of, number_piece
from graphviz_app.core.oplib import OPS
from graphviz_app.core.reading import Reading, is_control
from graphviz_app.core.trace import Trace

MAX_WAYS = 4
"""Ways through a line up to which its derivative is written out."""
_MAX_STEPS = 400


class GradientName:
    """How gradients of one run are written: ∂L/∂w, with the sum of L if L is a tensor."""

    def __init__(self, trace: Trace) -> None:
        assert trace.output is not None  # without one there are no gradients to be named
        output = symbol_piece(trace.graph, trace.output)
        scalar = isinstance(trace.value(trace.output), float)
        self._graph = trace.graph
        self._output = output if scalar else Piece(f"\\sum {atom(output).text}", Level.PREFIX)
        self._is_output = trace.output

    def of(self, by: Piece) -> str:
        """The gradient of whatever is written so."""
        return rf"\partial {atom(self._output).text}/\partial {atom(by).text}"

    def piece(self, node: str) -> Piece:
        """The gradient of a node as a factor; of the output itself 1."""
        if node == self._is_output:
            return Piece("1")
        return Piece(self.of(symbol_piece(self._graph, node)), Level.POWER)


def product(factors: Iterable[Piece]) -> Piece:
    """The factors multiplied, numbers and signs drawn together in front: −1 · 2 · u is −2·u."""
    coefficient, others = 1.0, []
    for factor in factors:
        number = number_of(factor)
        if number is not None:
            coefficient *= number
        elif factor.text.startswith("-") and factor.level >= Level.PRODUCT:
            coefficient = -coefficient
            others.append(Piece(factor.text[1:], factor.level))
        else:
            others.append(factor)
    if not others:
        return number_piece(coefficient)
    if abs(coefficient) != 1:
        others.insert(0, number_piece(abs(coefficient)))
    joined = _times(others)
    return joined if coefficient > 0 else _negative(joined)


def _times(factors: Sequence[Piece]) -> Piece:
    if len(factors) == 1:
        return factors[0]
    *first, last = factors
    written = [f if f.level >= Level.PRODUCT else bracketed(f) for f in first]
    written.append(last if last.level >= Level.PREFIX else bracketed(last))
    return Piece(r" \cdot ".join(factor.text for factor in written), Level.PRODUCT)


def _negative(piece: Piece) -> Piece:
    return Piece(f"-{(piece if piece.level >= Level.PREFIX else atom(piece)).text}", Level.PRODUCT)


def pulled(graph: Graph, gradient: Piece, path: Sequence[Edge]) -> Piece:
    """A gradient pulled back along edges, the last operator of the way first."""
    factors: list[Piece] = []
    for edge in path:
        op = OPS[graph.nodes[edge.target].op]
        if op.pullbacks:
            arriving = gradient if product(factors).text == "1" else _scaled(gradient, factors)
            pieces = {**operand_pieces(graph, edge.target), "g": arriving}
            gradient, factors = Piece(fill(op.pullbacks[edge.slot], pieces), Level.PRODUCT), []
        else:
            factors.extend(partial_factors(graph, edge))
    return _scaled(gradient, factors)


def _scaled(gradient: Piece, factors: Sequence[Piece]) -> Piece:
    """The gradient times a local derivative, which keeps its sign: ∂L/∂t · (−1)."""
    local = product(factors)
    if not factors or gradient.text == "1":
        return local if factors else gradient
    plain = local.level >= Level.PREFIX and not local.text.startswith("-")
    factor = local if plain else bracketed(local)
    return Piece(rf"{gradient.text} \cdot {factor.text}", Level.PRODUCT)


def line_formula(
    graph: Graph, reading: Reading, index: int, gradient: Piece | None = None
) -> Piece | None:
    """A line's derivative by a name, or the gradient it hands back to it; None if it is too long.

    A sum over the ways through the line, each a product of partial derivatives.
    """
    ways = _ways(graph, reading, index)
    if not all(_is_whole(graph, edge) for way in ways for edge in way):
        return None
    matrices = any(OPS[graph.nodes[e.target].op].pullbacks for way in ways for e in way)
    if not ways or len(ways) > MAX_WAYS or (matrices and gradient is None):
        return None
    start = gradient or Piece("1")
    if matrices:
        return _added([pulled(graph, start, way) for way in ways])
    return _scaled(start, [_added([pulled(graph, Piece("1"), way) for way in ways])])


def _added(terms: Sequence[Piece]) -> Piece:
    if len(terms) == 1:
        return terms[0]
    text = terms[0].text
    for term in terms[1:]:
        text += f" - {term.text[1:]}" if term.text.startswith("-") else f" + {term.text}"
    return Piece(text, Level.SUM)


def _is_whole(graph: Graph, edge: Edge) -> bool:
    """Whether the edge's operator exists and has this operand."""
    op = OPS.get(graph.nodes[edge.target].op)
    return op is not None and edge.slot < len(op.operands)


def _ways(graph: Graph, reading: Reading, index: int) -> list[list[Edge]]:
    """Paths from a line's last operator to a name it uses; none if there are too many to write."""
    edge = reading.edges[index]
    members = set(reading.members[edge.target])
    found: list[list[Edge]] = []
    stack: list[list[Edge]] = [[]]
    for _ in range(_MAX_STEPS):
        if not stack or len(found) > MAX_WAYS:
            break
        way = stack.pop()
        node = way[-1].source if way else edge.target
        if way and node not in members:
            found += [way] * (node == edge.source)
            continue
        steps = [step for step in graph.incoming[node] if not is_control(graph, step)]
        stack.extend([*way, step] for step in reversed(steps))
    return [] if stack else found
