"""The gallery's cards: what is on them, and how they are painted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from graphviz_app.scene.typeset.fonts import font
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

CARD = Qt.ItemDataRole.UserRole + 1
GAP = 16
TEXT_HEIGHT = 92
NARROWEST = 268
LEARNS = "learns"
"""A mark on the picture of what can be trained."""
HEAD = 4096
"""Bytes of a file in which its title and description are looked for."""
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class CardText:
    """What a card says; ``path`` is None for the two cards that open something else."""

    title: str
    about: str
    path: Path | None = None
    action: str = ""
    """``new`` or ``open``, for a card without a graph."""
    words: str = field(default="", compare=False)
    """What the filter looks at, casefolded."""
    learns: bool = False
    """Whether the text says how it is trained."""


NEW = CardText("Empty page", "Type a graph line by line and see it drawn.", None, "new")
OPEN = CardText(
    "Open a file…", "A .cg text, a .json document, or an exported picture.", None, "open"
)


def read_card(path: Path) -> CardText | None:
    """Title and description from the comments at the top of a file; None if it is unreadable."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD).decode("utf-8", "replace")
    except OSError:
        return None
    comments: list[str] = []
    for line in head.splitlines():
        if not line.startswith("#"):
            break
        comments.append(line.lstrip("# ").strip())
    title = comments[0] if comments else path.stem.replace("-", " ")
    about = " ".join(comments[1:])
    learns = "\ndescent(" in head
    words = f"{title} {about} {path.stem} {LEARNS * learns}".casefold()
    return CardText(title, about, path, "", words, learns)


