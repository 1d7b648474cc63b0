"""Symbols and expressions of a graph's nodes as LaTeX, for the pictures."""

import re
from collections.abc import Callable, Iterable, Mapping

from graphviz_app.core.graph import Edge, Graph, Node
from graphviz_app.core.notation import (
    Level,
    Piece,
    atom,
    fill,
    name_latex,
    number_piece,
    typeset,
    width,
)
from graphviz_app.core.op import Op
from graphviz_app.core.oplib import OPS, is_leaf
from graphviz_app.core.reading import line_of

MAX_SYMBOL = 24
"""Characters up to which an unnamed node is shown by its expression."""
MAX_LINE = 60
"""Characters up to which a whole line is written out."""
_MAX_DEPTH = 24
_MISSING = Piece("?")


def is_named(graph: Graph, id_: str) -> bool:
    """Whether a person gave the node its name (it is not an operator inside a line)."""
    return line_of(graph, id_) == id_


def symbol(graph: Graph, id_: str) -> str:
    """A node as LaTeX: its name, a constant's number, or the short expression it stands for."""
    return symbol_piece(graph, id_).text


def symbol_piece(graph: Graph, id_: str) -> Piece:
    """The same with how tightly it holds together."""
    if is_named(graph, id_):
        return Piece(name_latex(id_))
    found = _deepest(lambda depth: _piece(graph, id_, depth, _placeholder), MAX_SYMBOL)
    return found or _placeholder(graph, id_)


def expression(graph: Graph, id_: str, depth: int = 1) -> str:
    """LaTeX of the operator applied to its operands' symbols; deeper, their expressions."""
    return expression_piece(graph, id_, depth).text


def expression_piece(graph: Graph, id_: str, depth: int = 1) -> Piece:
    """The same with how tightly it holds together."""
    if depth < 1:
        return symbol_piece(graph, id_)
    node = graph.nodes[id_]
    if is_leaf(node):
        return _leaf_value(node)
    deeper = (expression_piece(graph, e.source, depth - 1) for e in graph.incoming[id_])
    return _applied(graph, node, deeper)


def line_expression(graph: Graph, id_: str) -> str:
    """LaTeX of the whole line down to the names it uses; what is too deep is shown as dots."""
    return line_piece(graph, id_).text


def line_piece(graph: Graph, id_: str) -> Piece:
    """The same with how tightly it holds together."""
    whole = _deepest(lambda depth: _piece(graph, id_, depth, _placeholder, top=True), MAX_LINE)
    if whole is not None:
        return whole
    shown = expression_piece(graph, id_)
    for depth in range(1, _MAX_DEPTH):
        deeper = _piece(graph, id_, depth, lambda *_: Piece(r"\dots"), top=True)
        if width(deeper.text) > MAX_LINE:
            break
        shown = deeper
    return shown


def _deepest(render: Callable[[int], Piece], limit: int) -> Piece | None:
    """The rendering that going deeper does not change; None if it is wider than ``limit``."""
    before = render(1)
    for depth in range(2, _MAX_DEPTH):
        piece = render(depth)
        if width(piece.text) > limit:
            return None
        if piece == before:
            return piece
        before = piece
    return None


def _piece(
    graph: Graph,
    id_: str,
    depth: int,
    cut: Callable[[Graph, str], Piece],
    top: bool = False,
) -> Piece:
    """The expression of a node down to names, at most ``depth`` operators deep."""
    node = graph.nodes[id_]
    if not top and is_named(graph, id_):
        return Piece(name_latex(id_))
    if is_leaf(node):
        return _leaf_value(node)
    if depth == 0:
        return cut(graph, id_)
    below = (_piece(graph, e.source, depth - 1, cut) for e in graph.incoming[id_])
    return _applied(graph, node, below)


def _placeholder(graph: Graph, id_: str) -> Piece:
    """Too long to write out: the line's name with the operator's own number (``z.mul1``)."""
    line, own = line_of(graph, id_), id_.rpartition(".")[2]
    match = re.fullmatch(r"([a-zA-Z]+)(\d*)", own)
    if match is None:
        return Piece(name_latex(id_))
    return Piece(name_latex(line, rf"\mathrm{{{match[1]}}}{match[2]}"))


