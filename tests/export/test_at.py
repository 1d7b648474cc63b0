"""Moments as a person writes them."""

from pathlib import Path

import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.graph import Graph
from graphviz_app.core.learning.update import first_update
from graphviz_app.core.read_as import read_as
from graphviz_app.core.schedule import Schedule, Stride
from graphviz_app.errors import GraphAppError
from graphviz_app.export.at import at_of, parse_at
from graphviz_app.formats import load, parse
from graphviz_app.frames import frame_at
from graphviz_app.resources import examples


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("START", 0),
        ("start", 0),
        ("END", 4),
        (" end ", 4),
        ("forward", 1),
        ("backward", 3),
        ("forward:0", 0),
        ("forward:1", 1),
        ("backward:0", 1),
        ("backward:1", 2),
        ("Backward:2", 3),
        ("backward:" + "0" * 5000 + "1", 2),
        ("backward:1.5", 2.5),
        ("forward:0.25" + "0" * 5000, 0.25),
    ],
)
def test_moment_is_read(timeline: Schedule, text: str, time: float) -> None:
    assert parse_at(timeline, text) == time


@pytest.mark.parametrize(
    "text",
    [
        "",
        "middle",
        "forward:",
        "forward:x",
        "forward:-1",
        "forward:1.",
        "forward:.5",
        "END:2",
        "forward:²",
    ],
)
def test_what_is_no_moment_is_refused_with_what_is_allowed(timeline: Schedule, text: str) -> None:
    with pytest.raises(GraphAppError, match="END, START, forward"):
        parse_at(timeline, text)


def test_after_the_last_moment_its_step_is_seen_and_at_the_end_the_finished_picture(
    timeline: Schedule,
) -> None:
    last = frame_at(timeline, parse_at(timeline, "backward:2"))
    assert last.moment == timeline.moments[-1]
    assert last.glow
    assert not frame_at(timeline, parse_at(timeline, "END")).glow


def test_one_moment_is_counted_as_one(timeline: Schedule) -> None:
    with pytest.raises(GraphAppError, match="there is 1 forward moment, so"):
        parse_at(timeline, "forward:2")


LEARNS = "w = parameter(2)\nb = parameter(1)\nL = w*w + b\nlearning_rate(0.1)\n"


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("backward", 5),
        ("END", 6),
        ("update:0", 6),
        ("update:1", 7),
        ("update", 8),
        ("Update:2", 8),
        ("next:0", 8),
        ("next:1", 9),
        ("next", 10),
        ("AFTER", 11),
    ],
)
def test_a_step_of_learning_goes_on_from_the_finished_picture(text: str, time: float) -> None:
    trace = run(parse(LEARNS))
    schedule = Schedule(read_as(trace, "operators"), update=first_update(trace))
    assert parse_at(schedule, text) == time


def test_there_is_no_update_where_nothing_learns(timeline: Schedule) -> None:
    for text in ("update", "update:1", "next", "AFTER"):
        with pytest.raises(GraphAppError, match="takes no step of learning"):
            parse_at(timeline, text)


@pytest.mark.parametrize("count", ["3", "9" * 5000])
def test_moment_beyond_the_last_is_refused_with_the_bound(timeline: Schedule, count: str) -> None:
    with pytest.raises(GraphAppError, match="there are 2 backward moments") as caught:
        parse_at(timeline, f"backward:{count}")
    assert len(str(caught.value)) < 120


@pytest.mark.parametrize("path", examples(), ids=lambda path: path.stem)
@pytest.mark.parametrize("stride", ["node", "level"])
def test_every_moment_of_every_example_is_written_so_that_it_is_read_back(
    path: Path, stride: Stride
) -> None:
    trace = run(load(path), partial=True)
    schedule = Schedule(read_as(trace, "operators"), stride=stride, update=first_update(trace))
    for half in range(int(2 * schedule.end) + 1):
        assert parse_at(schedule, at_of(schedule, half / 2)) == half / 2


def test_a_still_picture_is_written_by_its_name(timeline: Schedule) -> None:
    assert [at_of(timeline, t) for t in (-1, 0, 1, 1.25, 3, 4, 9)] == [
        "START", "START", "forward:1", "backward:0.25", "backward:2", "END", "END",
    ]  # fmt: skip


def test_where_nothing_happens_all_times_are_the_end() -> None:
    trace = run(Graph({}, {}), partial=True)
    assert at_of(Schedule(read_as(trace, "operators")), 0) == "END"
