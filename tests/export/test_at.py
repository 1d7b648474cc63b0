"""Moments as a person writes them."""

import pytest

from graphviz_app.animate import Timeline
from graphviz_app.errors import GraphAppError
from graphviz_app.export.at import parse_at


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("START", 0),
        ("start", 0),
        ("END", 3),
        (" end ", 3),
        ("forward", 1),
        ("backward", 3),
        ("forward:0", 0),
        ("forward:1", 1),
        ("backward:0", 1),
        ("backward:1", 2),
        ("Backward:2", 3),
        ("backward:" + "0" * 5000 + "1", 2),
    ],
)
def test_moment_is_read(timeline: Timeline, text: str, time: float) -> None:
    assert parse_at(timeline, text) == time


@pytest.mark.parametrize(
    "text",
    ["", "middle", "forward:", "forward:x", "forward:-1", "forward:1.5", "END:2", "forward:²"],
)
def test_what_is_no_moment_is_refused_with_what_is_allowed(timeline: Timeline, text: str) -> None:
    with pytest.raises(GraphAppError, match="END, START, forward"):
        parse_at(timeline, text)


@pytest.mark.parametrize("count", ["3", "9" * 5000])
def test_moment_beyond_the_last_is_refused_with_the_bound(timeline: Timeline, count: str) -> None:
    with pytest.raises(GraphAppError, match="there are 2 backward moments") as caught:
        parse_at(timeline, f"backward:{count}")
    assert len(str(caught.value)) < 120
