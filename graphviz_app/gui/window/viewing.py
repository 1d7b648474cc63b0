"""How graphs are looked at in the window, as a person has chosen before."""

from graphviz_app.core.view import View
from graphviz_app.gui.canvas.drawing import Drawing


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
