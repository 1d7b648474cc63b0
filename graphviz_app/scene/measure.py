"""Sizes for the layout, from the widest content that is ever shown. Needs fonts, no scene."""

from graphviz_app.core.reading import Reading
from graphviz_app.core.trace import Trace
from graphviz_app.layout import Size
from graphviz_app.scene.edge_face import USUAL, Shown, edge_face
from graphviz_app.scene.node_face import node_face
from graphviz_app.scene.style import style_of
from graphviz_app.theme import Theme

MAX_LABELLED_EDGES = 250
"""Beyond, numbers appear on hover, selection and while active: reserving room would spread the
picture too far, and lay it out several times slower."""
_MARGIN = (5.0, 2.0)


def measure(
    trace: Trace, reading: Reading, theme: Theme, shown: Shown = USUAL
) -> tuple[dict[str, Size], list[Size | None]]:
    """Node sizes by id and, per edge of the reading, the room for its numbers (pixels)."""
    style = style_of(theme)
    sizes = {}
    for id_ in reading.nodes:
        face = node_face(trace, reading, id_, style)
        sizes[id_] = Size(round(face.width), round(face.height))
    if len(reading.edges) > MAX_LABELLED_EDGES:
        return sizes, [None] * len(reading.edges)
    labels: list[Size | None] = []
    for index in range(len(reading.edges)):
        numbers = edge_face(trace, reading, index, style, locals_=shown.locals)
        width = round(numbers.width + style.px(2 * _MARGIN[0]))
        labels.append(Size(width, round(numbers.height + style.px(2 * _MARGIN[1]))))
    return sizes, labels
