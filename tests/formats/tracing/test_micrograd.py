"""Values of micrograd: the graph, the numbers there, and what is told where they differ."""

import random
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from graphviz_app.errors import CycleError, GraphAppError
from graphviz_app.formats import parse
from graphviz_app.formats.tracing.things import trace_of
from graphviz_app.formats.tracing.traced import Traced

engine = pytest.importorskip("micrograd.engine")
nn = pytest.importorskip("micrograd.nn")
Value: Callable[..., Any] = engine.Value


def shown(root: object, **variables: object) -> Traced:
    return trace_of(root, variables=variables)


def test_the_program_of_micrograds_own_page_has_its_numbers() -> None:
    a, b = Value(-4.0), Value(2.0)
    c = a + b
    d = a * b + b**3
    c += c + 1
    c += 1 + c + (-a)
    d += d * 2 + (b + a).relu()
    d += 3 * d + (b - a).relu()
    e = c - d
    f = e**2
    g = f / 2.0
    g += 10.0 / f
    g.backward()
    found = shown(g, a=a, b=b, g=g)
    assert found.trace.value("g") == pytest.approx(g.data, rel=1e-12)
    assert found.trace.gradient("a") == pytest.approx(a.grad, rel=1e-12)
    assert found.trace.gradient("b") == pytest.approx(b.grad, rel=1e-12)
    assert found.remarks == ()


def test_a_network_of_micrograd_has_its_gradients_under_the_names_of_its_weights() -> None:
    random.seed(3)
    model = nn.MLP(3, [4, 4, 1])
    x = [Value(2.0), Value(3.0), Value(-1.0)]
    loss = (model(x) - 1.0) ** 2
    loss.backward()
    found = shown(loss, model=model, x=x, loss=loss)
    for i, layer in enumerate(model.layers):
        for j, neuron in enumerate(layer.neurons):
            assert found.trace.gradient(f"b{i}_{j}") == pytest.approx(neuron.b.grad, rel=1e-9)
            for k, weight in enumerate(neuron.w):
                name = f"w{i}_{j}_{k}"
                assert found.graph.nodes[name].op == "parameter"
                assert found.trace.gradient(name) == pytest.approx(weight.grad, rel=1e-9)
    assert [found.graph.nodes[f"x{i}"].op for i in range(3)] == ["input"] * 3
    assert found.remarks == ()


def test_a_set_that_has_lost_an_operand_gives_it_back() -> None:
    x = Value(3.0)
    y = x * x + x + x
    y.backward()
    found = shown(y, x=x, y=y)
    assert found.trace.value("y") == 15
    assert found.trace.gradient("x") == x.grad == 8


@pytest.mark.parametrize(
    ("function", "written"),
    [
        (lambda a, b: a - b, "y = a - b"),
        (lambda a, b: a / b, "y = a/b"),
        (lambda a, b: a - 1, "y = a - 1"),
        (lambda a, b: 2 * a, "y = 2*a"),
        (lambda a, b: -a, "y = -a"),
        (lambda a, b: a**2, "y = a**2"),
        (lambda a, b: a**-0.5, "y = a**-0.5"),
        (lambda a, b: a.relu(), "y = relu(a)"),
    ],
)
def test_what_micrograd_makes_of_others_is_shown_as_it_was_typed(
    function: Callable[..., Any], written: str
) -> None:
    a, b = Value(3.0), Value(2.0)
    y = function(a, b)
    found = shown(y, a=a, b=b, y=y)
    assert written in found.document.source
    assert found.trace.value("y") == pytest.approx(y.data)


def test_names_of_a_label_come_before_those_of_variables() -> None:
    x = Value(3.0)
    x.label = "x1w1 + b"
    y = x * 2
    assert "x1w1_b" in shown(y, a=x, y=y).graph.nodes


def test_a_given_name_comes_before_that_of_a_variable() -> None:
    x = Value(3.0)
    found = trace_of(x * 2, more={"price": x}, variables={"q": x})
    assert "price" in found.graph.nodes


def test_a_backward_pass_that_has_not_run_is_told() -> None:
    x = Value(3.0)
    y = x * 2
    (remark,) = shown(y, x=x, y=y).remarks
    assert remark.startswith("backward has not run there")


def test_a_backward_pass_that_ran_twice_is_told_with_both_numbers() -> None:
    x = Value(3.0)
    y = x * 2
    y.backward()
    y.backward()
    (remark,) = shown(y, x=x, y=y).remarks
    assert remark.startswith("x.grad is 4.0000 there, here 2.0000: backward ran 2 times")


def test_a_leaf_that_was_changed_after_the_forward_pass_is_told() -> None:
    x = Value(3.0)
    y = x * 2
    y.backward()
    x.data = 5.0
    (remark,) = shown(y, x=x, y=y).remarks
    assert remark.startswith("y is 6.0000 there, here 10.0000")


def test_remarks_stand_in_the_text_below_its_title() -> None:
    x = Value(3.0)
    y = x * 2
    text = shown(y, x=x, y=y).document.source
    assert text.splitlines()[0] == "# y, from micrograd"
    assert text.splitlines()[1].startswith("# backward has not run there")
    assert parse(text).title == "y, from micrograd"


def test_an_operator_of_ones_own_is_a_box_with_its_derivative() -> None:
    x = Value(3.0)
    y = Value(x.data**3 + 1, (x,), "cube+1")

    def backward() -> None:
        x.grad += 3 * x.data**2 * y.grad

    y._backward = backward
    z = y * 2
    z.backward()
    found = shown(z, x=x, z=z)
    assert found.trace.value("z") == z.data == 56
    assert found.trace.gradient("x") == x.grad == 54
    assert found.graph.view.folded == ("cube_1",)
    assert "cube+1 has no counterpart here" in found.remarks[0]


def test_gradients_of_the_program_are_as_they_were_before() -> None:
    x = Value(3.0)
    y = Value(x.data * 7, (x,), "seven")
    y._backward = lambda: setattr(x, "grad", x.grad + 7 * y.grad)
    x.grad, y.grad = 0.5, 0.25
    shown(y, x=x)
    assert (x.grad, y.grad) == (0.5, 0.25)


def test_ten_thousand_values_in_a_row_are_no_matter() -> None:
    x = Value(1.0)
    y = x
    for _ in range(5_000):
        y = y * 1.0001 + 0.5
    found = shown(y, x=x, y=y)
    assert len(found.graph.nodes) == 20_001
    assert found.trace.value("y") == pytest.approx(y.data)


def test_a_value_of_itself_is_refused() -> None:
    x = Value(1.0)
    y = x * 2
    x._prev = {y}
    with pytest.raises(CycleError, match="depends on itself"):
        shown(y)


def test_a_value_without_a_number_is_refused() -> None:
    with pytest.raises(GraphAppError, match="is no number"):
        shown(Value("3") + Value("4"))


def test_values_without_any_name_are_inputs() -> None:
    found = shown(Value(2.0) * Value(5.0))
    assert sorted(node.op for node in found.graph.nodes.values()) == ["input", "input", "mul"]


def test_order_does_not_depend_on_where_values_are_in_memory() -> None:
    def text() -> str:
        random.seed(1)
        model = nn.MLP(2, [3, 1])
        return shown(model([1.0, 2.0]), model=model).document.source

    assert len({text() for _ in range(5)}) == 1


def test_a_table_as_a_value_is_shown_as_one() -> None:
    x = Value(np.array([1.0, 2.0]))
    y = x * x
    found = shown(y, x=x, y=y)
    assert np.array_equal(found.trace.value("y"), [1, 4])
