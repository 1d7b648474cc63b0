"""How it looks while an edge is drawn: the slots it may go to, itself, and what it would do."""

from collections.abc import Iterator, Set
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from graphviz_app.core.oplib import OPS
from graphviz_app.gui.canvas.gestures.aim import Aim
from graphviz_app.gui.canvas.looking.zooming import ZoomView
from graphviz_app.scene.picture import Picture
from graphviz_app.scene.slots import flows_down, out_place, slot_places
from graphviz_app.scene.typeset.fonts import font

RING, MET = 5.0, 7.5
"""Radius of a slot that it may go to, and of the one that it would."""
LINE = 2.6
VEIL = 170
"""How much of 255 the canvas covers what it may not go to."""
MOST = 200
"""Nodes whose slots are shown; more would only be in each other's way."""
PLATE = QPointF(16, 20)
"""From the pointer to the sentence."""


@dataclass(frozen=True, slots=True)
class Look:
    """``fixed`` is the end that stays (in the scene), the source's if ``forward``."""

    fixed: QPointF
    forward: bool
    at: QPointF
    aim: Aim | None
    blocked: Set[str]
    moved: int | None


def paint_drawn(painter: QPainter, view: ZoomView, picture: Picture, look: Look) -> None:
    """Paint in the pixels of the viewport."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    seen = view.viewportTransform().inverted()[0].mapRect(QRectF(view.viewport().rect()))
    near = [id_ for id_ in picture.places.near([seen]) if isinstance(id_, str)]
    _veil(painter, view, picture, [id_ for id_ in near if not _may(picture, id_, look)])
    if look.aim is not None and look.aim.way:
        _paint_way(painter, view, picture, look.aim)
    _paint_rings(painter, view, picture, look, [id_ for id_ in near if _may(picture, id_, look)])
    _paint_line(painter, view, picture, look)
    if look.aim is not None and look.aim.words:
        paint_plate(painter, view, look.aim.words, look.at, look.aim.refused)


def _may(picture: Picture, id_: str, look: Look) -> bool:
    op = OPS.get(picture.reading.nodes[id_].op)
    return id_ not in look.blocked and not (look.forward and op is not None and op.is_leaf)


def _veil(painter: QPainter, view: ZoomView, picture: Picture, ids: list[str]) -> None:
    veil = QColor(picture.theme.canvas)
    veil.setAlpha(VEIL)
    painter.save()
    painter.setTransform(view.viewportTransform())
    for id_ in ids:
        painter.fillPath(picture.nodes[id_].shape, veil)
    painter.restore()


def _paint_way(painter: QPainter, view: ZoomView, picture: Picture, aim: Aim) -> None:
    """The path that would close, in the colour of what is wrong."""
    color = QColor(picture.theme.gradient)
    painter.save()
    painter.setTransform(view.viewportTransform())
    for element in aim.way:
        if isinstance(element, int):
            picture.edges[element].paint_outline(painter, color, LINE + 1)
        else:
            painter.strokePath(picture.nodes[element].shape, QPen(color, LINE + 1))
    painter.restore()


def _paint_rings(
    painter: QPainter, view: ZoomView, picture: Picture, look: Look, ids: list[str]
) -> None:
    theme, transform = picture.theme, view.viewportTransform()
    painter.setPen(QPen(QColor(theme.value), theme.px(1.8)))
    painter.setBrush(QColor(theme.value_tint))
    for id_ in ids[:MOST]:
        for at in _ends_at(picture, id_, look):
            painter.drawEllipse(transform.map(at), theme.px(RING), theme.px(RING))


def _ends_at(picture: Picture, id_: str, look: Look) -> Iterator[QPointF]:
    if look.forward:
        yield from (place.at for place in slot_places(picture.places, id_))
    else:
        yield out_place(picture.places, id_)


def _paint_line(painter: QPainter, view: ZoomView, picture: Picture, look: Look) -> None:
    theme, transform, aim = picture.theme, view.viewportTransform(), look.aim
    met = _met(picture, look)
    color = QColor(theme.gradient if aim is not None and aim.refused else theme.value)
    fixed, free = transform.map(look.fixed), look.at if met is None else transform.map(met)
    start, end = (fixed, free) if look.forward else (free, fixed)
    pen = QPen(color, theme.px(LINE))
    if met is None:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.strokePath(_curve(start, end, flows_down(picture.places)), pen)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawEllipse(fixed, theme.px(RING), theme.px(RING))
    radius = theme.px(RING if met is None else MET)
    painter.drawEllipse(free, radius, radius)


def _met(picture: Picture, look: Look) -> QPointF | None:
    """Where the free end snaps to."""
    aim = look.aim
    if aim is None or aim.refused:
        return None
    if look.forward:
        return aim.place.at if aim.place is not None else None
    return out_place(picture.places, aim.node)


def _curve(start: QPointF, end: QPointF, down: bool) -> QPainterPath:
    way = end - start
    bend = QPointF(0, max(abs(way.y()) / 2, 20)) if down else QPointF(max(abs(way.x()) / 2, 20), 0)
    path = QPainterPath(start)
    path.cubicTo(start + bend, end - bend, end)
    return path


def paint_plate(painter: QPainter, view: ZoomView, words: str, at: QPointF, refused: bool) -> None:
    """The sentence beside the pointer, inside the viewport."""
    theme = view.scene().theme
    painter.setFont(font(theme, 13, 600))
    metrics = painter.fontMetrics()
    pad, room = theme.px(8), view.viewport().rect()
    size = metrics.size(0, words)
    box = QRectF(at + PLATE, size).adjusted(0, 0, 2 * pad, pad)
    box.moveRight(min(box.right(), room.width() - pad))
    if box.bottom() > room.height() - pad:
        box.moveBottom(at.y() - pad)
    painter.setPen(QPen(QColor(theme.gradient if refused else theme.hairline), 1))
    painter.setBrush(QColor(theme.gradient_tint if refused else theme.panel))
    painter.drawRoundedRect(box, theme.px(6), theme.px(6))
    painter.setPen(QColor(theme.ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
