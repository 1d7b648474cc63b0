"""How much a ``def`` writes out where it is called, counted before it is done."""

import ast
from collections.abc import Mapping, Set
from dataclasses import dataclass

from graphviz_app.formats.language.called.functions import Function
from graphviz_app.formats.limits import EXPANDED, EXPANDED_BY_LETTER, MAX_NODES

_PARTS = (ast.BinOp, ast.UnaryOp, ast.Compare, ast.IfExp, ast.Call, ast.Constant, ast.Attribute)


def most_expanded(letters: int) -> int:
    """Operators and calls that the functions of a text of this length may write out."""
    return EXPANDED + EXPANDED_BY_LETTER * letters


@dataclass(frozen=True)
class _Own:
    """What one function writes out itself, and how often it calls which other."""

    parts: int
    calls: Mapping[str, int]
    first: Mapping[str, ast.Call]
    """The first of the calls of each."""


class Expansions:
    """The sizes of the functions of a text: operators and calls, with all that they call."""

    def __init__(self, functions: Mapping[str, Function]) -> None:
        self._functions = functions
        self._own: dict[str, _Own] = {}
        self._sizes: dict[str, int] = {}
        self._known = 0

    def size(self, name: str) -> int | ast.Call:
        """Of one call, not more than MAX_NODES; the call that closes a circle, if there is one."""
        if len(self._functions) != self._known:  # a name that was unknown may be a function now
            self._sizes, self._known = {}, len(self._functions)
        waiting, open_ = [name], set[str]()
        while waiting:
            current = waiting[-1]
            called = self._calls(current)
            new = [other for other in called if other not in self._sizes]
            if not new or current in self._sizes:
                self._sizes.setdefault(current, self._sum(current))
                open_.discard(waiting.pop())
                continue
            open_.add(current)
            for other in new:
                if other in open_:
                    return self._own[current].first[other]
            waiting += new
        return self._sizes[name]

    def _sum(self, name: str) -> int:
        own = self._own[name]
        more = sum(own.calls[other] * self._sizes[other] for other in self._calls(name))
        return min(1 + own.parts + more, MAX_NODES)

    def _calls(self, name: str) -> Set[str]:
        if name not in self._own:
            self._own[name] = self._counted(self._functions[name])
        return self._own[name].calls.keys() & self._functions.keys()

    def _counted(self, function: Function) -> _Own:
        calls: dict[str, int] = {}
        first: dict[str, ast.Call] = {}
        parts = len(function.body)
        for node in ast.walk(function.written):
            parts += isinstance(node, _PARTS)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                first.setdefault(node.func.id, node)
                calls[node.func.id] = calls.get(node.func.id, 0) + 1
        return _Own(parts, calls, first)
