"""A node in its place."""

from collections.abc import Sequence
from functools import cached_property, lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from graphviz_app.animate import Frame
from graphviz_app.core.graph import Value
from graphviz_app.core.reading import Reading
from graphviz_app.core.view import View
from graphviz_app.layout import Layout
from graphviz_app.scene.detail import Detail
from graphviz_app.scene.items.faces import Faces, Flag, NodeFace
from graphviz_app.scene.items.group_item import paint_fold_sign
from graphviz_app.scene.items.halo import paint_halo
from graphviz_app.scene.items.lettering import Lettering
from graphviz_app.scene.items.node_form import GAP, PAD, SIDE, SIDES, NodeForm, title_height
from graphviz_app.scene.items.shapes import outline, tab
from graphviz_app.scene.items.slot_marks import SlotMark, slot_marks
from graphviz_app.scene.style import Style, readable
from graphviz_app.scene.typeset.number_block import number_block
from graphviz_app.scene.typeset.text_line import TextLine, text_line

_OUTLINE = 1.4
_LEAF_OUTLINE = 1.6
_OUTPUT_OUTLINE = 2.6


class NodeItem:
    """Where a node is, in scene pixels. It is painted with a run's face, as of a frame."""

    def __init__(
        self, reading: Reading, id_: str, form: NodeForm, layout: Layout, style: Style
    ) -> None:
        self.id = id_
        self.form = form
        self.style = style
        self._reading = reading
        self._layout = layout
        x, y = layout.nodes[id_]
        self.rect = QRectF(x - form.width / 2, y - form.height / 2, form.width, form.height)

    @cached_property
    def shape(self) -> QPainterPath:
        """The outline."""
        return outline(self.form.shape, self.rect, self.style.theme.scale)

    @cached_property
    def _tab(self) -> QPainterPath | None:
        width = self.form.tab
        return tab(self.rect, width, self.style.theme.scale) if width else None

    @cached_property
    def _marks(self) -> Sequence[SlotMark]:
        """The cues at its operands."""
        return slot_marks(self._reading, self.id, self._layout.edges, self.style)

    @property
    def _op(self) -> str:
        return self._reading.nodes[self.id].op

    @property
    def bounds(self) -> QRectF:
        """The rectangle with its outline and what is marked on top of it."""
        margin = self.style.px(4)
        return self.rect.adjusted(-margin, -4 * margin, margin, margin)

    def contains(self, point: QPointF) -> bool:
        """Whether a scene point is on the node."""
        return self.shape.contains(point)

    def paint(
        self, painter: QPainter, frame: Frame, faces: Faces, view: View, detail: Detail
    ) -> None:
        """Paint the node as it is at rest at the frame's step."""
        flag = faces.flag(self.id)
        pen, fill = self._pen(frame, flag), self._fill
        if self._is_folded:
            self._paint_stack(painter, pen)
        painter.setPen(pen)
        painter.setBrush(fill)
        if self._tab is None:
            painter.drawPath(self.shape)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawPath(self.shape)
            painter.fillPath(self._tab, self.style.tab)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(self.shape)
        if detail >= Detail.SIGNS:
            face, tops = faces.node(self.id), self._tops(view)
            self._paint_lettering(painter, face, tops, view)
            if self._is_folded:
                at = QPointF(self.rect.left() + self.style.px(15), self.rect.center().y())
                paint_fold_sign(painter, at, self.style.px(5), self.style.muted, open_=False)
            if detail >= Detail.NUMBERS:
                self._paint_numbers(painter, frame, face, tops, view)
                self._paint_question(painter, flag)
        if flag:
            self._paint_flag(painter, flag)

    @property
    def _is_folded(self) -> bool:
        return self.id in self._reading.boxes

    def _paint_stack(self, painter: QPainter, pen: QPen) -> None:
        """Two more outlines behind: there is something in it."""
        scale = self.style.theme.scale
        painter.setPen(pen)
        for reach in (6.0, 3.0):
            away = self.style.px(reach)
            rect = self.rect.adjusted(2 * away, 0, -2 * away, away)
            painter.setBrush(self.style.tab)
            painter.drawPath(outline("operator", rect, scale))

    def paint_speck(self, painter: QPainter, frame: Frame, flag: Flag) -> None:
        """Paint it as a plain box in the colour of its outline: it is a few pixels large."""
        color = self.style.gradient if flag else self._pen(frame, flag).color()
        painter.fillRect(self.rect, color)

    def _pen(self, frame: Frame, flag: Flag) -> QPen:
        return _pen(self.style, self._op, bool(self.form.tab), self.id == frame.run.seed, flag)

    @property
    def _fill(self) -> QColor:
        return self.style.leaf_colors(self._op)[0]

    def _tops(self, view: View) -> tuple[float, float, float]:
        """Where title, value and gradient begin: stacked in the middle of the node's height."""
        form = self.form
        title = title_height(form.title, self.style)
        value = form.value.height if form.value and view.values else 0.0
        gradient = form.gradient.height if form.gradient and view.gradients else 0.0
        top = self.rect.center().y() - (title + value + gradient) / 2
        return top, top + title, top + title + value

    def _paint_lettering(
        self, painter: QPainter, face: NodeFace, tops: tuple[float, float, float], view: View
    ) -> None:
        form, style, middle = self.form, self.style, self.rect.center().y()
        if face.sign is not None:
            x = self.rect.left() + style.px(SIDES.get(form.shape, SIDE))
            room = form.sign.width if form.sign else face.sign.width
            if form.tab:
                inside = self._is_folded or any(self.rect.contains(m.at) for m in self._marks)
                taken = form.marks if inside else 0.0
                x = self.rect.left() + taken + (form.tab - taken - face.sign.width) / 2
            elif form.shape == "plain" and not self._shows_numbers(view):
                room = self.rect.width() - 2 * style.px(SIDES["plain"])
                x = self.rect.center().x() - min(face.sign.width, room) / 2
            _draw(painter, face.sign, x, middle + _half_height(face.sign), style.ink, room)
        if face.title is not None:
            spare = tops[1] - tops[0] - face.title.ascent - face.title.descent
            baseline = tops[0] + face.title.ascent + spare / 2
            x = self.rect.left() + form.tab + style.px(PAD)
            _draw(painter, face.title, x, baseline, style.muted, self._right - x)

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

    def _paint_numbers(
        self,
        painter: QPainter,
        frame: Frame,
        face: NodeFace,
        tops: tuple[float, float, float],
        view: View,
    ) -> None:
        form, style = self.form, self.style
        for text, at in self._marks:
            text.draw(painter, at.x(), at.y() + text.cap_height / 2, style.muted)
        if face.value and form.value and view.values and frame.shows_value(self.id):
            color = readable(style.value, self._fill)
            face.value.draw(painter, self._right, tops[1], color, self._room)
        if face.gradient and form.gradient and view.gradients and frame.shows_gradient(self.id):
            color = readable(style.gradient, self._fill)
            face.gradient.draw(painter, self._right, tops[2], color, self._room)

    def _paint_question(self, painter: QPainter, flag: Flag) -> None:
        """In place of a value that could not be computed."""
        if self.form.value is None and flag == "problem":
            mark = text_line("?", self.style.sign)
            y = self.rect.center().y() + mark.cap_height / 2
            mark.draw(painter, self._right - mark.width, y, self.style.gradient)

    def paint_total(self, painter: QPainter, total: Value, view: View) -> None:
        """Paint a gradient that is still counting, where the complete one will be."""
        if self.form.gradient is not None and view.gradients:
            block = number_block(total, self.style.gradient_number)
            color = readable(self.style.gradient, self._fill)
            block.draw(painter, self._right, self._tops(view)[2], color, self._room)

    def paint_halo(self, painter: QPainter, color: QColor, strength: float) -> None:
        """Paint the light of a node that is being computed, ``strength`` from 0 to 1."""
        paint_halo(painter, self.form.shape, self.rect, self.style, color, strength)

    def _paint_flag(self, painter: QPainter, flag: Flag) -> None:
        """A disc at the corner: a corner for a kink, an exclamation mark for a problem."""
        style = self.style
        at = QPointF(self.rect.right() - style.px(10), self.rect.top() + style.px(1))
        color = style.gradient if flag == "problem" else style.target
        painter.setPen(QPen(style.canvas, style.px(1.5)))
        painter.setBrush(color)
        painter.drawEllipse(at, style.px(7.5), style.px(7.5))
        if flag == "problem":
            mark = text_line("!", style.mark)
            mark.draw(painter, at.x() - mark.width / 2, at.y() + mark.cap_height / 2, style.node)
            return
        painter.setPen(QPen(style.node, style.px(1.5), c=Qt.PenCapStyle.RoundCap))
        knee = at + QPointF(0, style.px(2.2))
        painter.drawLine(knee, knee - QPointF(style.px(3.4), 0))
        painter.drawLine(knee, knee + QPointF(style.px(3), style.px(-4.4)))


