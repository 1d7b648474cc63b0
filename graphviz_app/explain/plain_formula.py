"""Signs, symbols and expressions of a graph's nodes as plain text, for headings and numbers."""

import re
from collections.abc import Callable, Sequence
from string import Template

import numpy as np

from graphviz_app.core.graph import Graph, Node
from graphviz_app.core.op import ATOM, Op
from graphviz_app.core.oplib import OPS, is_leaf
from graphviz_app.explain.formula import is_named, operand_places
from graphviz_app.explain.notation import plain_name, sign
from graphviz_app.explain.numerals import number_piece, plain
from graphviz_app.numbers import MINUS, superscript

_PRODUCT = 3
_INFIX = ("·", "⊗")
"""Products that are called by their name, and read as signs."""
_SHOWN = {"**": "^", "*": " · ", "-": MINUS, "<=": "≤", ">=": "≥", "==": "=", "!=": "≠"}

_OPERAND = re.compile(r"(?<![a-zA-Z])u(?![a-zA-Z])")
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
    return _plain(graph, id_, depth, shown or (lambda n: _plain_name(graph, n)), True)[0]


def _plain_name(graph: Graph, id_: str) -> str:
    return plain_name(id_) if is_named(graph, id_) else "…"


def _plain(
    graph: Graph, id_: str, depth: int, shown: Callable[[str], str], top: bool
) -> tuple[str, int]:
    """Text and precedence."""
    node = graph.nodes[id_]
    op = OPS.get(node.op)
    if op is not None and op.is_leaf and (top or not is_named(graph, id_)):
        return _plain_value(node)
    if op is None or depth == 0 or (not top and is_named(graph, id_)):
        text = shown(id_)
        return text, 3 if text.startswith(MINUS) else ATOM
    placed = {e.slot: _plain(graph, e.source, depth - 1, shown, False) for e in graph.incoming[id_]}
    operands = [placed.get(slot, ("?", ATOM)) for slot in range(operand_places(op, placed))]
    if not op.python or op.name == "stack":
        if len(operands) == 2 and node_sign(node) in _INFIX:
            pair = [text if level == ATOM else f"({text})" for text, level in operands]
            return f" {node_sign(node)} ".join(pair), _PRODUCT
        return _plain_function(op, node, operands), op.precedence
    return _plain_operator(op, node, operands), op.precedence


def _plain_value(node: Node) -> tuple[str, int]:
    value = node.attrs.get("value", 0.0)
    if not isinstance(value, int | float):
        shape = "×".join(map(str, np.shape(value)))  # type: ignore[arg-type]
        return f"[{shape}]", ATOM
    text = plain(number_piece(float(value)).text) or f"{value:g}"
    return text, 3 if value < 0 or "·" in text else ATOM


def _plain_function(op: Op, node: Node, operands: Sequence[tuple[str, int]]) -> str:
    """``σ(z)``, ``clip(x, 0, 1)``; or the sign with the operand in u's place: ``|t|``, ``Wᵀ``."""
    shown, listed = node_sign(node), ", ".join([text for text, _ in operands])
    if op.name == "stack":
        return f"[{listed}]"
    place = _OPERAND.search(shown)
    if place is None:
        return f"{shown}({', '.join([listed, *_attributes(op, node)])})"
    before, after = shown[: place.start()], shown[place.end() :]
    simple = operands[0][1] == ATOM or (before and after)
    return f"{before}{listed if simple else f'({listed})'}{after}"


def _attributes(op: Op, node: Node) -> Sequence[str]:
    """Those of a function of numbers, which stand behind its operands."""
    if not op.elementwise:
        return ()
    return [f"{node.attrs.get(k, v):g}".replace("-", MINUS) for k, v in op.attrs.items()]


def _plain_operator(op: Op, node: Node, operands: Sequence[tuple[str, int]]) -> str:
    template = op.python_of(len(operands)).replace("**$exponent", _raised(node)).replace("**2", "²")
    for typed, shown in _SHOWN.items():
        template = template.replace(typed, shown)
    letters = {}
    for letter, (text, level) in zip(op.letters(len(operands)), operands, strict=True):
        first = template.startswith(f"${letter}")
        loose = level < _needed(op, first) or (not first and text.startswith(MINUS))
        letters[letter] = f"({text})" if loose else text
    words = {name: str(node.attrs.get(name, default)) for name, default in op.attrs.items()}
    return Template(template).substitute({**words, **letters})


def _needed(op: Op, first: bool) -> int:
    """The precedence below which an operand is put in brackets."""
    if op.precedence in (1, 5) or not (first or op.commutative or op.name == "neg"):
        return op.precedence + 1
    return 3 if op.name == "neg" else op.precedence


def _raised(node: Node) -> str:
    """The written exponent of a power: ³, ⁻¹ or ^0.7."""
    exponent = float(str(node.attrs.get("exponent", 1.0)))
    if exponent.is_integer() and abs(exponent) < 1000:
        return superscript(int(exponent))
    return f"^{exponent:g}"
