"""How moments of each phase are told."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from graphviz_app.core.forward.forward_run import ForwardRun
from graphviz_app.core.schedule import Moment, Pass, Phase
from graphviz_app.explain.explain import (
    Explanation,
    backward_caption,
    forward_caption,
    seed_caption,
)


class Telling(NamedTuple):
    """How moments of a phase are told."""

    title: str
    """Before the names of the nodes."""
    rows: Callable[[Pass, Moment], Iterable[Explanation]]
    is_by_edge: bool
    """Whether there is a row per edge; else per node."""
    level: str
    """The same where rows would be too many."""


def _computed(passing: Pass, moment: Moment) -> Iterable[Explanation]:
    return (forward_caption(passing.run, id_) for id_ in moment.nodes)


def _seeded(passing: Pass, _: Moment) -> Iterable[Explanation]:
    return [seed_caption(passing.run)]


def _handed_back(passing: Pass, moment: Moment) -> Iterable[Explanation]:
    return (backward_caption(passing.run, edge, passing.arrival(edge)) for edge in moment.edges)


def moved_rows(passing: Pass, moment: Moment) -> Iterable[Explanation]:
    """What moves in forward mode, and how fast."""
    from graphviz_app.explain.tangents import direction_caption, moment_rows  # late: of one mode

    run = passing.run
    if not isinstance(run, ForwardRun):
        return ()
    if moment.phase == "direction":
        return [direction_caption(run)]
    return (row for id_ in moment.nodes for row in moment_rows(run, id_))


def _untold(_: Pass, __: Moment) -> Iterable[Explanation]:
    """Told by others: nothing is computed."""
    return ()


TELLING: Mapping[Phase, Telling] = {
    "forward": Telling("compute", _computed, False, "{count} nodes at depth {depth}"),
    "seed": Telling("the backward pass starts at", _seeded, False, "The backward pass starts"),
    "backward": Telling(
        "gradient back through",
        _handed_back,
        True,
        "Gradients flow back through {count} nodes at once",
    ),
    "direction": Telling("forward mode starts at", moved_rows, False, "Forward mode starts"),
    "tangent": Telling(
        "value and tangent of", moved_rows, False, "{count} nodes and their tangents"
    ),
    "rest": Telling("finished", _untold, False, "Every value and every gradient is known"),
    "update": Telling("update", _untold, False, "{count} parameters take their step at once"),
}
