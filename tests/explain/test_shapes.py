"""Shapes explained: checked by NumPy's own rules, forwards and backwards."""

from itertools import product

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.read_as import read_as
from graphviz_app.core.read_run import ReadRun
from graphviz_app.explain.shapes import Fit, fits_of
from graphviz_app.formats import parse

SHAPES = [(), (2,), (3,), (1, 3), (2, 3), (3, 2), (4, 3), (4, 1)]


def made(a: tuple[int, ...], b: tuple[int, ...], sign: str) -> ReadRun:
    left, right = (np.ones(shape).tolist() for shape in (a, b))
    text = f"a = input({left})\nb = parameter({right})\ny = a {sign} b"
    return read_as(run(parse(text), partial=True), "operators")


def said(run: ReadRun, source: str) -> list[Fit]:
    edges = run.reading.edges
    return fits_of(run, next(i for i, edge in enumerate(edges) if edge.source == source))


@pytest.mark.parametrize("sign", ["@", "+", "*"])
def test_what_is_said_to_fit_is_what_can_be_computed(sign: str) -> None:
    for a, b in product(SHAPES, SHAPES):
        one = made(a, b, sign)
        fits = said(one, "a")
        if not fits:
            assert (a, b) == ((), ())
            continue
        value = one.trace.values.get("y")
        assert all(fit.fits for fit in fits) == (value is not None), (a, b)
        assert ("✗" in fits[0].sentence) == (value is None)
        if value is not None:
            assert f"→ {np.shape(value)}" in fits[0].sentence


def test_the_inner_dimensions_of_a_product_are_held_against_each_other() -> None:
    assert said(made((2, 3), (3,), "@"), "a") == [Fit("(2, 3) @ (3,) → (2,): inner 3 = 3 ✓")]
    assert said(made((4, 3), (2, 3), "@"), "b") == [
        Fit("(4, 3) @ (2, 3): inner 3 ≠ 2 ✗", fits=False)
    ]


def test_a_bias_is_repeated_and_its_gradient_summed_over_rows() -> None:
    one = made((4, 3), (3,), "+")
    assert [fit.sentence for fit in said(one, "b")] == [
        "(4, 3) + (3,) → (4, 3)",
        "(3,) is repeated to (4, 3)",
        "The gradient (4, 3) is summed over rows to (3,)",
    ]
    assert len(said(one, "a")) == 1


@pytest.mark.parametrize(
    ("own", "over"), [((4, 1), "columns"), ((1, 3), "rows"), ((), "all elements"), ((3,), "rows")]
)
def test_what_is_summed_is_along_the_axes_that_were_repeated(
    own: tuple[int, ...], over: str
) -> None:
    one = made((4, 3), own, "*")
    last = said(one, "b")[-1].sentence
    assert last == f"The gradient (4, 3) is summed over {over} to {own}"
    axis = {"rows": 0, "columns": 1, "all elements": None}[over]
    gradient = np.ones((4, 3)).sum(axis=axis)
    np.testing.assert_array_equal(np.ravel(one.trace.gradient("b")), np.ravel(gradient))


def test_elements_that_clash_are_named_by_their_sizes() -> None:
    assert said(made((4, 3), (2,), "+"), "a") == [Fit("(4, 3) + (2,): 3 ≠ 2 ✗", fits=False)]
