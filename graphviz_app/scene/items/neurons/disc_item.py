"""A circle in its place: a neuron with sum, activation and bias, or an input."""

import math
from collections.abc import Sequence
from functools import cached_property

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from graphviz_app.core.graph import Node, Value
from graphviz_app.core.reading import Neuron
from graphviz_app.core.view import View
from graphviz_app.explain.explain import node_sign
from graphviz_app.frames import Frame
from graphviz_app.scene.items.faces import Faces, NodeFace
from graphviz_app.scene.items.lettering import draw_within
from graphviz_app.scene.items.neurons.activation import activation_curve
from graphviz_app.scene.items.neurons.disc_form import DiscForm
from graphviz_app.scene.items.node_item import NodeItem
from graphviz_app.scene.style import readable
from graphviz_app.scene.typeset.math_text import typeset
from graphviz_app.scene.typeset.number_block import NumberBlock, number_block
from graphviz_app.scene.typeset.text_line import text_line
from graphviz_app.typing_compat import override

_SIGNS, _VALUE, _GRADIENT = -17.0, 5.0, 22.0
"""Middles of a neuron's rows, from the middle of its circle."""
_NAME, _INPUT_VALUE = -10.0, 9.0
"""Of an input's."""
_APART, _CURVE = 20.0, (24.0, 17.0)
"""From the line between sum and activation to their middles; the curve's size."""
_SIDE = 6.0
_DELTA = 13.0


