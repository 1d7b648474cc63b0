"""A step of learning of which some numbers are asked for."""

import networkx as nx
import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.choices import Kind
from graphviz_app.core.covering import covered, covered_update, told_update
from graphviz_app.core.covers import Covers
from graphviz_app.core.learning.update import first_update
from graphviz_app.core.read_as import read_as
from graphviz_app.core.schedule import Schedule
from graphviz_app.covered import Asked, Field, field_of, is_covered
from graphviz_app.formats import parse
from graphviz_app.frames import frame_at
from tests.core.test_update_steps import LAYERS, each_kind, step_of
from tests.texts import ONE_STEP

HIDDEN = {
    "a new value": (ONE_STEP, "w", Covers(afters=frozenset("w"))),
    "a gradient": (ONE_STEP, "w", Covers(gradients=frozenset("w"))),
    "a new matrix": (LAYERS, "W", Covers(afters=frozenset("W"))),
    "the gradient of a matrix": (LAYERS, "W", Covers(gradients=frozenset("W"))),
}


@pytest.mark.parametrize(("text", "id_", "covers"), HIDDEN.values(), ids=HIDDEN.keys())
@each_kind
def test_what_is_asked_for_is_told_neither_in_the_step_nor_in_the_run_after_it(
    text: str, id_: str, covers: Covers, kind: Kind
) -> None:
    plain = run(parse(text))
    trace = covered(plain, covers)
    update = covered_update(first_update(plain), trace)
    assert update is not None
    moved = {one.id: one for one in update.moved}
    assert is_covered(moved[id_].new)
    assert is_covered(moved[id_].step)
    assert not is_covered(moved["b"].new)
    schedule = Schedule(read_as(trace, kind), update=update)
    assert schedule.updating is not None
    leaf = schedule.updating.leaves[id_][-1]
    for way in (0.9, 1.0):
        assert is_covered(frame_at(schedule, schedule.finished + way).new_value(leaf))
    after = frame_at(schedule, schedule.end).run
    dependent = nx.descendants(after.graph.dag, leaf) | {leaf}
    for one in (after.whole, after.trace):
        assert all(map(is_covered, one.gradients.values()))
    for name, value in after.trace.values.items():
        assert is_covered(value) or name not in dependent
    assert not any(is_covered(after.value(name)) for name in schedule.updating.leaves["b"])
    told = told_update(update)
    for name, new in step_of(plain.graph).new_values.items():
        assert np.array_equal(told.new_values[name], new)
    assert not any(is_covered(one.new) for one in told.moved)


def test_what_a_node_is_after_the_step_is_asked_for_in_the_run_after_it() -> None:
    trace = covered(run(parse(ONE_STEP)), Covers(afters=frozenset("a")))
    schedule = Schedule(read_as(trace, "lines"), update=covered_update(first_update(trace), trace))
    assert schedule.update is not None
    assert not any(is_covered(one.new) for one in schedule.update.moved)
    after = frame_at(schedule, schedule.end).run
    assert field_of(after.value("a")) == Field(Asked("after", "a"))
    assert is_covered(after.value("L"))
    assert not is_covered(after.value("w"))


def test_what_was_covered_stays_so_in_the_next_run() -> None:
    trace = covered(run(parse(ONE_STEP)), Covers(values=frozenset("a")))
    schedule = Schedule(read_as(trace, "lines"), update=covered_update(first_update(trace), trace))
    after = frame_at(schedule, schedule.end).run.whole
    assert is_covered(after.value("a"))
