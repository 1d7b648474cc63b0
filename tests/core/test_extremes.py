"""Every operator far out: what can be written as a number is neither lost nor infinite."""

import math
import operator
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.expression import Apply, Expr, Name, Number, formula
from graphviz_app.core.graph import Attr, Edge, Graph, Node
from graphviz_app.core.op import Op
from graphviz_app.core.oplib import OPS
from graphviz_app.core.program import compile_graph
from graphviz_app.core.trace import Trace
from graphviz_app.formats import parse
from tests.operands import attributes, operands

mp = pytest.importorskip("mpmath")
SMALLEST, NORMAL, LARGEST = 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308
Partial = Callable[..., Any]

TRUE = {"sigmoid": "1/(1 + exp(-a))", "tanh": "1 - 2/(exp(2*a) + 1)", "identity": "a"}
"""Values to differentiate, of what has no formula of its own or a less exact one."""
WITHOUT = {"less", "less_equal", "greater", "greater_equal", "equal", "not_equal"}


def value_at(tree: Expr, names: Mapping[str, Any]) -> Any:
    """A formula in as many digits as mpmath has been asked for."""
    if isinstance(tree, Number):
        return mp.mpf(tree.value)
    if isinstance(tree, Name):
        return names[tree.name]
    if tree.op == "where":
        test, *choices = tree.operands
        return value_at(choices[0] if value_at(test, names) else choices[1], names)
    given = [value_at(operand, names) for operand in tree.operands]
    if tree.op in ARITHMETIC:
        return ARITHMETIC[tree.op](*given)
    if hasattr(mp, tree.op):
        return getattr(mp, tree.op)(*given)
    op = OPS[tree.op]
    given += [value_at(value, names) for _, value in tree.attrs]
    letters = dict(zip([*op.operands, *op.attrs], given, strict=True))
    return value_at(formula(op.value or str(op.expansion)), letters)


ARITHMETIC: Mapping[str, Callable[..., Any]] = {
    "neg": lambda a: -a,
    "abs": abs,
    "sign": mp.sign,
    "max": max,
    "min": min,
    "round": mp.nint,
    "erfc": lambda a: 1 - mp.erf(a),
    "log2": lambda a: mp.log(a) / mp.log(2),
    **{
        name: getattr(operator, word)
        for name, word in {
            "add": "add", "sub": "sub", "mul": "mul", "div": "truediv", "pow": "pow",
            "less": "lt", "less_equal": "le", "greater": "gt", "greater_equal": "ge",
            "equal": "eq", "not_equal": "ne",
        }.items()
    },
}  # fmt: skip


def partial(op: Op, slot: int, attrs: Mapping[str, Attr]) -> Partial | None:
    """The slope of the operator's value, by a difference in 400 digits."""
    if op.steers(slot):
        return None
    own = Apply(op.name, tuple(map(Name, [*op.operands, *op.attrs])))
    written = TRUE.get(op.name) or op.value
    tree = formula(written) if written else own

    @cache
    def slope(*point: float) -> Any:
        names = {
            **dict(zip(op.operands, map(mp.mpf, point), strict=True)),
            **{k: mp.mpf(v) for k, v in {**op.attrs, **attrs}.items()},
        }
        x, step = names[op.operands[slot]], mp.mpf(10) ** -150
        h = step * min(abs(x) if x else mp.mpf(1e-300), mp.mpf(1))
        with mp.workdps(1600):
            up, down = (value_at(tree, {**names, op.operands[slot]: x + d}) for d in (h, -h))
            return (up - down) / (2 * h)

    return slope


@cache
def partials(name: str, attrs: tuple[tuple[str, Attr], ...]) -> tuple[Partial | None, ...]:
    op = OPS[name]
    return tuple(partial(op, slot, dict(attrs)) for slot in range(len(op.operands)))


def is_smooth(op: Op, point: Sequence[float], attrs: Mapping[str, Attr]) -> bool:
    """Whether it is defined there and has no kink."""
    given = np.float64(0.0), *map(np.float64, point)
    all_attrs = {**op.attrs, **attrs}
    if op.is_within and not op.is_within(*given, **all_attrs):
        return False
    return not (op.is_kink and op.is_kink(*given, **all_attrs))


EXPONENTS = (3.0, -1.0, -2.0, 0.5, -0.5, 1.0, 0.0, 1e-5, -1000.0, 17.0)


