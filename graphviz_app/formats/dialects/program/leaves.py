"""Leaves of a program: numbers that it writes down, and what it says about them."""

import ast
import re

from graphviz_app.formats.dialects.program.arrays import Arrays, is_plain, typed
from graphviz_app.formats.dialects.program.learning.survey import Survey
from graphviz_app.formats.dialects.program.libraries import Libraries
from graphviz_app.formats.dialects.program.source import Source

_TARGET = re.compile(r"(?:targets?|labels?|y_true|ground_truth)(?:_?\d+)?")


class Leaves:
    """Says what a line gives that holds only numbers."""

    def __init__(
        self, source: Source, libraries: Libraries, arrays: Arrays, survey: Survey
    ) -> None:
        self._source, self._libraries = source, libraries
        self._arrays, self._survey = arrays, survey

    def said(self, name: str, node: ast.expr) -> str | None:
        """``parameter([1, 2])``; None if the value is no leaf, or stays as it is written."""
        wrapped = any(isinstance(part, ast.Call) for part in ast.walk(node))
        if not wrapped and not isinstance(node, ast.List | ast.Constant | ast.UnaryOp):
            return None
        numbers = self._arrays.value(node)
        if numbers is None:
            return None
        learns = name in self._survey.parameters or self._learns(node)
        if not wrapped and not learns:
            return None
        inner = self._innermost(node)
        words = self._source.words(inner) if is_plain(inner) else typed(numbers)
        return f"{self._kind(name, learns)}({words})"

    def _kind(self, name: str, learns: bool) -> str:
        if learns:
            return "parameter"
        return "target" if _TARGET.fullmatch(name) else "input"

    def _learns(self, node: ast.expr) -> bool:
        """Whether the value itself says that it gets a gradient and changes."""
        for part in ast.walk(node):
            match part:
                case ast.keyword(arg="requires_grad", value=ast.Constant(value=True)):
                    return True
                case ast.Call(func=func):
                    path = self._libraries.path(func)
                    if path.endswith(".Parameter") or path == "tensorflow.Variable":
                        return True
                    if isinstance(func, ast.Attribute) and func.attr == "requires_grad_":
                        return True
        return False

    def _innermost(self, node: ast.expr) -> ast.expr:
        """What is wrapped, where wrapping changes nothing of it."""
        while (inner := self._unwrapped(node)) is not None:
            node = inner
        return node

    def _unwrapped(self, node: ast.expr) -> ast.expr | None:
        if (made := self._arrays.made(node)) is not None:
            return made
        match node:
            case ast.Call(func=ast.Attribute(value=inner, attr=attr)) if attr in (
                "requires_grad_",
                "float",
                "double",
                "to",
                "clone",
                "astype",
                "copy",
            ) and not self._libraries.path(node.func):
                return inner
        return None
