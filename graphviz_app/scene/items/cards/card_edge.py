"""The numbers beside an edge between cards."""

from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.view import View
from graphviz_app.layout import Size
from graphviz_app.scene.items.faces import clashes, edge_room
from graphviz_app.scene.items.forms import BARE, ROWS, EdgeForm, Row
from graphviz_app.scene.items.lettering import is_inner_constant
from graphviz_app.scene.items.rooms import LABEL_MARGIN
from graphviz_app.scene.style import Style


def card_edge(run: ReadRun, index: int, style: Style, view: View) -> EdgeForm:
    """Value and contribution as far as they are wanted, and so the local derivative."""
    rows = tuple(row for row in ROWS if _is_wanted(run, index, row, view))
    sizes = [
        edge_room(run, index, row, BARE.typeface(row, style))
        for row in rows
        if row != "local" or view.locals
    ]
    rooms = [size for size in sizes if size is not None]
    if not rooms:
        return BARE
    width = max(room.width for room in rooms) + style.px(2 * LABEL_MARGIN[0])
    height = sum(room.height for room in rooms) + style.px(2 * LABEL_MARGIN[1])
    room = Size(round(width), round(height))
    return EdgeForm(rows, room, clashes=view.shapes is True and clashes(run, index))


def _is_wanted(run: ReadRun, index: int, row: Row, view: View) -> bool:
    if row == "shape":
        return bool(view.shapes)
    if not {"value": view.keeps_values, "gradient": view.keeps_gradients}.get(row, True):
        return False
    match view.edge_numbers:
        case "all":
            return True
        case "none":
            return False
        case _:
            return row == "local" or _is_new(run, index, row)


def _is_new(run: ReadRun, index: int, row: Row) -> bool:
    """Whether it is not what the edge's source shows."""
    reading = run.reading
    edge = reading.edges[index]
    box = reading.boxes.get(edge.source)
    if box is not None and len(run.all_carried(index)) < len(box.exits):
        return True
    if row == "value" or is_inner_constant(reading, reading.nodes[edge.source]):
        return False
    uses = sum(not reading.edges[i].control for i in reading.outgoing[edge.source])
    return uses > 1 or edge.source == run.seed
