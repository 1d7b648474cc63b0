"""What a moment of the schedule is about, for those who tell more of it."""

from collections.abc import Sequence

from graphviz_app.core.reading import Element
from graphviz_app.core.schedule import (
    BACKWARD,
    FORWARD,
    NEXT,
    UPDATE,
    Moment,
    PartKind,
    Schedule,
)
from graphviz_app.frames import Frame


def explained(schedule: Schedule | None, moment: Moment) -> Element:
    """A node, or the first edge that leads back to more than a number; in an update what shows
    the parameter."""
    reading = None if schedule is None else schedule.run.reading
    if schedule is not None and schedule.updating is not None and moment.phase == "update":
        return next(iter(schedule.updating.drawn_in(moment)), moment.nodes[0])
    known = moment.phase != "backward" or reading is None or not moment.edges
    if known or reading is None or moment.nodes[0] in reading.neurons:
        return moment.nodes[0]
    sources = {edge: reading.nodes[reading.edges[edge].source] for edge in moment.edges}
    telling = (edge for edge, source in sources.items() if source.op != "constant")
    return next(telling, moment.edges[0])


def kinds_from(frame: Frame) -> Sequence[PartKind]:
    """In which parts a step is looked for, the nearest first, by where one is."""
    if frame.kind in (UPDATE, NEXT):
        return (UPDATE, NEXT, FORWARD, BACKWARD)
    going_back = frame.kind is BACKWARD and frame.t < frame.schedule.finished
    return (BACKWARD, FORWARD) if going_back else (FORWARD, BACKWARD)
