"""Losses and gradients of many rows of data at once: each operator one time, on all of them.

Backwards, what is the same in all rows (a parameter) gets the sum of what each row hands back.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from graphviz_app.core.graph import Value
from graphviz_app.core.learning.losses import share_of_losses
from graphviz_app.core.learning.wide import (
    Points,
    Wide,
    adds_all,
    aligned,
    of_numbers,
    product_of,
    takes_rows,
)
from graphviz_app.core.op import Array
from graphviz_app.core.operators.careful import unbroadcast
from graphviz_app.core.program import Program
from graphviz_app.core.running.instruction import Instruction
from graphviz_app.core.vjp import pull_through

Many = Mapping[str, Array]
"""By leaf: its value in each row, one behind the other."""


class Stacked:
    """The way from leaves to the loss, and back to those that are moved."""

    def __init__(self, program: Program, ids: Sequence[str]) -> None:
        assert program.graph.output is not None  # checked by who makes it
        self._points = Points(program.graph, program.graph.output)
        self._steps = self._points.program.instructions
        self._places = {id_: self._points.program.index[id_] for id_ in ids}
        self._leading = {*self._places.values()}
        for i in self._points.order:
            if not self._leading.isdisjoint(self._steps[i].operands):
                self._leading.add(i)

    def losses(self, values: Mapping[str, Value], many: Many, count: int) -> Array:
        """Of so many rows, without any gradient."""
        return self._points.values(values, many, count).reshape(count)

    def summed(
        self, values: Mapping[str, Value], many: Many, count: int
    ) -> tuple[Array, dict[str, Value]]:
        """Losses of so many rows, and the sum of their gradients by parameter."""
        found = self._points.found(values, many, count)
        gradients = self._back(found, count)
        loss, is_many = found[self._points.wanted]
        losses = loss.reshape(-1) if is_many else np.full(count, loss.reshape(-1)[0])
        nothing = {id_: np.zeros(np.shape(values[id_])) for id_ in self._places}
        return losses, {id_: gradients.get(i, nothing[id_]) for id_, i in self._places.items()}

    def _back(self, found: Mapping[int, Wide], count: int) -> dict[int, Array]:
        output = self._points.wanted
        loss, is_many = found[output]
        gradients = {output: np.full_like(loss, 1.0 if is_many else count)}
        for i in reversed(self._points.order):
            step, g = self._steps[i], gradients.get(i)
            if g is None:
                continue
            for slot, j in enumerate(step.operands):
                if j not in self._leading or step.op.steers(slot):
                    continue
                share = _share(step, slot, g, found[i], [found[k] for k in step.operands])
                gradients[j] = gradients[j] + share if j in gradients else share
        return gradients


def _share(step: Instruction, slot: int, g: Array, y: Wide, operands: Sequence[Wide]) -> Array:
    """What one operand receives: for each row, or summed if it is the same in all."""
    values = [operand.value for operand in operands]
    if not y.many:
        return _plainly(step, slot, g, y.value, values)
    step = of_numbers(step, operands)
    op, attrs = step.op, step.attrs
    if op.elementwise:
        return _of_elements(step, slot, g, y.value, operands)
    if adds_all(op, attrs):
        shape = values[0].shape
        g = g.reshape(-1, *[1] * (len(shape) - 1))
        each = g / np.prod(shape[1:]) if op.name == "mean" else g
        return np.broadcast_to(each, shape)
    kind = product_of(op, operands)
    if kind:
        return _of_product(kind, slot, g, *values)
    if takes_rows(op, attrs, operands):
        return _plainly(step, slot, g, y.value, values)
    share = share_of_losses(op, attrs, slot, g, operands)
    return _row_by_row(step, slot, g, y, operands) if share is None else share


def _of_elements(
    step: Instruction,
    slot: int,
    g: Array,
    y: Array,
    operands: Sequence[Wide],
) -> Array:
    pull = step.op.vjp(slot)
    assert pull is not None  # of what does not only steer
    ready = aligned(operands)
    share = unbroadcast(np.asarray(pull(g, y, *ready, **step.attrs)), ready[slot].shape)
    return share.reshape(operands[slot].value.shape)


def _of_product(kind: str, slot: int, g: Array, a: Array, b: Array) -> Array:
    """Of vectors in rows and a matrix, or a vector, that is the same for all; or of two vectors."""
    if kind == "matrix @ rows":
        a, b, slot, kind = b, a.T, 1 - slot, "rows @ matrix T"
    if kind == "rows @ rows":
        return np.asarray(g[:, None] * (b if slot == 0 else a))
    if slot == 0:
        return np.asarray(np.multiply.outer(g, b) if b.ndim == 1 else g @ b.T)
    share = a.T @ g
    return np.asarray(share.T if kind.endswith("T") else share)


def _plainly(step: Instruction, slot: int, g: Array, y: Array, operands: Sequence[Array]) -> Array:
    share = pull_through(step, slot, g, y, operands)
    assert share is not None  # of what does not only steer
    return share


def _row_by_row(step: Instruction, slot: int, g: Array, y: Wide, operands: Sequence[Wide]) -> Array:
    """Of every other operator."""
    shares = [
        _plainly(step, slot, g[n], y.value[n], [x[n] if many else x for x, many in operands])
        for n in range(len(g))
    ]
    return np.array(shares) if operands[slot].many else np.asarray(np.sum(shares, axis=0))
