"""Moments as a person writes them: ``END``, ``START``, ``backward:5``, ``update:2``."""

from graphviz_app.core.schedule import KINDS, Schedule
from graphviz_app.core.wording import counted, shortened
from graphviz_app.errors import GraphAppError

ALLOWED = "END, START, forward, backward, update, next, or one of these with :N"
UNTOLD = "takes no step of learning (learning_rate, parameters and an output make one)"


def parse_at(schedule: Schedule, text: str) -> float:
    """The time that ``text`` names; raises GraphAppError with what is allowed.

    ``forward`` and ``backward`` are after the last moment of the two parts, ``forward:3`` is after
    the third moment of the forward part. The seed counts as the first moment of the backward part.
    After a moment its nodes and edges are still lit; ``END`` is the finished picture, from which a
    step of learning goes on with ``update`` and ``next``, the forward part of the run after it.
    """
    name, colon, digits = text.strip().partition(":")
    text = shortened(text)
    parts = _parts(schedule)
    if name.upper() in ("START", "END") and not colon:
        return 0.0 if name.upper() == "START" else schedule.finished
    if (
        name.lower() not in parts
        or (colon and not digits.isascii())
        or (colon and not digits.isdigit())
    ):
        raise GraphAppError(f"'{text}' is not a moment: use {ALLOWED}")
    first, last = parts[name.lower()]
    if first < 0:
        raise GraphAppError(f"'{text}' is not a moment here: the graph {UNTOLD}")
    if not colon:
        return float(last)
    # Python refuses to convert thousands of digits, and ten are beyond every timeline.
    count = int(digits.lstrip("0")[:10] or 0)
    if count > last - first:
        there = "is" if last - first == 1 else "are"
        moments = counted(last - first, f"{name.lower()} moment")
        raise GraphAppError(f"there {there} {moments}, so '{text}' is beyond the last one")
    return float(first + count)


def _parts(schedule: Schedule) -> dict[str, tuple[int, int]]:
    """First and last time of each part of the first run and its step.

    A pass without moments has no length; without a step, its parts are nowhere.
    """
    names: dict[str, tuple[int, int]] = {}
    at = 0
    for kind in KINDS:
        there = (part for part in schedule.parts if part.kind.name == kind.name)
        at = at if kind in KINDS[:2] else -1
        part = next(there, None)
        names[kind.name] = (part.start, part.end) if part else (at, at)
        at = names[kind.name][1]
    return names
