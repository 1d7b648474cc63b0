"""The output as one function of others."""

import pytest

from graphviz_app import resources
from graphviz_app.explain.composition import MOST, Token, composition
from graphviz_app.formats import load, parse


def row(text: str) -> str:
    graph = parse(text)
    assert graph.output is not None
    return "".join(token.latex for token in composition(graph, graph.output))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("x = input(1)\nu = -x\nv = exp(u)\nw = v + 1\nf = 1/w", "f(w(v(u(x))))"),
        ("x = input(1)\ny = x*x*x", "y(x)"),
        ("w = input(1)\nx = input(2)\ny = w*x + 3*w", "y(w,x)"),
        ("a = input(1)\nb = input(2)\ny = b - a", "y(b,a)"),
        ("x = input(2)\nu = x*x\ny = u*sin(u)", "y(u(x))"),
        ("x = input(2)\nu = x*x\nv = u + 1\ny = v*u", "y(v(u(x)),u)"),
        ("x = input(2)\ny = x\nz = 3", ""),
        ("x = input(2)\nside = x*x\ny = x + 1", "y(x)"),
    ],
)
def test_each_line_is_a_function_of_those_it_uses_in_their_order(text: str, told: str) -> None:
    assert row(text) == told


@pytest.mark.parametrize("path", resources.examples(), ids=lambda path: path.stem)
def test_calls_are_closed_and_each_line_is_called_once(path: str) -> None:
    graph = load(path)
    assert graph.output is not None
    tokens = composition(graph, graph.output)
    depth, called = 0, []
    for at, token in enumerate(tokens):
        depth += {"(": 1, ")": -1}.get(token.latex, 0)
        assert depth >= 0
        if token.is_name and token.end > at:
            called.append(token.line)
            assert tokens[at + 1].latex == "("
            assert tokens[token.end] == Token(")", token.line, token.end, is_name=False)
    assert depth == 0
    assert len(called) == len(set(called))


def test_a_graph_of_very_many_lines_is_not_told() -> None:
    lines = [f"x{i} = x{i - 1}*2" for i in range(1, MOST + 2)]
    assert row("\n".join(["x0 = input(1)", *lines])) == ""
    assert row("\n".join(["x0 = input(1)", *lines[:-3]])).count("(") == MOST - 2
