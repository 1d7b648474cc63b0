"""The card before a film: what the graph is called, and what is shown of it."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from graphviz_app.core.wording import counted
from graphviz_app.export.moving.moving import Moving
from graphviz_app.export.moving.script import Script
from graphviz_app.export.vector import title_of
from graphviz_app.scene.surround.words import Words
from graphviz_app.scene.typeset.fonts import typeface

SECONDS = 1.5
"""How long it stays."""
_TITLE, _WORDS = (0.075, 650), (0.036, 400)
"""Sizes, of the shorter side, and weights."""
_RULE = 0.006, 0.1
"""Height and width of the line between them, of that side."""
_ABOVE, _BELOW = 0.055, 0.035
"""How far above it the last baseline of the title is, and how far below it words begin."""
_ROOM = 0.86
"""Of the width, for words."""
_TRIED = ((1.0, 1), (0.9, 1), (0.8, 1), (1.0, 3), (0.8, 3), (0.6, 4), (0.4, 5))
"""How much smaller words may be, and in how many lines then."""
_ENDLESS = 120
"""So many letters of a title are shown that has too many for that."""


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
    middle, unit = QPointF(width / 2, height / 2), min(width, height)
    rule = QRectF(0, 0, _RULE[1] * unit, max(_RULE[0] * unit, 2.0))
    rule.moveCenter(middle)
    half = QRectF(rule)
    half.setWidth(rule.width() / 2)
    painter.fillRect(rule, QColor(theme.derivative))
    painter.fillRect(half, QColor(theme.value))
    title, told = _words(moving, title_of(moving.picture), *_TITLE), subtitle(moving.script)
    top = middle.y() - _ABOVE * unit + title.foot - title.height
    title.draw(painter, middle.x(), top, QColor(theme.ink))
    below = _words(moving, told, *_WORDS)
    below.draw(painter, middle.x(), middle.y() + _BELOW * unit, QColor(theme.muted))


def _words(moving: Moving, words: str, share: float, weight: int) -> Words:
    """In one line if that need not be much smaller, else in a few; shortened if it is endless."""
    theme, (width, height) = moving.picture.theme, moving.size
    for smaller, most in _TRIED:
        size = smaller * share * min(width, height)
        made = Words(words, typeface(theme, size / theme.scale, weight), _ROOM * width)
        if len(made.lines) <= most:
            return made
    face = typeface(theme, size / theme.scale, weight)
    return Words(words[:_ENDLESS].rstrip() + "…", face, _ROOM * width)


def subtitle(script: Script) -> str:
    """``Forward, Backward: 13 steps``: the parts that are seen, and in how many steps."""
    parts = script.schedule.parts
    seen = [p.kind.title for p in parts if p.start < script.end and p.end > script.start]
    first, last = int(script.start), int(script.end)
    moments = [one for one in script.schedule.moments[first:last] if one.phase != "rest"]
    told = f"{', '.join(dict.fromkeys(seen))}: {counted(len(moments), 'step')}"
    return told if seen and moments else ""
