"""An expression as it is written, with parts of it in other words, and brackets where needed."""

import ast
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from graphviz_app.core.brackets import Level
from graphviz_app.formats.dialects.program.source import Source
from graphviz_app.formats.language.words.grammar import python_expression

CHOICE, COMPARISON, SUM = Level.CHOICE, Level.COMPARISON, Level.SUM
PRODUCT, SIGN, POWER, ATOM = Level.PRODUCT, Level.SIGN, Level.POWER, Level.ATOM

_BINARY: Mapping[type[ast.operator], int] = {
    ast.Add: SUM, ast.Sub: SUM, ast.Mult: PRODUCT, ast.Div: PRODUCT, ast.MatMult: PRODUCT,
    ast.FloorDiv: PRODUCT, ast.Mod: PRODUCT, ast.Pow: POWER,
}  # fmt: skip


class Said(NamedTuple):
    """Words for an expression, and how tightly they bind."""

    text: str
    binds: int = ATOM

    def within(self, needed: int) -> str:
        """The words where something that binds so tightly is needed."""
        loose = self.binds < needed or (self.binds < ATOM and "\n" in self.text)
        return f"({self.text})" if loose else self.text


Other = Callable[[ast.expr], Said | None]
"""Other words for a part; None if it stays, apart from its own parts."""


def said(node: ast.expr, source: Source, other: Other) -> Said:
    """An expression in which some parts are said in other words."""
    instead = other(node)
    if instead is not None:
        return instead
    start, end = source.span(node)
    words, position = [], start
    for part in _parts(node):
        first, last = source.span(part)
        new = said(part, source, other)
        if new.text != source.text[first:last]:
            text = new.within(0 if source.enclosed(first, last) else _needed(node, part))
            words += [source.text[position:first], text]
            position = last
    return Said("".join([*words, source.text[position:end]]), binding(node))


def filled(formula: str, operands: Mapping[str, Said]) -> Said:
    """A formula of this language with operands put in for its names."""

    def other(node: ast.expr) -> Said | None:
        return operands.get(node.id) if isinstance(node, ast.Name) else None

    return said(python_expression(formula), Source(formula), other)


def binding(node: ast.expr) -> int:
    """How tightly an expression binds as it is written."""
    match node:
        case ast.BinOp(op=op):
            return _BINARY.get(type(op), CHOICE)
        case ast.UnaryOp():
            return SIGN
        case ast.Compare():
            return COMPARISON
        case ast.IfExp() | ast.Lambda() | ast.BoolOp() | ast.NamedExpr() | ast.Tuple():
            return CHOICE
        case ast.Constant(value=int() | float() as value) if value < 0:
            return SIGN
    return ATOM


def _needed(node: ast.expr, part: ast.expr) -> int:
    """How tightly a part must bind to stand there without brackets."""
    match node:
        case ast.BinOp(op=ast.Pow()):
            return ATOM if part is node.left else SIGN
        case ast.BinOp(op=ast.Add()):
            return SUM
        case ast.BinOp():
            return binding(node) + (part is node.right)
        case ast.UnaryOp():
            return SIGN
        case ast.Compare():
            return SUM
        case ast.IfExp():
            return COMPARISON
        case ast.Attribute():
            return ATOM
        case ast.Call() if part is node.func:
            return ATOM
        case ast.Subscript() if part is node.value:
            return ATOM
    return 0


def _parts(node: ast.AST) -> Iterator[ast.expr]:
    """The expressions right below one, from left to right."""
    found: list[ast.expr] = []
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.expr):
            found.append(child)
        elif isinstance(child, ast.keyword):
            found.append(child.value)
    yield from sorted(found, key=lambda part: (part.lineno, part.col_offset))
