"""What is on a slide: the marks in sight, and below them what the step says."""

from collections.abc import Iterator

from PySide6.QtCore import QSizeF

from graphviz_app.animate import Frame
from graphviz_app.explain.titles import shown_name
from graphviz_app.export.drawn.drawn import drawn_of
from graphviz_app.export.drawn.marks import Drawn, Group
from graphviz_app.export.pptx.place import Place
from graphviz_app.export.pptx.shapes import Drawer, around
from graphviz_app.numbers import in_panel
from graphviz_app.scene.camera import Camera, Shot
from graphviz_app.scene.picture import Picture

_KINDS = {"box": "group", "numbers": "numbers of"}


def place_of(shot: Shot, room: QSizeF, unit: float) -> Place:
    """How the scene lies on a slide where a camera looks; ``unit``: EMU on a pixel of the room."""
    sight = shot.sight(room)
    return Place(shot.zoom * unit, sight.x(), sight.y())


def graph_xml(picture: Picture, frame: Frame, drawer: Drawer, size: tuple[int, int]) -> str:
    """The graph as of a frame, as shapes; what is out of sight is left out."""
    drawn = drawn_of(picture, frame)
    return "".join(_groups(picture, frame, drawn, drawer, size))


def _groups(
    picture: Picture, frame: Frame, drawn: Drawn, drawer: Drawer, size: tuple[int, int]
) -> Iterator[str]:
    for group in drawn.groups:
        if drawer.place.sees(around(group.marks), *size):
            yield drawer.group(group, name_of(picture, group), _told(picture, frame, group))


def name_of(picture: Picture, group: Group) -> str:
    """As the list of shapes calls it: ``node z``, ``edge w → z``."""
    key, reading = group.key, picture.reading
    if isinstance(key, int) and 0 <= key < len(reading.edges):
        edge = reading.edges[key]
        ends = f"{shown_name(picture.run, edge.source)} → {shown_name(picture.run, edge.target)}"
        return f"{_KINDS.get(group.kind, group.kind)} {ends}"
    if isinstance(key, str) and key in reading.nodes:
        return f"{group.kind} {shown_name(picture.run, key)}"
    return f"{_KINDS.get(group.kind, group.kind)} {key}".strip()


def _told(picture: Picture, frame: Frame, group: Group) -> str:
    """What a node says by now, for ears."""
    key = group.key
    if group.kind != "node" or not isinstance(key, str) or key not in picture.reading.nodes:
        return ""
    run = frame.run
    said = [shown_name(run, key)]
    value, gradient = run.value(key), run.gradient(key)
    if frame.shows_value(key) and value is not None and picture.view.values:
        said.append(f"value {in_panel(value)}")
    if frame.shows_gradient(key) and gradient is not None and picture.view.gradients:
        said.append(f"gradient {in_panel(gradient)}")
    return ", ".join(said)


def camera_of(picture: Picture, frame: Frame, room: QSizeF, follows: bool) -> Shot:
    """What is looked at."""
    from graphviz_app.scene.camera import whole

    return Camera(picture, frame.schedule, room).shot(frame.t) if follows else whole(picture, room)


