import pytest

from graphviz_app.core.graph import Claim, Edge, Graph, Node
from graphviz_app.core.oplib import OPS
from graphviz_app.errors import ParseError
from graphviz_app.formats import parse
from graphviz_app.formats.language.passages.opened import opened
from graphviz_app.formats.language.passages.passage import lines_above
from graphviz_app.formats.language.text import passages_of


def operators(graph: Graph) -> list[tuple[str, str, str]]:
    return [(node.id, node.op, node.group) for node in graph.nodes.values()]


def operands(graph: Graph, id_: str) -> list[str]:
    return [edge.source for edge in graph.incoming[id_]]


def test_a_neuron() -> None:
    graph = parse(
        "# A neuron\nx = input(1.5)\nw = parameter(-0.8)\nb = parameter(0.25)\nz = w*x + b\n"
        "t = target(1)\na = sigmoid(z)\nL = 0.5*(t - a)**2\nlearning_rate(0.5)\n"
    )
    assert graph.title == "A neuron"
    assert graph.output == "L"
    assert graph.learning_rate == 0.5
    assert graph.nodes["w"] == Node("w", "parameter", {"value": -0.8})
    assert graph.nodes["z.mul1"] == Node("z.mul1", "mul", {}, "z")
    assert graph.nodes["z"] == Node("z", "add")
    assert [(e.source, e.slot) for e in graph.incoming["z"]] == [("z.mul1", 0), ("b", 1)]
    assert operands(graph, "L") == ["L.c1", "L.square1"]
    assert operands(graph, "L.square1") == ["L.sub1"]


def test_the_text_is_kept_as_it_was_given() -> None:
    text = "# hi\r\nx = input( 1.5 )   # the data\r\n"
    assert parse(text).source == text


def test_unnamed_operators_are_numbered_per_operator_from_left_to_right() -> None:
    graph = parse("x = input(2)\nz = x*x + x*3 - (x + 1)*x")
    assert operators(graph)[1:] == [
        ("z.mul1", "mul", "z"),
        ("z.c1", "constant", "z"),
        ("z.mul2", "mul", "z"),
        ("z.add1", "add", "z"),
        ("z.c2", "constant", "z"),
        ("z.add2", "add", "z"),
        ("z.mul3", "mul", "z"),
        ("z", "sub", ""),
    ]


def test_the_same_value_twice_gives_two_edges() -> None:
    graph = parse("x = input(2)\ny = x*x")
    assert graph.incoming["y"] == (Edge("x", "y", 0), Edge("x", "y", 1))


def test_equal_subexpressions_are_not_merged() -> None:
    graph = parse("a = input(1)\nb = input(2)\nh = exp(a)/(exp(a) + exp(b))")
    assert sum(node.op == "exp" for node in graph.nodes.values()) == 3


@pytest.mark.parametrize(
    ("written", "op"),
    [
        ("x + y", "add"),
        ("x - y", "sub"),
        ("x*y", "mul"),
        ("x/y", "div"),
        ("x**y", "pow"),
        ("x @ y", "matmul"),
        ("-x", "neg"),
        ("x**2", "square"),
        ("x**2.0", "square"),
        ("x**3", "power"),
        ("x**-1", "power"),
        ("1/x", "reciprocal"),
        ("2/x", "div"),
        ("x", "identity"),
        ("+x", "identity"),
        ("x.T", "transpose"),
        ("abs(x)", "abs"),
        ("max(x, y)", "max"),
        ("maximum(x, y)", "max"),
        ("min(x, y)", "min"),
        ("ln(x)", "log"),
        ("x < y", "less"),
        ("x <= y", "less_equal"),
        ("x > y", "greater"),
        ("x >= y", "greater_equal"),
        ("x == y", "equal"),
        ("x != y", "not_equal"),
        ("x if y else x", "where"),
        ("sum(x)", "sum"),
        ("mean(x, axis=0)", "mean"),
        ("3", "constant"),
        ("-3", "constant"),
        ("[1, 2]", "constant"),
    ],
)
def test_each_way_of_writing_gives_its_operator(written: str, op: str) -> None:
    graph = parse(f"x = input(1)\ny = input(2)\nz = {written}")
    assert graph.nodes["z"].op == op


