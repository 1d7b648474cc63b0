"""The curve in a circle is the activation itself."""

import math

import pytest

from graphviz_app.core.graph import Node
from graphviz_app.core.oplib import OPS
from graphviz_app.core.reading.weighing import ACTIVATING
from graphviz_app.explain.explain import node_sign
from graphviz_app.scene.items.neurons.activation import REACHES, USUAL_REACH, activation_curve

WIDTH, HEIGHT = 40.0, 30.0


@pytest.mark.parametrize("op", sorted(ACTIVATING))
def test_every_activation_has_a_curve_or_a_sign(op: str) -> None:
    node = Node("a", op, {})
    assert activation_curve(node, WIDTH, HEIGHT) is not None or node_sign(node)


@pytest.mark.parametrize("op", ["sigmoid", "tanh", "relu", "softplus", "silu", "gelu"])
def test_the_curve_is_the_function_up_to_scale(op: str) -> None:
    curve = activation_curve(Node("a", op, {}), WIDTH, HEIGHT)
    assert curve is not None
    reach = REACHES.get(op, USUAL_REACH)
    points = curve.toSubpathPolygons()[0].toList()
    value = OPS[op].on_floats
    told = [(reach * 2 * point.x() / WIDTH, -point.y()) for point in points]
    exact = [value(x) for x, _ in told]
    span = max(exact) - min(exact)
    shown = [y for _, y in told]
    stretch = (max(shown) - min(shown)) / span
    for y, value_there in zip(shown, exact, strict=True):
        assert y - min(shown) == pytest.approx(stretch * (value_there - min(exact)), abs=1e-6)


def test_the_curve_fills_its_box_and_no_more() -> None:
    curve = activation_curve(Node("a", "sigmoid", {}), WIDTH, HEIGHT)
    assert curve is not None
    box = curve.boundingRect()
    assert box.width() == pytest.approx(WIDTH)
    assert box.height() <= HEIGHT + 1e-6
    assert math.isclose(box.center().x(), 0.0, abs_tol=1e-6)


def test_what_is_no_function_of_one_number_has_no_curve() -> None:
    assert activation_curve(Node("a", "softmax", {}), WIDTH, HEIGHT) is None
    assert activation_curve(Node("a", "nonsense", {}), WIDTH, HEIGHT) is None
