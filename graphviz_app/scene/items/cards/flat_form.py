"""The card of a node that does not show all its numbers: no larger than what it shows."""

from graphviz_app.core.graph import Node
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.view import View
from graphviz_app.layout import Size
from graphviz_app.scene.items.cards.card_form import (
    GAP,
    PAD,
    SIDE,
    SIDES,
    CardForm,
    number_rooms,
    stack_of,
    title_height,
)
from graphviz_app.scene.items.lettering import (
    CONSTANT_NAME,
    LEAF_NAME,
    LINE_NAME,
    Lettering,
    is_inner_constant,
    name_of,
    sign_of,
    title_of,
)
from graphviz_app.scene.items.shapes import shape_of
from graphviz_app.scene.items.slot_marks import marks_width
from graphviz_app.scene.style import Style

LEAST, LEAST_TAB = (44.0, 38.0), 34.0
PER_CUE = 15.0
_AIR = 7.0
"""Above and below what is shown."""


def flat_form(run: ReadRun, id_: str, style: Style, view: View) -> CardForm:
    """The card of one node of the reading."""
    node = run.reading.nodes[id_]
    value, gradient = number_rooms(run, id_, style, view)
    if shape_of(node.op) == "operator":
        return _operator(run, node, value, gradient, style)
    if is_inner_constant(run.reading, node) and id_ not in run.graph.labels:
        return _leaf(run, node, None, None, style, CONSTANT_NAME)
    return _leaf(run, node, value, gradient, style, LEAF_NAME)


def _leaf(
    run: ReadRun, node: Node, value: Size | None, gradient: Size | None, style: Style, size: float
) -> CardForm:
    shape = shape_of(node.op)
    name = name_of(run.reading, node.id, size, style)
    column = _widest(value, gradient)
    width = name.width + style.px(2 * SIDES.get(shape, SIDE))
    width += style.px(GAP) + column if column else 0.0
    high = max(stack_of(value, gradient), _height_of(name))
    return CardForm(
        shape=shape, sign=name, title=None, value=value, gradient=gradient,
        width=max(width, style.px(LEAST[0])),
        height=max(high + style.px(2 * _AIR), style.px(LEAST[1])),
    )  # fmt: skip


def _operator(
    run: ReadRun, node: Node, value: Size | None, gradient: Size | None, style: Style
) -> CardForm:
    """Without name and numbers it is its sign in a box; else that is on a tab."""
    lines = run.reading.is_of_lines
    sign = name_of(run.reading, node.id, LINE_NAME, style) if lines else sign_of(node, style)
    title, marks = title_of(run, node, style), marks_width(run.reading, node.id, style)
    column = max(_widest(value, gradient), title.width if title else 0.0)
    tab = max(style.px(LEAST_TAB), marks + sign.width + style.px(2 * 8))
    width = tab + column + style.px(2 * PAD) if column else tab
    high = max(stack_of(value, gradient) + title_height(title, style), _height_of(sign))
    high = max(high + style.px(2 * _AIR), style.px(LEAST[1]))
    if marks:
        high = max(high, style.px(PER_CUE) * len(run.reading.incoming[node.id]))
    return CardForm(
        shape="operator", sign=sign, title=title, value=value, gradient=gradient,
        width=max(width, style.px(LEAST[0])), height=high, tab=tab if column else 0.0, marks=marks,
    )  # fmt: skip


def _widest(*rooms: Size | None) -> float:
    return max((room.width for room in rooms if room is not None), default=0.0)


def _height_of(lettering: Lettering) -> float:
    return lettering.ascent + lettering.descent
