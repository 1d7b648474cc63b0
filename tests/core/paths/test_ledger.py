"""The ledger: the largest paths first, the rest in one number, and the sum is the derivative."""

import math
import random
import time
from itertools import pairwise

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.choices import Kind
from graphviz_app.core.graph import Edge, Graph, Node
from graphviz_app.core.paths import Ledger, Path, iter_paths, ledger, running
from graphviz_app.core.read_as import read_as
from graphviz_app.core.read_run import ReadRun
from graphviz_app.errors import GraphError
from graphviz_app.formats import parse
from tests.core.paths.test_counting import doubling


def book_of(text: str, source: str, target: str, kind: Kind = "operators") -> Ledger:
    return ledger(read_as(run(parse(text)), kind), source, target)


def tangled(seed: int, layers: int = 5) -> Graph:
    """Layers of random operators, in which everything is used several times."""
    rng = random.Random(seed)
    nodes, edges = [Node("y0", "input", {"value": 0.7})], list[Edge]()
    for k in range(1, 3 * layers):
        op = rng.choice(("add", "sub", "mul", "tanh", "relu"))
        nodes.append(Node(f"y{k}", op))
        slots = 1 if op in ("tanh", "relu") else 2
        sources = (rng.randrange(max(0, k - 4), k) for _ in range(slots))
        edges += [Edge(f"y{i}", f"y{k}", slot) for slot, i in enumerate(sources)]
    return Graph.of(nodes, edges, nodes[-1].id)


def size(path: Path) -> float:
    assert isinstance(path.product, float)
    return abs(path.product)


@pytest.mark.parametrize("seed", range(30))
def test_the_listed_are_the_largest_of_all(seed: int) -> None:
    graph = tangled(seed)
    run_read = read_as(run(graph), "operators")
    every = sorted(map(size, iter_paths(run_read, "y0", str(graph.output))), reverse=True)
    for most in (1, 7, 20):
        book = ledger(run_read, "y0", str(graph.output), most)
        assert book.count == len(every)
        np.testing.assert_allclose(list(map(size, book.paths)), every[:most], rtol=1e-12)
        assert len({path.edges for path in book.paths}) == len(book.paths)


@pytest.mark.parametrize("seed", range(30))
def test_listed_and_rest_are_the_derivative(seed: int) -> None:
    graph = tangled(seed)
    book = ledger(read_as(run(graph), "operators"), "y0", str(graph.output), 5)
    assert book.agrees is not False
    assert book.others == book.count - len(book.paths)
    if book.count:
        assert float(book.listed or 0.0) + float(book.rest or 0.0) == pytest.approx(book.derivative)


def test_a_hundred_doublings_answer_at_once() -> None:
    run_read = read_as(run(doubling(100)), "operators")
    begun = time.thread_time()
    book = ledger(run_read, "y0", "y100")
    assert time.thread_time() - begun < 0.2
    assert (book.count, len(book.paths), book.others) == (2**100, 50, 2**100 - 50)
    assert (book.listed, book.rest, book.agrees) == (50.0, 2.0**100 - 50, True)


def test_long_chains_are_walked_without_recursion() -> None:
    book = ledger(read_as(run(doubling(3000)), "operators"), "y0", "y3000", 3)
    assert [len(path.edges) for path in book.paths] == [3000] * 3


def test_zeros_come_last_and_the_rest_of_them_is_nothing() -> None:
    text = "x = input(3)\na = relu(-x)\nb = x*x\ny = a + a*a + b + 0.001*x"
    book = book_of(text, "x", "y", "lines")
    assert [size(path) for path in book.paths][:2] == [6.0, 0.001]
    assert [path.log10 for path in book.paths][2:] == [-math.inf] * (len(book.paths) - 2)
    short = ledger(read_as(run(parse(text)), "operators"), "x", "y", 3)
    assert (short.others > 0, short.rest) == (True, 0.0)


