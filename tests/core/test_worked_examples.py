"""The 25 worked examples: every number, every path, every kink."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from graphviz_app.core.autodiff import Trace, run
from graphviz_app.core.gradcheck import gradient_check
from graphviz_app.core.graph import Graph
from graphviz_app.core.paths import count_paths, iter_paths, ledger
from graphviz_app.core.paths.ledger import MOST
from graphviz_app.core.program import compile_graph
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import Reading, read
from graphviz_app.formats import parse

DATA = Path(__file__).parents[1] / "data" / "worked_examples.json"
EXAMPLES: list[dict[str, Any]] = json.loads(DATA.read_text(encoding="utf-8"))
each_example = pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: str(e["id"]))
each_scalar_example = pytest.mark.parametrize(
    "example", [e for e in EXAMPLES if "edges" in e], ids=lambda e: str(e["id"])
)
"""Of the example with matrices the data has no numbers on single edges."""
Example = Mapping[str, Any]


def close(actual: object, wanted: object, what: str = "") -> None:
    np.testing.assert_allclose(
        np.asarray(actual, dtype=float), np.asarray(wanted), rtol=1e-9, atol=1e-15, err_msg=what
    )


def lines_of(example: Example) -> tuple[Trace, Reading]:
    graph = parse(example["text"])
    return run(graph), read(graph, "lines")


def named_edges(reading: Reading) -> dict[str, int]:
    return {f"{edge.source}->{edge.target}": i for i, edge in enumerate(reading.edges)}


def test_there_are_twenty_five() -> None:
    assert len(EXAMPLES) == 25


@each_example
def test_values_and_gradients(example: Example) -> None:
    graph = parse(example["text"])
    assert graph.output == example["output"]
    for trace in (run(graph), run(compile_graph(graph))):
        assert not trace.problems
        for name, value in example["values"].items():
            close(trace.value(name), value, name)
        for name, gradient in example["gradients"].items():
            close(trace.gradient(name), gradient, f"grad({name})")


@each_scalar_example
def test_derivatives_from_line_to_line(example: Example) -> None:
    trace, reading = lines_of(example)
    edges = named_edges(reading)
    for name, derivative in example["edges"].items():
        close(ReadRun(trace, reading).local(edges[name]), derivative, name)
    steering = {name for name, i in edges.items() if reading.edges[i].control}
    assert steering == set(example.get("control_edges", ()))
    assert set(edges) == steering | set(example["edges"])


@each_example
@pytest.mark.parametrize("kind", ["operators", "lines"])
def test_contributions_sum_to_the_gradient(example: Example, kind: Any) -> None:
    trace = run(parse(example["text"]))
    reading = read(trace.graph, kind)
    for node in reading.nodes:
        shares = [ReadRun(trace, reading).contribution(i) for i in reading.outgoing[node]]
        total = sum(share for share in shares if share is not None)
        if node != trace.output:
            close(total, trace.gradient(node), node)


@each_example
def test_paths_and_their_products(example: Example) -> None:
    trace, reading = lines_of(example)
    for name, count in example.get("n_paths", {}).items():
        assert count_paths(reading, name, example["output"]) == count
        found = {
            "->".join(path.nodes): path.product
            for path in iter_paths(ReadRun(trace, reading), name, example["output"])
        }
        wanted = {path["path"]: path["product"] for path in example["paths"][name]}
        assert set(found) == set(wanted)
        for path, product in wanted.items():
            close(found[path], product, path)
        close(sum(float(p or 0.0) for p in found.values()), example["gradients"][name], name)
        proved(ReadRun(trace, reading), name, example)


def proved(run_read: ReadRun, name: str, example: Example) -> None:
    """The ledger lists the same paths, the largest first, and says that they are the gradient."""
    book = ledger(run_read, name, example["output"])
    sizes = [abs(path["product"]) for path in example["paths"][name]]
    assert (book.count, len(book.paths)) == (example["n_paths"][name], min(len(sizes), MOST))
    listed = [abs(float(path.product)) for path in book.paths if path.product is not None]
    close(listed, sorted(sizes, reverse=True)[:MOST], name)
    assert book.agrees is True
    close(book.total, example["gradients"][name], name)
    close(float(book.listed or 0.0) + float(book.rest or 0.0), example["gradients"][name], name)


@each_example
def test_kinks_are_flagged_and_nothing_else(example: Example) -> None:
    trace, reading = lines_of(example)
    flagged = {kink.node for kink in trace.kinks}
    assert bool(flagged) == ("kinks" in example)
    for name in example.get("kinks", {}):
        assert any(count_paths(reading, name, node) for node in flagged), name
    if not flagged:
        assert gradient_check(trace).ok


def updated(graph: Graph, trace: Trace, rate: float) -> Graph:
    """One step of gradient descent."""
    for node in list(graph.nodes.values()):
        if node.op == "parameter":
            value, gradient = trace.value(node.id), trace.gradient(node.id)
            assert isinstance(value, float)
            assert isinstance(gradient, float)
            graph = graph.with_attrs(node.id, value=value - rate * gradient)
    return graph


@pytest.mark.parametrize(
    "example", [e for e in EXAMPLES if "updated" in e], ids=lambda e: str(e["id"])
)
def test_values_after_one_update(example: Example) -> None:
    graph = parse(example["text"])
    assert graph.learning_rate == example["learning_rate"]
    again = run(updated(graph, run(graph), example["learning_rate"]))
    for name, value in {**example["after"], **example["updated"]}.items():
        close(again.value(name), value, name)
