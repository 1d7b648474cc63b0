"""Claims: numbers a person worked out by hand, such as ``grad(w) == -0.2175``."""

import ast
from collections.abc import Sequence
from typing import NamedTuple

from graphviz_app.core.graph import Claim
from graphviz_app.errors import ParseError
from graphviz_app.formats.language.claiming.claimed import TOO_LONG, claimed
from graphviz_app.formats.language.claiming.subjects import EDGE, FORM, Subject, about, is_of_edge
from graphviz_app.formats.language.numerals.literal import tensor
from graphviz_app.formats.language.numerals.numeral import numeral
from graphviz_app.formats.language.words.script import Script, Span
from graphviz_app.formats.language.words.typed.answers import MARK
from graphviz_app.formats.language.words.typed.claim_signs import TOLERANCE
from graphviz_app.formats.phrases import note_problem
from graphviz_app.numbers import as_typed

BLANK = "?"
"""An answer that is left open, as it is written."""
_NO_CLAIM = f"{FORM}; for a value of the graph write name = …"


class Pending(NamedTuple):
    """A claim whose names are looked up when the whole text has been read."""

    claim: Claim
    names: tuple[Span, ...]
    """Where they are written."""


def read_claim(node: ast.Compare, script: Script, strictly: bool = False) -> Pending:
    """One claim; raises ParseError if it has another form.

    An answer that cannot be read is a blank one, unless ``strictly``.
    """
    if len(node.ops) != 1 or not isinstance(node.ops[0], ast.Eq):
        raise script.at(node, _arrow(script.written(node)) or _NO_CLAIM)
    printed, tolerance = _answer(node.comparators[0], script, strictly)
    kind, subjects = about(node.left, script)
    of, by = subjects[0], subjects[1] if len(subjects) > 1 else Subject("", node.left)
    first = not script.digest[node.lineno - 1].encode()[: node.col_offset].strip()
    note = script.notes.get(node.lineno, "") if first else ""
    if problem := note_problem(note):
        raise script.at(node, problem)
    claim = Claim(
        kind, of.id, printed, by.id, note, node.lineno, of.element, by.element, tolerance,
        is_of_edge(node.left),
    )  # fmt: skip
    return Pending(claim, tuple(script.span(subject.name) for subject in subjects))


def _answer(node: ast.expr, script: Script, strictly: bool) -> tuple[str, str]:
    """What stands right of ``==``: the number, and its tolerance."""
    try:
        right, tolerance = _parted(node, script)
        return _printed(right, script), tolerance
    except ParseError:
        if strictly:
            raise
        return "", ""


def _arrow(written: str) -> str:
    """For ``x <- 3``."""
    name, arrow, value = written.partition("<-")
    if not arrow or not name.strip().isidentifier():
        return ""
    return f"a value is given with =: write {name.strip()} = {value.strip()}"


def _parted(node: ast.expr, script: Script) -> tuple[ast.expr, str]:
    """A claim's number, and its tolerance."""
    if not isinstance(node, ast.BinOp) or not isinstance(node.op, ast.BitOr):
        return node, ""
    if not TOLERANCE.search(script.between(node.left, node.right)):
        raise script.at(node.right, f"{FORM}; a tolerance is written ±, as in a == 0.5 ± 0.01")
    tolerance = numeral(script.written(node.right))
    if tolerance is None or float(tolerance) < 0:
        written = script.excerpt(node.right)
        raise script.at(node.right, f"a tolerance is a positive number, found '{written}'")
    return node.left, tolerance


def _printed(node: ast.expr, script: Script) -> str:
    """The digits that were written, with their sign; none if it is left open."""
    if isinstance(node, ast.Name) and MARK.fullmatch(node.id):
        return ""
    value = tensor(node, script)
    if value is None:
        written = script.excerpt(node)
        raise script.at(
            node, f"{FORM}; found '{written}' where a number stands; a value is given with one ="
        )
    printed = claimed(script.written(node))
    if printed is not None:
        return printed
    if isinstance(value, float) and isinstance(node, ast.BinOp | ast.UnaryOp):
        written = script.excerpt(node)
        raise script.at(
            node, f"a claim is a number or a fraction, found '{written}'; write {as_typed(value)}"
        )
    raise script.at(node, TOO_LONG)


def print_claim(claim: Claim, of: str, by: str) -> str:
    """The claim as it is typed, about nodes that are now called ``of`` and ``by``."""
    note = f" ({claim.note})" if claim.note and not note_problem(claim.note) else ""
    subject = f"{of}{_indices(claim.element)}{note}"
    if claim.kind == "d":
        edge = f", {EDGE}" if claim.edge else ""
        subject = f"d({subject}, {by}{_indices(claim.by_element)}{edge})"
    elif claim.kind != "value":
        subject = f"{claim.kind}({subject})"
    tolerance = f" ± {claim.tolerance}" if claim.tolerance else ""
    return f"{subject} == {claim.printed or BLANK}{tolerance}"


def _indices(element: Sequence[int]) -> str:
    return f"[{', '.join(map(str, element))}]" if element else ""


def claim_text(claim: Claim) -> str:
    """The claim as it is typed."""
    return print_claim(claim, claim.of, claim.by)
