import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from graphviz_app.core.graph import Edge, Graph, Node
from graphviz_app.core.view import View
from graphviz_app.errors import CycleError, DocumentError
from graphviz_app.formats import from_document, from_json, parse, to_document, to_json, to_text
from graphviz_app.formats.limits import MAX_LABEL

NEURON = parse(
    "# A neuron\nx = input(1.5)\nw = parameter(-0.8)\nz = w*x + 0.1\nL = sum(z, axis=None)\n"
    "learning_rate(0.5)\ngrad(w) == -0.2175\nd(L (so), w) == 1.50"
)


def document() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(to_json(replace(NEURON, source="")))
    return found


def test_the_document_says_what_the_design_says() -> None:
    written = to_document(replace(NEURON, source="", pins={"x": (0.0, 1.0)}))
    assert written["format"] == 1
    assert written["title"] == "A neuron"
    assert written["output"] == "L"
    assert written["learning_rate"] == 0.5
    assert written["nodes"][0] == {"id": "x", "op": "input", "attrs": {"value": 1.5}}  # type: ignore[index]
    assert written["nodes"][2] == {  # type: ignore[index]
        "id": "z.mul1",
        "op": "mul",
        "inputs": ["w", "x"],
        "group": "z",
    }
    assert written["claims"][0] == {"kind": "grad", "of": "w", "printed": "-0.2175"}  # type: ignore[index]
    assert written["pins"] == {"x": [0.0, 1.0]}


def test_the_round_trip_is_exact() -> None:
    graph = replace(
        NEURON,
        pins={"x": (0.1, 1e6), "z.mul1": (-2.0, 0.3)},
        labels={"x": "Größe ×2", "z.mul1": '"w" & <x>'},
        view=View("lines", "TB", True, False, True),
    )
    again = from_json(to_json(graph))
    assert again == graph
    assert (again.view, again.source) == (graph.view, graph.source)
    assert list(again.nodes) == list(graph.nodes)


def test_labels_and_view_are_written_as_far_as_they_are_said() -> None:
    assert not {"labels", "view"} & set(to_document(NEURON))
    graph = replace(NEURON, labels={"x": "Input"}, view=View("lines", values=False))
    written = to_document(graph)
    assert written["labels"] == {"x": "Input"}
    assert written["view"] == {"reading": "lines", "values": False}
    assert from_json(to_json(graph)).view == graph.view


def test_a_setting_of_null_is_not_said() -> None:
    written = document()
    written["view"] = {"reading": None, "locals": None, "direction": "LR"}
    assert from_json(json.dumps(written)).view == View(direction="LR")


def test_the_longest_label_is_read_and_a_longer_one_is_not() -> None:
    written = document()
    written["labels"] = {"x": "m" * MAX_LABEL}
    assert from_json(json.dumps(written)).labels == written["labels"]
    written["labels"]["x"] += "m"
    with pytest.raises(DocumentError, match=f"1 to {MAX_LABEL} printable"):
        from_json(json.dumps(written))


def test_a_place_with_an_endless_name_is_told_short() -> None:
    written = document()
    written["view"] = {"k" * 10_000: 1}
    with pytest.raises(DocumentError) as caught:
        from_json(json.dumps(written))
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize("value", [0.1 + 0.2, 5e-324, 1.7976931348623157e308, -0.0, 2**53 + 1.0])
def test_floats_come_back_to_the_last_bit(value: float) -> None:
    graph = Graph.of([Node("x", "input", {"value": ((value, 1.0), (2.0, value))})])
    assert repr(from_json(to_json(graph)).nodes["x"].attrs) == repr(graph.nodes["x"].attrs)


def test_a_half_drawn_graph_keeps_its_holes() -> None:
    nodes = [Node("x", "input", {"value": 1.0}), Node("y", "where")]
    graph = Graph.of(nodes, [Edge("x", "y", 1)])
    assert to_document(graph)["nodes"][1]["inputs"] == [None, "x"]  # type: ignore[index]
    assert from_json(to_json(graph)) == graph