class CardPainter(QStyledItemDelegate):
    """A picture with a title and two or three lines of words under it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.pictures: dict[Path, QImage] = {}
        self.failed: set[Path] = set()
        self.cell = QSize(NARROWEST, 300)
        self._scaled: dict[tuple[Path, int, float], QPixmap] = {}

    def forget(self) -> None:
        """The pictures are out of date."""
        self.pictures.clear()
        self.failed.clear()
        self._scaled.clear()

    def fit(self, width: int) -> None:
        """Divide a width (pixels) among as many columns as there is room for."""
        narrowest = round(self.theme.px(NARROWEST))
        columns = max(1, width // narrowest)
        across = width // columns
        gap = round(self.theme.px(GAP))
        picture = round((across - gap) * 9 / 16)
        self.cell = QSize(across, picture + round(self.theme.px(TEXT_HEIGHT)) + gap)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return self.cell

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        card = index.data(CARD)
        theme, half = self.theme, round(self.theme.px(GAP)) / 2
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        rect = QRectF(option.rect)  # type: ignore[attr-defined]
        box = rect.adjusted(half, half, -half, -half)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        shape.addRoundedRect(box, theme.px(12), theme.px(12))
        painter.fillPath(shape, QColor(theme.panel))
        picture = QRectF(box.topLeft(), QPointF(box.right(), box.bottom() - theme.px(TEXT_HEIGHT)))
        painter.setClipPath(shape)
        self._paint_picture(painter, picture, card)
        painter.setClipping(False)
        self._paint_words(painter, box, picture, card)
        self._paint_outline(painter, shape, state)
        painter.restore()

    def _paint_outline(
        self, painter: QPainter, shape: QPainterPath, state: QStyle.StateFlag
    ) -> None:
        theme = self.theme
        current = bool(state & QStyle.StateFlag.State_HasFocus)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        color = theme.value if current else theme.outline if hovered else theme.hairline
        painter.strokePath(shape, QPen(QColor(color), 2 if current else 1))

    def _paint_picture(self, painter: QPainter, box: QRectF, card: CardText) -> None:
        theme = self.theme
        painter.fillRect(box, QColor(theme.canvas))
        if card.path is None:
            self._paint_sign(painter, box, card.action)
        elif card.path in self.pictures:
            painter.drawPixmap(box.topLeft(), self._picture(painter, card.path, box))
        elif card.path not in self.failed:
            paint_skeleton(painter, box, theme)
        painter.fillRect(QRectF(box.left(), box.bottom(), box.width(), 1), QColor(theme.hairline))
        if card.learns:
            self._paint_mark(painter, box)

    def _paint_mark(self, painter: QPainter, box: QRectF) -> None:
        """A word on a plate, in the corner."""
        theme, edge = self.theme, self.theme.px(10)
        painter.setFont(font(theme, 11, 600))
        width = painter.fontMetrics().horizontalAdvance(LEARNS) + theme.px(16)
        plate = QRectF(box.right() - edge - width, box.top() + edge, width, theme.px(20))
        round_ = QPainterPath()
        round_.addRoundedRect(plate, plate.height() / 2, plate.height() / 2)
        painter.fillPath(round_, QColor(theme.parameter_tint))
        painter.setPen(QColor(theme.tangent))
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, LEARNS)

    def _picture(self, painter: QPainter, path: Path, box: QRectF) -> QPixmap:
        ratio = painter.device().devicePixelRatioF()
        key = (path, round(box.width()), ratio)
        if key not in self._scaled:
            size = (box.size() * ratio).toSize()
            image = self.pictures[path].scaled(
                size,
                Qt.AspectRatioMode.KeepAspectRatioByExpanding,
                Qt.TransformationMode.SmoothTransformation,
            )
            pixmap = QPixmap.fromImage(image)
            pixmap.setDevicePixelRatio(ratio)
            self._scaled[key] = pixmap
        return self._scaled[key]

    def _paint_sign(self, painter: QPainter, box: QRectF, action: str) -> None:
        """A plus, or a folder."""
        unit = self.theme.px(1)
        painter.setPen(
            QPen(
                QColor(self.theme.value),
                2.5 * unit,
                c=Qt.PenCapStyle.RoundCap,
                j=Qt.PenJoinStyle.RoundJoin,
            )
        )
        x, y = box.center().x(), box.center().y()
        path = QPainterPath()
        for segment in _SIGNS[action]:
            path.moveTo(x + segment[0][0] * unit, y + segment[0][1] * unit)
            for point in segment[1:]:
                path.lineTo(x + point[0] * unit, y + point[1] * unit)
        painter.drawPath(path)

    def _paint_words(self, painter: QPainter, box: QRectF, picture: QRectF, card: CardText) -> None:
        theme, edge = self.theme, self.theme.px(14)
        at = QRectF(
            box.left() + edge, picture.bottom() + theme.px(11), box.width() - 2 * edge, theme.px(19)
        )
        painter.setFont(font(theme, 13, 600))
        painter.setPen(QColor(theme.ink))
        short = Qt.TextElideMode.ElideRight
        title = painter.fontMetrics().elidedText(card.title, short, round(at.width()))
        painter.drawText(at, Qt.AlignmentFlag.AlignVCenter, title)
        painter.setFont(font(theme, 12, 400))
        painter.setPen(QColor(theme.muted))
        for line in wrapped(card.about, painter, at.width(), 3):
            at.translate(0, theme.px(18) if at.height() > theme.px(18) else theme.px(17))
            painter.drawText(at, Qt.AlignmentFlag.AlignVCenter, line)


_SIGNS: Mapping[str, tuple[tuple[tuple[float, float], ...], ...]] = {
    "new": (((-14, 0), (14, 0)), ((0, -14), (0, 14))),
    "open": (
        ((-19, 15), (-19, -13), (-7, -13), (-2, -7), (19, -7), (19, 15), (-19, 15)),
        ((-19, -1), (19, -1)),
    ),
}


def wrapped(text: str, painter: QPainter, width: float, most: int) -> list[str]:
    """The text in at most so many lines; the last one ends with … if there is more."""
    metrics = painter.fontMetrics()
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and metrics.horizontalAdvance(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > most:
        rest = " ".join(lines[most - 1 :])
        end = Qt.TextElideMode.ElideRight
        lines = [*lines[: most - 1], metrics.elidedText(rest, end, round(width))]
    return lines


def paint_skeleton(painter: QPainter, box: QRectF, theme: Theme) -> None:
    """Three pale nodes: a picture is on its way."""
    painter.setPen(QPen(QColor(theme.hairline), theme.px(1.4)))
    width, height = box.width() / 7, box.height() / 6
    middle = box.center()
    centres = (
        QPointF(middle.x() - 2 * width, middle.y() - height),
        QPointF(middle.x() - 2 * width, middle.y() + height),
        QPointF(middle.x() + 1.4 * width, middle.y()),
    )
    for centre in centres[:2]:
        painter.drawLine(centre, centres[2])
    for centre in centres:
        shape = QPainterPath()
        node = QRectF(centre.x() - width / 2, centre.y() - height / 2, width, height)
        shape.addRoundedRect(node, theme.px(6), theme.px(6))
        painter.fillPath(shape, QColor(theme.tab))
        painter.drawPath(shape)
