"""Sizes for the layout. Needs fonts, no scene, and no digit of any number."""

from graphviz_app.core.pieces import Pieces, finished
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.view import USUAL, View
from graphviz_app.scene.items.forms import BARE, EdgeForm, Measured, NodeForm
from graphviz_app.scene.items.made import edge_form, node_form
from graphviz_app.scene.style import style_of
from graphviz_app.theme import Theme

MAX_LABELLED_EDGES = 250
"""Beyond, numbers appear on hover, selection and while active: reserving room would spread the
picture too far, and lay it out several times slower."""


def measure(run: ReadRun, theme: Theme, view: View = USUAL) -> Measured:
    """Measure everything that is drawn of a run; another run of the same shapes has the same."""
    return finished(measure_in_pieces(run, theme, view))


def measure_in_pieces(run: ReadRun, theme: Theme, view: View = USUAL) -> Pieces[Measured]:
    """The same, cut into short pieces."""
    style = style_of(theme)
    forms: dict[str, NodeForm] = {}
    for id_ in run.reading.nodes:
        yield
        forms[id_] = node_form(run, id_, style, view)
    count = len(run.reading.edges)
    if count > MAX_LABELLED_EDGES:
        return Measured(forms, [BARE] * count)
    edges: list[EdgeForm] = []
    for index in range(count):
        yield
        edges.append(edge_form(run, index, style, view))
    return Measured(forms, edges)
