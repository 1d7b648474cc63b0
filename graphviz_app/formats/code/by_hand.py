"""The source of a function that the operator table has by hand, with everything that it uses."""

import ast
import inspect
import textwrap
from collections.abc import Iterator
from types import FunctionType, ModuleType
from typing import Any

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
        if not isinstance(function, FunctionType):
            raise TypeError(function)
        if function.__name__ == "<lambda>":
            _collect(function, found, _lambda(function, name))
            return name, list(found.values())
        _collect(function, found, _definition(function))
    except (OSError, TypeError, SyntaxError):
        raise GraphError(f"there is no NumPy code for {op.name}") from None
    return function.__name__, list(found.values())


def _collect(function: FunctionType, found: dict[str, ast.stmt], tree: ast.stmt) -> None:
    """The function, after the functions and numbers of this program that it names."""
    for name in _names(tree):
        value = function.__globals__.get(name)
        if name in found or value is None:
            continue
        if isinstance(value, ModuleType):
            path = value.__name__
            found[name] = ast.Import([ast.alias(path, None if path == name else name)])
        elif isinstance(value, FunctionType) and value.__module__.startswith(_OURS):
            _collect(value, found, _definition(value))
        elif isinstance(value, type) and value.__module__.startswith(_OURS):
            found[name] = _plain(ast.parse(textwrap.dedent(inspect.getsource(value))).body[0])
        elif isinstance(value, int | float | str | tuple):
            found[name] = ast.parse(f"{name} = {value!r}").body[0]
    found[getattr(tree, "name", "")] = tree


def _names(tree: ast.stmt) -> Iterator[str]:
    return (node.id for node in ast.walk(tree) if isinstance(node, ast.Name))


def _definition(function: Any) -> ast.stmt:
    return _plain(ast.parse(textwrap.dedent(inspect.getsource(function))).body[0])


def _lambda(function: FunctionType, name: str) -> ast.stmt:
    """A function of a name of its own; found in its file by the place of its first instruction."""
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
    return ast.FunctionDef(name, inside[-1].args, [ast.Return(inside[-1].body)], [])


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
        assert node.value is not None
        return ast.Assign([node.target], node.value)


def _plain(tree: ast.stmt) -> ast.stmt:
    return ast.fix_missing_locations(_Untyped().visit(tree))  # type: ignore[no-any-return]