def operators() -> list[tuple[str, dict[str, Attr]]]:
    """Name and attributes of everything that has a derivative on single numbers."""
    found = [
        (op.name, attrs)
        for op in OPS.values()
        if op.scalar and op.name not in WITHOUT and op.name != "power"
        for attrs in attributes(op)
    ]
    powers: list[dict[str, Attr]] = [{"exponent": exponent} for exponent in EXPONENTS]
    return [*found, *(("power", attrs) for attrs in powers)]


def points(op: str, count: int, seed: int) -> list[tuple[float, ...]]:
    """Operands of every size, of both signs where the operator allows."""
    rng = np.random.default_rng(seed)
    found = []
    for _ in range(count):
        sizes = rng.uniform(-300, 300, 3) if rng.random() < 0.6 else rng.uniform(-3, 3, 3)
        numbers = 10.0**sizes * rng.choice((-1.0, 1.0), 3)
        if OPS[op].within and rng.random() < 0.6:
            numbers = np.abs(numbers)
        if op == "pow" and rng.random() < 0.7:
            numbers[1] = rng.uniform(-3, 3)
        if "abs(a) < 1" in OPS[op].within and rng.random() < 0.7:
            numbers = numbers / (1 + np.abs(numbers))
        found.append(tuple(map(float, numbers[: len(OPS[op].operands)])))
    return found


def program_inputs(op: str, attrs: Mapping[str, Attr]) -> Graph:
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
        a, b, c = harmless(graph.nodes["y"].op, tuple(graph.nodes["y"].attrs.items()))
        return run(graph, {k: np.array([[a[k], x], [b[k], c[k]]]) for k, x in given.items()})
    return run(compile_graph(graph, kernel=way == "compiled"), given)


@cache
def harmless(name: str, attrs: tuple[tuple[str, Attr], ...]) -> list[dict[str, float]]:
    """Operands of an operator, and a g, at which nothing is out of the way."""
    op = OPS[name]
    shapes = [()] * len(op.operands)
    rows = [operands(op, shapes, dict(attrs), seed) for seed in range(3)]
    return [{**dict(zip(op.operands, map(float, row), strict=True)), "g": 1.0} for row in rows]


def number(x: object) -> float:
    array = np.asarray(x, dtype=float)
    return float(array[0, 1] if array.ndim else array)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("name", "attrs"), operators(), ids=str)
def test_derivatives_far_out_are_right_to_ten_digits(
    name: str, attrs: dict[str, Attr], way: str
) -> None:
    rng = np.random.default_rng(5)
    tried = 0
    graph, slopes = program_inputs(name, attrs), partials(name, tuple(attrs.items()))
    with mp.workdps(400):
        for point in points(name, 120, 4):
            g = float(10.0 ** rng.uniform(-300, 300)) if rng.random() < 0.7 else 1.0
            given = dict(zip(OPS[name].operands, point, strict=True))
            trace = far_out(way, graph, {**given, "g": g})
            if not np.isfinite(np.asarray(trace.value("y"))).all():
                continue  # too large, or the root of a negative number
            if not is_smooth(OPS[name], point, attrs):
                continue
            tried += 1
            for slot, slope in enumerate(slopes):
                if slope is None:
                    continue
                true = mp.mpf(1) * slope(*point)
                edge = Edge(OPS[name].operands[slot], "y", slot)
                local, share = trace.local(*edge), trace.contribution(*edge)
                assert agrees(number(local), true), (point, slot, local, mp.nstr(true, 8))
                assert agrees(number(share), true * g), (point, g, share, mp.nstr(true * g, 8))
    assert tried >= 20


@pytest.mark.parametrize("op", ["sigmoid", "tanh"])
def test_a_flat_element_beside_a_steep_one_keeps_the_digits_of_its_product(op: str) -> None:
    at = -760.0 if op == "sigmoid" else -380.0
    trace = run(parse(f"x = input([{at}, 0.5])\ny = {op}(x)\nL = sum(1e300*y)"))
    gradient = np.asarray(trace.gradient("x"))
    factor = 1.0 if op == "sigmoid" else 4.0
    wanted = factor * math.exp(300 * math.log(10) - 760)
    assert gradient[0] == pytest.approx(wanted, rel=1e-9, abs=0.0)
    assert gradient[1] > 1e299
