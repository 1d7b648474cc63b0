"""The numbers beside an edge between cards."""

from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.view import View
from graphviz_app.layout import Size
from graphviz_app.scene.items.faces import local_prefix
from graphviz_app.scene.items.forms import BARE, EdgeForm, Row
from graphviz_app.scene.items.rooms import LABEL_MARGIN, room_for
from graphviz_app.scene.style import Style


def card_edge(run: ReadRun, index: int, style: Style, view: View) -> EdgeForm:
    """Value and contribution, and the local derivative if that is wanted."""
    rows: tuple[Row, ...] = ("value", "local", "gradient")
    rooms = [_room(run, index, row, style) for row in rows if row != "local" or view.locals]
    shown = [room for room in rooms if room is not None]
    width = max((room.width for room in shown), default=0.0) + style.px(2 * LABEL_MARGIN[0])
    height = sum(room.height for room in shown) + style.px(2 * LABEL_MARGIN[1])
    return EdgeForm(rows, Size(round(width), round(height)))


def _room(run: ReadRun, index: int, row: Row, style: Style) -> Size | None:
    """Room for one of its numbers, if it has it."""
    typeface, prefix = BARE.typeface(row, style), ""
    match row:
        case "value":
            number = run.carried(index)
        case "gradient":
            number = run.carried(index) if run.contribution(index) is not None else None
        case "local":
            number = run.local(index)
            prefix = local_prefix(number)
    return room_for(number, typeface, table=False, prefix=prefix)
