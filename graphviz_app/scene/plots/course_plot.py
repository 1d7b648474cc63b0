"""One or more courses over the steps, with the step that is shown."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from graphviz_app.arrays import np
from graphviz_app.numbers import in_panel, on_graph
from graphviz_app.scene.plots.axes import Axes, axes_in, label_face, line_height
from graphviz_app.scene.plots.course import Course, scale_of
from graphviz_app.scene.plots.plates import (
    apart,
    paint_plate,
    paint_words,
    plate_at,
    plate_width,
)
from graphviz_app.scene.plots.scale import Scale
from graphviz_app.scene.plots.strokes import HEAVY, paint_arrow, paint_at, paint_course
from graphviz_app.scene.plots.ticks import round_step
from graphviz_app.scene.typeset.text_line import text_line
from graphviz_app.theme import Theme

_FIRST_STEPS = 10
"""The axis has room for so many steps before the first one is done."""


@dataclass(frozen=True)
class CoursePlot:
    """``chosen`` is the course of which ``step`` is shown.

    ``planned`` is how many steps are meant to be done; ``losses``: it goes down to 0.
    """

    courses: Sequence[Course]
    log: bool = False
    chosen: int = 0
    step: int = 0
    planned: int = 0
    losses: bool = True
    name: str = "loss"

    @cached_property
    def done(self) -> int:
        """The largest step that any of them has come to."""
        return max((len(course.values) - 1 for course in self.courses), default=0)

    @cached_property
    def last(self) -> int:
        """The step at the right end: a round number, so that the picture seldom moves."""
        done = max(self.done, _FIRST_STEPS)
        step = round_step(done, 1)
        return max(min(round(step), max(self.planned, done)), 1)

    @cached_property
    def is_log(self) -> bool:
        """Whether its axis is logarithmic: it is asked for, and something is above 0."""
        return self.log and any(np.isfinite(course.positive).any() for course in self.courses)

    @property
    def remark(self) -> str:
        """What a logarithmic axis cannot show, if there is anything."""
        if not self.log:
            return ""
        lacking = sum(int(np.isnan(course.positive).sum()) for course in self.courses)
        if not self.is_log:
            return "nothing is above 0: linear" if lacking else ""
        values = "value is" if lacking == 1 else "values are"
        return f"{lacking} {values} not above 0: not on a logarithmic axis" if lacking else ""

    def axes(self, room: QRectF, theme: Theme) -> Axes:
        """Its axes in a room."""
        scale = scale_of(self.courses, self.is_log, self.losses)
        names = [course.name for course in self.courses] if self._labelled else []
        right = max((plate_width(theme, name) for name in names), default=0.0)
        right = min(right, room.width() / 3)
        steps = Scale(0.0, float(self.last))
        return axes_in(room, theme, steps, scale, right=right, whole=True)

    @property
    def _labelled(self) -> bool:
        return len(self.courses) > 1

    def paint(self, painter: QPainter, axes: Axes) -> None:
        """All that stays while another step is shown."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        axes.paint_ground(painter)
        self.paint_more(painter, axes, [0] * len(self.courses))

    def continues(self, before: "CoursePlot") -> bool:
        """Whether it shows what was there before, and perhaps more of it."""
        if len(self.courses) != len(before.courses) or self.is_log != before.is_log:
            return False
        pairs = zip(self.courses, before.courses, strict=True)
        return all(now.continues(course) for now, course in pairs)

    def paint_more(self, painter: QPainter, axes: Axes, since: Sequence[int]) -> None:
        """What has come since so many values of each course were painted."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.save()
        reach = axes.theme.px(HEAVY)
        painter.setClipRect(axes.box.adjusted(-1, -reach, reach, reach))
        for course, start in sorted(
            zip(self.courses, since, strict=True), key=lambda pair: pair[0].heavy
        ):
            paint_course(painter, axes, course, max(start - 1, 0))
        painter.restore()

    def paint_marks(self, painter: QPainter, axes: Axes) -> None:
        """What a course is called, what became of it, and the step that is shown."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, x = axes.theme, axes.x_of(self.step)
        painter.setPen(QPen(QColor(theme.muted), 1))
        painter.drawLine(QLineF(x, axes.box.top(), x, axes.box.bottom()))
        for course in self.courses:
            self._paint_leaving(painter, axes, course)
        names = self._paint_names(painter, axes) if self._labelled else {}
        if self.remark:
            words = text_line(self.remark, label_face(theme))
            place = QPointF(axes.box.right() - words.width - theme.px(8), axes.box.top())
            paint_words(painter, theme, self.remark, place, QColor(theme.muted), 500)
        self._paint_step(painter, axes)
        for course in self.courses[self.chosen : self.chosen + 1] if self.losses else self.courses:
            self._paint_place(painter, axes, course, names)

    def _paint_place(
        self, painter: QPainter, axes: Axes, course: Course, names: Mapping[str, QRectF]
    ) -> None:
        """Where a course is at the step that is shown; its number hides no name."""
        place, color = self.place(course, self.step, axes), course.color(axes.theme)
        if place is not None:
            paint_at(painter, axes, place, course.value(self.step), color)
        if self.losses and len(course.values) > self.step:
            words = in_panel(course.value(self.step))
            place = place or QPointF(axes.x_of(self.step), axes.box.top())
            corner = _beside_names(axes, words, place, names.get(course.name), [*names.values()])
            paint_words(painter, axes.theme, words, corner, color)

    def _paint_leaving(self, painter: QPainter, axes: Axes, course: Course) -> None:
        """A mark where a course leaves what is seen for good, and which step that was."""
        left = leaves_at(course, axes)
        if left is None:
            return
        theme = axes.theme
        wrong, place = QColor(theme.wrong), QPointF(axes.x_of(left), axes.box.top())
        paint_arrow(painter, theme, place, wrong)
        whose = f"{course.name} " if self._labelled else ""
        words = f"{whose}exploded at step {len(course.values) - 1}"
        beneath = QPointF(0, 2.6 * line_height(theme))
        paint_plate(painter, theme, words, place + beneath, wrong, axes.box)

    def _paint_names(self, painter: QPainter, axes: Axes) -> Mapping[str, QRectF]:
        """Each at the end of its line, apart from the others; where they are."""
        theme, height, box = axes.theme, line_height(axes.theme), axes.box
        told = [course for course in self.courses if leaves_at(course, axes) is None]
        ends = [self._end(course, axes) for course in told]
        width = max((plate_width(theme, course.name) for course in told), default=0.0)
        corners = apart(
            [(end.x(), end.y()) for end in ends], width, height, box.top(), box.bottom()
        )
        names = {}
        for course, (x, y) in zip(told, corners, strict=True):
            corner = QPointF(x + theme.px(2), y - height / 2)
            weight = 700 if course.heavy else 500
            ink = course.color(theme)
            names[course.name] = paint_words(painter, theme, course.name, corner, ink, weight)
        return names

    def _end(self, course: Course, axes: Axes) -> QPointF:
        at = max(course.known - 1, 0)
        return self.place(course, at, axes) or QPointF(axes.x_of(at), axes.box.bottom())

    def place(self, course: Course, step: int, axes: Axes) -> QPointF | None:
        """Where a course is at a step, at most at the edge of the plot; None where it is not."""
        value = course.value(step)
        if not math.isfinite(value) or (axes.y.log and value <= 0):
            return None
        y = min(max(axes.y_of(value), axes.box.top()), axes.box.bottom())
        return QPointF(axes.x_of(step), y)

    def _paint_step(self, painter: QPainter, axes: Axes) -> None:
        """Which one it is, among the numbers of the axis."""
        words, theme = f"step {self.step}", axes.theme
        width = plate_width(theme, words)
        left = max(axes.x_of(self.step) - width / 2, axes.box.left())
        left = min(left, axes.box.right() + theme.px(8) - width)
        top = axes.box.bottom() + theme.px(3)
        box = QRectF(left, top, width, line_height(theme))
        for number in axes.x_numbers():
            if number.intersects(box):
                painter.fillRect(number, QColor(theme.panel))
        painter.setPen(QPen(QColor(theme.outline), 1))
        painter.setBrush(QColor(theme.panel))
        painter.drawRoundedRect(box, theme.px(3), theme.px(3))
        paint_words(painter, theme, words, box.topLeft(), QColor(theme.ink))

    def paint_hover(self, painter: QPainter, axes: Axes, place: QPointF) -> None:
        """The step and the number of the course that is nearest."""
        found = self.nearest(axes, place)
        if found is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, (index, step) = axes.theme, found
        course, x = self.courses[index], axes.x_of(step)
        painter.setPen(QPen(QColor(theme.faint), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QLineF(x, axes.box.top(), x, axes.box.bottom()))
        at = self.place(course, step, axes) or QPointF(x, axes.box.top())
        paint_at(painter, axes, at, course.value(step), course.color(theme), 0.75)
        paint_plate(painter, theme, self.told(index, step), at, course.color(theme), axes.box)

    def told(self, index: int, step: int) -> str:
        """A step of a course in words."""
        course = self.courses[index]
        whose = f"{course.name}, " if self._labelled else ""
        return f"{whose}step {step}: {in_panel(course.value(step))}"

    def nearest(self, axes: Axes, place: QPointF) -> tuple[int, int] | None:
        """The course and the step that a place of the plot is nearest to."""
        step = min(max(round(axes.at(place)[0]), 0), self.done)
        found: list[tuple[float, int, int]] = []
        for index, course in enumerate(self.courses):
            if step < len(course.values):
                known = course.nearest(step)
                at = self.place(course, known, axes) or QPointF(0, axes.box.top())
                found.append((abs(at.y() - place.y()), index, known))
        return min(found)[1:] if found else None

    def spoken(self) -> str:
        """What it shows, in a sentence."""
        if not self.courses:
            return f"No {self.name} yet"
        course = self.courses[self.chosen]
        now = on_graph(course.value(self.step))
        whose = f" of {course.name}" if self._labelled else ""
        return f"{self.name}{whose} at step {self.step} of {len(course.values) - 1}: {now}"


def _beside_names(
    axes: Axes, words: str, place: QPointF, own: QRectF | None, names: Sequence[QRectF]
) -> QPointF:
    """The corner of a number: right of its place, left of it, or behind its course's name."""
    right = plate_at(axes.theme, words, place, axes.box)
    left = right.translated(2 * (place.x() - right.center().x()), 0)
    for tried in (right, left):
        if tried.left() >= axes.box.left() and not any(map(tried.intersects, names)):
            return tried.topLeft()
    return right.topLeft() if own is None else own.topRight()


def leaves_at(course: Course, axes: Axes) -> float | None:
    """Where a course that explodes leaves what is seen for good, in steps; None if it stays."""
    if not (course.burst or course.exploded):
        return None
    values = course.values[: course.known]
    inside = np.flatnonzero((values <= axes.y.high) & (values >= axes.y.low))
    if not len(inside):
        return 0.0
    last = int(inside[-1])
    if last + 1 >= course.known:
        return float(min(last + 1, len(course.values) - 1)) if course.burst else None
    bound = axes.y.high if values[last + 1] > axes.y.high else max(axes.y.low, 1e-300)
    within, beyond = (axes.y.share(max(v, 1e-300) if axes.y.log else v) for v in values[last:][:2])
    edge = axes.y.share(bound)
    return last + (edge - within) / (beyond - within)
