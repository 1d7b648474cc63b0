"""What tests of worked solutions share: the graphs, and a solution read back."""

from collections.abc import Iterator
from pathlib import Path

from graphviz_app.core.graph import Graph
from graphviz_app.explain.worked.asked import run_of
from graphviz_app.explain.worked.solution import Block, Equation, Lines, Paragraph, Solution
from graphviz_app.explain.worked.solve import worked_solution
from graphviz_app.formats import load, parse
from graphviz_app.resources import examples

CASES = sorted((Path(__file__).parents[2] / "data" / "cases").glob("*.cg"))
FILES = [*examples(), *CASES]


def stem(path: Path) -> str:
    return path.stem


def graph_of(given: Path | str) -> Graph:
    return load(given) if isinstance(given, Path) else parse(given)


def solved(given: Path | str, *by: str, of: str | None = None, proved: bool = False) -> Solution:
    """The solution of a file or of a text."""
    graph = graph_of(given)
    chosen = of is not None and of != graph.output
    return worked_solution(run_of(graph, of), by, chosen=chosen, proved=proved)


def blocks(solution: Solution, title: str) -> tuple[Block, ...]:
    """Those of a section; none if it is not there."""
    found = (section.blocks for section in solution.sections if section.title == title)
    return next(found, ())


def equations(solution: Solution, *titles: str) -> Iterator[Equation]:
    """Those of some sections."""
    for title in titles:
        for block in blocks(solution, title):
            if isinstance(block, Lines):
                yield from (row for group in block.groups for row in group)


def sentences(solution: Solution, title: str) -> str:
    """The words of a section's paragraphs."""
    found = (block for block in blocks(solution, title) if isinstance(block, Paragraph))
    return " ".join(word for block in found for word in block.words if isinstance(word, str))
