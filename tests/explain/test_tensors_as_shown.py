"""Operators on tensors as textbooks write them: elements, axes, norms; in plain text too."""

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.graph import Attr, Edge, Graph, Node
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import read
from graphviz_app.explain.explain import (
    backward_caption,
    forward_caption,
    node_sign,
    plain_expression,
)
from tests.explain.test_partials_are_true import attr, frozen

VECTOR, MATRIX, PARTS = (3,), (2, 3), (2, 2, 3)


def graph_of(
    op: str, shapes: list[tuple[int, ...]], attrs: dict[str, Attr], names: str = "xWb"
) -> Graph:
    rng = np.random.default_rng(2)
    nodes = [
        Node(name, "input", {"value": frozen(attr(rng.uniform(0.4, 1.9, shape)))})
        for name, shape in zip(names, shapes, strict=False)
    ]
    edges = [Edge(node.id, "y", slot) for slot, node in enumerate(nodes)]
    return Graph.of([*nodes, Node("y", op, attrs)], edges, "y")


def shown(graph: Graph) -> str:
    """What the forward caption says of y, in symbols."""
    trace = run(graph)
    return forward_caption(ReadRun(trace, read(graph, "operators")), "y").symbols


@pytest.mark.parametrize(
    ("op", "shapes", "attrs", "latex"),
    [
        ("index", [VECTOR], {"at": "0"}, "{x}_{0}"),
        ("index", [MATRIX], {"at": "1, :"}, "{x}_{1, :}"),
        ("stack", [(), (), ()], {}, r"\left[x, W, b\right]"),
        ("sum", [MATRIX], {"axis": 0}, r"\sum_{\mathrm{rows}} x"),
        ("prod", [MATRIX], {"axis": -1}, r"\prod_{\mathrm{columns}} x"),
        ("amax", [VECTOR], {"axis": 0}, r"\max\left(x\right)"),
        ("amax", [MATRIX], {"axis": 1}, r"\max_{\mathrm{columns}}\left(x\right)"),
        ("mean", [PARTS], {"axis": 2}, r"\mathrm{mean}_{\mathrm{axis}\ \mathrm{2}}\left(x\right)"),
        ("softmax", [MATRIX], {"axis": 1}, r"\mathrm{softmax}\left(x\right)"),
        ("softmax", [MATRIX], {"axis": 0}, r"\mathrm{softmax}_{\mathrm{rows}}\left(x\right)"),
        ("norm", [VECTOR], {}, r"\left\|x\right\|"),
        ("norm", [VECTOR], {"ord": 1.0}, r"\left\|x\right\|_{1}"),
        ("reshape", [MATRIX], {"shape": (3, 2)}, r"\mathrm{reshape}_{3, 2}\left(x\right)"),
        ("transpose", [MATRIX], {}, r"x^\top"),
        ("transpose", [PARTS], {"axes": (2, 0, 1)}, r"\mathrm{transpose}_{2, 0, 1}\left(x\right)"),
        ("dot", [VECTOR, VECTOR], {}, r"x \cdot W"),
        ("dot", [MATRIX, VECTOR], {}, r"x \, W"),
        ("outer", [VECTOR, VECTOR], {}, r"x \, W^\top"),
        ("linear", [VECTOR, MATRIX], {}, r"\mathrm{linear}\left(x, W\right)"),
        ("linear", [VECTOR, MATRIX, (2,)], {}, r"\mathrm{linear}\left(x, W, b\right)"),
    ],
)
def test_a_formula_is_written_as_in_a_textbook(
    op: str, shapes: list[tuple[int, ...]], attrs: dict[str, Attr], latex: str
) -> None:
    assert shown(graph_of(op, shapes, attrs)) == f"y = {latex}"


def test_an_element_is_not_mistaken_for_a_name() -> None:
    graph = graph_of("index", [VECTOR], {"at": "0"})
    assert shown(graph.with_node(Node("x0", "input"))) == r"y = {x}_{\left[0\right]}"
    one = graph_of("index", [VECTOR], {"at": "2"}, "w")
    renamed = Graph.of(
        [Node("w1", "input", one.nodes["w"].attrs), one.nodes["y"]], [Edge("w1", "y", 0)], "y"
    )
    assert shown(renamed) == r"y = {w_1}_{\left[2\right]}"


@pytest.mark.parametrize(
    ("op", "shapes", "attrs", "text"),
    [
        ("index", [MATRIX], {"at": "1, :"}, "x[1, :]"),
        ("stack", [(), ()], {}, "[x, W]"),
        ("norm", [VECTOR], {}, "‖x‖"),
        ("dot", [VECTOR, VECTOR], {}, "x · W"),
        ("outer", [VECTOR, VECTOR], {}, "x ⊗ W"),
        ("cumsum", [VECTOR], {}, "cumsum(x)"),
        ("softmax", [VECTOR], {}, "softmax(x)"),
        ("amax", [VECTOR], {}, "max(x)"),
    ],
)
def test_a_heading_says_it_in_plain_text(
    op: str, shapes: list[tuple[int, ...]], attrs: dict[str, Attr], text: str
) -> None:
    assert plain_expression(graph_of(op, shapes, attrs), "y") == text


def test_the_sign_of_an_element_says_which() -> None:
    assert node_sign(Node("y", "index", {"at": "0:2"})) == "u[0:2]"


@pytest.mark.parametrize(
    ("op", "shapes", "latex"),
    [
        ("softmax", [VECTOR], r"y \odot \left(\mathbf{1}_{3} - \sum y\right)"),
        ("norm", [VECTOR], r"\frac{x}{y}"),
        ("logsumexp", [VECTOR], r"\mathrm{e}^{x - y}"),
        ("var", [VECTOR], r"\frac{2}{3} \cdot \left(x - \mathrm{mean}\left(x\right)\right)"),
        ("amax", [VECTOR], r"\left[x = y\right]"),
        ("prod", [VECTOR], ""),  # of the output itself one symbol would say nothing
    ],
)
def test_a_contribution_is_written_by_its_rule(
    op: str, shapes: list[tuple[int, ...]], latex: str
) -> None:
    run_ = ReadRun(run(graph_of(op, shapes, {})), read(graph_of(op, shapes, {}), "operators"))
    assert backward_caption(run_, 0).symbols.partition(" = ")[2] == latex
