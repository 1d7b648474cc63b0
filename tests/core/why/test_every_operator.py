"""Whatever the table has: each zero entry has a cause, and what is blamed is as is said."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pytest

from graphviz_app.arrays import Array
from graphviz_app.core.autodiff import Trace, run
from graphviz_app.core.graph import Attr, Edge, Graph, Node
from graphviz_app.core.op import Case, Numbers, Op
from graphviz_app.core.oplib import OPS
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import read
from graphviz_app.core.why.zeros import why_zero
from graphviz_app.explain.why.zeros import why_contribution, why_gradient

VALUES = (-2.0, -1.0, 0.0, 0.0, 1.0, 2.0, 40.0)
OPERATORS = [op for op in OPS.values() if not op.is_leaf]


@pytest.mark.parametrize("op", OPERATORS, ids=lambda op: op.name)
def test_every_zero_entry_has_a_true_cause(op: Op) -> None:
    for trace in runs(op):
        told = ReadRun(trace, read(trace.graph, "operators"))
        for id_, gradient in trace.gradients.items():
            zeros = np.asarray(gradient) == 0
            assert bool(why_zero(trace, id_)) == zeros.any()
            for entry in map(tuple, np.argwhere(zeros).tolist()):
                assert why_zero(trace, id_, entry), (op.name, id_, entry)
            for cause in why_zero(trace, id_):
                assert cause.kind != "factor" or np.any(np.asarray(trace.value(cause.zero)) == 0)
                assert cause.kind != "saturated" or not op.kink or op.name in ("elu", "selu")
            assert all(reason.sentence for reason in why_gradient(told, id_))
        for index in range(len(told.reading.edges)):
            why_contribution(told, index)


def runs(op: Op) -> Iterator[Trace]:
    """With whole numbers, many of them 0, in every shape that it is tried with."""
    chance = np.random.default_rng(5)
    count = len(op.operands)
    usual: list[Case] = [(((s,) * count), {}) for s in ((), (3,), (2, 3))]
    for shapes, attrs in op.cases or usual:
        for _ in range(3):
            given = [
                np.array(one.written, float)
                if isinstance(one, Numbers)
                else chance.choice(VALUES, size=one)
                for one in shapes
            ]
            yield run(graph_of(op, given, attrs), partial=True)  # type: ignore[arg-type]


def graph_of(op: Op, given: Sequence[Array], attrs: Mapping[str, Attr]) -> Graph:
    """The sum of all that the operator works out of these numbers."""
    leaves = [Node(f"v{k}", "input", {"value": nested(x)}) for k, x in enumerate(given)]
    edges = [Edge(leaf.id, "y", k) for k, leaf in enumerate(leaves)]
    nodes = [*leaves, Node("y", op.name, attrs), Node("L", "sum")]
    return Graph.of(nodes, [*edges, Edge("y", "L", 0)], "L")


def nested(x: Array | float) -> Attr:
    return tuple(map(nested, x)) if isinstance(x, np.ndarray) and x.ndim else float(x)
