"""Claims: numbers a person worked out by hand, such as ``grad(w) == -0.2175``."""

import ast
from collections.abc import Collection, Sequence
from typing import NamedTuple

from graphviz_app.core.graph import Claim, ClaimKind
from graphviz_app.core.wording import near
from graphviz_app.formats.language.literal import number
from graphviz_app.formats.language.numeral import MAX_PRINTED, numeral
from graphviz_app.formats.language.words.script import Script, Span
from graphviz_app.formats.phrases import note_problem

NOT_CHECKED = "not checked yet"
"""What is said beside a claim."""
_FORM = "a claim is written name == 0.5, grad(w) == 0.5, after(w) == 0.5 or d(a, z) == 0.5"
_COUNT = {"grad": 1, "after": 1, "d": 2}


class Pending(NamedTuple):
    """A claim whose names are looked up when the whole text has been read."""

    claim: Claim
    names: tuple[Span, ...]
    """Where they are written."""


def read_claim(node: ast.Compare, script: Script) -> Pending:
    """One claim; raises ParseError if it has another form."""
    if len(node.ops) != 1 or not isinstance(node.ops[0], ast.Eq):
        raise script.at(node, f"{_FORM}; for a value of the graph write name = …")
    right = node.comparators[0]
    if number(right, script) is None:
        raise script.at(right, f"{_FORM}; found '{script.excerpt(right)}' where a number stands")
    kind, names = _subject(node.left, script)
    ids = [dotted_name(name) or "" for name in names]
    first = not script.digest[node.lineno - 1].encode()[: node.col_offset].strip()
    note = script.notes.get(node.lineno, "") if first else ""
    if problem := note_problem(note):
        raise script.at(node, problem)
    by = ids[1] if len(ids) > 1 else ""
    claim = Claim(kind, ids[0], _printed(right, script), by, note, line=node.lineno)
    return Pending(claim, tuple(map(script.span, names)))


def _printed(node: ast.expr, script: Script) -> str:
    """The digits that were written, with their sign."""
    digits, sign = node, ""
    if isinstance(node, ast.UnaryOp):
        digits, sign = node.operand, "-" if isinstance(node.op, ast.USub) else "+"
    span = script.span(digits)
    printed = numeral(sign + script.lines[span.line - 1][span.column - 1 : span.end_column - 1])
    if printed is None:
        raise script.at(node, f"a claim's number has at most {MAX_PRINTED} characters")
    return printed


def resolved(pending: Pending, ids: Collection[str], script: Script) -> Claim:
    """The claim; raises ParseError for a name that is not a node."""
    claim, names = pending
    for name, place in zip((claim.of, claim.by), names, strict=False):
        if name not in ids:
            raise script.at(
                place, f"this claim is about '{name}', which is not defined{near(name, ids)}"
            )
    return claim


def dotted_name(node: ast.expr) -> str | None:
    """``z`` or ``z.mul1`` as the id of a node; None for anything else."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute) and len(parts) < 8:
        parts.append(node.attr)
        node = node.value
    return ".".join([node.id, *reversed(parts)]) if isinstance(node, ast.Name) else None


def print_claim(claim: Claim, of: str, by: str) -> str:
    """The claim as it is typed, about nodes that are now called ``of`` and ``by``."""
    note = f" ({claim.note})" if claim.note and not note_problem(claim.note) else ""
    subject = f"{of}{note}"
    if claim.kind == "d":
        subject = f"d({subject}, {by})"
    elif claim.kind != "value":
        subject = f"{claim.kind}({subject})"
    return f"{subject} == {claim.printed}"


def claim_text(claim: Claim) -> str:
    """The claim as it is typed."""
    return print_claim(claim, claim.of, claim.by)


def _subject(node: ast.expr, script: Script) -> tuple[ClaimKind, Sequence[ast.expr]]:
    if dotted_name(node) is not None:
        return "value", [node]
    match node:
        case ast.Call(func=ast.Name(id="grad" | "after" | "d" as word), args=names, keywords=[]):
            _check_names(word, names, node, script)
            kind: ClaimKind = word
            return kind, names
    written = script.excerpt(node)
    raise script.at(node, f"{_FORM}; found '{written}', which is not a name")


def _check_names(word: str, names: Sequence[ast.expr], node: ast.Call, script: Script) -> None:
    if len(names) != _COUNT[word]:
        form = "d(a, z), the derivative of a by z" if word == "d" else f"{word}(w)"
        count = "two names" if word == "d" else "one name"
        raise script.at(node, f"{word} takes {count}, found {len(names)}: write {form}")
    for name in names:
        if dotted_name(name) is None:
            written = script.excerpt(name)
            raise script.at(name, f"a claim is about named values, found '{written}'")