def _leaf_value(node: Node) -> Piece:
    value = node.attrs.get("value", 0.0)
    if isinstance(value, int | float):
        return number_piece(float(value))
    rows = value if isinstance(value, tuple) else ()
    if len(rows) > 4 or not all(isinstance(x, int | float) for x in rows):
        return Piece(r"\left[\dots\right]")
    return Piece(rf"\left[{', '.join(number_piece(float(str(x))).text for x in rows)}\right]")


def _applied(graph: Graph, node: Node, operands: Iterable[Piece]) -> Piece:
    """The node's operator applied to pieces, in slot order."""
    placed = dict(zip((e.slot for e in graph.incoming[node.id]), operands, strict=True))
    op = OPS.get(node.op)
    if op is None:
        listed = ", ".join(placed[slot].text for slot in sorted(placed))
        return Piece(rf"{name_latex(node.op)}\left({listed}\right)")
    letters = {letter: placed.get(i, _MISSING) for i, letter in enumerate(op.operands)}
    return typeset(op, {**letters, **attribute_pieces(op, node)})


def attribute_pieces(op: Op, node: Node) -> Mapping[str, Piece]:
    """The node's attributes as pieces, for the templates."""
    values = {name: node.attrs.get(name, default) for name, default in op.attrs.items()}
    return {
        name: Piece(f"{value:g}", Level.PRODUCT if value < 0 else Level.ATOM)
        if isinstance(value, int | float)
        else Piece(str(value))
        for name, value in values.items()
    }


def operand_pieces(graph: Graph, id_: str) -> dict[str, Piece]:
    """Operand letters, y and attributes of a node as pieces.

    A name that is used several times (``x*x``) is numbered, x⁽¹⁾ and x⁽²⁾, so that the derivative
    by one of them can be told from the derivative by x.
    """
    node = graph.nodes[id_]
    op = OPS[node.op]
    edges = [e for e in graph.incoming[id_] if e.slot < len(op.operands)]
    pieces = {op.operands[e.slot]: operand_piece(graph, e) for e in edges}
    missing = dict.fromkeys(op.operands, _MISSING)
    return {**missing, **pieces, "y": symbol_piece(graph, id_), **attribute_pieces(op, node)}


def operand_piece(graph: Graph, edge: Edge) -> Piece:
    """The symbol of one operand, numbered if the same node is several operands."""
    same = [e.slot for e in graph.incoming[edge.target] if e.source == edge.source]
    piece = symbol_piece(graph, edge.source)
    if len(same) < 2 or graph.nodes[edge.source].op == "constant":
        return piece
    return Piece(rf"{{{atom(piece).text}}}^{{({same.index(edge.slot) + 1})}}")


def variable_piece(graph: Graph, id_: str) -> Piece:
    """A node as what is differentiated by; a number in a formula is called c."""
    number = graph.nodes[id_].op == "constant" and not is_named(graph, id_)
    return Piece("c") if number else symbol_piece(graph, id_)


def partial_factors(graph: Graph, edge: Edge) -> list[Piece]:
    """Factors of the partial derivative of the target by this operand; none if it only steers."""
    op = OPS[graph.nodes[edge.target].op]
    pieces = operand_pieces(graph, edge.target)
    template = op.partials[edge.slot]
    parts = template.split(r" \cdot ") if template else []
    if any(part.count("{") != part.count("}") for part in parts):
        parts = [template]
    return [_factor(part, pieces) for part in parts]


def _factor(template: str, pieces: Mapping[str, Piece]) -> Piece:
    alone = re.fullmatch(r"\$([a-z]+)", template)
    if alone:
        return pieces[alone[1]]
    text = fill(template, pieces)
    if re.match(r"-?\\frac", text):
        return Piece(text, Level.PRODUCT if text.startswith("-") else Level.FRACTION)
    loose = re.search(r" [+-] ", re.sub(r"\\left.*\\right.|\{.*\}", "", template))
    return Piece(text, Level.SUM if loose else Level.POWER)
