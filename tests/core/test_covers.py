"""Covered numbers are told nowhere: not on the graph, not in captions, not in sums of them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest

from graphviz_app import resources
from graphviz_app.core.autodiff import run
from graphviz_app.core.choices import Kind
from graphviz_app.core.covering import covered
from graphviz_app.core.covers import Covers, covers_of
from graphviz_app.core.graph import Graph, Value
from graphviz_app.core.questions import covers_for
from graphviz_app.core.read_as import read_as
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import line_of
from graphviz_app.core.schedule import Schedule
from graphviz_app.covered import Asked, Covered, Field, field_of, is_covered
from graphviz_app.formats import load, parse
from graphviz_app.frames import frame_at
from graphviz_app.numbers import in_full, in_panel, on_graph
from graphviz_app.scene.captions.caption import caption_of

KINDS: tuple[Kind, ...] = ("operators", "lines", "neurons")
NEURON = "x = input(2)\nw = parameter(0.3)\nz = w*x\na = sigmoid(z)\nL = (a - 1)**2"


def test_a_covered_number_is_shown_as_a_question_and_computes_as_ever() -> None:
    covers = Covers(frozenset(["z"]), frozenset(["w"]))
    trace = run(parse(NEURON))
    asked = covered(trace, covers)
    assert asked.value("z") == trace.value("z")
    for shown in (on_graph, in_panel, in_full):
        assert shown(asked.value("z")) == shown(asked.gradient("w")) == "?"
    assert in_panel(asked.value("a")) == in_panel(trace.value("a"))
    assert not is_covered(trace.value("z"))


def test_what_is_handed_back_along_the_edges_is_covered_with_the_gradient() -> None:
    trace = covered(run(parse(NEURON)), Covers(gradients=frozenset(["a"])))
    assert is_covered(trace.contribution("a", "L.sub1"))
    assert not is_covered(trace.contribution("z", "a"))


def test_a_gradient_that_is_handed_on_as_it_is_does_not_tell_it() -> None:
    text = "w = parameter(2)\nb = parameter(1)\nc = parameter(3)\nz = w*w - b + c\nL = z*z*c"
    trace = covered(run(parse(text)), Covers(gradients=frozenset(["z"])))
    assert is_covered(trace.gradient("b"))
    assert not is_covered(trace.gradient("c"))
    assert not is_covered(trace.gradient("w"))


def test_what_comes_of_it_is_covered() -> None:
    x = Covered(3.0)
    for made in (x + 1, 1 + x, x * 2, 2 * x, -x, x - 1, 1 - x, 1 / x, x / 2, x**2, 2**x, abs(x)):
        assert is_covered(made)
    assert is_covered(sum([1.0, x, 2.0]))


def test_tensors_and_their_elements_are_covered() -> None:
    text = "x = input([1, 2])\nW = parameter([[1, 2], [3, 4]])\nh = tanh(W @ x)\nL = sum(h)"
    asked = covered(run(parse(text)), Covers(frozenset(["h"])))
    assert is_covered(asked.value("h"))
    assert np.array_equal(np.asarray(asked.value("h")), run(parse(text)).value("h"))
    read = read_as(asked, "neurons")
    elements = [id_ for id_ in read.reading.nodes if id_.startswith("h[")]
    assert elements
    assert all(is_covered(read.value(id_)) for id_ in elements)


def test_what_a_person_wrote_stands_in_the_place_of_the_number() -> None:
    wrong = Field(Asked("value", "z"), "0.5", "wrong")
    right = Field(Asked("grad", "w"), "0.1", "right")
    trace = covered(run(parse(NEURON)), covers_of([wrong.asked], [wrong, right]))
    assert field_of(trace.value("z")) == wrong
    assert field_of(trace.gradient("w")) == right
    assert in_panel(trace.gradient("w")) == in_panel(run(parse(NEURON)).gradient("w"))
    assert field_of(trace.value("a")) is None


def test_a_local_derivative_is_covered_where_it_is_asked_for() -> None:
    graph = parse(f"{NEURON}\nd(a, z, edge) == ?")
    read = read_as(covered(run(graph), covers_for(graph, ["claims"])), "operators")
    covered_ends = [
        (edge.target, edge.source)
        for index, edge in enumerate(read.reading.edges)
        if is_covered(read.local(index))
    ]
    assert covered_ends == [("a", "z")]


def test_the_derivative_of_the_output_over_all_paths_is_a_gradient() -> None:
    graph = parse(f"{NEURON}\nd(L, w) == ?")
    trace = covered(run(graph), covers_for(graph, ["claims"]))
    assert is_covered(trace.gradient("w"))


@pytest.mark.parametrize("path", resources.examples(), ids=lambda path: path.stem)
def test_where_all_gradients_are_asked_for_none_that_is_worked_out_is_told(path: Path) -> None:
    graph = load(path)
    trace = covered(run(graph), covers_for(graph, ["gradients"]))
    before = {id_ for id_ in reaching(graph) if graph.incoming[id_]}
    told = {id_ for id_ in before if not is_covered(trace.gradient(id_))}
    at_the_end = {id_ for id_ in before if line_of(graph, id_) == graph.output}
    assert graph.output in told <= at_the_end


def reaching(graph: Graph) -> set[str]:
    """The nodes that the output is made of."""
    assert graph.output is not None
    found, waiting = {graph.output}, [graph.output]
    while waiting:
        for edge in graph.incoming[waiting.pop()]:
            if edge.source not in found:
                found.add(edge.source)
                waiting.append(edge.source)
    return found


def captions(read: ReadRun) -> Iterator[str]:
    schedule = Schedule(read)
    for moment in range(len(schedule.moments) + 2):
        caption = caption_of(frame_at(schedule, float(moment)))
        yield " ".join([caption.sentence, *(row.numbers for row in caption.rows)])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("path", resources.examples(), ids=lambda path: path.stem)
def test_no_caption_of_an_example_tells_a_covered_number(path: Path, kind: Kind) -> None:
    trace = run(load(path))
    random = Random(path.stem)
    named = [id_ for id_ in trace.graph.nodes if line_of(trace.graph, id_) == id_]
    values = [id_ for id_ in named if trace.graph.incoming[id_]]
    asked = frozenset(random.sample(values, min(3, len(values))))
    gradients = frozenset(random.sample(named, min(3, len(named))))
    read = read_as(covered(trace, Covers(asked, gradients)), kind)
    plainly = read_as(trace, kind)
    told_now = {number for caption in captions(read) for number in numbers(caption)}
    secret = {
        *texts(trace.values, asked),
        *texts(trace.gradients, gradients & trace.gradients.keys()),
    }
    open_values = texts(trace.values, trace.values.keys() - asked)
    open_gradients = texts(trace.gradients, trace.gradients.keys() - gradients)
    locals_ = dict(enumerate(map(trace.local_at, range(len(trace.program.edges)))))
    known = {*open_values, *open_gradients, *texts(locals_, locals_.keys())}
    closed = {one for one in secret - known - opposites(known) if len(one.strip("−0.")) > 3}
    assert not closed & told_now
    assert {number for caption in captions(plainly) for number in numbers(caption)}


def texts(of: Mapping[Any, Value | None], ids: Iterable[Any]) -> Iterator[str]:
    """Every number of these, as captions write it."""
    for id_ in ids:
        number = of[id_]
        if number is not None:
            yield from map(in_panel, np.asarray(number).reshape(-1).tolist())


def opposites(of: Iterable[str]) -> set[str]:
    return {one.removeprefix("−") if one.startswith("−") else f"−{one}" for one in of}


def numbers(caption: str) -> list[str]:
    return [one.replace("-", "−") for one in re.findall(r"-?\d+\.\d+", caption)]


def test_a_covered_number_is_not_told_by_rounding_or_in_a_text() -> None:
    number = Covered(2.345)
    assert is_covered(round(number, 1))
    assert f"{number} {number:.2f} {number!r}" == "? ? ?"
