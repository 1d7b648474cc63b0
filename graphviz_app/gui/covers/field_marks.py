"""FieldMarks: ✓ and ✗ beside numbers that were answered or guessed, over the graph."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from graphviz_app.core.check import Verdict
from graphviz_app.covered import Outcome
from graphviz_app.frames import Frame
from graphviz_app.gui.canvas.graph_view import GraphView
from graphviz_app.gui.covers.covering import Covering
from graphviz_app.gui.covers.finding import at_home
from graphviz_app.gui.widgets.verdict_signs import paint_disc
from graphviz_app.numbers import MINUS
from graphviz_app.scene.fields import PlacedField, fields_in
from graphviz_app.scene.marks import Parts
from graphviz_app.scene.picture import Picture
from graphviz_app.scene.typeset.fonts import font
from graphviz_app.typing_compat import override

SIDE, LEAST = 0.72, 12.0
"""Of a disc, in heights of its number, and in pixels."""
VERDICTS: dict[Outcome, Verdict] = {"right": "right", "wrong": "wrong", "follows": "follows"}


class _Seen(NamedTuple):
    """Of which picture and frame marks are known."""

    picture: Picture
    frame: Frame
    parts: Parts
    marked: Sequence[PlacedField]


class FieldMarks(QWidget):
    """Lies over the view and takes no click."""

    def __init__(self, view: GraphView, covering: Covering) -> None:
        super().__init__(view)  # what is in the viewport is scrolled with it
        self._view, self._covering = view, covering
        self._seen: _Seen | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setGeometry(view.viewport().geometry())
        view.viewport().installEventFilter(self)
        view.moved.connect(self.update)
        view.scene().selection_changed.connect(self.follow)  # a neuron tells more then
        self.hide()

    def follow(self) -> None:
        """Another picture, or another moment."""
        marked = any(True for _ in self.marked())
        self.setVisible(marked)
        if marked:
            self.update()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._view.viewport().geometry())
        return False

    def marked(self) -> Iterator[PlacedField]:
        """Every number with a mark beside it, once."""
        scene = self._view.scene()
        picture, frame, parts = scene.picture, scene.frame, scene.parts
        covers = None if picture is None else picture.run.whole.covers
        if picture is None or frame is None or covers is None or not covers.written:
            return
        seen = self._seen
        if (
            seen is None
            or seen.picture is not picture
            or seen.frame is not frame
            or seen.parts is not parts
        ):
            found = fields_in(picture, frame, None, parts)
            marked = [one for one in found if one.field.outcome in VERDICTS]
            self._seen = seen = _Seen(picture, frame, parts, at_home(scene, marked))
        yield from seen.marked

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for placed in self.marked():
            box = self._view.viewportTransform().mapRect(placed.box)
            if event.rect().intersects(box.toAlignedRect().adjusted(-200, -40, 200, 40)):
                self._paint(painter, placed, box)
        painter.end()

    def _paint(self, painter: QPainter, placed: PlacedField, box: QRectF) -> None:
        theme, field = self._view.scene().theme, placed.field
        side = max(SIDE * box.height(), LEAST)
        disc = QRectF(0, 0, side, side)
        disc.moveCenter(QPointF(box.right() + 0.75 * side, box.center().y()))
        if field.outcome == "wrong" and not self._covering.is_covered(field.asked):
            self._paint_guess(painter, field.written, disc)
        elif field.outcome == "wrong":
            painter.setPen(QPen(QColor(theme.wrong), max(0.06 * box.height(), 1.2)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 0.25 * box.height(), 0.25 * box.height())
        paint_disc(painter, disc, VERDICTS[field.outcome], theme)

    def _paint_guess(self, painter: QPainter, written: str, disc: QRectF) -> None:
        """What was written, struck, on a ground of its own beside the disc."""
        theme, words = self._view.scene().theme, written.replace("-", MINUS)
        letters = font(theme, 12, 600)
        letters.setPixelSize(max(round(disc.height() * 1.15), 8))
        wide = QFontMetricsF(letters).horizontalAdvance(words)
        air = 0.3 * disc.height()
        pill = disc.adjusted(-0.2 * air, -0.5 * air, wide + 3 * air, 0.5 * air)
        painter.setPen(QPen(QColor(theme.wrong), 1))
        painter.setBrush(QColor(theme.panel))
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        text = QRectF(disc.right() + air, pill.top(), wide + air, pill.height())
        painter.setFont(letters)
        painter.setPen(QColor(theme.wrong))
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, words)
        y = text.center().y()
        painter.drawLine(QPointF(text.left() - 1, y), QPointF(text.left() + wide + 1, y))
