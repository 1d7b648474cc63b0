"""Nodes into a graph under way: how operators, leaves and folded operators are added.

The visitors are generators that yield what they need visited and receive node ids; ``drive``
runs them with a list for a stack, so that depth is bounded by memory and not by recursion.
"""

import ast
from abc import ABC, abstractmethod
from collections.abc import Generator, Mapping, Sequence

from graphviz_app.core.graph import Attr
from graphviz_app.formats.language.built import Built, Scope, Spot, Target
from graphviz_app.formats.language.words.script import Script
from graphviz_app.formats.limits import MAX_GROUPS, MAX_NAME, MAX_NODES, thousands

Steps = Generator["str | Steps", str, str]
Visit = str | Steps


class Building(ABC):
    """Adds what expressions stand for."""

    def __init__(self, built: Built, script: Script) -> None:
        self._built = built
        self._script = script

    @abstractmethod
    def _visit(self, node: ast.expr, scope: Scope, target: Target | None = None) -> Visit:
        """The id of the node that an expression stands for."""

    def _leaf(self, op: str, value: Attr, written: ast.expr, spot: Spot) -> str:
        target = spot.target or self._unnamed("c" if op == "constant" else op, spot.scope)
        id_ = self._emit(target, op, (), {"value": value}, spot.node)
        if self._built.keep:
            self._built.literals[id_] = written
        return id_

    def _operator(
        self, op: str, operands: Sequence[ast.expr], spot: Spot, attrs: Mapping[str, Attr] = {}
    ) -> Steps:
        ids = []
        for operand in operands:
            ids.append((yield self._visit(operand, spot.scope)))
        return self._of_built(op, ids, operands, spot, attrs)

    def _of_built(
        self,
        op: str,
        ids: Sequence[str],
        operands: Sequence[ast.expr],
        spot: Spot,
        attrs: Mapping[str, Attr] = {},
    ) -> str:
        """An operator whose operands are built, and where those are written."""
        target = spot.target or self._unnamed(op, spot.scope)
        id_ = self._emit(target, op, ids, attrs, spot.node)
        if self._built.keep:
            for slot, operand in enumerate(operands):
                self._built.operands[id_, slot] = operand
        return id_

    def _fold(self, op: str, operands: Sequence[ast.expr], spot: Spot) -> Steps:
        """max(a, b, c) as max(max(a, b), c)."""
        result = yield self._visit(operands[0], spot.scope)
        for index, operand in enumerate(operands[1:], 2):
            right = yield self._visit(operand, spot.scope)
            own = spot.target if index == len(operands) else None
            target = own or self._unnamed(op, spot.scope)
            result = self._emit(target, op, (result, right), {}, spot.node)
            if self._built.keep:
                self._built.operands[result, 1] = operand
                if index == 2:
                    self._built.operands[result, 0] = operands[0]
        return result

    def _unnamed(self, word: str, scope: Scope) -> Target:
        return Target(self._built.fresh(scope, word), scope.group)

    def _emit(
        self,
        target: Target,
        op: str,
        operands: Sequence[str],
        attrs: Mapping[str, Attr],
        node: ast.expr,
    ) -> str:
        if len(self._built.nodes) >= self._built.most:
            raise self._script.at(node, f"the graph has more than {thousands(MAX_NODES)} nodes")
        if len(target.id) > MAX_NAME:
            raise self._script.at(
                node,
                f"the name '{target.id[:20]}…' is too long: names, with the number that tells a "
                f"line's operators apart, have at most {MAX_NAME} characters",
            )
        if target.group.count("/") >= MAX_GROUPS:
            raise self._script.at(node, f"at most {MAX_GROUPS} groups can be inside each other")
        return self._built.add(target, op, operands, attrs, node)


def drive(first: Visit) -> str:
    """Run generators that wait for each other, innermost first, without recursion."""
    if isinstance(first, str):
        return first
    stack = [first]
    answer: str | None = None
    while stack:
        try:
            wanted = stack[-1].send(answer)  # type: ignore[arg-type]  # None starts a generator
        except StopIteration as stop:
            stack.pop()
            answer = stop.value
            continue
        if isinstance(wanted, str):
            answer = wanted
        else:
            stack.append(wanted)
            answer = None
    return answer or ""
