"""An operator's expression in a library's words, with operands and attributes put in."""

import ast
from collections.abc import Mapping, Sequence
from typing import Any

from graphviz_app.core.op import Op
from graphviz_app.core.oplib.shaping import place
from graphviz_app.formats.code.literals import at, literal

Attrs = Mapping[str, ast.expr]


def put_in(op: Op, template: str, operands: Sequence[ast.expr], attrs: Attrs) -> ast.expr | None:
    """The template with operands and attributes in it; None where it is to be a function."""
    if "\n" in template:
        return None
    settings = {name: literal(x) for name, x in op.attrs.items()} | dict(attrs)
    tree = _chosen(ast.parse(template, mode="eval").body, settings)
    used = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name)]
    known = dict(settings)
    if op.variadic:
        known[op.operands[0]] = ast.List(list(operands), ast.Load())
    else:
        missing = [ast.Constant(None)] * (len(op.operands) - len(operands))
        known |= dict(zip(op.operands, (*operands, *missing), strict=True))
    written_twice = any(
        used.count(letter) > 1 and not isinstance(known[letter], ast.Name | ast.Constant)
        for letter in op.operands
    )
    if written_twice or any(isinstance(n, ast.IfExp | ast.NamedExpr) for n in ast.walk(tree)):
        return None
    return _Putting(known, op).visit(tree)  # type: ignore[no-any-return]  # an expression stays one


def _is_usual(given: ast.keyword, op: Op) -> bool:
    """Whether it need not be said: axis=None, keepdims=False."""
    default = op.attrs.get(given.arg or "", ...)
    return (default is None or default is False) and not differs(given.value, default)


def _chosen(tree: ast.expr, settings: Mapping[str, ast.expr]) -> ast.expr:
    """Only what holds for these attributes: of ``a if axis is None else b`` one of the two."""
    while isinstance(tree, ast.IfExp):
        match tree.test:
            case ast.Name(id=name) if _is_known(settings.get(name)):
                holds = bool(ast.literal_eval(settings[name]))
            case ast.Compare(
                left=ast.Name(id=name), ops=[sign], comparators=[ast.Constant(None)]
            ) if _is_known(settings.get(name)):
                none = ast.literal_eval(settings[name]) is None
                holds = none is isinstance(sign, ast.Is)
            case _:
                return tree
        tree = tree.body if holds else tree.orelse
    return tree


def _is_known(tree: ast.expr | None) -> bool:
    """Whether it is written out, rather than a parameter."""
    return tree is not None and not any(isinstance(node, ast.Name) for node in ast.walk(tree))


class _Putting(ast.NodeTransformer):
    """Does not look into what it puts in."""

    def __init__(self, known: Mapping[str, Any], op: Op) -> None:
        self._known, self._op = known, op

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return self._known.get(node.id, node)  # type: ignore[no-any-return]

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        picked = node.slice
        known = self._known.get(picked.id) if isinstance(picked, ast.Name) else None
        if isinstance(known, ast.Constant) and isinstance(node.value, ast.Dict):
            return self.visit(_entry(node.value, known.value))  # type: ignore[no-any-return]
        if isinstance(picked, ast.Name) and picked.id == "at" and isinstance(known, ast.Constant):
            return ast.Subscript(self.visit(node.value), at(str(known.value)), ast.Load())
        return self.generic_visit(node)  # type: ignore[return-value]

    def visit_Call(self, node: ast.Call) -> ast.expr:
        """Without what is usual; nor is what a function would hand through put into it."""
        self.generic_visit(node)
        node.keywords = [k for k in node.keywords if not _is_usual(k, self._op)]
        match node.func:
            case ast.Lambda(args=ast.arguments(args=[ast.arg(name)]), body=ast.Name(same)):
                return node.args[0] if name == same else node
        return node


def _entry(table: ast.Dict, key: Any) -> ast.expr:
    """What a table in a template has for this attribute."""
    keys = [one.value for one in table.keys if isinstance(one, ast.Constant)]
    return table.values[keys.index(key)]


def as_place(name: str, value: ast.expr) -> ast.expr:
    """What is picked, handed to a function: (1, slice(None, None, None))."""
    if name == "at" and isinstance(value, ast.Constant):
        return ast.parse(repr(place(str(value.value))), mode="eval").body
    return value


def differs(given: ast.expr, default: object) -> bool:
    return ast.dump(given) != ast.dump(literal(default))
