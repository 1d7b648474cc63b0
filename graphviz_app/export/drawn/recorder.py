"""Recorder: a painter that notes what it is asked to paint, as marks."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Literal

from PySide6.QtCore import QBuffer, QIODevice, QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QPainterPath,
    QPen,
    QPicture,
    QPixmap,
    QPolygonF,
)

from graphviz_app.covered import Field
from graphviz_app.export.drawn.letters import letters_of
from graphviz_app.export.drawn.marks import (
    Box,
    Fill,
    Image,
    Mark,
    Maths,
    Number,
    Path,
    Shape,
    Stroke,
)
from graphviz_app.export.drawn.marks import Words as WordsMark
from graphviz_app.export.drawn.steps import steps_of
from graphviz_app.scene.typeset.math_text import MathText
from graphviz_app.scene.typeset.text_line import TextLine
from graphviz_app.scene.typeset.text_taker import TextTaker
from graphviz_app.typing_compat import override

_CAPS: dict[Qt.PenCapStyle, Literal["butt", "round", "square"]] = {
    Qt.PenCapStyle.FlatCap: "butt",
    Qt.PenCapStyle.RoundCap: "round",
    Qt.PenCapStyle.SquareCap: "square",
}
_JOINS: dict[Qt.PenJoinStyle, Literal["miter", "round", "bevel"]] = {
    Qt.PenJoinStyle.MiterJoin: "miter",
    Qt.PenJoinStyle.SvgMiterJoin: "miter",
    Qt.PenJoinStyle.RoundJoin: "round",
    Qt.PenJoinStyle.BevelJoin: "bevel",
}
_HAIRLINE = 1.0
"""Qt draws a pen without width one pixel wide."""
Form = Literal["rectangle", "rounded", "ellipse", "line", "path"]


class Recorder(TextTaker):
    """Takes what the scene paints; transformations are applied, so that marks are in scene pixels.

    It paints onto nothing: only what the scene uses of QPainter is noted.
    """

    def __init__(self, outlines: bool = True) -> None:
        self._paper = QPicture()  # no raster: everything is painted in full detail
        super().__init__(self._paper)
        self._outlines = outlines
        self._marks: list[Mark] = []
        self._number: Number | None = None
        """Which one is under way, and its next cell."""
        self._columns = 1

    def taken(self) -> tuple[Mark, ...]:
        """What has been noted since it was last asked."""
        marks, self._marks = tuple(self._marks), []
        return marks

    @override
    def take(self, text: object, x: float, baseline: float, color: QColor) -> None:
        if isinstance(text, TextLine):
            self._take_line(text, x, baseline, color)
        elif isinstance(text, MathText):
            self._take_maths(text, x, baseline, color)

    @override
    def begin_number(self, field: Field, room: float, columns: int) -> None:
        self._number, self._columns = Number(field.asked, columns - 1, room), columns

    @override
    def end_number(self) -> None:
        self._number = None

    def _take_line(self, line: TextLine, x: float, baseline: float, color: QColor) -> None:
        if not line.content.strip():
            return
        at, (across, up) = self._place(x, baseline)
        glyphs: list[Path] = []
        if self._outlines:
            placed = (one.translated(x, baseline - line.drop) for one in line.glyphs())
            glyphs = [self._mapped(one) for one in placed]
        face = line.typeface
        self._marks.append(
            WordsMark(
                line.content, face.family, face.weight, line.size, at.x(), at.y(),
                line.width * across, self._fill(color), tuple(chain.from_iterable(glyphs)),
                (across, up), self._clip(), tuple(map(len, glyphs)), self._number,
            )
        )  # fmt: skip
        if self._number is not None:
            cell, columns = self._number.cell, self._columns
            first = cell % columns == 0  # of its row, which is taken from its last to its first
            self._number = self._number._replace(cell=cell + 2 * columns - 1 if first else cell - 1)

    def _take_maths(self, maths: MathText, x: float, baseline: float, color: QColor) -> None:
        at, (across, up) = self._place(x, baseline)
        curves = tuple(
            ((own or color).name(), self._mapped(path.translated(x, baseline)))
            for path, own in maths.parts
        )
        self._marks.append(
            Maths(
                maths.latex, maths.size, at.x(), at.y(), maths.width * across, maths.ascent * up,
                maths.descent * up, self._fill(color), curves, (across, up), self._clip(),
                letters_of(maths, self.worldTransform(), QPointF(x, baseline), color),
            )
        )  # fmt: skip

    def _place(self, x: float, y: float) -> tuple[QPointF, tuple[float, float]]:
        now = self.worldTransform()
        return now.map(QPointF(x, y)), (now.m11(), now.m22())

    def _mapped(self, path: QPainterPath) -> Path:
        return steps_of(self.worldTransform().map(path))

    def _fill(self, color: QColor) -> Fill:
        return Fill(color.name(), color.alphaF() * self.opacity())

    def _clip(self) -> Path | None:
        return self._mapped(self.clipPath()) if self.hasClipping() else None

    def _note(
        self,
        path: QPainterPath,
        brush: QBrush,
        pen: QPen,
        form: Form = "path",
        radius: float = 0.0,
    ) -> None:
        fill = None if brush.style() == Qt.BrushStyle.NoBrush else self._fill(brush.color())
        fill = None if fill is not None and fill.opacity == 0 else fill
        stroke = self._stroke(pen)
        if path.isEmpty() or (fill is None and stroke is None):
            return
        now = self.worldTransform()
        box = now.mapRect(path.boundingRect())
        self._marks.append(
            Shape(
                self._mapped(path), fill, stroke, form,
                Box(box.x(), box.y(), box.width(), box.height()), radius * now.m11(),
                path.fillRule() == Qt.FillRule.WindingFill, self._clip(),
            )
        )  # fmt: skip

    def _stroke(self, pen: QPen) -> Stroke | None:
        color = self._fill(pen.color())
        if pen.style() == Qt.PenStyle.NoPen or color.opacity == 0:
            return None
        scale = 1.0 if pen.isCosmetic() else self.worldTransform().m11()
        width = (pen.widthF() or _HAIRLINE) * scale
        dashed = pen.style() != Qt.PenStyle.SolidLine
        dash = tuple(part * width for part in pen.dashPattern()) if dashed else ()
        cap, join = _CAPS[pen.capStyle()], _JOINS[pen.joinStyle()]
        return Stroke(color.color, color.opacity, width, dash, cap, join)

    # What the scene asks of a painter, noted instead of painted.

    @override
    def fillPath(self, path: QPainterPath, brush: object) -> None:
        self._note(path, QBrush(brush), QPen(Qt.PenStyle.NoPen))

    @override
    def strokePath(self, path: QPainterPath, pen: QPen) -> None:  # type: ignore[override]
        self._note(path, QBrush(), pen)

    @override
    def drawPath(self, path: QPainterPath) -> None:
        self._note(path, self.brush(), self.pen())

    @override
    def fillRect(self, *args: object) -> None:
        *rect, brush = args
        path = QPainterPath()
        path.addRect(_rect(rect))
        self._note(path, QBrush(brush), QPen(Qt.PenStyle.NoPen), "rectangle")

    @override
    def drawRect(self, *args: object) -> None:
        path = QPainterPath()
        path.addRect(_rect(args))
        self._note(path, self.brush(), self.pen(), "rectangle")

    @override
    def drawRects(self, rects: Iterable[QRectF]) -> None:  # type: ignore[override]
        for rect in rects:
            self.drawRect(rect)

    @override
    def drawRoundedRect(self, *args: object) -> None:
        rect, radii = (args[:1], args[1:3]) if isinstance(args[0], QRect | QRectF) else (
            args[:4], args[4:6],
        )  # fmt: skip
        across, down = (float(radius) for radius in radii)  # type: ignore[arg-type]
        path = QPainterPath()
        path.addRoundedRect(_rect(rect), across, down)
        self._note(path, self.brush(), self.pen(), "rounded", across)

    @override
    def drawEllipse(self, *args: object) -> None:
        path = QPainterPath()
        if isinstance(args[0], QPointF):
            path.addEllipse(args[0], float(args[1]), float(args[2]))  # type: ignore[arg-type]
        else:
            path.addEllipse(_rect(args))
        self._note(path, self.brush(), self.pen(), "ellipse")

    @override
    def drawLine(self, *args: object) -> None:
        line = args[0] if isinstance(args[0], QLineF) else QLineF(*args)
        path = QPainterPath(line.p1())
        path.lineTo(line.p2())
        self._note(path, QBrush(), self.pen(), "line")

    @override
    def drawLines(self, lines: Iterable[QLineF]) -> None:  # type: ignore[override]
        for line in lines:
            self.drawLine(line)

    @override
    def drawPolyline(self, points: "Sequence[QPointF] | QPolygonF") -> None:  # type: ignore[override]
        path = QPainterPath()
        path.addPolygon(QPolygonF(points))
        self._note(path, QBrush(), self.pen())

    @override
    def drawPolygon(self, points: "Sequence[QPointF] | QPolygonF", *_: object) -> None:  # type: ignore[override]
        path = QPainterPath()
        path.addPolygon(QPolygonF(points))
        path.closeSubpath()
        self._note(path, self.brush(), self.pen())

    @override
    def drawImage(self, target: QRectF | QPointF, image: QImage, *_: object) -> None:  # type: ignore[override]
        size = image.deviceIndependentSize()
        rect = target if isinstance(target, QRectF) else QRectF(target, size)
        place = self.worldTransform().mapRect(rect)
        box = Box(place.x(), place.y(), place.width(), place.height())
        self._marks.append(Image(_png(image), box, self.opacity(), self._clip()))

    @override
    def drawPixmap(self, target: QRectF | QPointF, pixmap: QPixmap, *_: object) -> None:  # type: ignore[override]
        self.drawImage(target, pixmap.toImage())


def _rect(args: Sequence[object]) -> QRectF:
    """One rectangle, or its four numbers."""
    if isinstance(args[0], QRectF | QRect):
        return QRectF(args[0])
    x, y, width, height = (float(number) for number in args[:4])  # type: ignore[arg-type]
    return QRectF(x, y, width, height)


def _png(image: QImage) -> bytes:
    memory = QBuffer()
    memory.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(memory, "PNG")  # type: ignore[call-overload]  # a QIODevice is fine
    return bytes(memory.data().data())
