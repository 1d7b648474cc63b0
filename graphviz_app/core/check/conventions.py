"""Conventions that a hand solution may follow, and that are no mistakes.

A loss with or without ½ or 1/n scales every gradient; gradients of matrices are written in either
layout; at a kink any slope between those on both sides is right.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from graphviz_app.arrays import np
from graphviz_app.core.check.quantities import Quantities
from graphviz_app.core.check.slips.words import Words, number


class Conventions(NamedTuple):
    """What a sheet goes by; as it is written unless something else is said."""

    loss: float = 1.0
    """What gradients and the loss are multiplied with: 0.5 for ½(y − t)² where (y − t)² stands."""
    transposed: bool = False
    """Gradients of matrices with rows and columns exchanged."""
    kink: float | None = None
    """The slope at a kink, such as relu′(0) = 1; None for that of the program."""


def possible(quantities: Quantities) -> Iterator[tuple[Conventions, str]]:
    """Conventions that people follow, with what they are right for."""
    yield from _of_the_loss(quantities)
    values = quantities.trace.values.values()
    if any(isinstance(value, np.ndarray) and value.ndim == 2 for value in values):
        text = "Right with rows and columns of gradients exchanged, this sheet has the node's shape"
        yield Conventions(transposed=True), text
    for kink in quantities.trace.kinks:
        for slope in (0.0, 1.0, 0.5):
            text = f"Right with the slope {number(slope)} at the kink of {kink.node}"
            yield Conventions(kink=slope), f"{text}; here {kink.convention}"


def _of_the_loss(quantities: Quantities) -> Iterator[tuple[Conventions, str]]:
    loss = _squared(quantities)
    written = "½" if _is_halved(quantities) else ""
    for factor in (0.5, 2.0):
        if (factor == 0.5 and written) or (factor == 2.0 and not written):
            name = number(factor)
            text = f"Right for {name} times the loss, this sheet has it as it is"
        else:
            other = "" if written else "½"
            text = f"Right for {other}{loss}, this sheet has {written}{loss}"
        yield Conventions(loss=factor), text
    count = _targets(quantities)
    if count > 1:
        text = f"Right for the mean over {count}, this sheet has the sum"
        yield Conventions(loss=1 / count), text
        text = f"Right for the sum over {count}, this sheet has the mean"
        yield Conventions(loss=float(count)), text


def _squared(quantities: Quantities) -> str:
    """The squared error as it is written; else just the loss."""
    words = Words(quantities)
    for i, step in enumerate(quantities.program.instructions):
        if step.op.name in ("square", "power") and _leads_to_output(quantities, i):
            inside = quantities.program.instructions[step.operands[0]]
            if inside.op.name == "sub":
                return words.formula(i)
    return "the loss"


def _leads_to_output(quantities: Quantities, node: int) -> bool:
    output = quantities.seeds[0].node
    return output >= 0 and quantities.reaches(node, output)


def _is_halved(quantities: Quantities) -> bool:
    steps = quantities.program.instructions
    halves = (s.node for s in steps if s.node.op == "constant" and s.node.attrs.get("value") == 0.5)
    return any(True for _ in halves)


def _targets(quantities: Quantities) -> int:
    """How many numbers are compared with targets."""
    values: Sequence[str] = [
        s.node.id for s in quantities.program.instructions if s.node.op == "target"
    ]
    return sum(np.size(quantities.trace.values.get(id_, 0.0)) for id_ in values)
