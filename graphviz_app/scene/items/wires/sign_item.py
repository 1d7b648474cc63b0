"""A sign in its place, with the wire that is its own."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from graphviz_app.core.graph import Value
from graphviz_app.core.view import View
from graphviz_app.frames import Frame
from graphviz_app.layout.geometry import Point
from graphviz_app.scene.items.edge_item import edge_pen
from graphviz_app.scene.items.faces import Flag, NodeFace
from graphviz_app.scene.items.halo import paint_halo
from graphviz_app.scene.items.lettering import draw_within, half_height
from graphviz_app.scene.items.node_item import NodeItem
from graphviz_app.scene.items.shapes import PILL_RADIUS, RADII, outline, shape_of
from graphviz_app.scene.items.slot_marks import cues_width, slot_texts
from graphviz_app.scene.items.wires.cues import CUE_AT, bulge, clamped, cue_column, sign_room
from graphviz_app.scene.items.wires.plans import HEAD, LANE, NAME_GAP, TITLE_GAP, Plan
from graphviz_app.scene.items.wires.sides import Shown, draw_sides, gradient_shown
from graphviz_app.scene.items.wires.sign_form import MARK, SignForm
from graphviz_app.scene.style import readable
from graphviz_app.scene.typeset.number_block import number_block
from graphviz_app.scene.typeset.text_line import TextLine, text_line
from graphviz_app.typing_compat import override

_OUTLINE, _OUTPUT_OUTLINE = 1.6, 2.6
_JOINT = 3.2
_INSET = 3.0
"""From a sign to the numbers on its own wire, at least."""
_NARROW = 3.0
"""From the ends of a leaf's rectangle to its name."""


