"""Answers from outside as claims about a graph: a table, lines, or a text with claims."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from graphviz_app.core.graph import Claim, Graph
from graphviz_app.core.wording import near
from graphviz_app.errors import GraphAppError, ParseError
from graphviz_app.formats.answers.cells import Row, rows_of
from graphviz_app.formats.answers.numbers import read_answer
from graphviz_app.formats.answers.subjects import Subjects
from graphviz_app.formats.answers.tables import Cell, answers_in
from graphviz_app.formats.language.claiming.resolved import unread_answers
from graphviz_app.formats.language.standing import parse_standing
from graphviz_app.formats.language.words.script import normal
from graphviz_app.formats.limits import MAX_CLAIMS, MAX_TEXT, thousands


class Unread(NamedTuple):
    """Why a row gives no answer, or none that can be read; both counted from 1."""

    row: int
    column: int
    sentence: str

    def __str__(self) -> str:
        return f"row {self.row}, column {self.column}: {self.sentence}"


class Answers(NamedTuple):
    """Claims about a graph, in the order in which they were written, and what could not be read."""

    claims: tuple[Claim, ...] = ()
    problems: tuple[Unread, ...] = ()


def read_answers(text: str, graph: Graph) -> Answers:
    """The answers of a table ``name, value``, of lines ``name = value`` or of a text with claims.

    What cannot be read is told with row and column, and stops nothing else: an answer that is not
    understood is left open, a name that is not known left out. Never raises.
    """
    if len(text) > MAX_TEXT:
        sentence = f"at most {thousands(MAX_TEXT)} characters are read"
        return Answers((), (Unread(1, 1, sentence),))
    words = normal(text)
    whole = _of_text(words, graph)
    return whole or _of_rows(rows_of(words), Subjects(graph))


def _of_text(text: str, graph: Graph) -> Answers | None:
    """The claims of a text that is a graph itself; None if it has none."""
    if "=" not in text:
        return None
    standing = parse_standing(text)
    nodes = standing.graph.nodes.values()
    if not standing.graph.claims or all(node.op == "constant" for node in nodes):
        return None  # h1 = 0.65 is an answer, too
    unread = [Unread(e.line, e.column, e.reason) for e in standing.errors if _is_of_claim(e, text)]
    if not standing.errors:
        unread += (
            Unread(error.line, error.column, error.reason)
            for error in unread_answers(text, standing.graph.claims)
        )
    known, unknown = claims_about(standing.graph.claims, graph)
    return Answers(known, tuple(sorted([*unread, *unknown])))


def claims_about(claims: Sequence[Claim], graph: Graph) -> Answers:
    """Claims of another graph as claims about this one; a name that it has not is a problem."""
    known, unknown = [], []
    for number, claim in enumerate(claims, 1):
        missing = next((id_ for id_ in (claim.of, claim.by) if id_ and id_ not in graph.nodes), "")
        if missing:
            sentence = f"there is no '{missing}' in this graph{near(missing, graph.nodes)}"
            unknown.append(Unread(claim.line or number, 1, sentence))
        else:
            known.append(claim)
    return Answers(tuple(known), tuple(unknown))


def _is_of_claim(error: ParseError, text: str) -> bool:
    """Whether it is about a claim, and not about the graph that is not looked at."""
    lines = text.split("\n")
    return error.line <= len(lines) and "==" in lines[error.line - 1]


def _of_rows(rows: Sequence[Row], subjects: Subjects) -> Answers:
    claims: list[Claim] = []
    problems: list[Unread] = []
    for cell in answers_in(_split(rows, subjects), subjects):
        if len(claims) >= MAX_CLAIMS:
            problems.append(Unread(cell.row, 1, f"at most {thousands(MAX_CLAIMS)} are read"))
            break
        try:
            claims.append(_claim(cell, subjects))
        except GraphAppError as error:
            problems.append(Unread(cell.row, 1, str(error)))
            continue
        try:
            printed, tolerance = read_answer(cell.answer)
        except GraphAppError as error:
            problems.append(Unread(cell.row, cell.column, str(error)))
        else:
            claims[-1] = replace(claims[-1], printed=printed, tolerance=tolerance)
    return Answers(tuple(claims), tuple(problems))


def _claim(cell: Cell, subjects: Subjects) -> Claim:
    """What a row is about; the heading of its column may say that it is a gradient."""
    claim = subjects.claim(cell.name)
    if cell.kind is not None and claim.kind == "value":
        claim = replace(claim, kind=cell.kind)
    return replace(claim, line=cell.row)


def _split(rows: Sequence[Row], subjects: Subjects) -> Sequence[Row]:
    """Rows that nothing but single blanks cut: a name, and what is behind it."""
    return [
        row._replace(cells=tuple(_parted(row.cells[0], subjects))) if len(row.cells) == 1 else row
        for row in rows
    ]


def _parted(words: str, subjects: Subjects) -> Iterator[str]:
    """The longest beginning that is a name, and the rest."""
    pieces = words.split(" ")
    for end in range(len(pieces), 0, -1):
        if subjects.is_known(name := " ".join(pieces[:end])):
            yield name
            yield " ".join(pieces[end:])
            return
    yield from words.rsplit(" ", 1)