@pytest.mark.parametrize("name", sorted(OPS))
def test_every_operator_can_be_called_by_its_name(name: str) -> None:
    op = OPS[name]
    arguments = ", ".join(f"x{i}" for i in range(len(op.operands)))
    arguments += ", exponent=3" if name == "power" else ""
    leaves = "".join(f"x{i} = input({i + 1})\n" for i in range(len(op.operands)))
    graph = parse(f"{leaves}y = {name}({arguments or '1.5'})")
    assert graph.nodes["y"].op == name
    assert operands(graph, "y") == [f"x{i}" for i in range(len(op.operands))]


def test_a_choice_has_condition_then_both_values() -> None:
    graph = parse("u = input(1)\nv = input(2)\ny = u if u > v else v")
    assert operands(graph, "y") == ["y.greater1", "u", "v"]


def test_max_of_many_is_folded_from_the_left() -> None:
    graph = parse("x = input(1)\ny = max(0, x, -x)")
    assert operands(graph, "y") == ["y.max1", "y.neg1"]
    assert operands(graph, "y.max1") == ["y.c1", "x"]


def test_attributes_are_completed_by_their_defaults() -> None:
    graph = parse("v = input([[1, 2]])\ns = sum(v, axis=-1)\nt = sum(v, keepdims=True)")
    assert graph.nodes["s"].attrs == {"axis": -1, "keepdims": False}
    assert graph.nodes["t"].attrs == {"axis": None, "keepdims": True}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1.5", 1.5),
        ("-1e-3", -0.001),
        ("1/4", 0.25),
        ("-(2*3 + 1)", -7.0),
        ("2**-1", 0.5),
        ("\N{MINUS SIGN}2", -2.0),
        ("1_000", 1000.0),
        ("[1, -2]", (1.0, -2.0)),
        ("[[1, 2], [3, 1/2]]", ((1.0, 2.0), (3.0, 0.5))),
    ],
)
def test_a_leaf_takes_numbers_lists_and_arithmetic_on_numbers(written: str, value: object) -> None:
    for text in (f"x = input({written})", f"x = input(value={written})"):
        assert parse(text).nodes["x"].attrs == {"value": value}


def test_a_sign_belongs_to_the_number_but_other_operators_are_nodes() -> None:
    assert parse("k = -3").nodes["k"].attrs == {"value": -3.0}
    graph = parse("x = input(1)\ny = -3*x\nz = -x**2\nk = 2*3")
    assert graph.nodes["y.c1"].attrs == {"value": -3.0}
    assert operands(graph, "z") == ["z.square1"]
    assert graph.nodes["k"].op == "mul"


def test_a_leaf_inside_an_expression_is_an_unnamed_leaf() -> None:
    graph = parse("w = parameter(2)\nz = w*input(3)")
    assert graph.nodes["z.input1"] == Node("z.input1", "input", {"value": 3.0}, "z")


def test_groups_nest_and_lines_inside_belong_to_them() -> None:
    graph = parse(
        'x = input(1)\nwith group("a"):\n    u = x*x + 1\n    with group("b"):\n'
        '        v = u + 2*u\nwith group("c/d"):\n    w = v\n'
    )
    groups = {id_: node.group for id_, node in graph.nodes.items()}
    assert groups["u"] == "a"
    assert groups["u.mul1"] == "a/u"
    assert groups["v"] == "a/b"
    assert groups["v.mul1"] == "a/b/v"
    assert groups["w"] == "c/d"


def test_a_function_expands_to_its_body_in_a_group_of_its_own() -> None:
    graph = parse("x = input(1)\ndef swish(u): return u*sigmoid(u)\ny = swish(x)")
    assert operators(graph)[1:] == [("y.sigmoid1", "sigmoid", "y/swish"), ("y", "mul", "")]
    assert operands(graph, "y") == ["x", "y.sigmoid1"]


