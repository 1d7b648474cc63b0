"""A picture taken apart holds what was painted: put together again, it is the same picture."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QPen

from graphviz_app.core.view import View
from graphviz_app.export.drawn.drawn import drawn_of
from graphviz_app.export.drawn.marks import (
    Box,
    Drawn,
    Fill,
    Image,
    Mark,
    Maths,
    Path,
    Stroke,
    Words,
)
from graphviz_app.export.picture import drawn_picture
from graphviz_app.formats import load
from graphviz_app.frames import frame_at
from graphviz_app.resources import examples
from graphviz_app.scene.picture import Picture
from graphviz_app.scene.render import paint_picture

pytestmark = pytest.mark.usefixtures("qapp")
SCALE = 2.0
CAPS = {"butt": Qt.PenCapStyle.FlatCap, "round": Qt.PenCapStyle.RoundCap,
        "square": Qt.PenCapStyle.SquareCap}  # fmt: skip
JOINS = {"miter": Qt.PenJoinStyle.MiterJoin, "round": Qt.PenJoinStyle.RoundJoin,
         "bevel": Qt.PenJoinStyle.BevelJoin}  # fmt: skip
VIEWS = (View(), View(reading="lines", locals=True), View(style="wires"), View(reading="neurons"))
SHOWN = ("neuron", "two-two-two-network", "softmax", "circle")


def path_of(steps: Path, winding: bool = False) -> QPainterPath:
    path = QPainterPath()
    for letter, at in steps:
        match letter:
            case "M":
                path.moveTo(*at)
            case "L":
                path.lineTo(*at)
            case "C":
                path.cubicTo(*at)
            case _:
                path.closeSubpath()
    path.setFillRule(Qt.FillRule.WindingFill if winding else Qt.FillRule.OddEvenFill)
    return path


def brush_of(fill: Fill | None) -> QBrush:
    if fill is None:
        return QBrush(Qt.BrushStyle.NoBrush)
    color = QColor(fill.color)
    color.setAlphaF(fill.opacity)
    return QBrush(color)


def pen_of(stroke: Stroke | None) -> QPen:
    if stroke is None:
        return QPen(Qt.PenStyle.NoPen)
    color = QColor(stroke.color)
    color.setAlphaF(stroke.opacity)
    pen = QPen(color, stroke.width)
    pen.setCapStyle(CAPS[stroke.cap])
    pen.setJoinStyle(JOINS[stroke.join])
    if stroke.dash:
        pen.setDashPattern([part / stroke.width for part in stroke.dash])
    return pen


def paint(painter: QPainter, mark: Mark) -> None:
    painter.save()
    if mark.clip is not None:
        painter.setClipPath(path_of(mark.clip))
    match mark:
        case Words():
            painter.fillPath(path_of(mark.outline, winding=True), brush_of(mark.fill))
        case Maths():
            for color, curves in mark.curves:
                painter.fillPath(
                    path_of(curves, winding=True), brush_of(Fill(color, mark.fill.opacity))
                )
        case Image():
            painter.setOpacity(mark.opacity)
            painter.drawImage(QRectF(*mark.box), QImage.fromData(mark.png))
        case _:
            painter.setBrush(brush_of(mark.fill))
            painter.setPen(pen_of(mark.stroke))
            painter.drawPath(path_of(mark.path, mark.winding))
    painter.restore()


def canvas(picture: Picture) -> QImage:
    size = (picture.bounds.size() * SCALE).toSize()
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(picture.style.canvas)
    return image


def begun(image: QImage, corner: QPointF) -> QPainter:
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(SCALE, SCALE)
    painter.translate(-corner)
    return painter


def pixels(image: QImage) -> np.ndarray[tuple[int, ...], np.dtype[np.int16]]:
    flat = np.frombuffer(image.constBits(), np.uint8)
    return flat.reshape(image.height(), image.bytesPerLine())[:, : 4 * image.width()].astype(
        np.int16
    )


def put_together(drawn: Drawn, picture: Picture) -> QImage:
    image = canvas(picture)
    painter = begun(image, picture.bounds.topLeft())
    for group in drawn.groups:
        for mark in group.marks:
            paint(painter, mark)
    painter.end()
    return image


@pytest.mark.parametrize("view", VIEWS, ids=str)
@pytest.mark.parametrize("name", SHOWN)
def test_put_together_again_it_is_the_same_picture(name: str, view: View) -> None:
    file = next(path for path in examples() if path.stem == name)
    picture, schedule = drawn_picture(load(file), view)
    for t in (schedule.finished, schedule.finished - 1.6, schedule.end - 0.5):
        frame = frame_at(schedule, t)
        drawn = drawn_of(picture, frame)
        image = canvas(picture)
        painter = begun(image, picture.bounds.topLeft())
        paint_picture(painter, picture.with_run(frame.run), frame, background=False)
        painter.end()
        apart = np.abs(pixels(put_together(drawn, picture)) - pixels(image))
        # Glyphs of a rasteriser and their curves differ at their borders, and in nothing else.
        assert apart.mean() < 1.0
        assert (apart > 100).mean() < 0.004


def test_everything_knows_what_it_belongs_to() -> None:
    file = next(path for path in examples() if path.stem == "neuron")
    picture, schedule = drawn_picture(load(file))
    drawn = drawn_of(picture, frame_at(schedule, schedule.finished))
    assert {group.key for group in drawn.groups if group.kind == "node"} == set(picture.nodes)
    edges = {group.key for group in drawn.groups if group.kind == "edge"}
    assert edges == set(range(len(picture.edges)))
    words = [mark.text for group in drawn.groups for mark in group.marks if isinstance(mark, Words)]
    assert "−0.950" in words
    seen = picture.bounds
    assert drawn.box == Box(seen.x(), seen.y(), seen.width(), seen.height())
