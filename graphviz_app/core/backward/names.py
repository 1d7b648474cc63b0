"""What lines are called: as before, and the gradient of z1 dz1."""

from collections.abc import Iterable

from graphviz_app.core.graph import Graph
from graphviz_app.core.naming import fresh_name, is_name
from graphviz_app.core.oplib import OPS


class Names:
    """Gives each name once."""

    def __init__(self, graph: Graph) -> None:
        groups = {name for node in graph.nodes.values() for name in node.group.split("/")}
        self._taken = {*graph.nodes, *groups, *OPS, *_aliases()}
        self._of: dict[str, str] = {}

    def of(self, id_: str) -> str:
        """The name of a node's line: its id, or one that reminds of it."""
        if id_ not in self._of:
            self._of[id_] = id_ if is_name(id_) else self.fresh(id_)
        return self._of[id_]

    def fresh(self, wish: str) -> str:
        """A name that nothing else has."""
        name = fresh_name(wish, self._taken)
        self._taken.add(name)
        return name

    def gradient(self, name: str) -> str:
        """dz1, or d_z1 where that is taken."""
        written = f"d{name}"
        while written in self._taken or not is_name(written):
            written = f"d_{written[1:]}"
        self._taken.add(written)
        return written


def _aliases() -> Iterable[str]:
    return (alias for op in OPS.values() for alias in op.aliases)
