"""Every example worked line by line with numbers as they were written down: nothing is accused."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.check import check
from graphviz_app.core.program import Program
from graphviz_app.core.reading import line_of
from graphviz_app.core.vjp import pull_through
from graphviz_app.formats import load, parse, to_text

ROOT = Path(__file__).parents[3]
EXAMPLES = sorted((ROOT / "examples").glob("*.cg"))
Keep = Callable[[Any], Any]
DIGITS = 4


def _cut_off(numbers: Any) -> Any:
    return np.trunc(np.asarray(numbers, float) * 10**DIGITS) / 10**DIGITS


def _rounded(numbers: Any) -> Any:
    return np.round(np.asarray(numbers, float), DIGITS)


def _values(program: Program, known: dict[int, Any], keep: Keep) -> dict[str, Any]:
    """Forward: what is written for each line; ``known`` are the numbers, leaves' at first."""
    written = {}
    for at, step in enumerate(program.instructions):
        if step.op.is_leaf:
            continue
        number = step.op.forward(*[known[other] for other in step.operands], **step.attrs)
        if line_of(program.graph, step.node.id) == step.node.id:
            number = written[step.node.id] = keep(number)
        known[at] = np.asarray(number, float)
    return written


def _gradients(program: Program, known: dict[int, Any], keep: Keep) -> dict[str, Any]:
    """Backward: what is written for each line and leaf."""
    output = program.output
    assert output is not None
    found, written = {output: np.ones_like(known[output])}, {}
    for at in range(output, -1, -1):
        step = program.instructions[at]
        if at not in found:
            continue
        if at != output and line_of(program.graph, step.node.id) == step.node.id:
            found[at] = written[f"grad({step.node.id})"] = keep(found[at])
        operands = [known[other] for other in step.operands]
        for slot, other in enumerate(step.operands):
            share = pull_through(step, slot, found[at], known[at], operands)
            if share is not None:
                found[other] = found.get(other, 0.0) + np.asarray(share, float)
    return written


def _printed(numbers: Any) -> str:
    if np.ndim(numbers):
        return f"[{', '.join(map(_printed, numbers))}]"
    return f"{numbers:.{DIGITS}f}"


@pytest.mark.parametrize("keep", [_rounded, _cut_off])
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_worked_line_by_line_is_right(path: Path, keep: Keep) -> None:
    trace = run(load(path))
    steps = enumerate(trace.program.instructions)
    known = {at: np.asarray(trace.value(s.node.id), float) for at, s in steps if s.op.is_leaf}
    written = _values(trace.program, known, keep) | _gradients(trace.program, known, keep)
    lines = [line for line in to_text(trace.graph).splitlines() if " == " not in line]
    claims = [f"{name} == {_printed(numbers)}" for name, numbers in written.items()]
    judged = check(run(parse("\n".join([*lines, *claims])))).judged
    assert len(judged) == len(written) > 0
    assert {one.verdict for one in judged} <= {"right", "rounded"}
