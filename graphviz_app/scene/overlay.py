"""What lies over the still picture: pulses, halos, counting totals, hover, selection, matches."""

from collections.abc import Hashable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from graphviz_app.core.graph import Value
from graphviz_app.core.schedule import NEXT, UPDATE
from graphviz_app.core.view import View
from graphviz_app.frames import Frame
from graphviz_app.numbers import on_graph
from graphviz_app.scene.asides import asides
from graphviz_app.scene.changes import change_plates
from graphviz_app.scene.detail import Detail, detail_at
from graphviz_app.scene.far_out import BEACON, paint_beacon
from graphviz_app.scene.items.edge_item import EdgeItem
from graphviz_app.scene.items.halo import REACH
from graphviz_app.scene.items.neurons.disc_item import DiscItem
from graphviz_app.scene.items.neurons.weight_item import WeightItem
from graphviz_app.scene.items.node_item import NodeItem
from graphviz_app.scene.marks import NO_MARKS, Marks, Part, Parts, marks_of
from graphviz_app.scene.picture import Picture
from graphviz_app.scene.plates import plates
from graphviz_app.scene.style import faded

__all__ = ["NO_MARKS", "Marks", "Part", "Parts", "changed_rects", "overlay", "paint_parts"]

MAX_PULSES = 600
"""With more edges under way than this, only so many of them, evenly chosen, show a pulse."""
_LEAST_PULSE = 2.0
"""The radius of a pulse, in pixels of the screen."""


def overlay(picture: Picture, frame: Frame, marks: Marks, zoom: float) -> Parts:
    """Everything in the overlay by key, in painting order. Parts whose ``look`` stays are equal."""
    return dict(
        [
            *_path(picture, frame, marks),
            *marks_of(picture, frame, marks),
            *_halos(picture, frame, zoom),
            *_pulses(picture, frame, zoom),
            *_totals(picture, frame, zoom),
            *_plates(picture, frame, marks, zoom),
            *_asides(picture, frame, marks, zoom),
            *_changes(picture, frame, marks, zoom),
            *_steps(picture, frame, zoom),
        ]
    )


def paint_parts(painter: QPainter, parts: Parts, exposed: QRectF | None = None) -> None:
    """Paint the parts that touch ``exposed`` (None: all)."""
    for part in parts.values():
        if exposed is None or exposed.intersects(part.rect):
            part.paint(painter)


def changed_rects(before: Parts, after: Parts) -> Iterator[QRectF]:
    """Scene rectangles in which two overlays differ."""
    for key in before.keys() | after.keys():
        old, new = before.get(key), after.get(key)
        if old is not None and new is not None and old.look == new.look and old.rect == new.rect:
            continue
        yield from (part.rect for part in (old, new) if part is not None)


def _path(picture: Picture, frame: Frame, marks: Marks) -> Iterator[tuple[Hashable, Part]]:
    if not marks.path:
        return
    from graphviz_app.scene.lit_path import lit_path  # late: rarely is one lit

    lit = lit_path(picture, frame, marks.path)
    if lit is not None:
        yield ("path",), Part(lit.rect, lit.look, partial(lit.paint, picture=picture, frame=frame))


def _halos(picture: Picture, frame: Frame, zoom: float) -> Iterator[tuple[Hashable, Part]]:
    style = picture.style
    color = style.toned(frame.kind.tone)
    if detail_at(zoom * picture.theme.scale) == Detail.SPECKS:
        yield from _beacons(picture, frame, color, zoom)
        return
    reach = style.px(REACH)
    for id_, glow in frame.glow.items():
        if glow > 0.01 and id_ in picture.nodes:
            yield _halo(picture.nodes[id_], color, glow, reach)


def _beacons(
    picture: Picture, frame: Frame, color: QColor, zoom: float
) -> Iterator[tuple[Hashable, Part]]:
    """Far out, what is under way must be found: it has a light of a size on the screen."""
    under_way = frame.moment.nodes if frame.moment is not None else ()
    reach = (BEACON + 1.0) / zoom
    for id_ in dict.fromkeys((*frame.glow, *under_way)):
        if id_ in picture.nodes:
            at, look = picture.nodes[id_].rect.center(), (color.rgba(), zoom)
            rect = QRectF(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach)
            yield ("halo", id_), Part(rect, look, partial(paint_beacon, at=at, color=color))


def _halo(node: NodeItem, color: QColor, glow: float, reach: float) -> tuple[Hashable, Part]:
    rect = node.body.adjusted(-reach, -reach, reach, reach)
    look = (round(glow, 3), color.rgba())
    return ("halo", node.id), Part(rect, look, lambda p: node.paint_halo(p, color, glow))


