"""The box around a group, with its name."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPen

from graphviz_app.layout import Box
from graphviz_app.scene.detail import Detail
from graphviz_app.scene.style import Style, readable
from graphviz_app.scene.typeset.text_line import elided

_RADIUS = 16.0


class GroupItem:
    """A soft rounded box; ``path`` is the group's path, of which the last name is shown."""

    def __init__(self, path: str, box: Box, style: Style) -> None:
        self.path = path
        self.rect = QRectF(*box)
        self.style = style
        room = self.rect.width() - style.px(20)
        self._title = elided(path.rsplit("/", 1)[-1], style.caption, max(room, style.px(20)))

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
            x, baseline = self.rect.left() + style.px(12), self.rect.top() + style.px(17)
            color = readable(style.muted, style.deepest_ground)
            self._title.draw(painter, x, baseline, color)
