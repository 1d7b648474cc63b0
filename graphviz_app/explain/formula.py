"""Symbols and expressions of a graph's nodes as LaTeX: spelled in symbols, or with numbers."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field

import numpy as np

from graphviz_app.core.brackets import Level
from graphviz_app.core.graph import Edge, Graph, Node, Value
from graphviz_app.core.op import Op
from graphviz_app.core.oplib import OPS, is_leaf
from graphviz_app.core.reading import gathered, line_of
from graphviz_app.explain.notation import name_latex, width
from graphviz_app.explain.numerals import number_piece, value_piece
from graphviz_app.explain.piece import Piece, atom, bracketed, fill
from graphviz_app.explain.spelled import IN_BRACKETS, spelled
from graphviz_app.explain.tones import Tone

MAX_SYMBOL = 24
"""Characters up to which an unnamed node is shown by its expression."""
MAX_LINE = 60
"""Characters up to which a whole line is written out."""
_MAX_DEPTH = 24
MISSING = Piece("?")
_NO_VALUES: Mapping[str, Value] = {}

Cut = Callable[[str], Piece]


def is_named(graph: Graph, id_: str) -> bool:
    """Whether a person gave the node its name (it is not an operator inside a line)."""
    return line_of(graph, id_) == id_


@dataclass(frozen=True)
class Spelling:
    """How the formulas of one graph are written.

    ``values`` tell which products are products of elements (⊙). With ``numbers`` a node is written
    by its value instead of its name, and a vector is a column if ``columns`` is set. ``copies``
    number the unnamed nodes that look alike (``copies.numbered_copies``).
    """

    graph: Graph
    values: Mapping[str, Value] = field(default_factory=dict)
    numbers: bool = False
    columns: bool = False
    copies: Mapping[str, int] = field(default_factory=dict)
    whole: Set[str] = frozenset()
    """Nodes whose number says more than those that it is made of: 1 − 1.0000 would seem 0."""
    called: Mapping[str, str] = field(default_factory=dict)
    """What unnamed nodes are called, where they have a letter of their own."""
    tone: Tone = ""
    """Of names, and of the numbers in their place."""

    def node(self, id_: str) -> Piece:
        """A name, a constant's number, the short expression of an unnamed node; or the value."""
        if self.numbers:
            return self._number(id_)
        if is_named(self.graph, id_):
            return Piece(name_latex(id_)).in_tone(self.tone)
        if id_ in self.called:
            return Piece(self.called[id_]).in_tone(self.tone)
        if (owner := gathered(self.graph, id_)) is not None:
            return Piece(name_latex(owner)).in_tone(self.tone)
        short = _deepest(lambda depth: self._tree(id_, depth, self._placeholder), MAX_SYMBOL)
        return short or self._placeholder(id_)

    def _number(self, id_: str) -> Piece:
        node, unnamed = self.graph.nodes[id_], not is_named(self.graph, id_)
        if unnamed and is_leaf(node) and np.ndim(node.attrs.get("value", 0.0)) == 0:  # type: ignore[arg-type]
            return self._leaf(node)
        op = OPS.get(node.op)
        if unnamed and op is not None and op.precedence == Level.COMPARISON:
            return self.expression(id_)  # a condition is read, its 1 or 0 is not
        value = self.values.get(id_)
        return MISSING if value is None else value_piece(value, self.columns).in_tone(self.tone)

    def variable(self, id_: str) -> Piece:
        """A node as what is differentiated by; a number in a formula is called c."""
        if is_written_number(self.graph, id_):
            return Piece(constant_letter(self.graph))
        piece, copy = self.node(id_), self.copies.get(id_)
        if copy is None or piece == self._placeholder(id_):
            return piece
        return Piece(rf"{{{atom(piece).text}}}^{{({copy})}}")

    def operand(self, edge: Edge) -> Piece:
        """One operand, numbered if the same node is several operands: x⁽¹⁾, x⁽²⁾."""
        piece = self.node(edge.source)
        same = [e.slot for e in self.graph.incoming[edge.target] if e.source == edge.source]
        constant = self.graph.nodes[edge.source].op == "constant"
        if len(same) < 2 or constant or self.numbers:
            return piece
        place = same.index(edge.slot) + 1
        return Piece(rf"{{{atom(piece).text}}}^{{({place})}}").in_tone(self.tone)

    def letters(self, id_: str) -> dict[str, Piece]:
        """Operand letters, y and attributes of an operator, as its templates use them."""
        node = self.graph.nodes[id_]
        op = OPS[node.op]
        edges = [e for e in self.graph.incoming[id_] if op.has(e.slot)]
        names = op.letters(operand_places(op, [e.slot for e in edges]))
        pieces = {names[e.slot]: self.operand(e) for e in edges}
        missing = dict.fromkeys(names, MISSING)
        return {**missing, **pieces, "y": self.node(id_), **attribute_pieces(op, node)}

    def expression(self, id_: str, depth: int = 1) -> Piece:
        """The operator applied to its operands; deeper, to their expressions."""
        if depth < 1:
            return self.node(id_)
        node = self.graph.nodes[id_]
        if is_leaf(node):
            return self._leaf(node)
        below = (self.expression(e.source, depth - 1) for e in self.graph.incoming[id_])
        return self._applied(node, below)

    def step(self, id_: str) -> Piece:
        """The operator applied to its operands, each kept apart if it is a row of several."""
        node = self.graph.nodes[id_]
        if is_leaf(node):
            return self._leaf(node)
        levels = _CHAINS.get(node.op, ())
        operands = (self.node(e.source) for e in self.graph.incoming[id_])
        return self._applied(node, [_apart(piece, levels) for piece in operands])

    def of_operands(self, id_: str) -> Piece:
        """The operator applied to its operands, numbered where one is there twice."""
        operands = [self.operand(edge) for edge in self.graph.incoming[id_]]
        return self._applied(self.graph.nodes[id_], operands)

    def line(self, id_: str, top: bool = True) -> Piece:
        """The whole line down to the names it uses; what is too deep is shown as dots."""
        shown, depth = self._written_out(id_)
        in_symbols = top and not self.numbers
        return shown if in_symbols else self._tree(id_, depth, lambda _: Piece(r"\dots"), top)

    def line_depth(self, id_: str) -> int:
        """How many operators deep a line is written out in symbols."""
        return self._written_out(id_)[1]

    def _written_out(self, id_: str) -> tuple[Piece, int]:
        """A line in symbols, as deep as there is room for it, and how deep that is."""
        symbols = self if not self.numbers else Spelling(self.graph, self.values)
        before, depth = symbols.shown(id_, 1), 1
        while depth < _MAX_DEPTH and r"\dots" in before.text:
            deeper = symbols.shown(id_, depth + 1)
            if deeper == before or width(deeper.text) > MAX_LINE:
                break
            before, depth = deeper, depth + 1
        return before, depth

    def shown(self, id_: str, depth: int) -> Piece:
        """A line down to a depth, and dots for what is below."""
        return self._tree(id_, depth, lambda _: Piece(r"\dots"), top=True)

    def _tree(self, id_: str, depth: int, cut: Cut, top: bool = False) -> Piece:
        """The expression of a node down to names, at most ``depth`` operators deep."""
        node = self.graph.nodes[id_]
        if not top and (is_named(self.graph, id_) or id_ in self.whole):
            return self.node(id_)
        if not top and gathered(self.graph, id_) is not None:
            return self.node(id_)
        if is_leaf(node):
            return self._leaf(node) if top or not self.numbers else self.node(id_)
        if depth == 0:
            return cut(id_)
        below = (self._tree(e.source, depth - 1, cut) for e in self.graph.incoming[id_])
        return self._applied(node, below)

    def part(self, id_: str) -> Piece:
        """One term of a line, down to names."""
        return self._tree(id_, 3, self.node if self.numbers else self._placeholder)

    def _placeholder(self, id_: str) -> Piece:
        """Too long to write out: the line's name with the operator's own number (``z.mul1``)."""
        return Piece(self._numbered(id_)).in_tone(self.tone)

    def _numbered(self, id_: str) -> str:
        line, own = line_of(self.graph, id_), id_.rpartition(".")[2]
        match = re.fullmatch(r"([a-zA-Z]+)(\d*)", own)
        if match is None:
            return name_latex(line, name_latex(own)) if own.isidentifier() else name_latex(id_)
        return name_latex(line, rf"\mathrm{{{match[1]}}}{match[2]}")

    def _leaf(self, node: Node) -> Piece:
        value = node.attrs.get("value", 0.0)
        if isinstance(value, int | float):
            return number_piece(float(value))
        rows = value if isinstance(value, tuple) else ()
        if len(rows) > 4 or not all(isinstance(x, int | float) for x in rows):
            return Piece(r"\left[\dots\right]")
        return Piece(rf"\left[{', '.join(number_piece(float(str(x))).text for x in rows)}\right]")

    def _applied(self, node: Node, operands: Iterable[Piece]) -> Piece:
        """The node's operator applied to pieces, in slot order."""
        edges = self.graph.incoming[node.id]
        placed = dict(zip((e.slot for e in edges), operands, strict=True))
        op = OPS.get(node.op)
        if op is None:
            listed = ", ".join(placed[slot].text for slot in sorted(placed))
            return Piece(rf"{name_latex(node.op)}\left({listed}\right)")
        names = op.letters(operand_places(op, placed))
        letters = {letter: placed.get(i, MISSING) for i, letter in enumerate(names)}
        axes = [np.ndim(self.values.get(e.source, 0.0)) for e in edges]
        attrs = {**op.attrs, **node.attrs}
        pieces = {**letters, **attribute_pieces(op, node)}
        if op.name == "index" and self._is_taken(edges, str(attrs["at"])):
            return fill(IN_BRACKETS, pieces)
        return spelled(op, attrs, pieces, axes)

    def _is_taken(self, edges: Sequence[Edge], at: str) -> bool:
        """Whether x with this number below is another name of the graph, x0 or x_0."""
        return any(f"{e.source}{gap}{at}" in self.graph.nodes for e in edges for gap in ("", "_"))


