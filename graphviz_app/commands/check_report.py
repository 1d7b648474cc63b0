"""Judged hand solutions as text: one sheet claim by claim, a class in a line each."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence

from graphviz_app.commands.checked import Row, Sheet
from graphviz_app.commands.tables import aligned
from graphviz_app.core.wording import counted
from graphviz_app.explain.verdict_words import off_by
from graphviz_app.numbers import MINUS, in_panel

_WORDS = {
    "right": "right",
    "rounded": "right to its digits",
    "follows": "follows from an earlier slip",
    "wrong": "wrong here",
    "blank": "blank",
}
_MOST = 8
"""Claims and slips that a class's table names."""


def as_json(sheets: Sequence[Sheet]) -> str:
    """Of one file an object, of several a list."""
    told = [_object(sheet) for sheet in sheets]
    return json.dumps(told[0] if len(told) == 1 else told, ensure_ascii=False, allow_nan=False)


def _object(sheet: Sheet) -> dict[str, object]:
    first = sheet.first_wrong
    told: dict[str, object] = {
        "file": sheet.file,
        "claims": [claim_object(row) for row in sheet.rows],
        "first_wrong": first.claim if first else None,
    }
    if sheet.points:
        told |= {"points": sheet.points[0], "possible": sheet.points[1]}
    return told | ({"error": sheet.error} if sheet.error else {})


def claim_object(row: Row) -> dict[str, object]:
    """One claim as JSON tells it."""
    slip = {"kind": row.kind, "sentence": row.sentence, "others": list(row.others)}
    return {
        "claim": row.claim,
        "printed": row.printed,
        "verdict": row.verdict,
        "expected": row.expected,
        "carried": row.carried,
        "slip": slip if row.kind else None,
        "remark": row.remark,
    }


def of_one(sheet: Sheet) -> str:
    """Every claim, and what is to be said of it."""
    rows = [("claim", "verdict", "printed", "expected")]
    rows += [(row.claim, _WORDS[row.verdict], _printed(row), row.shown) for row in sheet.rows]
    notes = [f"{row.claim}: {_why(row)}" for row in sheet.rows if _why(row)]
    return "\n\n".join([aligned(rows), summary(sheet), *(["\n".join(notes)] if notes else [])])


def _printed(row: Row) -> str:
    return row.printed.replace("-", MINUS) or "?"


def _why(row: Row) -> str:
    """What went wrong, what was expected, what else is to be said."""
    others = f" (also possible: {', '.join(row.others)})" if row.others else ""
    slip = f"{row.sentence}{others}" if row.sentence else ""
    if row.verdict == "wrong" and not slip:
        slip = "no usual slip leads to this number"
    remark = row.remark[:1].lower() + row.remark[1:]
    return "; ".join(filter(None, (slip, _off(row), remark)))


def _off(row: Row) -> str:
    """How far off a wrong number is."""
    if row.verdict != "wrong":
        return ""
    far = off_by(row.printed, row.expected)
    return f"expected {row.shown}" + ("" if far is None else f", off by {in_panel(abs(far))}")


def summary(sheet: Sheet) -> str:
    """How many are right, and the first that is wrong."""
    given = f"{_points(sheet.points)}; " if sheet.points else ""
    told = f"{given}{sheet.accepted} of {counted(len(sheet.rows), 'claim')} right"
    follow = sum(row.verdict == "follows" for row in sheet.rows)
    told += f", {follow} {'follows' if follow == 1 else 'follow'} from a slip" if follow else ""
    blank = sum(row.verdict == "blank" for row in sheet.rows)
    told += f", {blank} blank" if blank else ""
    first = sheet.first_wrong
    if first is None:
        return told
    return f"{told}; first wrong: {first.claim}" + (f" ({first.kind})" if first.kind else "")


def _points(points: tuple[float, float]) -> str:
    return f"{points[0]:g} of {points[1]:g} points"


def of_class(sheets: Sequence[Sheet]) -> str:
    """A line for each file, and what they have in common."""
    judged = [sheet for sheet in sheets if not sheet.error]
    lines = [f"{sheet.file}: {summary(sheet)}" for sheet in judged]
    if not judged:
        return "no file could be judged"
    mean = sum(sheet.share for sheet in judged) / len(judged)
    perfect = sum(sheet.first_wrong is None for sheet in judged)
    head = (
        f"{counted(len(judged), 'sheet')}, {perfect} without a mistake; "
        f"on average {mean:.1%} of the claims are right or follow"
    )
    if len(judged) < len(sheets):
        head += f"; {counted(len(sheets) - len(judged), 'file')} could not be read"
    wrong = [row for sheet in judged for row in sheet.rows if row.verdict == "wrong"]
    given = [sheet.points for sheet in judged if sheet.points]
    if given:
        means = (sum(earned) / len(given) for earned in zip(*given, strict=True))
        head += f"; on average {' of '.join(f'{mean:.4g}' for mean in means)} points"
    failing = Counter(row.claim for row in wrong)
    slips = Counter(row.kind or "no usual slip" for row in wrong)
    blocks = ["\n".join(lines), head]
    blocks += [_counts("claim", failing)] if failing else []
    blocks += [_counts("slip", slips)] if slips else []
    return "\n\n".join(blocks)


def _counts(what: str, counts: "Counter[str]") -> str:
    rows: list[tuple[str, str]] = [(what, "wrong" if what == "claim" else "how often")]
    rows += [(name, str(count)) for name, count in counts.most_common(_MOST)]
    return aligned(rows)


def is_fine(sheets: Iterable[Sheet]) -> bool:
    """Whether nothing is wrong in any."""
    return all(not sheet.error and sheet.first_wrong is None for sheet in sheets)
