"""Reverse-mode differentiation: run a Program, get a Trace with every number in it.

A value's *gradient* is the derivative of the output by it. Going backwards, each edge's
*contribution* is the gradient that arrives at its target times the edge's *local derivative*; a
node's gradient is the sum of the contributions of the edges that leave it
(Griewank and Walther, Evaluating Derivatives, section 3.2).
"""

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache, partial

import numpy as np

from graphviz_app.core.graph import Graph, Value
from graphviz_app.core.op import Array
from graphviz_app.core.oplib.leaf import as_numbers
from graphviz_app.core.program import Program, compile_graph
from graphviz_app.core.running.blame import named, share_problem, sum_problem, value_problem
from graphviz_app.core.running.complement import Complement, is_one
from graphviz_app.core.running.problem import Problem, empty, failed
from graphviz_app.core.running.results import Backward, Forward, Kink, PulledBack, Results, Seed
from graphviz_app.core.running.scalars import Plan, run_plan
from graphviz_app.core.trace import Trace
from graphviz_app.core.vjp import plain, pull_through
from graphviz_app.core.wording import near
from graphviz_app.errors import EvaluationError

__all__ = ["Backward", "Forward", "Kink", "PulledBack", "Seed", "Trace", "run"]

Given = Mapping[str, object]

LARGE_DATA = 10_000
"""Elements above which the gradient of an input or target is worked out only when read."""


def run(graph: Graph | Program, values: Given | None = None, *, partial: bool = False) -> Trace:
    """Forward, then backward from the output.

    ``values`` replaces the values of leaves (numbers, nested lists or arrays, which are not copied
    if they are float64: a trace is true as long as they are not changed). Raises the first
    GraphError or EvaluationError, except with ``partial``: then everything that can be computed
    is, and ``Trace.problems`` tells the rest. A result that is not finite is never raised, but is
    among the problems in any case.
    """
    program = compile_graph(graph, kernel=False) if isinstance(graph, Graph) else graph
    _raise_first(program.problems, partial)
    leaves = _given(program, values or {})
    trace = _run_scalar(program, leaves) or _run_table(program, leaves)
    _raise_first(trace.found_so_far, partial)
    return trace


def _raise_first(problems: Sequence[Problem], partial: bool) -> None:
    for problem in problems:
        if not partial and problem.kind != "nonfinite":
            raise problem.error


def _given(program: Program, values: Given) -> Mapping[int, Value]:
    """Overriding values by instruction; raises EvaluationError for what is not a leaf."""
    if not isinstance(values, Mapping):
        raise EvaluationError("values are given by name, such as {'x': 2.0}")
    given: dict[int, Value] = {}
    for id_, value in values.items():
        index = program.index.get(id_)
        if index is None or not program.instructions[index].op.is_leaf:
            leaves = [step.node.id for step in program.instructions if step.op.is_leaf]
            hint = near(str(id_), leaves)
            raise EvaluationError(f"'{id_}' is not a leaf of this graph{hint}", str(id_))
        try:
            array = as_numbers(value)
        except (TypeError, ValueError, OverflowError, RuntimeError):
            raise EvaluationError(
                f"the value given for '{id_}' is not a number or an even table of numbers", id_
            ) from None
        if not array.size:
            raise EvaluationError(f"the value given for '{id_}' is empty: it has no number", id_)
        given[index] = array if array.ndim else float(array)
    return given


def _run_scalar(program: Program, given: Mapping[int, Value]) -> Trace | None:
    """The run on floats; None if there are tensors, or something is not finite."""
    plan = program.plan
    if plan is None or any(isinstance(value, np.ndarray) for value in given.values()):
        return None
    try:
        leaves = [
            float(given.get(i, program.instructions[i].node.attrs.get("value", 0.0)))  # type: ignore[arg-type]
            for i in plan.leaves
        ]
        kernel = program.structure.kernel_of(program.instructions, program.output, program.exact)
        if kernel is None:
            return _by_plan(program, plan, leaves, given)
        values, gradients = kernel.function(leaves)
    except (ArithmeticError, ValueError):
        return None  # the table says which node it was
    if not math.isfinite(sum(values) + sum(gradients)):
        return None
    later = partial(_edges_by_plan, program, plan, leaves, given)
    return Trace(program, _results(program, values, gradients, (), None, later), given)


def _by_plan(
    program: Program, plan: Plan, leaves: Sequence[float], given: Collection[int]
) -> Trace | None:
    found = run_plan(plan, leaves, program.output)
    if found is None:
        return None
    values, gradients, local, contributions = found
    return Trace(program, _results(program, values, gradients, contributions, local), given)


def _results(
    program: Program,
    values: Sequence[Value],
    gradients: Sequence[Value | None],
    contributions: Sequence[Value | None],
    local: Sequence[Value | None] | None,
    later: Callable[[], Results] | None = None,
) -> Results:
    if program.output is None:
        gradients, contributions = [None] * len(values), [None] * len(program.edges)
    return Results(values, gradients, contributions, local, program.problems, later=later)


