"""The signs of verdicts: ✓ ≈ ↳ ✗ ○, drawn as lines, so that no font has to have them."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from graphviz_app.core.check import Verdict
from graphviz_app.theme import Theme

WORDS: Mapping[Verdict, str] = {
    "right": "right",
    "rounded": "right to its digits",
    "follows": "follows from a slip",
    "wrong": "wrong here",
    "blank": "not answered",
}
"""What each sign says."""
THICK = 0.12
"""How thick their lines are, of the side of the square they stand in."""
_Points = Sequence[tuple[float, float]]
_LINES: Mapping[Verdict, Sequence[_Points]] = {
    "right": [[(0.17, 0.55), (0.41, 0.79), (0.85, 0.25)]],
    "follows": [
        [(0.28, 0.16), (0.28, 0.62), (0.82, 0.62)],
        [(0.62, 0.40), (0.84, 0.62), (0.62, 0.84)],
    ],
    "wrong": [[(0.22, 0.22), (0.78, 0.78)], [(0.78, 0.22), (0.22, 0.78)]],
}


def verdict_color(verdict: Verdict, theme: Theme) -> QColor:
    """Green for what is accepted, a red of its own for what is wrong."""
    colors = {"right": theme.parameter, "rounded": theme.parameter, "wrong": theme.wrong}
    return QColor(colors.get(verdict, theme.muted))


def paint_sign(painter: QPainter, box: QRectF, verdict: Verdict, color: QColor) -> None:
    """The sign of a verdict, as large as the square."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    round_, joined = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    width = THICK * box.width() * (0.7 if verdict == "blank" else 1.0)
    painter.setPen(QPen(color, width, Qt.PenStyle.SolidLine, round_, joined))
    painter.drawPath(_path(verdict, box))
    painter.restore()


def paint_disc(painter: QPainter, box: QRectF, verdict: Verdict, theme: Theme) -> None:
    """The same in the colour of the ground, on a disc of its own."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(verdict_color(verdict, theme))
    painter.drawEllipse(box)
    side = 0.62 * box.width()
    inner = QRectF(0, 0, side, side)
    inner.moveCenter(box.center())
    paint_sign(painter, inner, verdict, QColor(theme.panel))
    painter.restore()


def _path(verdict: Verdict, box: QRectF) -> QPainterPath:
    path = QPainterPath()
    if verdict == "blank":
        path.addEllipse(box.center(), 0.30 * box.width(), 0.30 * box.height())
    elif verdict == "rounded":
        for height in (0.36, 0.64):
            _add_wave(path, box, height)
    for points in _LINES.get(verdict, ()):
        path.moveTo(_at(box, *points[0]))
        for x, y in points[1:]:
            path.lineTo(_at(box, x, y))
    return path


def _add_wave(path: QPainterPath, box: QRectF, height: float) -> None:
    path.moveTo(_at(box, 0.16, height + 0.05))
    above, below = _at(box, 0.40, height - 0.22), _at(box, 0.60, height + 0.22)
    path.cubicTo(above, below, _at(box, 0.84, height - 0.05))


def _at(box: QRectF, x: float, y: float) -> QPointF:
    return QPointF(box.left() + x * box.width(), box.top() + y * box.height())
