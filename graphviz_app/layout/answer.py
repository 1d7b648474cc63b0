"""Graphviz's answer read back: y flipped once, here."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graphviz_app.core.reading import Reading
from graphviz_app.errors import LayoutError
from graphviz_app.layout.dot import LANE, group_paths, label_side, room_size, side_of
from graphviz_app.layout.geometry import Box, Direction, EdgePath, Layout, Parted, Point, Size
from graphviz_app.layout.routing.drawn import Drawn
from graphviz_app.layout.routing.routes import routed


def read_answer(
    answer: bytes,
    reading: Reading,
    sizes: Mapping[str, Size],
    labels: Sequence[Size | None],
    direction: Direction,
) -> Layout:
    """The layout in ``dot -Tjson0`` output; raises LayoutError if something is missing in it."""
    try:
        drawing = _Drawing.of(answer)
        nodes = {id_: drawing.at(f"n{index}") for index, id_ in enumerate(reading.nodes)}
        numbers = [
            None if label is None else drawing.numbers(index, label, reading, direction)
            for index, label in enumerate(labels)
        ]
        groups = {
            path: drawing.box(f"cluster_{index}") for index, path in enumerate(group_paths(reading))
        }
        curves = [drawing.curves(index, label) for index, label in enumerate(labels)]
    except (ValueError, KeyError, IndexError, TypeError) as error:
        raise LayoutError("Graphviz gave an answer that is not understood") from error
    boxes = {id_: Box.centred(at, sizes[id_]) for id_, at in nodes.items()}
    sides = [side_of(label, reading, index, direction) for index, label in enumerate(labels)]
    drawn = Drawn(boxes, curves, numbers, sides, groups)
    moved = routed(reading, drawn, direction)
    nodes = {id_: box.centre for id_, box in moved.nodes.items()}
    pairs = zip(moved.curves, moved.numbers, strict=True)
    edges = tuple(EdgePath(curve, box) for (curve,), box in pairs)
    around = bounds(nodes, sizes, edges, moved.groups)
    return Layout(nodes, edges, moved.groups, around, direction=direction)


def leads_back(layout: Layout, reading: Reading, direction: Direction) -> bool:
    """Whether an edge leads back though there are groups: Graphviz may rank them one by one."""
    axis = 0 if direction == "LR" else 1
    return bool(layout.groups) and any(
        layout.nodes[edge.source][axis] >= layout.nodes[edge.target][axis] for edge in reading.edges
    )


def bounds(
    nodes: Mapping[str, Point],
    sizes: Mapping[str, Size],
    edges: Sequence[EdgePath],
    groups: Mapping[str, Box],
) -> Box:
    """The box around everything, without a margin."""
    boxes = [Box.centred(at, sizes[id_]) for id_, at in nodes.items()]
    boxes += groups.values()
    boxes += [path.label for path in edges if path.label is not None]
    xs = [x for box in boxes for x in (box.x, box.x + box.width)]
    ys = [y for box in boxes for y in (box.y, box.y + box.height)]
    for path in edges:
        along, across = zip(*path.points, strict=True)
        xs += min(along), max(along)
        ys += min(across), max(across)
    left, top = min(xs), min(ys)
    return Box(left, top, max(xs) - left, max(ys) - top)


@dataclass(frozen=True, slots=True)
class _Drawing:
    """Graphviz's objects by name and edges by id; heights counted from the top."""

    height: float
    objects: Mapping[str, Mapping[str, str]]
    edges: Mapping[str, Mapping[str, str]]

    @staticmethod
    def of(answer: bytes) -> "_Drawing":
        document = json.loads(answer)
        return _Drawing(
            float(document["bb"].split(",")[3]),
            {item["name"]: item for item in document["objects"]},
            {item["id"]: item for item in document.get("edges", ())},
        )

    def at(self, name: str) -> Point:
        x, y = self.objects[name]["pos"].split(",")
        return float(x), self.height - float(y)

    def curve(self, id_: str) -> tuple[Point, ...]:
        text = self.edges[id_]["pos"]
        numbers = [float(number) for number in text.replace(" ", ",").split(",")]
        height = self.height
        return tuple(zip(numbers[::2], [height - y for y in numbers[1::2]], strict=True))

    def numbers(self, index: int, label: Size, reading: Reading, direction: Direction) -> Box:
        """The box of an edge's numbers, beside its lane."""
        x, y = self.at(f"r{index}")
        if isinstance(label, Parted):
            return Box.centred((x, y), room_size(label, direction))
        shift = LANE / 2 if label_side(reading, index, direction) == "after" else -LANE / 2
        return Box.centred((x, y + shift) if direction == "LR" else (x + shift, y), label)

    def curves(self, index: int, label: Size | None) -> list[tuple[Point, ...]]:
        """An edge's course: in one piece, or up to its numbers and onwards."""
        return [self.curve(f"{part}{index}") for part in ("a" if label is None else "ab")]

    def box(self, name: str) -> Box:
        left, bottom, right, top = map(float, self.objects[name]["bb"].split(","))
        return Box(left, self.height - top, right - left, top - bottom)
