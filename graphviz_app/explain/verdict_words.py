"""A verdict as a sentence: what was expected, what follows, which slip it may be."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from graphviz_app.core.graph import Claim, Value
from graphviz_app.numbers import in_panel

if TYPE_CHECKING:
    from graphviz_app.core.check import Checked, Judged, Slip

RIGHT = "Right, to every digit that is printed"
ROUNDED = "Right to its digits, with results in between rounded or truncated"
FOLLOWS = "Right by your earlier numbers"
BLANK = "Not answered yet"

TOO_LARGE = "this graph is too large to be checked"


def too_large(claims: Sequence[Claim]) -> "Checked":
    """What is said of claims about a graph that there is no room to judge."""
    from graphviz_app.core.check import Checked, Judged  # late: most graphs claim nothing

    return Checked(tuple(Judged(claim, "blank", remark=TOO_LARGE) for claim in claims))


def off_by(printed: str, right: object) -> float | None:
    """How far a single number, or a fraction, is from what is right; None of anything else."""
    above, _, below = printed.partition("/")
    try:
        number = float(above) / float(below or 1)
    except (ValueError, ZeroDivisionError):
        return None
    return number - right if isinstance(right, float) else None


def verdict_sentence(judged: "Judged", *, is_first: bool = False) -> str:
    """One or more sentences; ``is_first``: nothing before it is wrong."""
    match judged.verdict:
        case "right" | "rounded":
            said = [RIGHT if judged.verdict == "right" else ROUNDED]
        case "follows":
            said = [f"{FOLLOWS}{_instead(judged.expected)}"]
        case "wrong":
            said = [*_wrong(judged, is_first)]
        case _:
            said = [BLANK]
    return " ".join(f"{words}." for words in (*said, judged.remark.rstrip(".")) if words)


def _wrong(judged: "Judged", is_first: bool) -> tuple[str, ...]:
    where = "Wrong first here" if is_first else "Wrong here"
    expected = "" if judged.expected is None else f": expected {in_panel(judged.expected)}"
    carried = ""
    if judged.carried is not None and _shown(judged.carried) != _shown(judged.expected):
        carried = f", or {in_panel(judged.carried)} by your earlier numbers"
    return f"{where}{expected}{carried}", *_slip(judged.slip)


def _slip(slip: "Slip | None") -> tuple[str, ...]:
    if slip is None:
        return ()
    sentence = slip.sentence.rstrip(".")
    others = (f"Also possible: {', '.join(slip.others)}",) if slip.others else ()
    return f"{sentence[:1].upper()}{sentence[1:]}", *others


def _instead(expected: Value | None) -> str:
    return "" if expected is None else f"; without the slip it is {in_panel(expected)}"


def _shown(value: Value | None) -> str:
    return "" if value is None else in_panel(value)
