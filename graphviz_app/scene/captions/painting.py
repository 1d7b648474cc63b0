"""Painting captions: the card of the window, and the strip of a presentation."""

from collections.abc import Iterable

from PySide6.QtCore import QLineF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPen

from graphviz_app.scene.captions.caption import Caption
from graphviz_app.scene.captions.card_layout import CaptionLayout, Placed
from graphviz_app.scene.captions.strip_layout import HEIGHT, SIDE, TIMELINE, Page
from graphviz_app.scene.captions.timeline import Track
from graphviz_app.theme import Theme

_RADIUS = 12
TRACK, KNOB = 3.5, 6.0
"""Height of the strip's timeline, and the radius of its knob."""


def paint_card(
    painter: QPainter, size: QSize, theme: Theme, caption: Caption, layout: CaptionLayout
) -> None:
    """A card of this size, with the caption in its middle."""
    painter.setPen(QPen(QColor(theme.hairline), 1))
    painter.setBrush(QColor(theme.panel))
    radius, card = theme.px(_RADIUS), QRectF(0, 0, size.width(), size.height())
    painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    paint_placed(painter, theme, caption, layout.placed, (size.height() - layout.height) / 2)


def paint_strip(
    painter: QPainter, size: QSize, theme: Theme, caption: Caption | None, page: Page | None
) -> None:
    """A strip of this size with a page of a caption; its timeline is painted over it."""
    painter.fillRect(0, 0, size.width(), size.height(), QColor(theme.panel))
    painter.setPen(QPen(QColor(theme.hairline), 1))
    painter.drawLine(QLineF(0, 0.5, size.width(), 0.5))
    if caption is not None and page is not None:
        paint_placed(painter, theme, caption, page.placed)


def paint_placed(
    painter: QPainter, theme: Theme, caption: Caption, placed: Iterable[Placed], lower: float = 0.0
) -> None:
    """Ink in its places, in the colours of what it is."""
    result = theme.toned(caption.tone)
    tones = {"ink": theme.ink, "muted": theme.muted, "result": result, **dict(theme.tones)}
    for x, baseline, ink, tone in placed:
        ink.draw(painter, x, baseline + lower, QColor(tones[tone]))


def timeline_height(strip: int) -> int:
    """Of the timeline at the foot of a strip of this height."""
    return round(strip * TIMELINE / HEIGHT)


def track_in(size: QSize, theme: Theme) -> QRectF:
    """The track of a timeline of this size, in a theme scaled for the strip."""
    side, height = theme.px(SIDE), theme.px(TRACK)
    return QRectF(side, size.height() / 2 - height / 2, size.width() - 2 * side, height)


def paint_hairline(painter: QPainter, track: Track, t: float) -> None:
    """The timeline of a strip at time t."""
    track.paint(painter, t)
    if track.end:
        track.paint_knob(painter, t, track.theme.px(KNOB))
