"""Convolution and pooling against loops over every place, and numbers worked out by hand."""

from collections.abc import Mapping

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.gradcheck import OpCase, check_op
from graphviz_app.core.graph import Edge, Graph, Node
from graphviz_app.core.op import Array, Shape
from graphviz_app.core.oplib import OPS
from graphviz_app.core.oplib.leaf import as_numbers
from graphviz_app.errors import ShapeError
from graphviz_app.formats import parse

READINGS: Mapping[str, tuple[Shape, Shape, Shape]] = {
    "plain": ((4, 5), (2, 3), ()),
    "examples": ((3, 4, 5), (2, 3), (3,)),
    "filters": ((4, 5), (2, 2, 3), (2,)),
    "filters with a channel": ((4, 5), (2, 1, 2, 3), (2,)),
    "channels": ((3, 4, 5), (3, 2, 3), ()),
    "channels and filters": ((3, 4, 5), (2, 3, 2, 3), (2,)),
    "examples with channels": ((2, 3, 4, 5), (3, 2, 3), (2,)),
    "all": ((2, 3, 4, 5), (4, 3, 2, 3), (2, 4)),
}
"""Shapes of input and kernel, and what stands before the places of the value."""
STEPS = ((1, 0), (2, 1), (1, 2))


def slid(x: Array, k: Array, before: Shape, stride: int, padding: int) -> Array:
    """The same by loops: every axis that is missing is there once."""
    channels = k.shape[-3] if k.ndim > 2 and x.ndim > 2 else 1
    filters = k.reshape(-1, channels, *k.shape[-2:])
    examples = x.reshape(-1, channels, *x.shape[-2:])
    padded = np.zeros((*examples.shape[:2], *(n + 2 * padding for n in x.shape[-2:])))
    padded[..., padding : padding + x.shape[-2], padding : padding + x.shape[-1]] = examples
    rows, columns = (
        (n - m) // stride + 1 for n, m in zip(padded.shape[2:], k.shape[-2:], strict=True)
    )
    y = np.zeros((len(examples), len(filters), rows, columns))
    for n, o, i, j in np.ndindex(y.shape):
        for c, p, q in np.ndindex(filters.shape[1:]):
            y[n, o, i, j] += padded[n, c, i * stride + p, j * stride + q] * filters[o, c, p, q]
    return y.reshape(*before, rows, columns)


@pytest.mark.parametrize(("stride", "padding"), STEPS)
@pytest.mark.parametrize("reading", READINGS)
def test_a_convolution_is_a_sum_at_every_place_whatever_axes_are_there(
    reading: str, stride: int, padding: int
) -> None:
    rng = np.random.default_rng(1)
    x, k = (rng.uniform(-1, 1, shape) for shape in READINGS[reading][:2])
    given = {"stride": stride, "padding": padding}
    found = OPS["conv2d"].forward(x, k, **given)
    np.testing.assert_allclose(found, slid(x, k, READINGS[reading][2], stride, padding), 1e-12)
    report = check_op(OPS["conv2d"], OpCase(reading, (x, k), given))
    assert report.ok, report.worst


def test_a_vector_is_a_picture_of_one_row() -> None:
    rng = np.random.default_rng(2)
    x, k = rng.uniform(-1, 1, (2, 3, 8)), rng.uniform(-1, 1, (4, 3, 3))
    flat = OPS["conv1d"].forward(x, k, stride=2, padding=0)
    tall = OPS["conv2d"].forward(x[..., np.newaxis, :], k[..., np.newaxis, :], stride=2, padding=0)
    np.testing.assert_allclose(flat, tall[..., 0, :], 1e-13)


def test_only_what_the_kernel_covers_receives_of_the_first_number() -> None:
    rows = np.arange(16.0).reshape(4, 4)
    graph = parse(
        f"x = input({rows.tolist()})\nW = parameter([[1, 2], [3, 4]])\nb = parameter(0.5)\n"
        "y = conv2d(x, W, b)\nv = parameter([[1, 0, 0], [0, 0, 0], [0, 0, 0]])\nL = sum(y*v)"
    )
    trace = run(graph)
    assert trace.value("L") == 34.5
    np.testing.assert_array_equal(trace.gradient("W"), [[0, 1], [4, 5]])
    wanted = np.zeros((4, 4))
    wanted[:2, :2] = [[1, 2], [3, 4]]
    np.testing.assert_array_equal(trace.gradient("x"), wanted)
    assert trace.gradient("b") == 1.0


@pytest.mark.parametrize(
    ("x", "k", "why"),
    [
        ((2, 2), (3, 3), "a window of 3×3 is larger than 2×2"),
        ((2, 4, 4), (1, 3, 2, 2), "the kernel is for 3 channels, not for 2"),
        ((1, 2, 3, 4, 4), (2, 2), "1×2×3×4×4 numbers and a kernel of 2×2 have no common reading"),
    ],
)
def test_what_does_not_fit_is_told_with_the_reason(x: Shape, k: Shape, why: str) -> None:
    nodes = [Node("x", "input"), Node("k", "parameter"), Node("y", "conv2d")]
    graph = Graph.of(nodes, [Edge("x", "y", 0), Edge("k", "y", 1)])
    with pytest.raises(ShapeError, match=why):
        run(graph, {"x": np.ones(x), "k": np.ones(k)})


def test_the_largest_of_each_window_receives_what_arrives() -> None:
    graph = parse(
        "x = input([[1, 3, 2, 0], [4, 2, 1, 5], [0, 1, 9, 8], [2, 0, 7, 6]])\ny = max_pool(x)\n"
        "L = sum(y*[[1, 2], [3, 4]])"
    )
    trace = run(graph)
    np.testing.assert_array_equal(trace.value("y"), [[4, 5], [2, 9]])
    wanted = [[0, 0, 0, 0], [1, 0, 0, 2], [0, 0, 4, 0], [3, 0, 0, 0]]
    np.testing.assert_array_equal(trace.gradient("x"), wanted)
    assert not trace.kinks


def test_of_equally_large_numbers_the_first_receives_all_and_it_is_told() -> None:
    trace = run(parse("x = input([1, 1, 0, 2])\ny = max_pool(x)"))
    np.testing.assert_array_equal(trace.gradient("x"), [1, 0, 0, 1])
    assert [kink.node for kink in trace.kinks] == ["y"]


@pytest.mark.parametrize("name", ["max_pool", "avg_pool"])
@pytest.mark.parametrize(
    ("shape", "attrs"),
    [((6,), {}), ((2, 6), {"axes": 1}), ((2, 3, 4, 4), {}), ((5, 5), {"size": 3, "stride": 1})],
)
def test_pooling_of_vectors_rows_and_batches(
    name: str, shape: Shape, attrs: Mapping[str, int]
) -> None:
    x = as_numbers(np.random.default_rng(3).permutation(np.prod(shape)).reshape(shape))
    size, axes = attrs.get("size", 2), attrs.get("axes", min(len(shape), 2))
    stride = attrs.get("stride", size)
    y = OPS[name].forward(x, **{**OPS[name].attrs, **attrs})
    picks = np.max if name == "max_pool" else np.mean
    for at in np.ndindex(y.shape):
        last = tuple(slice(i * stride, i * stride + size) for i in at[-axes:])
        assert y[at] == pytest.approx(float(picks(x[(*at[:-axes], *last)])))
    assert check_op(OPS[name], OpCase("", (x,), attrs)).ok
