"""How graphs are looked at in the window: as one View."""

from graphviz_app.core.view import View
from graphviz_app.gui.canvas.drawing import Drawing
from graphviz_app.layout import find_dot


def view_now(drawing: Drawing) -> View:
    """All of it."""
    return drawing.view()._replace(stride=drawing.stride, engine=drawing.engine)


def wishes(drawing: Drawing) -> View:
    """What the person has chosen here; the open document may want something else for itself."""
    return drawing.preferred._replace(stride=drawing.stride, engine=drawing.engine)


def wish(drawing: Drawing, view: View) -> None:
    """Look at graphs like this, as far as something is said."""
    for said, take in (
        (view.reading, drawing.set_kind),
        (view.direction, drawing.set_direction),
        (view.values, drawing.show_values),
        (view.gradients, drawing.show_gradients),
        (view.locals, drawing.show_locals),
        (view.stride, drawing.set_stride),
    ):
        if said is not None:
            take(said)  # type: ignore[arg-type]  # each its own
    if view.engine == "bundled" or (view.engine == "dot" and find_dot() is not None):
        drawing.set_engine(view.engine)
