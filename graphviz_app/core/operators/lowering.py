"""A formula as nodes of a graph: each operator in it becomes one."""

from collections.abc import Callable, Mapping
from typing import Any

from graphviz_app.core.expression import Apply, Expr, Name, Number
from graphviz_app.core.graph import Edge, Node
from graphviz_app.core.operators.composite import attribute, split
from graphviz_app.core.oplib import OPS

Shape = tuple[int, ...]
Fresh = Callable[[str], str]
"""A word such as ``mul`` → an id that is not used yet."""


class Lowering:
    """Adds nodes and edges for formulas over ``names`` (letter → id) and attributes."""

    def __init__(
        self,
        names: Mapping[str, str],
        attrs: Mapping[str, Any],
        shapes: Mapping[str, Shape],
        fresh: Fresh,
        group: str,
    ) -> None:
        """``shapes`` by letter; new nodes are put into ``group``."""
        self.nodes: list[Node] = []
        self.edges: list[Edge] = []
        self._names = dict(names)
        self._attrs, self._shapes = attrs, shapes
        self._fresh, self._group = fresh, group

    def line(self, name: str, tree: Expr, id_: str) -> None:
        """A line of a longer formula: what comes after it may use its name."""
        self._names[name] = self.put(tree, id_)

    def put(self, tree: Expr, id_: str = "", group: str | None = None) -> str:
        """The node of an expression; a name or number by itself gets one only if it has an id."""
        if isinstance(tree, Name) and not id_ and not self._is_attribute(tree):
            return self._names[tree.name]
        own = self._group if group is None else group
        if isinstance(tree, Number) or self._is_attribute(tree):
            value = float(attribute(tree, self._attrs, self._shapes))
            return self._add(Node(id_ or self._fresh("c"), "constant", {"value": value}, own))
        if isinstance(tree, Name):
            return self._add(Node(id_, "identity", {}, own), self._names[tree.name])
        tree = _as_typed(tree)
        op = OPS[tree.op]
        given, attrs = split(op, tree)
        operands = [self.put(operand) for operand in given]
        known = {name: attribute(x, self._attrs, self._shapes) for name, x in attrs.items()}
        attrs_of: dict[str, Any] = {**op.attrs, **known}
        node = Node(id_ or self._fresh(op.name), op.name, attrs_of, own)
        return self._add(node, *operands)

    def _is_attribute(self, tree: Expr) -> bool:
        return isinstance(tree, Name) and tree.name in self._attrs and tree.name not in self._names

    def _add(self, node: Node, *operands: str) -> str:
        self.nodes.append(node)
        self.edges += [Edge(operand, node.id, slot) for slot, operand in enumerate(operands)]
        return node.id


def _as_typed(tree: Expr) -> Apply:
    """One over something, a square, a power: as the text language reads them."""
    assert isinstance(tree, Apply)
    match tree:
        case Apply("div", (Number(1.0), below)):
            return Apply("reciprocal", (below,))
        case Apply("pow", (base, Number(2.0))):
            return Apply("square", (base,))
        case Apply("pow", (base, Number(exponent))):
            return Apply("power", (base,), (("exponent", Number(exponent)),))
    return tree
