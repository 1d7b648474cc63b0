"""Formulas and captions: right, bracketed where needed, and always typeset."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from graphviz_app.core.autodiff import Trace, run
from graphviz_app.core.choices import Kind
from graphviz_app.core.graph import Attr, Edge, Graph, Node
from graphviz_app.core.oplib import OPS
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import Reading, read
from graphviz_app.explain.explain import (
    Explanation,
    backward_caption,
    expression,
    forward_caption,
    line_expression,
    line_local_derivative,
    local_derivative,
    node_sign,
    plain_expression,
    plain_symbol,
    seed_caption,
    symbol,
)
from graphviz_app.explain.notation import name_latex, width
from graphviz_app.explain.numerals import number_piece
from graphviz_app.formats import parse
from tests.texts import NEURON

ziamath = pytest.importorskip("ziamath")  # unlike import, deaf to its warnings
DATA = Path(__file__).parents[1] / "data" / "worked_examples.json"
EXAMPLES = json.loads(DATA.read_text(encoding="utf-8"))


@pytest.fixture(autouse=True)
def _svg_as_qt_wants_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ziamath.config, "svg2", False)


def neuron(kind: Kind) -> tuple[Trace, Reading]:
    trace = run(parse(NEURON))
    return trace, read(trace.graph, kind)


def said(found: Explanation) -> tuple[str, str, str]:
    """Symbols, numbers and the remark as one."""
    return found.symbols, found.numbers, found.remark


def edge_between(reading: Reading, source: str, target: str) -> int:
    (index,) = [i for i, e in enumerate(reading.edges) if (e.source, e.target) == (source, target)]
    return index


NAMES = {
    "w": "w",
    "w1": "w_1",
    "w12": "w_{12}",
    "w2_11": "w_{2,11}",
    "yhat1": r"\hat{y}_1",
    "y_hat": r"\hat{y}",
    "y_hat_2": r"\hat{y}_2",
    "xbar": r"\bar{x}",
    "alpha": r"\alpha",
    "eta_1": r"\eta_1",
    "epsilon": r"\varepsilon",
    "Gamma": r"\Gamma",
    "b_o": "b_o",
    "loss": r"\mathrm{loss}",
    "bh": r"\mathrm{bh}",
    "h1o": "h_{1o}",
    "z_max": r"z_{\mathrm{max}}",
    "hat": r"\mathrm{hat}",
    "θ1": "θ_1",
}


@pytest.mark.parametrize(("name", "latex"), NAMES.items())
def test_names_become_symbols(name: str, latex: str) -> None:
    assert name_latex(name) == latex
    assert ziamath.Latex(latex).svg()


@pytest.mark.parametrize(
    "name", ["", "_", "__x", "1", "a b", "50%", r"\x", "a{b}", "<&>", "日本", "$^#~"]
)
def test_any_id_can_be_typeset(name: str) -> None:
    assert ziamath.Latex(name_latex(name)).svg()


NUMBERS = {
    0.5: r"\frac{1}{2}",
    -0.5: r"-\frac{1}{2}",
    2.0: "2",
    -3.0: "-3",
    0.1: "0.1",
    1 / 3: "0.3333",
    1e-8: "10^{-8}",
    -1e20: "-10^{20}",
    2.5e-8: r"2.5 \cdot 10^{-8}",
    float("inf"): r"\infty",
    float("-inf"): r"-\infty",
    float("nan"): r"\mathrm{nan}",
}


@pytest.mark.parametrize(("number", "latex"), NUMBERS.items())
def test_numbers_are_short(number: float, latex: str) -> None:
    assert number_piece(number).text == latex
    assert ziamath.Latex(latex).svg()


BRACKETS = {
    "a - (b - c)": r"a - \left(b - c\right)",
    "(a - b) - c": "a - b - c",
    "a + (b - c)": "a + b - c",
    "(a + b)*c": r"\left(a + b\right) \cdot c",
    "a*(b*c)": r"a \cdot b \cdot c",
    "a*-b": r"a \cdot \left(-b\right)",
    "-a*b": r"-a \cdot b",
    "-(a + b)": r"-\left(a + b\right)",
    "a - -b": r"a - \left(-b\right)",
    "(-a)**2": r"{\left(-a\right)}^2",
    "-a**2": "-{a}^2",
    "(a*b)**2": r"{\left(a \cdot b\right)}^2",
    "(a**2)**2": r"{\left({a}^2\right)}^2",
    "a**(b + c)": "{a}^{b + c}",
    "(a/b)**3": r"{\left(\frac{a}{b}\right)}^{3}",
    "(a + b)/(a - b)": r"\frac{a + b}{a - b}",
    "sqrt(a + b)": r"\sqrt{a + b}",
    "exp(-(a + b))": r"\mathrm{e}^{-\left(a + b\right)}",
    "log(a)*b": r"\left(\ln a\right) \cdot b",
    "b*log(a)": r"b \cdot \ln a",
    "log(a*b)": r"\ln \left(a \cdot b\right)",
    "log(a/b)": r"\ln \frac{a}{b}",
    "log(log(a))": r"\ln \left(\ln a\right)",
    "sigmoid(a + b)": r"\sigma\left(a + b\right)",
    "abs(a - b)": r"\left|a - b\right|",
    "max(0, 1 - a)": r"\max\left(0, 1 - a\right)",
    "a if b > 0 else c": r"\begin{cases} a & \mathrm{if}\ b > 0 \\ c & \mathrm{else} \end{cases}",
    "a**-1": "{a}^{-1}",
    "a*sum(b)": r"a \cdot \sum b",
    "a*sum(b) + c": r"\left(a \cdot \sum b\right) + c",
    "c - sum(b)": r"c - \sum b",
    "-sum(b)*c": r"\left(-\sum b\right) \cdot c",
    "a > -b": "a > -b",
}


@pytest.mark.parametrize(("typed", "latex"), BRACKETS.items())
def test_brackets_are_where_precedence_asks_for_them(typed: str, latex: str) -> None:
    leaves = "a = input(2)\nb = input(3)\nc = input(1)\n"
    graph = parse(f"{leaves}y = {typed}")
    assert line_expression(graph, "y") == latex
    assert ziamath.Latex(latex).svg()


@pytest.mark.parametrize(
    ("typed", "plain"),
    {
        "a - (b - c)": "a − (b − c)",
        "(a + b)*c": "(a + b) · c",
        "-(a*b)": "−a · b",
        "a*-b": "a · (−b)",
        "(-a)**2": "(−a)²",
        "(a + b)**3": "(a + b)³",
        "a**0.7": "a^0.7",
        "a/(b*c)": "a/(b · c)",
        "0.5*sigmoid(a)": "½ · σ(a)",
        "abs(a - b)": "|a − b|",
        "a if b <= c else 0": "a if b ≤ c else 0",
        "(a if b > 0 else c) if c > 0 else -a": "(a if b > 0 else c) if c > 0 else −a",
        "a > -b": "a > −b",
        "[-a, b - c]": "[−a, b − c]",
        "a**(b**c)": "a^(b^c)",
    }.items(),
)
def test_plain_expressions(typed: str, plain: str) -> None:
    graph = parse(f"a = input(2)\nb = input(3)\nc = input(1)\ny = {typed}")
    assert plain_expression(graph, "y") == plain


def test_signs_of_operators() -> None:
    signs: list[tuple[str, dict[str, Attr], str]] = [
        ("mul", {}, "×"),
        ("square", {}, "u²"),
        ("power", {"exponent": 3.0}, "u³"),
        ("power", {"exponent": -1.0}, "u⁻¹"),
        ("power", {"exponent": 0.7}, "u^0.7"),
        ("power", {"exponent": -0.5}, "u^−0.5"),
        ("sigmoid", {}, "σ"),
        ("input", {}, ""),
        ("nonsense", {}, "nonsense"),
    ]
    for op, attrs, wanted in signs:
        assert node_sign(Node("y", op, attrs)) == wanted


def test_unnamed_nodes_are_called_by_what_they_are() -> None:
    graph = parse(NEURON)
    (product,) = [e.source for e in graph.incoming["z"] if e.source != "b"]
    assert symbol(graph, product) == r"w \cdot x"
    assert plain_symbol(graph, product) == "×"
    half = graph.incoming["L"][0].source
    assert (symbol(graph, half), plain_symbol(graph, half)) == (r"\frac{1}{2}", "½")
    assert expression(graph, "L") == r"\frac{1}{2} \cdot {\left(t - a\right)}^2"


def test_what_is_too_long_to_write_out_gets_its_number_in_the_line() -> None:
    terms = "*".join(f"(a{i} + 1)" for i in range(1, 8))
    leaves = "".join(f"a{i} = input({i})\n" for i in range(1, 8))
    graph = parse(f"{leaves}y = {terms} + 1")
    unnamed = graph.incoming["y"][0].source
    assert symbol(graph, unnamed).startswith("y_{")
    assert r"\dots" not in line_expression(graph, "y")
    factors = "*".join(f"(a{i} + 1)" for i in range(30))
    long = parse("".join(f"a{i} = input({i})\n" for i in range(30)) + f"y = {factors}")
    written = line_expression(long, "y")
    assert r"\dots" in written
    assert width(written) <= 60


def test_a_deep_line_is_explained_without_recursion() -> None:
    n = 5_000
    nodes = [Node("x", "input", {"value": 1.0})]
    nodes += [Node(f"y.neg{i}", "neg", {}, "y") for i in range(n)] + [Node("y", "neg")]
    edges = [Edge(a.id, b.id, 0) for a, b in pairwise(nodes)]
    graph = Graph.of(nodes, edges, "y")
    trace, reading = run(graph), read(graph, "lines")
    assert width(line_expression(graph, "y")) < 100
    assert forward_caption(ReadRun(trace, reading), "y").numbers == "= -1.0000"
    assert backward_caption(ReadRun(trace, reading), 0).symbols
    assert said(line_local_derivative(ReadRun(trace, reading), 0)) == (
        r"\partial y/\partial x",
        "= -1.0000",
        "",
    )


def test_the_captions_of_the_neuron_are_those_of_the_look() -> None:
    trace, lines = neuron("lines")
    assert backward_caption(ReadRun(trace, lines), edge_between(lines, "w", "z")) == Explanation(
        r"\partial L/\partial w = \partial L/\partial z \cdot \partial z/\partial w"
        r" = \partial L/\partial z \cdot x",
        r"= -0.1450 \cdot 1.5000 = -0.2175",
    )
    assert forward_caption(ReadRun(trace, lines), "z") == Explanation(
        r"z = w \cdot x + b", r"= -0.8000 \cdot 1.5000 + 0.2500 = -0.9500"
    )
    assert forward_caption(ReadRun(trace, lines), "w") == Explanation("w", "= -0.8000")
    assert seed_caption(ReadRun(trace, lines)) == Explanation(r"\partial L/\partial L = 1", "")
    assert line_local_derivative(
        ReadRun(trace, lines), edge_between(lines, "a", "L")
    ) == Explanation(r"\partial L/\partial a = -\left(t - a\right)", "= -0.7211")


def test_the_reasons_in_the_inspector_are_those_of_the_look() -> None:
    trace, reading = neuron("operators")
    (product,) = [e.source for e in trace.graph.incoming["z"] if e.source != "b"]
    assert local_derivative(ReadRun(trace, reading), Edge("w", product, 0)) == Explanation(
        r"\partial \left(w \cdot x\right)/\partial w = x", "= 1.5000"
    )
    assert local_derivative(ReadRun(trace, reading), Edge("z", "a", 0)) == Explanation(
        r"\partial a/\partial z = a \cdot \left(1 - a\right)",
        r"= 0.2789 \cdot \left(1 - 0.2789\right) = 0.2011",
    )


def test_a_node_used_twice_by_one_operator_is_numbered() -> None:
    trace = run(parse("x = input(3)\ny = x*x"))
    reading = read(trace.graph, "operators")
    found = local_derivative(ReadRun(trace, reading), Edge("x", "y", 0))
    assert found.symbols == r"\partial y/\partial {x}^{(1)} = {x}^{(2)}"
    assert ziamath.Latex(found.symbols).svg()


def test_conditions_only_steer() -> None:
    trace = run(parse("x = input(3)\nc = input(1)\ny = x if x > c else 0"))
    reading = read(trace.graph, "lines")
    steering = edge_between(reading, "c", "y")
    assert backward_caption(ReadRun(trace, reading), steering).remark.startswith("only steers")
    assert line_local_derivative(ReadRun(trace, reading), steering).remark.startswith("only steers")
    condition = trace.graph.incoming["y"][0]
    assert local_derivative(ReadRun(trace, reading), condition).remark.startswith("only steers")
    told = forward_caption(ReadRun(trace, reading), "y")
    assert (told.numbers, told.remark) == ("= 3.0000", "as the condition holds")


def test_matrices_say_how_the_gradient_is_pulled_back() -> None:
    trace = run(parse("W = parameter([[1, 2], [3, 4]])\nx = input([5, 6])\nz = W @ x\nL = sum(z)"))
    reading = read(trace.graph, "operators")
    assert backward_caption(ReadRun(trace, reading), edge_between(reading, "W", "z")).symbols == (
        r"\partial L/\partial W = \partial L/\partial z \, x^\top"
    )
    by_x = backward_caption(ReadRun(trace, reading), edge_between(reading, "x", "z"))
    assert by_x.symbols == r"\partial L/\partial x = W^\top \, \partial L/\partial z"
    assert by_x.numbers == (
        r"= {\begin{bmatrix} 1.0000 & 2.0000 \\ 3.0000 & 4.0000 \end{bmatrix}}^\top \,"
        r" {\begin{bmatrix} 1.0000 \\ 1.0000 \end{bmatrix}}"
        r" = {\begin{bmatrix} 4.0000 \\ 6.0000 \end{bmatrix}}"
    )


def test_kinks_are_told_where_the_derivative_is_explained() -> None:
    trace = run(parse("x = input(0)\ny = relu(x)"))
    reading = read(trace.graph, "operators")
    assert said(local_derivative(ReadRun(trace, reading), Edge("x", "y", 0))) == (
        r"\partial y/\partial x = \left[x > 0\right]",
        r"= \left[0.0000 > 0\right] = 0.0000",
        "relu'(0) = 0 is used",
    )


def test_a_half_built_graph_can_be_explained() -> None:
    nodes = [Node("x", "input", {"value": 1.0}), Node("y", "add"), Node("q", "nonsense")]
    nodes += [Node("full", "neg"), Node("same", "mul")]
    edges = [Edge("x", "y", 0), Edge("x", "q", 0), Edge("x", "full", 0), Edge("q", "full", 1)]
    edges += [Edge("q", "same", 0), Edge("q", "same", 1)]
    graph = Graph.of(nodes, edges, "y")
    trace = run(graph, partial=True)
    kinds: tuple[Kind, ...] = ("operators", "lines")
    for reading in [read(graph, kind) for kind in kinds]:
        for node in graph.nodes:
            assert ziamath.Latex(forward_caption(ReadRun(trace, reading), node).symbols).svg()
            assert plain_expression(graph, node)
        for i in range(len(reading.edges)):
            assert ziamath.Latex(backward_caption(ReadRun(trace, reading), i).symbols).svg()
            line_local_derivative(ReadRun(trace, reading), i)
            local_derivative(ReadRun(trace, reading), reading.edges[i].members[0])
        assert said(seed_caption(ReadRun(trace, reading))) == ("", "", "")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: str(e["id"]))
@pytest.mark.parametrize("kind", ["operators", "lines"])
def test_every_step_of_the_worked_examples_is_explained(
    example: dict[str, str], kind: Kind
) -> None:
    trace = run(parse(example["text"]))
    reading = read(trace.graph, kind)
    told = [forward_caption(ReadRun(trace, reading), node) for node in reading.nodes]
    told += [backward_caption(ReadRun(trace, reading), i) for i in range(len(reading.edges))]
    told += [line_local_derivative(ReadRun(trace, reading), i) for i in range(len(reading.edges))]
    for explanation in told:
        assert "$" not in explanation.whole
        assert "?" not in explanation.whole
    for latex in {part for explanation in told[::12] for part in explanation[:2] if part}:
        assert ziamath.Latex(latex).svg()


@pytest.mark.parametrize("name", [name for name, op in OPS.items() if op.operands])
@pytest.mark.parametrize("attrs", [{}, {"axis": 0}, {"axis": 1}], ids=["", "axis0", "axis1"])
def test_an_operator_without_operands_yet_is_typeset_all_the_same(
    name: str, attrs: dict[str, Attr]
) -> None:
    node = Node("y", name, attrs if name in ("sum", "mean", "max", "min") else {})
    graph = Graph({"y": node}, {}, output="y")
    trace = run(graph, partial=True)
    for words in (expression(graph, "y"), line_expression(graph, "y"), symbol(graph, "y")):
        assert ziamath.Latex(words).svg()
    forward_caption(ReadRun(trace, read(graph, "operators")), "y")


@pytest.mark.parametrize("kind", ["operators", "lines"])
def test_a_flat_operator_says_why_nothing_flows_back(kind: Kind) -> None:
    trace = run(parse("x = input(0.7)\ny = step(x)\nL = 3*y"))
    told = ReadRun(trace, read(trace.graph, kind))
    index = next(i for i, e in enumerate(told.reading.edges) if e.target == "y")
    assert backward_caption(told, index).remark == "flat but for its jumps: nothing flows back"
    (edge,) = trace.graph.incoming["y"]
    assert "nothing flows back" in local_derivative(told, edge).remark


def test_a_part_of_an_opened_cell_is_called_after_its_line() -> None:
    letters = "".join(f"{name} = input(1)\n" for name in "xhc")
    letters += "".join(f"{name} = input([1, 2, 3, 4])\n" for name in "WUb")
    cell = parse(f"{letters}s = lstm_cell(x, h, c, W, U, b)\nexpand(s)")
    assert symbol(cell, "s.c_new") == r"s_{c_{\mathrm{new}}}"
