"""A node in its place."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from graphviz_app.animate import Frame
from graphviz_app.core.graph import Value
from graphviz_app.scene.detail import Detail
from graphviz_app.scene.edge_face import Shown
from graphviz_app.scene.halo import paint_halo
from graphviz_app.scene.node_face import SIDE, SIDES, Lettering, NodeFace, title_height
from graphviz_app.scene.number_block import number_block
from graphviz_app.scene.shapes import outline, tab
from graphviz_app.scene.slot_marks import SlotMark
from graphviz_app.scene.style import Style, readable
from graphviz_app.scene.text_line import TextLine, text_line

_PAD = 12.0
_OUTLINE = 1.4
_LEAF_OUTLINE = 1.6
_OUTPUT_OUTLINE = 2.6


class NodeItem:
    """A node's drawing: geometry in scene pixels, painted as of a frame."""

    def __init__(
        self,
        id_: str,
        op: str,
        face: NodeFace,
        center: tuple[float, float],
        style: Style,
        shown: Shown,
        *,
        is_output: bool = False,
        flag: str = "",
        marks: Sequence[SlotMark] = (),
    ) -> None:
        self.id = id_
        self.face = face
        self.style = style
        x, y = center
        self.rect = QRectF(x - face.width / 2, y - face.height / 2, face.width, face.height)
        self.shape = outline(face.shape, self.rect, style.theme.scale)
        self._marks = marks
        self._marks_inside = any(self.rect.contains(mark.at) for mark in marks)
        self.flag = flag
        """'kink' or 'problem': marked at the corner."""
        self._tab = tab(self.rect, face.tab, style.theme.scale) if face.tab else None
        self._fill, line = style.leaf_colors(op)
        self._pen = QPen(
            line, style.px(_OUTLINE if face.tab or op == "constant" else _LEAF_OUTLINE)
        )
        if is_output:
            self._pen = QPen(style.ink, style.px(_OUTPUT_OUTLINE))
        if flag == "problem":
            self._pen = QPen(style.gradient, style.px(2), Qt.PenStyle.DashLine)
        self._pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        self._value_color = readable(style.value, self._fill)
        self._gradient_color = readable(style.gradient, self._fill)
        self._place_numbers(shown)

    @property
    def bounds(self) -> QRectF:
        """The rectangle with its outline and what is marked on top of it."""
        margin = self.style.px(4)
        return self.rect.adjusted(-margin, -4 * margin, margin, margin)

    def contains(self, point: QPointF) -> bool:
        """Whether a scene point is on the node."""
        return self.shape.contains(point)

    def _place_numbers(self, shown: Shown) -> None:
        """Stack title, value and gradient in the middle of the node's height."""
        face, style = self.face, self.style
        value = face.value if shown.values else None
        gradient = face.gradient if shown.gradients else None
        title = title_height(face.title, style)
        heights = (title, value.height if value else 0.0, gradient.height if gradient else 0.0)
        top = self.rect.center().y() - sum(heights) / 2
        self._title_top, self._value_top = top, top + heights[0]
        self._gradient_top = self._value_top + heights[1]
        side = {"operator": _PAD, **SIDES}.get(face.shape, SIDE)
        self._left = self.rect.left() + style.px(side)
        self._right = self.rect.right() - style.px(side)
        self._value, self._gradient = value, gradient

    def paint(self, painter: QPainter, frame: Frame, detail: Detail) -> None:
        """Paint the node as it is at rest at the frame's step."""
        painter.setPen(self._pen)
        painter.setBrush(self._fill)
        if self._tab is None:
            painter.drawPath(self.shape)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawPath(self.shape)
            painter.fillPath(self._tab, self.style.tab)
            painter.setPen(self._pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(self.shape)
        if detail >= Detail.SIGNS:
            self._paint_lettering(painter)
        if detail >= Detail.NUMBERS:
            self._paint_numbers(painter, frame)
        if self.flag:
            self._paint_flag(painter)

    def paint_speck(self, painter: QPainter) -> None:
        """Paint it as a plain box in the colour of its outline: it is a few pixels large."""
        painter.fillRect(self.rect, self.style.gradient if self.flag else self._pen.color())

    def _paint_lettering(self, painter: QPainter) -> None:
        face, middle = self.face, self.rect.center().y()
        if face.sign is not None:
            if face.tab:
                taken = face.marks if self._marks_inside else 0.0
                x = self.rect.left() + taken + (face.tab - taken - face.sign.width) / 2
            elif self._value is None and self._gradient is None and face.shape == "plain":
                x = self.rect.center().x() - face.sign.width / 2
            else:
                x = self._left
            face.sign.draw(painter, x, middle + _half_height(face.sign), self.style.ink)
        if face.title is not None:
            room = self._value_top - self._title_top
            spare = room - face.title.ascent - face.title.descent
            baseline = self._title_top + face.title.ascent + spare / 2
            x = self.rect.left() + face.tab + self.style.px(_PAD)
            face.title.draw(painter, x, baseline, self.style.muted)

    def _paint_numbers(self, painter: QPainter, frame: Frame) -> None:
        for text, at in self._marks:
            text.draw(painter, at.x(), at.y() + text.cap_height / 2, self.style.muted)
        if self._value is not None and frame.shows_value(self.id):
            self._value.draw(painter, self._right, self._value_top, self._value_color)
        if self._gradient is not None and frame.shows_gradient(self.id):
            self._gradient.draw(painter, self._right, self._gradient_top, self._gradient_color)
        if self.face.value is None and self.flag == "problem":
            mark = text_line("?", self.style.sign)
            y = self.rect.center().y() + mark.cap_height / 2
            mark.draw(painter, self._right - mark.width, y, self.style.gradient)

    def paint_total(self, painter: QPainter, total: Value) -> None:
        """Paint a gradient that is still counting, where the complete one will be."""
        if self._gradient is not None:
            block = number_block(total, self.style.gradient_number)
            block.draw(painter, self._right, self._gradient_top, self._gradient_color)

    def paint_halo(self, painter: QPainter, color: QColor, strength: float) -> None:
        """Paint the light of a node that is being computed, ``strength`` from 0 to 1."""
        paint_halo(painter, self.face.shape, self.rect, self.style, color, strength)

    def _paint_flag(self, painter: QPainter) -> None:
        """A disc at the corner: a corner for a kink, an exclamation mark for a problem."""
        style = self.style
        at = QPointF(self.rect.right() - style.px(10), self.rect.top() + style.px(1))
        color = style.gradient if self.flag == "problem" else style.target
        painter.setPen(QPen(style.canvas, style.px(1.5)))
        painter.setBrush(color)
        painter.drawEllipse(at, style.px(7.5), style.px(7.5))
        if self.flag == "problem":
            mark = text_line("!", style.mark)
            mark.draw(painter, at.x() - mark.width / 2, at.y() + mark.cap_height / 2, style.node)
            return
        painter.setPen(QPen(style.node, style.px(1.5), c=Qt.PenCapStyle.RoundCap))
        knee = at + QPointF(0, style.px(2.2))
        painter.drawLine(knee, knee - QPointF(style.px(3.4), 0))
        painter.drawLine(knee, knee + QPointF(style.px(3), style.px(-4.4)))


def _half_height(lettering: Lettering) -> float:
    """From the middle of a line down to its baseline: letters look centred, not their boxes."""
    if isinstance(lettering, TextLine):
        return lettering.cap_height / 2
    return (lettering.ascent - lettering.descent) / 2
