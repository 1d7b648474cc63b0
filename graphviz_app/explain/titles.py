"""What nodes and edges are called in headings and lists."""

from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import line_of
from graphviz_app.explain.boxes import box_name
from graphviz_app.explain.plain_formula import plain_symbol


def edge_title(run: ReadRun, index: int) -> str:
    """``w → ×``."""
    source, target = run.reading.edges[index][:2]
    return f"{shown_name(run, source)} → {shown_name(run, target)}"


def shown_name(run: ReadRun, node: str) -> str:
    """A node as it is called in headings; a tensor read by its elements as it is written."""
    box = run.reading.boxes.get(node)
    if box is not None:
        return box_name(box.path)
    return plain_symbol(run.graph if node in run.graph.nodes else run.whole.graph, node)


def placed_name(run: ReadRun, node: str) -> str:
    """The same in a list, where two signs have to be told apart: ``×  in z``."""
    if node in run.reading.boxes:
        return shown_name(run, node)
    name, line = shown_name(run, node), line_of(run.graph, node)
    return name if line == node else f"{name}  in {line}"
