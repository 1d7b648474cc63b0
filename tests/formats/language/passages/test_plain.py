import random

import pytest

from graphviz_app.core.graph import Graph
from graphviz_app.core.oplib import OPS
from graphviz_app.errors import ParseError
from graphviz_app.formats.language.built import Built
from graphviz_app.formats.language.passages.memory import MEMORY
from graphviz_app.formats.language.passages.plain import PlainLines, may_be_plain
from graphviz_app.formats.language.text import parse, read_new_passages, read_whole

HEAD = "x = input(2)\ny = parameter(-0.5)\nW = input([[1, 2], [3, 4]])\n"
PLAIN = (
    "z = x",
    "z = 2",
    "z=-2.5e-3",
    "z = target(-1)",
    "z = x*y + 2*x - y/x",
    "z = -x**2 + x**-1 - x**y**2",
    "z = tanh((x + y)*x) @ W",
    "z = max(x, -y) - mean(W)",
    "z = max(x, -y, 2*x, tanh(y))",
    "z = 3 - 1/(x + 1/y)*2",
    "z = x*y  # λ (a remark) == 2",
    "z = x*y # one\n\n  # another\n",
)
NOT_PLAIN = (
    "z = 2/x",
    "z = 1/2*x",
    "z = -2**x",
    "z = x**2**3",
    "z = 2*3",
    "z = -1/x",
    "z = x**(2)",
    "z = 007",
    "z = nan",
    "z = 1e999",
    "z = sum(W, axis=0)",
    "z = q + 1",
    "z = z + 1",
    "x = y",
    "z = x +",
    "z = (x",
    "z = x)",
    "z = x y",
    "z = x < y",
    "z = W.T",
    "z = double(x)",
    "z = x*y # one \\\n# another",
    "z = x*y\n  + x",
    "if = x",
    "tanh = x",
    "z == 2",
    f"z = {'(' * 150}x{')' * 150}",
    f"{'z' * 201} = x",
)


def in_order(graph: Graph) -> str:
    """All there is of nodes and edges, with types and order."""
    return repr((graph.nodes, graph.edges))


def read_plainly(line: str) -> bool:
    """Whether a line is read without Python's parser."""
    graph = parse(HEAD)
    built = Built(dict(graph.nodes), dict(graph.edges), keep=False)
    said = may_be_plain(line) and PlainLines(built, {}).passage(line, 4)
    assert said or built.nodes == graph.nodes
    return bool(said)


@pytest.mark.parametrize("line", PLAIN)
def test_a_plain_line_says_what_the_reader_of_statements_says(line: str) -> None:
    assert read_plainly(line)
    MEMORY.forget()
    assert in_order(parse(HEAD + line)) == in_order(read_whole(HEAD + line))


@pytest.mark.parametrize("line", NOT_PLAIN)
def test_whatever_is_not_plain_is_left_to_others(line: str) -> None:
    assert not read_plainly(line)


@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("name", OPS)
def test_a_call_of_an_operator_says_the_same_in_both_ways(name: str, count: int) -> None:
    operands = ", ".join(["x", "y", "x"][:count])
    assert_same(f"{HEAD}z = {name}({operands})\nk = x - {name}({operands})\n")


def test_random_lines_say_the_same_in_both_ways() -> None:
    rng = random.Random(5)
    for _ in range(300):
        lines = [f"{name} = {formula(rng, 3)}" for name in "abc"]
        def_ = rng.choice(["", "def tanh(u): return u*u\n", "def f(u): return u + 1\n"])
        assert_same(HEAD + def_ + "\n".join(lines))


def formula(rng: random.Random, depth: int) -> str:
    """Names, numbers and signs, of which most make sense."""
    if not depth or rng.random() < 0.2:
        return rng.choice(("x", "y", "W", "a", "b", "2", "1", "0.5", "-3", "...", "1."))
    one, two = formula(rng, depth - 1), formula(rng, depth - 1)
    return rng.choice(
        (
            f"{one}{rng.choice(('+', ' - ', '*', '/', ' @ ', '**'))}{two}",
            f"{one} + {two}",
            f"({one})*{two}",
            f"-{one}",
            f"({one})**{rng.choice(('2', '3', '-1', '.5', 'y', '2.0'))}",
            f"{rng.choice(('tanh', 'f', 'ln', 'square'))}({one})",
            f"maximum({one}, {two})",
        )
    )


def assert_same(text: str) -> None:
    """Once read for the first time, once remembered, once by the reader of statements alone."""
    MEMORY.forget()
    try:
        whole = in_order(read_whole(text))
    except ParseError:
        assert read_new_passages(text) is None
        return
    assert in_order(parse(text)) == whole
    assert in_order(parse(text)) == whole
