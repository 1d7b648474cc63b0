"""A card's form: what it is made of and how large it is."""

from dataclasses import dataclass

import numpy as np

from graphviz_app.core.graph import Node
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.view import View
from graphviz_app.layout import Size
from graphviz_app.scene.items.forms import NodeForm
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
from graphviz_app.scene.items.rooms import room_for
from graphviz_app.scene.items.shapes import shape_of
from graphviz_app.scene.items.slot_marks import marks_width
from graphviz_app.scene.style import Style
from graphviz_app.scene.typeset.number_block import is_table

MIN_LEAF = (92.0, 52.0)
MIN_OPERATOR = (104.0, 60.0)
MIN_CONSTANT = (60.0, 44.0)
MIN_TAB = 40.0
SIDE, SIDES = 15.0, {"plain": 14.0, "hexagon": 18.0}
"""From a leaf's outline to its contents, by shape."""
PAD = 12.0
GAP = 10.0
TALL, UNDER_LINE, UNDER_TALL = 18.0, 4.0, 7.0
"""What is higher than a line, such as a fraction; from either to the numbers below it."""
PER_CUE = 15.0
"""Of the height of a card, for each operand that is told."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class CardForm(NodeForm):
    """A card; the tab is 0 wide on leaves, whose sign is beside the numbers."""

    tab: float = 0.0
    marks: float = 0.0
    """Of the tab's width, what the cues at the operands take on its left."""


def card_form(run: ReadRun, id_: str, style: Style, view: View) -> CardForm:
    """The card of one node of the reading."""
    node = run.reading.nodes[id_]
    value, gradient = number_rooms(run, id_, style, view)
    if shape_of(node.op) == "operator":
        return _operator(run, node, value, gradient, style)
    if is_inner_constant(run.reading, node):
        return _constant(run, node, value, style)
    return _leaf(run, node, value, gradient, style)


def number_rooms(
    run: ReadRun, id_: str, style: Style, view: View
) -> tuple[Size | None, Size | None]:
    """For its value and its gradient, as far as there are some, and they are told."""
    number = run.value(id_)
    value = room_for(number, style.number) if view.keeps_values else None
    if run.output is None or not view.keeps_gradients:
        return value, None
    return value, room_for(number, style.gradient_number)


def _leaf(
    run: ReadRun, node: Node, value: Size | None, gradient: Size | None, style: Style
) -> CardForm:
    shape = shape_of(node.op)
    name = name_of(run.reading, node.id, LEAF_NAME, style)
    side = style.px(SIDES.get(shape, SIDE))
    width = side + name.width + style.px(GAP) + widest_of(value, gradient, style) + side
    height = stack_of(value, gradient) + style.px(2 * 9)
    least = map(style.px, MIN_LEAF)
    width, height = map(max, (width, height), least)
    return CardForm(
        shape=shape, sign=name, title=None, value=value, gradient=gradient,
        width=width, height=height,
    )  # fmt: skip


def _constant(run: ReadRun, node: Node, value: Size | None, style: Style) -> CardForm:
    """A number inside a formula is its own name; with a label it shows label and value."""
    named = node.id in run.graph.labels
    number = run.value(node.id)
    table = isinstance(number, np.ndarray) and is_table(number)
    sign = name_of(run.reading, node.id, CONSTANT_NAME, style) if named or not table else None
    shown = value if named or table else None
    parts = [part.width for part in (sign, shown) if part is not None]
    width = sum(parts) + style.px(GAP) * (len(parts) - 1) + style.px(2 * SIDES["plain"])
    height = (shown.height if shown else 0.0) + style.px(2 * 9)
    width, height = map(max, (width, height), map(style.px, MIN_CONSTANT))
    return CardForm(
        shape="plain", sign=sign, title=None, value=shown, gradient=None,
        width=width, height=height,
    )  # fmt: skip


def _operator(
    run: ReadRun, node: Node, value: Size | None, gradient: Size | None, style: Style
) -> CardForm:
    lines = run.reading.is_of_lines
    sign = name_of(run.reading, node.id, LINE_NAME, style) if lines else sign_of(node, style)
    title = title_of(run, node, style)
    marks = marks_width(run.reading, node.id, style)
    tab = max(style.px(MIN_TAB), marks + sign.width + style.px(2 * 9))
    column = max(widest_of(value, gradient, style), title.width if title else 0.0)
    width = tab + style.px(PAD) + column + style.px(PAD)
    height = stack_of(value, gradient) + title_height(title, style) + style.px(2 * 6)
    if marks:
        height = max(height, style.theme.lettered(PER_CUE) * len(run.reading.incoming[node.id]))
    width, height = map(max, (width, height), map(style.px, MIN_OPERATOR))
    return CardForm(
        shape="operator", sign=sign, title=title, value=value, gradient=gradient,
        width=width, height=height, tab=tab, marks=marks,
    )  # fmt: skip


def title_height(title: Lettering | None, style: Style) -> float:
    """The row above the numbers; a tall formula takes what it needs."""
    if title is None:
        return 0.0
    high = title.ascent + title.descent
    under = UNDER_TALL if high > style.px(TALL) else UNDER_LINE
    return max(style.px(16), high + style.px(under))


def stack_of(*rooms: Size | None) -> float:
    """Their heights together."""
    return sum(room.height for room in rooms if room is not None)


def widest_of(value: Size | None, gradient: Size | None, style: Style) -> float:
    """Of the numbers; room for one also where there is none yet."""
    least = room_for(0.0, style.number)
    return max(room.width for room in (least, value, gradient) if room is not None)