class SignItem(NodeItem):
    """A circle, a pill or a small box; or a leaf's name. Its numbers are on its own wire."""

    form: SignForm

    @cached_property
    def _across(self) -> bool:
        """Whether results are drawn to the right."""
        return self._layout.direction == "LR"

    @property
    def _plan(self) -> Plan:
        return self.form.plan(self._layout.direction)

    @cached_property
    @override
    def body(self) -> QRectF:
        return QRectF(*self._plan.body).translated(self.rect.topLeft())

    @cached_property
    def _end(self) -> QPointF:
        """Where its own wire ends, and others begin."""
        return self.rect.topLeft() + QPointF(*self._plan.end)

    @cached_property
    def _numbers(self) -> QRectF:
        """The room of the numbers on its own wire."""
        return QRectF(*self._plan.numbers).translated(self.rect.topLeft())

    @property
    @override
    def _lacks_value(self) -> bool:
        return self.form.parts.wired and self.form.value is None

    @override
    def contains(self, point: QPointF) -> bool:
        return self.shape.contains(point) or self._numbers.contains(point)

    @override
    def arrives(self, at: Point) -> Point:
        body, middle = self.body, self.body.center()
        if self._across:
            off = clamped(at[1] - middle.y(), body.height())
            return body.left() + self._bulge(off, body.height()), middle.y() + off
        off = clamped(at[0] - middle.x(), body.width())
        return middle.x() + off, body.top() + self._bulge(off, body.width())

    def _bulge(self, off: float, side: float) -> float:
        """How far its outline is from its rectangle, beside the middle of a side."""
        half = min(self.body.width(), self.body.height()) / 2
        corner = RADII["operator"] if self.form.shape == "operator" else PILL_RADIUS
        return bulge(off, side, min(half, self.style.px(corner)))

    @override
    def leaves(self, at: Point) -> Point:
        if self.form.parts.wired:
            return self._end.x(), self._end.y()
        body, (x, y) = self.body, at
        if self._across:
            return body.right() - self._bulge(y - body.center().y(), body.height()), y
        return x, body.bottom() - self._bulge(x - body.center().x(), body.width())

    @property
    @override
    def smallest_number(self) -> float:
        return self.style.smallest_on_wires

    @property
    @override
    def name_rect(self) -> QRectF:
        return self.body if self.form.is_leaf else QRectF()

    @override
    def value_rect(self, view: View) -> QRectF:
        room = self._numbers
        if not view.values or self.form.value is None:
            return QRectF()
        half = (1.0, 0.5) if self._across else (0.5, 1.0)
        size = QSizeF(room.width() * half[0], room.height() * half[1])
        return QRectF(room.topLeft(), size)

    @property
    @override
    def other_corner(self) -> QPointF:
        # A sign is small: the mark stands clear of it.
        return self.body.topLeft() + QPointF(self.style.px(6), self.style.px(1))

    @override
    def paint_halo(self, painter: QPainter, color: QColor, strength: float) -> None:
        # The thin rings of a pill: the broad one of a large circle would reach into the numbers.
        shape = "pill" if self.form.shape == "circle" else self.form.shape
        paint_halo(painter, shape, self.body, self.style, color, strength)

    @override
    def pen(self, frame: Frame, flag: Flag) -> QPen:
        style = self.style
        if flag == "problem":
            pen = QPen(style.gradient, style.px(2), Qt.PenStyle.DashLine)
        elif self.id == frame.run.seed:
            pen = QPen(style.ink, style.px(_OUTPUT_OUTLINE))
        else:
            color = style.leaf_colors(self.op)[1] if self.form.is_leaf else style.edge
            pen = QPen(color, style.px(_OUTLINE))
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        return pen

    @override
    def paint_ground(self, painter: QPainter, pen: QPen) -> None:
        if self.form.parts.wired:
            self._paint_stem(painter)
        painter.setPen(pen)
        if not self.form.is_leaf:
            painter.setBrush(self.style.node)
            painter.drawPath(self.shape)
        elif self.op != "constant":
            # By its shape and colour a leaf's kind is known.
            scale = self.style.theme.scale
            filled = self.style.theme.plain and self.op == "parameter"
            painter.setBrush(self.style.ink if filled else self.fill)
            painter.drawPath(outline(shape_of(self.op), self.mark, scale * MARK / 40))

    def _paint_stem(self, painter: QPainter) -> None:
        """It parts in a joint, or leads to nothing."""
        style, body, end = self.style, self.body, self._end
        start = QPointF(body.right(), end.y()) if self._across else QPointF(end.x(), body.bottom())
        head, half = map(style.px, HEAD)
        back = QPointF(head, 0) if self._across else QPointF(0, head)
        side = QPointF(0, half) if self._across else QPointF(half, 0)
        pointed = self.form.parts.pointed
        painter.setPen(edge_pen(style))
        painter.drawLine(start, end - back * 0.5 if pointed else end)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.edge)
        if pointed:
            painter.drawPolygon([end, end - back + side, end - back - side])
        else:
            painter.drawEllipse(end, style.px(_JOINT), style.px(_JOINT))

    @cached_property
    def _named(self) -> QRectF:
        """Where a leaf's name and mark are: in line with its only wire, however that was bent."""
        wires = self._reading.outgoing[self.id]
        if self.form.parts.wired or len(wires) != 1:
            return self.body
        (x, y), middle = self._layout.edges[wires[0]].points[0], self.body.center()
        return self.body.translated(*((0, y - middle.y()) if self._across else (x - middle.x(), 0)))

    @property
    def mark(self) -> QRectF:
        """Where a leaf's wire begins."""
        side, body = self.style.px(MARK), self._named
        if self._across:
            return QRectF(body.right() - side, body.center().y() - side / 2, side, side)
        return QRectF(body.center().x() - side / 2, body.bottom() - side, side, side)

    @override
    def paint_lettering(self, painter: QPainter, face: NodeFace, view: View) -> None:
        if self.form.is_leaf:
            self._paint_name(painter, face)
        else:
            self._paint_sign(painter, face)
        if face.title is not None:
            at, muted = self._title_at(face), self.style.muted
            face.title.draw(painter, at.x(), at.y(), readable(muted, self.style.deepest_ground))
        if self.form.parts.end is not None:
            at = self._end_name_at()
            self.form.parts.end.draw(painter, at.x(), at.y(), self.style.ink)

    def _paint_name(self, painter: QPainter, face: NodeFace) -> None:
        name, body, style = face.sign, self._named, self.style
        if name is None:
            return
        color = readable(style.leaf_colors(self.op)[1], style.deepest_ground)
        plain = self.op == "constant"
        left, baseline = body.left() + style.px(_NARROW), body.center().y() + half_height(name)
        room = body.right() - left if plain else self.mark.left() - left
        if not self._across:
            left, room = body.center().x() - name.width / 2, body.width()
            baseline = baseline if plain else body.top() + style.px(1) + name.ascent
        draw_within(painter, name, left, baseline, style.ink if plain else color, room)

    def _paint_sign(self, painter: QPainter, face: NodeFace) -> None:
        sign, body = face.sign, self.body
        if sign is not None:
            room = self.sign_room
            left = room.center().x() - min(sign.width, room.width()) / 2
            baseline = body.center().y() + half_height(sign)
            draw_within(painter, sign, left, baseline, self.style.ink, room.width())

    @property
    def sign_room(self) -> QRectF:
        """Where its sign is: what its cues leave of it."""
        if not self._cues or not self._across:
            return self.body
        cues = cues_width(self._reading, self.id, self.style.wire_mark)
        return sign_room(self.body, len(self._cues), cues, self.style)

    def _title_at(self, face: NodeFace) -> QPointF:
        assert face.title is not None
        title, body, style = face.title, self.body, self.style
        if self._across:
            left = body.center().x() - title.width / 2
            return QPointF(left, body.top() - style.px(TITLE_GAP) - title.descent)
        left = body.left() - style.px(NAME_GAP) - title.width
        return QPointF(left, body.center().y() + half_height(title))

    def _end_name_at(self) -> QPointF:
        name, end, gap = self.form.parts.end, self._end, self.style.px(NAME_GAP)
        assert name is not None
        if self._across:
            return QPointF(end.x() + gap, end.y() + half_height(name))
        return QPointF(end.x() - name.width / 2, end.y() + gap / 2 + name.ascent)

    @override
    def paint_numbers(self, painter: QPainter, frame: Frame, face: NodeFace, view: View) -> None:
        self._paint_cues(painter)
        value, gradient, style = face.value, face.gradient, self.style
        above, below = [], []
        if value is not None and view.values and frame.shows_value(self.id):
            above.append((value, self.value_color(frame, style.deepest_ground)))
        if gradient is not None and view.gradients and frame.shows_gradient(self.id):
            below.append(gradient_shown(gradient, style))
        width = max((block.width for block in (value, gradient) if block is not None), default=0.0)
        self._draw_numbers(painter, above, below, width)

    def _draw_numbers(
        self, painter: QPainter, above: Sequence[Shown], below: Sequence[Shown], width: float
    ) -> None:
        direction, lane = self._layout.direction, self.style.px(LANE)
        inset = self.style.px(_INSET)
        room = self._numbers.adjusted(inset, 0, -inset, 0) if self._across else self._numbers
        draw_sides(painter, room, direction, above, below, width, lane)

    @cached_property
    def _cues(self) -> Mapping[int, TextLine]:
        """By its edges, what is told where operands may not be exchanged."""
        texts, edges = slot_texts(self._reading, self.id), self._reading.edges
        told = [i for i in self._reading.incoming[self.id] if edges[i].slot < len(texts)]
        return {i: text_line(texts[edges[i].slot], self.style.wire_mark) for i in told}

    def cues(self) -> Iterator[tuple[TextLine, QPointF]]:
        """What is told at its operands, and where: in line with each other, or above it."""
        style, body = self.style, self.body
        column = body.left() + cue_column(body.height(), len(self._cues), style)
        for index, cue in self._cues.items():
            x, y = self.arrives(self._layout.edges[index].points[-1])
            if self._across:
                yield cue, QPointF(column, y + cue.cap_height / 2)
            else:
                yield cue, QPointF(x + style.px(CUE_AT), y - style.px(CUE_AT / 2))

    def _paint_cues(self, painter: QPainter) -> None:
        for cue, at in self.cues():
            cue.draw(painter, at.x(), at.y(), self.style.muted)

    @override
    def paint_question(self, painter: QPainter) -> None:
        mark = text_line("?", self.style.sign)
        end, gap = self._end, self.style.px(NAME_GAP)
        at = QPointF(end.x() - mark.width - gap, end.y() - gap / 2)
        if not self._across:
            at = QPointF(end.x() + gap, end.y() - gap)
        mark.draw(painter, at.x(), at.y(), self.style.gradient)

    @override
    def paint_total(self, painter: QPainter, total: Value, view: View) -> None:
        if self.form.gradient is not None and view.gradients:
            block = number_block(total, self.style.wire_gradient)
            shown = gradient_shown(block, self.style)
            self._draw_numbers(painter, [], [shown], max(self.form.gradient.width, block.width))
