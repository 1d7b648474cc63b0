"""Stretches of the timeline, by the names under which they are offered."""

from collections.abc import Mapping

from graphviz_app.core.schedule import BACKWARD, FORWARD, NEXT, TANGENTS, UPDATE, Schedule

Stretch = tuple[float, float]
"""From when to when, in times of the schedule."""

WHOLE = "Whole run"
LEARNING = "With the step of learning"
FROM_HERE = "From here on"
STEP = "The step of now"
_NAMES = {
    FORWARD: "Forward part",
    TANGENTS: "Forward part",
    BACKWARD: "Backward part",
    UPDATE: "Step of learning",
    NEXT: "Forward after it",
}


def stretches(schedule: Schedule, now: float) -> Mapping[str, Stretch]:
    """Everything that can be told: the usual first."""
    found: dict[str, Stretch] = {WHOLE: (0.0, schedule.finished)}
    if schedule.end > schedule.finished:
        found[LEARNING] = 0.0, schedule.end
    for part in schedule.parts:
        name = _NAMES.get(part.kind)
        if name is not None:
            found.setdefault(name, (float(part.start), float(part.end)))
    if 0 < now < schedule.end:
        here = float(int(now))
        end = schedule.finished if here < schedule.finished else schedule.end
        found[FROM_HERE] = here, end
        found[STEP] = max(here - 1.0, 0.0) if here == now else here, here + (here != now)
    return found
