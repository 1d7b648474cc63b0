"""A text that has changed is read in part, and says what it would say if all of it were read."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from graphviz_app.core.graph import Graph
from graphviz_app.errors import ParseError
from graphviz_app.formats.language.passages.memory import MEMORY
from graphviz_app.formats.language.standing import MAX_STANDING, parse_standing
from graphviz_app.formats.language.text import (
    graph_of_text,
    parse,
    read_new_passages,
    read_whole,
)
from graphviz_app.resources import examples
from tests.benchmarks.large_inputs import network
from tests.graph_texts import random_text
from tests.texts import NEURON

RICH = """\
# A title
x = input(1.5)
w = parameter(-0.8)  # a remark
b = parameter(
0.25
)

with group("layer"):
    # inside
    h1 = tanh(w*x + b)
    with group("deep/deeper"):
        h2 = max(h1, x, w)
def swish(u): return u*sigmoid(u)
def two(u, v):
    p = swish(u)
    return p*v + w
def never(u): return u + x
t = target([1, 2, 3]); u = 1
y = two(h2, h1) \\
    + swish(x)
gate = y if x < h2 else 0
L = 0.5*(sum(t) - gate)**2
learning_rate(0.5)
h1 (by hand) == 0.5
grad(w) == -0.2
d(y (so), x) == 1
output(L)
"""
VERSIONS = """\
x = input([1, 2])
c = sum(x)
lambda = 0.1
f(u, v) = u*v + c
c += lambda*c
d = f(c, x[0])
c == 3.3
with group("g"):
    c = c*d
    h, d = [c, d]
h, k = tanh(x)
c **= 2
m = np.exp(c′).mean() + F.relu(h)
output(c)
"""
PIECES = (
    "c += 1", "c = c + 1", "c -= (", "x *= y", "c = 2", "c, d = d, c", "a, b = x", "x_y = 2",
    "h_k = 1", "c′ = 3", "grad(c) == 1", "c′ == 2", "np = 3", "F = x", "f(u) = u + c",
    "f(x) = x*(", "lambda += 1", "z1 = c*lambda", "c = c\nc += c", "q, r = c", "z += z",
    "x = input(2)", "z = x + y", "w = 3", "def swish(u): return u", "def tanh(u): return u",
    'with group("x"):', "    q = x", "output(x)", "grad(x) == 1", "x (hm) == 2", "# a comment \\",
    "\\", "", "   ", '"""', "x = (", ")", "x += 1", "learning_rate(1)", "a.b = 1", "@x", "else:",
    'with group("z.mul1"): e = x', "x = ...", "y = two(x, w)", "never(x)", "k = never(x)", "\x0c",
    "y = x; z = y", "#", "\ufeff#", "t2 = parameter([1,\n2])", "L2 = swish(swish(x))", "]", "[",
    "x2 = '''", "if x: pass", "z = 1 \\", "import os", "d = [1, 2", "3]", "v = grad (x) == 1",
    "y = e*x", "e = 3", "k = π + e^x", "w₁ = 2", "q = ½·w₁² + |x|", "x ≈ [1, 2]", "pi = 3",
    "grad(x[0]) == 2 ± 0.1", "def c(u): return u*e", "y = c(x)", "q = √(w₁", "∂y/∂x == 1",
    "x == ?", "x == about 1", "grad(x) ==", "y == [1,", "x == 1,5", "x ==; y == ?", "y == x",
)  # fmt: skip


def _outcome(graph: Graph) -> object:
    nodes = [(node, list(node.attrs.items())) for node in graph.nodes.values()]
    claims = [(claim, claim.line) for claim in graph.claims]
    return (
        repr(nodes), list(graph.edges.items()), graph.output, graph.title, graph.source,
        repr(graph.learning_rate), claims,
    )  # fmt: skip


def _again(text: str) -> object:
    try:
        return _outcome(graph_of_text(text))
    except ParseError as error:
        return repr(error), error.line, error.column, error.length


def _as_a_whole(text: str) -> object:
    try:
        return _outcome(read_whole(text))
    except ParseError as error:
        return repr(error), error.line, error.column, error.length


def _edited(chance: random.Random, text: str) -> str:
    """The text with a line more, less, moved, repeated or spoilt, or with a letter changed."""
    lines = text.split("\n")
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(7):
        case 0:
            lines.insert(at, chance.choice(PIECES))
        case 1:
            del lines[at]
        case 2:
            lines[at], lines[other] = lines[other], lines[at]
        case 3:
            lines.insert(at, lines[other])
        case 4:
            lines[at] = chance.choice(PIECES)
        case 5:
            place = chance.randrange(len(lines[at]) + 1)
            letter = chance.choice("xywh123 ()[]\"'#\\=+*,.\n:;")
            lines[at] = lines[at][:place] + letter + lines[at][place + chance.randrange(2) :]
        case 6:
            end = at + chance.randrange(4)
            lines[other:other] = lines[at:end]
    return "\n".join(lines)


