"""Gaps as wide as a room allows: a graph fills it calmly, instead of being a band in the middle."""

from bisect import bisect
from collections import Counter

from graphviz_app.layout.dot import TIGHT
from graphviz_app.layout.geometry import Size, Spacing
from graphviz_app.layout.plans import FRAME, Plan, zoom
from graphviz_app.layout.rows import ROW_GAP

_CALM = 1.2
"""The zoom from which more room goes into the gaps."""
_LEAST, _MOST = 4.0, Spacing(26.0, 30.0)
"""What is worth another layout, and what nobody needs more of, in pixels."""
_SHARE = 0.8
"""How much of what is free is used."""
_MOST_BETWEEN = 24.0


def roomier(plan: Plan, room: Size) -> Spacing:
    """What may be added to the gaps between ranks and nodes."""
    along, across = _free(plan, room)
    ranks, beside = _counted(plan)
    spacing = Spacing(
        min(_SHARE * along / max(ranks, 1), _MOST.along),
        min(_SHARE * across / max(beside + plan.rows - 1, 1), _MOST.across),
    )
    return spacing if max(spacing) >= _LEAST else TIGHT


def row_gap(plan: Plan, room: Size) -> float:
    """From a row to the nearest lane, in pixels."""
    between = 2 * (plan.rows - 1)
    if not between:
        return ROW_GAP
    return ROW_GAP + min(_SHARE * _free(plan, room).across / between, _MOST_BETWEEN)


def _free(plan: Plan, room: Size) -> Spacing:
    """What the room has over, along the direction of reading and across it."""
    calm = min(zoom(plan.size, room), _CALM)
    wide, high = (
        max(length / calm - FRAME - used, 0.0) for length, used in zip(room, plan.size, strict=True)
    )
    return Spacing(wide, high) if plan.layout.direction == "LR" else Spacing(high, wide)


def _counted(plan: Plan) -> tuple[int, int]:
    """Gaps between the ranks of the longest row, and beside each other in all rows together."""
    layout, borders = plan.layout, [cut.x for cut in plan.cuts]
    down = layout.direction == "TB"
    middles = [at[down] for at in layout.nodes.values()]
    middles += [path.label.centre[down] for path in layout.edges if path.label is not None]
    rows: list[Counter[int]] = [Counter() for _ in range(plan.rows)]
    for middle in middles:
        rows[bisect(borders, middle)][round(middle)] += 1
    return max(map(len, rows)) - 1, sum(max(row.values()) - 1 for row in rows)
