"""Many numbers at once, with every digit; the rest of a text stays as it was typed."""

import math
import random
import time
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphviz_app.core.learning.settings import Trained
from graphviz_app.errors import GraphError
from graphviz_app.formats import parse, to_text
from graphviz_app.formats.edits.leaf_values import with_leaf_values
from graphviz_app.formats.language.passages.memory import MEMORY

TEXT = """# A net
x₁ = input([1, 2]); t = target(1)  # data
with group("a"):
    w = parameter( [0.50, 1e0] ) # weights
    b = parameter(-1.0)
v = torch.tensor(2.0, requires_grad=True)
k = parameter(1/3)
M = parameter([[1, 2],
               [3, .5]])
L = sum(M @ (w*x1))*b*v*k*3 + t
"""
FINITE = st.floats(allow_nan=False, allow_infinity=False)


def test_only_numbers_that_are_others_change() -> None:
    graph = parse(TEXT)
    values = {"w": [0.5, 0.1], "b": 0.25, "v": 7, "k": 1 / 3, "t": -1, "M": [[1, 2], [4, 0.5]]}
    after = with_leaf_values(graph, {**values, "x1": (3, 4), "L.c1": 5})
    expected = TEXT.replace("1e0", "0.1").replace("-1.0", "0.25").replace("2.0,", "7,")
    expected = expected.replace("target(1)", "target(-1)").replace("input([1, 2])", "input([3, 4])")
    expected = expected.replace("[[1, 2],\n               [3, .5]]", "[[1, 2], [4, 0.5]]")
    assert after.source == expected.replace("k*3", "k*5")
    assert parse(after.source) == after


def test_a_number_of_a_matrix_stays_as_it_was_typed_unless_it_is_another() -> None:
    graph = parse("W = parameter([ [1.0, -0, 2e0],[0.50,+3,7.] ])\ny = sum(W)\n")
    same = np.array([[1.0, -0.0, 2.0], [0.5, 3.0, 7.0]])
    assert with_leaf_values(graph, {"W": same}).source == graph.source
    other = np.array([[1.0, 0.0, 2.0], [0.5, 4.0, 7.0]])
    after = with_leaf_values(graph, {"W": other})
    assert after.source == "W = parameter([ [1.0, 0, 2e0],[0.50,4,7.] ])\ny = sum(W)\n"
    assert after.nodes["W"].attrs["value"] == ((1.0, 0.0, 2.0), (0.5, 4.0, 7.0))


def test_a_matrix_of_another_shape_is_written_anew() -> None:
    graph = parse("W = parameter([[1, 2]])\ny = sum(W)\n")
    after = with_leaf_values(graph, {"W": np.array([[1.0], [2.5]])})
    assert after == parse("W = parameter([[1], [2.5]])\ny = sum(W)\n")


def test_what_is_the_same_leaves_the_text_alone() -> None:
    graph = parse(TEXT)
    values = {
        id_: node.attrs["value"] for id_, node in graph.nodes.items() if node.attrs.get("value")
    }
    assert with_leaf_values(graph, values).source == TEXT


@given(st.lists(FINITE, min_size=4, max_size=4))
@settings(max_examples=50, deadline=None)
def test_every_digit_is_written(numbers: list[float]) -> None:
    a, b, c, d = numbers
    graph = with_leaf_values(parse(TEXT), {"b": a, "w": [b, c], "v": d})
    again = parse(graph.source)
    assert again == graph
    read = (again.nodes["b"].attrs["value"], *again.nodes["w"].attrs["value"])  # type: ignore[misc]
    assert [math.copysign(1, x) for x in read] == [math.copysign(1, x) for x in (a, b, c)]
    assert read == (a, b, c)


def test_the_way_is_written_beside_and_replaced() -> None:
    graph = parse(TEXT)
    start = {"b": -1.0}
    for step in (1, 2, 3):
        graph = with_leaf_values(graph, {"b": step / 7}, Trained(step, start))
        assert graph.source.count("# trained: ") == 1
        assert parse(graph.source).trained == Trained(step, start) == graph.trained
    back = with_leaf_values(graph, start, None)
    assert back.source == TEXT.replace("-1.0", "-1")


def test_what_was_written_is_known_again() -> None:
    graph = with_leaf_values(parse(TEXT), {"b": 5}, Trained(1, {"b": -1.0}))
    assert MEMORY.recall(graph.source) is not None
    known = parse(graph.source)
    MEMORY.forget()
    assert parse(graph.source) == known == graph


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_stay_what_they_are(end: str) -> None:
    graph = parse(TEXT.replace("\n", end))
    after = with_leaf_values(graph, {"b": 0.5}, Trained(1, {"b": -1.0}))
    assert after.source.startswith(TEXT.replace("-1.0", "0.5").replace("\n", end))
    assert parse(after.source) == after


def test_a_comment_that_looks_like_a_line_is_left_alone() -> None:
    text = "x = input(1)  # ; w = parameter(3)\nw = parameter(2)  # w = parameter(2)\ny = w*x\n"
    after = with_leaf_values(parse(text), {"w": 9, "x": 4})
    assert after.source == (
        "x = input(4)  # ; w = parameter(3)\nw = parameter(9)  # w = parameter(2)\ny = w*x\n"
    )


def test_parameters_that_share_a_literal_are_written_apart() -> None:
    text = "def f(u): return u*parameter(2)\nx = input(3)\ny = f(f(x))\n"
    after = with_leaf_values(parse(text), {"y.parameter1": 5.0, "y.parameter2": 2.5})
    assert after.nodes["y.parameter2"].attrs == {"value": 2.5}
    assert "parameter(5)*parameter(2.5)" in to_text(after)


def test_a_graph_without_text_has_none_afterwards() -> None:
    graph = replace(parse(TEXT), source="")
    assert with_leaf_values(graph, {"b": 2.0}).source == ""


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"q": 1.0}, "there is no 'q'"),
        ({"L": 1.0}, "not a leaf"),
        ({"b": math.nan}, "finite"),
        ({"w": [1, math.inf]}, "finite"),
        ({"b": "1"}, "a number or a list"),
    ],
)
def test_what_cannot_be_a_value_is_refused(values: dict[str, object], sentence: str) -> None:
    with pytest.raises(GraphError, match=sentence):
        with_leaf_values(parse(TEXT), values)


def test_fifty_leaves_take_a_few_milliseconds() -> None:
    numbers = [random.Random(1).random() for _ in range(50)]
    lines = [f"w{i} = parameter({x})" for i, x in enumerate(numbers)]
    graph = parse(
        "\n".join(["x = input(1)", *lines, f"y = {' + '.join(f'w{i}*x' for i in range(50))}"])
    )
    start = {f"w{i}": x for i, x in enumerate(numbers)}
    times = []
    for step in range(20):
        values = {name: x + step for name, x in start.items()}
        before = time.thread_time()
        graph = with_leaf_values(graph, values, Trained(step, start))
        times.append(time.thread_time() - before)
    assert sorted(times)[10] < 0.005