_CHAINS = {
    "add": (Level.SUM,),
    "sub": (Level.SUM,),
    "mul": (Level.PRODUCT, Level.SIGN, Level.JUXTAPOSED),
    "matmul": (Level.JUXTAPOSED,),
}
"""Operators that are written in a row without brackets, by the level of such a row."""


def _apart(piece: Piece, levels: Sequence[Level]) -> Piece:
    return bracketed(piece) if piece.row and piece.level in levels else piece


def symbol(graph: Graph, id_: str) -> str:
    """A node as LaTeX: its name, a constant's number, or the short expression it stands for."""
    return Spelling(graph).node(id_).text


def expression(graph: Graph, id_: str, values: Mapping[str, Value] = _NO_VALUES) -> str:
    """LaTeX of the operator applied to its operands' symbols."""
    return Spelling(graph, values).expression(id_).text


def line_expression(graph: Graph, id_: str, values: Mapping[str, Value] = _NO_VALUES) -> str:
    """LaTeX of the whole line down to the names it uses; what is too deep is shown as dots."""
    return Spelling(graph, values).line(id_).text


def constant_letter(graph: Graph) -> str:
    """What a number in a formula is called where it is differentiated by: a letter of no node."""
    return next((letter for letter in "ckqm" if letter not in graph.nodes), "c'")


