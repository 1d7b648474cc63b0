"""The same moment, read or stepped through otherwise."""

from graphviz_app.core.autodiff import run
from graphviz_app.core.read_as import read_as
from graphviz_app.core.schedule import Schedule
from graphviz_app.formats import parse
from graphviz_app.gui.export.picture.moments import same_moment

TRACE = run(parse("x = input(1.5)\nw = parameter(2)\nz = w*x + 1\ny = tanh(z)**2"))
NODES, LINES = (Schedule(read_as(TRACE, kind)) for kind in ("operators", "lines"))


def test_of_the_same_schedule_it_is_the_same_time() -> None:
    assert same_moment(NODES, 2.25, NODES) == 2.25


def test_start_and_end_are_what_they_are() -> None:
    assert same_moment(NODES, 0.0, LINES) == 0.0
    assert same_moment(NODES, NODES.finished, LINES) == LINES.finished


def test_a_moment_stays_in_its_part_and_in_order() -> None:
    times = [same_moment(NODES, float(t), LINES) for t in range(int(NODES.finished) + 1)]
    assert times == sorted(times)
    for t, other in enumerate(times[1:-1], 1):
        here, there = NODES.part_of(t - 1), LINES.part_of(int(other) - 1)
        assert here is None or there is None or here.kind.name <= there.kind.name
