"""What a derivative becomes over a step: numbers multiply, tensors are pulled back row by row.

``Rows`` are derivatives of every element of a target by what is drawn as one node: per value that
leaves it (several only of a folded group) an array with a row for each element of the target.
"""

from collections.abc import Sequence

import numpy as np

from graphviz_app.core.graph import Value
from graphviz_app.core.op import Array
from graphviz_app.core.paths.ways import Step
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.vjp import plain

Rows = tuple[Array, ...]


def parts_of(run: ReadRun, id_: str) -> Sequence[str]:
    """The nodes whose values a drawn one has: itself, or what leaves a folded group."""
    box = run.reading.boxes.get(id_)
    return (id_,) if box is None else box.exits


def sizes_of(run: ReadRun, id_: str) -> int:
    """How many numbers a drawn node has."""
    return sum(np.size(run.trace.values.get(part, 0.0)) for part in parts_of(run, id_))


def own_rows(run: ReadRun, target: str) -> Rows:
    """The derivative of a target by itself."""
    shapes = [np.shape(run.trace.value(part)) for part in parts_of(run, target)]
    sizes = [int(np.prod(shape)) for shape in shapes]
    total, begin, rows = sum(sizes), 0, []
    for shape, size in zip(shapes, sizes, strict=True):
        rows.append(np.eye(total)[:, begin : begin + size].reshape((total, *shape)))
        begin += size
    return tuple(rows)


@np.errstate(all="ignore")  # ∞ · 0 is not a number, which is what is to be shown
def pulled(run: ReadRun, step: Step, arriving: Rows) -> Rows:
    """Rows at the source of a step, of those at its target."""
    within = frozenset(run.reading.members.get(step.target, (step.target,)))
    sources, handed = parts_of(run, step.source), []
    for row in range(len(arriving[0])):
        shares = {part: np.zeros(np.shape(run.trace.value(part))) for part in sources}
        for end, rows in zip(parts_of(run, step.target), arriving, strict=True):
            back = run.trace.pull_back(end, np.asarray(rows[row]), within).contributions
            for edge in step.entering:
                if edge in back:
                    shares[edge.source] = shares[edge.source] + back[edge]
        handed.append([shares[part] for part in sources])
    return tuple(np.stack(column) for column in zip(*handed, strict=True))


@np.errstate(all="ignore")
def begun(run: ReadRun, source: str, rows: Rows) -> Rows:
    """Rows by what leaves a source, where one such value of a folded group is made of another."""
    parts = parts_of(run, source)
    if len(parts) == 1:
        return rows
    within, handed = frozenset(run.reading.members[source]), []
    for row in range(len(rows[0])):
        shares = {part: np.zeros(np.shape(run.trace.value(part))) for part in parts}
        for end, of_end in zip(parts, rows, strict=True):
            back = run.trace.pull_back(end, np.asarray(of_end[row]), within).gradients
            shares.update({p: shares[p] + back[p] for p in parts if p in back})
        handed.append([shares[part] for part in parts])
    return tuple(np.stack(column) for column in zip(*handed, strict=True))


def derivative_rows(run: ReadRun, source: str, target: str) -> Rows:
    """The same over all paths, by the engine and not path by path."""
    trace, parts = run.trace, parts_of(run, source)
    ends = parts_of(run, target)
    if ends == (trace.output,) and isinstance(trace.values[ends[0]], float):
        return tuple(np.asarray(trace.gradient(part))[np.newaxis] for part in parts)
    handed = []
    for end, rows in zip(ends, own_rows(run, target), strict=True):
        for row in rows[[bool(np.any(r)) for r in rows]]:
            back = trace.pull_back(end, np.asarray(row)).gradients
            none = (np.zeros(np.shape(trace.value(part))) for part in parts)
            handed.append([back.get(p, zero) for p, zero in zip(parts, none, strict=True)])
    return tuple(np.stack(column) for column in zip(*handed, strict=True))


def shaped(run: ReadRun, target: str, rows: Rows) -> Value:
    """Rows as they are shown: a number, or an array in the target's shape, then the source's."""
    ends = parts_of(run, target)
    shape = np.shape(run.trace.value(ends[0])) if len(ends) == 1 else (len(rows[0]),)
    if len(rows) == 1:
        return plain(rows[0].reshape((*shape, *rows[0].shape[1:])))
    flat = np.concatenate([part.reshape(len(part), -1) for part in rows], axis=1)
    return plain(flat.reshape((*shape, flat.shape[1])))