class DiscItem(NodeItem):
    """The rows are in fixed places, whatever is known by now."""

    form: DiscForm

    @property
    def _is_upright(self) -> bool:
        """Whether results are at the bottom, so that edges arrive above and leave below."""
        return self._layout.direction == "TB"

    @property
    @override
    def body(self) -> QRectF:
        half = self.form.size.disc / 2
        middle = self.rect.center()
        return QRectF(middle.x() - half, middle.y() - half, 2 * half, 2 * half)

    @property
    @override
    def corner(self) -> QPointF:
        reach = self.form.size.disc / 2 * 0.7071
        return self.body.center() + QPointF(reach, -reach)

    @property
    @override
    def other_corner(self) -> QPointF:
        reach = self.form.size.disc / 2 * 0.7071 + self.style.px(3)
        return self.body.center() - QPointF(reach, reach)

    @override
    def contains(self, point: QPointF) -> bool:
        return self.shape.contains(point) or self.below.contains(point)

    @override
    def value_rect(self, view: View) -> QRectF:
        """Of an input; a neuron's is computed."""
        room = self.form.value
        if self._neuron is not None or room is None or not view.values:
            return QRectF()
        middle = self.body.center() + QPointF(0, self._row(_INPUT_VALUE))
        width, height = min(room.width, self.body.width()), room.height
        return QRectF(middle.x() - width / 2, middle.y() - height / 2, width, height)

    @cached_property
    def below(self) -> QRectF:
        """Where the bias of a neuron, or the gradient of an input stands: below the circle.

        Where results are at the bottom that is on its right, or above it.
        """
        above, below, _, right = self._rooms
        if not self._is_upright:
            return below
        return right if self._neuron is not None else above

    @cached_property
    def above(self) -> QRectF:
        """Where the name of a neuron stands: above the circle, or on its left."""
        above, _, left, _ = self._rooms
        if self._neuron is None:
            return QRectF()
        return left if self._is_upright else above

    @cached_property
    def _rooms(self) -> Sequence[QRectF]:
        size, middle = self.form.size.towards(self._layout.direction), self.rect.center()
        return [QRectF(*room).translated(middle) for room in size.rooms]

    @property
    @override
    def told_in(self) -> Sequence[QRectF]:
        return [rect for rect in (self.above, self.body, self.below) if not rect.isEmpty()]

    @cached_property
    def _neuron(self) -> Neuron | None:
        return self._reading.neurons.get(self.id)

    @override
    def paint_ground(self, painter: QPainter, pen: QPen) -> None:
        painter.setPen(pen)
        painter.setBrush(self.fill)
        painter.drawPath(self.shape)

    @override
    def paint_lettering(self, painter: QPainter, face: NodeFace, view: View) -> None:
        style, body, name = self.style, self.body, face.sign
        if self._neuron is not None:
            self._paint_signs(painter, self._neuron)
        if name is None:
            return
        if self._neuron is None:
            room = body.width() - style.px(10)
            x = body.center().x() - min(name.width, room) / 2
            middle = body.center().y() + self._row(_NAME if face.value is not None else 0.0)
            baseline = middle + (name.ascent - name.descent) / 2
            draw_within(painter, name, x, baseline, style.ink, room)
            return
        if self._is_upright:
            baseline = self.above.center().y() + (name.ascent - name.descent) / 2
            name.draw(painter, self.above.left(), baseline, style.ink)
            return
        baseline = body.top() - style.px(4) - name.descent
        name.draw(painter, body.center().x() - name.width / 2, baseline, style.ink)

    def _paint_signs(self, painter: QPainter, neuron: Neuron) -> None:
        """Σ and, beside a line, the activation."""
        style, middle = self.style, self.body.center()
        bare = self.form.value is None and self.form.gradient is None
        y = middle.y() + self._row(0.0 if bare else _SIGNS)
        apart = self._row(_APART) if neuron.activation is not None else 0.0
        total = text_line("Σ", style.sign)
        x = middle.x() - apart - total.width / 2
        total.draw(painter, x, y + total.cap_height / 2, style.muted)
        if neuron.activation is None:
            return
        painter.setPen(QPen(style.outline, style.px(1)))
        top = y - style.px(13) if bare else self.body.top() + style.px(3)
        painter.drawLine(QPointF(middle.x(), top), QPointF(middle.x(), y + style.px(13)))
        self._paint_activation(painter, neuron.activation, QPointF(middle.x() + apart, y))

    def _paint_activation(self, painter: QPainter, id_: str, at: QPointF) -> None:
        """Its curve; the sign of what is no function of one number."""
        style = self.style
        if self._curve is not None:
            pen = QPen(style.muted, style.px(2))
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.strokePath(self._curve.translated(at), pen)
            return
        sign = text_line(node_sign(self._op_of(id_)), style.word_sign)
        room = self._row(2 * _APART - 4)
        x = at.x() - min(sign.width, room) / 2
        draw_within(painter, sign, x, at.y() + sign.cap_height / 2, style.muted, room)

    def _op_of(self, id_: str) -> Node:
        return self._reading.graph.nodes[id_]

    @cached_property
    def _curve(self) -> QPainterPath | None:
        neuron = self._neuron
        if neuron is None or neuron.activation is None:
            return None
        return activation_curve(self._op_of(neuron.activation), *map(self._row, _CURVE))

    @override
    def paint_numbers(self, painter: QPainter, frame: Frame, face: NodeFace, view: View) -> None:
        neuron = self._neuron
        if face.value is not None and view.values and frame.shows_value(self.id):
            at = _VALUE if neuron is not None else _INPUT_VALUE
            self._paint_row(painter, face.value, at, self.value_color(frame, self.fill))
        if view.gradients:
            self._paint_gradient(painter, frame, face)
        if self.form.bias is not None:
            self._paint_bias(painter, frame, face, view)

    def _chord(self, at: float) -> float:
        """How wide the circle is at the lower end of a row."""
        radius, low = self.form.size.disc / 2, self._row(at) + self.style.theme.lettered(4.0)
        return 2 * math.sqrt(max(radius**2 - low**2, 0.0))

    def _row(self, length: float) -> float:
        """A length between its rows, which are farther apart where numbers are large."""
        return self.style.theme.opened(length)

    def _paint_row(self, painter: QPainter, block: NumberBlock, at: float, color: QColor) -> None:
        room = self.body.width() - 2 * self.style.px(_SIDE)
        middle = self.body.center()
        right = middle.x() + min(block.width, room) / 2
        block.draw(painter, right, middle.y() + self._row(at) - block.height / 2, color, room)

    def _paint_gradient(self, painter: QPainter, frame: Frame, face: NodeFace) -> None:
        """Of a neuron ∂L/∂a, and once it has gone back through the activation δ."""
        if self._neuron is not None and self._neuron.activation and frame.shows_delta(self.id):
            delta = face.further[0]
            if delta is not None:
                self._paint_delta(painter, delta)
        elif face.gradient is not None and frame.shows_gradient(self.id):
            self._draw_gradient(painter, face.gradient)

    def _draw_gradient(self, painter: QPainter, block: NumberBlock) -> None:
        if self._neuron is not None:
            color = readable(self.style.derivative, self.fill)
            self._paint_row(painter, block, _GRADIENT, color)
            return
        below = self.below
        right = below.center().x() + min(block.width, below.width()) / 2
        color = readable(self.style.derivative, self.style.deepest_ground)
        y = below.top() if self._is_upright else below.bottom() - block.height
        block.draw(painter, right, y, color, below.width())

    def _paint_delta(self, painter: QPainter, block: NumberBlock) -> None:
        """δ and its number, together in the middle."""
        style, middle = self.style, self.body.center()
        color = readable(style.derivative, self.fill)
        sign = typeset(r"\delta", style.theme.lettered(_DELTA))
        gap, room = style.px(3), min(self.body.width() - style.px(20), self._chord(_GRADIENT))
        width = min(block.width, room - sign.width - gap)
        left = middle.x() - (sign.width + gap + width) / 2
        y = middle.y() + self._row(_GRADIENT)
        sign.draw(painter, left, y + style.theme.lettered(4.5), color)
        right = left + sign.width + gap + width
        block.draw(painter, right, y - block.height / 2, color, width)

    def _paint_bias(self, painter: QPainter, frame: Frame, face: NodeFace, view: View) -> None:
        bias, (_, value, gradient) = self.form.bias, face.further
        if bias is None:
            return
        new = frame.new_value(bias.id)
        if new is not None and value is not None:
            value = number_block(new, self.style.number)
        shown = value if view.values and frame.shows_value(bias.id) else None
        handed = gradient if view.gradients and frame.shows_gradient(bias.id) else None
        self._draw_bias(painter, shown, handed, changed=new is not None)

    def _draw_bias(
        self,
        painter: QPainter,
        value: NumberBlock | None,
        gradient: NumberBlock | None,
        changed: bool = False,
    ) -> None:
        if self.form.bias is not None:
            middle, style = QPointF(self.body.center().x(), self.body.bottom()), self.style
            bias = self.form.bias
            if self._is_upright:
                bias.paint_beside(painter, self.below, style, value, gradient, changed=changed)
                return
            bias.paint(painter, middle, style, value, gradient, self.behind, changed=changed)

    @override
    def paint_shape(self, painter: QPainter, faces: Faces) -> None:
        """A neuron is a number, and its bias is below it."""

    @override
    def paint_question(self, painter: QPainter) -> None:
        mark = text_line("?", self.style.sign)
        at = self.body.center() + QPointF(0.0, self._row(_VALUE))
        mark.draw(
            painter, at.x() - mark.width / 2, at.y() + mark.cap_height / 2, self.style.gradient
        )

    @override
    def paint_total(self, painter: QPainter, total: Value, view: View) -> None:
        if self.form.gradient is not None and view.gradients:
            self._draw_gradient(painter, number_block(total, self.style.gradient_number))

    def paint_bias_total(self, painter: QPainter, total: Value, face: NodeFace, view: View) -> None:
        """Paint a bias whose gradient is still counting."""
        if view.gradients:
            block = number_block(total, self.style.gradient_number)
            self._draw_bias(painter, face.further[1] if view.values else None, block)
