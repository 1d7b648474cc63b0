from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from graphviz_app.core.graph import Attr
from graphviz_app.core.oplib import is_leaf
from graphviz_app.errors import GraphError
from graphviz_app.formats import load, parse, with_leaf_value
from graphviz_app.formats.edits import leaf_value
from graphviz_app.formats.language.text import read_whole
from graphviz_app.resources import examples

TEXT = "# T\r\nx = input( 1.5 )   # the data\r\nβ = 3\r\ny = 2*x**2 - β   # hm\r\ny == 1.5\r\n"


def test_only_the_literal_changes() -> None:
    graph = with_leaf_value(parse(TEXT), "x", -0.25)
    assert graph.nodes["x"].attrs == {"value": -0.25}
    assert graph.source == TEXT.replace("1.5 )", "-0.25 )")
    assert parse(graph.source) == graph


def test_a_constant_inside_a_line_can_be_changed() -> None:
    graph = with_leaf_value(parse(TEXT), "y.c1", 7)
    assert graph.source == TEXT.replace("2*x", "7*x")
    assert graph.nodes["y.c1"].attrs == {"value": 7.0}


def test_a_named_constant_can_be_changed() -> None:
    assert "β = 1e-07\r\n" in with_leaf_value(parse(TEXT), "β", 1e-7).source


def test_a_tensor_over_several_lines_is_replaced_as_a_whole() -> None:
    text = "v = input([\n  [1, 2],\n  [3, 4],\n])  # rows\ns = sum(v)\n"
    graph = with_leaf_value(parse(text), "v", np.array([[1.0, 0.5]]))
    assert graph.source == "v = input([[1, 0.5]])  # rows\ns = sum(v)\n"


@pytest.mark.parametrize(
    ("line", "value", "expected"),
    [
        ("y = 2**x", -2, "y = (-2)**x"),
        ("y = 2/x", 1, "y = constant(1)/x"),
        ("y = x - 3", -4, "y = x - -4"),
        ("y = x**constant(3)", 2, "y = x**constant(2)"),
        ("y = -constant(3)", 2, "y = -constant(2)"),
        ("y = x*input(3)", 2, "y = x*input(2)"),
    ],
)
def test_a_number_next_to_an_operator_keeps_its_meaning(
    line: str, value: float, expected: str
) -> None:
    graph = parse(f"x = input(1)\n{line}  # remark")
    leaf = next(id_ for id_ in graph.nodes if id_ in {"y.c1", "y.input1"})
    changed = with_leaf_value(graph, leaf, value)
    assert changed.source == f"x = input(1)\n{expected}  # remark"
    assert parse(changed.source) == changed


def test_two_nodes_of_one_literal_cannot_differ_and_the_text_is_not_rewritten_for_it() -> None:
    graph = parse("x = input(1)\ndef f(u): return 2*u\ny = f(x) + f(x)")
    with pytest.raises(GraphError, match=r"'y\.c1' has several uses: change it in the text"):
        with_leaf_value(graph, "y.c1", 5)
    once = with_leaf_value(parse("x = input(1)\ndef f(u): return 2*u\ny = f(x)"), "y.c1", 5)
    assert once.source == "x = input(1)\ndef f(u): return 5*u\ny = f(x)"


def test_pins_and_everything_else_stay() -> None:
    graph = replace(parse(TEXT), pins={"x": (1.0, 2.0)})
    changed = with_leaf_value(graph, "x", 3)
    assert changed.pins == graph.pins
    assert changed.claims == graph.claims
    assert changed.source
    assert graph.nodes["x"].attrs == {"value": 1.5}


def test_a_graph_without_text_is_changed_too() -> None:
    graph = with_leaf_value(replace(parse(TEXT), source=""), "x", 3)
    assert (graph.nodes["x"].attrs, graph.source) == ({"value": 3.0}, "")