def test_functions_have_lines_call_others_and_see_the_values_outside() -> None:
    graph = parse(
        "k = 2\nx = input(1)\n"
        "def f(u): return u + k\n"
        "def g(u, v):\n    m = f(u)*v\n    n = m - 1\n    return n\n"
        "y = g(x, k) + g(k, x)"
    )
    assert operators(graph)[2:] == [
        ("y.add1", "add", "y/g/f"),
        ("y.m1", "mul", "y/g"),
        ("y.c1", "constant", "y/g"),
        ("y.n1", "sub", "y/g"),
        ("y.add2", "add", "y/g2/f"),
        ("y.m2", "mul", "y/g2"),
        ("y.c2", "constant", "y/g2"),
        ("y.n2", "sub", "y/g2"),
        ("y", "add", ""),
    ]


def test_the_value_a_function_names_and_returns_gets_the_name_of_the_line() -> None:
    graph = parse("x = input(1)\ndef f(u):\n    m = 2*u\n    return m\ny = f(x)")
    assert operators(graph)[1:] == [("y.c1", "constant", "y/f"), ("y", "mul", "")]


def test_a_function_that_returns_its_argument_is_an_identity() -> None:
    graph = parse("x = input(1)\ndef f(u): return u\ny = f(x)\nz = f(x) + 1")
    assert graph.nodes["y"].op == "identity"
    assert operands(graph, "z") == ["x", "z.c1"]


def test_an_argument_is_computed_once_however_often_it_is_used() -> None:
    graph = parse("x = input(1)\ndef f(u): return u*u\ny = f(x + 1)")
    assert operands(graph, "y") == ["y.add1", "y.add1"]


def test_a_function_may_be_written_out_under_the_name_of_an_operator() -> None:
    graph = parse("x = input(1)\ndef sigmoid(u): return 1/(1 + exp(-u))\ny = sigmoid(x)")
    assert graph.nodes["y"].op == "reciprocal"


def test_names_of_functions_may_be_names_of_values() -> None:
    graph = parse("d = input(1)\nsum = d*2\nnp = exp(sum)\ngrad(d) == 3")
    assert list(graph.nodes) == ["d", "sum.c1", "sum", "np"]


def test_output_is_the_last_assignment_unless_it_is_named() -> None:
    text = "x = input(1)\ny = x*2\nz = y + 1\n"
    assert parse(text).output == "z"
    assert parse(f"output(y)\n{text}").output == "y"
    assert parse(f"{text}output(z.c1)").output == "z.c1"


def test_the_title_is_the_first_comment_before_everything() -> None:
    assert parse("\n#\n#  A title \n# more\nx = 1").title == "A title"
    assert parse("x = 1  # not this\n# nor this").title == ""


def test_claims() -> None:
    graph = parse(
        "after(w) == 1.50\nw = parameter(1)\nz = 2*w\nz == 2\ngrad(w) == -2.4e-3  # hm\n"
        "d(z, w) == \N{MINUS SIGN} 0.20\ngrad(z.c1) == +1"
    )
    assert graph.claims == (
        Claim("after", "w", "1.50"),
        Claim("value", "z", "2"),
        Claim("grad", "w", "-2.4e-3"),
        Claim("d", "z", "-0.20", "w"),
        Claim("grad", "z.c1", "+1"),
    )
    assert [claim.line for claim in graph.claims] == [1, 4, 5, 6, 7]


@pytest.mark.parametrize(
    ("claim", "note"),
    [
        ("d(h1 (sigmoid' * x2), w21) == 0.02271", "sigmoid' * x2"),
        ("d(h1, w21 (over (all) paths)) == 0.02271", "over (all) paths"),
        ("d(h1 (a == b), w21 (c)) == 0.02271", "a == b; c"),
    ],
)
def test_a_remark_in_a_claim_is_kept(claim: str, note: str) -> None:
    graph = parse(f"w21 = parameter(1)\nh1 = sigmoid(w21)\n{claim}")
    assert graph.claims == (Claim("d", "h1", "0.02271", "w21", note),)


