"""Which parts of a run are on a timeline."""

import math

import pytest
from PySide6.QtCore import QRectF

from graphviz_app.core.autodiff import run
from graphviz_app.core.choices import Kind
from graphviz_app.core.learning.update import first_update
from graphviz_app.core.read_as import read_as
from graphviz_app.core.schedule import Schedule
from graphviz_app.formats import parse
from graphviz_app.scene.captions.timeline import Track, stretches_of
from graphviz_app.theme import LIGHT

RECT = QRectF(10.0, 0.0, 400.0, 4.0)
OPERATORS: Kind = "operators"


@pytest.fixture(scope="module")
def learning() -> Schedule:
    """A run that ends with a step of learning."""
    trace = run(parse("w = parameter(0.5)\nL = (w*2 - 3)**2\ndescent(rate=0.1)\n"))
    return Schedule(read_as(trace, OPERATORS), update=first_update(trace))


def titles(schedule: Schedule, until: float) -> list[str]:
    return [part.kind.title for part, _, _ in stretches_of(schedule, until)]


def test_a_part_that_does_not_come_is_not_on_the_timeline(learning: Schedule) -> None:
    forward, _, update, after = learning.parts
    everything = ["Forward", "Backward", "Update", "Next forward"]
    assert titles(learning, math.inf) == titles(learning, learning.end) == everything
    assert titles(learning, after.start) == everything[:3]
    assert titles(learning, update.start) == titles(learning, learning.finished) == everything[:2]
    assert titles(learning, forward.end) == titles(learning, 0.0) == everything[:1]


def test_where_a_film_ends_with_the_gradients_its_time_is_at_the_end(learning: Schedule) -> None:
    track = Track.of(LIGHT, learning, RECT, until=learning.finished)
    assert (track.x_of(0.0), track.x_of(learning.finished)) == (RECT.left(), RECT.right())
    assert track.end == track.time_at(RECT.right()) == learning.finished
    assert Track.of(LIGHT, learning, RECT).x_of(learning.finished) < RECT.right()
