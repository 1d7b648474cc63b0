"""The output as one function of others, in a row: what is under way is marked."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from graphviz_app.core.reading import inside, line_of
from graphviz_app.explain.composition import Token, composition
from graphviz_app.explain.notation import plain_name
from graphviz_app.frames import Frame, leaves_in
from graphviz_app.gui.play.notches import Notches
from graphviz_app.gui.widgets.plain import tip
from graphviz_app.scene.captions.caption import key_of
from graphviz_app.scene.typeset.math_text import MathText, typeset
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

HEIGHT, SIZE, PADDING = 26, 15, 10
AIR, AFTER_COMMA = 2.0, 5.0
"""Beside a sign, in design pixels."""
RADIUS = 5


class CompositionRow(QWidget):
    """Paints tokens; where they are too many for its width, those around the part under way."""

    line_chosen = Signal(str)
    """A name was clicked: the line that it calls."""
    stepped = Signal(int)
    """The wheel was turned: +1 is a step on."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._told: object = None
        """What all graphs share that are told alike: only values differ."""
        self._key: object = None
        self.tokens: Sequence[Token] = ()
        self.marked: frozenset[str] = frozenset()
        """The lines under way."""
        self._tone = "value"
        self._known: frozenset[str] = frozenset()
        self._looks: object = None
        """What is to be seen now."""
        self._inks: list[MathText] = []
        self._starts: list[float] = []
        self._wheel = Notches()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMouseTracking(True)

    def set_theme(self, theme: Theme) -> None:
        """Other colours and lengths."""
        self._theme = theme
        self._set()

    def show_frame(self, frame: Frame | None) -> None:
        """Mark what happens in this frame."""
        key = key_of(frame)
        if key == self._key:
            return
        self._key = key
        self._show_graph(frame)
        if frame is not None and self.tokens:
            self._mark(frame)

    def _show_graph(self, frame: Frame | None) -> None:
        trace = frame.run.trace if frame is not None else None
        output = trace.output if trace is not None else None
        told = None if trace is None or output is None else (trace.program.structure, output)
        if told == self._told:
            return
        self._told = told
        self.tokens = () if trace is None or output is None else composition(trace.graph, output)
        self._set()

    def _mark(self, frame: Frame) -> None:
        reading, graph, moment = frame.run.reading, frame.run.graph, frame.moment
        nodes = leaves_in(frame.schedule, moment) if moment is not None else ()
        members = {member for id_ in nodes for member in inside(reading, id_)}
        self.marked = frozenset(line_of(graph, id_) for id_ in members if id_ in graph.nodes)
        self._tone = frame.kind.tone
        known = {id_ for id_ in reading.nodes if frame.shows_value(id_)}
        lines = (line_of(graph, m) for id_ in known for m in inside(reading, id_))
        self._known = frozenset(lines) | (reading.weights.keys() | reading.biases.keys())
        looks = self.tokens, self.marked, self._tone, self._known
        if looks != self._looks:
            self._looks = looks
            self._tell()

    def _tell(self) -> None:
        told = ", ".join(plain_name(line) for line in sorted(self.marked))
        whole = "".join(self._word(token) for token in self.tokens)
        self.setAccessibleName(f"{whole}; now {told}" if told else whole)
        self.update()

    @staticmethod
    def _word(token: Token) -> str:
        return plain_name(token.line) if token.is_name else token.latex

    def _set(self) -> None:
        """Every token in its place, beginning at 0."""
        size = self._theme.px(SIZE)
        self._inks = [typeset(token.latex, size) for token in self.tokens]
        self._starts = [0.0, *accumulate(map(self._advance, self.tokens, self._inks))]
        self.update()

    def _advance(self, token: Token, ink: MathText) -> float:
        return ink.width + self._theme.px(AFTER_COMMA if token.latex == "," else AIR)

    @override
    def sizeHint(self) -> QSize:
        whole = (self._starts or [0.0])[-1]
        return QSize(round(whole + 2 * self._theme.px(PADDING)), round(self._theme.px(HEIGHT)))

    @property
    def _left(self) -> float:
        """Where the first token begins, in pixels: what is under way is in the middle."""
        padding = self._theme.px(PADDING)
        room, whole = self.width() - 2 * padding, (self._starts or [0.0])[-1]
        if whole <= room:
            return (self.width() - whole) / 2
        spans = [token for token in self.tokens if token.is_name and token.line in self.marked]
        first = self.tokens.index(spans[0]) if spans else 0
        end = self._starts[min(spans[0].end if spans else 0, len(self.tokens) - 1)]
        middle = min((self._starts[first] + end) / 2, self._starts[first] + room / 3)
        return padding - min(max(middle - room / 2, 0.0), whole - room)

    def place_of(self, line: str) -> QPointF:
        """The middle of the name of a line, where it first stands."""
        at = next(i for i, t in enumerate(self.tokens) if t.is_name and t.line == line)
        return QPointF(self._left + self._starts[at] + self._inks[at].width / 2, self.height() / 2)

    def line_at(self, x: float) -> str:
        """The line that is named there; of a sign that whose call it belongs to."""
        at = bisect_right(self._starts, x - self._left) - 1
        return self.tokens[at].line if 0 <= at < len(self.tokens) else ""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, left = self._theme, QPainter(self), self._left
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        baseline = self.height() / 2 + theme.px(SIZE) * 0.28
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.tinted(self._tone)))
        for at, token in enumerate(self.tokens):
            if token.is_name and token.line in self.marked:
                self._tint(painter, left, at, token.end)
        for token, ink, start in zip(self.tokens, self._inks, self._starts, strict=False):
            if -ink.width <= left + start <= self.width():
                ink.draw(painter, left + start, baseline, QColor(self._colour(token)))
        self._fade(painter)

    def _tint(self, painter: QPainter, left: float, first: int, last: int) -> None:
        begin, end = self._starts[first], self._starts[last] + self._inks[last].width
        air, radius = self._theme.px(3), self._theme.px(RADIUS)
        box = QRectF(left + begin - air, air / 2, end - begin + 2 * air, self.height() - air)
        painter.drawRoundedRect(box, radius, radius)

    def _colour(self, token: Token) -> str:
        if token.is_name and token.line in self.marked:
            return self._theme.toned(self._tone)
        return self._theme.ink if token.line in self._known else self._theme.faint

    def _fade(self, painter: QPainter) -> None:
        """A row that goes on is seen to go on."""
        whole = (self._starts or [0.0])[-1]
        padding, ground = self._theme.px(PADDING), QColor(self._theme.canvas)
        width = round(2 * padding)
        for begins, x, towards in (
            (self._left < padding - 1, 0, 1),
            (self._left + whole > self.width() - padding + 1, self.width(), -1),
        ):
            if begins:
                for step in range(width):
                    ground.setAlphaF(1 - step / width)
                    painter.fillRect(QRectF(x + towards * step - (towards < 0), 0, 1, 99), ground)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        line = self.line_at(event.position().x())
        if event.button() == Qt.MouseButton.LeftButton and line:
            self.line_chosen.emit(line)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if way := self._wheel.turned(event):
            self.stepped.emit(way)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and (line := self.line_at(event.pos().x())):
            words = f"{plain_name(line)}: click to go to its step, turn the wheel to step"
            QToolTip.showText(event.globalPos(), tip(words), self)
            return True
        return super().event(event)
