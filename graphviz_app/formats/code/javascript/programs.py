"""A run's program as a function of the leaves, with a function per edge that pulls back."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from graphviz_app.arrays import np
from graphviz_app.core.operators.formulas import written_value
from graphviz_app.core.running.instruction import Instruction
from graphviz_app.core.running.straight_line import on_numbers
from graphviz_app.core.trace import Trace
from graphviz_app.errors import GraphError
from graphviz_app.formats.code.javascript.applied import Applications, Applied, Operand
from graphviz_app.formats.code.javascript.library import engine, with_runtime


class Program(NamedTuple):
    """JavaScript: functions, and ``program(leaves)`` → {values, pulls}.

    ``leaves`` are values by the place of their instruction; a pull takes the gradient of its
    edge's target, and is null of an edge that only steers.
    """

    source: str
    """With the functions of ``engine.js``, which run it."""
    leaves: tuple[int, ...]
    structure: Mapping[str, Any]
    """What these ask for: the output, source and target of each edge, and a node's edges."""


def program_of(trace: Trace, also: Sequence[str] = ()) -> Program:
    """``also``: sources that call functions of the runtime, too.

    Raises GraphError where there is no JavaScript for an operator, or a node has no value.
    """
    steps, values = trace.program.instructions, trace.results.values
    if trace.program.problems or any(value is None for value in values):
        raise GraphError("only a graph in which everything has a value becomes a program")
    made = Applications()
    lines: list[str] = []
    pulls: list[str] = []
    for i, step in enumerate(steps):
        if step.op.is_leaf:
            lines.append(f"const v{i} = leaves[{i}];")
            continue
        one = _applied(step, i, values)
        lines.append(f"const v{i} = {_exactly(trace, i, made, made.value(one, lines))};")
        pulls += [_pull(made, one, slot) for slot in range(len(step.operands))]
    body = "\n  ".join(lines)
    listed = ", ".join(f"v{i}" for i in range(len(steps)))
    handed = ",\n    ".join(pulls)
    function = (
        f"function program(leaves) {{\n  {body}\n  const values = [{listed}];\n"
        f"  const pulls = [\n    {handed}\n  ];\n  return {{ values, pulls }};\n}}\n"
    )
    own = [*made.numbers.written.values(), function, engine(), *also]
    leaves = tuple(i for i, step in enumerate(steps) if step.op.is_leaf)
    return Program(with_runtime(own), leaves, _structure(trace))


def _structure(trace: Trace) -> Mapping[str, Any]:
    program = trace.program
    return {
        "output": program.output,
        "edges": [[program.index[e.source], program.index[e.target]] for e in program.edges],
        "into": [
            [step.first_edge + slot for slot in range(len(step.operands))]
            for step in program.instructions
        ],
    }


def _applied(step: Instruction, i: int, values: Sequence[Any]) -> Applied:
    """On numbers as the operator that it is there, if that has a formula."""
    single = on_numbers(step)
    numbers = not any(np.ndim(values[j]) for j in (*step.operands, i))
    if numbers and single is not None and written_value(single.op):
        step = single
    operands = [Operand(f"v{j}", values[j]) for j in step.operands]
    return Applied(step.op, operands, step.attrs, Operand(f"v{i}", values[i]))


def _exactly(trace: Trace, i: int, made: Applications, plain: str) -> str:
    """1 − y in digits that y has lost, where it is taken away from a 1."""
    found = trace.program.exact.get(i)
    if found is None or not isinstance(trace.results.values[i], float):
        return plain
    test = " && ".join(f"v{j} === 1" for j in found.ones)
    steps = trace.program.instructions
    inner = steps[steps[i].operands[1]].op
    if inner.complement:
        better = made.numbers.complement(inner, [f"v{j}" for j in found.places])
    else:
        better = " * ".join(f"v{j}" for j in found.places)
    return f"{test} ? {better} : {plain}"


def _pull(made: Applications, one: Applied, slot: int) -> str:
    lines: list[str] = []
    share = made.pulled(one, slot, "g", lines)
    if share is None:
        return "null"
    if not lines:
        return f"(g) => {share}"
    return f"(g) => {{ {' '.join(lines)} return {share}; }}"
