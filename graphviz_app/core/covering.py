"""A run in which some numbers are not told."""

from collections.abc import Iterable, Mapping, Set
from copy import copy
from dataclasses import replace
from typing import Literal

from graphviz_app.core.covers import Covers
from graphviz_app.core.graph import Value
from graphviz_app.core.learning.update import Moved, Update
from graphviz_app.core.reading.elements import owner_of
from graphviz_app.core.trace import Trace
from graphviz_app.covered import Answered, Asked, Field, cover, is_covered, uncovered

_WORKED_OUT = ("values", "gradients", "steps", "problems", "remarks", "_contributions")
"""What a trace keeps of numbers that are covered now."""


def covered(trace: Trace, covers: Covers | None) -> Trace:
    """The same run with these numbers covered, wherever they are told; the others are as true.

    The gradient of a node is covered also where it is handed back along its edges, and where it
    is handed on as it is: that of a bias would tell it. A run of elements is covered by the names
    of what they are elements of.
    """
    if covers is None or not any(covers):
        return trace
    gradients = trace.gradients  # works out what waits to be asked for
    new = copy(trace)
    for name in _WORKED_OUT:
        new.__dict__.pop(name, None)
    index = trace.program.index
    values = _meant(index, covers.values)
    asked = _with_the_same(trace, _meant(gradients, covers.gradients), covers.told)
    new._values = _put(trace._values, index, values, covers, "value")
    new._gradients = _put(trace._gradients, index, asked, covers, "grad")
    for id_ in _meant(gradients, covers.left_out):
        new._gradients[index[id_]] = None
    new.__dict__["_contributions"] = _contributions(trace, asked, covers)
    new.__dict__["problems"], new.covers, new.uncovered = trace.problems, covers, trace
    return new


def covered_next(trace: Trace, covers: Covers | None, ids: Iterable[str]) -> Trace:
    """The run after a step: what is covered now, and ``ids``, stays so; no gradient is told.

    A field stands only in the place of a value that is asked for as it is after the step.
    """
    covers, index = Covers() if covers is None else covers, trace.program.index
    hidden = _meant(index, frozenset(ids) | covers.values)
    if not hidden and not covers.hides:
        return trace
    gradients = trace.gradients  # works out what waits to be asked for
    new = copy(trace)
    for name in _WORKED_OUT:
        new.__dict__.pop(name, None)
    new._values = list(trace._values)
    for id_, owner in hidden.items():
        number, asked = new._values[index[id_]], Asked("after", owner)
        field = covers.field(asked) if owner in covers.afters else None
        new._values[index[id_]] = (
            None if number is None else cover(number, field, blank=covers.blank)
        )
    new._gradients = [cover(gradients[id_]) if id_ in gradients else None for id_ in index]
    new.__dict__["problems"], new.uncovered = trace.problems, trace
    return new


def covered_update(update: Update | None, trace: Trace) -> Update | None:
    """A step of which nothing tells a covered number: neither a gradient, nor a new value."""
    if update is None or trace.covers is None:
        return update
    return replace(update, moved=tuple(_covered_move(one, trace) for one in update.moved))


def _covered_move(one: Moved, trace: Trace) -> Moved:
    covers, gradient = trace.covers, trace.gradients.get(one.id, one.gradient)
    value = trace.values.get(one.id, one.value)
    assert covers is not None
    asked, new = Asked("after", one.id), one.new
    if one.id not in covers.afters and not is_covered(gradient) and not is_covered(value):
        if isinstance(new, float) and asked in covers.written:
            new = Answered(new, covers.written[asked])
        return replace(one, value=value, gradient=gradient, new=new)
    field = covers.field(asked) if one.id in covers.afters else None
    kept = ({name: cover(x) for name, x in of.items()} for of in (one.state, one.before))
    new = cover(one.new, field, blank=covers.blank)
    return Moved(one.id, value, gradient, new, *kept)


def told_update(update: Update) -> Update:
    """The same step with all of it told."""
    return replace(update, moved=tuple(map(_told_move, update.moved)))


def _told_move(one: Moved) -> Moved:
    kept = ({name: uncovered(x) for name, x in of.items()} for of in (one.state, one.before))
    value, gradient, new = map(uncovered, (one.value, one.gradient, one.new))
    return Moved(one.id, value, gradient, new, *kept)


def _with_the_same(trace: Trace, asked: Mapping[str, str], told: Set[Asked]) -> Mapping[str, str]:
    """With the nodes to which only one of these gradients comes back, times 1 or −1.

    Each with the one that was asked for.
    """
    graph, index, found = trace.graph, trace.program.edge_index, dict(asked)
    waiting = list(asked)
    while waiting:
        id_ = waiting.pop()
        for edge in graph.incoming[id_]:
            at = index.get(edge)
            local = None if at is None else trace.local_at(at)
            only = len(graph.outgoing[edge.source]) == 1 and edge.source not in found
            only = only and Asked("grad", edge.source) not in told
            if only and isinstance(local, float) and abs(local) == 1:
                found[edge.source] = found[id_]
                waiting.append(edge.source)
    return found


def _meant(there: Iterable[str], asked: frozenset[str]) -> Mapping[str, str]:
    """Of what is there the asked nodes, and the elements of asked tensors; with what was asked."""
    owners = ((id_, id_ if id_ in asked else owner_of(id_, asked)) for id_ in there)
    return {id_: owner for id_, owner in owners if owner in asked}


def _put(
    numbers: Iterable[Value | None],
    index: Mapping[str, int],
    asked: Mapping[str, str],
    covers: Covers,
    kind: Literal["value", "grad"],
) -> list[Value | None]:
    """The same numbers, those covered that are asked for, and answered ones with their answers."""
    put = list(numbers)
    for about, field in covers.written.items():
        number = put[index[about.of]] if about.kind == kind and about.of in index else None
        if isinstance(number, float):
            put[index[about.of]] = Answered(number, field)
    for id_, owner in asked.items():
        number, field = put[index[id_]], covers.field(Asked(kind, owner))
        field = field if owner == id_ else Field(field.asked)
        put[index[id_]] = None if number is None else cover(number, field, blank=covers.blank)
    return put


def _contributions(trace: Trace, asked: Mapping[str, str], covers: Covers) -> list[Value | None]:
    """What each edge hands back; what goes to a covered gradient is covered."""
    edges = trace.program.edges
    put: list[Value | None] = [trace.contribution_at(at) for at in range(len(edges))]
    for at, edge in enumerate(edges):
        number = put[at]
        if edge.source in asked and number is not None:
            field = covers.field(Asked("grad", asked[edge.source]))
            alone = len(trace.graph.outgoing[edge.source]) == 1
            put[at] = cover(number, field if alone else Field(field.asked), blank=covers.blank)
    return put
