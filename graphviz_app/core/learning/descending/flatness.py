"""Why no gradient leads on: units that have died, parameters that lead nowhere."""

from collections.abc import Sequence
from typing import NamedTuple

from graphviz_app.core.learning.descending.rows import Values
from graphviz_app.core.learning.descending.way import Way
from graphviz_app.core.op import Array
from graphviz_app.core.order import leads_to
from graphviz_app.core.trace import Trace
from graphviz_app.core.why.cause import Fate
from graphviz_app.core.why.units import units

MOST_ROWS = 2_000
"""Of more nothing is said of units: each row is run by itself."""
_SHOWN = 4
_TOLD: Sequence[tuple[Fate, str, str]] = (
    ("dead", "0{}, without a slope", "dead"),
    ("saturated", "without a slope{}", "saturated"),
)


class Flatness(NamedTuple):
    """The largest of the gradients, in size, and what is known of why; '' if nothing is."""

    largest: float
    why: str = ""


def why_flat(way: Way, row: Array) -> str:
    """What keeps gradients back at a row of numbers, as sentences; '' if nothing is known."""
    graph = way.rows.program.graph
    output = graph.output or ""
    if not any(leads_to(graph, id_, output) for id_ in way.ids):
        return f" Nothing that is trained leads to '{output}'."
    rows = "" if way.feed is None else " in every row"
    for fate, told, kind in _TOLD:
        names = [f"'{id_}'" for id_ in units_of(way, way.values(row), fate)]
        if names:
            more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
            verb = "is" if len(names) == 1 else "are"
            return f" {', '.join(names[:_SHOWN])}{more} {verb} {kind}: {told.format(rows)}."
    return ""


def units_of(way: Way, values: Values, fate: Fate) -> list[str]:
    """Those on the way to the loss that have no slope in any row, the vectors among them whole."""
    rows, graph = way.rows, way.rows.program.graph
    if rows.count > MOST_ROWS:
        return []
    left = _without_slope(rows.trace(values, 0), fate)
    for row in range(1, rows.count):
        if not left:
            return []
        here = set(_without_slope(rows.trace(values, row), fate))
        left = [id_ for id_ in left if id_ in here]
    return [id_ for id_ in left if leads_to(graph, id_, graph.output or "")]


def _without_slope(trace: Trace, fate: Fate) -> list[str]:
    found = units(trace).items()
    return [i for i, u in found if (u.fate, u.many, u.slope) == (fate, u.of, 0.0)]
