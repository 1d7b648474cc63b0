"""The caption card under the graph: the step of now as mathematics, then with numbers."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from graphviz_app.animate import Frame
from graphviz_app.core.explain import Explanation
from graphviz_app.gui.caption_text import Caption, caption_of
from graphviz_app.gui.pieces import split_relations
from graphviz_app.scene.fonts import font
from graphviz_app.scene.math_text import typeset
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

WIDTH, MATHS, ROW, PADDING, AIR = 780, 21, 32, 16, 6
LEAST_SYMBOLS = 0.4
"""How much of the width formulas get at least where numbers stand beside them."""
REMARK = "  ("
"""Where a remark begins in the numbers of an Explanation."""
SMALLEST_MATHS = 0.6
"""Formulas that are too wide shrink down to this factor before they are cut off."""


class CaptionCard(QWidget):
    """Paints a Caption; changes only when another step begins."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._caption: Caption | None = None
        self._key: object = None
        self._baselines: list[float] = []
        self._bottom = 0.0
        self._tallest = 0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._place_lines()
        self.hide()

    @property
    def caption(self) -> Caption | None:
        """What it says now."""
        return self._caption

    def set_theme(self, theme: Theme) -> None:
        """Other colours and lengths."""
        self._theme = theme
        self._tallest = 0
        self._place_lines()
        self.update()

    @property
    def reserved_height(self) -> int:
        """The tallest it has been in this run, in pixels: the graph need not move at each step."""
        return max(self._tallest, self.sizeHint().height())

    def show_frame(self, frame: Frame | None) -> None:
        """Say what happens in this frame."""
        if frame is None:
            self._key = self._caption = None
            self.hide()
            return
        ends = (frame.t <= 0, frame.t > len(frame.timeline.moments))
        key = (frame.timeline, frame.moment, ends)
        if key != self._key:
            if not isinstance(self._key, tuple) or self._key[0] is not frame.timeline:
                self._tallest = 0
            self._key = key
            self._caption = caption_of(frame)
            self._place_lines()
            self.setAccessibleName(self._spoken(self._caption))
            self.show()
            self.updateGeometry()
            self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(round(self._theme.px(WIDTH)), round(self._bottom))

    def _place_lines(self) -> None:
        """Baselines far enough apart that tall fractions do not touch each other."""
        caption, px = self._caption, self._theme.px
        rows = caption.rows if caption is not None else ()
        formulas = [typeset(row.symbols, px(MATHS)) for row in rows]
        heights = [(formula.ascent, formula.descent) for formula in formulas]
        plain = (px(15), px(5))
        heights += [plain] * (max(2 - len(heights), 0) or bool(caption and caption.sentence))
        at, below, self._baselines = px(PADDING - ROW + 20), 0.0, []
        for ascent, descent in heights:
            first = not self._baselines
            needed = px(PADDING) + ascent - at if first else below + px(AIR) + ascent
            at, below = at + max(px(ROW), needed), descent
            self._baselines.append(at)
        self._bottom = at + max(px(PADDING + 4), below + px(PADDING - 2))
        self._tallest = max(self._tallest, round(self._bottom))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        caption, theme = self._caption, self._theme
        if caption is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.hairline), 1))
        painter.setBrush(QColor(theme.panel))
        radius = theme.px(12)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        inner = QRectF(self.rect()).adjusted(theme.px(20), 0, -theme.px(20), 0)
        note_width = self._paint_note(painter, caption.note, inner)
        inner.setRight(inner.right() - note_width - theme.px(16))
        if not caption.rows:
            self._paint_sentence(painter, caption.sentence, inner, QColor(theme.ink))
        elif len(caption.rows) == 1:
            self._paint_single(painter, caption, inner)
        else:
            self._paint_rows(painter, caption, inner)

    def _baseline(self, line: int) -> float:
        return self._baselines[line]

    def _paint_note(self, painter: QPainter, note: str, inner: QRectF) -> float:
        face = font(self._theme, 12, 400)
        width = QFontMetricsF(face).horizontalAdvance(note)
        painter.setFont(face)
        painter.setPen(QColor(self._theme.muted))
        painter.drawText(QPointF(inner.right() - width, self._baseline(0)), note)
        return width

    def _paint_sentence(
        self, painter: QPainter, sentence: str, inner: QRectF, colour: QColor
    ) -> None:
        painter.setFont(font(self._theme, 15, 500))
        painter.setPen(colour)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        area = QRectF(inner.left(), 0, inner.width(), self.height())
        painter.drawText(area, int(flags), sentence)

    def _paint_single(self, painter: QPainter, caption: Caption, inner: QRectF) -> None:
        """Symbols on the first line, numbers on the second, a remark at its right end."""
        theme, row = self._theme, caption.rows[0]
        left, room = inner.left(), inner.width()
        symbols = self._fitting(row.symbols, room)
        size = self._maths_size([symbols], room)
        self._paint_maths(painter, symbols, size, left, self._baseline(0), room)
        right = QRectF(self.rect()).right() - theme.px(20)
        face = font(theme, 12, 400)
        width = QFontMetricsF(face).horizontalAdvance(caption.sentence)
        if right - width - theme.px(16) - inner.left() > self._numbers_width(row):
            painter.setFont(face)
            painter.setPen(QColor(theme.muted))
            painter.drawText(QPointF(right - width, self._baseline(1)), caption.sentence)
            right -= width + theme.px(16)
        room = right - inner.left()
        self._paint_numbers(painter, row, caption, inner.left(), self._baseline(1), room)

    def _paint_rows(self, painter: QPainter, caption: Caption, inner: QRectF) -> None:
        """Per operand one line: symbols, then numbers; all formulas of one size."""
        theme = self._theme
        gap = theme.px(16)
        needed = max(self._numbers_width(row) for row in caption.rows)
        room = max(inner.width() - needed - gap, inner.width() * LEAST_SYMBOLS)
        symbols = [self._fitting(row.symbols, room) for row in caption.rows]
        size = self._maths_size(symbols, room)
        widest = max(typeset(latex, size).width for latex in symbols)
        numbers_at = inner.left() + min(widest, room) + gap
        right = QRectF(self.rect()).right() - theme.px(20)
        for line, (latex, row) in enumerate(zip(symbols, caption.rows, strict=True)):
            baseline = self._baseline(line)
            self._paint_maths(painter, latex, size, inner.left(), baseline, room)
            left = (inner.right() if line == 0 else right) - numbers_at
            self._paint_numbers(painter, row, caption, numbers_at, baseline, left)
        if caption.sentence:
            painter.setFont(font(theme, 12, 400))
            painter.setPen(QColor(theme.muted))
            at = QPointF(inner.left(), self._baseline(len(caption.rows)))
            painter.drawText(at, caption.sentence)

    def _numbers_width(self, row: Explanation) -> float:
        """What the numbers need, without a remark in brackets."""
        numbers, _, _ = row.numbers.partition(REMARK)
        return QFontMetricsF(font(self._theme, 15, 700)).horizontalAdvance(numbers)

    def _fitting(self, latex: str, room: float) -> str:
        """The formula, or only its two ends where the middle would not fit."""
        parts = split_relations(latex)
        smallest = self._theme.px(MATHS) * SMALLEST_MATHS
        if len(parts) < 3 or typeset(latex, smallest).width <= room:
            return latex
        return f"{parts[0]} {parts[-1]}"

    def _maths_size(self, formulas: Sequence[str], room: float) -> float:
        """The size at which the widest formula fits, within limits."""
        size = self._theme.px(MATHS)
        widest = max(typeset(latex, size).width for latex in formulas)
        return size * min(1.0, max(room / max(widest, 1.0), SMALLEST_MATHS))

    def _paint_maths(
        self, painter: QPainter, latex: str, size: float, x: float, baseline: float, room: float
    ) -> None:
        painter.save()
        painter.setClipRect(QRectF(x, 0, room, self.height()))
        typeset(latex, size).draw(painter, x, baseline, QColor(self._theme.ink))
        painter.restore()

    def _paint_numbers(
        self,
        painter: QPainter,
        row: Explanation,
        caption: Caption,
        x: float,
        baseline: float,
        room: float,
    ) -> None:
        """The numbers, and the last of them in the colour of what it is."""
        theme = self._theme
        numbers, bracket, remark = row.numbers.partition(REMARK)
        before, sign, result = numbers.rpartition("= ")
        if self._numbers_width(row) > room:
            before = ""
        colour = theme.gradient if caption.phase != "forward" else theme.value
        pieces = (
            (before + sign, theme.ink, font(theme, 15, 500)),
            (result, colour, font(theme, 15, 700)),
            (bracket + remark, theme.muted, font(theme, 12, 400)),
        )
        for text, shade, face in pieces:
            metrics = QFontMetricsF(face)
            text = _fitting_remark(text, metrics, room) if text.startswith(REMARK) else text
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(room, 0))
            painter.setFont(face)
            painter.setPen(QColor(shade))
            painter.drawText(QPointF(x, baseline), shown)
            x += metrics.horizontalAdvance(shown)
            room -= metrics.horizontalAdvance(shown)

    @staticmethod
    def _spoken(caption: Caption) -> str:
        numbers = "; ".join(row.numbers for row in caption.rows)
        return ". ".join(part for part in (caption.note, caption.sentence, numbers) if part)


def _fitting_remark(remark: str, metrics: QFontMetricsF, room: float) -> str:
    """``(2 of 2 contributions, sum 5)``, or as much of it as fits whole: ``(2 of 2)``."""
    short = remark.replace(" contributions", "")
    first = f"{short.partition(',')[0].rstrip(')')})"
    fitting = (r for r in (remark, short, first) if metrics.horizontalAdvance(r) <= room)
    return next(fitting, "")