def test_a_remark_may_follow_a_bare_name() -> None:
    graph = parse("h = parameter(1)\nh (isn't it) == 1.0\ngrad(h(so)) == 1")
    assert [claim.note for claim in graph.claims] == ["isn't it", "so"]


def test_a_line_may_go_on_inside_brackets_and_two_may_share_one() -> None:
    graph = parse("x = input(1); y = (x +  # first\n  2*x\n)\nz = x \\\n + y")
    assert graph.output == "z"


def test_letters_of_all_alphabets_are_names() -> None:
    graph = parse("β = parameter(0.5)\nŷ = β*2\ngrad(β) == 2")
    assert list(graph.nodes) == ["β", "ŷ.c1", "ŷ"]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_any_line_ending_and_a_byte_order_mark_are_read(ending: str) -> None:
    graph = parse(ending.join(["\ufeff# T", "x = input(1)", 'with group("g"):', "\ty = x"]))
    assert (graph.title, graph.output) == ("T", "y")
    assert not graph.source.startswith("\ufeff")


def test_places_say_where_nodes_and_their_numbers_are_written() -> None:
    passages = passages_of("# é\nx = input( -1.5 )\nβ = 2*x + (3)")
    remark, x, beta = (opened(p, lines_above(passages, i)) for i, p in enumerate(passages))
    assert remark.statements == []
    assert x.span(x.built.literals["x"]) == (2, 12, 2, 16)
    assert beta.span(beta.built.literals["β.c2"]) == (3, 12, 3, 13)
    assert beta.span(beta.built.places["β"]) == (3, 5, 3, 14)


def test_a_long_sum_is_not_too_deep() -> None:
    text = "x = input(1)\ny = " + " + ".join(["x"] * 5000)
    graph = parse(text)
    assert len(graph.nodes) == 5000
    assert operands(graph, "y") == ["y.add4998", "x"]


def test_long_chains_in_brackets_calls_and_products_keep_their_meaning() -> None:
    chain = " - ".join(["2*x", "-(x)", "(x + 1)"] * 700)
    graph = parse(
        f"x = input(1)\ny = ({chain})/3 + sum({chain}, axis=None)*({' * '.join(['x'] * 3000)})\n"
        f"z = exp({chain})"
    )
    count = [node.op for node in graph.nodes.values()].count
    assert count("sub") == 3 * 2099
    assert count("neg") == 3 * 700
    assert count("mul") == 3 * 700 + 2999 + 1
    assert graph.nodes["z"].op == "exp"


def test_deep_but_legal_nesting_works() -> None:
    graph = parse(f"x = input(1)\ny = {'exp(' * 150}x{')' * 150}\nz = {'-' * 500}x")
    assert len(graph.nodes) == 1 + 150 + 500


def test_twenty_thousand_chained_lines_are_read() -> None:
    lines = [f"x{i + 1} = x{i} + 1" for i in range(20_000)]
    assert len(parse("\n".join(["x0 = input(1)", *lines])).nodes) == 40_001


def test_functions_may_call_each_other_in_any_number_but_not_in_a_circle() -> None:
    graph = parse("def f(u): return g(u) + g(u)\ndef g(u): return exp(u)\nx = 1\ny = f(x)")
    assert [node.op for node in graph.nodes.values()] == ["constant", "exp", "exp", "add"]
    with pytest.raises(ParseError, match="'f' calls itself") as caught:
        parse("def f(u): return g(u)\ndef g(u): return 1 + f(u)\nx = 1\ny = f(x)")
    assert (caught.value.line, caught.value.column, caught.value.length) == (2, 22, 4)
    with pytest.raises(ParseError, match="calls itself"):
        parse("def f(u): return g(u)\ndef g(u): return 1 + f(u)\nx = 1\ny = x")


def test_a_def_of_ten_operators_can_be_called_a_thousand_times() -> None:
    lines = ["def f(u): return tanh(exp(u)*2 + u*u - 3/u)**3 - abs(u)", "x0 = input(1)"]
    lines += [f"x{i} = f(x{i - 1})" for i in range(1, 1001)]
    assert len(parse("\n".join(lines)).nodes) > 10_000
