"""Spots: where there is room for a plate at what shows a number."""

from collections.abc import Hashable, Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF

from graphviz_app.scene.items.neurons.disc_item import DiscItem
from graphviz_app.scene.items.node_item import NodeItem
from graphviz_app.scene.picture import Picture
from graphviz_app.scene.plates import around

_GAP = 3.0


def spots(picture: Picture, id_: str, size: QSizeF) -> Iterator[tuple[Hashable, Sequence[QRectF]]]:
    """The places that there are for a plate of this size at what shows a leaf or another node.

    A weight is at its edges, a bias at its neurons, what is folded away at its group.
    """
    reading = picture.reading
    if id_ in picture.nodes:
        yield id_, list(_at_node(picture.nodes[id_], size))
    for index in reading.weights.get(id_, ()):
        box = picture.edges[index].label_box
        if box is not None:
            gap = picture.style.px(_GAP)
            beside = QPointF(box.width() / 2 + size.width() / 2 + gap, 0.0)
            sides = [around(box.center() + at, size) for at in (beside, -beside)]
            yield (id_, index), [*_around_box(box, size, gap), *sides]
    for neuron in reading.biases.get(id_, ()):
        yield (id_, neuron), list(_at_node(picture.nodes[neuron], size))
    folded = reading.drawn_as(id_)
    if folded != id_ and folded in picture.nodes:
        yield (id_, folded), list(_at_node(picture.nodes[folded], size))


def _at_node(node: NodeItem, size: QSizeF) -> Iterator[QRectF]:
    """Below, above, then at the corners."""
    body = QRectF(node.body)
    if isinstance(node, DiscItem):
        body = body.united(node.above).united(node.below)
    gap = node.style.px(_GAP)
    yield from _around_box(body, size, gap)
    yield from _around_box(QRectF(node.rect), size, gap)  # on a wire it tells more beside itself


def _around_box(box: QRectF, size: QSizeF, gap: float) -> Iterator[QRectF]:
    middle = box.center()
    up = box.height() / 2 + size.height() / 2 + gap
    half = box.width() / 2
    for x, y in ((0, up), (0, -up), (half, up), (-half, up), (half, -up), (-half, -up)):
        yield around(middle + QPointF(x, y), size)
