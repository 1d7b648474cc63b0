"""A graph's lines as assignments, each after those that it uses."""

import ast
from collections.abc import Iterator
from typing import NamedTuple

from graphviz_app.core.graph import Graph, Node
from graphviz_app.core.naming import is_name
from graphviz_app.core.oplib import OPS, is_leaf, leaf_value
from graphviz_app.core.order import topological
from graphviz_app.formats.code.functions import Functions, as_number
from graphviz_app.formats.code.library import Library
from graphviz_app.formats.code.literals import dotted_call, given, literal
from graphviz_app.formats.code.variables import Variables

_DEEPEST = 60
"""Operators inside each other in one line."""


class Assignment(NamedTuple):
    """One line of the script, and the node whose value it is."""

    node: str
    source: str


class Lines:
    """Writes the lines of a graph in a library's words."""

    def __init__(
        self,
        graph: Graph,
        library: Library,
        variables: Variables,
        functions: Functions,
        *,
        beyond: bool = False,
    ) -> None:
        """``beyond``: some values are not finite, at which Python's own numbers would give up."""
        self._graph, self._library = graph, library
        self._variables, self._functions = variables, functions
        self._beyond = beyond
        self._inside: dict[str, ast.expr] = {}
        self._depth: dict[str, int] = {}

    def written(self) -> Iterator[Assignment]:
        """All of them."""
        for id_ in topological(self._graph)[0]:
            node = self._graph.nodes[id_]
            tree = self._leaf(node) if is_leaf(node) else self._operator(node)
            edges = self._graph.incoming[id_]
            depth = 1 + max((self._depth[edge.source] for edge in edges), default=0)
            if self._has_line(node, depth):
                self._depth[id_] = 0
                name = self._variables.of(id_)
                self._inside[id_] = ast.Name(name)
                yield Assignment(
                    id_, ast.unparse(ast.Assign([ast.Name(name)], as_number(tree), lineno=0))
                )
            else:
                self._depth[id_], self._inside[id_] = depth, tree

    def _has_line(self, node: Node, depth: int) -> bool:
        if is_name(node.id) or depth > _DEEPEST:
            return True
        return len(self._graph.outgoing[node.id]) != 1 and not self._is_number(node)

    def _is_number(self, node: Node) -> bool:
        """Whether it is a number that stands in a formula."""
        written = node.op == "constant" and not is_name(node.id)
        return written and not isinstance(leaf_value(node), tuple)

    def _leaf(self, node: Node) -> ast.expr:
        value = leaf_value(node)
        if self._is_number(node):
            return literal(value)
        number = given(value)
        if self._library.takes_numbers and not isinstance(value, tuple):
            return dotted_call("np.float64", number) if self._beyond else number
        return dotted_call(self._library.array, number)

    def _operator(self, node: Node) -> ast.expr:
        operands = [self._inside[edge.source] for edge in self._graph.incoming[node.id]]
        attrs = {name: literal(value) for name, value in node.attrs.items()}
        return self._functions.applied(OPS[node.op], operands, attrs)
