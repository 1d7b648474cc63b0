import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphviz_app.core.autodiff import run
from graphviz_app.core.graph import Claim, Edge, Graph, Node
from graphviz_app.core.oplib import OPS
from graphviz_app.errors import CycleError, SlotError, UnknownOpError
from graphviz_app.formats import from_json, parse, to_json, to_text

DATA = Path(__file__).parents[2] / "data"
EXAMPLES = json.loads((DATA / "worked_examples.json").read_text(encoding="utf-8"))
HOMEWORK = sorted((DATA / "homework").glob("*.cg"))


def rewritten(graph: Graph) -> str:
    return to_text(replace(graph, source=""))


def assert_round_trip(text: str) -> None:
    graph = parse(text)
    again = parse(rewritten(graph))
    assert again == graph, rewritten(graph)
    through_json = from_json(to_json(replace(graph, source="")))
    assert through_json == graph
    assert parse(to_text(through_json)) == graph


@pytest.mark.parametrize("example", EXAMPLES, ids=[example["id"] for example in EXAMPLES])
def test_worked_examples_survive_text_to_json_to_text(example: dict[str, str]) -> None:
    graph = parse(example["text"])
    assert graph.title == example["title"]
    assert graph.output == example["output"]
    assert to_text(from_json(to_json(graph))) == example["text"]
    assert_round_trip(example["text"])


