"""What the caption says of a step of learning: how parameters move, and what that does to L."""

from collections.abc import Sequence

from graphviz_app.core.moments import Moment
from graphviz_app.explain.explain import Explanation
from graphviz_app.frames import Frame


def update_rows(frame: Frame, moment: Moment) -> Sequence[Explanation]:
    """Where a parameter goes, and below that what it takes; of several at once one for all."""
    from graphviz_app.explain.updating import brief_rows, updates_caption  # late: of a step

    run, update = frame.schedule.run, frame.schedule.update
    if update is None:
        return ()
    if len(moment.nodes) > 1:
        return (updates_caption(run, update, moment.nodes),)
    *before, last = brief_rows(run, update, moment.nodes[0])
    return (last, *before)


def update_parts(frame: Frame, moment: Moment) -> Sequence[Explanation]:
    """All lines of it, one after the other."""
    from graphviz_app.explain.updating import update_rows as all_rows  # late: of a step

    run, update = frame.schedule.run, frame.schedule.update
    alone = update is not None and len(moment.nodes) == 1
    return all_rows(run, update, moment.nodes[0]) if update is not None and alone else ()


def after_row(frame: Frame) -> Explanation | None:
    """What the output was before the step, and is after it."""
    from graphviz_app.explain.updating import after_caption  # late: of a step

    schedule = frame.schedule
    if schedule.update is None:
        return None
    return after_caption(schedule.run, schedule.update, frame.run)
