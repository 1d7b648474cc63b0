"""Adding, deleting and copying lines: the text around them stays, the numbers stay right."""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.graph import Edge, Graph, Node
from graphviz_app.core.reading import line_of
from graphviz_app.core.view import View
from graphviz_app.errors import GraphAppError, GraphError, ParseError
from graphviz_app.formats import from_json, load, parse, to_json
from graphviz_app.formats.edits.adding import with_pasted, with_typed
from graphviz_app.formats.edits.deleting import without_parts
from graphviz_app.formats.edits.written import copied
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
        ("tanh", ["z"], "a2 = tanh(z)"),
        ("tanh()", ["z"], "a2 = tanh(z)"),
        ("tanh", [], "a2 = tanh(...)"),
        ("*", ["x", "w"], "m = x*w"),
        ("-", ["w", "x"], "s = w - x"),
        ("max", ["x"], "h = max(x, ...)"),
        ("<=", ["x", "a"], "h = x <= a"),
        ("where", ["x"], "h = ... if x else ..."),
        ("sum", ["x"], "s = sum(x)"),
        ("q = exp(a)", [], "q = exp(a)"),
        ("exp(a)", [], "h = exp(a)"),
        ("x == 3", [], "h = x == 3"),
        ("3", [], "c = 3"),
        ("[1, 2]", [], "c = [1, 2]"),
        ("...", [], "h = ..."),
        ("input", [], "x2 = input(1)"),
        ("parameter(4)", [], "w2 = parameter(4)"),
        ("half(a)", [], "h = half(a)"),
        ("+", ["x", "w", "a"], "s = x + w + a"),
        ("max", ["x", "w", "a"], "h = max(x, w, a)"),
        ("**", ["x"], "h = x**..."),
        ("power", ["x"], "h = x**3"),
        ("-3", [], "c = -3"),
        ("half", ["a"], "h = half(a)"),
        ("stack", ["x", "w", "a"], "h = [x, w, a]"),
        ("index", ["x"], "h = x[0]"),
        ("[x, w]", [], "h = [x, w]"),
        ("x += 1", [], "xʹ = x + 1"),
        ("half()", [], "h = half(...)"),
        ("×", ["x", "w"], "m = x*w"),
        ("d = a", [], "d = a"),
        ("1/3", [], "c = 1/3"),
        ("2*w", [], "m = 2*w"),
        ("tanh(…)", [], "a2 = tanh(...)"),
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
        ("half", ["x", "w"], "half takes 1 operand, but 2 nodes are selected"),
        ("z = 3", [], "already used"),
        ("tahn(z)", [], "did you mean 'tanh'"),
        ("x x", [], "missing between"),
        ("y = (x", [], "never closed"),
        ("output(a)", [], "only a line"),
        ("# remark", [], "only a line"),
        ("y = y + 1", [], "used in its own line"),
        ("1e999", [], "too large"),
        ("2z", [], "run together"),
        ("h = tanh()", [], "takes 1 operand, found 0"),
        ("tanh", ["gone"], "no longer there"),
    ],
)
def test_what_cannot_be_added_says_why(typed: str, operands: list[str], says: str) -> None:
    with pytest.raises(GraphAppError) as refused:
        with_typed(GRAPH, typed, operands)
    error = refused.value
    assert says in (error.reason if isinstance(error, ParseError) else str(error))


def test_a_side_line_leaves_the_output_and_a_line_that_builds_on_it_becomes_it() -> None:
    assert with_typed(GRAPH, "tanh(z)").graph.output == "L"
    assert with_typed(GRAPH, "L + 1").graph.output == "s"
    chosen = parse("x = input(1)\ny = x*2\nz = y + 1\noutput(y)\n")
    assert with_typed(chosen, "y + z").graph.output == "y"


def test_a_line_can_use_what_stands_in_the_output_s_group() -> None:
    graph = parse('x = input(1)\nwith group("g"):\n    y = x*2\n    z = y + 1\n')
    added = with_typed(graph, "tanh(y)")
    assert added.graph.output == "z"
    assert run(added.graph).value("a") == run(parse("x = input(1)\ny = tanh(x*2)")).value("y")


def test_a_graph_can_be_built_by_typing_alone() -> None:
    graph = EMPTY
    for typed, operands in (("2", []), ("parameter(3)", []), ("*", ["c", "w"]), ("square", ["m"])):
        graph = with_typed(graph, typed, operands).graph
    trace = run(graph)
    assert trace.value("h") == 36
    assert trace.gradient("w") == 2 * 6 * 2


