"""A card in its place."""

from collections.abc import Sequence
from functools import cached_property

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from graphviz_app.core.graph import Value
from graphviz_app.core.view import View
from graphviz_app.frames import Frame
from graphviz_app.scene.items.cards.card_form import GAP, PAD, SIDE, SIDES, CardForm, title_height
from graphviz_app.scene.items.faces import NodeFace
from graphviz_app.scene.items.lettering import draw_within, half_height
from graphviz_app.scene.items.node_item import NodeItem
from graphviz_app.scene.items.shapes import tab
from graphviz_app.scene.items.slot_marks import SlotMark, slot_marks
from graphviz_app.scene.style import readable
from graphviz_app.scene.typeset.number_block import number_block
from graphviz_app.scene.typeset.text_line import text_line
from graphviz_app.typing_compat import override

_BESIDE = 8.0
"""On either side of what stands on it alone."""


class CardItem(NodeItem):
    """The sign on a tab, and beside it name, value and gradient; a leaf has no tab."""

    form: CardForm

    @cached_property
    def _tab(self) -> QPainterPath | None:
        width = self.form.tab
        return tab(self.rect, width, self.style.theme.scale) if width else None

    @cached_property
    def _marks(self) -> Sequence[SlotMark]:
        """The cues at its operands."""
        return slot_marks(self._reading, self.id, self._layout.edges, self.style)

    @override
    def paint_ground(self, painter: QPainter, pen: QPen) -> None:
        painter.setPen(pen)
        painter.setBrush(self.fill)
        if self._tab is None:
            painter.drawPath(self.shape)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawPath(self.shape)
        painter.fillPath(self._tab, self.style.tab)
        if self.style.theme.plain:
            painter.setPen(QPen(self.style.outline, self.style.px(0.8)))
            x = self.rect.left() + self.form.tab
            painter.drawLine(QPointF(x, self.rect.top()), QPointF(x, self.rect.bottom()))
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(self.shape)

    def _tops(self, view: View) -> tuple[float, float, float]:
        """Where title, value and gradient begin: stacked in the middle of the node's height."""
        form = self.form
        title = title_height(form.title, self.style)
        value = form.value.height if form.value and view.values else 0.0
        gradient = form.gradient.height if form.gradient and view.gradients else 0.0
        top = self.rect.center().y() - (title + value + gradient) / 2
        return top, top + title, top + title + value

    @property
    @override
    def name_rect(self) -> QRectF:
        if self.form.tab or self.form.value is None:
            return QRectF()
        return self.rect.adjusted(0, 0, self._right - self._room - self.rect.right(), 0)

    @override
    def value_rect(self, view: View) -> QRectF:
        room = self.form.value
        if room is None and self.form.sign is not None:
            width, height = self.form.sign.width, self.rect.height() / 2
            left, top = self.rect.center().x() - width / 2, self.rect.center().y() - height / 2
            return QRectF(left, top, width, height)
        if room is None or not view.values:
            return QRectF()
        top = self._tops(view)[1]
        return QRectF(self._right - room.width, top, room.width, room.height)

    @override
    def paint_lettering(self, painter: QPainter, face: NodeFace, view: View) -> None:
        tops = self._tops(view)
        form, style, middle = self.form, self.style, self.rect.center().y()
        if face.sign is not None:
            x = self.rect.left() + style.px(SIDES.get(form.shape, SIDE))
            room = form.sign.width if form.sign else face.sign.width
            if form.tab:
                taken = form.marks if self._has_room_for_marks() else 0.0
                x = self.rect.left() + taken + (form.tab - taken - face.sign.width) / 2
            elif self._is_alone(view):
                left = self.rect.left() + form.marks
                room = self.rect.right() - left - 2 * style.px(_BESIDE)
                x = (left + self.rect.right() - min(face.sign.width, room)) / 2
            draw_within(painter, face.sign, x, middle + half_height(face.sign), style.ink, room)
        if face.title is not None:
            spare = tops[1] - tops[0] - face.title.ascent - face.title.descent
            baseline = tops[0] + face.title.ascent + spare / 2
            x = self.rect.left() + form.tab + style.px(PAD)
            draw_within(painter, face.title, x, baseline, style.muted, self._right - x)

    def _has_room_for_marks(self) -> bool:
        """Whether something stands on the tab before the sign."""
        return any(self.rect.contains(mark.at) for mark in self._marks)

    def _is_alone(self, view: View) -> bool:
        """Whether there is nothing on it but its name, or its sign."""
        form = self.form
        bare = form.value is None and form.gradient is None and form.title is None
        return bare or (form.shape == "plain" and not self._shows_numbers(view))

    def _shows_numbers(self, view: View) -> bool:
        form = self.form
        return bool((form.value and view.values) or (form.gradient and view.gradients))

    @cached_property
    def _right(self) -> float:
        """Where numbers end."""
        side = {"operator": PAD, **SIDES}.get(self.form.shape, SIDE)
        return self.rect.right() - self.style.px(side)

    @cached_property
    def _room(self) -> float:
        """From the lettering on their left to where numbers end."""
        form, style = self.form, self.style
        if form.tab:
            return self._right - self.rect.left() - form.tab - style.px(PAD)
        sign = form.sign.width + style.px(GAP) if form.sign else 0.0
        return self._right - self.rect.left() - style.px(SIDES.get(form.shape, SIDE)) - sign

    @override
    def paint_numbers(self, painter: QPainter, frame: Frame, face: NodeFace, view: View) -> None:
        tops = self._tops(view)
        form = self.form
        for text, at in self._marks:
            text.draw(painter, at.x(), at.y() + text.cap_height / 2, self.style.muted)
        if face.value and form.value and view.values and frame.shows_value(self.id):
            color = self.value_color(frame, self.fill)
            face.value.draw(painter, self._right, tops[1], color, self._room)
        if face.gradient and form.gradient and view.gradients and frame.shows_gradient(self.id):
            color = readable(self.style.derivative, self.fill)
            face.gradient.draw(painter, self._right, tops[2], color, self._room)

    @override
    def paint_question(self, painter: QPainter) -> None:
        mark = text_line("?", self.style.sign)
        y = self.rect.center().y() + mark.cap_height / 2
        mark.draw(painter, self._right - mark.width, y, self.style.gradient)

    @override
    def paint_total(self, painter: QPainter, total: Value, view: View) -> None:
        if self.form.gradient is not None and view.gradients:
            block = number_block(total, self.style.gradient_number)
            color = readable(self.style.derivative, self.fill)
            block.draw(painter, self._right, self._tops(view)[2], color, self._room)
