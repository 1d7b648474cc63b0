"""What a lecture covers without a question in the document."""

from collections.abc import Iterator
from typing import Literal

from graphviz_app.core.graph import Graph
from graphviz_app.core.learning.update import learns, trained
from graphviz_app.core.schedule import NEXT, UPDATE
from graphviz_app.covered import Asked
from graphviz_app.frames import Frame

Hidden = Literal["values", "gradients", "steps"]
"""All of a kind, or what each step finds, until the next step begins."""


def hidden_numbers(graph: Graph, hidden: frozenset[Hidden]) -> Iterator[Asked]:
    """The numbers that are to be guessed: all that are computed, and all gradients on the way."""
    for id_ in graph.nodes if hidden else ():
        if graph.incoming[id_] and hidden & {"values", "steps"}:
            yield Asked("value", id_)
        if id_ != graph.output and hidden & {"gradients", "steps"}:
            yield Asked("grad", id_)
    for id_ in trained(graph) if "steps" in hidden and learns(graph) else ():
        yield Asked("after", id_)


def found_before(frame: Frame) -> Iterator[Asked]:
    """What was found before the step under way, or the last one when at rest.

    What is drawn as one is found with it; δ of a neuron when its step begins.
    """
    reading, steps = frame.run.reading, frame.schedule.passes[0].steps
    now = steps_begun(frame)
    yield from _moved_before(frame)
    for id_ in reading.nodes:
        members = {id_, *reading.members.get(id_, ())}
        if steps.value_at[id_] < now:
            yield from (Asked("value", member) for member in members)
        if steps.gradient_at[id_] < now:
            yield Asked("grad", id_)
        handed = [steps.contribution_at[edge] for edge in reading.incoming[id_]]
        if min(handed, default=steps.never) < now:
            yield from (Asked("grad", member) for member in members)
    for leaf in (*reading.weights, *reading.biases):
        if steps.gradient_at[leaf] < now:
            yield Asked("grad", leaf)


def _moved_before(frame: Frame) -> Iterator[Asked]:
    """Parameters that have moved before the step under way."""
    updating = frame.schedule.updating
    begun = frame.moved + (1 if frame.progress else 0)
    for k, moment in enumerate(() if updating is None else updating.moments, 1):
        if k < begun or frame.kind is NEXT:
            yield from (Asked("after", id_) for id_ in moment.nodes)


def steps_begun(frame: Frame) -> int:
    """How many steps of the first run are over or under way; from its update on more than all."""
    if frame.kind in (UPDATE, NEXT):
        return frame.schedule.passes[0].steps.never
    return frame.over + (1 if frame.progress else 0)
