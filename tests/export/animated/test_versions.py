"""Marks that come and go are written once, in an order that suits all of their versions."""

from graphviz_app.export.animated.keyframes import Keyframes
from graphviz_app.export.animated.versions import Versions
from graphviz_app.export.drawn.marks import Box, Fill, Shape


def mark(name: str) -> Shape:
    return Shape((), Fill(name, 1.0), None, "rectangle", Box(0, 0, 1, 1))


def marks(names: str) -> tuple[Shape, ...]:
    return tuple(map(mark, names))


def test_what_stays_is_written_once_and_what_changes_by_its_seconds() -> None:
    versions = Versions()
    versions.show(0.0, marks("ab"))
    versions.show(1.0, marks("ab"))
    versions.show(2.0, marks("acb"))
    versions.show(3.0, ())
    runs = [(spans, [one.fill.color for one in seen]) for spans, seen in versions.runs(9.0)]  # type: ignore[union-attr]
    always = ((0.0, 2.0), (2.0, 3.0))
    assert runs == [(always, ["a"]), (((2.0, 3.0),), ["c"]), (always, ["b"])]


def test_the_order_of_every_version_is_kept() -> None:
    versions = Versions()
    shown = ["abc", "cab", "bcad", "dcba"]
    for second, names in enumerate(shown):
        versions.show(float(second), marks(names))
    for second, names in enumerate(shown):
        seen = [
            one.fill.color  # type: ignore[union-attr]
            for spans, some in versions.runs(4.0)
            for one in some
            if any(start <= second < end for start, end in spans)
        ]
        assert "".join(seen) == names


def test_spans_that_meet_are_one_and_what_is_always_seen_needs_no_rule() -> None:
    keyframes = Keyframes(10.0, loop=True)
    assert keyframes.shown([(0.0, 4.0), (4.0, 10.0)]) == ""
    class_ = keyframes.shown([(2.0, 3.0), (3.0, 5.0)])
    assert class_ == keyframes.shown([(2.0, 5.0)])
    assert "20%{visibility:visible}50%{visibility:hidden}to{visibility:hidden}" in keyframes.sheet()


def test_without_a_loop_it_stays_as_it_is_at_its_end() -> None:
    keyframes = Keyframes(10.0, loop=False)
    keyframes.shown([(2.0, 10.0)])
    assert "step-end 1 forwards" in keyframes.sheet()
