"""Entry by entry, why an edge hands nothing back."""

from typing import NamedTuple

import numpy as np

from graphviz_app.arrays import Array, Mask
from graphviz_app.core.operators.careful import unbroadcast
from graphviz_app.core.running.pull_back import arrays_at
from graphviz_app.core.trace import Trace
from graphviz_app.core.vjp import apply_vjp, pull_through
from graphviz_app.core.why.slopes import Slope

_NONE = -np.inf


class Flow(NamedTuple):
    """What keeps an edge from handing something back, at some entries of its source.

    ``dead``: the local derivative is 0 (entries as ``Slope.zeros`` wants them); ``onward``: entries
    of the target whose gradient is 0 already; ``small``: products too small for floats, with the
    decimal logarithm of the largest; ``cancelled``: entries to which the target hands numbers that
    add up to 0.
    """

    slope: Slope
    dead: Mask
    onward: Mask
    small: Mask
    exponent: float
    cancelled: Mask


def flow(trace: Trace, at: int, entries: Mask) -> Flow:
    """Of an edge by its index in the program, at entries to which it hands back 0."""
    edge = trace.program.edges[at]
    i = trace.program.index[edge.target]
    step = trace.program.instructions[i]
    y, operands = arrays_at(trace.program, trace.results.values, i)
    slope = Slope(step, edge.slot, y, operands)
    g = np.asarray(trace.gradient(edge.target))
    with np.errstate(all="ignore"):
        if step.op.elementwise:
            return _element_by_element(trace, at, slope, g, entries)
        local = trace.local_at(at)
        if local is not None:
            table = np.asarray(local).reshape(y.size, operands[edge.slot].size)
            return _by_table(slope, table, g, entries)
        return _by_trial(slope, g, entries)


def _element_by_element(trace: Trace, at: int, slope: Slope, g: Array, entries: Mask) -> Flow:
    y, x = slope.y, slope.operands[slope.slot]
    local = np.broadcast_to(np.asarray(trace.local_at(at)), y.shape)
    pulled = apply_vjp(slope.step, slope.slot, g, y, slope.operands)
    handed = np.broadcast_to(np.asarray(pulled), y.shape) != 0
    cancelled = entries & (unbroadcast(handed.astype(float), x.shape) > 0)
    wanted = np.broadcast_to(entries & ~cancelled, y.shape)
    dead = wanted & (local == 0)
    onward = wanted & ~dead & (g == 0)
    small = wanted & ~dead & ~onward & ~handed
    sizes = np.log10(np.abs(local)) + np.log10(np.abs(g))
    return Flow(
        slope, dead, onward, small, float(np.max(sizes, initial=_NONE, where=small)), cancelled
    )


def _by_table(slope: Slope, table: Array, g: Array, entries: Mask) -> Flow:
    """From the Jacobian, one column for each entry of the operand."""
    flat, there = entries.ravel(), table != 0
    arriving = (g != 0).ravel()[:, np.newaxis]
    products = table * g.ravel()[:, np.newaxis]
    dead = flat & ~there.any(axis=0)
    gone = flat & ~dead & ~(there & arriving).any(axis=0)
    cancelled = flat & ~dead & ~gone & (products != 0).any(axis=0)
    small = flat & ~dead & ~gone & ~cancelled
    onward = there[:, gone].any(axis=1).reshape(g.shape) & (g == 0)
    sizes = np.log10(np.abs(table)) + np.log10(np.abs(g.ravel()))[:, np.newaxis]
    sizes = np.where(small & there & arriving, sizes, _NONE)
    shape = entries.shape
    return Flow(
        slope,
        dead.reshape(shape),
        onward,
        small.reshape(shape),
        float(np.max(sizes, initial=_NONE)),
        cancelled.reshape(shape),
    )


def _by_trial(slope: Slope, g: Array, entries: Mask) -> Flow:
    """Where a Jacobian would be too large: pull numbers back that no sum makes 0 by chance."""
    trial = np.random.default_rng(0).uniform(1.0, 2.0, g.shape)

    def reached(cotangent: Array) -> Mask:
        back = pull_through(slope.step, slope.slot, cotangent, slope.y, slope.operands)
        there: Mask = np.asarray(back) != 0
        return there

    dead = entries & ~reached(trial)
    gone = entries & ~dead & ~reached(trial * (g != 0))
    cancelled = entries & ~dead & ~gone
    onward = (g == 0) if gone.any() else np.zeros(g.shape, bool)
    return Flow(slope, dead, onward, np.zeros(entries.shape, bool), _NONE, cancelled)
