"""Elements and slices, lists of names, several names at once."""

from dataclasses import replace

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.formats import from_json, parse, to_json, to_text

W = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
TEXT = "W = parameter([[1, 2, 3], [4, 5, 6]])\nx = W[1]\n"


@pytest.mark.parametrize(
    "at",
    ["0", "-1", "1, 2", "1, :", ":, 0", "0:1", "::2", "1:, :2", "..., 0", "None", "0, None, :2"],
)
def test_an_element_is_what_numpy_picks(at: str) -> None:
    graph = parse(f"{TEXT}y = W[{at}]")
    assert graph.nodes["y"].attrs == {"at": at}
    expected = eval(f"W[{at}]")
    assert np.array_equal(run(graph).value("y"), expected)
    assert parse(to_text(replace(graph, source=""))) == graph


def test_the_gradient_goes_back_to_what_was_picked() -> None:
    trace = run(parse(f"{TEXT}L = W[0, 1]**2 + sum(x[1:])*W[0, 1]"))
    torch = pytest.importorskip("torch")
    w = torch.tensor(W, requires_grad=True)
    (w[0, 1] ** 2 + w[1][1:].sum() * w[0, 1]).backward()
    assert np.allclose(trace.gradient("W"), w.grad)


@pytest.mark.parametrize(
    ("written", "at"), [("0 , 1", "0, 1"), ("np.newaxis", "None"), ("2-1", "1")]
)
def test_a_place_has_one_spelling(written: str, at: str) -> None:
    assert parse(f"{TEXT}y = W[{written}]").nodes["y"].attrs == {"at": at}


@pytest.mark.parametrize(
    "listed",
    ["[a, b]", "[a, 2*b, 3]", "[[a, b], [b, 4]]", "[[a, b], [1, 2]]", "[-a, a if a > b else b]"],
)
def test_a_list_of_names_is_a_tensor(listed: str) -> None:
    graph = parse(f"a = 2\nb = 5\nv = {listed}")
    a, b = 2.0, 5.0
    assert np.array_equal(run(graph).value("v"), eval(listed, {"a": a, "b": b}))
    assert parse(to_text(replace(graph, source=""))) == graph
    assert from_json(to_json(graph)) == graph


def test_a_list_of_numbers_stays_a_constant() -> None:
    graph = parse("v = [1, -2, 1/2]")
    assert (len(graph.nodes), graph.nodes["v"].op) == (1, "constant")


@pytest.mark.parametrize(
    "line",
    ["stack(1, 2)", "stack([1, 2])", "stack([[1, 2]], axis=1)", "[[a], [b]]",
     "stack(a, b, axis=-1)", "stack([[a, b]])", "[constant(1), 2][0]", "(a + b*[1, 2])[0]",
     "-[a, b][1]", "stack([a])", "torch.stack([[a, b], [1, 2]], 1)"],
)  # fmt: skip
def test_what_is_stacked_is_written_so_that_it_reads_back(line: str) -> None:
    graph = parse(f"a = 1\nb = 2\nv = {line}")
    assert parse(to_text(replace(graph, source=""))) == graph


def test_a_hole_may_stand_in_a_list() -> None:
    graph = parse("a = 1\nv = [a, ...]")
    assert list(graph.edges) == [("v", 0)]


def test_several_names_are_the_elements_of_one_value() -> None:
    graph = parse("x = input([3, 4])\na, b = x\nc, d = x*[a, b]\ny = c - d")
    assert run(graph).value("y") == 9 - 16
    assert [id_ for id_ in graph.nodes if "." not in id_] == [
        "x", "a", "b", "c_d", "c", "d", "y",
    ]  # fmt: skip
    assert parse(to_text(replace(graph, source=""))) == graph


def test_several_names_take_a_name_that_is_free() -> None:
    graph = parse("x = [1, 2]\na_b = 1\na, b = 2*x\n")
    assert (graph.edges["a", 0].source, graph.nodes["a_bʹ"].op) == ("a_bʹ", "mul")
    parse("x = [1, 2]\na, b = 2*x\n")
    assert parse("x = [1, 2]\na_b = 1\na, b = 2*x\n") == graph


def test_names_that_are_given_their_old_values_are_versions() -> None:
    text = "h, c = [1, 2]\nh, c = [h + c, h*c]*np.array([1, 10])\nh, c = 2*[h, c]\ny = 100*h + c"
    assert run(parse(text)).value("y") == 100 * 6 + 40
