"""Where the values of leaves stand: on their nodes, or as weights on edges."""

from PySide6.QtCore import QPointF, QRectF

from graphviz_app.core.reading import Element, drawn_of, leaf_of
from graphviz_app.scene.items.neurons.disc_item import DiscItem
from graphviz_app.scene.items.node_item import NodeItem
from graphviz_app.scene.picture import Picture


def value_rect(picture: Picture | None, id_: str) -> QRectF:
    """Where a node is, or the numbers of a weight on the first of its edges, or a bias.

    Empty for nothing.
    """
    for element in () if picture is None else drawn_of(picture.reading, id_):
        assert picture is not None
        if isinstance(element, str):
            bias = _bias_rect(picture.nodes[element], id_)
            return QRectF(picture.nodes[element].body) if bias is None else bias
        edge = picture.edges[element]
        return QRectF(edge.label_box or edge.bounds)
    return QRectF()


def leaf_on(picture: Picture | None, element: Element) -> str | None:
    """The leaf that an element shows: a node, the weight or the value that stands on an edge."""
    if picture is None:
        return None
    leaf = leaf_of(picture.reading, element)
    if leaf is not None or isinstance(element, str):
        return leaf
    return _told_alone(picture, element)


def number_at(picture: Picture | None, pos: QPointF) -> str:
    """The leaf whose value, one number, stands at a scene position; '' if there is none."""
    if picture is None:
        return ""
    places, nodes = picture.places, picture.reading.graph.nodes
    node = places.node_at(pos)
    on_node = node is not None and places.nodes[node].value_rect(picture.view).contains(pos)
    leaf = node if on_node else weight_at(picture, pos) or _value_at(picture, pos)
    known = leaf is not None and leaf in nodes
    return leaf if leaf and known and isinstance(nodes[leaf].attrs.get("value"), float) else ""


def weight_at(picture: Picture | None, pos: QPointF) -> str | None:
    """The weight or bias whose numbers stand at a scene position."""
    element = picture.places.element_at(pos) if picture is not None else None
    if picture is None or element is None:
        return None
    if isinstance(element, str):
        return _bias_at(picture.nodes[element], pos)
    box = picture.edges[element].label_box
    return leaf_of(picture.reading, element) if box is not None and box.contains(pos) else None


def _value_at(picture: Picture, pos: QPointF) -> str | None:
    """The leaf whose value stands on its only wire at a scene position."""
    index = picture.places.edge_at(pos)
    told = index is not None and picture.edges[index].tells_value_at(pos)
    return _told_alone(picture, index) if index is not None and told else None


def _told_alone(picture: Picture, index: int) -> str | None:
    """The leaf whose value an edge tells, which is told nowhere else."""
    item, source = picture.edges[index], picture.reading.edges[index].source
    is_leaf = "value" in picture.reading.nodes[source].attrs
    alone = item.has_label and "value" in item.form.rows and not picture.nodes[source].form.value
    return source if is_leaf and alone else None


def _bias_at(node: NodeItem, pos: QPointF) -> str | None:
    form = node.form if isinstance(node, DiscItem) and node.below.contains(pos) else None
    return form.bias.id if form is not None and form.bias is not None else None


def _bias_rect(node: NodeItem, id_: str) -> QRectF | None:
    if not isinstance(node, DiscItem) or node.form.bias is None or node.form.bias.id != id_:
        return None
    return QRectF(node.below)
