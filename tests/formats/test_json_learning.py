"""What a JSON document says of learning, and where it is refused."""

import json
from dataclasses import replace
from typing import Any

import pytest

from graphviz_app.core.learning.settings import DataUse, Descent, Trained
from graphviz_app.errors import DocumentError
from graphviz_app.formats import from_document, from_json, parse, to_document, to_json

TEXT = (
    "x = input(1)\nw = parameter([1, 2])\nb = parameter(1)\ny = sum(w*x) + b\n"
    'frozen(b)\ndescent("adam", rate=0.1, start=dict(b=2))\ndata(x=[1, 2])\n'
)
GRAPH = replace(parse(TEXT), trained=Trained(3, {"w": (0.5, 0.5)}))


def document(**changes: object) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(to_json(replace(GRAPH, source="")))
    return {**found, **changes}


def refusal(**changes: object) -> DocumentError:
    with pytest.raises(DocumentError) as caught:
        from_document(document(**changes))
    return caught.value


def test_a_document_says_what_the_text_says() -> None:
    written = to_document(GRAPH)
    assert written["frozen"] == ["b"]
    assert written["descents"] == [{"optimizer": "adam", "rate": 0.1, "start": {"b": 2.0}}]
    assert written["data"] == {"columns": {"x": [1.0, 2.0]}}
    assert written["trained"] == {"step": 3, "descent": 0, "start": {"w": (0.5, 0.5)}}
    assert from_json(to_json(GRAPH)) == GRAPH
    assert from_json(to_json(GRAPH)).source == GRAPH.source
    assert from_json(to_json(GRAPH)).trained == GRAPH.trained


def test_a_document_without_learning_has_no_keys_for_it() -> None:
    written = to_document(parse("x = input(1)\n"))
    assert not {"frozen", "descents", "data", "trained"} & written.keys()


def test_a_document_may_say_less() -> None:
    graph = from_document(
        document(frozen=None, descents=[{}], data={"path": "a.csv"}, trained=None)
    )
    assert (graph.frozen, graph.descents, graph.data) == ((), (Descent(),), DataUse("a.csv"))
    assert from_document(document(descents=[{"start": 7, "seed": None}])).descents == (
        Descent(start=7),
    )


def test_a_way_that_does_not_fit_is_left_out() -> None:
    for start in ({"w": 1}, {"x": 1}, {"q": 1}):
        assert from_document(document(trained={"step": 1, "start": start})).trained is None
    way = {"step": 1, "start": {"b": 1}, "descent": 1}
    assert from_document(document(trained=way)).trained is None


@pytest.mark.parametrize(
    ("key", "value", "place", "sentence"),
    [
        ("frozen", "b", "frozen", "a list"),
        ("frozen", ["x"], "frozen[0]", "only parameters learn"),
        ("frozen", ["b", "q"], "frozen[1]", "there is no parameter 'q'"),
        ("frozen", ["b", "b"], "frozen[1]", "already frozen"),
        ("descents", {}, "descents", "a list"),
        ("descents", [3], "descents[0]", "a mapping"),
        ("descents", [{"optimizer": "Adam"}], "descents[0].optimizer", "the optimizer is one of"),
        ("descents", [{"stps": 1}], "descents[0].stps", "did you mean 'steps'?"),
        ("descents", [{"rate": "a"}], "descents[0].rate", "a number is expected"),
        ("descents", [{"rate": 0}], "descents[0].rate", "rate is a positive number"),
        ("descents", [{}, {"steps": 1.5}], "descents[1].steps", "a whole number from 1"),
        ("descents", [{"momentum": 0.9}], "descents[0].momentum", "sgd has no momentum"),
        ("descents", [{"every": 3}], "descents[0].every", 'decline="step"'),
        ("descents", [{"name": "a\nb"}], "descents[0].name", "printable"),
        ("descents", [{"start": {"x": 1}}], "descents[0].start.x", "only parameters learn"),
        ("descents", [{"start": {"b": [1]}}], "descents[0].start.b", "would start as a vector"),
        ("descents", [{"start": {"b": "1"}}], "descents[0].start.b", "a number or a list"),
        ("descents", [{"start": {}}], "descents[0].start", "empty"),
        ("descents", [{"start": -1}], "descents[0].start", "a whole number from 0"),
        ("descents", [{}] * 101, "descents", "at most 100"),
        ("data", "a.csv", "data", "a mapping"),
        ("data", {}, "data.path", "a path has 1 to"),
        ("data", {"path": "a\nb"}, "data.path", "a path has 1 to"),
        ("data", {"path": "a", "columns": {"x": [1]}}, "data.path", "not both"),
        ("data", {"columns": {"x": [1], "t": [1, 2]}}, "data.columns.t", "the first has 1 row"),
        ("data", {"columns": {"x": ["1"]}}, "data.columns.x[0]", "a number is expected"),
        ("data", {"columns": {" ": [1]}}, "data.columns. ", "printable"),
        ("data", {"columns": {"x": []}}, "data.columns", "empty"),
        ("data", {"columns": {}}, "data.columns", "empty"),
        ("data", {"columns": {"x": [1] * 50_001, "t": [1] * 50_001}}, "data.columns.t", "at most"),
        ("trained", [], "trained", "a mapping"),
        ("trained", {"step": -1, "start": {"b": 1}}, "trained.step", "a whole number from 0"),
        ("trained", {"step": 1, "start": {"b": "1"}}, "trained.start.b", "a number or a list"),
    ],
)
def test_what_is_refused_names_its_place(
    key: str, value: object, place: str, sentence: str
) -> None:
    error = refusal(**{key: value})
    assert error.place == place
    assert sentence in str(error)