def test_what_is_no_number_comes_first() -> None:
    with np.errstate(all="ignore"):
        book = book_of("x = input(0)\ny = sqrt(x) + 5*x", "x", "y")
    assert math.isinf(float(book.paths[0].product or 0.0))
    assert not book.paths[0].exploded
    assert (book.paths[1].product, book.agrees) == (5.0, True)


def test_products_beyond_floats_keep_their_order() -> None:
    tiny = "x = input(1)\na = 1e-200*x\nb = 1e-200*a\nc = 1e-210*a\ny = b + c"
    first, second = book_of(tiny, "x", "y", "lines").paths
    assert (first.vanished, second.vanished) == (True, True)
    assert [first.log10, second.log10] == pytest.approx([-400, -410])
    huge = "x = input(1)\na = -1e200*x\ny = 1e200*a"
    (path,) = book_of(huge, "x", "y", "lines").paths
    assert (path.exploded, path.negative) == (True, True)
    assert path.log10 == pytest.approx(400)


def test_a_product_is_not_lost_on_the_way() -> None:
    (path,) = book_of("x = input(1)\na = 1e-200*x\nb = 1e-200*a\ny = 1e300*b", "x", "y").paths
    assert path.product == pytest.approx(1e-100)


def test_the_sum_runs_in_the_order_that_is_chosen() -> None:
    book = book_of("x = input(2)\na = 3*x\nb = -5*x\ny = a + b", "x", "y", "lines")
    assert [path.product for path in book.ordered("size")] == [-5.0, 3.0]
    assert [path.product for path in book.ordered("graph")] == [3.0, -5.0]
    assert running(book.ordered("graph")) == [3.0, -2.0]


def test_a_square_is_two_paths() -> None:
    book = book_of("x = input(3)\ny = x*x", "x", "y", "operators")
    assert [path.product for path in book.paths] == [3.0, 3.0]
    assert book.paths[0].edges != book.paths[1].edges
    assert book.derivative == 6.0


def test_the_product_grows_from_the_source_on() -> None:
    (path,) = book_of("x = input(2)\na = 3*x\nb = a**2\ny = -b", "x", "y", "lines").paths
    assert path.products == (3.0, 36.0, -36.0)


def test_any_two_nodes_have_a_ledger() -> None:
    text = "x = input(0.7)\na = x*x\nb = tanh(x) - a\nc = a*b/x\nL = c**2"
    book = book_of(text, "x", "c", "lines")
    assert book.derivative == pytest.approx(run(parse(text)).pull_back("c").gradients["x"])
    assert (book.agrees, book.count) == (True, 4)


def test_matrices_are_multiplied_and_sum_to_the_jacobian() -> None:
    text = (
        "W = parameter([[1, 2], [3, 4]])\nx = input([0.5, -1])\nh = tanh(W @ x)\n"
        "y = W @ h + h\nL = sum(y**2)"
    )
    for target, shape in (("y", (2, 2)), ("h", (2, 2)), ("L", (2,))):
        book = book_of(text, "x", target, "lines")
        assert np.asarray(book.total).shape == shape
        assert book.agrees is True
    book = book_of(text, "h", "L", "operators")
    products = [np.asarray(path.product) for path in book.paths]
    np.testing.assert_allclose(sum(products), run(parse(text)).gradient("h"))
    norms = [float(np.linalg.norm(p)) for p in products]
    assert norms == sorted(norms, reverse=True)


def test_the_gradient_of_a_large_tensor_needs_no_matrix() -> None:
    rows = [[math.sin(i * j + i) for j in range(80)] for i in range(80)]
    book = book_of(f"W = parameter({rows})\nh = tanh(W)\nL = sum(h*h)", "W", "L", "operators")
    assert (np.asarray(book.paths[0].product).shape, book.count, book.agrees) == ((80, 80), 2, True)
    large = book_of(f"W = parameter({rows})\nh = tanh(W)\nL = sum(h)", "W", "h")
    assert (large.count, large.paths[0].product, large.agrees) == (1, None, None)
    assert "too many entries" in large.why


