"""The examples: each runs, explains itself and has the gradients it claims."""

import ast

import numpy as np
import pytest

from graphviz_app.core.autodiff import Trace, run
from graphviz_app.core.graph import Value
from graphviz_app.core.reading import read
from graphviz_app.formats import load
from graphviz_app.resources import examples

LOADED = {path.stem: load(path) for path in examples()}
every_example = pytest.mark.parametrize("name", LOADED)


def _total(trace: Trace) -> float:
    assert trace.output is not None
    return float(np.sum(trace.value(trace.output)))


@every_example
def test_it_runs_without_a_problem_and_off_every_kink(name: str) -> None:
    trace = run(LOADED[name])
    assert trace.problems == ()
    assert trace.kinks == ()
    assert trace.output is not None


@every_example
def test_it_has_a_title_and_says_what_to_look_for(name: str) -> None:
    title, comment, *_ = LOADED[name].source.splitlines()
    assert title == f"# {LOADED[name].title}"
    assert 10 <= len(LOADED[name].title) <= 48
    assert comment.startswith("# ")


def test_titles_are_all_different() -> None:
    assert len({graph.title for graph in LOADED.values()}) == len(LOADED)


@every_example
def test_gradients_of_its_leaves_agree_with_central_differences(name: str) -> None:
    trace = run(LOADED[name])
    for id_, node in LOADED[name].nodes.items():
        if node.op in ("input", "parameter", "target"):
            expected = _central_difference(name, id_, trace.value(id_))
            assert trace.gradient(id_) == pytest.approx(expected, rel=1e-5, abs=1e-7), id_


def _central_difference(name: str, leaf: str, at: Value, step: float = 1e-6) -> Value:
    slope = np.zeros_like(np.asarray(at, dtype=float))
    for index in np.ndindex(slope.shape):
        moved = [np.array(at, dtype=float), np.array(at, dtype=float)]
        moved[0][index] += step
        moved[1][index] -= step
        up, down = (_total(run(LOADED[name], {leaf: value})) for value in moved)
        slope[index] = (up - down) / (2 * step)
    return slope if slope.ndim else float(slope)


@every_example
def test_its_claims_hold_to_the_digits_printed(name: str) -> None:
    trace = run(LOADED[name])
    for claim in LOADED[name].claims:
        assert claim.kind in ("value", "grad")
        found = trace.value(claim.of) if claim.kind == "value" else trace.gradient(claim.of)
        decimals = len(claim.printed.partition(".")[2])
        assert found == pytest.approx(ast.literal_eval(claim.printed), abs=0.5001 * 10**-decimals)


def test_softmax_and_cross_entropy_give_p_minus_t() -> None:
    trace = run(LOADED["softmax-vector"])
    np.testing.assert_allclose(trace.gradient("s"), trace.value("p") - trace.value("t"), rtol=1e-12)


def test_twelve_sigmoids_let_almost_nothing_through() -> None:
    gradient = run(LOADED["whisper"]).gradient("x")
    assert 0 < gradient < 0.25**12


def test_the_babylonian_root_forgets_its_guess() -> None:
    trace = run(LOADED["babylonian-root"])
    assert trace.value("y4") == pytest.approx(2**0.5, rel=1e-11)
    assert trace.gradient("a") == pytest.approx(0.5 / 2**0.5, rel=1e-9)
    assert abs(float(trace.gradient("guess"))) < 1e-9


def test_each_use_of_an_operator_of_ones_own_has_its_own_box() -> None:
    boxes = read(LOADED["swish"], "operators").clusters
    assert set(boxes.values()) == {"", "h: swish", "L: swish"}
