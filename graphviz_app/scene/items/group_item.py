"""The box around a group, with its name."""

from collections.abc import Callable, Sequence
from functools import cached_property

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from graphviz_app.layout import Box
from graphviz_app.scene.detail import Detail
from graphviz_app.scene.style import Style, readable
from graphviz_app.scene.typeset.fonts import Typeface
from graphviz_app.scene.typeset.text_line import TextLine, elided, text_line

_RADIUS = 16.0
_SIGN = 4.0
"""Half the width of the triangle before the name."""

_BESIDE = 30.0
"""What a name needs beside itself, the triangle included."""
_APART = 4.0
"""What it keeps from edges."""
_TOP, _BOTTOM = 24.0, 13.0
"""How high the strips are in which it may be."""
_FREE = 3.5
"""Between the letters of a name and the outline below them."""
_LEAST = 34.0
"""If there is not even so much room without edges, the name is where it usually is."""
_DASHES = [2.0, 3.0]
"""Of its outline where it has no tint."""
Span = tuple[float, float]


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

    def __init__(
        self,
        path: str,
        box: Box,
        style: Style,
        crossings: Callable[[QRectF], Sequence[Span]] = lambda _: (),
        caption: Typeface | None = None,
    ) -> None:
        self.path = path
        self.rect = QRectF(*box)
        self.style = style
        self._caption = caption or style.caption
        self._crossings = crossings
        """From where to where edges are in a rectangle."""

    @cached_property
    def handle(self) -> QRectF:
        """The name and the triangle before it, where no edge is: a click there folds the group.

        It is at the top, or else at the bottom; shortened where there is no room in either.
        """
        wanted = self._width(self.rect.width())
        spans = [
            (left, right, strip) for strip in self._strips for left, right in self._free(strip)
        ]
        widest = max(spans, key=lambda span: span[1] - span[0])
        left, right, strip = next((s for s in spans if s[1] - s[0] >= wanted), widest)
        if right - left < min(wanted, self.style.px(_LEAST)):
            strip = self._strips[0]
            left, right = strip.left(), strip.right()
        return QRectF(left, strip.top(), min(wanted, right - left), strip.height())

    @property
    def _strips(self) -> tuple[QRectF, QRectF]:
        """Where no nodes are: at the top, and at the bottom."""
        top, bottom = QRectF(self.rect), QRectF(self.rect)
        top.setHeight(self.style.px(_TOP))
        bottom.setTop(bottom.bottom() - self.style.px(_BOTTOM))
        return top, bottom

    def _free(self, strip: QRectF) -> list[Span]:
        return _between(strip, self._crossings(strip), self.style.px(_APART))

    def _width(self, room: float) -> float:
        """Of the name with its triangle, in no more than this room."""
        beside, least = self.style.px(_BESIDE), self.style.px(20)
        return elided(self._name, self._caption, max(room - beside, least)).width + beside

    @cached_property
    def title(self) -> TextLine:
        """The name, as far as there is room for it; nothing where no letter would be left."""
        room = self.handle.width() - self.style.px(_BESIDE)
        title = elided(self._name, self._caption, max(room, 1.0))
        return title if title.content.strip("…") else text_line("", self._caption)

    @property
    def _baseline(self) -> float:
        """Of the name: in the middle of its strip, but never on the outline."""
        px = self.style.px
        middle = self.handle.center().y() + px(1) + self.title.cap_height / 2
        return min(middle, self.rect.bottom() - px(_FREE))

    @property
    def _name(self) -> str:
        return self.path.rsplit("/", 1)[-1]

    @property
    def bounds(self) -> QRectF:
        """The box with its outline."""
        return self.rect.adjusted(-2, -2, 2, 2)

    def paint(self, painter: QPainter, detail: Detail) -> None:
        """Paint the box; nested ones grow darker by lying on each other."""
        style = self.style
        painter.setBrush(style.group)
        pen = QPen(style.hairline, style.px(1.2))
        if style.theme.plain:
            pen.setDashPattern(_DASHES)
        painter.setPen(pen)
        radius = style.px(_RADIUS)
        painter.drawRoundedRect(self.rect, radius, radius)
        if detail >= Detail.NUMBERS:  # else its name is written over all
            x = self.handle.left() + style.px(26)
            baseline = self._baseline
            color = readable(style.muted, style.deepest_ground)
            self.title.draw(painter, x, baseline, color)
            middle = QPointF(x - style.px(9), baseline - self.title.cap_height / 2)
            paint_fold_sign(painter, middle, style.px(_SIGN), color, open_=True)


def _between(strip: QRectF, taken: Sequence[Span], margin: float) -> list[Span]:
    """What is free of a strip, from left to right; all of it if nothing is."""
    free: list[Span] = []
    left = strip.left()
    for begin, end in sorted(taken):
        if begin - margin > left:
            free.append((left, begin - margin))
        left = max(left, end + margin)
    if left < strip.right():
        free.append((left, strip.right()))
    return free or [(strip.left(), strip.right())]