def test_text_that_is_no_longer_true_is_dropped() -> None:
    written = json.loads(to_json(NEURON))
    written["nodes"][0]["attrs"]["value"] = 2
    assert from_json(json.dumps(written)).source == ""
    written["text"] = "this is (not text"
    assert from_json(json.dumps(written)).source == ""


def test_attributes_that_are_left_out_have_their_defaults() -> None:
    nodes = [{"id": "v", "op": "input"}, {"id": "s", "op": "sum", "inputs": ["v"]}]
    graph = from_json(json.dumps({"format": 1, "nodes": nodes}))
    assert graph.nodes["v"].attrs == {"value": 0.0}
    assert graph.nodes["s"].attrs == {"axis": None, "keepdims": False}


def test_infinity_cannot_be_written() -> None:
    with pytest.raises(DocumentError, match="infinity or nan"):
        to_json(Graph.of([Node("x", "input", {"value": float("inf")})]))


def changed(*way: str | int, value: object) -> Callable[[dict[str, Any]], None]:
    def change(document: Any) -> None:
        for key in way[:-1]:
            document = document[key]
        document[way[-1]] = value

    return change


@pytest.mark.parametrize(
    ("change", "place", "sentence"),
    [
        (changed("format", value=2), "format", "newer version (format 2)"),
        (changed("format", value=None), "format", "is missing"),
        (changed("pins", value={"x": [1e9, 0]}), "pins.x", "at most 1,000,000 pixels away"),
        (changed("format", value="1"), "format", "whole number"),
        (changed("format", value=True), "format", "whole number"),
        (changed("title", value=3), "title", "a text in quotes is expected, found the number 3"),
        (changed("title", value="\ud800"), "title", "half a character"),
        (changed("output", value="LL"), "output", "there is no node 'LL'; did you mean 'L'?"),
        (changed("output", value=["L"]), "output", "found a list"),
        (changed("learning_rate", value="0.5"), "learning_rate", "a number is expected"),
        (changed("learning_rate", value=-1), "learning_rate", "positive"),
        (changed("nodes", value={}), "nodes", "a list […] is expected, found a mapping"),
        (changed("nodes", 2, value="x"), "nodes[2]", "a mapping {…} is expected"),
        (changed("nodes", 2, "id", value=None), "nodes[2].id", "found nothing"),
        (changed("nodes", 2, "id", value=""), "nodes[2].id", "printable characters"),
        (changed("nodes", 2, "id", value="a/b"), "nodes[2].id", "no '/'"),
        (changed("nodes", 2, "id", value="x"), "nodes[2].id", "both called 'x'"),
        (changed("nodes", 2, "op", value="mull"), "nodes[2].op", "did you mean 'mul'?"),
        (changed("nodes", 2, "op", value=3), "nodes[2].op", "a text in quotes"),
        (changed("nodes", 2, "group", value=3), "nodes[2].group", "a text in quotes"),
        (changed("nodes", 2, "group", value="g/" * 200), "nodes[2].group", "at most 200 groups"),
        (changed("nodes", 2, "attrs", value={"axis": 1}), "nodes[2].attrs.axis", "no attribute"),
        (changed("nodes", 2, "attrs", value=[]), "nodes[2].attrs", "a mapping"),
        (changed("nodes", 2, "inputs", 0, value="ww"), "nodes[2].inputs[0]", "no node 'ww'"),
        (changed("nodes", 2, "inputs", 0, value=1), "nodes[2].inputs[0]", "a text in quotes"),
        (changed("nodes", 2, "inputs", value="wx"), "nodes[2].inputs", "a list […]"),
        (changed("nodes", 2, "inputs", value=["w"] * 3), "nodes[2].inputs", "takes 2 operands"),
        (changed("nodes", 0, "inputs", value=["w"]), "nodes[0].inputs", "takes no operands"),
        (
            changed("nodes", 0, "attrs", "value", value="1"),
            "nodes[0].attrs.value",
            "found the text",
        ),
        (changed("nodes", 0, "attrs", "value", value=True), "nodes[0].attrs.value", "found true"),
        (
            changed("nodes", 0, "attrs", "value", value=[[1], [1, 2]]),
            "nodes[0].attrs.value",
            "same",
        ),
        (changed("nodes", 0, "attrs", "value", value=10**400), "nodes[0].attrs.value", "64-bit"),
        (changed("nodes", 5, "attrs", "axis", value=1.5), "nodes[5].attrs.axis", "whole number"),
        (changed("nodes", 5, "attrs", "keepdims", value=0), "nodes[5].attrs.keepdims", "True or"),
        (changed("claims", 0, "kind", value="gard"), "claims[0].kind", "did you mean 'grad'?"),
        (changed("claims", 0, "of", value="q"), "claims[0].of", "there is no node 'q'"),
        (changed("claims", 0, "printed", value="abc"), "claims[0].printed", "a number as text"),
        (changed("claims", 0, "printed", value=0.5), "claims[0].printed", "a text in quotes"),
        (changed("claims", 1, "by", value=None), "claims[1].by", "a text in quotes"),
        (changed("pins", value=[1]), "pins", "a mapping"),
        (changed("pins", value={"q": [1, 2]}), "pins.q", "there is no node 'q'"),
        (changed("pins", value={"x": [1]}), "pins.x", "two numbers"),
        (changed("pins", value={"x": [1, "2"]}), "pins.x[1]", "a number is expected"),
        (changed("labels", value=["x"]), "labels", "a mapping {…} is expected, found a list"),
        (changed("labels", value={"xx": "a"}), "labels.xx", "no node 'xx'; did you mean 'x'?"),
        (changed("labels", value={"x": 1}), "labels.x", "a text in quotes is expected"),
        (changed("labels", value={"x": None}), "labels.x", "found nothing"),
        (changed("labels", value={"x": " "}), "labels.x", "1 to 200 printable characters"),
        (changed("labels", value={"x": "a\nb"}), "labels.x", "1 to 200 printable characters"),
        (changed("labels", value={"x": "\u202ea"}), "labels.x", "printable characters"),
        (changed("labels", value={"x": "\ud800"}), "labels.x", "half a character"),
        (changed("view", value="lines"), "view", "a mapping {…} is expected"),
        (changed("view", value={"zoom": 2}), "view.zoom", "the view has no setting 'zoom'"),
        (changed("view", value={"value": 1}), "view.value", "did you mean 'values'?"),
        (
            changed("view", value={"reading": "line"}),
            "view.reading",
            "the reading is one of operators, lines, neurons; did you mean 'lines'?",
        ),
        (changed("view", value={"reading": 1}), "view.reading", "a text in quotes"),
        (changed("view", value={"direction": "UP"}), "view.direction", "one of auto, LR, TB"),
        (changed("view", value={"direction": True}), "view.direction", "found true"),
        (changed("view", value={"locals": 1}), "view.locals", "true or false is expected, found"),
        (changed("view", value={"folded": "g"}), "view.folded", "a list"),
        (changed("view", value={"folded": [1]}), "view.folded[0]", "a text in quotes"),
        (changed("view", value={"values": "yes"}), "view.values", "found the text 'yes'"),
        (changed("text", value=1), "text", "a text in quotes"),
    ],
)
def test_whatever_is_wrong_is_named_with_its_place(
    change: Callable[[dict[str, Any]], None], place: str, sentence: str
) -> None:
    written = document()
    change(written)
    with pytest.raises(DocumentError) as caught:
        from_json(json.dumps(written))
    assert caught.value.place == place
    assert sentence in str(caught.value)


