"""The proof: each gradient held against differences."""

from collections.abc import Iterator, Sequence

import numpy as np

from graphviz_app.core.proof import LeafProof, proved
from graphviz_app.explain.numerals import measured_piece
from graphviz_app.explain.plain_formula import plain_symbol
from graphviz_app.explain.proof import WORDS, details, power
from graphviz_app.explain.worked.asked import Asked
from graphviz_app.explain.worked.solution import Block, Maths, Paragraph, Table, Words
from graphviz_app.explain.worked.told import name_of

MAX_WORK = 2_000_000
"""Runs of single operators that the differences may cost."""
MAX_ROWS, MAX_TOLD = 40, 12
RUNS = 22
"""Runs that a difference usually costs."""
LEAD = "Differences of the output, its leaves a little larger and smaller, against the gradients:"


def proof(asked: Asked) -> tuple[Block, ...]:
    """A row per leaf that is asked for; sentences about kinks."""
    trace = asked.run.trace
    if asked.run.output is None or trace.problems:
        return ()
    steps = trace.program.instructions
    leaves = {step.node.id for step in steps if step.op.is_leaf}
    wanted = [id_ for id_ in dict.fromkeys(asked.by) if id_ in leaves]
    if not wanted:
        return ()
    sizes = (np.size(trace.value(id_)) for id_ in wanted)
    if RUNS * sum(sizes) * len(steps) > MAX_WORK:
        return (Paragraph(("Not checked: there are too many numbers.",)),)
    found = proved(trace, wanted)
    header: tuple[Words, ...] = (("Name",), ("Gradient",), ("Difference",), ("Relative error",))
    rows = tuple(_row(asked, one) for one in found[:MAX_ROWS])
    return (Paragraph((LEAD,)), Table(header, rows), *_special(asked, found))


def _row(asked: Asked, proof: LeafProof) -> tuple[Words, ...]:
    """Of a tensor its worst element."""
    worst, name = proof.worst, name_of(asked.run, proof.node)
    place = f" [{', '.join(map(str, worst.place))}], the worst" if worst.place else ""
    shown = (measured_piece(x).text for x in (worst.gradient, worst.found.best.value))
    gradient, difference = map(Maths, shown)
    return (name, place) if place else (name,), (gradient,), (difference,), (_error(proof),)


def _error(proof: LeafProof) -> str:
    """``below 10⁻⁷``, or its size and what course notes say of it."""
    match proof.band:
        case "good":
            return "below 10⁻⁷"
        case "fine" | "uneasy" | "wrong":
            return f"{power(proof.error)}: {WORDS[proof.band]}"
        case band:
            return WORDS[band]


def _special(asked: Asked, found: Sequence[LeafProof]) -> Iterator[Paragraph]:
    """What else there is to say of single leaves: both slopes at a kink, doubts."""
    graph = asked.graph
    telling = [one for one in found if one.worst.found.bends or one.band not in ("good", "zero")]
    for proof in telling[:MAX_TOLD]:
        said = "; ".join(details(graph, proof))
        yield Paragraph((f"{plain_symbol(graph, proof.node)}: {said}.",))
