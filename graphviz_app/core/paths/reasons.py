"""Why there is no path between two ends, or nothing to multiply along those that there are."""

from graphviz_app.core.paths.pulling import parts_of
from graphviz_app.core.paths.ways import Ways
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import Reading


def why_none(run: ReadRun, between: Ways) -> str:
    """A sentence; empty where paths can be multiplied."""
    source, target = between.source, between.target
    for end in (target, source):
        if any(part not in run.trace.values for part in parts_of(run, end)):
            return f"{_said(end)} has no value, so there is nothing to be differentiated."
    if source in run.reading.units:
        return "The 1 that biases start from is always 1: nothing is differentiated by it."
    if between.count:
        return ""
    if _reaches(run.reading, target, source):
        return (
            f"The edges lead the other way, from {_said(target)} to {_said(source)}: swapped, "
            "there are paths."
        )
    if _reaches(run.reading, source, target):
        return (
            f"{_said(source)} only decides what is computed on the way to {_said(target)}: no "
            "gradient flows along such an edge, so the derivative is 0."
        )
    return f"{_said(target)} does not depend on {_said(source)}: the derivative is 0."


def too_many_entries(run: ReadRun, between: Ways) -> str:
    """Of two large tensors: that their Jacobian is not worked out."""
    return (
        f"The derivative of {_said(between.target)} by {_said(between.source)} has too many "
        "entries to be worked out path by path. Choose a single number as the target."
    )


def _said(id_: str) -> str:
    return id_.rstrip("/")


def _reaches(reading: Reading, source: str, target: str) -> bool:
    """Whether edges lead from one to the other, those included that only steer."""
    first = (source, *reading.standing(source))
    seen, waiting = set(first), list(first)
    while waiting:
        node = waiting.pop()
        if node == target:
            return True
        onward = (reading.edges[i].target for i in reading.outgoing.get(node, ()))
        fresh = [id_ for id_ in dict.fromkeys(onward) if id_ not in seen]
        seen.update(fresh)
        waiting.extend(fresh)
    return False
