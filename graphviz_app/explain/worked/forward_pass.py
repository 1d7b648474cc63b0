"""The forward pass, line by line: symbols, numbers, result."""

from collections.abc import Sequence

from graphviz_app.core.schedule import Pass
from graphviz_app.explain.forward import forward_caption
from graphviz_app.explain.neuron import neuron_forward
from graphviz_app.explain.worked.asked import Asked
from graphviz_app.explain.worked.solution import Block, Equation
from graphviz_app.explain.worked.told import bounded, equation_of


def forward_pass(asked: Asked, passing: Pass) -> tuple[Block, ...]:
    """In the order of the schedule."""
    return bounded(_computed(asked, passing), lambda id_: computed(asked, id_))


def _computed(asked: Asked, passing: Pass) -> Sequence[str]:
    moments = passing.steps.moments[: passing.steps.turn]
    return [id_ for moment in moments for id_ in moment.nodes if asked.is_told(id_)]


def computed(asked: Asked, id_: str) -> tuple[Equation, ...]:
    """One node: its equation; of a neuron z and its activation."""
    run = asked.run
    if id_ in run.reading.neurons:
        told = neuron_forward(run, id_)
        values = [run.weighted_sum(id_), run.value(id_)]
        return tuple(equation_of(*pair, "value") for pair in zip(told, values, strict=False))
    said = forward_caption(run, id_, in_full=True)
    return (equation_of(said, run.value(id_), "value", remark=said.remark),)