def _edges_by_plan(
    program: Program, plan: Plan, leaves: Sequence[float], given: Mapping[int, Value]
) -> Results:
    """What a compiled run has left out."""
    try:
        trace = _by_plan(program, plan, leaves, given)
    except (ArithmeticError, ValueError):
        trace = None
    return (trace or _run_table(program, given)).results


def _run_table(program: Program, given: Mapping[int, Value]) -> Trace:
    """The same by the operator table, one call per rule: tensors, and whatever goes wrong."""
    problems: list[Problem] = list(program.problems)
    _keep_freed_memory()
    with np.errstate(all="ignore"):
        values = _forward(program, given, problems)
        contributions: list[Array | None] = [None] * len(program.edges)
        data = _large_data(program, values)
        gradients = _backward(program, values, contributions, problems, data)
    known = _plainly(values), _plainly(gradients), _plainly(contributions)
    return Trace(program, Results(*known, problems=problems, waiting=data), given)


def _plainly(arrays: Sequence[Array | None]) -> list[Value | None]:
    return [None if x is None else plain(x) for x in arrays]


@cache
def _keep_freed_memory() -> None:
    """Have the next run's large arrays use the memory of the last run's.

    glibc asks the system for every large block anew, and touching its pages takes up to a third of
    a run, until a block of up to 32 MiB has been freed once: smaller ones are kept from then on
    (mallopt(3), M_MMAP_THRESHOLD). Elsewhere this does nothing.
    """
    np.empty(31 * 2**20, np.uint8)


def _large_data(program: Program, values: Sequence[Array | None]) -> frozenset[int]:
    """Large leaves that nobody updates: their gradients wait until they are asked for."""
    return frozenset(
        i
        for i, (step, x) in enumerate(zip(program.instructions, values, strict=True))
        if step.op.name in ("input", "target") and x is not None and x.size > LARGE_DATA
    )


def _forward(
    program: Program, given: Mapping[int, Value], problems: list[Problem]
) -> list[Array | None]:
    values: list[Array | None] = []
    for i, (_, op, indices, _, attrs) in enumerate(program.instructions):
        operands = [x for j in indices if (x := values[j]) is not None]
        value: Array | np.float64 | None = None
        if i in given:
            value = np.asarray(given[i], dtype=np.float64)
        elif len(operands) == len(indices):
            try:
                value = op.forward(*operands, **attrs)
                if i in program.exact:
                    value = _exactly(program.exact[i], np.asarray(value), values)
            except (ValueError, IndexError, TypeError, OverflowError, MemoryError) as reason:
                problems.append(failed(*named(program, i), operands, reason))
        if value is not None and not value.size:
            problems.append(empty(program.instructions[i].node.id))
            value = None
        if value is not None and (problem := value_problem(program, i, operands, value)):
            problems.append(problem)
        values.append(value)  # type: ignore[arg-type]  # NumPy's scalars serve as arrays
    return values


def _exactly(found: Complement, value: Array, values: Sequence[Array | None]) -> Array:
    """1 − y in digits that y has lost, where it is taken away from a 1."""
    given = [x for j in found.places if (x := values[j]) is not None]
    if len(given) < len(found.places) or not all(is_one(values[i]) for i in found.ones):
        return value
    return np.broadcast_to(found.on_arrays(*given), value.shape)


def _backward(
    program: Program,
    values: Sequence[Array | None],
    contributions: list[Array | None],
    problems: list[Problem],
    waiting: frozenset[int],
) -> list[Array | None]:
    """Fill ``contributions`` (but to ``waiting`` leaves); returns the gradients.

    They are zeros where no path leads to the output.
    """
    gradients: list[Array | None] = [None] * len(values)
    if program.output is None or values[program.output] is None:
        return gradients
    gradients[program.output] = np.ones_like(values[program.output])
    summed: set[int] = set()
    for i in range(program.output, -1, -1):
        g, y, step = gradients[i], values[i], program.instructions[i]
        operands = [x for j in step.operands if (x := values[j]) is not None]
        if g is None or y is None:
            continue
        if i in summed and (problem := sum_problem(program, i, g, contributions)):
            problems.append(problem)
        for slot, j in enumerate(step.operands):
            share = None if j in waiting else pull_through(step, slot, g, y, operands)
            if share is None:
                continue
            contributions[step.first_edge + slot] = share
            so_far = gradients[j]
            gradients[j] = share if so_far is None else so_far + share
            if so_far is not None:
                summed.add(j)
            if problem := share_problem(program, i, slot, share, g, y):
                problems.append(problem)
    return _completed(program, values, gradients, contributions, waiting)


def _completed(
    program: Program,
    values: Sequence[Array | None],
    gradients: Sequence[Array | None],
    contributions: list[Array | None],
    waiting: frozenset[int],
) -> list[Array | None]:
    """Zeros where nothing flowed, except along edges that only steer."""
    for step in program.instructions:
        for slot, j in enumerate(step.operands):
            edge, x = step.first_edge + slot, None if j in waiting else values[j]
            if contributions[edge] is None and not step.op.steers(slot) and x is not None:
                contributions[edge] = np.zeros_like(x)
    return [
        None if value is None or i in waiting else np.zeros_like(value) if g is None else g
        for i, (value, g) in enumerate(zip(values, gradients, strict=True))
    ]
