"""Rows of a table as the values of a graph's inputs and targets."""

import numpy as np
import pytest

from graphviz_app import parse
from graphviz_app.core.graph import Graph
from graphviz_app.core.learning.settings import DataUse
from graphviz_app.core.learning.table import Feed, Table, written_table
from graphviz_app.errors import DataError

XOR = parse("x1 = input(0)\nx2 = input(0)\nt = target(0)\nw = parameter(1)\nL = (t - w*x1*x2)**2")
VECTOR = parse("x = input([0, 0])\nt = target(0)\nw = parameter([1, 2])\nL = (t - w @ x)**2")
MATRIX = parse("X = input([[0, 0], [0, 0]])\nL = sum(X)")
ROWS = np.array([[0.0, 0, 0], [0, 1, 1], [1, 0, 1], [1, 1, 0]])


def table(names: str, rows: np.ndarray = ROWS, source: str = "xor.csv") -> Table:
    return Table(tuple(names.split("|")) if names else (), rows, source)


def refusal(graph: Graph, given: Table) -> str:
    with pytest.raises(DataError) as told:
        Feed.of(graph, given)
    return str(told.value)


@pytest.mark.parametrize(
    "names",
    ["x1|x2|t", " x1 | x2|t ", "X1|X2|T", "x_1|x_2|t", "x₁|x₂|t", "$x_{1}$|$x_{2}$|$t$",
     "x[1]|x[2]|t", ""],
)  # fmt: skip
def test_columns_feed_the_leaves_of_their_names(names: str) -> None:
    feed = Feed.of(XOR, table(names))
    assert feed.values(2) == {"x1": 1.0, "x2": 0.0, "t": 1.0}
    assert all(type(value) is float for value in feed.values(2).values())
    assert (feed.count, feed.ignored) == (4, ())


def test_the_order_of_named_columns_does_not_matter_and_others_are_ignored() -> None:
    given = table("t|note|x2|x1", np.array([[5.0, 9, 2, 1]]))
    feed = Feed.of(XOR, given)
    assert feed.values(0) == {"x1": 1.0, "x2": 2.0, "t": 5.0}
    assert feed.ignored == ("note",)


def test_the_exact_name_goes_before_one_that_is_only_alike() -> None:
    feed = Feed.of(XOR, table("X1|x1|x2|t", np.array([[9.0, 1, 2, 3]])))
    assert feed.values(0)["x1"] == 1.0
    assert feed.ignored == ("X1",)


@pytest.mark.parametrize(
    "names", ["x[0]|x[1]|t", "x0|x1|t", "x_0|x_1|t", "x1|x2|t", "x₁|x₂|t", "X[0]|X[1]|t", ""]
)
def test_elements_of_a_vector_have_columns(names: str) -> None:
    value = Feed.of(VECTOR, table(names)).values(1)["x"]
    assert np.array_equal(value, [0.0, 1.0])
    assert isinstance(value, np.ndarray)


@pytest.mark.parametrize(
    ("form", "first"),
    [("X[{},{}]", 0), ("X[{}, {}]", 0), ("X[{}][{}]", 0), ("X_{}_{}", 0), ("X_{}_{}", 1),
     ("X{}{}", 0), ("X{}{}", 1)],
)  # fmt: skip
def test_elements_of_a_matrix_have_columns(form: str, first: int) -> None:
    names = [form.format(i + first, j + first) for i in (0, 1) for j in (0, 1)]
    feed = Feed.of(MATRIX, Table(tuple(names), np.array([[1.0, 2, 3, 4]])))
    assert np.array_equal(feed.values(0)["X"], [[1, 2], [3, 4]])


def test_a_table_for_a_wider_vector_is_refused() -> None:
    told = refusal(VECTOR, table("x[0]|x[1]|x[2]|t", np.zeros((1, 4))))
    assert told.endswith("has a column x[2], and the input x is a vector of 2")
    fine = Feed.of(VECTOR, table("x[0]|x[1]|y[2]|x3|t", np.zeros((1, 5))))
    assert fine.ignored == ("y[2]", "x3")


def test_a_column_of_a_leaf_is_no_element_of_another() -> None:
    graph = parse("x = input([0, 0])\nx1 = input(0)\nL = x[0]*x1")
    assert "no column x[0] for the input x" in refusal(graph, table("x1|x2", ROWS[:, :2]))


