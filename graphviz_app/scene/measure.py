"""Sizes for the layout, from the widest content that is ever shown. Needs fonts, no scene."""

from collections.abc import Mapping

from graphviz_app.core.pieces import Pieces, finished
from graphviz_app.core.read_run import ReadRun
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


def measure(run: ReadRun, theme: Theme, shown: Shown = USUAL) -> Measured:
    """Node sizes by id and, per edge of the reading, the room for its numbers (pixels)."""
    return finished(measure_in_pieces(run, theme, shown))


def measure_in_pieces(run: ReadRun, theme: Theme, shown: Shown = USUAL) -> Pieces[Measured]:
    """The same, cut into short pieces."""
    style = style_of(theme)
    faces = yield from node_faces(run, style)
    sizes = {id_: Size(round(face.width), round(face.height)) for id_, face in faces.items()}
    if len(run.reading.edges) > MAX_LABELLED_EDGES:
        return sizes, [None] * len(run.reading.edges)
    labels: list[Size | None] = []
    for index in range(len(run.reading.edges)):
        yield
        numbers = edge_face(run, index, style, locals_=shown.locals)
        width = round(numbers.width + style.px(2 * _MARGIN[0]))
        labels.append(Size(width, round(numbers.height + style.px(2 * _MARGIN[1]))))
    return sizes, labels


def node_faces(run: ReadRun, style: Style) -> Pieces[Mapping[str, NodeFace]]:
    """What the nodes show."""
    found: dict[str, NodeFace] = {}
    for id_ in run.reading.nodes:
        yield
        found[id_] = node_face(run, id_, style)
    return found
