"""Reasons in words: exact where the numbers are known, and true of whatever is drawn."""

import re

import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.choices import Kind
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import read
from graphviz_app.explain.explain import backward_caption
from graphviz_app.explain.neuron import neuron_delta
from graphviz_app.explain.why.courses import why_size
from graphviz_app.explain.why.fates import fates
from graphviz_app.explain.why.reason import Reason
from graphviz_app.explain.why.zeros import why_contribution, why_gradient
from graphviz_app.formats import load, parse
from graphviz_app.resources import examples
from tests.core.why.zero_graphs import random_numbers, random_vectors


def read_run(text: str, kind: Kind = "operators") -> ReadRun:
    trace = run(parse(text), partial=True)
    return ReadRun(trace, read(trace.graph, kind))


def first(lines: str, node: str = "x") -> Reason:
    return why_gradient(read_run(f"x = input(1)\n{lines}"), node)[0]


@pytest.mark.parametrize(
    ("lines", "brief", "sentence"),
    [
        (
            "h = relu(-x)\nL = 2*h",
            "masked by ReLU",
            "ReLU at h lets nothing through: −x = −1 is not above 0; 1 more would open it.",
        ),
        (
            "L = clip(x, 0, 0.5)",
            "cut off by clip",
            "clip at L cuts it off: x = 1 is not below 0.5; 0.5 less would open it.",
        ),
        (
            "a = input(2)\nL = prelu(a, x)",
            "masked by PReLU",
            "PReLU at L uses x only where a is not above 0, and a = 2.",
        ),
        ("L = max(x, 4)", "max takes 4", "max at L takes 4, not x = 1; 3 more would change that."),
        (
            "L = floor(x)*2",
            "flat: floor",
            "floor(x) in L is flat but for its jumps, so its derivative is 0.",
        ),
        ("L = min(x, 0)", "min takes 0", "min at L takes 0, not x = 1; 1 less would change that."),
        (
            "b = input(2)\nL = x if b > 4 else b",
            "gate closed",
            "The gate at L is closed: b > 4 does not hold (2 > 4).",
        ),
        (
            "b = input(2)\nL = b if b < 4 else x",
            "gate closed",
            "The gate at L is closed: b < 4 holds (2 < 4), so the other value is taken.",
        ),
        (
            "L = abs(x - 1)",
            "corner of |u|",
            "|u| at L is exactly at a corner, where it has no derivative: sgn(0) = 0 is used.",
        ),
        (
            "w = parameter(0)\nL = w*x",
            "times w = 0",
            "x is multiplied by w, which is 0 (× at L).",
        ),
        (
            "L = (x - 1)**2",
            "at a minimum",
            "The slope of u² at L is 0, because x equals 1, and L is as small as it can be.",
        ),
        ("y = x - 1\nL = cos(y)", "slope 0 of cos", "The slope of cos at L is 0, at y = 0."),
        (
            "L = sigmoid(-900*x)",
            "σ saturated",
            "σ at L has levelled off at −900 · x = −900: its slope is too small for a float.",
        ),
        (
            "L = 1e-200*(1e-200*x)",
            "too small for floats",
            "10⁻²⁰⁰ · x in L: the product, about 10⁻⁴⁰⁰, is below the smallest float, 5·10⁻³²⁴.",
        ),
        (
            "y = 2*x\nL = y - x - x",
            "contributions cancel",
            "What comes back to x cancels: 2 from y, −1 from y − x and −1 from L add up to 0.",
        ),
        (
            "L = stop_gradient(x)*2",
            "stopped on purpose",
            "This reaches L only through stop_gradient, which lets no gradient back.",
        ),
        (
            "y = 2*x\nL = input(2)",
            "no path to L",
            "No path leads from here to L, which does not depend on it.",
        ),
    ],
)
def test_each_reason_is_told_with_its_numbers(lines: str, brief: str, sentence: str) -> None:
    told = first(lines)
    assert (told.title, told.brief, told.sentence) == ("Why 0", brief, sentence)


