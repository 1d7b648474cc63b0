"""Which fields of covered numbers are drawn, and which of them a person means."""

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import QPointF, QRectF

from graphviz_app.core.reading import Element, Reading, drawn_of
from graphviz_app.core.schedule import NEXT, UPDATE
from graphviz_app.covered import Asked
from graphviz_app.frames import Frame, lit_in
from graphviz_app.scene.fields import PlacedField, fields_in
from graphviz_app.scene.graph_scene import GraphScene

NEAR = 2.0


def field_at(scene: GraphScene, at: QPointF) -> PlacedField | None:
    """The field at a scene position."""
    near = QRectF(at.x() - NEAR, at.y() - NEAR, 2 * NEAR, 2 * NEAR)
    found = [placed for placed in fields_near(scene, [near]) if placed.box.contains(at)]
    return found[-1] if found else None


def fields_near(scene: GraphScene, rects: Sequence[QRectF] | None = None) -> Sequence[PlacedField]:
    """The fields that are drawn now, also beside a neuron that is looked at."""
    picture, frame = scene.picture, scene.frame
    if picture is None or frame is None or picture.run.whole.covers is None:
        return ()
    return fields_in(picture, frame, rects, scene.parts)


def box_of(scene: GraphScene, number: Asked) -> QRectF:
    """Where the field of a number is; where it is not drawn, what it is a number of."""
    homes = _homes(scene, number)
    found = [placed.box for placed in fields_near(scene) if placed.field.asked == number]
    nearest = min(found, key=partial(_from_home, homes), default=homes[0] if homes else QRectF())
    return QRectF(nearest) if homes else QRectF()


def at_home(scene: GraphScene, placed: Iterable[PlacedField]) -> Sequence[PlacedField]:
    """Of a number that is told several times, as on its way along an edge, the one at its node."""
    told: dict[Asked, list[PlacedField]] = {}
    for one in placed:
        told.setdefault(one.field.asked, []).append(one)
    return [_nearest(_homes(scene, number), found) for number, found in told.items()]


def _nearest(homes: Sequence[QRectF], found: Sequence[PlacedField]) -> PlacedField:
    return min(found, key=lambda one: _from_home(homes, one.box))


def _homes(scene: GraphScene, number: Asked) -> Sequence[QRectF]:
    """Where a number may stand: at what it is a number of, then on the ways out of it."""
    if scene.picture is None:
        return ()
    places = scene.picture.places
    return [rect for one in elements_of(scene, number) for rect in places.rects_of(one)]


def _from_home(homes: Sequence[QRectF], box: QRectF) -> tuple[int, float]:
    """Which of its homes a field is in, and how far it is from the first one."""
    inside = (at for at, home in enumerate(homes) if home.contains(box.center()))
    return next(inside, len(homes)), _far(homes[0], box) if homes else 0.0


def _far(one: QRectF, other: QRectF) -> float:
    between = one.center() - other.center()
    return between.manhattanLength()


def elements_of(scene: GraphScene, number: Asked) -> Sequence[Element]:
    """The nodes and edges that show a number: first what it is a number of."""
    reading = scene.reading
    if reading is None:
        return ()
    if number.kind == "d":
        ends = range(len(reading.edges))
        return [
            i for i in ends if _joins(reading.edges[i].carries, reading.edges[i].target, number)
        ]
    drawn = drawn_of(reading, number.of)
    nodes = [element for element in drawn if isinstance(element, str)]
    return list(dict.fromkeys([*drawn, *_with_ways_out(reading, nodes)]))


def _joins(source: str, target: str, number: Asked) -> bool:
    return (target, source) == (number.of, number.by)


def numbers_of(scene: GraphScene, elements: Iterable[Element]) -> Sequence[Asked]:
    """The numbers of these whose fields are drawn, or that were answered."""
    picture = scene.picture
    if picture is None or picture.run.whole.covers is None:
        return ()
    rects = [rect for one in elements for rect in picture.places.rects_of(one)]
    asides = [part.rect for part in scene.parts.values()] if rects else []
    near = fields_near(scene, rects) if rects else ()
    inside = [p for p in near if any(r.contains(p.box.center()) for r in (*rects, *asides))]
    return list(dict.fromkeys(placed.field.asked for placed in inside))


def numbers_of_step(scene: GraphScene) -> Sequence[Asked]:
    """What the step under way finds, or the last one when at rest, as far as fields are drawn."""
    frame, reading = scene.frame, scene.reading
    moment = None if frame is None else frame.moment
    if frame is None or reading is None or moment is None or not _is_on(frame):
        return ()
    if frame.kind in (UPDATE, NEXT):
        lit = lit_in(frame.schedule, moment)
        around = _with_ways_out(reading, [one for one in lit if isinstance(one, str)])
        return [n for n in numbers_of(scene, [*lit, *around]) if n.kind == "after"]
    if frame.kind.forwards:
        return [n for n in numbers_of(scene, _with_ways_out(reading, moment.nodes)) if _is_value(n)]
    ends = [reading.edges[edge].source for edge in moment.edges]
    around = [*moment.nodes, *_with_ways_out(reading, ends)]
    return [n for n in numbers_of(scene, around) if n.kind in ("grad", "d")]


def _with_ways_out(reading: Reading, nodes: Iterable[str]) -> Sequence[Element]:
    """Nodes, and the edges on which their numbers may stand."""
    each = dict.fromkeys(nodes)
    return [*each, *(edge for id_ in each for edge in reading.outgoing.get(id_, ()))]


def _is_value(number: Asked) -> bool:
    return number.kind == "value"


def _is_on(frame: Frame) -> bool:
    return bool(frame.active or frame.glow)
