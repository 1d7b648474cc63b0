"""Sizes for the layout, from the widest content that is ever shown. Needs fonts, no scene."""

from collections.abc import Mapping

from graphviz_app.core.pieces import Pieces, finished
from graphviz_app.core.reading import Reading
from graphviz_app.core.trace import Trace
from graphviz_app.layout import Size
from graphviz_app.scene.edge_face import USUAL, Shown, edge_face
from graphviz_app.scene.node_face import NodeFace, node_face
from graphviz_app.scene.style import Style, style_of
from graphviz_app.theme import Theme

Measured = tuple[dict[str, Size], list[Size | None]]

MAX_LABELLED_EDGES = 250
"""Beyond, numbers appear on hover, selection and while active: reserving room would spread the
picture too far, and lay it out several times slower."""
_MARGIN = (5.0, 2.0)


def measure(trace: Trace, reading: Reading, theme: Theme, shown: Shown = USUAL) -> Measured:
    """Node sizes by id and, per edge of the reading, the room for its numbers (pixels)."""
    return finished(measure_in_pieces(trace, reading, theme, shown))


def measure_in_pieces(
    trace: Trace, reading: Reading, theme: Theme, shown: Shown = USUAL
) -> Pieces[Measured]:
    """The same, cut into short pieces."""
    style = style_of(theme)
    faces = yield from node_faces(trace, reading, style)
    sizes = {id_: Size(round(face.width), round(face.height)) for id_, face in faces.items()}
    if len(reading.edges) > MAX_LABELLED_EDGES:
        return sizes, [None] * len(reading.edges)
    labels: list[Size | None] = []
    for index in range(len(reading.edges)):
        yield
        numbers = edge_face(trace, reading, index, style, locals_=shown.locals)
        width = round(numbers.width + style.px(2 * _MARGIN[0]))
        labels.append(Size(width, round(numbers.height + style.px(2 * _MARGIN[1]))))
    return sizes, labels


def node_faces(trace: Trace, reading: Reading, style: Style) -> Pieces[Mapping[str, NodeFace]]:
    """What the nodes show: measured and drawn alike, so the run keeps it until fonts change."""
    made_for = (reading.kind, style.number, style.theme.mono)
    kept = trace.memo.get("faces")
    if isinstance(kept, tuple) and kept[0] == made_for:
        faces: Mapping[str, NodeFace] = kept[1]
        return faces
    found: dict[str, NodeFace] = {}
    for id_ in reading.nodes:
        yield
        found[id_] = node_face(trace, reading, id_, style)
    trace.memo["faces"] = (made_for, found)
    return found
