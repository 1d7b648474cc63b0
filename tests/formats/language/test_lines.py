"""On which line each name is given its value, and which name is meant at the caret."""

import pytest

from graphviz_app.formats import parse
from graphviz_app.formats.language.editor import lines
from graphviz_app.formats.language.editor.lines import lines_of, name_at
from graphviz_app.formats.language.passages.memory import MEMORY
from graphviz_app.resources import examples

FUNCTION = "def f(u):\n    v = u*2\n    return v\n\nv = input(1)\nwith group('g'):\n    y = f(v)"
ROW = "a = input(1); b = a + 1\nc = b\n"
CALL = "axis = input(1)\nv = input([1, 2])\ns = sum(v,\n axis=0)\n"
LOW = "v = input([1, 2])\ns = sum(v,\n axis=0)\naxis = input(1)\n"
GATE = "b = 1\ny = (b if\nb == 0 else b)\nz = y\n"
TEXTS = {
    FUNCTION: {"v": 4, "y": 6},
    ROW: {"a": 0, "b": 0, "c": 1},
    CALL: {"axis": 0, "v": 1, "s": 2},
    LOW: {"v": 0, "s": 1, "axis": 3},
    GATE: {"b": 0, "y": 1, "z": 3},
    "c = 1\nc += 2; d = c\nc = c*d\nd = d\n": {"c": 0, "cʹ": 1, "d": 1, "cʹʹ": 2, "dʹ": 3},
    "c = 1\nc′ = 2\nc = c + c′": {"c": 0, "cʹ": 1, "cʹʹ": 2},
    "x = 1\r\n\r\ny = x": {"x": 0, "y": 2},
    "# a = 1\n  # b = 2\nc = 3": {"c": 2},
}


@pytest.fixture(autouse=True)
def nothing_read_yet() -> None:
    MEMORY.forget()


@pytest.mark.parametrize("text", list(TEXTS))
@pytest.mark.parametrize("read", [False, True])
def test_names_stand_where_they_are_given_a_value(text: str, read: bool) -> None:
    if read:
        parse(text)
    assert lines_of(text) == TEXTS[text]


@pytest.mark.parametrize("path", examples(), ids=lambda path: path.stem)
def test_every_line_of_the_examples_is_found_without_the_parser(
    path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = path.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    exact = lines_of(text)
    monkeypatch.setattr(lines, "MAX_PARSED", 0)
    assert lines_of(text) == exact
    assert exact.keys() == {id_ for id_ in parse(text).nodes if "." not in id_}


@pytest.mark.parametrize("read", [False, True])
def test_a_bracket_that_is_open_hides_no_lines_below_it(read: bool) -> None:
    if read:
        parse("x = input(1)\nwith group('g'):\n    y = x\nz = y\n")
    broken = "x = input(1)\nn = sum(x,\nwith group('g'):\n    y = x\nz = y\n"
    assert lines_of(broken) == {"x": 0, "n": 1, "y": 3, "z": 4}


def test_several_names_of_one_line_are_found_in_broken_text_too() -> None:
    text = "v = input([1, 2])\na, b = exp(v)\nc, d = v\ne, f = sum(v,\n"
    assert lines_of(text) == {"v": 0, "a_b": 1, "a": 1, "b": 1, "c": 2, "d": 2, "e": 3, "f": 3}


def test_a_line_that_is_half_typed_has_its_name_already() -> None:
    assert lines_of("x = input(1)\ny = 2*\nz = x") == {"x": 0, "y": 1, "z": 2}


@pytest.mark.parametrize(
    ("line", "column", "name"), [(0, 0, "a"), (0, 12, "a"), (0, 14, "b"), (0, 20, "b"), (1, 3, "c")]
)
def test_of_two_names_on_a_line_the_one_before_the_caret_is_meant(
    line: int, column: int, name: str
) -> None:
    assert name_at(lines_of(ROW), line, ROW.split("\n")[line], column) == name


def test_an_argument_is_no_name_of_a_line() -> None:
    assert name_at(lines_of(CALL), 3, " axis=0)", 3) == ""
