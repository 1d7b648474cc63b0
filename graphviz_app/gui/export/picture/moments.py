"""The same moment of a run in another of its schedules: read or stepped through otherwise."""

from graphviz_app.core.schedule import Schedule


def same_moment(before: Schedule, t: float, after: Schedule) -> float:
    """As far through the same part; start, finished picture and end are what they are."""
    if before is after or before.moments == after.moments:
        return t
    for own, other in ((0.0, 0.0), (before.finished, after.finished), (before.end, after.end)):
        if t == own:
            return other
    part = before.part_of(int(t))
    alike = [one for one in after.parts if part and one.kind is part.kind]
    if part is None or not alike:
        return after.finished
    share = (t - part.start) / max(part.end - part.start, 1)
    return float(alike[0].start + round(min(share, 1.0) * (alike[0].end - alike[0].start)))
