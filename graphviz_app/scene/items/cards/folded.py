"""A folded group: a card with two more behind it, and a triangle that opens it."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.view import View
from graphviz_app.scene.items.cards.card_form import (
    PAD,
    CardForm,
    number_rooms,
    stack_of,
    title_height,
    widest_of,
)
from graphviz_app.scene.items.cards.card_item import CardItem
from graphviz_app.scene.items.faces import NodeFace
from graphviz_app.scene.items.group_item import paint_fold_sign
from graphviz_app.scene.items.lettering import box_name_of, box_title
from graphviz_app.scene.items.shapes import outline
from graphviz_app.scene.style import Style
from graphviz_app.typing_compat import override

_LEAST, _FLAT = (120.0, 72.0), (60.0, 44.0)
_SIGN, _SIGN_AT = 5.0, 15.0
_BEFORE_NAME = 14.0
"""For the triangle."""
_BEHIND = (6.0, 3.0)
"""How far the cards behind it come out."""


class FoldedForm(CardForm):
    """The card of a folded group."""


def folded_form(run: ReadRun, id_: str, style: Style, view: View) -> FoldedForm:
    """Its name on the tab, and what leaves it."""
    value, gradient = number_rooms(run, id_, style, view)
    sign, title = box_name_of(run, id_, style), box_title(run, id_, style)
    marks = style.px(_BEFORE_NAME)
    tab = marks + sign.width + style.px(2 * 9)
    bare = value is None and gradient is None and view.compact is True
    numbers = 0.0 if bare else widest_of(value, gradient, style)
    column = max(numbers, title.width if title else 0.0)
    width = tab + style.px(2 * PAD) + column
    height = stack_of(value, gradient) + title_height(title, style) + style.px(2 * 10)
    least = _FLAT if view.compact else _LEAST
    width, height = map(max, (width, height), map(style.px, least))
    return FoldedForm(
        shape="operator", sign=sign, title=title, value=value, gradient=gradient,
        width=width, height=height, tab=tab, marks=marks,
    )  # fmt: skip


class FoldedItem(CardItem):
    """A click on its tab opens it."""

    @property
    @override
    def handle(self) -> QRectF:
        return QRectF(self.rect.left(), self.rect.top(), self.form.tab, self.rect.height())

    @override
    def _has_room_for_marks(self) -> bool:
        return True

    @override
    def paint_ground(self, painter: QPainter, pen: QPen) -> None:
        painter.setPen(pen)
        painter.setBrush(self.style.tab)
        for reach in map(self.style.px, _BEHIND):
            rect = self.rect.adjusted(2 * reach, 0, -2 * reach, reach)
            painter.drawPath(outline("operator", rect, self.style.theme.scale))
        super().paint_ground(painter, pen)

    @override
    def paint_lettering(self, painter: QPainter, face: NodeFace, view: View) -> None:
        super().paint_lettering(painter, face, view)
        at = QPointF(self.rect.left() + self.style.px(_SIGN_AT), self.rect.center().y())
        paint_fold_sign(painter, at, self.style.px(_SIGN), self.style.muted, open_=False)
