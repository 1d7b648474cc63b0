"""What the inspector says about the graph as a whole, when nothing is selected."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from graphviz_app.core.graph import Node
from graphviz_app.core.read_run import ReadRun
from graphviz_app.explain.formula import is_named
from graphviz_app.gui.inspector.edge_page import shown_name
from graphviz_app.gui.widgets.parts import PROBLEM_TITLES, NumberLabel
from graphviz_app.gui.widgets.sheet import Sheet, jump

if TYPE_CHECKING:
    from graphviz_app.gui.inspector.page_frame import PageFrame as Inspector

MOST = 40
"""Leaves that are listed."""
MOST_PROBLEMS = 3
SECTIONS = (
    ("parameter", "Parameters"),
    ("input", "Inputs"),
    ("target", "Targets"),
    ("constant", "Numbers"),
)


def graph_page(inspector: "Inspector", run: ReadRun) -> Sheet:
    """The sheet about the whole graph."""
    graph = run.graph
    sheet = Sheet(inspector.theme)
    sheet.heading(graph.title or "The graph", "graph")
    if not graph.nodes:
        sheet.sentence(
            "There is nothing here yet. Type a graph on the left, or choose an example.", "muted"
        )
        return sheet
    _problems(sheet, run, inspector.broken_text)
    if run.output is not None:
        name = shown_name(run, run.output)
        sheet.row(f"Output {name}", run.value(run.output), "value")
    sheet.words("Nodes", f"{len(run.reading.nodes):,}")
    sheet.words("Edges", f"{len(run.reading.edges):,}")
    if graph.learning_rate is not None:
        sheet.words("Learning rate", f"{graph.learning_rate:g}")
    for op, title in SECTIONS:
        nodes = [n for n in run.reading.nodes.values() if n.op == op and is_named(graph, n.id)]
        _leaves(sheet, inspector, run, nodes, title)
    sheet.space(16)
    sheet.sentence("Click a node or an edge to see where its numbers come from.", "caption")
    return sheet


def _problems(sheet: Sheet, run: ReadRun, broken_text: bool) -> None:
    """What is wrong; gaps that a mistake in the text leaves are told beside its line."""
    found = [p for p in run.trace.problems if not (broken_text and p.kind == "graph")]
    for problem in found[:MOST_PROBLEMS]:
        sheet.card(PROBLEM_TITLES[problem.kind], problem.message)
    if len(found) > MOST_PROBLEMS:
        sheet.sentence(f"… and {len(found) - MOST_PROBLEMS:,} more problems", "caption")


def _leaves(
    sheet: Sheet, inspector: "Inspector", run: ReadRun, nodes: list[Node], title: str
) -> None:
    """Name, value and gradient of each leaf of one kind."""
    if not nodes:
        return
    sheet.section(title, str(len(nodes)) if len(nodes) > 1 else "")
    grid = sheet.table(("Name", "Value", "Gradient"))
    side = Qt.AlignmentFlag.AlignRight
    for row, node in enumerate(nodes[:MOST], 1):
        choose = partial(inspector.element_chosen.emit, node.id)
        grid.addWidget(jump(shown_name(run, node.id), choose), row, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(NumberLabel(run.value(node.id), "value"), row, 1, side)
        grid.addWidget(NumberLabel(run.gradient(node.id), "gradient"), row, 2, side)
    if len(nodes) > MOST:
        sheet.sentence(f"… and {len(nodes) - MOST:,} more", "caption", above=8)
