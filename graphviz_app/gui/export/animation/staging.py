"""Staging: the graph laid out for a frame of a size, as for a presentation, in pieces."""

from concurrent.futures import wait

from graphviz_app.core.pieces import Pieces
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.view import View
from graphviz_app.export.moving.screen import AIR
from graphviz_app.layout import Layout, LayoutService, Request, Size, settled
from graphviz_app.scene.captions.strip_layout import strip_height
from graphviz_app.scene.items.faces import Faces
from graphviz_app.scene.measure import measure_in_pieces, request_in_pieces
from graphviz_app.scene.picture import Picture
from graphviz_app.scene.places import Places
from graphviz_app.scene.style import theme_of
from graphviz_app.theme import Theme

_PATIENCE = 0.005
"""Seconds that are waited for Graphviz before whoever asks has the next turn."""


def staged_in_pieces(
    run: ReadRun,
    view: View,
    look: Theme,
    size: tuple[int, int],
    caption: bool,
    service: LayoutService,
) -> Pieces[Picture]:
    """Everything as large as in a presentation of this size in pixels; raises LayoutError."""
    below = strip_height(look, size[1]) if caption else 0
    width, height = size
    room = settled(Size(width / look.scale, (height - below - AIR) / look.scale))
    measured = yield from measure_in_pieces(run, look, view)
    request = yield from request_in_pieces(run, measured, look, view, room)
    layout = (yield from _laid_out(service, request)).scaled(look.scale)
    yield
    lit = theme_of(look, run)
    places = yield from Places.in_pieces(run.reading, measured, layout, lit)
    return Picture(places, Faces(run, measured, places.style), view)


def _laid_out(service: LayoutService, request: Request) -> Pieces[Layout]:
    future = service.submit(*request)
    try:
        while not wait([future], _PATIENCE).done:
            yield
    finally:
        future.cancel()
    return future.result()