def test_many_paths_of_matrices_are_listed_by_their_factors() -> None:
    lines = ["x = input([1, 2])", "h0 = x*1"]
    lines += [f"h{k} = tanh(h{k - 1}) + h{k - 1}*h{k - 1}" for k in range(1, 12)]
    book = book_of("\n".join([*lines, "L = sum(h11)"]), "x", "L", "operators")
    assert (book.by_factors, len(book.paths), book.agrees) == (True, 50, True)
    assert book.count == 3**11
    whole = np.asarray(book.listed, float) + np.asarray(book.rest, float)
    np.testing.assert_allclose(whole, np.asarray(book.derivative, float))


NEURONS = (
    "x = input(1.5)\nw = parameter(-0.8)\nv = parameter(0.4)\nb = parameter(0.25)\nt = target(1)\n"
    'with group("g"):\n    h = sigmoid(w*x + b)\n    k = tanh(v*h)\n'
    "y = sigmoid(w*h + v*k + b)\nL = 0.5*(t - y)**2"
)


@pytest.mark.parametrize("folded", [(), ("g",)])
@pytest.mark.parametrize("kind", ["operators", "lines", "neurons"])
@pytest.mark.parametrize("source", ["x", "w", "v", "b"])
def test_every_reading_sums_to_the_same(kind: Kind, folded: tuple[str, ...], source: str) -> None:
    trace = run(parse(NEURONS))
    for bias in ("inside", "edge") if kind == "neurons" else ("inside",):
        run_read = read_as(trace, kind, folded, "edge" if bias == "edge" else "inside")
        if source not in run_read.reading.nodes and not run_read.reading.standing(source):
            continue  # it has gone into the folded group with all its uses
        book = ledger(run_read, source, "L")
        assert book.agrees is True
        assert book.derivative == pytest.approx(trace.gradient(source))


def test_a_weight_starts_on_its_edge() -> None:
    book = ledger(read_as(run(parse(NEURONS)), "neurons"), "w", "L")
    reading = read_as(run(parse(NEURONS)), "neurons").reading
    for path in book.paths:
        first = path.edges[0]
        assert first is not None
        assert reading.edges[first].weight == "w"
        assert path.nodes[0] == "w"
        steps = (i for i in path.edges[1:] if i is not None)
        assert all(reading.edges[i].source in path.nodes for i in steps)


def test_paths_are_connected() -> None:
    run_read = read_as(run(tangled(3)), "operators")
    for path in ledger(run_read, "y0", str(run_read.output)).paths:
        ends = [run_read.reading.edges[i][:2] for i in path.edges if i is not None]
        assert ends == list(pairwise(path.nodes))


@pytest.mark.parametrize(
    ("source", "target", "why"),
    [
        ("y", "x", "lead the other way, from x to y"),
        ("c", "y", "only decides"),
        ("u", "y", "does not depend on u"),
        ("x", "q", "q has no value"),
    ],
)
def test_no_path_says_why(source: str, target: str, why: str) -> None:
    text = "x = input(2)\nc = input(1)\nu = input(4)\ny = x if x > c else 0\nq = ... + x\noutput(y)"
    book = ledger(read_as(run(parse(text), partial=True), "lines"), source, target)
    assert why in book.why
    assert (book.paths, book.agrees) == ((), None)


def test_unknown_ends_are_named() -> None:
    with pytest.raises(GraphError, match="no 'q' among the lines"):
        book_of("x = input(2)\ny = -x", "q", "y", "lines")


def test_a_wrong_local_derivative_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sum is held against the engine's gradient, not against itself."""
    run_read = read_as(run(parse("x = input(2)\ny = 3*x + x**2")), "lines")
    assert ledger(run_read, "x", "y").agrees is True
    monkeypatch.setattr(ReadRun, "local", lambda _self, _index: 4.0)
    assert ledger(run_read, "x", "y").agrees is False
