"""What there is to say of learning survives text and document, whatever it is."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphviz_app.core.graph import Graph
from graphviz_app.core.learning.settings import DataUse, Descent
from graphviz_app.formats import from_json, parse, to_json, to_text
from graphviz_app.formats.descent_rules import DEFAULTS, NUMBERS, WORDS, plain
from graphviz_app.formats.limits import MAX_SEED, MAX_STEPS

GRAPH = parse(
    "x = input([1, 2])\nλ = parameter(3)\nw = parameter([0.5, 0.25])\n"
    "M = parameter([[1, 2], [3, 4]])\nlambda = parameter(1)\n"
    "L = sum(M @ (w*x)) + λ*lambda + parameter(2)*λ\nlearning_rate(0.5)\n"
)
FINITE = st.floats(allow_nan=False, allow_infinity=False, width=64)
LETTERS = st.characters(exclude_categories=("C", "Z")) | st.sampled_from(" \"'\\#·²")
LINE = st.text(LETTERS, min_size=1, max_size=20).filter(
    lambda words: words.isprintable() and words.strip()
)
SHARE = st.floats(0, 1, exclude_max=True)
POSITIVE = st.floats(5e-324, 1e300)
STEPS = st.integers(1, MAX_STEPS)
VALUES = {
    **dict.fromkeys(("momentum", "alpha", "beta1", "beta2"), SHARE),
    **dict.fromkeys(("epsilon", "weight_decay"), st.floats(0, 1e300)),
    **dict.fromkeys(("rate", "gamma"), POSITIVE),
    **dict.fromkeys(("steps", "every", "batch"), STEPS),
    "seed": st.integers(0, MAX_SEED),
    "name": LINE | st.just(""),
    "start": st.integers(0, MAX_SEED)
    | st.fixed_dictionaries(
        {"w": st.tuples(FINITE, FINITE)},
        optional={
            "λ": FINITE,
            "lambda": FINITE,
            "M": st.tuples(st.tuples(FINITE, FINITE), st.tuples(FINITE, FINITE)),
            "L.parameter1": FINITE,
        },
    ),
    **{word: st.sampled_from(words) for word, words in WORDS.items()},
}
DESCENTS = st.fixed_dictionaries({}, optional=VALUES).map(lambda said: plain(Descent(**said)))  # type: ignore[arg-type]
NAMES = st.sampled_from(["x", "t", "x1", "lambda", "λ", "for", "a b", "x[0]", "x[0,1]", "1"]) | LINE
TABLES = st.integers(1, 3).flatmap(
    lambda rows: st.dictionaries(NAMES, st.tuples(*[FINITE] * rows), min_size=1, max_size=5)
)
DATA = st.none() | LINE.map(DataUse) | TABLES.map(lambda columns: DataUse(columns=columns))
FROZEN = st.lists(st.sampled_from(["w", "λ", "M", "lambda", "L.parameter1"]), unique=True)


def assert_round_trip(graph: Graph) -> None:
    assert from_json(to_json(graph)) == graph
    text = to_text(graph)
    again = parse(text)
    assert again == graph, text
    assert from_json(to_json(again)) == graph
    assert to_text(replace(again, source="")) == text


def test_every_field_of_a_descent_is_tried() -> None:
    assert VALUES.keys() == DEFAULTS.keys()
    assert VALUES.keys() == {*NUMBERS, *WORDS, "name", "start"}


@given(FROZEN, st.lists(DESCENTS, max_size=3), DATA)
@settings(max_examples=150, deadline=None)
def test_learning_survives_text_and_document(
    frozen: list[str], descents: list[Descent], data: DataUse | None
) -> None:
    graph = replace(GRAPH, source="", frozen=tuple(frozen), descents=tuple(descents), data=data)
    assert_round_trip(graph)


def test_elements_in_another_order_or_number_keep_their_columns() -> None:
    for names in (["x[1]", "x[0]"], ["x[1]"], ["x[0]", "x"], ["x[0]", "t", "x[1]"], ["x[0,0]"]):
        columns = {name: (float(i), 2.0) for i, name in enumerate(names)}
        assert_round_trip(replace(GRAPH, source="", data=DataUse(columns=columns)))


def test_rows_of_matrices_are_written_as_such() -> None:
    text = "x = input([[1, 2], [3, 4]])\nw = parameter(1)\ny = w*x\n"
    graph = parse(f"{text}data(x=[[[1, 2], [3, 4]], [[5, 6], [7, 8]]])\n")
    assert graph.data is not None
    assert graph.data.columns["x[1,0]"] == (3.0, 7.0)
    assert "data(x=[[[1, 2], [3, 4]], [[5, 6], [7, 8]]])" in to_text(replace(graph, source=""))
    assert_round_trip(replace(graph, source=""))


@pytest.mark.parametrize("optimizer", WORDS["optimizer"])
def test_numbers_that_an_optimizer_does_not_have_are_not_said(optimizer: str) -> None:
    full = Descent(
        optimizer,  # type: ignore[arg-type]
        momentum=0.5,
        alpha=0.5,
        beta1=0.5,
        beta2=0.5,
        epsilon=1,
        gamma=0.5,
    )
    graph = replace(GRAPH, source="", descents=(full,))
    assert parse(to_text(graph)).descents == (plain(full),)
    assert from_json(to_json(graph)).descents == (plain(full),)