@pytest.mark.parametrize(
    "value", [float("inf"), float("nan"), [[1], [1, 2]], [], [1, [2]], "3", True]
)
def test_a_value_must_be_finite_and_rectangular(value: object) -> None:
    with pytest.raises(GraphError):
        with_leaf_value(parse(TEXT), "x", value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("id_", "says"), [("y", "'y' is not a leaf"), ("nobody", "there is no 'nobody'")]
)
def test_only_leaves_have_a_value_to_change(id_: str, says: str) -> None:
    with pytest.raises(GraphError, match=says):
        with_leaf_value(parse(TEXT), id_, 1)


@pytest.mark.parametrize("path", examples(), ids=lambda path: path.stem)
@pytest.mark.parametrize("value", [0.25, -3.0, 1e300, (1.0, 2.0), ((1.0,), (2.0,))])
def test_every_leaf_of_every_example_can_be_changed(path: Path, value: Attr) -> None:
    graph = load(path)
    for id_ in [id_ for id_, node in graph.nodes.items() if is_leaf(node)]:
        graph = with_leaf_value(graph, id_, value)  # type: ignore[arg-type]  # a number or rows
        assert graph.nodes[id_].attrs["value"] == value
        assert read_whole(graph.source) == graph


@pytest.mark.parametrize(
    "text",
    [
        "# T\nx = input(1.5)  # a remark (\nL = x**2\n",
        "y = 2; x = input(1.5)\nL = x*y\nx == 1.5\n",
        'with group("g"):\n    x = input(1.5)\n    L = x*2\n',
        "y = input(2) + \\\n  3\nx = input(1.5)\nL = x*y\n",
    ],
)
def test_only_the_passage_of_the_leaf_is_read(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    graph = parse(text)
    monkeypatch.setattr(leaf_value, "says", None)
    changed = with_leaf_value(graph, "x", 2.0)
    assert changed.source == text.replace("(1.5)", "(2)")
    assert read_whole(changed.source) == changed


def test_a_name_in_brackets_of_another_line_is_not_taken_for_a_line() -> None:
    graph = parse("x = input(1)\nL = sum(x,\naxis=0)\naxis = 3\nM = L + axis")
    changed = with_leaf_value(graph, "axis", 2)
    assert changed.source == "x = input(1)\nL = sum(x,\naxis=0)\naxis = 2\nM = L + axis"


def test_a_number_in_a_def_is_found_where_the_call_has_a_number_in_the_same_place() -> None:
    text = "def f(u): return 2*u\nx = input(1)\nyyyyyyyyyyyyy = 3*f(x)\nz = x"
    graph = with_leaf_value(parse(text), "yyyyyyyyyyyyy.c2", 5)
    assert graph.source == text.replace("2*u", "5*u")
    assert read_whole(graph.source) == graph


MATRICES = """\
W = parameter([[0.1,  0.2],   # the first unit
               [-0.4, 5]])
x = input([[1], [2]])
h = tanh(W @ x)
"""


@pytest.mark.parametrize(
    ("element", "before", "after"),
    [
        ("W[0,1]", "0.1,  0.2]", "0.1,  0.75]"),
        ("W[1,0]", "[-0.4, 5]", "[0.75, 5]"),
        ("x[1]", "[[1], [2]]", "[[1], [0.75]]"),
    ],
)
def test_one_number_of_a_matrix_is_changed_where_it_stands(
    element: str, before: str, after: str
) -> None:
    changed = with_leaf_value(parse(MATRICES), element, 0.75)
    assert changed.source == MATRICES.replace(before, after)
    assert changed == parse(changed.source)


def test_an_element_is_one_number_and_has_to_be_there() -> None:
    graph = parse(MATRICES)
    for element, value in (("W[0,1]", [1.0, 2.0]), ("W[2,0]", 1.0), ("h[0]", 1.0), ("U[0]", 1.0)):
        with pytest.raises(GraphError):
            with_leaf_value(graph, element, value)
