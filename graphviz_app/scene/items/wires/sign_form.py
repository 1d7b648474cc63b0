"""A sign's form: a circle, a pill or a small box; a leaf is its name at the end of its wire."""

from dataclasses import dataclass

import numpy as np

from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import line_of
from graphviz_app.core.view import View
from graphviz_app.layout import Direction, Gripped, Size, Turning
from graphviz_app.scene.items.forms import NodeForm, Row
from graphviz_app.scene.items.lettering import (
    CONSTANT_NAME,
    LEAF_NAME,
    LINE_NAME,
    Lettering,
    box_name_of,
    is_inner_constant,
    name_of,
    sign_of,
)
from graphviz_app.scene.items.rooms import room_for
from graphviz_app.scene.items.shapes import Shape, shape_of
from graphviz_app.scene.items.slot_marks import cues_width
from graphviz_app.scene.items.wires.cues import CUE_AT, GRIP, SIDE, before_sign
from graphviz_app.scene.items.wires.plans import Parts, Plan, downwards, rightwards
from graphviz_app.scene.style import Style
from graphviz_app.scene.typeset.fonts import Typeface
from graphviz_app.scene.typeset.number_block import is_table
from graphviz_app.typing_compat import override

CIRCLE = 38.0
PER_SLOT, PER_CUE = 12.0, 22.0
"""Of its height, for each wire that arrives, and for each that has a cue."""
TITLE_NAME, END_NAME = 17, 22
FOLD_SIGN = 14.0
"""For the triangle before the name of a folded group."""
MARK, MARK_GAP = 12.0, 6.0
"""The small shape at a leaf, by which kinds are told apart."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class SignForm(NodeForm):
    """Its width and height are those where results are drawn to the right."""

    parts: Parts
    right: Plan
    down: Plan
    is_leaf: bool

    def plan(self, direction: Direction) -> Plan:
        """Where its parts are."""
        return self.right if direction == "LR" else self.down

    @property
    @override
    def extent(self) -> Size:
        (width, height), (wide, high) = (map(round, plan.size) for plan in (self.right, self.down))
        return Turning.of(
            Gripped.of(Size(width, height), GRIP * self.right.body.height / height),
            Gripped.of(Size(wide, high), GRIP * self.down.body.width / wide),
        )

    @override
    def size_towards(self, direction: Direction) -> Size:
        return self.plan(direction).size

    @override
    def typeface(self, row: Row, style: Style) -> Typeface:
        return style.wire_value if row == "value" else style.wire_gradient


def has_stem(run: ReadRun, id_: str) -> bool:
    """Whether its numbers are told once, where its wires part or end."""
    reading = run.reading
    if is_bare_constant(run, id_):
        return False
    return len(reading.outgoing[id_]) != 1 or id_ == run.seed or run.value(id_) is None


def is_bare_constant(run: ReadRun, id_: str) -> bool:
    """Whether it is a number inside a formula, whose name is its value."""
    node, value = run.reading.nodes[id_], run.value(id_)
    table = isinstance(value, np.ndarray) and is_table(value)
    named = node.id in run.graph.labels or table
    return id_ not in run.reading.boxes and is_inner_constant(run.reading, node) and not named


def sign_form(run: ReadRun, id_: str, style: Style, view: View) -> SignForm:
    """The form of one node of the reading."""
    leaf = shape_of(run.reading.nodes[id_].op) != "operator"
    sign, shape, body, body_down = (_leaf if leaf else _body)(run, id_, style)
    value, gradient = _numbers(run, id_, style, view)
    used = bool(run.reading.outgoing[id_])
    is_end = id_ == run.seed and not used
    title = None if leaf else _title(run, id_, END_NAME if is_end else TITLE_NAME, style)
    parts = Parts(
        body=body, body_down=body_down, title=None if is_end else title,
        value=value, gradient=gradient, wired=has_stem(run, id_), pointed=not used,
        end=title if is_end else None,
    )  # fmt: skip
    right, down = rightwards(parts, style), downwards(parts, style)
    return SignForm(
        shape=shape, sign=sign, title=parts.title, value=value, gradient=gradient,
        width=right.size.width, height=right.size.height, parts=parts, right=right, down=down,
        is_leaf=leaf,
    )  # fmt: skip


def _title(run: ReadRun, id_: str, size: float, style: Style) -> Lettering | None:
    """Its name, if it has one that is not written in it."""
    graph = run.graph
    if run.reading.is_of_lines or id_ in run.reading.boxes:
        return None
    named = id_ in graph.labels or line_of(graph, id_) == id_
    return name_of(run.reading, id_, size, style) if named else None


def _numbers(run: ReadRun, id_: str, style: Style, view: View) -> tuple[Size | None, Size | None]:
    """Room for value and gradient on its stem."""
    if view.edge_numbers == "none" or not has_stem(run, id_):
        return None, None
    number = run.value(id_)
    told = run.seed is not None and view.keeps_gradients
    gradient = room_for(number, style.wire_gradient) if told else None
    return room_for(number, style.wire_value) if view.keeps_values else None, gradient


def _leaf(run: ReadRun, id_: str, style: Style) -> tuple[Lettering, Shape, Size, Size]:
    size = CONSTANT_NAME if is_bare_constant(run, id_) else LEAF_NAME
    name = name_of(run.reading, id_, size, style)
    mark = 0.0 if run.reading.nodes[id_].op == "constant" else style.px(MARK)
    gap = style.px(MARK_GAP) if mark else 0.0
    height = name.ascent + name.descent + style.px(2)
    width = name.width + style.px(2 * 3)
    return (
        name,
        "plain",
        Size(width + gap + mark, max(height, style.px(28))),
        Size(max(width, mark), height + gap / 2 + mark),
    )


def _body(run: ReadRun, id_: str, style: Style) -> tuple[Lettering, Shape, Size, Size]:
    reading, count = run.reading, len(run.reading.incoming[id_])
    slots = style.px(PER_SLOT) * count
    least = style.px(CIRCLE)
    if reading.is_of_lines or id_ in reading.boxes:
        boxed = id_ in reading.boxes
        name = box_name_of(run, id_, style) if boxed else name_of(reading, id_, LINE_NAME, style)
        height = max(least, name.ascent + name.descent + style.px(8))
        width = name.width + style.px(2 * SIDE + (FOLD_SIGN if boxed else 0))
        size = Size(max(width, least + style.px(6)), height)
        return name, "operator", *_long(size, slots, slots)
    sign = sign_of(reading.nodes[id_], style, style.wire_word_sign)
    cues = cues_width(reading, id_, style.wire_mark)
    if cues:
        return sign, "pill", *_cued(sign, cues, count, style)
    size = Size(max(sign.width + style.px(2 * SIDE), least), least)
    right, down = _long(size, slots, slots)
    round_ = right == down and abs(right.width - right.height) < 1
    return sign, "circle" if round_ else "pill", right, down


def _cued(sign: Lettering, cues: float, count: int, style: Style) -> tuple[Size, Size]:
    """With room for a column of cues on the left of the sign; or for a row above it."""
    height = max(style.px(CIRCLE), style.theme.lettered(PER_CUE) * count)
    width = before_sign(height, count, cues, style) + sign.width + style.px(SIDE)
    width = max(width, style.px(CIRCLE + 6))
    row = count * (cues + style.px(CUE_AT + SIDE))
    return Size(width, height), Size(max(width, row), style.px(CIRCLE))


def _long(size: Size, high: float, wide: float) -> tuple[Size, Size]:
    """So high, or so wide, that all wires find a place, and what is told of them."""
    return Size(size.width, max(size.height, high)), Size(max(size.width, wide), size.height)
