"""Local derivatives explained: of an operator by an operand, of a line by a name."""

import numpy as np

from graphviz_app.core.brackets import Level
from graphviz_app.core.expression import ZERO
from graphviz_app.core.graph import Edge, Graph, Value
from graphviz_app.core.oplib import OPS
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import is_control
from graphviz_app.explain.chain import line_formula, line_nodes
from graphviz_app.explain.formula import is_written_number, symbol
from graphviz_app.explain.notation import width
from graphviz_app.explain.piece import Piece, atom
from graphviz_app.explain.pullbacks import by_formula
from graphviz_app.explain.run_terms import RunTerms
from graphviz_app.explain.telling import Explanation, equation, remarks
from graphviz_app.explain.term import Term, product, written
from graphviz_app.explain.tones import unmarked

MAX_LOCAL = 32
"""Characters up to which a line's derivative is written out."""
STEERS = "only steers: no gradient flows back"
STOPS = "stops the gradient: nothing flows back"
FLAT = "flat but for its jumps: nothing flows back"


def local_derivative(run: ReadRun, edge: Edge) -> Explanation:
    """``∂(w·x)/∂w = x`` and ``= 1.5000``; nothing for matrices, whose contribution tells all."""
    trace, graph = run.trace, run.graph
    op = OPS.get(graph.nodes[edge.target].op)
    if op is None or is_control(graph, edge) or not op.has(edge.slot):
        return Explanation(symbol(graph, edge.source), "", remarks(steering(graph, edge)))
    terms = RunTerms(run, (edge.target,))
    ends = (edge.target, *(one.source for one in graph.incoming[edge.target]))
    of_numbers = not any(map(terms.shape, ends))
    if not (op.elementwise or of_numbers):
        return Explanation("", "")
    name = over(_numerator(terms, edge), _by(terms, edge))
    kinks = {kink.node: kink.convention for kink in trace.kinks}
    local = None if edge not in trace.program.edge_index else trace.local(*edge)
    made = _partial(terms, edge, op.elementwise)
    shapes = {terms.shape(edge.source), terms.shape(edge.target)}
    if made is None or len(shapes) > 1 or made.shape not in ((), *shapes):
        return Explanation("", "")
    return _told(terms, name, made, local, kinks.get(edge.target, "") or flatness(graph, edge))


def _partial(terms: RunTerms, edge: Edge, elementwise: bool) -> Term | None:
    """Of a loss of single numbers: what it would hand back of a gradient of 1."""
    if elementwise:
        return product(terms.partial(edge))
    return by_formula(terms, edge, written(1.0))


def flatness(graph: Graph, edge: Edge) -> str:
    """Why an operator hands back 0 whatever the numbers are; '' if it does not."""
    op = OPS.get(graph.nodes[edge.target].op)
    return FLAT if op is not None and op.partial(edge.slot) == ZERO else ""


def line_local_derivative(run: ReadRun, index: int) -> Explanation:
    """``∂z/∂w = x`` of a line by a name it uses, over all ways through the line."""
    reading = run.reading
    edge = reading.edges[index]
    if not reading.is_of_lines:
        return local_derivative(run, edge.members[0])
    if edge.control:
        said = steering(run.graph, edge.members[0])
        return Explanation(symbol(run.graph, edge.source), "", remarks(said))
    terms = RunTerms(run, line_nodes(reading, index))
    local = run.local(index)
    shapes = {terms.shape(edge.source), terms.shape(edge.target)}
    if local is not None and len({np.shape(local), *shapes}) > 1:
        return Explanation("", "")
    whole = line_formula(terms, index)
    short = whole is not None and width(whole.symbols.text) <= MAX_LOCAL
    name = over(terms.symbols.node(edge.target), terms.symbols.variable(edge.source))
    return _told(terms, name, whole if short else None, local)


def steering(graph: Graph, edge: Edge) -> str:
    """What an edge does along which no gradient flows; '' of an operator that does not exist."""
    op = OPS.get(graph.nodes[edge.target].op)
    if op is None:
        return ""
    return STOPS if op.withholds else STEERS


def _told(
    terms: RunTerms, name: str, made: Term | None, local: Value | None, convention: str = ""
) -> Explanation:
    symbols = name if made is None else f"{name} = {made.symbols.text}"
    tensor = local is not None and np.ndim(local) > 0
    if tensor and made is not None and not made.shape:
        local = float(np.ravel(np.asarray(local))[0])  # the same for all elements
    numbers = "" if local is None else equation(made, terms.value(local), local)
    return Explanation(symbols, numbers, remarks(convention, "element by element" * tensor))


def _by(terms: RunTerms, edge: Edge) -> Piece:
    if is_written_number(terms.graph, edge.source):
        return terms.symbols.variable(edge.source)
    return terms.symbols.operand(edge)


def _numerator(terms: RunTerms, edge: Edge) -> Piece:
    """What is differentiated: the target's name, or its expression if it has none."""
    piece = terms.symbols.node(edge.target)
    if piece.level == Level.ATOM:
        return piece
    return terms.symbols.of_operands(edge.target)


def over(numerator: Piece, denominator: Piece) -> str:
    """A derivative as a symbol: ``∂z/∂w``."""
    return unmarked(rf"\partial {atom(numerator).text}/\partial {atom(denominator).text}")
