"""What a node shows, and how much room that takes: shared by measuring and drawing."""

from dataclasses import dataclass

from graphviz_app.core.graph import Node, Value
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import Reading, line_of
from graphviz_app.explain.explain import (
    expression,
    line_expression,
    node_sign,
    plain_symbol,
    symbol,
)
from graphviz_app.scene.fonts import Face, face
from graphviz_app.scene.math_text import MathText, typeset
from graphviz_app.scene.number_block import NumberBlock, number_block
from graphviz_app.scene.shapes import Shape, shape_of
from graphviz_app.scene.slot_marks import marks_width
from graphviz_app.scene.style import Style
from graphviz_app.scene.text_line import TextLine, elided, text_line

Lettering = MathText | TextLine

MIN_LEAF = (92.0, 52.0)
MIN_OPERATOR = (104.0, 60.0)
MIN_CONSTANT = (60.0, 44.0)
MIN_TAB = 40.0
MAX_LABEL_SIZE = 15.0
MAX_NAME = 150.0
MAX_EXPRESSION = 250.0
"""Wider ones are shortened; the tooltip has them in full."""
SIDE, SIDES = 15.0, {"plain": 14.0, "hexagon": 18.0}
"""From a leaf's outline to its contents, by shape."""
_PAD = 12.0
_GAP = 10.0


@dataclass(frozen=True, slots=True, eq=False)
class NodeFace:
    """A node's contents. Lengths in pixels; the tab is 0 wide on leaves."""

    shape: Shape
    sign: Lettering | None
    """On an operator's tab, or a leaf's name. A label stands wherever a name would."""
    title: Lettering | None
    """Above the numbers: an operator's name, a line's expression."""
    value: NumberBlock | None
    gradient: NumberBlock | None
    tab: float
    marks: float
    """Of the tab's width, what the cues at the operands take on its left."""
    width: float
    height: float


def node_face(run: ReadRun, id_: str, style: Style) -> NodeFace:
    """The face of one node, wide enough for every number it will ever show."""
    node = run.reading.nodes[id_]
    value = _block(run.value(id_), style.number)
    gradient = _block(run.gradient(id_), style.gradient_number)
    if shape_of(node.op) == "operator":
        return _operator_face(run, node, value, gradient, style)
    if node.op == "constant" and line_of(run.graph, id_) != id_:
        return _constant_face(run.reading, node, value, style)
    return _leaf_face(run, node, value, gradient, style)


def _block(value: Value | None, face: Face) -> NumberBlock | None:
    return None if value is None else number_block(value, face)


def _leaf_face(
    run: ReadRun,
    node: Node,
    value: NumberBlock | None,
    gradient: NumberBlock | None,
    style: Style,
) -> NodeFace:
    shape = shape_of(node.op)
    name = _name(run.reading, node.id, 21, style)
    side = style.px(SIDES.get(shape, SIDE))
    numbers = _numbers_width(run, node.id, (value, gradient), style)
    width = side + name.width + style.px(_GAP) + numbers + side
    height = _stack(value, gradient) + style.px(2 * 9)
    return NodeFace(
        shape,
        name,
        None,
        value,
        gradient,
        0.0,
        0.0,
        max(width, style.px(MIN_LEAF[0])),
        max(height, style.px(MIN_LEAF[1])),
    )


def _constant_face(
    reading: Reading, node: Node, value: NumberBlock | None, style: Style
) -> NodeFace:
    """A number inside a formula is its own name; with a label it shows label and value."""
    named = node.id in reading.graph.labels
    table = value is not None and value.bracketed
    sign = _name(reading, node.id, 18, style) if named or not table else None
    shown = value if named or table else None
    parts = [part.width for part in (sign, shown) if part is not None]
    width = sum(parts) + style.px(_GAP) * (len(parts) - 1) + style.px(2 * SIDES["plain"])
    height = (shown.height if shown else 0.0) + style.px(2 * 9)
    return NodeFace(
        "plain",
        sign,
        None,
        shown,
        None,
        0.0,
        0.0,
        max(width, style.px(MIN_CONSTANT[0])),
        max(height, style.px(MIN_CONSTANT[1])),
    )