def test_a_missing_column_is_named_with_those_that_are_there() -> None:
    assert refusal(XOR, table("x1|x2", ROWS[:, :2])) == (
        "xor.csv has no column for the target t; its columns are x1, x2"
    )
    assert refusal(XOR, table("x1", ROWS[:, :1])) == (
        "xor.csv has no columns for the input x2 and the target t; its only column is x1"
    )
    assert "for the inputs x1 and x2 and the target t;" in refusal(XOR, table("a|b"))
    assert refusal(VECTOR, table("x[0]|t", ROWS[:, :2], "")) == (
        "the table has no column x[1] for the input x; its columns are x[0], t"
    )


def test_two_columns_that_could_be_meant_are_refused() -> None:
    assert refusal(XOR, table("X1|x_1|x2|t", np.zeros((1, 4)))) == (
        "xor.csv has no column x1, and both X1 and x_1 could be meant"
    )


def test_columns_without_names_are_taken_only_if_their_number_fits() -> None:
    assert refusal(XOR, table("", ROWS[:, :2])) == (
        "xor.csv has 2 columns without names, and x1, x2 and t need 3; "
        "write the names into its first row"
    )


def test_a_graph_that_takes_nothing_and_a_table_of_nothing_are_refused() -> None:
    assert "no input and no target" in refusal(parse("w = parameter(1)\nL = w**2"), table("t"))
    assert refusal(XOR, table("x1|x2|t", ROWS[:0])) == "xor.csv has no rows"


def test_many_columns_are_not_all_listed() -> None:
    names = "|".join(f"pixel{i}" for i in range(900))
    told = refusal(XOR, table(names, np.zeros((1, 900))))
    assert told.endswith(", pixel11 and 888 more")
    assert len(told) < 300


def test_rows_are_stacked_in_the_shape_of_their_leaves() -> None:
    feed = Feed.of(VECTOR, table("x[0]|x[1]|t"))
    stacked = feed.stacked([3, 1])
    assert np.array_equal(stacked["x"], [[1, 1], [0, 1]])
    assert np.array_equal(stacked["t"], [0, 1])
    assert all(np.array_equal(feed.stacked()[id_][2], feed.values(2)[id_]) for id_ in ("x", "t"))


def test_heads_name_elements_as_a_text_does() -> None:
    assert Feed.of(XOR, table("t|x2|x1")).heads == (("x1", 2), ("x2", 1), ("t", 0))
    assert Feed.of(VECTOR, table("x0|x1|t")).heads == (("x[0]", 0), ("x[1]", 1), ("t", 2))
    names = ("X00", "X01", "X10", "X11")
    heads = Feed.of(MATRIX, Table(names, np.array([[1.0, 2, 3, 4]]))).heads
    assert [name for name, _ in heads] == ["X[0, 0]", "X[0, 1]", "X[1, 0]", "X[1, 1]"]


def test_the_shown_row_is_the_one_whose_values_the_leaves_have() -> None:
    feed = Feed.of(VECTOR, table("x[0]|x[1]|t"))
    for row in range(4):
        assert feed.shown(VECTOR.with_values(feed.values(row))) == row
    assert feed.shown(VECTOR.with_values({"t": 0.5})) is None
    assert feed.shown(VECTOR.with_values({"x": [0.0, 0.0, 0.0]})) is None


def test_of_equal_rows_the_near_one_is_shown() -> None:
    feed = Feed.of(XOR, table("x1|x2|t", np.vstack([ROWS, ROWS])))
    graph = XOR.with_values(feed.values(6))
    assert (feed.shown(graph), feed.shown(graph, 6), feed.shown(graph, 5)) == (2, 6, 2)


def test_written_columns_are_a_table() -> None:
    given = written_table(DataUse(columns={"x1": (0.0, 1.0), "t": (1.0, 0.0)}))
    assert (given.names, given.called) == (("x1", "t"), "the table")
    assert np.array_equal(given.rows, [[0, 1], [1, 0]])
    with pytest.raises(DataError, match="not of one length: x has 2, t has 1"):
        written_table(DataUse(columns={"x": (0.0, 1.0), "t": (1.0,)}))
    with pytest.raises(DataError, match="has no rows"):
        written_table(DataUse(columns={"x": ()}))
