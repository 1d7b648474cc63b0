"""Moments as a person writes them: ``END``, ``START``, ``backward:5``, ``update:2``."""

import re

from graphviz_app.core.schedule import KINDS, Schedule
from graphviz_app.core.wording import counted, shortened
from graphviz_app.errors import GraphAppError

ALLOWED = "END, START, forward, backward, update, next, or one of these with :N"
UNTOLD = "takes no step of learning (learning_rate, parameters and an output make one)"
_COUNT = re.compile(r"[0-9]+(\.[0-9]+)?")


def parse_at(schedule: Schedule, text: str) -> float:
    """The time that ``text`` names; raises GraphAppError with what is allowed.

    ``forward`` and ``backward`` are after the last moment of the two parts, ``forward:3`` is after
    the third moment of the forward part, ``forward:3.5`` half through the next one. The seed counts
    as the first moment of the backward part. After a moment its nodes and edges are still lit;
    ``END`` is the finished picture, from which a step of learning goes on with ``update`` and
    ``next``, the forward part of the run after it, to ``AFTER``, the finished picture of that.
    """
    name, colon, digits = text.strip().partition(":")
    text = shortened(text)
    parts = _parts(schedule)
    if name.upper() in ("START", "END", "AFTER") and not colon:
        return _edge(schedule, name.upper(), text)
    if name.lower() not in parts or (colon and not _COUNT.fullmatch(digits)):
        raise GraphAppError(f"'{text}' is not a moment: use {ALLOWED}")
    first, last = parts[name.lower()]
    if first < 0:
        raise _untold(text)
    if not colon:
        return float(last)
    whole, _, fraction = digits.partition(".")
    # Python refuses to convert thousands of digits, and ten are beyond every timeline.
    count = int(whole.lstrip("0")[:10] or 0)
    if count > last - first:
        there = "is" if last - first == 1 else "are"
        moments = counted(last - first, f"{name.lower()} moment")
        raise GraphAppError(f"there {there} {moments}, so '{text}' is beyond the last one")
    return first + count + float(f"0.{fraction[:10]}")


def time_near(schedule: Schedule, text: str) -> float:
    """The same; where there is no such moment, the time of the finished picture."""
    try:
        return parse_at(schedule, text)
    except GraphAppError:
        return schedule.finished


def _edge(schedule: Schedule, name: str, text: str) -> float:
    """The time of a still picture."""
    if name == "AFTER" and schedule.updating is None:
        raise _untold(text)
    return {"START": 0.0, "END": schedule.finished, "AFTER": schedule.end}[name]


def _untold(text: str) -> GraphAppError:
    return GraphAppError(f"'{text}' is not a moment here: the graph {UNTOLD}")


def at_of(schedule: Schedule, t: float) -> str:
    """How a person writes a time: ``parse_at`` reads it back, to a millionth of a moment."""
    t = min(max(t, 0.0), schedule.end)
    if t in (schedule.finished, schedule.end):
        return "END" if t == schedule.finished else "AFTER"
    if t == 0:
        return "START"
    begun = [(name, first) for name, (first, _) in _parts(schedule).items() if 0 <= first < t]
    name, first = begun[-1] if begun else ("forward", 0)
    return f"{name}:{f'{t - first:.6f}'.rstrip('0').rstrip('.')}"


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
