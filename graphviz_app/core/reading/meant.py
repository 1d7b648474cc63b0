"""What a name means in a drawing, and what an element of a drawing means in the text."""

from collections.abc import Sequence

from graphviz_app.core.reading.elements import owner_of
from graphviz_app.core.reading.reading import Element, Reading


def drawn_of(reading: Reading, name: str) -> Sequence[Element]:
    """What is drawn of a node: itself, the neuron or group that it is a part of, the edges that it
    stands on; of a vector or matrix all its elements. Nothing of what is not in the picture.
    """
    found = _drawn(reading, name)
    if not found and name not in reading.graph.nodes:
        own = (id_ for id_ in reading.graph.nodes if owner_of(id_, (name,)) == name)
        found = [element for id_ in own for element in _drawn(reading, id_)]
    return tuple(dict.fromkeys(found))


def _drawn(reading: Reading, id_: str) -> Sequence[Element]:
    drawn = reading.drawn_as(id_)
    if drawn in reading.nodes:
        return (drawn,)
    if id_ in reading.weights or id_ in reading.biases:
        return (*reading.weights.get(id_, ()), *reading.biases.get(id_, ()))
    inside = (name for name in reading.neurons if id_ in reading.members.get(name, ()))
    return tuple(inside)


def inside(reading: Reading, id_: str) -> Sequence[str]:
    """The nodes that a drawn neuron or folded group stands for; of all else the node itself."""
    is_several = id_ in reading.neurons or id_ in reading.boxes
    return reading.members[id_] if is_several else (id_,)


def leaf_of(reading: Reading, element: Element) -> str | None:
    """The leaf whose value is meant: a node, or the weight that stands on an edge.

    None of an edge without one, and of a 1 that biases start from.
    """
    if isinstance(element, str):
        return None if element in reading.units else element
    return reading.edges[element].weight if element < len(reading.edges) else None
