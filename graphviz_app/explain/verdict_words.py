"""A verdict as a sentence: what was expected, what follows, which slip it may be."""

from graphviz_app.core.check import Judged, Slip
from graphviz_app.core.graph import Value
from graphviz_app.numbers import in_panel

RIGHT = "Right, to every digit that is printed"
ROUNDED = "Right to its digits, with results in between rounded or truncated"
FOLLOWS = "Right by your earlier numbers"
BLANK = "Not answered yet"


def verdict_sentence(judged: Judged, *, is_first: bool = False) -> str:
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


def _wrong(judged: Judged, is_first: bool) -> tuple[str, ...]:
    where = "Wrong here first" if is_first else "Wrong here"
    expected = "" if judged.expected is None else f": expected {in_panel(judged.expected)}"
    carried = ""
    if judged.carried is not None and _shown(judged.carried) != _shown(judged.expected):
        carried = f", or {in_panel(judged.carried)} by your earlier numbers"
    return f"{where}{expected}{carried}", *_slip(judged.slip)


def _slip(slip: Slip | None) -> tuple[str, ...]:
    if slip is None:
        return ()
    sentence = slip.sentence.rstrip(".")
    others = (f"Also possible: {', '.join(slip.others)}",) if slip.others else ()
    return f"{sentence[:1].upper()}{sentence[1:]}", *others


def _instead(expected: Value | None) -> str:
    return "" if expected is None else f"; without the slip it is {in_panel(expected)}"


def _shown(value: Value | None) -> str:
    return "" if value is None else in_panel(value)
