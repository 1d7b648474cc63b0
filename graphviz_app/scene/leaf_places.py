"""Where the values of leaves stand: on their nodes, or as weights on edges."""

from PySide6.QtCore import QPointF, QRectF

from graphviz_app.core.reading import Element, drawn_of, leaf_of
from graphviz_app.scene.picture import Picture


def value_rect(picture: Picture | None, id_: str) -> QRectF:
    """Where a node is, or the numbers of a weight on the first of its edges; empty for nothing."""
    for element in () if picture is None else drawn_of(picture.reading, id_):
        assert picture is not None
        if isinstance(element, str):
            return QRectF(picture.nodes[element].rect)
        edge = picture.edges[element]
        return QRectF(edge.label_box or edge.bounds)
    return QRectF()


def leaf_on(picture: Picture | None, element: Element) -> str | None:
    """The leaf that an element shows: a node, or the weight that stands on an edge."""
    return None if picture is None else leaf_of(picture.reading, element)


def weight_at(picture: Picture | None, pos: QPointF) -> str | None:
    """The weight whose numbers stand at a scene position."""
    element = picture.places.element_at(pos) if picture is not None else None
    if picture is None or not isinstance(element, int):
        return None
    box = picture.edges[element].label_box
    return leaf_on(picture, element) if box is not None and box.contains(pos) else None
