"""Adding, deleting and copying lines: the text around them stays, the numbers stay right."""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.graph import Edge, Graph, Node, ViewSettings
from graphviz_app.core.reading import line_of
from graphviz_app.errors import GraphAppError, GraphError, ParseError
from graphviz_app.formats import copied, load, parse, with_pasted, with_typed, without_parts
from graphviz_app.resources import examples

TEXT = """\
# A neuron

# the data
x = input(1.5)   # one number
w = parameter(-0.8)
def half(u): return 0.5*u
with group("hidden"):
    z = w*x + 1   # pre-activation
    a = sigmoid(z)
# the loss
L = half((a - 1)**2)

learning_rate(0.5)
grad(w) == -0.3
z.mul1 == -1.2
"""
GRAPH = parse(TEXT)
EMPTY = Graph({}, {})


def added_line(graph: Graph, typed: str, *operands: str) -> str:
    """The one line of text that is new."""
    before = graph.source.split("\n")
    new = [
        line
        for line in with_typed(graph, typed, operands).graph.source.split("\n")
        if line not in before
    ]
    (line,) = new
    return line


@pytest.mark.parametrize(
    ("typed", "operands", "line"),
    [
        ("tanh", ["z"], "v = tanh(z)"),
        ("tanh()", ["z"], "v = tanh(z)"),
        ("tanh", [], "v = tanh(...)"),
        ("*", ["x", "w"], "v = x*w"),
        ("-", ["w", "x"], "v = w - x"),
        ("max", ["x"], "v = max(x, ...)"),
        ("<=", ["x", "a"], "v = x <= a"),
        ("where", ["x"], "v = ... if x else ..."),
        ("sum", ["x"], "v = sum(x)"),
        ("q = exp(a)", [], "q = exp(a)"),
        ("exp(a)", [], "v = exp(a)"),
        ("x == 3", [], "v = x == 3"),
        ("3", [], "c = 3"),
        ("[1, 2]", [], "c = [1, 2]"),
        ("...", [], "v = ..."),
        ("input", [], "x2 = input(1)"),
        ("parameter(4)", [], "w2 = parameter(4)"),
        ("half(a)", [], "v = half(a)"),
    ],
)
def test_what_is_typed_becomes_a_line(typed: str, operands: list[str], line: str) -> None:
    assert added_line(GRAPH, typed, *operands) == line


@pytest.mark.parametrize(
    ("typed", "operands", "says"),
    [
        ("", [], "type an operator"),
        ("tanh", ["x", "w"], "takes 1 operand, but 2 nodes are selected"),
        ("tanh", ["z.mul1"], "a part of a line"),
        ("z = 3", [], "already used"),
        ("tahn(z)", [], "did you mean 'tanh'"),
        ("x x", [], "missing between"),
        ("y = (x", [], "never closed"),
        ("output(a)", [], "only a line"),
        ("# remark", [], "only a line"),
        ("y = y + 1", [], "used in its own line"),
        ("1e999", [], "too large"),
        ("2z", [], "run together"),
    ],
)
def test_what_cannot_be_added_says_why(typed: str, operands: list[str], says: str) -> None:
    with pytest.raises(GraphAppError) as refused:
        with_typed(GRAPH, typed, operands)
    error = refused.value
    assert says in (error.reason if isinstance(error, ParseError) else str(error))


def test_a_side_line_leaves_the_output_and_a_line_that_builds_on_it_becomes_it() -> None:
    assert with_typed(GRAPH, "tanh(z)").graph.output == "L"
    assert with_typed(GRAPH, "L + 1").graph.output == "v"
    chosen = parse("x = input(1)\ny = x*2\nz = y + 1\noutput(y)\n")
    assert with_typed(chosen, "y + z").graph.output == "y"


def test_a_line_can_use_what_stands_in_the_output_s_group() -> None:
    graph = parse('x = input(1)\nwith group("g"):\n    y = x*2\n    z = y + 1\n')
    added = with_typed(graph, "tanh(y)")
    assert added.graph.output == "z"
    assert run(added.graph).value("v") == run(parse("x = input(1)\ny = tanh(x*2)")).value("y")


def test_a_graph_can_be_built_by_typing_alone() -> None:
    graph = EMPTY
    for typed, operands in (("2", []), ("parameter(3)", []), ("*", ["c", "w"]), ("square", ["v"])):
        graph = with_typed(graph, typed, operands).graph
    trace = run(graph)
    assert trace.value("v2") == 36
    assert trace.gradient("w") == 2 * 6 * 2


def test_comments_and_line_ends_survive() -> None:
    text = "# Title\r\nx = input(1)  # data\r\ny = x*2"
    added = with_typed(parse(text), "y + 1").graph
    assert added.source == "# Title\r\nx = input(1)  # data\r\ny = x*2\nv = y + 1\n"
    assert without_parts(parse(text), ["y"]).source == "# Title\r\nx = input(1)  # data\r\n"


def test_deleting_leaves_holes_where_the_node_was_used() -> None:
    left = without_parts(GRAPH, ["x"])
    assert left.source == TEXT.replace("x = input(1.5)   # one number\n", "").replace(
        "w*x", "w*..."
    )
    assert left.edges.keys() == GRAPH.edges.keys() - {("z.mul1", 1)}


