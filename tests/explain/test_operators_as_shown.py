"""What is shown of every operator, alone and inside of every other, says what it computes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.choices import Kind
from graphviz_app.core.graph import Attr, Edge, Graph, Node, Value
from graphviz_app.core.op import Op
from graphviz_app.core.oplib import OPS
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import read
from graphviz_app.core.trace import Trace
from graphviz_app.explain.explain import node_sign, plain_expression
from graphviz_app.formats import parse
from tests.explain.caption_checks import Checker
from tests.explain.plain_reading import needless_brackets, told
from tests.operands import attributes, operands

SCALAR = [op for op in OPS.values() if op.elementwise and not op.is_leaf]
SHAPES: dict[str, list[list[tuple[int, ...]]]] = {
    "matmul": [[(2, 3), (3, 2)], [(2, 3), (3,)], [(2,), (2, 3)], [(3,), (3,)]],
    "transpose": [[(2, 3)]],
    "sum": [[()], [(3,)], [(2, 3)]],
    "mean": [[()], [(3,)], [(2, 3)]],
}
COMPUTED = [op for op in OPS.values() if not op.is_leaf and (op.elementwise or op.name in SHAPES)]
KINDS: tuple[Kind, ...] = ("operators", "lines")
WRITTEN = (-2.0, 0.0, 0.5, -0.5, 3.0, 1e-8, -2.5e-8, 1234567.0)
NUMBERS = (0.6, 1.7, 1.2)


def values(op: Op, attrs: dict[str, Attr]) -> list[list[Value]]:
    """Operands to try an operator with, of either sign where it allows."""
    found: list[list[Value]] = []
    for shapes in SHAPES.get(op.name, [[()] * len(op.operands), [(2, 3)] * len(op.operands)]):
        found += [operands(op, shapes, attrs, seed) for seed in range(3)]
    return found


def tried(op: Op) -> list[tuple[dict[str, Attr], list[Value]]]:
    """Attributes with operands for them."""
    return [(attrs, given) for attrs in attributes(op) for given in values(op, attrs)]


def attr(value: object) -> Attr:
    rows = value.tolist() if isinstance(value, np.ndarray) else value
    return tuple(map(attr, rows)) if isinstance(rows, list) else rows  # type: ignore[return-value]


def alone(op: Op, attrs: dict[str, Attr], operands: Sequence[Value]) -> Graph:
    nodes = [
        Node(letter, "input", {"value": attr(value)})
        for letter, value in zip(op.operands, operands, strict=True)
    ]
    edges = [Edge(letter, "y", slot) for slot, letter in enumerate(op.operands)]
    return Graph.of([*nodes, Node("y", op.name, attrs)], edges, "y")


@pytest.mark.parametrize("op", COMPUTED, ids=lambda op: op.name)
def test_the_formula_of_an_operator_says_what_it_computes(op: Op) -> None:
    for attrs, given in tried(op):
        trace = run(alone(op, attrs, given))
        for kind in KINDS:
            checker = Checker(ReadRun(trace, read(trace.graph, kind)))
            checker.forward("y")
            assert checker.checked


@pytest.mark.parametrize("op", COMPUTED, ids=lambda op: op.name)
def test_the_plain_formula_of_an_operator_says_what_it_computes(op: Op) -> None:
    for attrs, given in tried(op):
        if op.name == "where":
            given = [float(np.ravel(np.asarray(value))[0]) for value in given]
        trace = run(alone(op, attrs, given))
        shown = plain_expression(trace.graph, "y")
        assert np.allclose(told(shown, trace.values), trace.value("y"), rtol=1e-12), shown


@pytest.mark.parametrize("op", COMPUTED, ids=lambda op: op.name)
def test_the_sign_of_an_operator_says_what_it_computes(op: Op) -> None:
    for attrs, given in tried(op):
        trace = run(alone(op, attrs, given))
        sign, letters = node_sign(trace.graph.nodes["y"]), op.operands
        if op.name in ("pow", "where"):
            assert sign == ("uᵛ" if op.name == "pow" else "if")
            continue
        words = {"u": trace.value(letters[0])}
        if re.search(r"\bu|−u", sign):
            shown = sign
        elif len(letters) == 1 or sign.isalpha():
            given_by_name = [f"{attrs.get(name, usual)}" for name, usual in op.attrs.items()]
            listed = ", ".join([*letters, *(given_by_name if op.elementwise else [])])
            shown = "a" if sign == "=" else f"{sign}({listed})"
        else:
            shown = f"a {sign} b"
        assert np.allclose(told(shown, {**words, **trace.values}), trace.value("y")), sign


def within(outer: Op, slot: int, inner: Op) -> Trace:
    """One operator as an operand of another, in one line."""
    names = iter("abcdefg")
    nodes: list[Node] = []
    edges: list[Edge] = []
    for id_, op in (("y.own1", inner), ("y", outer)):
        for place in range(len(op.operands)):
            if op is outer and id_ == "y" and place == slot:
                edges.append(Edge("y.own1", "y", place))
                continue
            name = next(names)
            decides = op.name == "where" and place == 0
            number = 1.0 if decides else NUMBERS[len(nodes) % 3]
            nodes.append(Node(name, "input", {"value": number}))
            edges.append(Edge(name, id_, place))
        attrs: dict[str, Attr] = {"exponent": 3.0} if "exponent" in op.attrs else {}
        nodes.append(Node(id_, op.name, attrs, "y" if id_ != "y" else ""))
    return run(Graph.of(nodes, edges, "y"))


def check_plain(trace: Trace) -> None:
    """In plain text the line says what it computes, with no bracket too many."""
    shown = plain_expression(trace.graph, "y")
    found = told(shown, trace.values)
    assert found == pytest.approx(trace.value("y"), rel=1e-12) or not np.isfinite(found), shown
    ops = {node.op for node in trace.graph.nodes.values()} - {"input"}
    powers = "pow" in ops and ops <= {"pow", "power", "square", "cube"}
    usual = ops == {"where"} or powers or "identity" in ops
    assert usual or not needless_brackets(shown), shown


def check_all(checker: Checker) -> None:
    checker.forward("y")
    trace = checker.trace
    for index, edge in enumerate(checker.reading.edges):
        bases = (trace.values[e.source] for e in trace.graph.incoming[edge.target])
        if edge.control or (trace.graph.nodes[edge.target].op == "pow" and 0.0 in bases):
            continue  # the power of 0 has a limit for a derivative
        checker.backward(index, None)
        checker.local(index)
    assert checker.checked


@pytest.mark.parametrize("outer", SCALAR, ids=lambda op: op.name)
def test_brackets_are_right_wherever_one_operator_is_inside_of_another(outer: Op) -> None:
    for slot, inner in product(range(len(outer.operands)), SCALAR):
        if outer.name == "where" and slot == 0 and inner.precedence != 1:
            continue  # what decides is read as a condition, though it be a number
        trace = within(outer, slot, inner)
        if not all(np.isfinite(value) for value in trace.values.values()):
            continue
        check_plain(trace)
        kind = KINDS[(slot + SCALAR.index(inner)) % 2]
        check_all(Checker(ReadRun(trace, read(trace.graph, kind))))


@pytest.mark.parametrize("op", SCALAR, ids=lambda op: op.name)
def test_a_number_in_a_formula_has_the_brackets_that_it_needs(op: Op) -> None:
    for slot, number in product(range(len(op.operands)), WRITTEN):
        if op.within and number <= 0:
            continue
        nodes = [Node(letter, "input", {"value": 1.0}) for letter in op.operands]
        nodes[slot] = Node("y.c1", "constant", {"value": number}, "y")
        edges = [Edge(node.id, "y", place) for place, node in enumerate(nodes)]
        attrs: dict[str, Attr] = {"exponent": 3.0} if "exponent" in op.attrs else {}
        trace = run(Graph.of([*nodes, Node("y", op.name, attrs)], edges, "y"))
        if np.isfinite(trace.value("y")) and not (op.name == "where" and slot == 0):
            check_plain(trace)
            check_all(Checker(ReadRun(trace, read(trace.graph, KINDS[slot % 2]))))


@pytest.mark.parametrize(
    ("exponent", "sign"),
    [(999, "u⁹⁹⁹"), (-999, "u⁻⁹⁹⁹"), (1000, "u^1000"), (-1000, "u^−1000"), (-0.5, "u^−0.5")],
)
def test_a_whole_exponent_of_three_digits_is_raised(exponent: float, sign: str) -> None:
    power = Node("y", "power", {"exponent": float(exponent)})
    graph = Graph.of([Node("u", "input"), power], [Edge("u", "y", 0)], "y")
    assert node_sign(power) == sign
    assert plain_expression(graph, "y").replace("-", "−") == sign


@pytest.mark.parametrize("op", COMPUTED, ids=lambda op: op.name)
def test_what_is_said_about_an_operator_holds(op: Op) -> None:
    """A formula at the end of its description; and 1 where …, else 0 of a comparison."""
    words = op.about.split()
    formulas = (" ".join(words[k:]) for k in range(len(words)))
    shown = next(
        (text for text in formulas if re.search(r"\bu\b.*\)|\^", text) and _reads(text)), ""
    )
    trace = run(alone(op, *tried(op)[0]))
    if shown:
        assert np.allclose(told(shown, {"u": trace.value("a")}), trace.value("y")), shown
    assert bool(shown) == bool(re.search(r"\bu\b", op.about))
    if op.precedence == 1:
        yes, no = re.findall(r"\b\d\b", op.about)
        pairs = ((0.0, 1.0), (1.0, 0.0), (1.0, 1.0))
        found = {run(alone(op, {}, pair)).value("y") for pair in pairs}
        assert (float(yes), float(no)) == (max(found), min(found))


def _reads(text: str) -> bool:
    try:
        told(text, {"u": 0.3})
    except (SyntaxError, NameError, TypeError):
        return False
    return True


@pytest.mark.parametrize("op", COMPUTED, ids=lambda op: op.name)
def test_operands_that_may_not_be_exchanged_have_a_cue_each(op: Op) -> None:
    assert len(op.cues) in (0, len(op.operands))
    assert len(set(op.cues)) == len(op.cues)
    numbers = [int(cue) for cue in op.cues if cue.isdigit()]
    assert numbers in ([], [1, 2])
    if len(op.operands) != 2:
        return
    a, b = (0.6, 1.7)
    if op.elementwise:
        there, back = (run(alone(op, {}, ab)).value("y") for ab in ([a, b], [b, a]))
        assert op.commutative <= (there == back)
        assert (there != back) <= bool(op.cues)


@pytest.mark.parametrize("op", COMPUTED, ids=lambda op: op.name)
def test_an_operator_as_it_is_typed_takes_its_operands_in_their_order(op: Op) -> None:
    if op.name == "identity":
        return
    typed = op.python.replace("$exponent", "3") or f"{op.name}({', '.join(op.operands)})"
    leaves = "".join(f"{letter} = input([[0.6, 1.7], [1, 2]])\n" for letter in op.operands)
    node = parse(f"{leaves}y = {typed.replace('$', '')}")
    assert node.nodes["y"].op == op.name
    assert [edge.source for edge in node.incoming["y"]] == list(op.operands)


@pytest.mark.parametrize("op", [op for op in COMPUTED if op.kink], ids=lambda op: op.name)
def test_the_convention_that_is_told_at_a_corner_is_the_one_that_is_used(op: Op) -> None:
    for attrs in attributes(op):
        numbers = {**op.attrs, **attrs, "b": 0.7}
        for place, wanted in conventions(op, numbers):
            rest = [place if op.convention in TIES else 0.7] * (len(op.operands) - 1)
            trace = run(alone(op, attrs, [place, *rest]))
            if numbers.get("alpha") == 1.0 and op.name == "elu":
                continue  # which has no corner then
            assert [kink.node for kink in trace.kinks] == ["y"]
            found = [trace.local(*edge) for edge in trace.graph.incoming["y"]]
            assert found[: len(wanted)] == pytest.approx(wanted, rel=1e-4), place


TIES = ("the first operand wins the tie",)
JUMPS = "its derivative is taken as 0 at the jump, as everywhere"


def conventions(op: Op, numbers: Mapping[str, object]) -> Iterator[tuple[float, list[float]]]:
    """Where there is a corner, and the derivatives that are told."""
    if op.convention in (*TIES, JUMPS):
        place = next(x for x in (0.0, 0.5, 1.0) if alone_at_corner(op, x))
        yield place, [1.0, 0.0] if op.convention in TIES else [0.0]
        return
    said = re.fullmatch(r"((?:\w+'?\(.+?\) = )+)(.+) is used", op.convention)
    assert said, op.convention
    for place in re.findall(r"\((.+?)\)", said[1]):
        yield float(eval(place, {**numbers})), [float(eval(said[2], {**numbers}))]


def alone_at_corner(op: Op, x: float) -> bool:
    return bool(run(alone(op, {}, [x] * len(op.operands))).kinks)
