"""The card before a film: what the graph is called, and what is shown of it."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from graphviz_app.core.wording import counted
from graphviz_app.export.moving.moving import Moving
from graphviz_app.export.moving.script import Script
from graphviz_app.export.vector import title_of
from graphviz_app.scene.typeset.fonts import typeface
from graphviz_app.scene.typeset.text_line import text_line

SECONDS = 1.5
"""How long it stays."""
_TITLE, _WORDS = 0.075, 0.036
"""Sizes, of the height."""
_RULE = 0.006, 0.1
"""Height and width of the line between them, of the height."""
_ROOM = 0.86
"""Of the width, for words."""


def paint_card(image: QImage, moving: Moving) -> None:
    """Over all of an image."""
    image.fill(moving.picture.style.canvas)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    paint_title(painter, moving)
    painter.end()


def paint_title(painter: QPainter, moving: Moving) -> None:
    """The same on a page of the film's size, which has its ground."""
    theme, (width, height) = moving.picture.theme, moving.size
    middle = QPointF(width / 2, height / 2)
    rule = QRectF(0, 0, _RULE[1] * height, max(_RULE[0] * height, 2.0))
    rule.moveCenter(middle)
    half = QRectF(rule)
    half.setWidth(rule.width() / 2)
    painter.fillRect(rule, QColor(theme.derivative))
    painter.fillRect(half, QColor(theme.value))
    upper, lower = middle.y() - 0.055 * height, middle.y() + 0.07 * height
    _centred(painter, moving, title_of(moving.picture), _TITLE * height, 650, theme.ink, upper)
    told = subtitle(moving.script)
    _centred(painter, moving, told, _WORDS * height, 400, theme.muted, lower)


def _centred(
    painter: QPainter, moving: Moving, words: str, size: float, weight: int, color: str, at: float
) -> None:
    """A line, smaller if it has no room, on a baseline."""
    theme, width = moving.picture.theme, moving.size[0]
    line = text_line(words, typeface(theme, size / theme.scale, weight))
    if line.width > _ROOM * width:
        size *= _ROOM * width / line.width
        line = text_line(words, typeface(theme, size / theme.scale, weight))
    line.draw(painter, (width - line.width) / 2, at, QColor(color))


def subtitle(script: Script) -> str:
    """``Forward, Backward: 13 steps``: the parts that are seen, and in how many steps."""
    parts = script.schedule.parts
    seen = [p.kind.title for p in parts if p.start < script.end and p.end > script.start]
    first, last = int(script.start), int(script.end)
    moments = [one for one in script.schedule.moments[first:last] if one.phase != "rest"]
    told = f"{', '.join(dict.fromkeys(seen))}: {counted(len(moments), 'step')}"
    return told if seen and moments else ""
