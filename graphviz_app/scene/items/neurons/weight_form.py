"""The form of what stands on an edge: a weight with its numbers, or what is handed back."""

from dataclasses import dataclass

from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.view import View
from graphviz_app.explain.explain import symbol
from graphviz_app.layout import Size
from graphviz_app.scene.items.forms import BARE, EdgeForm, Row
from graphviz_app.scene.items.lettering import Lettering, is_inner_constant, name_of
from graphviz_app.scene.items.rooms import LABEL_MARGIN, room_for
from graphviz_app.scene.style import Style
from graphviz_app.scene.typeset.math_text import typeset

NAME = 16
GAP = 8.0


@dataclass(frozen=True, slots=True)
class WeightForm(EdgeForm):
    """Numbers that interrupt their edge; a weight's name is beside them, if it has one."""

    weight: str | None = None
    name: Lettering | None = None


def on_edge(run: ReadRun, index: int, style: Style, view: View, *, roomy: bool) -> EdgeForm:
    """What stands on an edge; ``roomy``: also where nobody looks."""
    edge = run.reading.edges[index]
    if edge.weight is not None:
        return _weight(run, index, edge.weight, style, view, roomy=roomy)
    if (
        not view.keeps_gradients
        or len(run.reading.outgoing[edge.source]) < 2
        or run.contribution(index) is None
    ):
        return BARE
    rows: tuple[Row, ...] = ("gradient",)
    return WeightForm(rows, _room(run, index, rows, None, style) if roomy else None)


def _weight(
    run: ReadRun, index: int, weight: str, style: Style, view: View, *, roomy: bool
) -> EdgeForm:
    """Its name, its value, and under that its gradient."""
    name = added_name(run, weight, style, minus=_is_taken_away(run, index))
    learns = run.gradient(weight) is not None
    kept: dict[Row, bool] = {
        "value": view.keeps_values,
        "gradient": learns and view.keeps_gradients,
    }
    rows = tuple(row for row, on in kept.items() if on)
    if not rows and name is None:
        return BARE
    room = _room(run, index, rows, name, style) if roomy else None
    return WeightForm(rows, room, weight=weight, name=name)


def added_name(run: ReadRun, id_: str, style: Style, *, minus: bool) -> Lettering | None:
    """Of a weight or bias; None for a number in a formula; with a minus if it is taken away."""
    own = is_inner_constant(run.reading, run.graph.nodes[id_])
    if minus:
        return typeset(
            "-" + ("" if own else symbol(run.graph, id_)), style.px(style.name_size(NAME))
        )
    return None if own else name_of(run.reading, id_, NAME, style)


def _is_taken_away(run: ReadRun, index: int) -> bool:
    edge = run.reading.edges[index]
    neuron = run.reading.neurons.get(edge.target)
    if neuron is None:
        return False
    return neuron.minus if edge.source in run.reading.units else neuron.terms[edge.slot].minus


def _room(
    run: ReadRun, index: int, rows: tuple[Row, ...], name: Lettering | None, style: Style
) -> Size:
    """For the rows under each other, with the name beside the first."""
    edge = run.reading.edges[index]
    number = run.value(edge.weight or edge.carries)
    rooms = [room_for(number, BARE.typeface(row, style), table=False) for row in rows]
    shown = [room for room in rooms if room is not None]
    width = max((room.width for room in shown), default=0.0)
    width += name.width + style.theme.opened(GAP) if name is not None else 0.0
    height = sum(room.height for room in shown)
    if name is not None and not shown:
        height = name.ascent + name.descent
        width = name.width
    margins = [style.px(2 * margin) for margin in LABEL_MARGIN]
    return Size(round(width + margins[0]), round(height + margins[1]))