def test_a_cycle_is_refused_and_the_way_round_is_named() -> None:
    written = document()
    written["nodes"][2]["inputs"][1] = "L"
    with pytest.raises(CycleError, match=r"L → z\.mul1 → z → L|z\.mul1 → z → L → z\.mul1|z → L →"):
        from_json(json.dumps(written))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{", "line 1, column 2: this is not JSON"),
        ("[1, 2]", "a document is a mapping {…}, found a list"),
        ("{}", '"format": 1 is missing'),
        ('{"format": 1, "nodes": [{"id": "x", "op": "input", "attrs": {"value": NaN}}]}', "NaN"),
        ('{"format": 1, "learning_rate": 1e400}', "too large for a 64-bit number"),
        ("[" * 100_000, "nested too deeply"),
        ('{"a":' * 100_000, "nested too deeply"),
        ('{"format": ' + "9" * 5000 + "}", "too long"),
    ],
)
def test_what_is_no_document_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(DocumentError) as caught:
        from_json(text)
    assert sentence in str(caught.value)


def test_deep_tensors_are_bounded_and_the_bound_is_named() -> None:
    value: Any = 1
    for _ in range(9):
        value = [value]
    written = document()
    written["nodes"][0]["attrs"]["value"] = value
    with pytest.raises(DocumentError, match="at most 8 dimensions"):
        from_json(json.dumps(written))