@lru_cache(maxsize=128)
def _pen(style: Style, op: str, has_tab: bool, is_output: bool, flag: Flag) -> QPen:
    """The pen of a node's outline."""
    line = style.leaf_colors(op)[1]
    pen = QPen(line, style.px(_OUTLINE if has_tab or op == "constant" else _LEAF_OUTLINE))
    if is_output:
        pen = QPen(style.ink, style.px(_OUTPUT_OUTLINE))
    if flag == "problem":
        pen = QPen(style.gradient, style.px(2), Qt.PenStyle.DashLine)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def _draw(
    painter: QPainter, lettering: Lettering, x: float, baseline: float, color: QColor, room: float
) -> None:
    """Draw it with its left end at x; narrower if it is wider than its room."""
    if lettering.width <= room + 0.5:
        lettering.draw(painter, x, baseline, color)
        return
    painter.save()
    painter.translate(x, baseline)
    painter.scale(room / lettering.width, 1.0)
    lettering.draw(painter, 0.0, 0.0, color)
    painter.restore()


def _half_height(lettering: Lettering) -> float:
    """From the middle of a line down to its baseline: letters look centred, not their boxes."""
    if isinstance(lettering, TextLine):
        return lettering.cap_height / 2
    return (lettering.ascent - lettering.descent) / 2
