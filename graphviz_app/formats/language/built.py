"""A graph while its text is being read: what is built of it so far."""

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from graphviz_app.core.graph import Attr, Edge, Node
from graphviz_app.formats.limits import MAX_NODES

MISSING = ""
"""Stands for the id of an operand that is still missing."""


class Target(NamedTuple):
    """The id and group that the last operator of an expression gets."""

    id: str
    group: str


@dataclass(frozen=True)
class Scope:
    """Where an expression stands: its line, and inside a function the function's own names."""

    line: str
    group: str
    """Of the operators without a name."""
    counts: dict[str, int] = field(default_factory=dict)
    """How often each word was used to name an operator or a call of the line."""
    names: Mapping[str, str] | None = None
    """Arguments and local names of a function → node ids."""
    active: tuple[str, ...] = ()
    """The functions that are being expanded, outermost first."""

    def inside(self, function: str, names: Mapping[str, str]) -> "Scope":
        """The scope of one call of a function: a group of its own within the line."""
        group = f"{self.group}/{function}"
        times = self.counts[group] = self.counts.get(group, 0) + 1
        numbered = group if times == 1 else f"{group}{times}"
        return replace(self, group=numbered, names=names, active=(*self.active, function))


class Spot(NamedTuple):
    """An expression that becomes a node: where it is written, and what it is called if by name."""

    node: ast.expr
    scope: Scope
    target: Target | None = None


@dataclass
class Built:
    """Nodes and edges so far; where each node is written; the groups a person opened."""

    nodes: dict[str, Node] = field(default_factory=dict)
    edges: dict[tuple[str, int], Edge] = field(default_factory=dict)
    places: dict[str, ast.expr] = field(default_factory=dict)
    literals: dict[str, ast.expr] = field(default_factory=dict)
    """Where the number of each leaf is written."""
    operands: dict[tuple[str, int], ast.expr] = field(default_factory=dict)
    """Where each operand is written, by the node and the slot."""
    lines: dict[str, int] = field(default_factory=dict)
    """On which line of the text each name is given its value."""
    newest: dict[str, str] = field(default_factory=dict)
    """The newest version of each name that was given another value."""
    keep: bool = True
    """Whether to remember places, literals and operands; Python's trees take much memory."""
    most: int = MAX_NODES
    """Nodes that there may be."""
    constants: dict[str, int] = field(default_factory=dict)
    """Names without a value that were read as a number → the line where that was first."""
    groups: dict[str, int] = field(default_factory=dict)
    """Each name in a group path → the line where it was first opened."""

    def size(self) -> tuple[int, ...]:
        """How much there is, for ``shrink``."""
        return tuple(map(len, self._parts()))

    def shrink(self, size: tuple[int, ...]) -> None:
        """Forget what was added since it had this size."""
        for part, length in zip(self._parts(), size, strict=True):
            while len(part) > length:
                part.popitem()

    def _parts(self) -> tuple[dict[Any, Any], ...]:
        return self.nodes, self.edges, self.places, self.literals, self.operands, self.lines

    def fresh(self, scope: Scope, word: str) -> str:
        """An unused id for an operator of a line: z.mul1, z.mul2 …"""
        while True:
            times = scope.counts[word] = scope.counts.get(word, 0) + 1
            id_ = f"{scope.line}.{word}{times}"
            if id_ not in self.nodes and id_ not in self.groups:
                return id_

    def add(
        self,
        target: Target,
        op: str,
        operands: Sequence[str],
        attrs: Mapping[str, Attr],
        at: ast.expr,
    ) -> str:
        """A node with its operand edges; none for a hole."""
        id_ = target.id
        self.nodes[id_] = Node(id_, op, attrs, target.group)
        if self.keep:
            self.places[id_] = at
        for slot, operand in enumerate(operands):
            if operand == MISSING:
                continue
            self.edges[id_, slot] = Edge(operand, id_, slot)
        return id_
