"""What the inspector says about the graph as a whole, when nothing is selected."""

from collections.abc import Iterator, Sequence

from graphviz_app.core.graph import Node
from graphviz_app.core.read_run import ReadRun
from graphviz_app.explain.formula import is_named
from graphviz_app.explain.titles import shown_name
from graphviz_app.gui.inspector.leaves import Leaf, Leaves
from graphviz_app.gui.inspector.steps import Steps
from graphviz_app.gui.widgets.parts import PROBLEM_TITLES
from graphviz_app.gui.widgets.rows import (
    Heading,
    Message,
    Number,
    Section,
    Sentence,
    Space,
    Words,
)
from graphviz_app.gui.widgets.sheet import Row

MOST = 40
"""Leaves that are listed."""
MOST_PROBLEMS = 3
SECTIONS = (
    ("parameter", "Parameters"),
    ("input", "Inputs"),
    ("target", "Targets"),
    ("constant", "Numbers"),
)


def graph_page(run: ReadRun, broken_text: bool, steps: Steps = Steps()) -> Iterator[Row]:  # noqa: B008  # says nothing
    """The rows about the whole graph; what mistakes in its text leave out is told beside them."""
    graph = run.graph
    yield Heading(graph.title or "The graph", "graph")
    if not graph.nodes:
        hint = "There is nothing here yet. Type a graph on the left, or choose an example."
        yield Sentence(hint, "muted")
        return
    yield from _problems(run, broken_text)
    if run.output is not None:
        name = shown_name(run, run.output)
        yield Number(f"Output {name}", run.value(run.output), "value")
    yield Words("Nodes", f"{len(run.reading.nodes):,}")
    yield Words("Edges", f"{len(run.reading.edges):,}")
    if graph.learning_rate is not None and steps.update is None:
        yield Words("Learning rate", f"{graph.learning_rate:g}")
    drawn = dict.fromkeys((*run.reading.nodes, *run.reading.weights, *run.reading.biases))
    leaves = [id_ for id_ in graph.nodes if id_ in drawn]
    for op, title in SECTIONS:
        nodes = [graph.nodes[i] for i in leaves if graph.nodes[i].op == op and is_named(graph, i)]
        if not nodes:
            continue
        learned = list(steps.of_all(run, [node.id for node in nodes])) if op == "parameter" else ()
        yield from learned or _leaves(run, nodes, title)
    yield Space(16)
    yield Sentence("Click a node or an edge to see where its numbers come from.", "caption")


def _problems(run: ReadRun, broken_text: bool) -> Iterator[Row]:
    """What is wrong; gaps that a mistake in the text leaves are told beside its line."""
    problems = [p for p in run.trace.problems if not (broken_text and p.kind == "graph")]
    for problem in problems[:MOST_PROBLEMS]:
        yield Message(PROBLEM_TITLES[problem.kind], problem.message)
    if len(problems) > MOST_PROBLEMS:
        yield Sentence(f"… and {len(problems) - MOST_PROBLEMS:,} more problems", "caption")


def _leaves(run: ReadRun, nodes: Sequence[Node], title: str) -> Iterator[Row]:
    """Name, value and gradient of each leaf of one kind."""
    yield Section(title, str(len(nodes)) if len(nodes) > 1 else "")
    ids = [node.id for node in nodes[:MOST]]
    yield Leaves(
        tuple(Leaf(id_, shown_name(run, id_), run.value(id_), run.gradient(id_)) for id_ in ids)
    )
    if len(nodes) > MOST:
        yield Sentence(f"… and {len(nodes) - MOST:,} more", "caption", above=8)
