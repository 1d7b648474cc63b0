"""One file of a hand solution, judged: plain rows that processes can hand on."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from graphviz_app.arguments import STDIN
from graphviz_app.arrays import np
from graphviz_app.commands.tables import Json, json_of
from graphviz_app.commands.told import remark
from graphviz_app.errors import GraphAppError, ParseError

if TYPE_CHECKING:
    from graphviz_app.core.check import Checked, Judged
    from graphviz_app.core.graph import Claim, Graph

_SHORT = 8
"""Numbers of a list that is shown whole."""
_FORKED = 8
"""Files from which on several processes share the work."""


@dataclass(frozen=True, slots=True)
class Row:
    """One claim, as it is told."""

    claim: str
    printed: str
    verdict: str
    expected: Json
    carried: Json
    kind: str = ""
    sentence: str = ""
    others: tuple[str, ...] = ()
    remark: str = ""
    shown: str = ""
    """The true number as people read it."""


class Terms(NamedTuple):
    """By what files are judged."""

    against: Path | None = None
    """A file whose graph the claims of all others are about."""
    points: tuple[float, float] | None = None
    """For the method and for the number of each claim; None if no points are given."""
    loss: float = 1.0
    """What gradients may be multiplied with."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file: its rows, or why there are none."""

    file: str
    rows: tuple[Row, ...] = ()
    error: str = ""
    points: tuple[float, float] | None = None
    """Earned and possible points."""

    @property
    def first_wrong(self) -> Row | None:
        """The first claim that is wrong."""
        return next((row for row in self.rows if row.verdict == "wrong"), None)

    @property
    def accepted(self) -> int:
        """How many claims are right, or right to their digits."""
        return sum(row.verdict in ("right", "rounded") for row in self.rows)

    @property
    def share(self) -> float:
        """The part of the claims that are right or follow from an earlier slip."""
        fine = self.accepted + sum(row.verdict == "follows" for row in self.rows)
        return fine / len(self.rows) if self.rows else 0.0


def sheets(files: Sequence[Path], terms: Terms) -> Iterator[Sheet]:
    """Every file in order; many are shared among the processors."""
    graph = None if terms.against is None else _graph(terms.against)
    processors = _processors()
    if len(files) < _FORKED or processors < 2 or STDIN in files:
        yield from (sheet(file, graph, terms) for file in files)
        return
    from concurrent.futures import ProcessPoolExecutor
    from functools import partial

    import graphviz_app.core.check  # once, before there are several processes
    import graphviz_app.formats.files  # noqa: F401

    with ProcessPoolExecutor(processors) as pool:
        chunk = max(1, min(16, len(files) // (4 * processors)))
        yield from pool.map(partial(sheet, against=graph, terms=terms), files, chunksize=chunk)


def _processors() -> int:
    import os

    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _graph(file: Path) -> "Graph":
    from graphviz_app.commands.given import graph_of

    try:
        return graph_of(file)
    except ParseError as error:
        standing = None if file == STDIN else _standing(file)
        if standing is None:
            raise
        remark(f"{file}: {error}")
        return standing


def _standing(file: Path) -> "Graph | None":
    """The graph of a text in which nothing is wrong but claims; None of any other."""
    from graphviz_app.formats.files import text_of_file
    from graphviz_app.formats.language.standing import parse_standing

    given = text_of_file(file)
    lines = given.text.split("\n")
    standing = parse_standing(given.text)
    claims = ("==" in line for e in standing.mistakes for line in lines[e.line - 1 : e.line])
    return standing.graph if all(claims) and standing.mistakes else None


def sheet(file: Path, against: "Graph | None" = None, terms: Terms = Terms()) -> Sheet:  # noqa: B008  # frozen
    """One file judged; what is wrong with it is told, not raised."""
    from graphviz_app.core.check import Points, marks

    try:
        found = _checked(file, against, terms)
        given = None if terms.points is None else marks(found, Points(*terms.points))
        points = None if given is None else (given.total, given.possible)
        return Sheet(str(file), tuple(map(row_of, found.judged)), points=points)
    except GraphAppError as error:
        name = "" if file.name in str(error) else f"{file}: "
        return Sheet(str(file), error=f"{name}{error}")
    except (RecursionError, MemoryError):
        return Sheet(str(file), error=f"'{file}' is too large to be checked")


def _checked(file: Path, against: "Graph | None", terms: Terms) -> "Checked":
    from graphviz_app.core.autodiff import run
    from graphviz_app.core.check import Conventions, check

    graph = _graph(file) if against is None else against
    claims = graph.claims if against is None else _answers(file, against)
    if not claims:
        raise GraphAppError(f"'{file}' claims nothing: write a == 0.5, grad(w) == -0.2")
    return check(run(graph, partial=True), claims, Conventions(loss=terms.loss))


def _answers(file: Path, against: "Graph") -> "Sequence[Claim]":
    """The claims of a file, a table too, about another graph."""
    from graphviz_app.formats.answers.files import answers_of_file

    if file == STDIN:
        return _graph(file).claims
    answers = answers_of_file(file, against)
    for problem in answers.problems:
        remark(f"{file}, {problem}")
    return answers.claims


def row_of(judged: "Judged") -> Row:
    """One claim as it is told."""
    from graphviz_app.formats.language.claiming.claims import claim_text

    claim, _, _ = claim_text(judged.claim).rpartition(" == ")
    slip = judged.slip
    return Row(
        claim,
        judged.claim.printed,
        judged.verdict,
        json_of(judged.expected),
        json_of(judged.carried),
        *((slip.kind, slip.sentence, slip.others) if slip else ("", "", ())),
        remark=judged.remark,
        shown="" if judged.expected is None else _shown(judged.expected),
    )


def _shown(value: object) -> str:
    """A number, or a short list of them, as people read it."""
    from graphviz_app.numbers import in_panel

    if isinstance(value, list):
        return f"[{', '.join(map(_shown, value))}]"
    if isinstance(value, float):
        return in_panel(value)
    array = np.asarray(value)
    return _shown(array.tolist()) if array.size <= _SHORT else in_panel(array)


def as_csv(all_sheets: Iterable[Sheet]) -> str:
    """A row for each claim of each file."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(("file", "claim", "printed", "verdict", "expected", "carried", "slip", "why"))
    for one in all_sheets:
        if one.error:
            writer.writerow((one.file, "", "", "error", "", "", "", one.error))
        for row in one.rows:
            numbers = ("" if x is None else x for x in (row.expected, row.carried))
            why = row.sentence or row.remark
            cells = (one.file, row.claim, row.printed, row.verdict, *numbers, row.kind, why)
            writer.writerow(map(_plain, cells))
    return written.getvalue()


def _plain(cell: object) -> object:
    """A text that a spreadsheet would take for a formula is told as text."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in "=@" and cell else cell
