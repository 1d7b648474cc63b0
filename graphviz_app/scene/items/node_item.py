"""A node in its place, however it is drawn."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from functools import cached_property, lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from graphviz_app.core.graph import Value
from graphviz_app.core.reading import Reading
from graphviz_app.core.view import View
from graphviz_app.frames import Frame
from graphviz_app.layout import Layout
from graphviz_app.layout.geometry import Point
from graphviz_app.scene.detail import Detail
from graphviz_app.scene.items.faces import Faces, Flag, NodeFace
from graphviz_app.scene.items.flags import paint_fate, paint_flag
from graphviz_app.scene.items.forms import NodeForm, Row
from graphviz_app.scene.items.halo import paint_halo
from graphviz_app.scene.items.shapes import outline
from graphviz_app.scene.style import Style, readable
from graphviz_app.scene.typeset.number_block import number_block, shape_block

_OUTLINE = 1.4
_LEAF_OUTLINE = 1.6
_OUTPUT_OUTLINE = 2.6
TARGET_DASHES = [4.0, 2.5]
"""Of a target's outline where nothing is told by colour."""


class NodeItem(ABC):
    """Where a node is, in scene pixels. It is painted with a run's face, as of a frame.

    Each kind of form has its own kind of item, which paints ground, lettering and numbers.
    """

    def __init__(
        self, reading: Reading, id_: str, form: NodeForm, layout: Layout, style: Style
    ) -> None:
        self.id = id_
        self.form = form
        self.style = style
        self._reading = reading
        self._layout = layout
        (x, y), (width, height) = layout.nodes[id_], form.size_towards(layout.direction)
        self.rect = QRectF(x - width / 2, y - height / 2, width, height)
        """All that it takes up."""

    @property
    def body(self) -> QRectF:
        """The part with an outline, which lights up and is marked."""
        return self.rect

    @cached_property
    def shape(self) -> QPainterPath:
        """The outline."""
        return outline(self.form.shape, self.body, self.style.theme.scale)

    @property
    def op(self) -> str:
        """The name of its operator."""
        return self._reading.nodes[self.id].op

    @property
    def bounds(self) -> QRectF:
        """The rectangle with its outline and what is marked on top of it."""
        margin, middle = self.style.px(4), self.rect.center()
        left, up, right, down = self.form.reach(self._layout.direction)
        return QRectF(
            QPointF(middle.x() - left - margin, middle.y() - up - 4 * margin),
            QPointF(middle.x() + right + margin, middle.y() + down + margin),
        )

    @property
    def told_in(self) -> Sequence[QRectF]:
        """Where it has numbers and names."""
        return (self.rect,)

    @property
    def smallest_number(self) -> float:
        """Size of the smallest type in which it has numbers, in scene pixels."""
        rows: tuple[Row, Row] = ("value", "gradient")
        return float(min(self.form.typeface(row, self.style).size for row in rows))

    @property
    def handle(self) -> QRectF:
        """Where a click opens it; empty where there is nothing to open."""
        return QRectF()

    def arrives(self, at: Point) -> Point:
        """Where an edge ends that the layout leads to a point on the border of its rectangle."""
        return at

    def leaves(self, at: Point) -> Point:
        """Where an edge begins that the layout leads from a point on that border."""
        return at

    @property
    def name_rect(self) -> QRectF:
        """Where a leaf's name stands; empty if that is nowhere by itself."""
        return QRectF()

    def value_rect(self, view: View) -> QRectF:
        """Where its value is printed; empty where it is not."""
        return QRectF()

    def contains(self, point: QPointF) -> bool:
        """Whether a scene point is on the node."""
        return self.shape.contains(point)

    def paint(
        self, painter: QPainter, frame: Frame, faces: Faces, view: View, detail: Detail
    ) -> None:
        """Paint the node as it is at rest at the frame's step."""
        flag = faces.flag(self.id)
        self.paint_ground(painter, self.pen(frame, flag))
        if detail >= Detail.SIGNS:
            face = self.face(frame, faces)
            self.paint_lettering(painter, face, view)
            if detail >= Detail.NUMBERS:
                self.paint_numbers(painter, frame, face, view)
                if view.shapes:
                    self.paint_shape(painter, faces)
                if flag == "problem" and self._lacks_value and view.keeps_values:
                    self.paint_question(painter)
        if flag:
            paint_flag(painter, self.corner, flag, self.style)
        if view.marks and frame.shows_value(self.id) and self.id in faces.fates:
            paint_fate(painter, self.other_corner, faces.fates[self.id], self.style)

    def face(self, frame: Frame, faces: Faces) -> NodeFace:
        """What it shows: a parameter that a step has changed, its new value."""
        face, new = faces.node(self.id), frame.new_value(self.id)
        if new is None or face.value is None:
            return face
        return face._replace(value=number_block(new, self.form.typeface("value", self.style)))

    def value_color(self, frame: Frame, ground: QColor) -> QColor:
        """In which its value is written."""
        changed = frame.new_value(self.id) is not None
        return readable(self.style.updated if changed else self.style.value, ground)

    def paint_shape(self, painter: QPainter, faces: Faces) -> None:
        """Paint below it the shape of its value, if there is no edge that tells it."""
        if not self._reading.outgoing[self.id] and not self._reading.neurons:
            block = shape_block(faces.run.value(self.id), self.style.gradient_number)
            if block is not None:
                right = self.body.center().x() + block.width / 2
                color = readable(self.style.muted, self.style.deepest_ground)
                block.draw(painter, right, self.body.bottom() + self.style.px(3), color)

    @property
    def corner(self) -> QPointF:
        """Where it is flagged."""
        return QPointF(self.body.right() - self.style.px(10), self.body.top() + self.style.px(1))

    @property
    def other_corner(self) -> QPointF:
        """Where it is marked as dead or saturated: across from the flag."""
        return QPointF(2 * self.body.center().x() - self.corner.x(), self.corner.y())

    @property
    def _lacks_value(self) -> bool:
        """Whether there is no value where it would be told."""
        return self.form.value is None

    @abstractmethod
    def paint_ground(self, painter: QPainter, pen: QPen) -> None:
        """Paint its outline and what is in it behind the lettering."""

    @abstractmethod
    def paint_lettering(self, painter: QPainter, face: NodeFace, view: View) -> None:
        """Paint names, signs and formulas."""

    @abstractmethod
    def paint_numbers(self, painter: QPainter, frame: Frame, face: NodeFace, view: View) -> None:
        """Paint the numbers known by now."""

    @abstractmethod
    def paint_question(self, painter: QPainter) -> None:
        """Paint a question mark in place of a value that could not be computed."""

    @abstractmethod
    def paint_total(self, painter: QPainter, total: Value, view: View) -> None:
        """Paint a gradient that is still counting, where the complete one will be."""

    def paint_halo(self, painter: QPainter, color: QColor, strength: float) -> None:
        """Paint the light of a node that is being computed, ``strength`` from 0 to 1."""
        paint_halo(painter, self.form.shape, self.body, self.style, color, strength)

    def pen(self, frame: Frame, flag: Flag) -> QPen:
        """The pen of its outline."""
        is_operator = self.form.shape in ("operator", "circle")
        return _pen(self.style, self.op, is_operator, self.id == frame.run.seed, flag)

    @property
    def behind(self) -> QColor:
        """What it stands on: the canvas, or a group, or a group in a group."""
        path = self._reading.clusters[self.id]
        return self.style.ground_in(path.count("/") + 1 if path else 0)

    @property
    def fill(self) -> QColor:
        """What its numbers stand on."""
        return self.style.leaf_colors(self.op)[0]


@lru_cache(maxsize=128)
def _pen(style: Style, op: str, is_operator: bool, is_output: bool, flag: Flag) -> QPen:
    line = style.leaf_colors(op)[1]
    pen = QPen(line, style.px(_OUTLINE if is_operator or op == "constant" else _LEAF_OUTLINE))
    if style.theme.plain and op == "target":
        pen.setDashPattern(TARGET_DASHES)
    if is_output:
        pen = QPen(style.ink, style.px(_OUTPUT_OUTLINE))
    if flag == "problem":
        pen = QPen(style.gradient, style.px(2), Qt.PenStyle.DashLine)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen
