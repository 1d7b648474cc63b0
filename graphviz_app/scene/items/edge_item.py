"""An edge in its place."""

from collections.abc import Sequence
from functools import cached_property, lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from graphviz_app.core.reading import ReadingEdge
from graphviz_app.core.schedule import PartKind
from graphviz_app.core.view import View
from graphviz_app.frames import Frame
from graphviz_app.layout import Direction, EdgePath
from graphviz_app.scene.detail import Detail
from graphviz_app.scene.items.curve import Curve
from graphviz_app.scene.items.faces import Faces
from graphviz_app.scene.items.forms import ROWS, EdgeForm, Row
from graphviz_app.scene.items.lettering import Lettering
from graphviz_app.scene.items.rooms import LABEL_MARGIN
from graphviz_app.scene.style import Style, readable
from graphviz_app.scene.typeset.number_block import NumberBlock

_WIDTH = 1.7
_ACTIVE_WIDTH = 3.0
_GROUND = 2.5
"""How much of the ground is seen beside an edge in front of others."""
_HEAD = (9.0, 4.2)
_ACTIVE_HEAD = (11.0, 5.4)
"""Length and half width of the arrow's head."""
PULSE = ((0.0, 5.4, 1.0), (10.0, 4.2, 0.75), (18.0, 3.2, 0.45), (25.0, 2.4, 0.25))
"""A pulse and its tail: distance behind, radius, opacity."""


