"""Groups: lines move together where nobody needs them earlier, and keep their remarks."""

import pytest

from graphviz_app.errors import GraphError
from graphviz_app.formats import parse
from graphviz_app.formats.edits.grouping import with_group, with_group_name, without_group

TEXT = """\
# A neuron

x = input(1.5)   # one
# weight
w = parameter(-0.8)
with group("hidden"):  # the layer
    z = w*x + 1   # pre-activation
    a = sigmoid(z)
    # end
y = target(3)
L = (a - y)**2; q = w*2

output(L)
"""
GRAPH = parse(TEXT)
ROW = parse("x = input(1)\nw = parameter(2)\nz = w*x\nb = parameter(1)\ny = z + b\nL = y*y\n")


def test_lines_that_follow_each_other_are_put_in_a_group_with_their_remarks() -> None:
    block = (
        'with group("data"):\n    x = input(1.5)   # one\n    # weight\n    w = parameter(-0.8)\n'
    )
    assert block in with_group(GRAPH, ["x", "w"], "data").source


@pytest.mark.parametrize(
    ("ids", "text"),
    [
        (
            ["w", "b"],
            (
                'x = input(1)\nwith group("g"):\n    w = parameter(2)\n    b = parameter(1)\n'
                "z = w*x\ny = z + b\nL = y*y\n"
            ),
        ),
        (
            ["x", "b"],
            (
                'with group("g"):\n    x = input(1)\n    b = parameter(1)\n'
                "w = parameter(2)\nz = w*x\ny = z + b\nL = y*y\n"
            ),
        ),
        (
            ["z", "L"],
            (
                'x = input(1)\nw = parameter(2)\nwith group("g"):\n    z = w*x\n'
                'b = parameter(1)\ny = z + b\nwith group("g"):\n    L = y*y\n'
            ),
        ),
    ],
)
def test_lines_move_together_where_nobody_needs_them_earlier(ids: list[str], text: str) -> None:
    assert with_group(ROW, ids, "g").source == text


def test_a_group_can_be_made_inside_a_group_and_around_one() -> None:
    inner = with_group(GRAPH, ["z"], "pre")
    assert inner.nodes["z"].group == "hidden/pre"
    outer = with_group(GRAPH, ["z", "a", "w"], "all")
    assert outer.nodes["a"].group == "all/hidden"
    assert outer.nodes["w"].group == "all"
    assert outer.nodes["z.mul1"].group == "all/hidden/z"


@pytest.mark.parametrize(
    ("ids", "name", "says"),
    [
        (["z", "w"], "g", "different groups"),
        (["L"], "g", "L and q share a line"),
        (["x"], "hidden", "there is a group"),
        (["x"], "w", "the name of a line"),
        (["x"], "a/b", "no '/'"),
        (["x"], " ", "needs a name"),
        ([], "g", "select"),
    ],
)
def test_what_cannot_be_grouped_says_why(ids: list[str], name: str, says: str) -> None:
    with pytest.raises(GraphError, match=says):
        with_group(GRAPH, ids, name)


def test_a_group_is_taken_apart_and_its_remarks_stay() -> None:
    apart = without_group(GRAPH, "hidden")
    lines = "# the layer\nz = w*x + 1   # pre-activation\na = sigmoid(z)\n# end\n"
    assert lines in apart.source
    assert apart.nodes["z.mul1"].group == "z"


def test_a_group_gets_another_name() -> None:
    renamed = with_group_name(GRAPH, "hidden", "layer 1")
    assert 'with group("layer 1"):  # the layer\n' in renamed.source
    assert renamed.nodes["z"].group == "layer 1"


def test_groups_in_each_other_are_told_apart_however_they_are_written() -> None:
    graph = parse(
        'with group("a/b"), group("c"): x = input(1); y = x*2\n'
        'with group("a"):\n  with group("b"):\n\n    z = x*(y +\n  1)\n    # rem\nu = z*2\n'
    )
    assert without_group(graph, "a/b").source == (
        'with group("a/c"): x = input(1); y = x*2\n'
        'with group("a"):\n\n  z = x*(y +\n  1)\n  # rem\nu = z*2\n'
    )
    assert with_group_name(graph, "a/b", "k").nodes["z"].group == "a/k"
    with pytest.raises(GraphError, match="no group"):
        without_group(graph, "a/d")


def test_grouping_and_ungrouping_gives_the_text_from_before() -> None:
    assert without_group(with_group(ROW, ["z"], "g"), "g").source == ROW.source


def test_line_ends_survive() -> None:
    graph = parse("x = input(1)\r\ny = x*2\r\n")
    text = 'x = input(1)\r\nwith group("g"):\r\n    y = x*2\r\n'
    assert with_group(graph, ["y"], "g").source == text
