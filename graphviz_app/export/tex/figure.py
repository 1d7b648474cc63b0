"""Figure: a picture as of a frame as commands of TikZ, thing by thing."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from graphviz_app.core.wording import shortened
from graphviz_app.explain.worked.written.printable import on_one_line
from graphviz_app.export.drawn.marks import Box, Drawn, Group, Image, Mark, Shape
from graphviz_app.export.tex.arrows import End, edge_items
from graphviz_app.export.tex.colours import Colours
from graphviz_app.export.tex.geometry import (
    Point,
    corner_radius,
    is_ellipse,
    number,
    path_text,
    point,
)
from graphviz_app.export.tex.item import Block, Item
from graphviz_app.export.tex.lettering import text_items
from graphviz_app.export.tex.names import place_names
from graphviz_app.export.tex.pixels import pixel_items
from graphviz_app.export.tex.styles import LEAVES, Styles
from graphviz_app.scene.picture import Picture

_EVEN = 0.05


class Place(NamedTuple):
    """Where a node is: its name in the file, what it takes up, and whether it is round."""

    name: str
    box: Box
    is_round: bool

    @property
    def middle(self) -> Point:
        """Its centre."""
        return self.box.x + self.box.width / 2, self.box.y + self.box.height / 2

    def written(self) -> str:
        """The line that puts it there."""
        width, height = number(self.box.width), number(self.box.height)
        even = self.is_round and width == height
        form = f"gv/disc={width}" if even else f"gv/box={{{width}}}{{{height}}}"
        return rf"\node[{form}] ({self.name}) at {point(*self.middle)} {{}};"


class Figure:
    """Writes one frame after the other of a picture, all with the same places and styles."""

    def __init__(self, picture: Picture) -> None:
        self.colours = Colours(picture.theme, picture.style.canvas.name())
        self.styles = Styles(self.colours, picture.theme)
        self._edges = picture.reading.edges
        self._ops = {id_: node.op for id_, node in picture.nodes.items()}
        self.is_part = not picture.bounds.contains(picture.places.bounds)
        self.places: Mapping[str, Place] = _places(picture)

    def blocks(self, drawn: Drawn) -> list[Block]:
        """Everything that is drawn, in the order in which it is painted."""
        return [self._block(group) for group in drawn.groups]

    def _block(self, group: Group) -> Block:
        place = self.places.get(str(group.key)) if group.kind in ("node", "halo") else None
        origin = place.middle if place else (0.0, 0.0)
        parts = self._parts(group, place)
        items = tuple(
            _clipped(item, mark, origin)
            for number_, mark in enumerate(group.marks)
            for item in parts.get(number_, ())
        )
        key = (group.kind, str(group.key))
        return Block(key, self._title(group), place.name if place else "", items)

    def _parts(self, group: Group, about: Place | None) -> dict[int, list[Item]]:
        marks, styles = group.marks, self.styles
        origin = about.middle if about else (0.0, 0.0)
        parts = text_items(marks, styles, origin, alone=group.kind != "node")
        if group.kind == "edge" and isinstance(group.key, int):
            edge = self._edges[group.key]
            parts |= edge_items(marks, styles, self._end(edge.source), self._end(edge.target))
        for place, mark in enumerate(marks):
            if isinstance(mark, Shape) and place not in parts:
                kind = self._kind(group) if place == 0 else group.kind
                parts[place] = [_shape(mark, kind, styles, about)]
            elif isinstance(mark, Image):
                parts[place] = pixel_items(mark, styles, origin)
        return parts

    def _kind(self, group: Group) -> str:
        """Of the outline of a leaf, what sort of leaf it is."""
        op = self._ops.get(str(group.key), "") if group.kind == "node" else ""
        return op if op in LEAVES else group.kind

    def _end(self, id_: str) -> End | None:
        place = self.places.get(id_)
        return End(place.name, place.box) if place else None

    def _title(self, group: Group) -> str:
        """What it is, in letters that LaTeX cannot stumble over in a comment."""
        if isinstance(group.key, int) and group.kind in ("edge", "numbers"):
            edge = self._edges[group.key]
            between = f"{edge.source} to {edge.target}"
            return comment(between if group.kind == "edge" else f"numbers, {between}")
        return comment(f"{group.kind} {group.key}".strip())


def comment(text: str) -> str:
    """Words for a comment: on one line, and ASCII."""
    plain = on_one_line(text).encode("ascii", "replace").decode("ascii")
    return shortened(plain, 100)


def _places(picture: Picture) -> Mapping[str, Place]:
    names = place_names(picture.nodes)
    made: dict[str, Place] = {}
    for id_, node in picture.nodes.items():
        body = node.body
        box = Box(body.x(), body.y(), body.width(), body.height())
        made[id_] = Place(names[id_], box, node.form.shape == "circle")
    return made


def _shape(mark: Shape, kind: str, styles: Styles, place: Place | None) -> Item:
    radius = None if mark.form == "rectangle" else corner_radius(mark.path)
    more = [rf"rounded corners={number(radius)}\gvpx"] if radius else []
    style = styles.shape(kind, mark.fill, mark.stroke, *more)
    return Item(r"\path", f"[{style}{_rule(mark)}] {outline_text(mark, place, radius)}")


def _rule(mark: Shape) -> str:
    """Even-odd filling only makes a difference to a path of several parts."""
    several = sum(kind == "M" for kind, _ in mark.path) > 1
    return ", even odd rule" if mark.fill and several and not mark.winding else ""


def outline_text(mark: Shape, place: Place | None, radius: float | None) -> str:
    """A rectangle, a circle, or a path; told by the place that it fills."""
    box, (x, y) = mark.box, place.middle if place else (0.0, 0.0)
    if mark.form == "rectangle" or radius is not None:
        if place and _is_same(box, place.box):
            return f"({place.name}.south west) rectangle ({place.name}.north east)"
        left, top = box.x - x, box.y - y
        return f"{point(left, top)} rectangle {point(left + box.width, top + box.height)}"
    if is_ellipse(mark.path):
        return _ellipse(box, (x, y))
    return path_text(mark.path, (x, y))


def _is_same(one: Box, other: Box) -> bool:
    return all(abs(a - b) < _EVEN for a, b in zip(one, other, strict=True))


def _ellipse(box: Box, origin: Point) -> str:
    across, down = box.width / 2, box.height / 2
    middle = point(box.x + across - origin[0], box.y + down - origin[1])
    if abs(across - down) < _EVEN:
        return f"{middle} circle [radius={number(across)}]"
    return f"{middle} ellipse [x radius={number(across)}, y radius={number(down)}]"


def _clipped(item: Item, mark: Mark, origin: Point) -> Item:
    if not mark.clip:
        return item
    return item._replace(clip=path_text(mark.clip, origin))


def lines_of(blocks: Iterable[Block]) -> list[str]:
    """All blocks as lines."""
    return [line for block in blocks if block.items for line in block.written()]