@pytest.mark.parametrize("path", HOMEWORK, ids=[path.stem for path in HOMEWORK])
def test_homework_is_read_with_its_claims_and_survives(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    claims = parse(text).claims
    assert len(claims) == sum("==" in line for line in text.splitlines())
    assert_round_trip(text)


def test_a_text_that_was_read_is_given_back_as_it_was() -> None:
    text = "x=input( 1 ) # data\n\n\ny = (x)\n"
    assert to_text(parse(text)) == text


def test_the_canonical_text() -> None:
    graph = parse(
        '# T\nlearning_rate(.5)\nx=input([[1.0,-2]])\nwith group("a"):\n  u=((x*2))+1\n'
        '  with group("b"): v = sum(u,axis=0)\nw = max(0, v, u)\noutput(u)\n'
        "d(v (so), x) == 1.50"
    )
    assert rewritten(graph) == (
        "# T\n"
        "x = input([[1, -2]])\n"
        'with group("a"):\n'
        "    u = x*2 + 1\n"
        '    with group("b"):\n'
        "        v = sum(u, axis=0)\n"
        "w = max(max(0, v), u)\n"
        "output(u)\n"
        "learning_rate(0.5)\n"
        "\n"
        "d(v (so), x) == 1.50\n"
    )


@pytest.mark.parametrize(
    "written",
    [
        "x - (y - z)",
        "x - y - z",
        "x + (y + z)",
        "x/(y*z)",
        "x/y*z",
        "x*(y/z)",
        "(x + y)*z",
        "-(x + y)",
        "-x + y",
        "-x*y",
        "-(x*y)",
        "(-x)**2",
        "-x**2",
        "(x**2)**3",
        "x**y**z",
        "(x**y)**z",
        "x**-y",
        "(-2)**x",
        "-2**x",
        "--x",
        "- -3",
        "-constant(3)",
        "constant(1)/x",
        "1/(1/x)",
        "1/x*y",
        "1/(x*y)",
        "x**constant(3)",
        "x**constant(-3)",
        "power(x, exponent=2)",
        "x**-1.5",
        "x**[2, 3]",
        "identity(x + y)",
        "identity(identity(x))",
        "x + identity(y)",
        "(x < y) == (y < z)",
        "(x if y else z) if (z if x else y) else (y if z else x)",
        "x if y > 0 else y if z > 0 else z",
        "(x if y else z)*2",
        "(x > y)*z",
        "x @ (y @ z)",
        "x @ y @ z",
        "(x @ y).T",
        "sum(x, axis=-1, keepdims=True) + mean(y)",
        "exp(x)/(exp(x) + exp(y))",
        "max(x, y, z, 1, 2)",
        "input(1) + parameter([1, 2])*target(-3)",
        "-[1, 2]",
        "1e-300*x + 1e22 + 0.1",
        "-0.0",
        "where(x, y, z)",
    ],
)
def test_brackets_are_written_where_they_are_needed(written: str) -> None:
    assert_round_trip(f"x = input(1)\ny = input(2)\nz = input(3)\nr = {written}\ns = 2*r")


def test_brackets_are_not_written_where_they_are_not_needed() -> None:
    text = "x = input(1)\ny = x*2 + 3*x**2 - -x/4 if x > 0 else 1/(1 + exp(-x))\noutput(y)\n"
    assert rewritten(parse(text)) == text


@pytest.mark.parametrize("name", sorted(OPS))
def test_every_operator_survives(name: str) -> None:
    letters = ", ".join("xyzabc"[: len(OPS[name].operands)])
    letters += ", exponent=2" if name == "power" else ""
    leaves = "".join(f"{letter} = input({i + 1})\n" for i, letter in enumerate("xyzabc"))
    text = f"{leaves}r = {name}({letters or '[1, 2]'})"
    assert_round_trip(text)
    assert_round_trip(f"{text}*2 - exp({name}({letters or '4'}))")


def test_what_a_function_shares_gets_a_line_and_computes_the_same() -> None:
    graph = parse(
        "x = parameter(0.3)\ndef swish(u): return u*sigmoid(u)\ny = swish(2*x) + swish(x)\n"
        "output(y.mul1)\ny.mul1 == 0.6"
    )
    again = parse(rewritten(graph))
    assert "y_mul1 = 2*x\n" in rewritten(graph)
    assert again.output == "y_mul1"
    assert again.claims == (Claim("value", "y_mul1", "0.6"),)
    first, second = run(replace(graph, output="y")), run(replace(again, output="y"))
    assert second.value("y") == first.value("y")
    assert second.gradient("x") == first.gradient("x")


def test_a_fresh_name_is_never_one_that_is_taken() -> None:
    graph = parse("x = input(1)\ny_mul1 = x\ndef f(u): return u*u\ny = f(x*y_mul1)")
    again = parse(rewritten(graph))
    assert len(again.nodes) == len(graph.nodes)
    assert "y_mul1_2" in again.nodes


def test_nodes_made_by_hand_are_named_and_ordered() -> None:
    nodes = [
        Node("3", "add"),
        Node("class", "input", {"value": 1.0}),
        Node("my node", "constant", {"value": -2.0}, "a"),
    ]
    edges = [Edge("class", "3", 0), Edge("my node", "3", 1)]
    assert to_text(Graph.of(nodes, edges, output="3")) == (
        'n_class = input(1)\nwith group("a"):\n    my_node = -2\nn_3 = n_class + my_node\n'
        "output(n_3)\n"
    )


def test_numbering_with_gaps_keeps_output_and_claims_on_the_right_node() -> None:
    graph = parse("x = input(2)\ny = x*3 + x*4\ny.mul2 == 8\noutput(y.mul2)")
    other = graph.without(["y.mul1", "y.c1"]).with_edge(Edge("x", "y", 0))
    again = parse(to_text(other))
    assert again.output is not None
    assert run(again).value(again.output) == 8
    assert again.claims[0].of == again.output


def test_deep_unnamed_expressions_are_cut_into_lines() -> None:
    nodes = [Node("x", "input", {"value": 0.5})]
    nodes += [Node(f"y.tanh{i}", "tanh", {}, "y") for i in range(1000)]
    nodes.append(Node("y", "tanh"))
    edges = [Edge(a.id, b.id, 0) for a, b in pairwise(nodes)]
    graph = Graph.of(nodes, edges, output="y")
    assert run(parse(to_text(graph))).value("y") == run(graph).value("y")


def test_a_long_sum_survives() -> None:
    assert_round_trip("x = input(1)\ny = " + " + ".join(f"{i}*x" for i in range(3000)))


def test_what_text_cannot_say_is_refused_in_a_sentence() -> None:
    x, y = Node("x", "input", {"value": 1.0}), Node("y", "exp")
    with pytest.raises(SlotError, match="'y' \\(exp\\) has more operands than it takes"):
        to_text(Graph.of([x, y], [Edge("x", "y", 0), Edge("x", "y", 1)]))
    with pytest.raises(UnknownOpError, match="did you mean 'add'"):
        to_text(Graph.of([Node("y", "addd")]))
    two = [Node("a", "exp"), Node("b", "log")]
    with pytest.raises(CycleError, match="'a' depends on itself: a → b → a"):
        to_text(Graph.of(two, [Edge("a", "b", 0), Edge("b", "a", 0)]))


def test_titles_and_remarks_that_would_break_the_text_are_made_harmless() -> None:
    graph = replace(
        parse("x = input(1)"),
        source="",
        title="two\nlines",
        claims=(Claim("value", "x", "1", note=")("),),
    )
    again = parse(to_text(graph))
    assert again.title == "two lines"
    assert again.claims == (Claim("value", "x", "1"),)


NUMBERS = st.floats(allow_nan=False, allow_infinity=False).map(repr)
ATOMS = st.one_of(st.sampled_from("xyz"), NUMBERS, st.just("[1, -2]"), st.just("input(3)"))


def larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    bracketed = inner.map(lambda u: f"({u})")
    signs = st.sampled_from(["+", "-", "*", "/", "**", "@", "<", ">=", "==", "!="])
    calls = st.sampled_from(["exp", "sigmoid", "abs", "sum", "reciprocal", "square", "identity"])
    return st.one_of(
        st.tuples(bracketed, signs, bracketed).map(" ".join),
        st.tuples(bracketed, st.sampled_from(["+", "-", "*", "/", "**"]), inner).map(
            lambda t: f"{t[0]} {t[1]} ({t[2]})"
        ),
        bracketed.map(lambda u: f"-{u}"),
        bracketed.map(lambda u: f"{u}.T"),
        bracketed.map(lambda u: f"1/{u}"),
        st.tuples(bracketed, st.sampled_from(["2", "3", "-1", "0.5", "-2"])).map("**".join),
        st.tuples(calls, inner).map(lambda t: f"{t[0]}({t[1]})"),
        st.tuples(bracketed, bracketed, bracketed).map(lambda t: f"{t[0]} if {t[1]} else {t[2]}"),
        st.tuples(inner, inner, inner).map(lambda t: f"max({', '.join(t)})"),
    )


EXPRESSIONS = st.recursive(ATOMS, larger, max_leaves=12)


@settings(max_examples=250, deadline=None, derandomize=True)
@given(st.lists(EXPRESSIONS, min_size=1, max_size=3), st.booleans())
def test_any_expression_survives(written: list[str], grouped: bool) -> None:
    lines = ["x = input(1)", "y = parameter(2)", "z = target(3)"]
    if grouped:
        lines.append('with group("g"):')
    lines += [f"{'    ' * grouped}r{i} = {expression}" for i, expression in enumerate(written)]
    assert_round_trip("\n".join(lines))
