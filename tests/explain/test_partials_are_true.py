"""Every displayed derivative, read back and held to central differences of the operator."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.graph import Attr, Edge, Graph, Node
from graphviz_app.core.op import Op
from graphviz_app.core.oplib import OPS
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import read
from graphviz_app.core.trace import Trace
from graphviz_app.explain.explain import backward_caption, local_derivative, share_caption
from graphviz_app.explain.run_terms import RunTerms
from tests.explain.caption_checks import Checker, sides
from tests.explain.interval import Interval
from tests.explain.shown import Reader, key
from tests.operands import attributes, operands

Array = npt.NDArray[np.float64]
STEP = 1e-6
ELEMENTWISE = [op for op in OPS.values() if op.elementwise and not op.is_leaf]
SHAPES: tuple[tuple[int, ...], ...] = ((), (3,), (2, 3))


def attr(value: Array) -> Attr:
    return value.tolist()  # type: ignore[no-any-return]


def frozen(value: object) -> Attr:
    return tuple(map(frozen, value)) if isinstance(value, list) else value  # type: ignore[return-value]


def trace_of(op: Op, operands: Sequence[Array], attrs: dict[str, Attr], weigh: bool) -> Trace:
    """The operator y of its operands; with ``weigh`` the loss L = Σ y², so that g is not 1."""
    letters = [f"x{i}" for i in range(len(operands))]
    nodes = [
        Node(name, "input", {"value": frozen(attr(value))})
        for name, value in zip(letters, operands, strict=True)
    ]
    nodes.append(Node("y", op.name, attrs))
    edges = [Edge(name, "y", slot) for slot, name in enumerate(letters)]
    if not weigh:
        return run(Graph.of(nodes, edges, "y"))
    nodes += [Node("s", "square"), Node("L", "sum")]
    edges += [Edge("y", "s", 0), Edge("s", "L", 0)]
    return run(Graph.of(nodes, edges, "L"))


def forward(op: Op, operands: Sequence[Array], attrs: dict[str, Attr]) -> Array:
    return np.asarray(op.forward(*operands, **{**op.attrs, **attrs}))


def difference(op: Op, operands: list[Array], attrs: dict[str, Attr], slot: int) -> Array:
    """∂y/∂x of an elementwise operator, element by element."""
    moved = [[x + s * STEP if i == slot else x for i, x in enumerate(operands)] for s in (1, -1)]
    up, down = (forward(op, values, attrs) for values in moved)
    return (up - down) / (2 * STEP)


@pytest.mark.parametrize("shape", SHAPES, ids=str)
@pytest.mark.parametrize("op", ELEMENTWISE, ids=lambda op: op.name)
@pytest.mark.parametrize("seed", range(4))
def test_a_displayed_partial_is_the_slope_of_the_operator(
    op: Op, shape: tuple[int, ...], seed: int
) -> None:
    for attrs in attributes(op):
        given = operands(op, [shape] * len(op.operands), attrs, seed)
        points = [np.asarray(x) for x in given]
        trace = trace_of(op, points, attrs, weigh=False)
        checker = Checker(ReadRun(trace, read(trace.graph, "operators")))
        for edge in trace.graph.incoming["y"]:
            if op.vjps[edge.slot] is None:
                continue
            found = local_derivative(checker.run, edge)
            terms = RunTerms(checker.run, ("y",))
            slope = difference(op, points, attrs, edge.slot)
            shown = checker.read(sides(found.symbols)[1], terms, {})
            wanted = slope.reshape((1, -1)) if len(shape) == 1 else slope
            assert shown.meets(Interval.of(wanted), 1e-5), found


PULLED: dict[str, tuple[str, list[tuple[int, ...]], dict[str, Attr]]] = {
    "matrix times matrix": ("matmul", [(2, 3), (3, 2)], {}),
    "matrix times vector": ("matmul", [(2, 3), (3,)], {}),
    "vector times matrix": ("matmul", [(2,), (2, 3)], {}),
    "vector times vector": ("matmul", [(3,), (3,)], {}),
    "transpose": ("transpose", [(2, 3)], {}),
    "sum": ("sum", [(2, 3)], {}),
    "sum of rows": ("sum", [(2, 3)], {"axis": 0}),
    "sum of columns": ("sum", [(2, 3)], {"axis": 1}),
    "kept sum of columns": ("sum", [(2, 3)], {"axis": 1, "keepdims": True}),
    "kept sum of rows": ("sum", [(2, 3)], {"axis": 0, "keepdims": True}),
    "mean": ("mean", [(2, 3)], {}),
    "mean of rows": ("mean", [(2, 3)], {"axis": 0}),
    "mean of columns": ("mean", [(3, 2)], {"axis": 1}),
    "vector mean": ("mean", [(3,)], {}),
    "bias of a batch": ("add", [(3, 2), (2,)], {}),
    "subtracted from a batch": ("sub", [(3, 2), (2,)], {}),
    "column over rows": ("mul", [(2, 1), (2, 3)], {}),
    "a row and a column": ("div", [(1, 3), (2, 1)], {}),
    "a number and a matrix": ("mul", [(), (2, 3)], {}),
    "a number to a vector": ("max", [(), (3,)], {}),
    "dot product": ("dot", [(3,), (3,)], {}),
    "matrix dot vector": ("dot", [(2, 3), (3,)], {}),
    "outer product": ("outer", [(2,), (3,)], {}),
    "layer": ("linear", [(3,), (2, 3), (2,)], {}),
    "layer of a batch": ("linear", [(3, 2), (2, 2), (2,)], {}),
    "softmax": ("softmax", [(3,)], {}),
    "softmax of each row": ("softmax", [(2, 3)], {}),
    "softmax of each column": ("softmax", [(2, 3)], {"axis": 0}),
    "log_softmax": ("log_softmax", [(3,)], {}),
    "log_softmax of each column": ("log_softmax", [(2, 3)], {"axis": 0}),
    "logsumexp": ("logsumexp", [(3,)], {}),
    "logsumexp of columns": ("logsumexp", [(2, 3)], {"axis": 1}),
    "variance": ("var", [(3,)], {}),
    "variance of a sample": ("var", [(3,)], {"ddof": 1}),
    "variance of rows": ("var", [(2, 3)], {"axis": 0}),
    "deviation": ("std", [(3,)], {}),
    "deviation of columns": ("std", [(2, 3)], {"axis": -1, "ddof": 1}),
    "length": ("norm", [(3,)], {}),
    "length by absolute values": ("norm", [(3,)], {"ord": 1.0}),
    "length of each row": ("norm", [(2, 3)], {"axis": 1}),
    "length of third order": ("norm", [(3,)], {"ord": 3.0}),
    "largest": ("amax", [(3,)], {}),
    "largest of columns": ("amax", [(2, 3)], {"axis": 1}),
    "smallest of rows": ("amin", [(2, 3)], {"axis": 0}),
    "vector of numbers": ("stack", [(), (), ()], {}),
    "rows of a matrix": ("stack", [(3,), (3,)], {}),
    "vectors end to end": ("concat", [(2,), (3,)], {}),
}


@pytest.mark.parametrize("name", PULLED)
@pytest.mark.parametrize("weigh", [True, False], ids=["with a loss", "tensor output"])
def test_a_displayed_contribution_is_the_slope_of_the_loss(name: str, weigh: bool) -> None:
    op_name, shapes, attrs = PULLED[name]
    op, rng = OPS[op_name], np.random.default_rng(7)
    operands = [rng.uniform(0.4, 1.9, shape) for shape in shapes]
    trace = trace_of(op, operands, attrs, weigh)
    reading = read(trace.graph, "operators")
    checker = Checker(ReadRun(trace, reading))
    for index, drawn in enumerate(reading.edges):
        if drawn.target != "y":
            continue
        told = backward_caption(checker.run, index), share_caption(checker.run, index)
        terms, known = checker.edge_terms(index)
        slope = _slope(op, operands, attrs, drawn.slot, weigh)
        for found in told:
            shown = checker.read(sides(found.symbols)[-1], terms, known)
            wanted = slope.reshape(np.shape(shown.low)) if slope.ndim == 1 else slope
            full = np.broadcast_to(shown.low, wanted.shape)
            assert np.allclose(full, wanted, rtol=1e-5, atol=1e-7), found


def _slope(op: Op, operands: list[Array], attrs: dict[str, Attr], slot: int, weigh: bool) -> Array:
    def loss(x: Array) -> float:
        y = forward(op, [x if i == slot else a for i, a in enumerate(operands)], attrs)
        return float(np.sum(y * y if weigh else y))

    found = np.zeros(operands[slot].shape)
    for at in np.ndindex(found.shape):
        step = np.zeros(found.shape)
        step[at] = STEP
        found[at] = (loss(operands[slot] + step) - loss(operands[slot] - step)) / (2 * STEP)
    return found


def test_a_wrong_sign_in_a_displayed_partial_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = {**OPS, "tanh": _with_partials(OPS["tanh"], ("1 + y**2",))}
    monkeypatch.setattr("graphviz_app.explain.run_terms.OPS", wrong)
    with pytest.raises(AssertionError):
        test_a_displayed_partial_is_the_slope_of_the_operator(OPS["tanh"], (), 0)


def _with_partials(op: Op, partials: tuple[str, ...]) -> Op:
    return replace(op, partials=partials)


def test_formulas_are_read_with_the_usual_precedence() -> None:
    for latex, value in {
        r"2 + 3 \cdot 4": 14.0,
        r"-\frac{1}{2} \cdot 4 - 1": -3.0,
        r"{\left(1 - 3\right)}^2": 4.0,
        r"\sum \left[1, 2, 3\right] + 1": 7.0,
        r"\ln \mathrm{e}^{2} \cdot 3": 6.0,
        r"\left[2 > 1\right] - \left[1 > 2\right]": 1.0,
    }.items():
        assert float(np.squeeze(Reader(latex).value().low)) == pytest.approx(value), latex
    assert key(r"\partial L/\partial w") == r"\partialL/\partialw"