def _operator_face(
    run: ReadRun,
    node: Node,
    value: NumberBlock | None,
    gradient: NumberBlock | None,
    style: Style,
) -> NodeFace:
    reading = run.reading
    lines = reading.kind == "lines"
    sign = _name(reading, node.id, 20, style) if lines else _sign(node, style)
    title = _expression(run, node, style) if lines else _title(reading, node, style)
    marks = marks_width(reading, node.id, style)
    tab = max(style.px(MIN_TAB), marks + sign.width + style.px(2 * 9))
    numbers = _numbers_width(run, node.id, (value, gradient), style)
    column = max(numbers, title.width if title else 0.0)
    width = tab + style.px(_PAD) + column + style.px(_PAD)
    height = _stack(value, gradient) + title_height(title, style) + style.px(2 * 6)
    return NodeFace(
        "operator",
        sign,
        title,
        value,
        gradient,
        tab,
        marks,
        max(width, style.px(MIN_OPERATOR[0])),
        max(height, style.px(MIN_OPERATOR[1])),
    )


def title_height(title: Lettering | None, style: Style) -> float:
    """The row above the numbers; a tall formula takes what it needs."""
    if title is None:
        return 0.0
    return max(style.px(16), title.ascent + title.descent + style.px(4))


def _stack(*blocks: NumberBlock | None) -> float:
    return sum(block.height for block in blocks if block is not None)


def _sign(node: Node, style: Style) -> Lettering:
    text = node_sign(node)
    return text_line(text, style.sign if len(text) <= 2 else style.word_sign)


def _title(reading: Reading, node: Node, style: Style) -> Lettering | None:
    """The name of the line that ends in this operator; the ones in between have none."""
    return _name(reading, node.id, 15, style) if _has_name(reading, node.id) else None


def _has_name(reading: Reading, id_: str) -> bool:
    graph = reading.graph
    return id_ in graph.labels or line_of(graph, id_) == id_


def _name(reading: Reading, id_: str, size: float, style: Style) -> Lettering:
    """The label in plain words, else the name in maths; shortened if it is too wide."""
    if (label := reading.graph.labels.get(id_)) is not None:
        # Words look larger than mathematics of the same size.
        words = face(style.theme, min(size - 2, MAX_LABEL_SIZE), 500)
        return elided(label, words, style.px(MAX_NAME))
    name = typeset(symbol(reading.graph, id_), style.px(size))
    if name.width <= style.px(MAX_NAME):
        return name
    plain = plain_symbol(reading.graph, id_)
    return elided(plain, face(style.theme, min(size, 14)), style.px(MAX_NAME))


def _expression(run: ReadRun, node: Node, style: Style) -> Lettering:
    """What the line computes, in maths; if that is too wide, its last operator's sign."""
    for write in (line_expression, expression):
        formula = typeset(write(run.graph, node.id, run.trace.values), style.px(14))
        if formula.width <= style.px(MAX_EXPRESSION):
            return formula
    return text_line(node_sign(node), style.word_sign)


def _numbers_width(
    run: ReadRun,
    id_: str,
    blocks: tuple[NumberBlock | None, ...],
    style: Style,
) -> float:
    """Room for value, gradient and, where contributions gather, each of them."""
    widths = [text_line("\N{MINUS SIGN}0.000", style.number).width]
    widths += [block.width for block in blocks if block is not None]
    outgoing = run.reading.outgoing[id_]
    for edge in outgoing if len(outgoing) > 1 else ():
        share = run.contribution(edge)
        if share is not None:
            widths.append(number_block(share, style.number).width)
    return max(widths)
