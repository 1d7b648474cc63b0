"""Who is to blame for a result that is not finite: the first node or edge where it was not.

The one rule: what is worked out of finite numbers only, and is infinite or not a number, is a
problem; what follows from that is none of its own. Of what works element by element, each element
is looked at by itself.
"""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from graphviz_app.core.graph import Value
from graphviz_app.core.op import Array, Op
from graphviz_app.core.operators.careful import finite
from graphviz_app.core.program import Program
from graphviz_app.core.running.problem import (
    Problem,
    gradient_not_finite,
    gradients_too_large,
    local_not_finite,
    not_finite,
)

NumberAt = Callable[[int], Value | None]
"""What a run has at an edge, by its index in the program."""


def value_problem(
    program: Program, i: int, operands: Sequence[Array], value: Array | np.float64
) -> Problem | None:
    """Of an instruction's value."""
    if finite(value) or not _is_new(value, operands, program.instructions[i].op.elementwise):
        return None
    return not_finite(*named(program, i), operands, value)


def share_problem(
    program: Program, i: int, slot: int, share: Value, g: Value, y: Value
) -> Problem | None:
    """Of what an instruction hands back to one operand, of the gradient g that arrived."""
    if share is g or finite(share):
        return None
    each = program.instructions[i].op.elementwise and np.shape(share) == np.shape(g)
    if not _is_new(share, (g, y), each):
        return None
    node, op, names = named(program, i)
    return gradient_not_finite(node, op, names[slot])


def sum_problem(
    program: Program, i: int, gradient: Value, contributions: Sequence[Value | None]
) -> Problem | None:
    """Of a gradient that is the sum of several contributions."""
    if finite(gradient):
        return None
    node = program.instructions[i].node.id
    edges = (program.edge_index.get(edge) for edge in program.graph.outgoing[node])
    shares = [x for at in edges if at is not None and (x := contributions[at]) is not None]
    if len(shares) < 2 or not _is_new(gradient, shares, True):
        return None
    return gradients_too_large(node, len(shares))


def local_problems(
    program: Program,
    values: Sequence[Value | None],
    contribution: NumberAt,
    local: NumberAt,
) -> Iterator[Problem]:
    """Of local derivatives whose contribution does not tell: none arrives, or it is finite."""
    for i, step in enumerate(program.instructions):
        for slot, j in enumerate(step.operands if step.op.steep else ()):
            share = contribution(step.first_edge + slot)
            around = [values[i], values[j], 0.0 if share is None else share]
            if not all(x is not None and finite(x) for x in around):
                continue
            number = local(step.first_edge + slot)
            if number is not None and not finite(number):
                node, op, names = named(program, i)
                yield local_not_finite(node, op, names[slot], number)


def named(program: Program, i: int) -> tuple[str, Op, list[str]]:
    """Whom a problem is about: the node, its operator, its operands."""
    node, op, indices, first, _ = program.instructions[i]
    return node.id, op, [edge.source for edge in program.edges[first : first + len(indices)]]


def _is_new(result: Value, given: Sequence[Value], elementwise: bool) -> bool:
    """Whether a result that is not finite comes of finite numbers."""
    if all(map(finite, given)):
        return True
    if not elementwise or not np.ndim(result):
        return False
    fine = np.ones(np.shape(result), dtype=bool)
    for x in given:
        fine &= np.isfinite(x)
    return bool((fine & ~np.isfinite(result)).any())
