"""The backward pass: every gradient once, when all of it has arrived, in the schedule's order."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from graphviz_app.core.graph import Edge, Value
from graphviz_app.core.moments import Share
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.schedule import Pass
from graphviz_app.explain.explain import seed_caption
from graphviz_app.explain.formula import is_written_number
from graphviz_app.explain.plain_formula import plain_symbol
from graphviz_app.explain.why.zeros import why_gradient
from graphviz_app.explain.worked.asked import Asked
from graphviz_app.explain.worked.gradient import delta, gradient
from graphviz_app.explain.worked.solution import Block, Equation, Paragraph
from graphviz_app.explain.worked.told import bounded, equation_of

MAX_IN_STEP, MAX_NAMES = 24, 12
"""Gradients that are told in one step, and names in a sentence."""


class Complete(NamedTuple):
    """A gradient of which the last contribution has arrived; without any the δ of a neuron."""

    id_: str
    shares: tuple[Share, ...]


def backward_pass(asked: Asked, passing: Pass) -> tuple[Block, ...]:
    """From the output back to what is asked for."""
    run = asked.run
    if run.output is None:
        return (Paragraph(("There is no output, so nothing is differentiated.",)),)
    said = seed_caption(run)
    seed = equation_of(said, None, "gradient", remark=said.remark)
    untold = {kink.node: kink.convention for kink in run.trace.kinks}
    whys: set[str] = set()

    def told(step: Sequence[Complete]) -> tuple[Equation, ...]:
        shown = step if len(step) <= MAX_IN_STEP else [*step[: MAX_IN_STEP - 2], step[-1]]
        rows = [row for one in shown for row in _rows(run, one, untold, whys)]
        if len(shown) < len(step):
            rows[-1] = rows[-1]._replace(remark=f"{len(step) - len(shown):,} before it left out")
        return tuple(rows) if step else (seed,)

    steps = [step for step in _steps(asked, passing) if step]
    return (*bounded([(), *steps], told), *_without_path(asked))


def _steps(asked: Asked, passing: Pass) -> Iterator[tuple[Complete, ...]]:
    """Per moment the gradients that are complete after it: weights and biases first."""
    done = _complete_after(passing)
    run, turn = asked.run, passing.steps.turn
    for k, moment in enumerate(passing.steps.moments[turn:], turn + 1):
        if moment.phase == "seed":
            continue
        neurons = [id_ for id_ in moment.nodes if id_ in run.reading.neurons]
        deltas = (Complete(id_, ()) for id_ in neurons if asked.is_on_way(id_))
        ready = [one for one in done.get(k, ()) if _is_wanted(asked, one.id_)]
        ready.sort(key=lambda one: isinstance(one.shares[-1], int))
        yield (*deltas, *ready)


def _complete_after(passing: Pass) -> Mapping[int, Sequence[Complete]]:
    done: dict[int, list[Complete]] = {}
    for id_, at in passing.steps.arriving.items():
        shares = tuple(share for group in at.values() for share in group)
        done.setdefault(max(at), []).append(Complete(id_, shares))
    return done


def _is_wanted(asked: Asked, id_: str) -> bool:
    run = asked.run
    if id_ in run.reading.units or run.gradient(id_) is None:
        return False
    return not is_written_number(run.graph, id_) and asked.is_on_way(id_)


def _rows(
    run: ReadRun, one: Complete, untold: dict[str, str], whys: set[str]
) -> tuple[Equation, ...]:
    """The equation of one gradient; a kink on the way is told once, with its convention.

    Of a gradient that is 0 it says why, unless that is among the ``whys`` told before.
    """
    *rows, last = gradient(run, one.id_, one.shares) if one.shares else (delta(run, one.id_),)
    met = {node: untold.pop(node) for node in _through(run, one) if node in untold}
    said = [f"at a kink of {plain_symbol(run.graph, node)}: {told}" for node, told in met.items()]
    remark = "; ".join(part for part in last.remark.split("; ") if part not in met.values())
    if not remark and not said and _is_zero(run.gradient(one.id_)):
        why = [reason.sentence.rstrip(".") for reason in why_gradient(run, one.id_)[:1]]
        said = [sentence for sentence in why if sentence not in whys]
        whys.update(said)
    return (*rows, last._replace(remark="; ".join(filter(None, [remark, *said]))))


def _is_zero(value: Value | None) -> bool:
    """Of a tensor: all of it."""
    return value == 0 if value is None or isinstance(value, float) else not value.any()


def _through(run: ReadRun, one: Complete) -> Iterator[str]:
    """The operators through which a gradient has come."""
    edges = run.reading.edges
    ends = [
        share.target if isinstance(share, Edge) else edges[share].target for share in one.shares
    ]
    for end in ends or [one.id_]:
        yield from run.reading.members.get(end, (end,))


def _without_path(asked: Asked) -> Iterator[Paragraph]:
    """What is asked for and nothing flows back to."""
    graph, output = asked.graph, asked.run.output
    lost = [id_ for id_ in asked.by if id_ not in asked.before and id_ in graph.nodes]
    if not lost or output is None:
        return
    names = [plain_symbol(graph, id_) for id_ in lost[:MAX_NAMES]]
    names += [f"{len(lost) - MAX_NAMES:,} more"] if len(lost) > MAX_NAMES else []
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    verb = "its gradient is" if len(lost) == 1 else "their gradients are"
    end = plain_symbol(graph, output)
    yield Paragraph(
        (f"No path along which gradients flow leads from {listed} to {end}: {verb} 0.",)
    )
