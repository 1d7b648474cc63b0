"""Numbers that were added somewhere: PyTorch keeps nothing of them, but the result depends on it.

If there is a single one, and the value of the whole is explained by a number of few digits, that
is taken to be it: by Newton's method, from 0.
"""

from collections.abc import Sequence
from dataclasses import replace

from graphviz_app.arrays import Array, np
from graphviz_app.core.autodiff import run
from graphviz_app.core.graph import Graph
from graphviz_app.errors import GraphAppError
from graphviz_app.formats.tracing.lines import graph_of
from graphviz_app.formats.tracing.recording import Entry, Recording

Place = tuple[str, int]
"""What it is an operand of, and which entry."""
_STEPS = 30
_DIGITS = 3
"""Decimals of a number that somebody has typed."""
_SAME = 2e-6
"""Relative: 32 bits, and some lost digits."""


def close(
    recording: Recording, places: Sequence[Place], assumed: Sequence[Place], output: int,
    value: Array,
) -> None:  # fmt: skip
    """Fill a place that was left open; what cannot be is told.

    ``assumed`` places hold what was taken for certain, and are opened if the result disagrees.
    """
    there = float(np.sum(value))
    if not places and (not assumed or _agrees(recording, output, there)):
        return
    found = _solved(recording, places[0][1], output, there) if len(places) == 1 else None
    if found is not None:
        recording.entries[places[0][1]] = _number(found)
        return
    for _, place in assumed:
        recording.entries[place] = Entry("identity", (None,))
    words = sorted({name for name, _ in (*places, *assumed)})
    recording.remark(
        f"PyTorch keeps nothing of an operand of {' and of '.join(words)}: it is left open (…); "
        "with requires_grad=True it would be kept"
    )


def _agrees(recording: Recording, output: int, there: float) -> bool:
    trial = _copied(recording)
    graph, _ = graph_of(trial, output)
    value = run(graph, partial=True).values.get(str(graph.output))
    return value is not None and abs(float(np.sum(value)) - there) <= _SAME * max(1.0, abs(there))


def _copied(recording: Recording) -> Recording:
    trial = Recording()
    trial.entries = [replace(entry) for entry in recording.entries]
    return trial


def _number(value: float) -> Entry:
    return Entry("constant", (), {"value": value}, value=np.asarray(value))


def _solved(recording: Recording, place: int, output: int, there: float) -> float | None:
    """The number with which the whole has its value; None if no short one has."""
    trial = _copied(recording)
    trial.entries[place] = replace(_number(0.0), op="parameter", name="open place")
    graph, ids = graph_of(trial, output)
    name = next(id_ for id_, e in zip(ids, trial.entries, strict=True) if e.name == "open place")
    number = 0.0
    try:
        for _ in range(_STEPS):
            miss, slope = _miss(graph, name, number, there)
            if abs(miss) <= _SAME * max(1.0, abs(there)) or not slope:
                break
            number -= miss / slope
        short = round(number, _DIGITS)
        miss, _ = _miss(graph, name, short, there)
    except (GraphAppError, OverflowError):
        return None
    return short if abs(miss) <= _SAME * max(1.0, abs(there)) else None


def _miss(graph: Graph, name: str, number: float, there: float) -> tuple[float, float]:
    """How far the value of the whole is off, and how that changes with the number."""
    trace = run(graph, {name: number})
    assert graph.output is not None
    return float(np.sum(trace.value(graph.output))) - there, float(trace.gradient(name))
