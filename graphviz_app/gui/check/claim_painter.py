"""How a claim is painted: its sign, what it is about, the verdict in words, the answer's field."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from graphviz_app.gui.check.claim_row import ClaimRow
from graphviz_app.gui.widgets.parts import PAGE_SIDE
from graphviz_app.gui.widgets.verdict_signs import paint_disc, paint_sign, verdict_color
from graphviz_app.scene.typeset.fonts import font
from graphviz_app.scene.typeset.math_text import typeset
from graphviz_app.theme import Theme

Index = QModelIndex | QPersistentModelIndex
HEIGHT = 44
SIGN, GAP = 16, 10
"""Its sign, and what is between it and the name."""
FIELD, FIELD_HEIGHT, INSIDE = 104, 28, 9
"""The answer's field at least, and left and right in it."""
NAME = 72
"""Room that the name has at least."""
MATHS, WORDS = 16, 11.5
ASK = "?"
"""In the field of what is not answered."""


class Room:
    """Where the parts of a row stand in its rectangle; an answer that is long has more of it."""

    def __init__(self, box: QRect, theme: Theme, answer: str = "") -> None:
        side, height = round(theme.px(PAGE_SIDE)), round(theme.px(FIELD_HEIGHT))
        wanted = QFontMetrics(font(theme, 13, 600)).horizontalAdvance(answer)
        most = box.width() - theme.px(2 * PAGE_SIDE + SIGN + GAP + NAME)
        field = round(max(min(wanted + theme.px(2 * INSIDE + 2), most), theme.px(FIELD)))
        top = box.top() + (box.height() - height) // 2
        self.field = QRect(box.right() - side - field + 1, top, field, height)
        sign = theme.px(SIGN)
        self.sign = QRectF(box.left() + side, box.center().y() + 0.5 - sign / 2, sign, sign)
        left = round(self.sign.right() + theme.px(GAP))
        self.words = QRect(
            left, box.top(), self.field.left() - round(theme.px(8)) - left, box.height()
        )


def row_size(theme: Theme) -> QSize:
    """How large a row is at least."""
    return QSize(round(theme.px(200)), round(theme.px(HEIGHT)))


class ClaimPainter:
    """Paints one row at a time."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, row: ClaimRow, typing: bool
    ) -> None:
        """All of a row, but for the field while an answer is typed there."""
        box = QRect(option.rect)  # type: ignore[attr-defined]
        room = Room(box, self.theme, row.answer)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option, box)
        self._paint_sign(painter, room, row)
        self._paint_name(painter, room, row)
        if not typing:
            self._paint_answer(painter, room, row)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, box: QRect) -> None:
        theme, state = self.theme, option.state  # type: ignore[attr-defined]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            inner = box.adjusted(round(theme.px(6)), 1, -round(theme.px(6)), -1)
            path = QPainterPath()
            path.addRoundedRect(inner, theme.px(6), theme.px(6))
            painter.fillPath(path, QColor(theme.value_tint if chosen else theme.tab))
            if state & QStyle.StateFlag.State_HasFocus:
                painter.setPen(QPen(QColor(theme.value), 2))
                painter.drawRoundedRect(inner, theme.px(6), theme.px(6))

    def _paint_sign(self, painter: QPainter, room: Room, row: ClaimRow) -> None:
        if row.verdict == "wrong":
            grown = self.theme.px(1)
            paint_disc(
                painter, room.sign.adjusted(-grown, -grown, grown, grown), "wrong", self.theme
            )
        elif row.verdict is not None:
            paint_sign(painter, room.sign, row.verdict, verdict_color(row.verdict, self.theme))

    def _paint_name(self, painter: QPainter, room: Room, row: ClaimRow) -> None:
        """Mathematics, smaller where there is no room, above the verdict in words."""
        theme, box = self.theme, room.words
        maths = typeset(row.latex, theme.px(MATHS))
        if maths.width > box.width():
            maths = typeset(row.latex, theme.px(MATHS) * max(box.width(), 1) / maths.width)
        maths.draw(painter, box.left(), box.top() + theme.px(20), QColor(theme.ink))
        strong = row.verdict == "wrong"
        painter.setFont(font(theme, WORDS, 600 if strong else 400))
        painter.setPen(QColor(theme.wrong if strong else theme.muted))
        below = box.adjusted(0, 0, 0, -round(theme.px(5)))
        wide = painter.fontMetrics().horizontalAdvance(row.words) > box.width()
        words = painter.fontMetrics().elidedText(
            row.brief if wide else row.words, Qt.TextElideMode.ElideRight, box.width()
        )
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, words)

    def _paint_answer(self, painter: QPainter, room: Room, row: ClaimRow) -> None:
        """The field at rest: the number that was written, or a question mark."""
        theme = self.theme
        frame = QRectF(room.field).adjusted(0.5, 0.5, -0.5, -0.5)
        color = QColor(theme.wrong if row.verdict == "wrong" else theme.outline)
        dashed = Qt.PenStyle.SolidLine if row.answer else Qt.PenStyle.DashLine
        painter.setPen(QPen(color, 1, dashed))
        painter.setBrush(QColor(theme.panel))
        painter.drawRoundedRect(frame, theme.px(6), theme.px(6))
        painter.setFont(font(theme, 13, 600 if row.answer else 400))
        painter.setPen(QColor(theme.ink if row.answer else theme.muted))
        inside = room.field.adjusted(round(theme.px(INSIDE)), 0, -round(theme.px(INSIDE)), 0)
        text = painter.fontMetrics().elidedText(
            row.answer or ASK, Qt.TextElideMode.ElideRight, inside.width()
        )
        painter.drawText(inside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
