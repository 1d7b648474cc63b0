"""``graphviz-app eval``: the numbers of a graph."""

import argparse
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from graphviz_app.arguments import Command, add_file, add_reading
from graphviz_app.commands.given import graph_of
from graphviz_app.commands.told import put, tell
from graphviz_app.core.choices import Kind
from graphviz_app.core.wording import shortened

if TYPE_CHECKING:
    from graphviz_app.core.graph import Value


def _declare(parser: argparse.ArgumentParser) -> None:
    add_file(parser)
    parser.add_argument(
        "--set",
        metavar="NAME=VALUE",
        dest="leaves",
        type=_assignment,
        action="append",
        default=[],
        help="another value for a leaf: x=2, or W=[[1,2],[3,4]]; may be repeated",
    )
    parser.add_argument(
        "--json", dest="as_json", action="store_true", help="one line of JSON, full precision"
    )
    add_reading(parser, "default: operators")


def _run(file: Path, leaves: "list[tuple[str, Value]]", as_json: bool, reading: Kind | None) -> int:
    """Print the numbers; a result that is not finite is an error, told after all the others."""
    from graphviz_app.commands import report
    from graphviz_app.core.autodiff import run
    from graphviz_app.core.read_as import read_as

    graph = graph_of(file)
    trace = run(graph, dict(leaves))
    shown = read_as(trace, reading or "operators")
    put(report.as_json(shown) if as_json else report.as_table(shown))
    return tell(shown.problems)


def _assignment(text: str) -> "tuple[str, Value]":
    """``NAME=VALUE`` with a number or nested lists of numbers."""
    from graphviz_app.formats.language.numerals.typed_value import ValueTextError, typed_value

    name, sign, written = text.partition("=")
    try:
        if sign and name.strip():
            # A name is the same with another form of its letters: w₁ and w1.
            return unicodedata.normalize("NFKC", name.strip()), typed_value(written)
    except ValueTextError:
        pass  # told with an example
    raise argparse.ArgumentTypeError(
        f"'{shortened(text)}' is not NAME=VALUE, such as x=2 or W=[[1,2],[3,4]]"
    )


EVAL = Command(
    name="eval",
    about="print values, gradients and what every edge hands back",
    description=(
        "Run the graph forwards and backwards and print every value and gradient, and for every "
        "edge the local derivative and the contribution (what it hands back: gradient arriving × "
        "local derivative). Where the graph says how it learns: every parameter before and after a "
        "step, and the output after it."
    ),
    declare=_declare,
    run=_run,
)
