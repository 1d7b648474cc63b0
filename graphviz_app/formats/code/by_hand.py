"""The source of a function that the operator table has by hand, with everything that it uses."""

import ast
import inspect
import sys
import textwrap
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from types import FunctionType, ModuleType
from typing import Any, TypeGuard

from graphviz_app.arrays import np
from graphviz_app.core.op import Op
from graphviz_app.errors import GraphError

_OURS = "graphviz_app."


def definitions(op: Op, name: str) -> tuple[str, list[ast.stmt]]:
    """What the function is called, and its definition after those that it needs.

    Raises GraphError if its source is not to be had.
    """
    found: dict[str, ast.stmt] = {}
    function = op.numpy
    try:
        if isinstance(function, partial):
            inner = function.func
            _collect(inner, found, _definition(inner))
            found[name] = _with_given(name, inner.__name__, function.keywords)
            return name, list(found.values())
        if is_lambda(function):
            tree = _lambda(function)
            body: list[ast.stmt] = [ast.Return(tree.body)]
            _collect(function, found, ast.FunctionDef(name, tree.args, body, []))
            return name, list(found.values())
        if function is None or isinstance(function, str):
            raise TypeError
        _collect(function, found, _definition(function))
        return function.__name__, list(found.values())
    except (OSError, TypeError, SyntaxError, AttributeError):
        raise GraphError(f"there is no NumPy code for {op.name}") from None


def expression(op: Op) -> str:
    """What is computed by hand, where that is one expression in NumPy's words; else ''."""
    if not is_lambda(op.numpy):
        return ""
    try:
        tree = _lambda(op.numpy)
    except (OSError, TypeError, SyntaxError):
        return ""
    known = {*op.operands, *op.attrs, "np"}
    if tree.args.vararg is not None or not set(_names(tree.body)) <= known:
        return ""
    return ast.unparse(tree.body)


def is_lambda(function: object) -> TypeGuard[FunctionType]:
    """Whether it has no name of its own."""
    return isinstance(function, FunctionType) and function.__name__ == "<lambda>"


def _with_given(name: str, inner: str, given: Mapping[str, object]) -> ast.stmt:
    """``name = inner`` with some arguments given already."""
    listed = "".join(f", {key}={value!r}" for key, value in given.items())
    return ast.parse(
        f"def {name}(*operands, **attrs):\n return {inner}(*operands{listed}, **attrs)"
    ).body[0]


def _collect(function: Callable[..., Any], found: dict[str, ast.stmt], tree: ast.stmt) -> None:
    """The function, after the functions and numbers of this program that it names."""
    for name in _names(tree):
        value = vars(sys.modules[function.__module__]).get(name)
        if name in found or value is None:
            continue
        if value is np:
            found[name] = ast.Import([ast.alias("numpy", name)])
        elif isinstance(value, ModuleType):
            path = value.__name__
            found[name] = ast.Import([ast.alias(path, None if path == name else name)])
        elif isinstance(value, FunctionType | type) and value.__module__.startswith(_OURS):
            _collect(value, found, _definition(value))
        elif getattr(value, "__module__", "") == "typing":
            found[name] = ast.ImportFrom("typing", [ast.alias(name)], 0)
        elif isinstance(value, int | float | str | tuple):
            found[name] = ast.parse(f"{name} = {value!r}").body[0]
    found[getattr(tree, "name", "")] = tree


def _names(tree: ast.AST) -> Iterator[str]:
    return (node.id for node in ast.walk(tree) if isinstance(node, ast.Name))


def _definition(function: Any) -> ast.stmt:
    return _plain(ast.parse(textwrap.dedent(inspect.getsource(function))).body[0])


def _lambda(function: FunctionType) -> ast.Lambda:
    """Found in its file by the place of its first instruction."""
    module = ast.parse(inspect.getsource(inspect.getmodule(function) or function))
    line, _, column, _ = next(p for p in function.__code__.co_positions() if p[2])
    inside = [
        node
        for node in ast.walk(module)
        if isinstance(node, ast.Lambda)
        and (node.body.lineno, node.body.col_offset) <= (line, column)
        and (line, column) <= (node.body.end_lineno, node.body.end_col_offset)
    ]
    if not inside:
        raise TypeError(function)
    return inside[-1]


class _Untyped(ast.NodeTransformer):
    """Without annotations: a script has no use for them."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        node.returns = None
        self.generic_visit(node)
        return node

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.annotation = None
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.stmt:
        if node.value is None:  # a field of a tuple with names
            return ast.AnnAssign(node.target, ast.Name("object"), None, node.simple)
        return ast.Assign([node.target], node.value)


def _plain(tree: ast.stmt) -> ast.stmt:
    return ast.fix_missing_locations(_Untyped().visit(tree))  # type: ignore[no-any-return]