def test_of_a_tensor_entries_are_counted() -> None:
    run_ = read_run("v = input([1, -2, -3])\nh = relu(v)\nL = sum(h)")
    (told,) = why_gradient(run_, "v")
    assert told.sentence == (
        "2 of 3 entries: ReLU at h lets nothing through: v is not above 0 there; "
        "the nearest, −2, needs 2 more."
    )


def test_a_step_says_its_own_reason_and_no_later_one() -> None:
    told = read_run("x = input(-2)\nw = parameter(3)\nz = w*x\nh = relu(z)\nL = h*h")
    edges = {(e.source, e.target): i for i, e in enumerate(told.reading.edges)}
    assert backward_caption(told, edges["z", "h"]).remark == "masked by ReLU"
    assert backward_caption(told, edges["w", "z"]).remark == ""
    corner = read_run("x = input(0)\nh = relu(x)\nL = 2*h")
    assert backward_caption(corner, 0).remark == "relu'(0) = 0 is used"


def test_a_weak_gradient_says_where_it_was_lost() -> None:
    walls = "\n".join(f"h{k} = sigmoid(h{k - 1})" for k in range(1, 8))
    told = why_size(read_run(f"h0 = input(9)\n{walls}"), "h0")
    assert told is not None
    assert (told.title, told.brief) == ("Vanishes", "at h2")
    assert "7 factors under 1, all by σ; the smallest is σ′(h0) = 1.234·10⁻⁴" in told.sentence


def test_what_is_only_rounding_is_not_told_as_a_gradient() -> None:
    told = why_size(read_run("x = input(1)\nL = 0.1*x + 0.2*x - 0.3*x"), "x")
    assert told is not None
    assert (told.title, told.brief) == ("Why so small", "only rounding")


def test_units_tell_their_fate_with_what_goes_in() -> None:
    told = fates(read_run("x = input(-2)\nh = relu(x)\ns = sigmoid(5*x)\nL = h + s", "lines"))
    assert told == {
        "h": ["dead: ReLU at h puts out 0 and hands nothing back, at x = −2"],
        "s": ["saturated: the slope of σ at s is under 0.01, at 5 · x = −10"],
    }


@pytest.mark.parametrize("kind", ["operators", "lines", "neurons"])
def test_every_zero_of_every_example_has_its_reason(kind: Kind) -> None:
    for path in examples():
        trace = run(load(path), partial=True)
        told = ReadRun(trace, read(trace.graph, kind))
        for id_ in told.reading.nodes:
            reasons = why_gradient(told, id_)
            gradient = told.gradient(id_)
            if isinstance(gradient, float) and not gradient:
                assert reasons, f"{path.stem}: {id_}"
            assert all(is_well_said(reason, told) for reason in reasons)


@pytest.mark.parametrize("make", [random_numbers, random_vectors])
def test_whatever_the_graph_reasons_are_sentences(make: object) -> None:
    assert callable(make)
    for seed in range(60):
        told = read_run(make(seed))
        for id_ in told.reading.nodes:
            assert all(is_well_said(reason, told) for reason in why_gradient(told, id_))
            size = why_size(told, id_)
            assert size is None or is_well_said(size, told)
        for index in range(len(told.reading.edges)):
            assert all(is_well_said(reason, told) for reason in why_contribution(told, index))
        assert all(told.reading.nodes[id_] for id_ in fates(told))


def is_well_said(reason: Reason, told: ReadRun) -> bool:
    whole = reason.sentence
    return (
        whole.endswith(".")
        and not re.search(r"nan|None|\\|\{|  |\.\.", whole)
        and "-" not in whole.replace("max-", "")
        and reason.node in told.graph.nodes
        and (bool(reason.brief) or whole.startswith("…"))
    )


def test_a_neurons_delta_says_why_it_is_zero() -> None:
    text = "x = input(1)\nw = parameter(-2)\nh = relu(w*x + 0.5)\nL = (h - 1)**2"
    masked = neuron_delta(read_run(text, "neurons"), "h")
    assert masked.remark == "the derivative by the weighted sum; masked by ReLU"
    open_ = neuron_delta(read_run(text.replace("-2", "2"), "neurons"), "h")
    assert open_.remark == "the derivative by the weighted sum"
