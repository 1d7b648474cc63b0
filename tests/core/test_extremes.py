"""Every operator far out: what can be written as a number is neither lost nor infinite."""

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.graph import Edge, Graph, Node
from graphviz_app.core.oplib import OPS
from graphviz_app.core.program import compile_graph
from graphviz_app.core.trace import Trace
from graphviz_app.formats import parse

mp = pytest.importorskip("mpmath")
SMALLEST, NORMAL, LARGEST = 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308
Partial = Callable[..., Any]

PARTIALS: Mapping[str, tuple[Partial | None, ...]] = {
    "identity": (lambda a: 1,),
    "add": (lambda a, b: 1, lambda a, b: 1),
    "sub": (lambda a, b: 1, lambda a, b: -1),
    "mul": (lambda a, b: b, lambda a, b: a),
    "div": (lambda a, b: 1 / b, lambda a, b: -a / b**2),
    "neg": (lambda a: -1,),
    "pow": (lambda a, b: b * a ** (b - 1), lambda a, b: a**b * mp.log(a)),
    "square": (lambda a: 2 * a,),
    "reciprocal": (lambda a: -1 / a**2,),
    "exp": (lambda a: mp.exp(a),),
    "log": (lambda a: 1 / a,),
    "sqrt": (lambda a: 1 / (2 * mp.sqrt(a)),),
    "abs": (lambda a: mp.sign(a),),
    "max": (lambda a, b: int(a >= b), lambda a, b: int(b > a)),
    "min": (lambda a, b: int(a <= b), lambda a, b: int(b < a)),
    "where": (None, lambda c, a, b: int(c != 0), lambda c, a, b: int(c == 0)),
    "sigmoid": (lambda a: 1 / ((1 + mp.exp(-a)) * (1 + mp.exp(a))),),
    "tanh": (lambda a: 1 / mp.cosh(a) ** 2,),
    "relu": (lambda a: int(a > 0),),
    "sum": (lambda a: 1,),
    "mean": (lambda a: 1,),
}
"""Partial derivatives on single numbers, from a text book."""

EXPONENTS = (3.0, -1.0, -2.0, 0.5, -0.5, 1.0, 0.0, 1e-5, -1000.0, 17.0)


def operators() -> list[tuple[str, dict[str, float], tuple[Partial | None, ...]]]:
    """Name, attributes and partials of everything that has a derivative on single numbers."""
    found: list[tuple[str, dict[str, float], tuple[Partial | None, ...]]] = [
        (name, {}, partials) for name, partials in PARTIALS.items()
    ]
    for e in EXPONENTS:
        exponent = mp.mpf(e)
        found.append(
            (
                "power",
                {"exponent": e},
                (lambda a, n=exponent: n * a ** (n - 1) if n else 0,),
            )
        )
    return found


def test_every_operator_with_a_derivative_is_tried() -> None:
    tried = {name for name, *_ in operators()}
    without = {"matmul", "transpose"}  # sums of products and an order: nothing of their own
    assert tried | without == {op.name for op in OPS.values() if any(op.vjps)}


def points(op: str, count: int, seed: int) -> list[tuple[float, ...]]:
    """Operands of every size, of both signs where the operator allows."""
    rng = np.random.default_rng(seed)
    found = []
    for _ in range(count):
        sizes = rng.uniform(-300, 300, 3) if rng.random() < 0.6 else rng.uniform(-3, 3, 3)
        numbers = 10.0**sizes * rng.choice((-1.0, 1.0), 3)
        if op in ("log", "sqrt", "pow") or (op == "power" and rng.random() < 0.5):
            numbers = np.abs(numbers)
        if op == "pow" and rng.random() < 0.7:
            numbers[1] = rng.uniform(-3, 3)
        found.append(tuple(map(float, numbers[: len(OPS[op].operands)])))
    return found


def program_inputs(op: str, attrs: Mapping[str, float]) -> Graph:
    """g·op(a, b, c): the gradient g arrives at the operator."""
    letters = OPS[op].operands
    nodes = [Node(letter, "input") for letter in (*letters, "g")]
    nodes += [Node("y", op, dict(attrs)), Node("L", "mul")]
    edges = [Edge(letter, "y", slot) for slot, letter in enumerate(letters)]
    return Graph.of(nodes, [*edges, Edge("y", "L", 0), Edge("g", "L", 1)], "L")


def agrees(found: float, true: Any) -> bool:
    """Equal to ten digits where the true number can be written, else beyond the ends."""
    size = abs(true)
    if size > LARGEST:
        return math.isinf(found)
    if size < SMALLEST / 2:
        return abs(found) <= SMALLEST
    close = bool(abs(mp.mpf(found) - true) <= size * mp.mpf("1e-10") + 3 * SMALLEST)
    return close or (size < NORMAL and abs(found) < NORMAL)


WAYS = ("table", "compiled", "tensors")


def far_out(way: str, graph: Graph, given: Mapping[str, float]) -> Trace:
    if way == "tensors":  # among harmless numbers, so that only one element is special
        return run(graph, {name: np.array([[1.0, x], [0.5, 2.0]]) for name, x in given.items()})
    return run(compile_graph(graph, kernel=way == "compiled"), given)


def number(x: object) -> float:
    array = np.asarray(x, dtype=float)
    return float(array[0, 1] if array.ndim else array)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("name", "attrs", "partials"), operators(), ids=lambda x: "" if isinstance(x, tuple) else str(x)
)
def test_derivatives_far_out_are_right_to_ten_digits(
    name: str, attrs: dict[str, float], partials: tuple[Partial | None, ...], way: str
) -> None:
    if name in ("sum", "mean") and way != "table":
        pytest.skip("of single numbers only")
    rng = np.random.default_rng(5)
    graph = program_inputs(name, attrs)
    with mp.workdps(400):
        for point in points(name, 120, 4):
            g = float(10.0 ** rng.uniform(-300, 300)) if rng.random() < 0.7 else 1.0
            given = dict(zip(OPS[name].operands, point, strict=True))
            trace = far_out(way, graph, {**given, "g": g})
            if not np.isfinite(np.asarray(trace.value("y"))).all():
                continue  # too large, or the root of a negative number
            for slot, partial in enumerate(partials):
                if partial is None:
                    continue
                true = mp.mpf(1) * partial(*map(mp.mpf, point))
                edge = Edge(OPS[name].operands[slot], "y", slot)
                local, share = trace.local(*edge), trace.contribution(*edge)
                assert agrees(number(local), true), (point, slot, local, mp.nstr(true, 8))
                assert agrees(number(share), true * g), (point, g, share, mp.nstr(true * g, 8))


@pytest.mark.parametrize("op", ["sigmoid", "tanh"])
def test_a_flat_element_beside_a_steep_one_keeps_the_digits_of_its_product(op: str) -> None:
    at = -760.0 if op == "sigmoid" else -380.0
    trace = run(parse(f"x = input([{at}, 0.5])\ny = {op}(x)\nL = sum(1e300*y)"))
    gradient = np.asarray(trace.gradient("x"))
    factor = 1.0 if op == "sigmoid" else 4.0
    wanted = factor * math.exp(300 * math.log(10) - 760)
    assert gradient[0] == pytest.approx(wanted, rel=1e-9, abs=0.0)
    assert gradient[1] > 1e299
