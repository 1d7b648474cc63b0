"""``graphviz-app explain``: the worked solution, as a good solution sheet has it."""

import argparse
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from graphviz_app.arguments import Command, add_file, add_reading
from graphviz_app.commands.given import graph_of, spare
from graphviz_app.commands.told import put, tell
from graphviz_app.core.choices import Kind

if TYPE_CHECKING:
    from graphviz_app.core.graph import Graph

FORMATS = ("text", "md", "latex", "html")


def _declare(parser: argparse.ArgumentParser) -> None:
    add_file(parser)
    parser.add_argument(
        "--of", metavar="NAME", help="what is differentiated (default: the output of the graph)"
    )
    parser.add_argument(
        "--wrt",
        metavar="NAME",
        dest="by",
        type=_names,
        action="extend",
        default=[],
        help="only what lies on the way to this; w1,w2 or repeated for several",
    )
    parser.add_argument(
        "--format",
        dest="written_as",
        choices=FORMATS,
        help="text, Markdown, LaTeX or HTML (default: by the ending of OUT, else text)",
    )
    parser.add_argument(
        "--proof", action="store_true", help="with each gradient held against central differences"
    )
    parser.add_argument(
        "--graph", dest="drawn", action="store_true", help="with the graph at the top (HTML)"
    )
    parser.add_argument(
        "-o", "--output", metavar="OUT", type=Path, help="a file; without it, standard output"
    )
    add_reading(parser, "default: neurons of a network, else lines")


def _names(text: str) -> list[str]:
    """Names between commas; the same with another form of their letters: w₁ is w1."""
    parts = re.split(r",(?![^\[]*\])", unicodedata.normalize("NFKC", text))
    return [part.strip() for part in parts if part.strip()]


def _run(
    file: Path,
    of: str | None,
    by: list[str],
    written_as: str | None,
    proof: bool,
    drawn: bool,
    output: Path | None,
    reading: Kind | None,
) -> int:
    """Write the solution; what could not be computed is an error, told after all the rest."""
    from graphviz_app.explain.worked.asked import run_of
    from graphviz_app.explain.worked.solve import worked_solution
    from graphviz_app.explain.worked.written.formats import format_of
    from graphviz_app.explain.worked.written.html import as_html
    from graphviz_app.formats.files import write_atomically

    graph = graph_of(file)
    of = unicodedata.normalize("NFKC", of) if of else None
    trace = run_of(graph, of)
    chosen = of is not None and of != graph.output
    solution = worked_solution(trace, by, reading, chosen=chosen, proved=proof)
    kind = format_of(written_as or (output.suffix.lower() if output else ""))
    with_graph = drawn and kind.name == "html"
    text = as_html(solution, _drawn(graph, reading)) if with_graph else kind.write(solution)
    if output is None:
        put(text.rstrip("\n"))
    else:
        spare(file, output, "the solution")
        write_atomically(output, text.encode("utf-8", "replace"))
    return tell(trace.problems)


def _drawn(graph: "Graph", reading: Kind | None) -> str:
    """The graph as an SVG element, without a display."""
    from graphviz_app.core.read_as import opens_as
    from graphviz_app.core.view import View
    from graphviz_app.platform_check import drawing_unseen

    with drawing_unseen():
        from graphviz_app.export.inline import svg_element
        from graphviz_app.export.picture import drawn_picture
    kind = reading or graph.view.reading or opens_as(graph)
    return svg_element(*drawn_picture(graph, View(kind)))


EXPLAIN = Command(
    name="explain",
    about="write the worked solution: text, Markdown, LaTeX or HTML",
    description=(
        "Write the worked solution of the graph, line by line with symbols and numbers: what is "
        "given, forward pass, backward pass, paths, update, results."
    ),
    declare=_declare,
    run=_run,
)
