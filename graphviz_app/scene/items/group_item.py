"""The box around a group, with its name."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from graphviz_app.layout import Box
from graphviz_app.scene.detail import Detail
from graphviz_app.scene.style import Style, readable
from graphviz_app.scene.typeset.text_line import elided

_RADIUS = 16.0
_SIGN = 4.0
"""Half the width of the triangle before the name."""


def paint_fold_sign(
    painter: QPainter, middle: QPointF, half: float, color: QColor, *, open_: bool
) -> None:
    """A triangle: it points down at what is open, to the right where something is folded."""
    ends = [(-half, -half / 2), (half, -half / 2), (0.0, half)]
    points = [middle + (QPointF(x, y) if open_ else QPointF(y, x)) for x, y in ends]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawPolygon(QPolygonF(points))


class GroupItem:
    """A soft rounded box; ``path`` is the group's path, of which the last name is shown."""

    def __init__(self, path: str, box: Box, style: Style) -> None:
        self.path = path
        self.rect = QRectF(*box)
        self.style = style
        room = self.rect.width() - style.px(36)
        self._title = elided(path.rsplit("/", 1)[-1], style.caption, max(room, style.px(20)))

    @property
    def handle(self) -> QRectF:
        """The name and the triangle before it: a click there folds the group."""
        width = self._title.width + self.style.px(30)
        return QRectF(self.rect.left(), self.rect.top(), width, self.style.px(24))

    @property
    def bounds(self) -> QRectF:
        """The box with its outline."""
        return self.rect.adjusted(-2, -2, 2, 2)

    def paint(self, painter: QPainter, detail: Detail) -> None:
        """Paint the box; nested ones grow darker by lying on each other."""
        style = self.style
        painter.setBrush(style.group)
        painter.setPen(QPen(style.hairline, style.px(1.2)))
        radius = style.px(_RADIUS)
        painter.drawRoundedRect(self.rect, radius, radius)
        if detail >= Detail.SIGNS:
            x, baseline = self.rect.left() + style.px(26), self.rect.top() + style.px(17)
            color = readable(style.muted, style.deepest_ground)
            self._title.draw(painter, x, baseline, color)
            middle = QPointF(x - style.px(9), baseline - self._title.cap_height / 2)
            paint_fold_sign(painter, middle, style.px(_SIGN), color, open_=True)