def test_comments_and_line_ends_survive() -> None:
    text = "# Title\r\nx = input(1)  # data\r\ny = x*2"
    added = with_typed(parse(text), "y + 1").graph
    assert added.source == "# Title\r\nx = input(1)  # data\r\ny = x*2\r\ns = y + 1\r\n"
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


@pytest.mark.parametrize(
    ("edge", "line"),
    [
        (Edge("w", "z.mul1", 0), "z = ...*x + 1   # pre-activation"),
        (Edge("x", "z.mul1", 1), "z = w*... + 1   # pre-activation"),
        (Edge("z.mul1", "z", 0), "z = ... + 1   # pre-activation"),
        (Edge("z.c1", "z", 1), "z = w*x + ...   # pre-activation"),
        (Edge("z", "a", 0), "a = sigmoid(...)"),
        (Edge("a", "L.sub1", 0), "L = half((... - 1)**2)"),
        (Edge("L.c1", "L.sub1", 1), "L = half((a - ...)**2)"),
        (Edge("L.sub1", "L.square1", 0), "L = half((...)**2)"),
        (Edge("L.square1", "L", 1), "L = half(...)"),
    ],
    ids=str,
)
def test_a_deleted_edge_leaves_one_operand_missing(edge: Edge, line: str) -> None:
    left = without_parts(GRAPH, [], [edge])
    now = set(left.source.split("\n")) - set(TEXT.split("\n"))
    assert {words.strip() for words in now} == {line}
    claim_goes = edge.source == "z.mul1"
    assert left.source.count("\n") == TEXT.count("\n") - claim_goes


@pytest.mark.parametrize(
    ("text", "edges", "line"),
    [
        ("def f(u): return u + 1\nx = 2\nh = f(x)\n", [("h", 0)], "h = f(...)"),
        ("def f(u): return u*exp(u)\nx = 2\nh = f(x)\n", [("h", 0), ("h.exp1", 0)], "h = f(...)"),
        ("def f(u): return u + 1\nx = 2\nh = f(x)*f(x)\n", [("h.add2", 0)], "h = f(x)*f(...)"),
    ],
)
def test_an_edge_into_a_def_is_deleted_at_the_call(
    text: str, edges: list[tuple[str, int]], line: str
) -> None:
    graph = parse(text)
    left = without_parts(graph, [], [graph.edges[slot] for slot in edges])
    assert left.source == text[: text.index("h = ")] + line + "\n"


def test_a_pasted_def_does_not_use_the_graph_s_names() -> None:
    there = parse("x = input(1)\nu = x*2\n")
    pasted = with_pasted(there, "def half(u): return 0.5*u\ny = 3\nh = half(y)\n")
    assert pasted.graph.output == "u"


def test_names_that_are_words_elsewhere_come_back_as_they_were() -> None:
    graph = parse("x = 1\nd = x*2\nL = d + x\n")
    back = with_pasted(without_parts(graph, ["d"]), copied(graph, ["d"]))
    assert back.names == ("d",)


def test_operators_of_a_def_are_not_taken_apart_behind_its_back() -> None:
    with pytest.raises(GraphError, match=r"'L.c2' comes from a def: .* delete the line 'L'"):
        without_parts(GRAPH, [], [Edge("L.c2", "L", 0)])
    with pytest.raises(GraphError, match="change it in the text"):
        without_parts(parse("x = 1\ny = max(x, 2, 3)\n"), ["y.max1"])


def test_many_edges_go_at_once_and_those_that_are_gone_already_do_not_matter() -> None:
    edges = list(parse("x = 2\nL = x*x + x*x\n").edges.values())
    left = without_parts(parse("x = 2\nL = x*x + x*x\n"), [], edges[:4])
    assert left.source == "x = 2\nL = ...*... + ...*...\n"
    assert without_parts(left, ["nobody"], edges[:4]) is left


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
    view = View("lines", "TB")
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
        if path.stem == "swish":  # the operators of its def can only go with their line
            gone = line_of(graph, gone)
        graph = without_parts(graph, [gone])
        for id_, value in run(graph, partial=True).values.items():
            if "." not in id_:
                assert value == pytest.approx(truth.value(id_))
        if graph.nodes:
            assert parse(graph.source) == graph


