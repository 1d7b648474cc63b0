"""Signs, symbols and expressions of a graph's nodes as plain text, for headings and numbers."""

from collections.abc import Callable, Sequence

import numpy as np

from graphviz_app.core.brackets import Form, Level
from graphviz_app.core.graph import Graph, Node
from graphviz_app.core.op import Op
from graphviz_app.core.oplib import OPS, is_leaf
from graphviz_app.core.reading import gathered
from graphviz_app.explain.formula import is_named, operand_places
from graphviz_app.explain.notation import plain_name, sign
from graphviz_app.explain.numerals import number_piece, plain
from graphviz_app.explain.piece import Piece, fill
from graphviz_app.numbers import MINUS, superscript
from graphviz_app.patterns import late

_INFIX = ("·", "⊗")
"""Products that are called by their name, and read as signs."""
_SHOWN = {"**": "^", "*": " · ", "-": MINUS, "<=": "≤", ">=": "≥", "==": "=", "!=": "≠"}

_OPERAND = late(r"(?<![a-zA-Z])u(?![a-zA-Z])")
"""Where it stands in a sign: |u|, uᵀ, but not in round."""


def node_sign(node: Node) -> str:
    """The sign drawn in an operator node, as plain text: ``×``, ``u²``, ``σ``; '' for a leaf."""
    op = OPS.get(node.op)
    return node.op if op is None else sign(op, node.attrs)


def plain_symbol(graph: Graph, id_: str) -> str:
    """A heading: the name, a constant's number, or the sign of an unnamed operator."""
    node = graph.nodes[id_]
    if is_named(graph, id_):
        return plain_name(id_)
    return plain_expression(graph, id_, 1) if is_leaf(node) else node_sign(node)


def plain_expression(
    graph: Graph, id_: str, depth: int = 12, shown: Callable[[str], str] | None = None
) -> str:
    """Plain text of the operator applied to its operands: ``w · x + b``, ``σ(z)``, ``(t − a)²``.

    ``depth`` counts operators; unnamed ones below are written out, names stand for themselves.
    ``shown`` gives other texts for what the expression is about, such as its numbers.
    """
    return _plain(graph, id_, depth, shown or (lambda n: _plain_name(graph, n)), True).text


def _plain_name(graph: Graph, id_: str) -> str:
    return plain_name(id_) if is_named(graph, id_) else "…"


def _plain(graph: Graph, id_: str, depth: int, shown: Callable[[str], str], top: bool) -> Piece:
    node = graph.nodes[id_]
    op = OPS.get(node.op)
    if op is not None and op.is_leaf and (top or not is_named(graph, id_)):
        return _plain_value(node)
    owner = None if top else gathered(graph, id_)
    if owner is not None:
        return Piece(plain_name(owner))
    if op is None or depth == 0 or (not top and is_named(graph, id_)):
        text = shown(id_)
        return Piece(text, Level.SIGN if text.startswith(MINUS) else Level.ATOM)
    placed = {e.slot: _plain(graph, e.source, depth - 1, shown, False) for e in graph.incoming[id_]}
    operands = [placed.get(slot, Piece("?")) for slot in range(operand_places(op, placed))]
    letters = dict(zip(op.letters(len(operands)), operands, strict=True))
    words = {name: Piece(str(node.attrs.get(name, usual))) for name, usual in op.attrs.items()}
    made = fill(_form(op, node, len(operands)), {**words, **letters}, _bracketed)
    # Of its factors a dot product keeps others apart; beside ÷ it is a product like any other.
    return made._replace(level=Level.PRODUCT) if made.level == Level.JUXTAPOSED else made


def _bracketed(piece: Piece) -> Piece:
    return Piece(f"({piece.text})")


def _plain_value(node: Node) -> Piece:
    value = node.attrs.get("value", 0.0)
    if not isinstance(value, int | float):
        shape = "×".join(map(str, np.shape(value)))  # type: ignore[arg-type]
        return Piece(f"[{shape}]")
    text = plain(number_piece(float(value)).text) or f"{value:g}"
    return Piece(text, Level.PRODUCT if value < 0 or "·" in text else Level.ATOM)


def _form(op: Op, node: Node, count: int) -> Form:
    """How the operator is written: as it is typed, with its sign, or as a function."""
    if op.python:
        return Form(_typed(op, node, count), op.precedence, op.commutative)
    shown, letters = node_sign(node), [f"${letter}" for letter in op.letters(count)]
    if count == 2 and shown in _INFIX:
        return Form(f" {shown} ".join(letters), Level.JUXTAPOSED)
    if _OPERAND.search(shown):
        return Form(_OPERAND.sub(letters[0], shown, count=1), op.precedence)
    listed = ", ".join([*letters, *_attributes(op, node)])
    return Form(f"{shown}({listed})", op.precedence)


def _typed(op: Op, node: Node, count: int) -> str:
    """The template that is typed, with the signs of mathematics."""
    template = op.python_of(count).replace("**$exponent", _raised(node)).replace("**2", "²")
    for typed, shown in _SHOWN.items():
        template = template.replace(typed, shown)
    return template


def _attributes(op: Op, node: Node) -> Sequence[str]:
    """Those of a function of numbers, which stand behind its operands."""
    if not op.elementwise:
        return ()
    return [f"{node.attrs.get(k, v):g}".replace("-", MINUS) for k, v in op.attrs.items()]


def _raised(node: Node) -> str:
    """The written exponent of a power: ³, ⁻¹ or ^0.7."""
    exponent = float(str(node.attrs.get("exponent", 1.0)))
    if exponent.is_integer() and abs(exponent) < 1000:
        return superscript(int(exponent))
    return f"^{exponent:g}"
