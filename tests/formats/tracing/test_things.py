"""What can be shown, and what is said of anything else."""

from pathlib import Path

import pytest

from graphviz_app import load, parse, run
from graphviz_app.errors import DocumentError, GraphAppError, ParseError
from graphviz_app.formats.tracing.things import trace_of

TEXT = "x = input(3)\ny = x**2\n"


def test_a_graph_a_text_a_path_and_a_trace_are_shown_as_they_are(tmp_path: Path) -> None:
    file = tmp_path / "square.cg"
    file.write_text(TEXT, encoding="utf-8")
    graph = parse(TEXT)
    for thing in (graph, TEXT, file, str(file), run(graph)):
        assert trace_of(thing).document == graph


def test_a_trace_is_shown_with_the_values_that_it_was_given() -> None:
    found = trace_of(run(parse(TEXT), {"x": 5.0}))
    assert found.trace.value("y") == 25


def test_an_example_is_shown_with_its_text() -> None:
    file = Path(__file__).parents[3] / "examples" / "neuron.cg"
    assert trace_of(file).document.source == load(file).source != ""


def test_a_text_of_another_dialect_is_translated() -> None:
    found = trace_of("import numpy as np\nx = 3.0\ny = np.exp(x)\n")
    assert "y" in found.graph.nodes


@pytest.mark.parametrize(
    ("thing", "error", "message"),
    [
        ("nowhere.cg", DocumentError, "does not exist"),
        ("y = ", ParseError, "line 1"),
        ("", GraphAppError, "is empty"),
        (None, GraphAppError, "NoneType cannot be shown; what can be is a graph, a text"),
        (3.0, GraphAppError, "float cannot be shown"),
        (object(), GraphAppError, "object cannot be shown"),
        (int, GraphAppError, "type cannot be shown"),
        ([1, 2], GraphAppError, "list cannot be shown"),
    ],
)
def test_anything_else_is_refused_in_one_sentence(
    thing: object, error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        trace_of(thing)


def test_arguments_belong_to_functions_and_names_to_values() -> None:
    with pytest.raises(GraphAppError, match="only a function takes examples"):
        trace_of(TEXT, (1.0,))
    with pytest.raises(GraphAppError, match="nothing here to be called 'w'"):
        trace_of(TEXT, (), {"w": 1.0})
