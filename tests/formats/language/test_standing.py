"""What of a broken text stands while it is typed."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphviz_app.errors import ParseError
from graphviz_app.formats import parse, parse_standing
from graphviz_app.formats.language.standing import MAX_STANDING
from graphviz_app.formats.language.words.cutting import MAX_ERRORS
from tests.texts import NEURON

EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.cg"))
GROUPED = """\
# Two layers
x = input(1.5)
with group("first"):  # a remark
    w = parameter(-0.8)
    h = w*x
def swish(u):
    v = sigmoid(u)
    return u*v
y = swish(h)
L = y**2
grad(w) == 0.5
"""


def places(text: str) -> list[tuple[int, int, int]]:
    return [(e.line, e.column, e.length) for e in parse_standing(text).errors]


def refusal(text: str) -> ParseError | None:
    try:
        parse(text)
    except ParseError as error:
        return error
    return None


def test_a_whole_text_is_read_as_by_parse() -> None:
    graph, errors = parse_standing(GROUPED)
    assert graph == parse(GROUPED)
    assert graph.source == GROUPED
    assert errors == ()


def test_a_broken_line_leaves_the_others() -> None:
    graph, errors = parse_standing(NEURON.replace("a = sigmoid(z)", "a = sigmoid(z]"))
    assert [str(error) for error in errors] == [str(refusal(NEURON.replace("(z)", "(z]")))]
    assert "a" not in graph.nodes
    assert {"x", "w", "b", "t", "z.mul1", "z", "L"} <= graph.nodes.keys()
    assert ("L.sub1", 1) not in graph.edges
    assert ("L.sub1", 0) in graph.edges
    assert graph.nodes["x"].attrs["value"] == 1.5


def test_the_graph_of_a_broken_text_has_no_source() -> None:
    assert parse_standing(f"{NEURON}y = (").graph.source == ""


@pytest.mark.parametrize(
    ("half", "whole"),
    [
        ("sigmoid(z", "sigmoid(z)"),
        ("sigmoid(", "sigmoid(...)"),
        ("max(z, ", "max(z, ...)"),
        ("z + 2*(z -  # remark", "z + 2*(z - ...)"),
        ("z if t > 0", "z if t > 0 else ..."),
        ("z**", "z**..."),
    ],
)
def test_a_half_typed_line_is_read_as_far_as_it_goes(half: str, whole: str) -> None:
    text = NEURON.replace("sigmoid(z)", "{}")
    graph, errors = parse_standing(text.format(half))
    expected = parse(text.format(whole))
    assert (graph.nodes, graph.edges) == (expected.nodes, expected.edges)
    assert len(errors) == 1


def test_ids_stay_while_a_line_is_typed() -> None:
    before = parse(NEURON)
    graph = parse_standing(NEURON.replace("w*x + b", "w*x +")).graph
    assert graph.nodes == before.nodes
    assert before.edges.keys() - graph.edges.keys() == {("z", 1)}


def test_each_undefined_name_is_told_once() -> None:
    text = NEURON.replace("w*x + b", "wx*x + wx*wy").replace("t - a", "t - wx")
    assert places(text) == [(5, 5, 2), (5, 15, 2)]


def test_what_follows_from_a_broken_line_is_not_told() -> None:
    text = GROUPED.replace("v = sigmoid(u)", "v = = sigmoid(u)").replace("h = w*x", "h = w x")
    graph, errors = parse_standing(text)
    assert [error.line for error in errors] == [5, 7]
    assert ("y", 0) not in graph.edges
    assert "L" in graph.nodes


def test_the_first_mistake_is_the_one_that_parse_raises_and_the_rest_is_in_order() -> None:
    text = "y = q\nz = 2 x\nu = foo(1)\nv = 1 +* 2\n"
    errors = parse_standing(text).errors
    assert [error.line for error in errors] == [2, 1, 3, 4]
    assert str(errors[0]) == str(refusal(text))


@pytest.mark.parametrize(
    "header", ['with group("first"', 'with group("first', "with group(", "with", ""]
)
def test_lines_of_a_broken_group_are_read(header: str) -> None:
    text = GROUPED.replace('with group("first"):  # a remark', header)
    graph, errors = parse_standing(text)
    assert errors[0].line in {3, 4}
    assert graph.nodes["w"].attrs["value"] == -0.8
    assert ("h", 1) in graph.edges
    assert graph.output == "L"


def test_a_broken_line_in_a_group_leaves_the_group() -> None:
    graph, _ = parse_standing(GROUPED.replace("h = w*x", "h = w*)x"))
    assert graph.nodes["w"].group == "first"
    assert "y" in graph.nodes


def test_lines_after_an_open_bracket_are_read() -> None:
    graph, errors = parse_standing("x = input(2)\ny = [1,\n     2\nz = sum(x,\naxis=0)\n")
    assert [error.line for error in errors] == [2]
    assert graph.output == "z"
    assert graph.nodes["z"].attrs["axis"] == 0


@pytest.mark.parametrize("after", ["", "\n", "\n\n", "\n# the end\n", "\nw = x +\n"])
def test_a_continued_line_with_an_open_bracket_is_read_wherever_it_stands(after: str) -> None:
    graph, errors = parse_standing("x = input(1)\nz = 2*x* \\\n    (x + 1" + after)
    assert {"x", "z"} <= graph.nodes.keys()
    assert errors[0].line == 3
    assert "never closed" in str(errors[0])
    assert len(errors) == 1 + ("w" in after), "nothing is said of what follows from it"


def test_output_is_the_last_line_without_a_mistake() -> None:
    assert parse_standing(f"{NEURON}m = tanh(").graph.output == "L"
    assert parse_standing(f"{NEURON}m = tanh(q)").graph.output == "L"
    assert parse_standing(f"{NEURON}output(a)\nm = (]").graph.output == "a"
    assert parse_standing(f"{NEURON}output(q)").graph.output is None


def test_claims_about_what_is_there_stay() -> None:
    graph, errors = parse_standing(f"{NEURON}grad(w) == 0.1\ngrad(q) == 2\nz == \nk = = 1\nk == 2")
    assert [(claim.of, claim.printed) for claim in graph.claims] == [("w", "0.1"), ("z", "")]
    assert [error.line for error in errors] == [11, 9]


def test_nothing_readable_gives_an_empty_graph_and_the_reason() -> None:
    for text in ("", "(", "x = \0", "<html>", "[" * 5000, "def f(u): return v"):
        graph, errors = parse_standing(text)
        assert not graph.nodes
        assert str(errors[0]) == str(refusal(text))


def test_a_long_sum_beside_a_broken_line_is_read() -> None:
    text = f"x = 1\ny = {'x + ' * 3000}x\nz = = 2\n"
    graph, _ = parse_standing(text)
    assert len(graph.nodes) == 3001


def test_a_few_mistakes_are_told_of_many() -> None:
    assert len(parse_standing("x = = 1\n" * 500).errors) == MAX_ERRORS
    text = "x = 1\n" + "".join(f"y{i} = q{i}\n" for i in range(500))
    graph, errors = parse_standing(text)
    assert len(errors) == MAX_ERRORS
    assert len(graph.nodes) == 501
    assert graph.output == "x"


def test_a_long_broken_text_tells_its_first_mistake() -> None:
    text = "x = 1\n" + "# remark\n" * (MAX_STANDING // 9) + "y = = 2\n"
    graph, errors = parse_standing(text)
    assert not graph.nodes
    assert str(errors[0]) == str(refusal(text))


@pytest.mark.parametrize(
    "text",
    [
        "a = (\n" * 10_000,
        "a = [1,\n" * 10_000,
        "x = q + r(\n" * 8_000,
        "x = 1\n" + "".join(f"x{i} = x{i + 1}\n" for i in range(7_000)),
        "".join(f"{' ' * i}with group('a'):\n" for i in range(400)),
        "".join(f"def f{i}(u): return f{i + 1}(u\n" for i in range(3_000)),
        "x = 1 +* 2\ny = 1\n" * 5_000,
    ],
)
def test_a_broken_text_is_read_in_bounded_time(text: str) -> None:
    start = time.process_time()
    _, errors = parse_standing(text[:MAX_STANDING])
    assert errors
    assert time.process_time() - start < 4


@given(data=st.data())
@settings(max_examples=150, deadline=None)
def test_what_is_not_touched_stays_when_a_piece_is_deleted(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(EXAMPLES)).read_text(encoding="utf-8")
    before = parse(text)
    begin = data.draw(st.integers(0, len(text) - 1))
    end = begin + data.draw(st.integers(1, 40))
    broken = text[:begin] + text[end:]
    graph, errors = parse_standing(broken)
    reason = refusal(broken)
    assert [str(error) for error in errors[:1]] == [str(reason)][: reason is not None]
    assert graph.source == ("" if reason else broken)
    for name in untouched_leaves(text, begin, end) & before.nodes.keys():
        if broken.count(f"{name} =") == 1:
            assert graph.nodes[name].attrs == before.nodes[name].attrs


def untouched_leaves(text: str, begin: int, end: int) -> set[str]:
    """Names of leaves that stand on a line of their own, outside what is cut away."""
    lines = text[:begin].split("\n")[:-1] + text[end:].split("\n")[1:]
    words = ("input(", "parameter(", "target(")
    return {
        line.split(" =")[0].strip()
        for line in lines
        if any(f"= {word}" in line for word in words) and line.count("(") == line.count(")")
    }


def test_a_mistake_about_the_name_of_an_operator_leaves_the_operator() -> None:
    graph, errors = parse_standing("a, input = input(1), 2, 3\nb = input(2)\nc = exp(b)\n")
    assert len(errors) == 1
    assert graph.nodes["b"].attrs == {"value": 2.0}
    assert "c" in graph.nodes
