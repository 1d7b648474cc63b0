"""Which signs of a picture a legend explains: those that occur."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from graphviz_app.core.graph import Value
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.view import View
from graphviz_app.frames import Frame
from graphviz_app.scene.items.faces import local_prefix

Mark = Literal["value", "gradient", "local", "input", "parameter", "target", "output", "control"]


class Key(NamedTuple):
    """A sign, and what it means."""

    mark: Mark
    words: str


def keys(run: ReadRun, frame: Frame, view: View) -> Iterator[Key]:
    """In the order in which they are told."""
    if view.values:
        yield Key("value", "value")
    if view.gradients and _has_derivatives(run, frame):
        yield Key("gradient", "gradient" if run.wrt is None else "tangent")
    signs = {local_prefix(local) for local in _locals(run, frame)} if view.locals else set()
    if signs:
        yield Key("local", f"{max(signs)}local derivative")
    ops = {node.op for node in run.reading.nodes.values()}
    ops |= {run.graph.nodes[id_].op for id_ in (*run.reading.weights, *run.reading.biases)}
    kinds: tuple[Mark, ...] = ("input", "parameter", "target")
    yield from (Key(kind, kind) for kind in kinds if kind in ops)
    if run.seed is not None:
        yield Key("output", "output")
    if any(edge.control for edge in run.reading.edges):
        yield Key("control", "decides, without gradient")


def _locals(run: ReadRun, frame: Frame) -> Iterator[Value]:
    """Of operators that are computed by then."""
    for index, edge in enumerate(run.reading.edges):
        local = run.local(index) if frame.shows_value(edge.target) else None
        if local is not None:
            yield local


def _has_derivatives(run: ReadRun, frame: Frame) -> bool:
    """Whether one is shown by then."""
    return any(frame.shows_gradient(id_) for id_ in run.reading.nodes)