def is_written_number(graph: Graph, id_: str) -> bool:
    """Whether a node is a number that stands in a formula."""
    return graph.nodes[id_].op == "constant" and not is_named(graph, id_)


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


def attribute_pieces(op: Op, node: Node) -> Mapping[str, Piece]:
    """The node's attributes as pieces, for the templates."""
    values = {name: node.attrs.get(name, default) for name, default in op.attrs.items()}
    return {
        name: Piece(f"{value:g}", Level.PRODUCT if value < 0 else Level.ATOM)
        if isinstance(value, int | float)
        else Piece(str(value))
        for name, value in values.items()
    }


def operand_places(op: Op, slots: Iterable[int]) -> int:
    """How many operands are written: those that are there, and those that are missing."""
    return max(op.least, 1 + max((slot for slot in slots if op.has(slot)), default=-1))


def summands(graph: Graph, id_: str) -> Sequence[tuple[str, bool]]:
    """What a line adds up, left to right: each node, and whether it is taken away."""
    signed: list[tuple[str, bool]] = []
    stack: list[tuple[str, bool, bool]] = [(id_, False, True)]
    while stack:
        node, minus, top = stack.pop()
        edges = graph.incoming[node]
        opened = graph.nodes[node].op in ("add", "sub") and (top or not is_named(graph, node))
        if not opened or len(edges) != 2:
            signed.append((node, minus))
            continue
        flips = graph.nodes[node].op == "sub"
        stack.append((edges[1].source, minus != flips, False))
        stack.append((edges[0].source, minus, False))
    return signed
