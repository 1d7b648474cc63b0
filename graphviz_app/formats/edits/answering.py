"""Claims added, answered, cleared and taken out; the text around them stays as it was typed."""

import ast
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from typing import NamedTuple

from graphviz_app.core.graph import Claim, Graph
from graphviz_app.errors import GraphError, ParseError
from graphviz_app.formats.edits.patch import Change, patched
from graphviz_app.formats.edits.spelling_out import spelled_out
from graphviz_app.formats.edits.striking_out import struck_out
from graphviz_app.formats.edits.written import rows
from graphviz_app.formats.language.beside import says_beside
from graphviz_app.formats.language.claiming.claims import BLANK, claim_text
from graphviz_app.formats.language.passages.opened import Opened, opened
from graphviz_app.formats.language.text import graph_of_text, passages_of
from graphviz_app.formats.language.words.script import Span, normal
from graphviz_app.formats.language.words.trees import walk
from graphviz_app.formats.language.words.typed.answers import end_of_answer
from graphviz_app.formats.limits import MAX_CLAIMS, thousands

HEADING = "# answers"
"""Above the first claim of a text that had none."""
_GONE = "this claim is not there any more"


def with_claims(graph: Graph, claims: Iterable[Claim]) -> Graph:
    """The graph with these claims: each in the place of one about the same, else as the last.

    Raises GraphError for a name that is not there, or if there are too many.
    """
    answers: dict[int, Claim] = {}
    new: dict[tuple[object, ...], Claim] = {}
    places = _places(graph)
    for claim in claims:
        _check(graph, claim)
        if (at := places.get(subject_of(claim))) is not None:
            answers[at] = claim
        else:
            new[subject_of(claim)] = claim
    if len(graph.claims) + len(new) > MAX_CLAIMS:
        raise GraphError(f"a graph has at most {thousands(MAX_CLAIMS)} claims")
    return _added(_answered(graph, answers), tuple(new.values()))


def with_answer(graph: Graph, number: int, printed: str, tolerance: str = "") -> Graph:
    """The graph with another answer to one of its claims; ``""`` leaves it open."""
    if not 0 <= number < len(graph.claims):
        raise GraphError(_GONE)
    claim = replace(graph.claims[number], printed=printed, tolerance=tolerance)
    return _answered(graph, {number: claim})


def without_claims(graph: Graph, numbers: Iterable[int]) -> Graph:
    """The graph without these of its claims."""
    gone = {*numbers}
    if not gone <= {*range(len(graph.claims))}:
        raise GraphError(_GONE)
    kept = tuple(claim for at, claim in enumerate(graph.claims) if at not in gone)
    if not gone:
        return graph
    changes = list(_struck(graph.source, gone)) if graph.source else []
    return _meant(graph, kept, patched(graph.source, changes))


def subject_of(claim: Claim) -> tuple[object, ...]:
    """What a claim is about, whatever it says."""
    return (claim.kind, claim.of, claim.by, claim.element, claim.by_element, claim.edge)


def _places(graph: Graph) -> dict[tuple[object, ...], int]:
    """Where something is claimed: of several places the first that is left open, else the last."""
    places: dict[tuple[object, ...], int] = {}
    for at, claim in enumerate(graph.claims):
        subject = subject_of(claim)
        if subject not in places or graph.claims[places[subject]].printed:
            places[subject] = at
    return places


def _check(graph: Graph, claim: Claim) -> None:
    for id_ in (claim.of, claim.by) if claim.kind == "d" else (claim.of,):
        if id_ not in graph.nodes:
            raise GraphError(f"there is no '{id_}' to claim a number of", id_)


def _answered(graph: Graph, answers: dict[int, Claim]) -> Graph:
    """With other answers to claims that are there."""
    claims = list(graph.claims)
    for at, claim in answers.items():
        claims[at] = replace(claims[at], printed=claim.printed, tolerance=claim.tolerance)
    if not answers or not graph.source:
        return replace(graph, claims=tuple(claims))
    changes = [_change(claim, claims[claim.number]) for claim in _written(graph.source, {*answers})]
    return _meant(graph, tuple(claims), patched(graph.source, changes))