def test_doubled_keys_and_unknown_ones_do_no_harm() -> None:
    assert from_json('{"format": 1, "format": 1, "later": {"zoom": 2}, "nodes": []}').nodes == {}


def node(**changes: object) -> Any:
    return {"id": "y", "op": "tanh", "inputs": ["x"], "group": "a/b", **changes}


@pytest.mark.parametrize(
    ("written", "message"),
    [
        (node(id=""), "an id has"),
        (node(id="a/b"), "an id has"),
        (node(id=" "), "an id has"),
        (node(id="a\n"), "an id has"),
        (node(id="y" * 201), "an id has"),
        (node(id="\ud800"), "half a character"),
        (node(id=1), "a text in quotes is expected, found the number 1"),
        (node(id="x"), "two nodes are both called 'x'"),
        (node(op="cot"), "there is no operator 'cot'"),
        (node(op=None), "a text in quotes is expected, found nothing"),
        (node(op="power"), "power needs its exponent"),
        (node(op="input", attrs={"value": True}), "a value is a number"),
        (node(op="input", attrs={"value": 1e999}), "finite"),
        (node(op="input", attrs={"value": 1.0, "more": 2}), "no attribute 'more'"),
        (node(op="input", attrs=[1.0]), "a mapping"),
        (node(group="a//b"), "a group needs a name"),
        (node(group="/".join("a" * 201)), "at most 200 groups"),
        (node(group=2), "a text in quotes"),
        (node(inputs=["x", "x"]), "tanh takes 1 operand, found 2"),
        (node(inputs=["z"]), "there is no node 'z'"),
        (node(inputs=[2]), "a text in quotes"),
        (node(inputs="x"), "a list"),
        ([], "a mapping"),
    ],
)
@pytest.mark.parametrize("text", ["", "x = input(1)\ny = tanh(x)"])
def test_a_node_that_is_not_plain_is_refused_at_its_place(
    written: object, message: str, text: str
) -> None:
    content = {"format": 1, "nodes": [{"id": "x", "op": "input"}, written], "text": text}
    with pytest.raises(DocumentError, match=re.escape(message)) as error:
        from_document(content)
    assert error.value.place.startswith("nodes[1]")


@pytest.mark.parametrize("value", [0.0, -0.0, 1, 2.5, True, [1, 2], None])
def test_a_document_is_not_believed_to_be_what_its_text_says(value: object) -> None:
    text = "x = input(1)\ny = tanh(x)"
    content = json.loads(to_json(parse(text)))
    content["nodes"][0]["attrs"]["value"] = value
    if value is None or value is True:
        with pytest.raises(DocumentError):
            from_document(content)
        return
    graph = from_document(content)
    del content["text"]
    assert repr(graph.nodes) == repr(from_document(content).nodes)
    assert graph.source == (text if value == 1 else "")


def test_a_negative_zero_stays_one_beside_its_text() -> None:
    content = json.loads(to_json(parse("x = input(0)")))
    content["nodes"][0]["attrs"]["value"] = -0.0
    assert str(from_document(content).nodes["x"].attrs["value"]) == "-0.0"


def test_the_place_of_the_1_of_a_bias_is_kept() -> None:
    graph = parse("x = input(2)\nw = parameter(3)\nb = parameter(1)\nh = tanh(w*x + b)\n")
    moved = graph.with_pins("neurons", {"h.one": (3.0, 4.0)})
    assert from_json(to_json(moved)).pinned("neurons") == {"h.one": (3.0, 4.0)}
    assert parse(to_text(moved)).pinned("neurons") == {"h.one": (3.0, 4.0)}
