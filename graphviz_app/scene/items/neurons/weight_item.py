"""Numbers in their place on an edge, which stops where they stand."""

from collections.abc import Iterable
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPen

from graphviz_app.core.graph import Value
from graphviz_app.core.view import View
from graphviz_app.frames import Frame
from graphviz_app.layout import EdgePath
from graphviz_app.scene.detail import Detail
from graphviz_app.scene.items.edge_item import EdgeItem
from graphviz_app.scene.items.faces import Faces, edge_block
from graphviz_app.scene.items.forms import Row
from graphviz_app.scene.items.lettering import Lettering
from graphviz_app.scene.items.neurons.weight_form import GAP, WeightForm
from graphviz_app.scene.items.rooms import LABEL_MARGIN
from graphviz_app.scene.style import Style, faded, readable
from graphviz_app.scene.typeset.number_block import NumberBlock, number_block
from graphviz_app.typing_compat import override

_OPACITY = 0.9
"""Of the ground that hides other edges behind a weight; its own edge stops there."""
_BOLD = 700


@lru_cache(maxsize=16)
def _quiet_pen(style: Style) -> QPen:
    """Of one among so many that none has room for its numbers: it needs no arrow either."""
    return QPen(faded(style.edge, 0.6), style.px(1))


class WeightItem(EdgeItem):
    """Name on the left; on the right the value, and under it the gradient.

    Without a weight there is nothing to be seen until something was handed back.
    """

    form: WeightForm

    def __init__(self, index: int, path: EdgePath, form: WeightForm, style: Style) -> None:
        super().__init__(index, path, form, style)

    @override
    def course(self, trim: float, detail: Detail) -> QPainterPath:
        box = self.label_box
        if box is None or detail < Detail.NUMBERS or self.form.weight is None:
            return self.curve.trimmed(trim)
        return self.curve.parted(trim, box)

    @override
    def paint(self, painter: QPainter, frame: Frame, detail: Detail) -> None:
        if self.label_box is not None or self.form.weight is None or self.index in frame.active:
            super().paint(painter, frame, detail)
        else:
            painter.strokePath(self.curve.trimmed(0.0), _quiet_pen(self.style))

    @override
    def paint_label(
        self, painter: QPainter, frame: Frame, faces: Faces, view: View, box: QRectF
    ) -> None:
        rows = faces.rows_at_rest(self.index, view)
        known = {row: block for row, block in rows if self.is_known(row, frame)}
        if "gradient" in known and self.index in frame.active and not frame.kind.forwards:
            bold = self.style.gradient_number._replace(weight=_BOLD)
            known["gradient"] = (
                edge_block(faces.run, self.index, "gradient", bold) or known["gradient"]
            )
        new = None if self.form.weight is None else frame.new_value(self.form.weight)
        if new is not None and "value" in known:
            known["value"] = number_block(new, self.style.number, table=False)
        if not self.form.rows:
            painter.fillRect(box, faded(self.style.canvas, _OPACITY))
        self._paint_grounds(painter, box, known.items())
        self._paint_name(painter, box)
        for row, block in known.items():
            self._paint_row(painter, box, row, block, changed=new is not None and row == "value")

    def _row(self, box: QRectF, row: Row) -> QRectF:
        """The place of a row, from edge to edge; all of it where there is none."""
        if row not in self.form.rows:
            return box
        margin = self.style.px(LABEL_MARGIN[1])
        height = (box.height() - 2 * margin) / len(self.form.rows)
        top = box.top() + margin + self.form.rows.index(row) * height
        return QRectF(box.left(), top, box.width(), height)

    @property
    def _first(self) -> Row:
        """The row beside the name."""
        return next(iter(self.form.rows), "value")

    def value_at(self, box: QRectF) -> QPointF:
        """The middle of the room of its value."""
        place = self._row(box, "value")
        place.setLeft(place.right() - self._room(box, "value"))
        return place.center()

    def _room(self, box: QRectF, row: Row) -> float:
        """A number's; below the name it has all of it."""
        name = self.form.name if row == self._first else None
        taken = name.width + self.style.theme.opened(GAP) if name is not None else 0.0
        return box.width() - 2 * self.style.px(LABEL_MARGIN[0]) - taken

    def _paint_grounds(
        self, painter: QPainter, box: QRectF, known: Iterable[tuple[Row, NumberBlock]]
    ) -> None:
        """What runs below name and numbers is hidden."""
        ground = self.style.canvas
        if self.form.weight is not None:
            ground = faded(ground, _OPACITY)
        for row, block in known:
            place = self._row(box, row)
            if row != self._first or self.form.name is None:
                width = min(block.width, self._room(box, row)) + 2 * self.style.px(LABEL_MARGIN[0])
                place.setLeft(place.right() - width)
            painter.fillRect(place, ground)

    def _paint_name(self, painter: QPainter, box: QRectF) -> None:
        name = self.form.name
        if name is not None:
            left = box.left() + self.style.px(LABEL_MARGIN[0])
            baseline = self._row(box, self._first).center().y() + self.style.px(4.5)
            name.draw(painter, left, baseline, self.style.name_of_parameter)

    def _paint_row(
        self, painter: QPainter, box: QRectF, row: Row, block: NumberBlock, changed: bool = False
    ) -> None:
        place = self._row(box, row)
        right = place.right() - self.style.px(LABEL_MARGIN[0])
        top = place.center().y() - block.height / 2
        changed_ink = readable(self.style.updated, self.style.deepest_ground)
        ink = changed_ink if changed else self.color(row)
        block.draw(painter, right, top, ink, self._room(box, row))

    @override
    def is_known(self, row: Row, frame: Frame) -> bool:
        weight = self.form.weight
        if weight is None or row == "local":
            return super().is_known(row, frame)
        return frame.shows_gradient(weight) if row == "gradient" else frame.shows_value(weight)

    def paint_total(self, painter: QPainter, total: Value, view: View) -> None:
        """Paint a gradient that is still counting, where the complete one will be."""
        box = self.label_box
        if box is not None and view.gradients and "gradient" in self.form.rows:
            block = number_block(total, self.style.gradient_number, table=False)
            self._paint_grounds(painter, box, [("gradient", block)])
            self._paint_row(painter, box, "gradient", block)

    @property
    @override
    def heading(self) -> Lettering | None:
        return self.form.name

    @override
    def pulse_dots(
        self, position: float, *, forward: bool, smallest: float = 0.0
    ) -> list[tuple[QPointF, float, float]]:
        dots = super().pulse_dots(position, forward=forward, smallest=smallest)
        box = None if self.form.weight is None else self.label_box
        return dots if box is None else [dot for dot in dots if not box.contains(dot[0])]
