"""A run whose numbers say which they are, so that it is known where each of them is drawn."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from graphviz_app.core.graph import Edge, Value
from graphviz_app.core.learning.update import first_update
from graphviz_app.core.moments import Share
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.schedule import Pass, Schedule
from graphviz_app.covered import Answered, Asked, Field, is_covered
from graphviz_app.typing_compat import override

ALONG, TOTAL = "along ", "by "
"""How the last word of what is asked begins: of an edge by its index, of a running total by the
number of moments that are over."""


class _Table(np.ndarray[Any, np.dtype[np.float64]]):
    """Numbers in rows and columns."""

    field: Field


def labelled(value: Value | None, asked: Asked) -> Value | None:
    """The same, which says that it is this number."""
    if value is None or is_covered(value):
        return value
    field = Field(asked)
    if isinstance(value, float):
        return Answered(value, field)
    table = value.view(_Table)
    table.field = field
    return table


class LabelledRun(ReadRun):
    """Values and gradients of nodes, and what goes along edges."""

    @override
    def value(self, id_: str) -> Value | None:
        return labelled(super().value(id_), Asked("value", id_))

    @override
    def gradient(self, id_: str) -> Value | None:
        return labelled(super().gradient(id_), Asked("grad", id_))

    @override
    def carried(self, index: int) -> Value | None:
        edge = self.reading.edges[index]
        if edge.source in self.reading.boxes:
            return labelled(super().carried(index), Asked("value", edge.source, _along(index)))
        return labelled(super().carried(index), Asked("value", edge.carries))

    @override
    def contribution(self, index: int) -> Value | None:
        source = self.reading.edges[index].source
        return labelled(super().contribution(index), Asked("grad", source, _along(index)))

    @override
    def local(self, index: int) -> Value | None:
        target = self.reading.edges[index].target
        return labelled(super().local(index), Asked("d", target, _along(index)))


def _along(index: int) -> str:
    return f"{ALONG}{index}"


class _LabelledPass(Pass):
    """Running totals, too, say which they are."""

    @override
    def totals(self, id_: str) -> Sequence[tuple[int, Value]]:
        known = super().totals(id_)
        told = (labelled(total, Asked("grad", id_, f"{TOTAL}{at}")) for at, total in known)
        pairs = zip(known, told, strict=True)
        return [(at, total) for (at, _), total in pairs if total is not None]


def labelled_schedule(schedule: Schedule) -> Schedule:
    """The same moments of the first run with labels, and nothing in it covered.

    Of forward mode, and of several runs in a row, it is the same schedule.
    """
    first = schedule.run
    if first.wrt is not None or len(schedule.passes) > (1 if schedule.updating is None else 2):
        return schedule
    trace, whole = (one.uncovered or one for one in (first.trace, first.whole))
    run = LabelledRun(trace, first.reading, whole)
    update = schedule.update
    if update is not None and any(is_covered(one.new) for one in update.moved):
        update = first_update(whole)
    again = Schedule(run, stride=schedule.stride, update=update)
    labelled_first = _LabelledPass(run, again.passes[0].steps, 0)
    again.passes = (labelled_first, *again.passes[1:])
    return again


def shares_until(passing: Pass, id_: str, over: int) -> Sequence[Share]:
    """What has arrived at a node when so many moments are over, in order."""
    arriving: Mapping[int, Sequence[int | Edge]] = passing.steps.arriving.get(id_, {})
    return [share for at, shares in arriving.items() if at <= over for share in shares]
