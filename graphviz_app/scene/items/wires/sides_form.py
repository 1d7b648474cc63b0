"""Which numbers a wire carries: value above, gradient below; what its source shows, not again."""

from dataclasses import dataclass

from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.view import View
from graphviz_app.layout import Parted
from graphviz_app.scene.items.faces import TABLES, clashes, edge_room
from graphviz_app.scene.items.forms import ROWS, EdgeForm, Row
from graphviz_app.scene.items.wires.sign_form import has_stem, is_bare_constant
from graphviz_app.scene.style import Style
from graphviz_app.scene.typeset.fonts import Typeface
from graphviz_app.typing_compat import override

MARGIN = 4.0
"""On either side of the numbers."""


@dataclass(frozen=True, slots=True)
class SidesForm(EdgeForm):
    """Its numbers are on both sides of it; small tensors are tables."""

    @property
    @override
    def tables(self) -> bool:
        return True

    @override
    def typeface(self, row: Row, style: Style) -> Typeface:
        return style.wire_value if row == "value" else style.wire_gradient


NO_NUMBERS = SidesForm(moving=False)


def sides_form(run: ReadRun, index: int, style: Style, view: View) -> EdgeForm:
    """The form of one edge of the reading."""
    if view.edge_numbers == "none" and not view.shapes:
        return SidesForm()
    rows = tuple(row for row in ROWS if _is_wanted(run, index, row, view))
    rooms = {
        row: edge_room(run, index, row, NO_NUMBERS.typeface(row, style), table=row in TABLES)
        for row in rows
        if row != "local" or view.locals
    }
    sizes = [room for room in rooms.values() if room is not None]
    if not sizes:
        return NO_NUMBERS
    above = rooms.get("value")
    below = sum(room.height for row, room in rooms.items() if room and row != "value")
    half = max(above.height if above else 0.0, below)
    width = max(room.width for room in sizes) + style.px(2 * MARGIN)
    room, clash = Parted(round(width), round(2 * half)), bool(view.shapes) and clashes(run, index)
    return SidesForm(rows, room, moving=False, clashes=clash)


def _is_wanted(run: ReadRun, index: int, row: Row, view: View) -> bool:
    source = run.reading.edges[index].source
    if row == "shape":
        return bool(view.shapes)
    if view.edge_numbers == "none":
        return False
    if not {"value": view.keeps_values, "gradient": view.keeps_gradients}.get(row, True):
        return False
    if row != "local" and is_bare_constant(run, source):
        return False
    if row != "value" or view.edge_numbers == "all" or not has_stem(run, source):
        return True
    box = run.reading.boxes.get(source)
    return box is not None and len(run.all_carried(index)) < len(box.exits)