def test_statements_that_share_a_line_go_one_by_one() -> None:
    text = "a = 1; b = 2; c = a*b  # three\nL = c + a\n"
    for gone, line in (
        (["a"], "b = 2; c = ...*b  # three"),
        (["b"], "a = 1; c = a*...  # three"),
        (["c"], "a = 1; b = 2  # three"),
        (["b", "c"], "a = 1  # three"),
        (["a", "b"], "c = ...*...  # three"),
    ):
        assert without_parts(parse(text), gone).source.split("\n")[0] == line
    assert without_parts(parse(text), ["a", "b", "c"]).source == "L = ... + ...\n"
    assert copied(parse(text), ["a", "c"]) == "a = 1\nc = a*b\n"
    everything = with_pasted(parse(text), copied(parse(text), parse(text).nodes))
    assert everything.names == ("a2", "b2", "c2", "L2")


def test_an_emptied_group_goes_with_its_last_remark() -> None:
    text = 'x = 1\nwith group("g"):\n    y = x*2\n    # end\n# below\nz = x*3\n'
    assert without_parts(parse(text), ["y"]).source == "x = 1\n# below\nz = x*3\n"


def test_nodes_with_the_names_of_claims_take_only_their_own_lines() -> None:
    text = "d = 2\ny = d*3\nL = y**2\nd(L, y) == 12\noutput(L)\n"
    assert without_parts(parse(text), ["d"]).source == text.replace("d = 2\n", "").replace(
        "d*3", "...*3"
    )


def test_labels_and_pins_stay_with_their_nodes_when_numbers_are_dealt_out_anew() -> None:
    graph = replace(
        parse("a = 1\nb = 2\nL = a*b + b*b + a*a\n"),
        labels={"L.mul1": "first", "L.mul2": "second", "L.mul3": "third"},
        pins={"L.mul2": (1.0, 2.0)},
    )
    left = without_parts(graph, ["L.mul1"])
    assert left.labels == {"L.mul1": "second", "L.mul2": "third"}
    assert left.pins == {"L.mul1": (1.0, 2.0)}


def test_claims_stay_with_their_operators_when_numbers_are_dealt_out_anew() -> None:
    text = "a = 1\nL = a*2 + a*3 + a*4\nL.mul1 == 2\ngrad(L.mul3) == 1\noutput(L.mul2)\n"
    left = without_parts(parse(text), ["L.mul1"])
    assert left.source == "a = 1\nL = ... + a*3 + a*4\ngrad(L.mul2) == 1\noutput(L.mul1)\n"


def test_labels_follow_ids_that_text_cannot_say() -> None:
    nodes = [Node("my x", "input", {"value": 2.0}), Node("y", "square")]
    graph = replace(Graph.of(nodes, [Edge("my x", "y", 0)], "y"), labels={"my x": "Mine"})
    assert with_typed(graph, "3").graph.labels == {"my_x": "Mine"}
    edge = Edge("my x", "y", 0)
    both = without_parts(graph, ["y"], [edge])
    assert both.labels == {"my_x": "Mine"}
    assert both.nodes.keys() == {"my_x"}


def test_everything_can_be_cut_and_pasted_where_a_def_stays_behind() -> None:
    text = copied(GRAPH, GRAPH.nodes)
    back = with_pasted(without_parts(GRAPH, GRAPH.nodes), text).graph
    assert back.source.count("def half") == 1
    assert run(back).value("L") == run(GRAPH).value("L")


def test_a_pasted_def_of_the_same_name_keeps_what_it_does() -> None:
    there = parse("def f(u): return u + 100\nx = 3\ny = f(x)\n")
    text = "def g(u): return u*u\ndef f(u): return g(u)\nq = f(x)\n"
    pasted = with_pasted(there, text)
    assert run(pasted.graph).value("q") == 9
    assert run(pasted.graph).value("y") == 103
    assert "def f2(u): return g(u)" in pasted.graph.source


def test_pasted_text_needs_no_last_line_end() -> None:
    assert with_pasted(parse("x = 1\nL = x*2\n"), "a = x").graph.nodes.keys() >= {"a", "x", "L"}


def test_an_emptied_document_keeps_its_remarks_and_its_view() -> None:
    left = without_parts(replace(GRAPH, view=View("lines")), GRAPH.nodes)
    assert left.view == View("lines")
    assert "# the data" in from_json(to_json(left)).source
