"""A wire in its place."""

from collections.abc import Sequence
from functools import cached_property

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from graphviz_app.core.reading import ReadingEdge
from graphviz_app.frames import Frame
from graphviz_app.scene.items.edge_item import EdgeItem
from graphviz_app.scene.items.forms import Row
from graphviz_app.scene.items.wires.plans import LANE
from graphviz_app.scene.items.wires.sides import draw_sides
from graphviz_app.scene.style import faded, readable
from graphviz_app.scene.typeset.number_block import NumberBlock, number_block
from graphviz_app.typing_compat import override

_BELOW: tuple[Row, ...] = ("value", "gradient", "local", "shape")
"""The order below the wire, from it."""
_STEP = 4.0
"""Pixels between the points by which its course is looked at."""
_COVER = 0.9
"""How opaque the ground of numbers is that stand on their wire."""


class SidesItem(EdgeItem):
    """An edge with its value on one side and what flows back on the other."""

    @property
    @override
    def smallest_number(self) -> float:
        return self.style.smallest_on_wires

    @override
    def tells_value_at(self, point: QPointF) -> bool:
        box = self.label_box
        if box is None or "value" not in self.form.rows or not box.contains(point):
            return False
        off = point - box.center()
        return (off.y() if self.direction == "LR" or not self._is_level else off.x()) < 0

    @override
    def is_known(self, row: Row, frame: Frame) -> bool:
        if row == "shape":
            return True
        if row == "value":
            return frame.shows_value(self.known_with(frame.run.reading.edges[self.index]))
        return super().is_known(row, frame)

    @override
    def known_with(self, edge: ReadingEdge) -> str:
        """A wire has the value of what it comes from as soon as that is computed."""
        return edge.source

    @override
    def _paint_numbers(
        self, painter: QPainter, frame: Frame, rows: Sequence[tuple[Row, NumberBlock]], box: QRectF
    ) -> None:
        rows, changed = self._rows_now(frame, rows)
        known = [(row, block) for row, block in rows if self.is_known(row, frame)]
        if not self._is_level and known:
            self._cover(painter, [block for _, block in rows], box)
            super()._paint_numbers(painter, frame, rows, box)
            return
        color = readable(self.style.updated, self.style.deepest_ground)
        ink = color if changed else self.color("value")
        above = [(block, ink) for row, block in known if row == "value"]
        # What comes back stands next to the wire, what it was multiplied by outside.
        under = sorted(known, key=lambda told: _BELOW.index(told[0]))
        below = [(block, self.color(row)) for row, block in under if row != "value"]
        width = max((block.width for _, block in rows), default=0.0)
        lane = self.style.px(LANE)
        draw_sides(painter, box, self.direction, above, below, width, lane)

    def _rows_now(
        self, frame: Frame, rows: Sequence[tuple[Row, NumberBlock]]
    ) -> tuple[Sequence[tuple[Row, NumberBlock]], bool]:
        """With the new value of a parameter whose number stands here; and whether there is one."""
        new = frame.new_value(frame.run.reading.edges[self.index].carries)
        if new is None:
            return rows, False
        face = self.form.typeface("value", self.style)
        block = number_block(new, face, table=self.form.tables)
        return [(row, block if row == "value" else old) for row, old in rows], True

    @cached_property
    def _is_level(self) -> bool:
        """Whether it runs in the lane between its numbers; not if somebody moved its ends."""
        box, lane = self.label_box, self.style.px(LANE)
        if box is None:
            return False
        across = self.direction == "LR"
        inner = box.adjusted(lane, 0, -lane, 0) if across else box.adjusted(0, lane, 0, -lane)
        points = self.curve.points_between(int(self.curve.length / self.style.px(_STEP)))
        passed = [at for at in points if inner.contains(at)]
        off = [at - box.center() for at in passed]
        return bool(off) and all(abs(at.y() if across else at.x()) <= lane / 2 for at in off)

    def _cover(self, painter: QPainter, blocks: Sequence[NumberBlock], box: QRectF) -> None:
        width = max(block.width for block in blocks)
        height = sum(block.height for block in blocks)
        ground = QRectF(0.0, 0.0, width + self.style.px(6), height)
        ground.moveCenter(box.center())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(faded(self.style.canvas, _COVER))
        painter.drawRoundedRect(ground, self.style.px(5), self.style.px(5))