def _texts(chance: random.Random) -> Iterator[str]:
    """A text as a person edits it: from one that is whole a few steps away, and back."""
    files = [path.read_text(encoding="utf-8") for path in examples()]
    while True:
        start = chance.choice((RICH, VERSIONS, NEURON, random_text(chance), chance.choice(files)))
        text = start
        for _ in range(chance.randrange(2, 8)):
            yield text
            text = _edited(chance, start if chance.random() < 0.4 else text)


@pytest.mark.parametrize("seed", range(20))
def test_a_changed_text_says_what_it_would_say_if_all_of_it_was_read(seed: int) -> None:
    chance = random.Random(seed)
    for _, text in zip(range(60), _texts(chance), strict=False):
        assert _again(text) == _as_a_whole(text), text


def _standing(text: str) -> object:
    graph, errors = parse_standing(text)
    places = [(str(error), error.line, error.column, error.length) for error in errors]
    return _outcome(graph), places


@pytest.mark.parametrize("seed", range(10))
def test_of_a_broken_text_the_same_stands_if_most_of_it_was_read_before(seed: int) -> None:
    chance = random.Random(seed)
    texts = [text for _, text in zip(range(60), _texts(chance), strict=False)]
    stood = [_standing(text) for text in texts]
    for text, before in zip(texts, stood, strict=True):
        MEMORY.forget()
        assert before == _standing(text), text


def test_every_example_is_read_passage_by_passage() -> None:
    for path in (*examples(), *Path("tests/data/cases").glob("*.cg")):
        text = path.read_text(encoding="utf-8")
        MEMORY.forget()
        once = read_new_passages(text)
        assert once is not None, path
        assert _outcome(once.graph) == _as_a_whole(text)
        again = read_new_passages(text)
        assert again is not None
        assert all(again.graph.nodes[id_] is node for id_, node in once.graph.nodes.items())


def test_what_stays_in_a_text_stays_the_same_object() -> None:
    before = parse(RICH)
    after = parse(RICH.replace("tanh(w*x", "exp(w*x"))
    changed = {id_ for id_, node in after.nodes.items() if before.nodes.get(id_) is not node}
    assert changed <= {"h1", "h1.mul1", "h1.add1", "h1.tanh1", "h2", "h2.max1"}


def test_a_line_that_uses_what_is_gone_is_refused() -> None:
    parse(NEURON)
    with pytest.raises(ParseError, match="'w' is not defined") as error:
        parse(NEURON.replace("w = parameter(-0.8)\n", ""))
    assert error.value.line == 4


def test_a_function_defined_above_changes_the_calls_below() -> None:
    text = "x = input(1)\ny = swish(x)\n"
    parse(f"def swish(u): return u*sigmoid(u)\n{text}")
    graph = parse(f"def swish(u): return u + u\n{text}")
    assert graph.nodes["y"].op == "add"
    assert parse(f"def tanh(u): return u*u\n{text.replace('swish', 'tanh')}").nodes["y"].op == "mul"


def test_claims_know_their_line_after_lines_were_added_above() -> None:
    parse(f"{NEURON}a == 0.28\n")
    assert [claim.line for claim in parse(f"# One\n\n{NEURON}a == 0.28\n").claims] == [10]


def test_a_long_broken_text_stands_if_only_a_line_of_it_is_new() -> None:
    text = network(6000)
    assert len(text) > MAX_STANDING
    parse(text)
    rows = text.split("\n")
    name = rows[3000].split(" ")[0]
    rows[3000] += " + * ("
    graph, errors = parse_standing("\n".join(rows))
    assert [error.line for error in errors] == [3001]
    assert name not in graph.nodes
    assert graph.nodes.keys() >= {"x0", "n5999"}


def test_of_a_long_text_only_few_lines_are_remembered_apart() -> None:
    text = network(1000)
    before = parse(text)
    rows = text.split("\n")
    rows[500] += " + 0.25"
    after = parse("\n".join(rows))
    new = [id_ for id_, node in after.nodes.items() if node is not before.nodes.get(id_)]
    assert {id_.split(".")[0] for id_ in new} == {rows[500].split(" ")[0]}


def test_a_number_that_gets_a_value_above_is_read_again() -> None:
    MEMORY.forget()
    lines = "x = 1\ny = e*x\nz = 2**pi"
    assert "y.c1" in parse(lines).nodes
    for above in ("e = 3\n", "pi = 3\n", "e = 3\npi = 4\n"):
        assert _again(above + lines) == _as_a_whole(above + lines)
        assert _again(lines) == _as_a_whole(lines)
    for below in ("\ne = 3", "\npi = 3\nq = x"):
        assert _again(lines + below) == _as_a_whole(lines + below)
        assert "is a number already" in str(_again(lines + below))
