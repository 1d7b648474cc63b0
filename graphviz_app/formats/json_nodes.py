"""Nodes of a document as nearly all are, read at once: any other is left to ``json_reader``.

That makes a place of everything it reads, only to be able to name it where it is refused.
"""

from collections.abc import Mapping
from math import isfinite

from graphviz_app.core.graph import Attr, Edge, Node
from graphviz_app.core.oplib import OPS
from graphviz_app.formats.limits import MAX_GROUPS, MAX_NAME
from graphviz_app.formats.phrases import group_problem

_NEEDED = {
    name: any(f"${attr}" in op.python for attr in op.attrs) and not op.is_leaf
    for name, op in OPS.items()
}
"""Of each operator, whether there is an attribute that must be given."""
_LEAVES = {name for name, op in OPS.items() if op.is_leaf and [*op.attrs] == ["value"]}


class PlainNodes:
    """Reads nodes of one document; those that are the same as ``known`` ones are those."""

    def __init__(self, known: Mapping[str, Node]) -> None:
        self._known = known
        self._groups = {""}
        """Those that were found to be possible."""

    def node(self, written: object) -> Node | None:
        """One without its operands; None if it must be looked at closely."""
        if type(written) is not dict:
            return None
        id_, op, group = written.get("id"), written.get("op"), written.get("group", "")
        if type(id_) is not str or type(op) is not str or type(group) is not str:
            return None
        attrs = _attrs(op, written.get("attrs"))
        known = self._known.get(id_)
        if known is not None and _same(known, op, attrs, group):
            return known
        if attrs is None or not _is_id(id_) or not self._is_group(group):
            return None
        return Node(id_, op, attrs, group)

    def _is_group(self, path: str) -> bool:
        if path in self._groups:
            return True
        if not path.isascii() or path.count("/") >= MAX_GROUPS or group_problem(path.split("/")):
            return False
        self._groups.add(path)
        return True


def _same(node: Node, op: str, attrs: Mapping[str, Attr] | None, group: str) -> bool:
    """To the last bit: 0 and -0 are equal, but not the same."""
    return node.op == op and node.group == group and node.attrs == attrs and attrs.get("value") != 0


def _is_id(id_: str) -> bool:
    return (
        0 < len(id_) <= MAX_NAME
        and id_.isascii()
        and id_.isprintable()
        and "/" not in id_
        and not id_.isspace()
    )


def _attrs(name: str, written: object) -> Mapping[str, Attr] | None:
    """None given, or the number of a leaf."""
    if written is None:
        return None if _NEEDED.get(name, True) else dict(OPS[name].attrs)  # type: ignore[arg-type]
    if name in _LEAVES and type(written) is dict and len(written) == 1:
        value = written.get("value")
        if type(value) is float and isfinite(value):
            return {"value": value}
    return None


def take_operands(
    written: object, node: Node, nodes: Mapping[str, Node], edges: dict[tuple[str, int], Edge]
) -> bool:
    """Add the edges to a node as it is written; False if that must be looked at closely."""
    inputs = written.get("inputs") if type(written) is dict else None
    if inputs is None:
        return True
    if type(inputs) is not list or len(inputs) > OPS[node.op].most:
        return False
    id_ = node.id
    for slot, source in enumerate(inputs):
        if type(source) is not str or source not in nodes:
            return False
        edges[id_, slot] = Edge(source, id_, slot)
    return True
