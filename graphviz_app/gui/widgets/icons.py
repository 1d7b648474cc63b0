"""Signs on the transport buttons, drawn as paths: sharp at every scale and in every colour."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF


def sign(name: str, size: float) -> QPainterPath:
    """A sign of that height, centred on the origin: play, pause, back, forward, start, end."""
    return SIGNS[name](size)


def _triangle(size: float, direction: int = 1, x: float = 0.0) -> QPainterPath:
    """Points to the right for ``direction`` 1, to the left for −1; its box is centred on x."""
    half, reach = size / 2, size * 0.43 * direction
    path = QPainterPath()
    path.addPolygon(
        QPolygonF([QPointF(x - reach, -half), QPointF(x + reach, 0), QPointF(x - reach, half)])
    )
    path.closeSubpath()
    return path


def _bar(x: float, width: float, height: float) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(x - width / 2, -height / 2, width, height), width / 4, width / 4)
    return path


def _play(size: float) -> QPainterPath:
    return _triangle(size, x=size * 0.08)  # optically centred


def _pause(size: float) -> QPainterPath:
    return _bar(-size * 0.26, size * 0.26, size) + _bar(size * 0.26, size * 0.26, size)


def _to_end(size: float, direction: int) -> QPainterPath:
    triangle = _triangle(size, direction, -size * 0.12 * direction)
    return triangle + _bar(size * 0.45 * direction, size * 0.18, size)


SIGNS: Mapping[str, Callable[[float], QPainterPath]] = {
    "play": _play,
    "pause": _pause,
    "back": lambda size: _triangle(size, -1),
    "forward": lambda size: _triangle(size, 1),
    "start": lambda size: _to_end(size, -1),
    "end": lambda size: _to_end(size, 1),
}
