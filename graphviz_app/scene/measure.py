"""Sizes for the layout. Needs fonts, no scene, and no digit of any number."""

from collections import Counter
from dataclasses import replace

from graphviz_app.core.pieces import Pieces, finished
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import Reading
from graphviz_app.core.view import USUAL, View
from graphviz_app.layout import Request, Size
from graphviz_app.scene.items.forms import BARE, EdgeForm, Measured, NodeForm
from graphviz_app.scene.items.made import edge_form, node_form
from graphviz_app.scene.items.neurons.weight_form import on_edge
from graphviz_app.scene.style import Style, style_of
from graphviz_app.theme import Theme

MAX_LABELLED_EDGES = 250
"""Beyond, numbers appear on hover, selection and while active: reserving room would spread the
picture too far, and lay it out several times slower."""
MAX_WEIGHTS = 64
"""The same for weights between two layers."""


def measure(run: ReadRun, theme: Theme, view: View = USUAL) -> Measured:
    """Measure everything that is drawn of a run; another run of the same shapes has the same."""
    return finished(measure_in_pieces(run, theme, view))


def measure_in_pieces(run: ReadRun, theme: Theme, view: View = USUAL) -> Pieces[Measured]:
    """The same, cut into short pieces."""
    style, reading = style_of(theme), run.reading
    forms: dict[str, NodeForm] = {}
    for id_ in reading.nodes:
        yield
        forms[id_] = node_form(run, id_, style, view)
    if reading.neurons:
        weighed = yield from _weighed(run, style, view)
        return Measured(forms, weighed)
    count = len(reading.edges)
    if count > MAX_LABELLED_EDGES:
        return Measured(forms, [BARE] * count)
    edges: list[EdgeForm] = []
    for index in range(count):
        yield
        edges.append(edge_form(run, index, style, view))
    return Measured(forms, edges)


def request_in_pieces(
    run: ReadRun, measured: Measured, theme: Theme, view: View, room: Size | None = None
) -> Pieces[Request]:
    """What is to be laid out: at scale 1, so that it is one layout at every scale.

    ``room`` is what it is to be shown in, at that scale.
    """
    if theme.scale != 1.0:
        measured = yield from measure_in_pieces(run, replace(theme, scale=1.0), view)
    way = view.direction or "auto"
    return Request.of(run.reading, measured.sizes, measured.labels, way, room)


def _weighed(run: ReadRun, style: Style, view: View) -> Pieces[list[EdgeForm]]:
    """Weights stand on their edges; on other edges only what is not told at their source."""
    roomy = _are_few(run.reading)
    edges: list[EdgeForm] = []
    for index in range(len(run.reading.edges)):
        yield
        edges.append(on_edge(run, index, style, view, roomy=roomy))
    return edges


def _are_few(reading: Reading) -> bool:
    """Whether there is room for the weights between any two layers."""
    from graphviz_app.layout.neurons.columns import columns  # late: most readings do without

    column = columns(reading).of
    weighed = [edge for edge in reading.edges if edge.weight is not None]
    between = Counter(column[edge.target] for edge in weighed)
    return len(weighed) <= MAX_LABELLED_EDGES and max(between.values(), default=0) <= MAX_WEIGHTS
