"""A line that uses the old value of its name gives it a new version."""

from dataclasses import replace

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.graph import Graph
from graphviz_app.core.reading import line_of
from graphviz_app.errors import ParseError
from graphviz_app.explain.notation import name_latex, plain_name
from graphviz_app.formats import from_json, parse, parse_standing, to_json, to_text

MICROGRAD = """\
a = Value(-4.0)
b = Value(2.0)
c = a + b
d = a*b + b**3
c += c + 1
c += 1 + c + (-a)
d += d*2 + (b + a).relu()
d += 3*d + (b - a).relu()
e = c - d
f = e**2
g = f/2.0
g += 10.0/f
"""


def named(graph: Graph) -> list[str]:
    return [id_ for id_ in graph.nodes if "." not in id_]


def test_the_example_of_micrograd_has_the_numbers_of_its_readme() -> None:
    trace = run(parse(MICROGRAD))
    assert f"{trace.value('gʹ'):.4f}" == "24.7041"
    assert f"{trace.gradient('a'):.4f}" == "138.8338"
    assert f"{trace.gradient('b'):.4f}" == "645.5773"


def test_versions_are_lines_of_their_own() -> None:
    graph = parse(MICROGRAD)
    assert named(graph)[2:] == [
        *("c", "d", "cʹ", "cʹʹ", "dʹ", "dʹʹ", "e", "f", "g", "gʹ")
    ]  # fmt: skip
    assert graph.output == "gʹ"
    assert line_of(graph, "cʹʹ.add1") == "cʹʹ"
    assert graph.nodes["cʹ.add1"].group == "cʹ"


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("c += 5", 8.0),
        ("c -= 5", -2.0),
        ("c *= 2 + 3", 15.0),
        ("c /= 2", 1.5),
        ("c **= 2", 9.0),
        ("c @= [[1]]", None),
        ("c = c + 1", 4.0),
        ("c = relu(c)", 3.0),
        ("c = 1 if c > 2 else 0", 1.0),
        ("c = c", 3.0),
    ],
)
def test_what_uses_the_old_value_is_a_new_version(line: str, value: float | None) -> None:
    text = f"c = input(3)\n{line}" if value is not None else f"c = input([3])\n{line}"
    graph = parse(text)
    assert named(graph) == ["c", "cʹ"]
    assert np.sum(run(graph).value("cʹ")) == (3.0 if value is None else value)


@pytest.mark.parametrize("line", ["c = 2", "c = input(2)", "c = x + 1", "c = c(1)"])
def test_what_does_not_use_it_is_a_collision(line: str) -> None:
    with pytest.raises(ParseError, match="'c'"):
        parse(f"x = 1\nc = 3\n{line}")


def test_a_name_means_its_newest_version_and_a_version_can_be_named() -> None:
    text = "c = 1\nd = c\nc += 1\ne = c*10\nc += 1\nf = c*10 + c′ + cʹ + c’\n"
    trace = run(parse(text))
    assert (trace.value("d"), trace.value("e"), trace.value("f")) == (1, 20, 36)
    assert run(parse("c = 1\nc += 1\nc += 1\nc += 1\nd = c″ + c″′\n")).value("d") == 3 + 4


def test_a_claim_is_about_the_version_above_it() -> None:
    text = (
        "c = parameter(1)\nc == 1\nc = 3*c\nc == 3\ngrad(c) == 1\nc*= 2\nd(c, c′) == 2\noutput(c)\n"
    )
    graph = parse(text)
    assert [(claim.of, claim.by) for claim in graph.claims] == [
        ("c", ""), ("cʹ", ""), ("cʹ", ""), ("cʹʹ", "cʹ"),
    ]  # fmt: skip
    assert graph.output == "cʹʹ"
    values = run(graph)
    assert (values.value("cʹ"), values.gradient("cʹ"), values.gradient("c")) == (3, 2, 6)


def test_a_claim_about_a_version_may_have_a_remark() -> None:
    (claim,) = parse("c = 1\nc += 1\nc += 1\nc′ (f’ by hand) == 2\n").claims
    assert (claim.of, claim.note) == ("cʹ", "f’ by hand")


def test_the_newest_version_is_expanded() -> None:
    text = "c = input(1)\nc = sigmoid(c)\nexpand(c)\nc = c + 1\n"
    assert list(parse(text).opened) == ["cʹ"]


def test_an_output_above_a_new_version_is_the_old_one() -> None:
    assert parse("c = 1\noutput(c)\nc += 1").output == "c"


def test_versions_inside_groups_and_functions() -> None:
    body = "    u += 1\n    v = u\n    v *= u\n    return v\n"
    text = f'def f(u):\n{body}c = f(2)\nwith group("g"):\n    c += f(c)\n'
    graph = parse(text)
    assert run(graph).value("cʹ") == 9 + 100
    assert graph.nodes["cʹ"].group == "g"


def test_a_function_means_the_version_that_is_newest_where_it_is_called() -> None:
    text = "c = 1\nf(u) = u + c\nx = f(0)\nc += 10\ny = f(0)\n"
    assert (run(parse(text)).value("x"), run(parse(text)).value("y")) == (1, 11)


def test_a_version_avoids_a_name_that_is_taken() -> None:
    graph = parse("c = 1\nc′ = 5\nc += 2\nd = c")
    assert named(graph) == ["c", "cʹ", "cʹʹ", "d"]
    assert run(graph).value("d") == 3
    with pytest.raises(ParseError, match="line 2"):
        parse("c = 1\nc += 1\nc′ = 5")


def test_two_names_are_exchanged() -> None:
    trace = run(parse("a, b = 1, 2\na, b = b, a\nc = 10*a + b"))
    assert trace.value("c") == 21


@pytest.mark.parametrize("text", [MICROGRAD, "c = 1\nc += 1\nc′ == 2\nc *= c\noutput(c)\n"])
def test_text_and_document_keep_versions(text: str) -> None:
    graph = parse(text)
    alone = replace(graph, source="")
    assert parse(to_text(alone)) == graph
    assert from_json(to_json(graph)) == graph
    assert from_json(to_json(alone)) == alone


def test_a_half_typed_version_is_one_already() -> None:
    graph, errors = parse_standing("c = 1\nc += 2*\nd = c\n")
    assert len(errors) == 1
    assert graph.edges["d", 0].source == "cʹ"
    assert ("cʹ", 1) in graph.edges


def test_a_version_of_a_line_that_is_broken_keeps_its_name() -> None:
    graph, errors = parse_standing("c = ]\nc += 1\nd = c\n")
    assert [error.line for error in errors] == [1]
    assert graph.edges["d", 0].source == "cʹ"
    assert ("cʹ", 0) not in graph.edges


@pytest.mark.parametrize(
    ("name", "latex", "plain"),
    [
        ("cʹ", "c'", "c′"),
        ("cʹʹ", "c''", "c″"),
        ("w1ʹ", "w_1'", "w1′"),
        ("yhatʹ", r"\hat{y}'", "yhat′"),
        ("cʹʹʹʹ", "c^{(4)}", "c″″"),
    ],
)
def test_primes_are_drawn(name: str, latex: str, plain: str) -> None:
    assert (name_latex(name), plain_name(name)) == (latex, plain)
