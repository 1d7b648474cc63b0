"""How large the values are of what is built so far, where a text means one thing or another."""

from collections.abc import Sequence
from typing import Any

from graphviz_app.arrays import np
from graphviz_app.core.graph import Node
from graphviz_app.core.oplib import OPS
from graphviz_app.formats.language.built import Built

Shape = tuple[int, ...]


class Sizes:
    """Works values out, each once."""

    def __init__(self, built: Built) -> None:
        self._built = built
        self._known: dict[str, tuple[Node, Any]] = {}

    def shape(self, id_: str) -> Shape | None:
        """The shape of a node's value; None if that cannot be worked out."""
        value = self._value(id_)
        return None if value is None else np.shape(value)

    def _value(self, id_: str) -> Any:
        waiting = [id_]
        while waiting:
            node = self._built.nodes.get(waiting[-1])
            if node is None:
                return None
            sources = () if self._is_known(node) else self._sources(node)
            if missing := [source for source in sources if not self._knows(source)]:
                waiting.extend(missing)
                continue
            if not self._is_known(node):
                self._known[node.id] = node, self._worked_out(node, sources)
            waiting.pop()
        return self._known[id_][1]

    def _sources(self, node: Node) -> Sequence[str]:
        edges = self._built.edges
        sources: list[str] = []
        while (edge := edges.get((node.id, len(sources)))) is not None:
            sources.append(edge.source)
        return sources

    def _knows(self, id_: str) -> bool:
        node = self._built.nodes.get(id_)
        return node is not None and self._is_known(node)

    def _is_known(self, node: Node) -> bool:
        known = self._known.get(node.id)
        return known is not None and known[0] is node

    def _worked_out(self, node: Node, sources: Sequence[str]) -> Any:
        operands = [self._known[source][1] for source in sources]
        op = OPS.get(node.op)
        if op is None or not op.takes(len(operands)) or any(one is None for one in operands):
            return None
        attrs = {name: node.attrs.get(name, default) for name, default in op.attrs.items()}
        try:
            with np.errstate(all="ignore"):
                return np.asarray(op.forward(*operands, **attrs))
        except (ArithmeticError, ValueError, TypeError, IndexError):
            return None  # what is wrong with it is told when it is run