def _added(graph: Graph, new: Sequence[Claim]) -> Graph:
    """With more claims behind the last; where there is none yet, at the end under a heading."""
    if not new:
        return graph
    claims = (*graph.claims, *new)
    if not graph.source:
        return replace(graph, claims=claims)
    for text in (graph.source, spelled_out(graph).text):
        added = _inserted(text, [claim_text(claim) for claim in new], len(graph.claims))
        try:
            return _meant(graph, claims, added)
        except GraphError:
            continue  # a version of a name that is not the newest is named in a text spelled out
    raise GraphError("this claim cannot be added to the text")


def _meant(graph: Graph, claims: tuple[Claim, ...], text: str) -> Graph:
    """What the text says now; raises GraphError if that is more or less than other claims."""
    changed = replace(graph, claims=claims)
    if not graph.source:
        return changed
    try:
        after = graph_of_text(text)
    except ParseError as error:
        raise GraphError(f"this claim cannot be changed here: {error}") from None
    if after.without_extras() != changed.without_extras():
        raise GraphError("this claim cannot be changed here; change it in the text")
    return after.with_extras_of(graph)


class _Claimed(NamedTuple):
    """A claim of a text: its number among them, and where it is."""

    number: int
    opened: Opened
    statement: ast.Expr
    compared: ast.Compare


def _written(text: str, wanted: Set[int]) -> Iterator[_Claimed]:
    """These of the claims of a text, in its order."""
    first = above = 0
    for passage in passages_of(text):
        numbers = range(first, first + len(passage.claims))
        if not wanted.isdisjoint(numbers):
            inside = opened(passage, above)
            claims = zip(numbers, _claims_in(inside), strict=True)
            yield from (_Claimed(n, inside, *written) for n, written in claims if n in wanted)
        first += len(numbers)
        above += passage.text.count("\n") + 1


def _claims_in(inside: Opened) -> Iterator[tuple[ast.Expr, ast.Compare]]:
    for statement in walk(inside.statements):
        match statement:
            case ast.Expr(value=ast.Compare() as compared):
                yield statement, compared


def _change(claimed: _Claimed, claim: Claim) -> Change:
    """Another answer where this one is written."""
    opened = claimed.opened
    span = opened.span(claimed.compared.comparators[0])
    within = f" ± {claim.tolerance}" if claim.tolerance else ""
    answer = f"{claim.printed or BLANK}{within}"
    line = opened.script.lines[span.line - 1 - opened.above]
    begin = min(span.column - 1, len(line))
    if span.end_line > span.line:
        return Change(span, answer)
    end = end_of_answer(line, begin)
    typed = line[begin:end]
    begin += len(typed) - len(typed.lstrip()) if typed.strip() else 0
    before = "" if line[begin - 1 : begin].isspace() else " "
    behind = "  " if line[end : end + 1] == "#" and not typed.strip() else ""
    stop = begin + len(typed.strip()) if typed.strip() else end
    return Change(Span(span.line, begin + 1, span.line, stop + 1), f"{before}{answer}{behind}")


def _struck(text: str, gone: Set[int]) -> Iterator[Change]:
    """What takes claims out of a text."""
    by_passage: dict[int, tuple[Opened, list[ast.stmt]]] = {}
    for claimed in _written(text, gone):
        found = by_passage.setdefault(id(claimed.opened), (claimed.opened, []))
        found[1].append(claimed.statement)
    for inside, statements in by_passage.values():
        for row in rows(inside.statements):
            kept = [statement for statement in row if statement not in statements]
            if len(kept) < len(row):
                yield from struck_out(inside, row, kept)


def _inserted(text: str, claims: Sequence[str], there: int) -> str:
    """The text with more claims behind those that are ``there``, its line ends as the others."""
    end = "\r\n" if "\r\n" in text else "\n"
    lines = normal(text).split("\n")
    if last := [*_written(text, {there - 1})]:
        span = last[0].opened.span(last[0].statement)
        line, words = span.end_line, lines[span.line - 1]
        indent = words[: len(words) - len(words.lstrip())]
    else:
        line, indent = _end(lines), ""
        claims = ["", HEADING, *claims] if line and lines[line - 1].strip() else [HEADING, *claims]
    block = end.join(f"{indent}{claim}" if claim else "" for claim in claims) + end
    if line >= len(lines):  # the last line has no end
        return f"{text}{end}{block.removesuffix(end)}"
    return patched(text, [Change(Span(line + 1, 1, line + 1, 1), block)])


def _end(lines: Sequence[str]) -> int:
    """How many lines stand above the comments at the end that say where nodes are."""
    end = len(lines)
    while end and (not lines[end - 1].strip() or says_beside(lines[end - 1])):
        end -= 1
    return end
