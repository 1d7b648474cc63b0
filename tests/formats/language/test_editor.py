"""What an editor knows of the language."""

import re

import pytest

from graphviz_app.core.oplib import OPS
from graphviz_app.formats import parse
from graphviz_app.formats.language.editor.definitions import carried, is_claim, says_nothing
from graphviz_app.formats.language.editor.forms import listed_form
from graphviz_app.formats.language.editor.kinds import kinds
from graphviz_app.formats.language.editor.nudge import nudge
from graphviz_app.formats.language.editor.suggestions import suggestions, word_before


@pytest.mark.parametrize(
    ("line", "column", "steps", "after"),
    [
        ("x = input(1.5)", 11, 1, "x = input(1.6)"),
        ("x = input(-0.1)", 10, 1, "x = input(0.0)"),
        ("x = input(0)", 10, -1, "x = input(-1)"),
        ("x = input(9)", 11, 1, "x = input(10)"),
        ("y = a - 0.25", 9, -1, "y = a - 0.24"),
        ("v = input([1, -2])", 15, -1, "v = input([1, -3])"),
        ("x = input(1.5e-3)", 12, 1, "x = input(1.6e-3)"),
        ("x = input(.5)", 11, 1, "x = input(0.6)"),
    ],
)
def test_nudging_moves_the_last_written_digit(
    line: str, column: int, steps: int, after: str
) -> None:
    found = nudge(line, column, steps)
    assert found is not None
    assert line[: found.start] + found.text + line[found.end :] == after


def test_names_are_not_numbers_to_nudge() -> None:
    assert nudge("x1 = w21*h", 1, 1) is None
    assert nudge("", 0, 1) is None


def test_completion_offers_own_names_before_functions() -> None:
    assert suggestions("margin = input(1)\n", "ma")[0] == "margin"
    assert "max()" in suggestions("", "ma")
    assert word_before("y = 2*sig") == "sig"
    assert word_before("y = x  # sig") == ""
    assert word_before("y = 2") == ""


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("desc", ["descent()"]),
        ("froz", ["frozen()"]),
        ('descent("ad', ["adam"]),
        ("descent('mo", ["momentum"]),
        ('descent("adam", st', ["steps=", "start="]),
        ('descent("adam", steps=3, st', ["start="]),
        ('descent("adam", be', ["beta1=", "beta2="]),
        ('descent("sgd", decline="co', ["constant", "cosine"]),
        ('descent("sgd", loss="su', ["sum"]),
        ('descent("sgd", start=dict(sta', ["state", "stack()"]),
        ('descent("sgd"); sta', ["state", "stack()"]),
    ],
)
def test_completion_knows_the_words_of_a_descent(line: str, offered: list[str]) -> None:
    word = re.split(r"[^\w]", line)[-1]
    assert suggestions("state = input(1)\n", word, line) == offered


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("# note", {"# note": "comment"}),
        ("w = parameter(-0.8)", {"w": "definition", "parameter": "leaf", "-0.8": "number"}),
        ("y = a - 0.5", {"y": "definition", "0.5": "number"}),
        ("y += 0.5", {"y": "definition", "0.5": "number"}),
        ("y′ = y**2", {"y′": "definition", "2": "number"}),
        ("y = x.tanh()", {"y": "definition", "tanh": "call"}),
        ("grad(w) == -0.2", {"grad": "statement", "-0.2": "claim"}),
        ("a == 0.28", {"0.28": "claim"}),
        ("s = sigmoid(x1)", {"s": "definition", "sigmoid": "call"}),
        (
            "y = u if c else 0",
            {"y": "definition", "if": "keyword", "else": "keyword", "0": "number"},
        ),
    ],
)
def test_words_are_coloured_by_what_they_are(line: str, told: dict[str, str]) -> None:
    assert {line[start : start + length]: kind for start, length, kind in kinds(line)} == told


@pytest.mark.parametrize(
    ("line", "claims"),
    [
        ("a == 1", True),
        (" d(a, z) == 0.2", True),
        ("z.mul1 == -(0.50)  # by hand", True),
        ("h1 (in Hz) == −2.5e-3; b == 1", True),
        ("a == b", False),
        ("b == 0 else b)", False),
        ("y = u if a == b else 0", False),
        ("# a == 1", False),
        ("", False),
    ],
)
def test_claims_are_told_from_lines(line: str, claims: bool) -> None:
    assert is_claim(line) is claims
    assert ("claim" in {kind for _, _, kind in kinds(line)}) is claims


def test_the_rest_of_a_statement_defines_and_claims_nothing() -> None:
    assert [kind for _, _, kind in kinds("axis=0)", goes_on=True)] == ["number"]
    assert [kind for _, _, kind in kinds("b == 0", goes_on=True)] == ["number"]


def test_brackets_and_backslashes_carry_a_statement_on() -> None:
    open_ = carried("y = where(a, (  # (")
    assert carried("b == 0", open_) == open_
    assert carried("), c)", open_) == 0
    assert carried("y = a + \\") > 0
    assert carried("b", carried("y = a + \\")) == 0


@pytest.mark.parametrize("name", list(OPS))
def test_the_listed_form_is_understood_by_the_text_language(name: str) -> None:
    op = OPS[name]
    form = listed_form(op)
    names = dict.fromkeys(["u", "v", *op.operands])
    given = "".join(f"{name} = input([[1.5, 2], [3, 4]])\n" for name in names)
    line = form if form.startswith("y = ") else f"y = {form}"
    if name in ("equal", "not_equal"):
        line = f"y = ({form})"
    graph = parse(f"{given}{line}\nend = y + 0\n")
    assert name in {node.op for node in graph.nodes.values()}


def test_comments_and_blank_lines_say_nothing() -> None:
    assert says_nothing("# A title\n\n  # more\n")
    assert not says_nothing("# A title\nx")
