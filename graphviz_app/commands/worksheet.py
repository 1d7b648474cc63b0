"""``graphviz-app worksheet``: sheets for a class, with answer keys and texts to fill in."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from graphviz_app.arguments import Command, add_file
from graphviz_app.commands.given import graph_of
from graphviz_app.commands.told import FINE, put, remark
from graphviz_app.core.wording import counted, shortened
from graphviz_app.errors import GraphAppError

if TYPE_CHECKING:
    from graphviz_app.core.questions import Asked
    from graphviz_app.export.sheets.job import WorksheetJob

KINDS = ("values", "gradients", "updates")
_MOST_SHEETS, _MOST_DIGITS, _MOST_SEED = 500, 10, 10**9


def _declare(parser: argparse.ArgumentParser) -> None:
    add_file(parser)
    parser.add_argument(
        "-o", "--output", metavar="DIR", type=Path, required=True, dest="folder", help="a folder"
    )
    parser.add_argument(
        "--variants",
        metavar="N",
        type=_whole(1, _MOST_SHEETS),
        help="so many sheets, each with numbers of its own (default: one, with those of FILE)",
    )
    parser.add_argument(
        "--seed",
        metavar="S",
        type=_whole(0, _MOST_SEED),
        help="the same seed draws the same numbers (default: 1)",
    )
    parser.add_argument(
        "--ask",
        metavar="WHAT",
        dest="kinds",
        type=_kinds,
        action="extend",
        default=[],
        help="values, gradients, updates, with commas between them (default: all there are)",
    )
    parser.add_argument(
        "--digits",
        metavar="N",
        type=_whole(1, _MOST_DIGITS),
        default=4,
        help="decimals of the answers (default: 4)",
    )
    parser.add_argument("--force", action="store_true", help="replace sheets that are there")


def _whole(least: int, most: int) -> Callable[[str], int]:
    """Reads a whole number in these bounds."""

    def read(text: str) -> int:
        if not (text.isascii() and text.isdecimal() and len(text) < 12):
            raise argparse.ArgumentTypeError(f"'{shortened(text)}' is not a whole number")
        if not least <= int(text) <= most:
            raise argparse.ArgumentTypeError(f"{int(text)} is not from {least} to {most:,}")
        return int(text)

    return read


def _kinds(text: str) -> list[str]:
    """Kinds of questions between commas."""
    kinds = [part.strip().lower() for part in text.split(",") if part.strip()]
    for kind in kinds:
        if kind not in KINDS:
            raise argparse.ArgumentTypeError(
                f"'{shortened(kind)}' cannot be asked for: there are {', '.join(KINDS[:-1])} and"
                f" {KINDS[-1]}"
            )
    if not kinds:
        raise argparse.ArgumentTypeError(f"say what is asked for: {', '.join(KINDS)}")
    return kinds


def _run(
    file: Path,
    folder: Path,
    variants: int | None,
    seed: int | None,
    kinds: "list[Asked]",
    digits: int,
    force: bool,
) -> int:
    """Write the sheets, without a display; nothing if any of it cannot be made."""
    from graphviz_app.platform_check import drawing_unseen

    graph = graph_of(file)
    with drawing_unseen():
        from graphviz_app.export.sheets.job import WorksheetJob
    count = 1 if variants is None and seed is not None else variants
    job = WorksheetJob(
        graph, folder, count, 1 if seed is None else seed, kinds, digits, force, file
    )
    if (there := job.in_the_way) is not None and not force:
        raise GraphAppError(f"'{there}' exists already: choose another folder, or add --force")
    different = _done(job)
    put(_told(job))
    if different < len(job.names):
        remark(
            f"there are such numbers for {counted(different, 'different sheet')} only, which come"
            " again in turn"
        )
    return FINE


def _done(job: "WorksheetJob") -> int:
    """How many sheets are different; a line tells how far it is, where somebody looks at it."""
    looked_at, pieces, count = sys.stderr.isatty(), job.pieces(), len(job.names)
    try:
        while True:
            share = next(pieces)
            if looked_at:
                number = min(int(share * count) + 1, count)
                sys.stderr.write(f"\rsheet {number} of {count}")
                sys.stderr.flush()
    except StopIteration as end:
        different: int = end.value
        return different
    finally:
        if looked_at:
            sys.stderr.write("\r\033[K")


def _told(job: "WorksheetJob") -> str:
    first, last = job.names[0], job.names[-1]
    names = f"{first}.pdf" if first == last else f"{first}.pdf to {last}.pdf"
    one = len(job.names) == 1
    key, text = ("its answer key", "a text") if one else ("answer keys", "texts")
    return (
        f"{counted(len(job.names), 'sheet')} in '{job.folder}': {names}, with {key}"
        f" (-key.pdf) and {text} to fill in (.cg)"
    )


WORKSHEET = Command(
    name="worksheet",
    about="write sheets for a class, with answer keys and texts to fill in",
    description=(
        "Write sheets for a class into a folder: for each one a PDF with the graph, the questions "
        "and room to write, its answer key with the worked solution, and a text to fill in, which "
        "'check' judges. Numbers drawn anew stay away from kinks, accidental zeros and ones, and "
        "answers that need more digits than asked."
    ),
    declare=_declare,
    run=_run,
)
