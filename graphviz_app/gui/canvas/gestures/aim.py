"""What an edge that is being drawn would do where the pointer is."""

from collections.abc import Sequence, Set
from typing import NamedTuple

from PySide6.QtCore import QPointF

from graphviz_app.core.graph import round_trip
from graphviz_app.core.oplib import OPS
from graphviz_app.core.reading import Element
from graphviz_app.core.reading.slots import way
from graphviz_app.explain.titles import shown_name
from graphviz_app.gui.canvas.looking.zooming import ZoomView
from graphviz_app.scene.picture import Picture
from graphviz_app.scene.slots import SlotPlace, missing_operands, slot_places

NEAR = 16.0
"""Pixels from a slot at which it is meant, and not the node as a whole."""
_SHARE = 0.3
"""Of the node's smaller side, where that is less."""


class Aim(NamedTuple):
    """A node that is met, at which slot if it is one; or why it cannot be, and the way that is."""

    node: str
    place: SlotPlace | None = None
    words: str = ""
    refused: bool = False
    way: Sequence[Element] = ()


def aim_at_slot(
    view: ZoomView, at: QPointF, source: str, blocked: Set[str], moved: int | None = None
) -> Aim | None:
    """Which operand of which node it would be; ``blocked`` are those the source is made of.

    An edge that is ``moved`` with its weight is a summand of the other neuron.
    """
    picture = view.scene().picture
    if picture is None:
        return None
    point, near = view.to_scene(at), NEAR / view.zoom
    met = [place for place in missing_operands(picture.places) if _far(place.at, point) <= near]
    node = met[0].node if met else picture.places.node_at(point)
    edge = picture.places.edge_at(point) if node is None else None
    if edge is not None:
        node = picture.reading.edges[edge].target
    if node is None:
        return None
    if refusal := _refusal(picture, source, node, blocked):
        return refusal
    places = slot_places(picture.places, node)
    if not places:
        name = shown_name(picture.run, node)
        return Aim(node, words=f"{name} takes no operand: open the group first", refused=True)
    if moved is not None and (summand := _as_summand(picture, moved, places)) is not None:
        return summand
    if edge is not None:
        place = next(place for place in places if place.slot.edge == edge)
    else:
        body = picture.nodes[node].body
        place = meant(places, point, min(near, _SHARE * min(body.width(), body.height())))
    return Aim(node, place, _words(picture, source, place))


def _as_summand(picture: Picture, moved: int, places: Sequence[SlotPlace]) -> Aim | None:
    """What a weighted edge becomes at a neuron that it does not lead to yet."""
    edge, place = picture.reading.edges[moved], places[-1]
    if edge.weight is None or place.node == edge.target or not place.slot.weighted:
        return None
    run = picture.run
    name = f"{shown_name(run, edge.weight)}·{shown_name(run, edge.source)}"
    return Aim(place.node, place, f"{name} into {shown_name(run, place.node)}")


def meant(places: Sequence[SlotPlace], point: QPointF, near: float) -> SlotPlace:
    """The slot at the point; of a node as a whole what is missing, then one more, then the next."""
    nearest = min(places, key=lambda place: _far(place.at, point))
    if _far(nearest.at, point) <= near:
        return nearest
    missing = [place for place in places if place.slot.edge is None and not place.slot.more]
    more = [place for place in places if place.slot.more]
    return (missing or more or [nearest])[0]


def aim_at_source(view: ZoomView, at: QPointF, place: SlotPlace, blocked: Set[str]) -> Aim | None:
    """Which node would be the operand; ``blocked`` are those that are made of the slot's node."""
    picture = view.scene().picture
    node = None if picture is None else picture.places.node_at(view.to_scene(at))
    if picture is None or node is None:
        return None
    if node in blocked:
        return _cycle(picture, node, place.node)
    return Aim(node, place, _words(picture, node, place))


def _refusal(picture: Picture, source: str, node: str, blocked: Set[str]) -> Aim | None:
    op = OPS.get(picture.reading.nodes[node].op)
    if op is not None and op.is_leaf:
        name = shown_name(picture.run, node)
        return Aim(node, words=f"{name} is given: it takes no operand", refused=True)
    return _cycle(picture, source, node) if node in blocked else None


def _cycle(picture: Picture, source: str, node: str) -> Aim:
    found = way(picture.reading, node, source)
    names = [shown_name(picture.run, one) for one in found if isinstance(one, str)]
    words = f"{round_trip([names[-1], *names])} would be a cycle"
    if source == node:
        words = f"{names[-1]} cannot be its own operand"
    return Aim(node, words=words, refused=True, way=found)


def _words(picture: Picture, source: str, place: SlotPlace) -> str:
    run, slot = picture.run, place.slot
    name, target = shown_name(run, source), shown_name(run, place.node)
    if slot.edge is not None:
        before = picture.reading.edges[slot.edge].source
        if before == source:
            return f"{name} is there already"
        return f"{name} in place of {shown_name(run, before)}"
    if slot.weighted:
        return f"{name} with a new weight into {target}"
    if slot.more:
        return f"{name} as one more operand of {target}"
    return f"{name} as operand {slot.places[0][1] + 1} of {target}"


def _far(one: QPointF, other: QPointF) -> float:
    between = one - other
    return float((between.x() ** 2 + between.y() ** 2) ** 0.5)
