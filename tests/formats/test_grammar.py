"""Python's parser: given a long text in pieces, it finds the same as in the whole."""

import ast
from pathlib import Path

import pytest

from graphviz_app.errors import ParseError
from graphviz_app.formats import grammar, parse
from graphviz_app.resources import examples

LONG = "x = input(2)\n" + "".join(f"a{i} = x*{i}  # times\n" for i in range(200))


@pytest.fixture
def short_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grammar, "PIECE", 40)


def _whole(text: str) -> str:
    return ast.dump(ast.parse(text), include_attributes=True)


@pytest.mark.parametrize("path", examples(), ids=lambda p: p.stem)
def test_an_example_in_pieces_is_the_same_tree(short_pieces: None, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ast.dump(grammar.python(text), include_attributes=True) == _whole(text)


@pytest.mark.parametrize(
    "text",
    [
        LONG,
        "x = input([1,\n2,\ny])\ny = 3\n" * 20,
        "x = (1\n+\ny == 2)\n" * 20,
        "with group('g'):\n    a = 1\n    b = 2\nc = 3\n" * 20,
        "def f(u):\n    v = u\n    return v\ny = f(3)\n" * 20,
        "x = 1 + \\\n2\n" * 20,
        'x = """\ny = 1\n"""\n' * 20,
        "# only\n" * 20,
        "x = 1; y = 2\n" * 20,
    ],
)
def test_wherever_it_is_cut_the_tree_is_the_same(short_pieces: None, text: str) -> None:
    assert ast.dump(grammar.python(text), include_attributes=True) == _whole(text)


def test_a_mistake_in_a_long_text_is_told_at_its_place(short_pieces: None) -> None:
    with pytest.raises(ParseError, match="line 203, column 5"):
        parse(LONG + "\nz = (\n")


def test_a_long_text_is_given_in_several_pieces(
    short_pieces: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[int] = []
    whole = ast.parse

    def count(text: str, *args: object, **kwargs: object) -> ast.Module:
        given.append(len(text.strip()))
        return whole(text, *args, **kwargs)  # type: ignore[call-overload,no-any-return]

    monkeypatch.setattr(ast, "parse", count)
    assert len(parse(LONG).nodes) > 200
    assert len(given) > 50
    assert max(given) < 100
