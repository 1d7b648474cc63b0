"""The source of a function that the operator table has by hand, with everything that it uses."""

import ast
import inspect
import sys
import textwrap
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from types import FunctionType, ModuleType
from typing import Any, TypeGuard

from graphviz_app.core.op import Op
from graphviz_app.errors import GraphError

_OURS = "graphviz_app."


Naming = Callable[[str], str]
"""What something of the table is called in the script."""


def definitions(op: Op, called: Naming) -> tuple[str, list[ast.stmt]]:
    """What the function is called, and its definition after those that it needs.

    Raises GraphError if its source is not to be had.
    """
    sources = _Sources(called)
    try:
        return sources.add_operator(op), list(sources.found.values())
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


class _Sources:
    """Functions, classes and numbers of this program, each after those that it names."""

    def __init__(self, called: Naming) -> None:
        self.found: dict[str, ast.stmt] = {}
        self._called = called

    def add_operator(self, op: Op) -> str:
        """The function that works out an operator's value; what it is called."""
        function = op.numpy
        known: Mapping[str, object] = getattr(function, "__globals__", {})
        if isinstance(function, partial):
            known = {function.func.__name__: function.func}
            tree = _with_given(op.name, function.func.__name__, function.keywords)
        elif is_lambda(function):
            made = _lambda(function)
            tree = ast.FunctionDef(op.name, made.args, [ast.Return(made.body)], [])
        else:
            tree = _definition(function)
        assert isinstance(tree, ast.FunctionDef)
        name = tree.name
        self._take(name, tree, known)
        return self._called(name)

    def _take(self, name: str, tree: ast.stmt, known: Mapping[str, object]) -> None:
        names = [n for n in _names(tree) if n != "np" and known.get(n) is not None]
        for other in names:
            if other not in self.found and other != name:
                self._add(other, known[other])
        changed = {n: self._called(n) for n in (*names, name) if self._is_ours(n, name)}
        self.found[name] = ast.fix_missing_locations(_Renamed(changed).visit(tree))

    def _is_ours(self, name: str, own: str) -> bool:
        found = self.found.get(name)
        return name == own or not isinstance(found, ast.Import | ast.ImportFrom | None)

    def _add(self, name: str, value: Any) -> None:
        module = getattr(value, "__module__", "")
        if isinstance(value, ModuleType):
            path = value.__name__
            self.found[name] = ast.Import([ast.alias(path, None if path == name else name)])
        elif isinstance(value, FunctionType | type) and module.startswith(_OURS):
            self._take(name, _definition(value), vars(sys.modules[module]))
        elif isinstance(value, int | float | str | tuple):
            self._take(name, ast.parse(f"{name} = {value!r}").body[0], {})
        elif getattr(sys.modules.get(module), name, None) is value:
            self.found[name] = ast.ImportFrom(module, [ast.alias(name)], 0)


class _Renamed(ast.NodeTransformer):
    """With the names that things have in the script."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        node.name = self._names.get(node.name, node.name)
        self.generic_visit(node)
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.ClassDef:
        node.name = self._names.get(node.name, node.name)
        self.generic_visit(node)
        return node

    def visit_Name(self, node: ast.Name) -> ast.Name:
        return ast.Name(self._names.get(node.id, node.id), node.ctx)


def _with_given(name: str, inner: str, given: Mapping[str, object]) -> ast.stmt:
    """A function that calls another, with some arguments given already."""
    listed = "".join(f", {key}={value!r}" for key, value in given.items())
    call = f"{inner}(*operands{listed}, **attrs)"
    return ast.parse(f"def {name}(*operands, **attrs):\n    return {call}").body[0]


def _names(tree: ast.AST) -> Iterator[str]:
    """Those that it asks for, without its own parameters and variables."""
    own = {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    own |= {node.id for node in names if isinstance(node.ctx, ast.Store)}
    return (node.id for node in names if node.id not in own)


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
            return ast.AnnAssign(node.target, ast.Name("object", ast.Load()), None, node.simple)
        return ast.Assign([node.target], node.value)


def _plain(tree: ast.stmt) -> ast.stmt:
    return ast.fix_missing_locations(_Untyped().visit(tree))  # type: ignore[no-any-return]