def test_an_operator_goes_with_what_only_it_used_and_the_claim_about_it() -> None:
    left = without_parts(GRAPH, ["z.mul1"])
    assert "z = ... + 1   # pre-activation" in left.source
    assert "z.mul1 ==" not in left.source
    assert "grad(w) ==" in left.source


def test_a_line_goes_as_a_whole_and_an_emptied_group_with_it() -> None:
    left = without_parts(GRAPH, ["z", "a"])
    assert not [id_ for id_ in left.nodes if line_of(left, id_) in ("z", "a")]
    assert "group" not in left.source
    assert "half((... - 1)**2)" in left.source


def test_without_its_output_a_graph_has_the_line_before() -> None:
    assert without_parts(GRAPH, ["L"]).output == "a"


def test_deleting_everything_leaves_the_comments() -> None:
    left = without_parts(GRAPH, list(GRAPH.nodes))
    assert not left.nodes
    assert "# the data" in left.source
    assert "input" not in left.source
    assert with_typed(left, "3").graph.nodes.keys() == {"c"}


@pytest.mark.parametrize("edge", list(GRAPH.edges.values()), ids=str)
def test_a_deleted_edge_leaves_one_operand_open(edge: Edge) -> None:
    left = without_parts(GRAPH, [], [edge])
    named = line_of(GRAPH, edge.source) == edge.source
    gone = {(edge.target, edge.slot)}
    if named:
        assert left.edges.keys() == GRAPH.edges.keys() - gone
        assert left.nodes == GRAPH.nodes
    else:
        assert edge.source not in left.nodes or len(left.nodes) < len(GRAPH.nodes)


def test_of_equal_operands_only_the_chosen_edge_goes() -> None:
    graph = parse("z = input(2)\nL = z*z\n")
    assert without_parts(graph, [], [Edge("z", "L", 1)]).source == "z = input(2)\nL = z*...\n"
    assert without_parts(graph, [], [Edge("z", "L", 0)]).source == "z = input(2)\nL = ...*z\n"


def test_copies_keep_their_operands_and_get_free_names() -> None:
    pasted = with_pasted(GRAPH, copied(GRAPH, ["z.mul1", "a"]))
    assert pasted.names == ("z2", "a2")
    trace = run(pasted.graph)
    assert trace.value("z2") == trace.value("z")
    assert trace.value("a2") == trace.value("a")
    assert pasted.graph.edges["a2", 0].source == "z2"
    assert pasted.graph.output == "L"


def test_copies_bring_their_functions_into_another_graph_and_leave_the_rest_open() -> None:
    pasted = with_pasted(EMPTY, copied(GRAPH, ["L"])).graph
    assert pasted.source == "def half(u): return 0.5*u\nL = half((... - 1)**2)\n"
    again = with_pasted(GRAPH, copied(GRAPH, ["L"])).graph
    assert again.source.count("def half") == 1


def test_foreign_text_on_the_clipboard_is_refused_in_a_sentence() -> None:
    with pytest.raises(ParseError):
        with_pasted(GRAPH, "y = (((")
    with pytest.raises(GraphError, match="no lines"):
        with_pasted(GRAPH, "import os")


def test_pins_labels_and_view_of_what_stays_are_kept() -> None:
    view = ViewSettings("lines", "TB")
    graph = replace(GRAPH, pins={"x": (1.0, 2.0), "w": (3.0, 4.0)}, labels={"a": "act"}, view=view)
    for changed in (without_parts(graph, ["x"]), with_typed(graph, "tanh(z)").graph):
        assert changed.pins["w"] == (3.0, 4.0)
        assert changed.labels == {"a": "act"}
        assert changed.view == view
    assert "x" not in without_parts(graph, ["x"]).pins


def test_a_graph_that_was_never_text_is_written_first() -> None:
    nodes = [Node("my x", "input", {"value": 2.0}), Node("y", "square")]
    graph = Graph.of(nodes, [Edge("my x", "y", 0)], "y")
    assert with_typed(graph, "exp", ["my x"]).graph.source.count("exp(my_x)") == 1
    assert with_pasted(graph, copied(graph, ["my x"])).names == ("my_x2",)
    assert without_parts(graph, ["my x"]).source == "y = ...**2\noutput(y)\n"
    with pytest.raises(GraphError):
        with_typed(Graph.of([Node("y", "ad")]), "3")


@pytest.mark.parametrize("path", examples(), ids=lambda path: path.stem)
def test_every_example_can_be_copied_whole_and_taken_apart(path: Path) -> None:
    graph = load(path)
    truth = run(graph)
    twice = with_pasted(graph, copied(graph, graph.nodes))
    doubled = run(twice.graph)
    assert len(doubled.values) == 2 * len(truth.values)
    assert doubled.value(str(graph.output)) == pytest.approx(truth.value(str(graph.output)))
    chance = random.Random(path.stem)
    while graph.nodes:
        gone = chance.choice(list(graph.nodes))
        graph = without_parts(graph, [gone])
        for id_, value in run(graph, partial=True).values.items():
            if "." not in id_:
                assert value == pytest.approx(truth.value(id_))
        if graph.nodes:
            assert parse(graph.source) == graph