def _pulses(picture: Picture, frame: Frame, zoom: float) -> Iterator[tuple[Hashable, Part]]:
    style = picture.style
    color = style.toned(frame.kind.tone)
    colors = color if picture.run.wrt is None else style.value, color
    for pulse in frame.pulses[:: 1 + len(frame.pulses) // MAX_PULSES]:
        edge = picture.edges[pulse.edge]
        dots = edge.pulse_dots(pulse.position, forward=frame.kind.forwards, smallest=1.0 / zoom)
        dots = [(at, max(radius, _LEAST_PULSE / zoom), opacity) for at, radius, opacity in dots]
        yield ("pulse", pulse.edge), _pulse(dots, pulse.position, colors)


def _pulse(
    dots: Sequence[tuple[QPointF, float, float]], position: float, colors: tuple[QColor, QColor]
) -> Part:
    """Dots with their radius and opacity; the colours of the first and of the others."""
    rect = QRectF()
    for at, radius, _ in dots:
        reach = radius + 1.0
        rect |= QRectF(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach)

    def paint(painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        for place, (at, radius, opacity) in reversed(list(enumerate(dots))):
            painter.setBrush(faded(colors[place > 0], opacity))
            painter.drawEllipse(at, radius, radius)

    return Part(rect, (position, colors[1].rgba()), paint)


def _totals(picture: Picture, frame: Frame, zoom: float) -> Iterator[tuple[Hashable, Part]]:
    if detail_at(zoom * picture.theme.scale) < Detail.NUMBERS:
        return
    for id_, total in frame.totals.items():
        if id_ in picture.nodes:
            yield _total(picture.nodes[id_], total, picture.view)
        for index in picture.reading.weights.get(id_, ()):
            yield from _weight_total(picture.edges[index], total, picture.view)
        for neuron in picture.reading.biases.get(id_, ()):
            yield from _bias_total(picture, picture.nodes[neuron], total)


def _total(node: NodeItem, total: Value, view: View) -> tuple[Hashable, Part]:
    return ("total", node.id), Part(
        node.bounds, (_told(total),), lambda p: node.paint_total(p, total, view)
    )


def _weight_total(edge: EdgeItem, total: Value, view: View) -> Iterator[tuple[Hashable, Part]]:
    box = edge.label_box
    if isinstance(edge, WeightItem) and box is not None:
        look = (_told(total),)
        yield ("total", edge.index), Part(box, look, lambda p: edge.paint_total(p, total, view))


def _bias_total(picture: Picture, node: NodeItem, total: Value) -> Iterator[tuple[Hashable, Part]]:
    if isinstance(node, DiscItem):
        face, view = picture.faces.node(node.id), picture.view

        def paint(painter: QPainter) -> None:
            node.paint_bias_total(painter, total, face, view)

        yield ("bias total", node.id), Part(node.bounds, (_told(total),), paint)


def _told(total: Value) -> Hashable:
    return on_graph(total) if isinstance(total, float) else total.tobytes()


def _plates(
    picture: Picture, frame: Frame, marks: Marks, zoom: float
) -> Iterator[tuple[Hashable, Part]]:
    style = picture.style
    looked_at = (marks.hover, *marks.selection)
    for plate in plates(picture, frame, [one for one in looked_at if one is not None], zoom):
        rect = plate.rect.adjusted(-2, -2, 2, 2)
        yield ("numbers", plate.edge), Part(rect, plate.look, partial(plate.paint, style=style))


def _asides(
    picture: Picture, frame: Frame, marks: Marks, zoom: float
) -> Iterator[tuple[Hashable, Part]]:
    style, looked_at = picture.style, (marks.hover, *marks.selection)
    for aside in asides(picture, frame, [one for one in looked_at if one is not None], zoom):
        rect = aside.rect.adjusted(-2, -2, 2, 2)
        yield ("aside", aside.node), Part(rect, aside.look, partial(aside.paint, style=style))


def _steps(picture: Picture, frame: Frame, zoom: float) -> Iterator[tuple[Hashable, Part]]:
    if frame.kind not in (UPDATE, NEXT):
        return
    from graphviz_app.scene.step_plates import step_plates  # late: only where something learns

    style = picture.style
    for plate in step_plates(picture, frame, zoom):
        rect = plate.rect.adjusted(-2, -2, 2, 2)
        yield plate.key, Part(rect, plate.look, partial(plate.paint, style=style))


def _changes(
    picture: Picture, frame: Frame, marks: Marks, zoom: float
) -> Iterator[tuple[Hashable, Part]]:
    style = picture.style
    for plate in change_plates(picture, frame, marks.changes, zoom):
        rect = plate.rect.adjusted(-2, -2, 2, 2)
        yield ("change", plate.key), Part(rect, plate.look, partial(plate.paint, style=style))