class EdgeItem:
    """Where an edge is, in scene pixels. It is painted with a run's numbers, as of a frame."""

    def __init__(
        self,
        index: int,
        path: EdgePath,
        form: EdgeForm,
        style: Style,
        *,
        control: bool = False,
        direction: Direction = "LR",
    ) -> None:
        self.index = index
        self.form = form
        self.style = style
        self.control = control
        self.direction = direction
        self.curve = Curve(path.points)
        self._label = None if path.label is None else QRectF(*path.label)

    def course(self, trim: float, detail: Detail) -> QPainterPath:
        """What is stroked of its curve, which ends ``trim`` pixels before the arrow's tip."""
        return self.curve.trimmed(trim)

    @cached_property
    def _line(self) -> QPainterPath:
        return self.course(self.style.px(_HEAD[0] - 2), Detail.NUMBERS)

    @cached_property
    def _bare_line(self) -> QPainterPath:
        """Where its numbers would be too small to be read."""
        return self.course(self.style.px(_HEAD[0] - 2), Detail.SHAPES)

    @cached_property
    def _tip(self) -> QPainterPath:
        return self.curve.head(*map(self.style.px, _HEAD))

    @property
    def has_label(self) -> bool:
        """Whether the layout reserved room for its numbers."""
        return self._label is not None

    def tells_value_at(self, point: QPointF) -> bool:
        """Whether a scene point is on the value of its source, which is told nowhere else."""
        return False

    @property
    def smallest_number(self) -> float:
        """Size of the smallest type in which it has numbers, in scene pixels."""
        rows: tuple[Row, Row] = ("value", "gradient")
        return float(min(self.form.typeface(row, self.style).size for row in rows))

    @cached_property
    def rects(self) -> Sequence[QRectF]:
        """Small rectangles that together cover everything it ever paints at rest."""
        margin = self.style.px(8)
        rects = self.curve.rects(margin)
        if self._label is not None:
            rects.append(self._label.adjusted(-margin, -margin, margin, margin))
        return rects

    @property
    def label_box(self) -> QRectF | None:
        """The room that the layout reserved for its numbers."""
        return self._label

    @cached_property
    def bounds(self) -> QRectF:
        """Around everything it ever paints at rest."""
        margin = self.style.px(8)
        bounds = self._line.boundingRect()
        x, y = self.curve.end
        bounds.setCoords(
            min(bounds.left(), x), min(bounds.top(), y),
            max(bounds.right(), x), max(bounds.bottom(), y),
        )  # fmt: skip
        if self._label is not None:
            bounds |= self._label
        return bounds.adjusted(-margin, -margin, margin, margin)

    def distance(self, point: QPointF) -> float:
        """From a scene point to the curve, or 0 in the box of its numbers."""
        if self._label is not None and self._label.contains(point):
            return 0.0
        return self.curve.distance(point)

    def paint(self, painter: QPainter, frame: Frame, detail: Detail) -> None:
        """Paint line and arrow."""
        if self.index in frame.active:
            path = self.course(self.style.px(_ACTIVE_HEAD[0] - 2), detail)
            self._paint_ground(painter, path, _ACTIVE_WIDTH)
            self.paint_emphasis(painter, frame.kind, detail)
        else:
            self._paint_line(painter, self._line if detail >= Detail.NUMBERS else self._bare_line)

    def paint_label(
        self, painter: QPainter, frame: Frame, faces: Faces, view: View, box: QRectF
    ) -> None:
        """Paint the numbers known by now in the room for them."""
        self._paint_numbers(painter, frame, faces.rows_at_rest(self.index, view), box)

    def paint_emphasis(self, painter: QPainter, kind: PartKind, detail: Detail) -> None:
        """Paint it thick, in the colour of what travels; dashed where that goes against it."""
        style = self.style
        color = style.toned(kind.tone)
        pen = QPen(color, style.px(_ACTIVE_WIDTH))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if not kind.forwards:
            pen.setDashPattern([2.6, 1.7])
        elif self.control:
            pen.setStyle(Qt.PenStyle.DotLine)
        painter.strokePath(self.course(style.px(_ACTIVE_HEAD[0] - 2), detail), pen)
        painter.fillPath(self.curve.head(*map(style.px, _ACTIVE_HEAD)), color)

    def paint_in_front(self, painter: QPainter, color: QColor, width: float) -> None:
        """Paint it on top of all others, on a wide, soft line: hovered or selected."""
        self._paint_ground(painter, self._line, _WIDTH)
        self.paint_outline(painter, color, width)
        self._paint_line(painter, self._line)

    def paint_outline(self, painter: QPainter, color: QColor, width: float) -> None:
        """Paint a wide, soft line where the edge is."""
        pen = QPen(color, self.style.px(width))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.strokePath(self._line, pen)

    def _paint_line(self, painter: QPainter, path: QPainterPath) -> None:
        pen = edge_pen(self.style, self.control)
        painter.strokePath(path, pen)
        painter.fillPath(self._tip, pen.color())

    def _paint_ground(self, painter: QPainter, path: QPainterPath, width: float) -> None:
        """Cut the edges below, so that this one is seen to lie on them."""
        pen = QPen(self.style.canvas, self.style.px(width + 2 * _GROUND))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.strokePath(path, pen)

    def _paint_numbers(
        self, painter: QPainter, frame: Frame, rows: Sequence[tuple[Row, NumberBlock]], box: QRectF
    ) -> None:
        room = box.width() - 2 * self.style.px(LABEL_MARGIN[0])
        width = min(max((block.width for _, block in rows), default=0.0), room)
        height = sum(block.height for _, block in rows)
        right, top = box.center().x() + width / 2, box.center().y() - height / 2
        for row, block in rows:
            if self.is_known(row, frame):
                block.draw(painter, right, top, self.color(row), room)
            top += block.height

    def is_known(self, row: Row, frame: Frame) -> bool:
        """Whether a number is known by now; a shape is from the start."""
        if row == "shape":
            return True
        if row == "gradient":
            along = frame.run.wrt is None or self.is_known("value", frame)
            return along and frame.shows_contribution(self.index)
        return frame.shows_carried(self.index)

    def known_with(self, edge: ReadingEdge) -> str:
        """With which node's value its own is known: it has carried it by then."""
        return edge.target

    def color(self, row: Row) -> QColor:
        """In which a number of it is written."""
        style = self.style
        shape = QColor(style.theme.wrong) if self.form.clashes else style.muted
        colors = {"value": style.value, "local": style.ink, "gradient": style.derivative}
        colors["shape"] = shape
        return readable(colors[row], style.deepest_ground)

    def known_rows(self, frame: Frame) -> Sequence[Row]:
        """The numbers known by now."""
        return [row for row in ROWS if self.is_known(row, frame)]

    @staticmethod
    def travelling(frame: Frame) -> Sequence[Row]:
        """What goes along the edge, or has just arrived, while it is active."""
        if frame.run.wrt is not None:
            return ["value", "gradient"]
        return ["value"] if frame.kind.forwards else ["gradient"]

    @property
    def heading(self) -> Lettering | None:
        """What stands beside its numbers on a plate."""
        return None

    def pulse_dots(
        self, position: float, *, forward: bool, smallest: float = 0.0
    ) -> list[tuple[QPointF, float, float]]:
        """Centre, radius and opacity of a pulse and of its tail, as far as it can be seen."""
        way = position * self.curve.length
        behind = -1.0 if forward else 1.0
        dots: list[tuple[QPointF, float, float]] = []
        for distance, radius, opacity in PULSE:
            at = way + behind * self.style.px(distance)
            seen = not dots or self.style.px(radius) >= smallest
            if seen and 0.0 <= at <= self.curve.length:
                dots.append((self.curve.point_at(at), self.style.px(radius), opacity))
        return dots


@lru_cache(maxsize=32)
def edge_pen(style: Style, control: bool = False) -> QPen:
    """The pen of edges at rest."""
    if control:
        return QPen(style.faint, style.px(1.6), Qt.PenStyle.DotLine)
    pen = QPen(style.edge, style.px(_WIDTH))
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen
