"""A number of a leaf is changed by reading only its line, where that says the same."""

from pathlib import Path

import pytest

from graphviz_app.core.graph import Attr
from graphviz_app.core.oplib import is_leaf
from graphviz_app.formats import load, parse, with_leaf_value
from graphviz_app.formats.gestures import leaf_value as edit
from graphviz_app.formats.gestures.one_line import patched_line
from graphviz_app.resources import examples

VALUES: tuple[Attr, ...] = (0.25, -3.0, 1e300, (1.0, 2.0), ((1.0,), (2.0,)))


@pytest.mark.parametrize("path", examples(), ids=lambda path: path.stem)
def test_one_line_says_what_the_whole_text_says(path: Path) -> None:
    graph = load(path)
    for id_, node in graph.nodes.items():
        for value in VALUES if is_leaf(node) else ():
            changed = graph.with_attrs(id_, value=value)
            if found := patched_line(graph, changed, id_, value):
                assert found == edit._patched(graph, changed, id_, value)


def test_a_line_is_changed_without_reading_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edit, "_patched", None)
    text = "# T\nx = input(1.5)  # a remark (\nW = parameter([[1, 2],\n  [3, 4]])\nL = sum(W*x)\n"
    graph = with_leaf_value(parse(text), "x", 2.0)
    assert graph.source == text.replace("1.5", "2")
    assert graph == parse(graph.source)
    wide = with_leaf_value(graph, "W", ((1.0, 0.0), (0.0, 1.0)))
    lines = wide.source.split("\n")
    assert lines[1:3] == ["x = input(2)  # a remark (", "W = parameter([[1, 0], [0, 1]])"]
    assert lines[3:] == ["L = sum(W*x)", ""]


@pytest.mark.parametrize(
    "text",
    [
        "def f(u):\n    x = 3\n    return u*x\nx = input(1)\nL = f(x)\n",  # said twice
        'with group("g"):\n    x = input(1)\nL = x*2\n',  # in a block
        "y = input(2); x = input(1)\nL = x*y\n",  # not at the left
        "y = input(2) + \\\n  3\nx = input(1)\nL = x*y\n",  # the line above goes on
        "x = 2*3\nL = x**2\n",  # a sum, not a literal of this leaf alone
        "w = input(1)\nL = w*2\n",  # no line has this name
    ],
)
def test_what_needs_the_whole_text_is_left_to_it(text: str) -> None:
    graph = parse(text)
    id_ = "x" if "x" in graph.nodes else next(i for i in graph.nodes if i.startswith("L."))
    changed = graph.with_attrs(id_, value=5.0)
    found = patched_line(graph, changed, id_, 5.0)
    assert not found or parse(found) == changed


def test_a_name_in_brackets_of_another_line_is_not_taken_for_a_line() -> None:
    graph = parse("x = input(1)\nL = sum(x,\naxis=0)\n")
    assert patched_line(graph, graph.with_attrs("x", value=2.0), "axis", 2.0) == ""
