"""A folded group between wires: a box with two more behind it, and a triangle that opens it."""

from functools import cached_property

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from graphviz_app.scene.items.faces import NodeFace
from graphviz_app.scene.items.group_item import paint_fold_sign
from graphviz_app.scene.items.lettering import draw_within, half_height
from graphviz_app.scene.items.shapes import outline
from graphviz_app.scene.items.wires.cues import SIDE
from graphviz_app.scene.items.wires.sign_form import FOLD_SIGN
from graphviz_app.scene.items.wires.sign_item import SignItem
from graphviz_app.typing_compat import override

_HALF = 5.0
"""Half the width of the triangle."""
_BEHIND = (4.0, 2.0)
"""How far the boxes behind it come out."""


class FoldedSign(SignItem):
    """A click on it opens it."""

    @cached_property
    @override
    def handle(self) -> QRectF:
        return self.body

    @override
    def paint_ground(self, painter: QPainter, pen: QPen) -> None:
        painter.setPen(pen)
        painter.setBrush(self.style.tab)
        for reach in map(self.style.px, _BEHIND):
            rect = self.body.adjusted(2 * reach, 0, -2 * reach, reach)
            painter.drawPath(outline("operator", rect, self.style.theme.scale))
        super().paint_ground(painter, pen)

    @override
    def _paint_sign(self, painter: QPainter, face: NodeFace) -> None:
        style, body = self.style, self.body
        at = QPointF(body.left() + style.px(SIDE + FOLD_SIGN / 4), body.center().y())
        paint_fold_sign(painter, at, style.px(_HALF), style.muted, open_=False)
        if face.sign is not None:
            left = body.left() + style.px(SIDE + FOLD_SIGN)
            baseline = body.center().y() + half_height(face.sign)
            room = body.right() - style.px(SIDE) - left
            draw_within(painter, face.sign, left, baseline, style.ink, room)
