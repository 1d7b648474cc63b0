"""Small cues where edges arrive, for operators whose operands may not be exchanged."""

from typing import NamedTuple

from PySide6.QtCore import QPointF

from graphviz_app.core.oplib import OPS
from graphviz_app.core.reading import Reading
from graphviz_app.layout import EdgePath
from graphviz_app.scene.style import Style
from graphviz_app.scene.typeset.fonts import Typeface
from graphviz_app.scene.typeset.text_line import TextLine, text_line

_INSET = 7.0


class SlotMark(NamedTuple):
    """A cue and the left end of its middle line, in scene pixels."""

    text: TextLine
    at: QPointF


def slot_texts(reading: Reading, id_: str) -> tuple[str, ...]:
    """A cue per operand; none where their order does not matter."""
    if reading.is_of_lines:
        return ()
    op = OPS.get(reading.nodes[id_].op)
    return op.cues if op is not None else ()


def slot_marks(
    reading: Reading, id_: str, paths: tuple[EdgePath, ...], style: Style
) -> list[SlotMark]:
    """The cues in their places: inside the node if edges arrive from the left, else above it."""
    texts = slot_texts(reading, id_)
    marks = []
    for index in reading.incoming[id_]:
        slot = reading.edges[index].slot
        if slot < len(texts):
            (x0, y0), (x, y) = paths[index].points[-2:]
            across = abs(x - x0) >= abs(y - y0)
            at = QPointF(x + style.px(_INSET), y if across else y - style.px(10))
            marks.append(SlotMark(text_line(texts[slot], style.mark), at))
    return marks


def cues_width(reading: Reading, id_: str, type_: Typeface) -> float:
    """Of the widest of the cues, set in this type, in pixels."""
    texts = slot_texts(reading, id_)
    return max((text_line(text, type_).width for text in texts), default=0.0)


def marks_width(reading: Reading, id_: str, style: Style) -> float:
    """Room for the cues beside the sign, in pixels."""
    width = cues_width(reading, id_, style.mark)
    return width + style.px(_INSET) if width else 0.0
