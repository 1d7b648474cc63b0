"""What is written on nodes besides their numbers: names, signs, expressions."""

from PySide6.QtGui import QColor, QPainter

from graphviz_app.core.graph import Node
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import Reading, line_of
from graphviz_app.explain.boxes import box_name
from graphviz_app.explain.explain import (
    expression,
    line_expression,
    node_sign,
    plain_symbol,
    symbol,
)
from graphviz_app.scene.style import Style
from graphviz_app.scene.typeset.fonts import Typeface, typeface
from graphviz_app.scene.typeset.math_text import MathText, typeset
from graphviz_app.scene.typeset.text_line import TextLine, elided, text_line

Lettering = MathText | TextLine

LEAF_NAME, CONSTANT_NAME, LINE_NAME, TITLE_NAME = 21, 18, 20, 15
"""Sizes of names, by what they stand on."""
MAX_LABEL_SIZE = 15.0
MAX_NAME = 150.0
MAX_EXITS = 4
"""Names of what leaves a folded group that are written."""
MAX_EXPRESSION = 250.0
"""Wider ones are shortened; the tooltip has them in full."""


def is_inner_constant(reading: Reading, node: Node) -> bool:
    """Whether it is a number inside a formula, which is its own name."""
    return node.op == "constant" and line_of(reading.graph, node.id) != node.id


def sign_of(node: Node, style: Style, words: Typeface | None = None) -> Lettering:
    """An operator's sign; one that is a word in the usual type for that, or in another."""
    text = node_sign(node)
    return text_line(text, style.sign if len(text) <= 2 else words or style.word_sign)


def title_of(run: ReadRun, node: Node, style: Style) -> Lettering | None:
    """Above an operator's numbers: what its line computes, or its name if it has one."""
    if run.reading.is_of_lines:
        return _expression(run, node, style)
    graph = run.graph
    named = node.id in graph.labels or line_of(graph, node.id) == node.id
    return name_of(run.reading, node.id, TITLE_NAME, style) if named else None


def box_name_of(run: ReadRun, id_: str, style: Style) -> Lettering:
    """A folded group's name in plain words."""
    name = box_name(run.reading.boxes[id_].path)
    return elided(name, typeface(style.theme, style.name_size(14), 600), style.px(MAX_NAME))


def box_title(run: ReadRun, id_: str, style: Style) -> Lettering | None:
    """Above its numbers: the names of what leaves it."""
    exits = run.reading.boxes[id_].exits
    if not exits:
        return None
    shown = [symbol(run.graph, exit_) for exit_ in exits[:MAX_EXITS]]
    dots = [r"\dots"] * (len(exits) > MAX_EXITS)
    return typeset(", ".join(shown + dots), style.px(style.name_size(TITLE_NAME)))


def name_of(reading: Reading, id_: str, size: float, style: Style) -> Lettering:
    """The label in plain words, else the name in maths; shortened if it is too wide."""
    if (label := reading.graph.labels.get(id_)) is not None:
        # Words look larger than mathematics of the same size.
        small = style.name_size(min(size - 2, MAX_LABEL_SIZE))
        words = typeface(style.theme, small, 500)
        return elided(label, words, style.px(MAX_NAME))
    name = typeset(symbol(reading.graph, id_), style.px(style.name_size(size)))
    if name.width <= style.px(MAX_NAME):
        return name
    plain = plain_symbol(reading.graph, id_)
    return elided(plain, typeface(style.theme, style.name_size(min(size, 14))), style.px(MAX_NAME))


def _expression(run: ReadRun, node: Node, style: Style) -> Lettering:
    """What the line computes, in maths; if that is too wide, its last operator's sign."""
    for write in (line_expression, expression):
        written = write(run.graph, node.id, run.trace.values)
        formula = typeset(written, style.px(style.name_size(14)))
        if formula.width <= style.px(MAX_EXPRESSION):
            return formula
    return text_line(node_sign(node), style.word_sign)


def draw_within(
    painter: QPainter, lettering: Lettering, x: float, baseline: float, color: QColor, room: float
) -> None:
    """Draw it with its left end at x; narrower if it is wider than its room."""
    if lettering.width <= room + 0.5:
        lettering.draw(painter, x, baseline, color)
        return
    painter.save()
    painter.translate(x, baseline)
    painter.scale(room / lettering.width, 1.0)
    lettering.draw(painter, 0.0, 0.0, color)
    painter.restore()


def half_height(lettering: Lettering) -> float:
    """From the middle of a line down to its baseline: letters look centred, not their boxes."""
    if isinstance(lettering, TextLine):
        return lettering.cap_height / 2
    return (lettering.ascent - lettering.descent) / 2
