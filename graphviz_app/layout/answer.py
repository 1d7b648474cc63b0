"""Graphviz's answer read back: y flipped once, here."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graphviz_app.core.reading import Reading
from graphviz_app.errors import LayoutError
from graphviz_app.layout.curves import Router
from graphviz_app.layout.dot import LANE, group_paths, label_side, room_size
from graphviz_app.layout.geometry import Box, Direction, EdgePath, Layout, Parted, Point, Size


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
        boxes = [
            None if label is None else drawing.numbers(index, label, reading, direction)
            for index, label in enumerate(labels)
        ]
        taken = [Box.centred(at, sizes[id_]) for id_, at in nodes.items()]
        taken += _numbers(labels, boxes, direction)
        edges = tuple(_edges(drawing, boxes, Router(taken, direction)))
        groups = {
            path: drawing.box(f"cluster_{index}") for index, path in enumerate(group_paths(reading))
        }
    except (ValueError, KeyError, IndexError, TypeError) as error:
        raise LayoutError("Graphviz gave an answer that is not understood") from error
    return Layout(nodes, edges, groups, bounds(nodes, sizes, edges, groups), direction=direction)


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

    def box(self, name: str) -> Box:
        left, bottom, right, top = map(float, self.objects[name]["bb"].split(","))
        return Box(left, self.height - top, right - left, top - bottom)


def _edges(
    drawing: _Drawing,
    boxes: Sequence[Box | None],
    router: Router,
) -> Iterator[EdgePath]:
    for index, box in enumerate(boxes):
        curve = drawing.curve(f"a{index}")
        if box is None:
            yield EdgePath(router.plain(curve), None)
        else:
            yield EdgePath(router.past_numbers(curve, drawing.curve(f"b{index}")), box)


def _numbers(
    labels: Sequence[Size | None], boxes: Sequence[Box | None], direction: Direction
) -> Iterator[Box]:
    """Where the numbers of edges are; their lane, if it leads between them, is free."""
    for label, box in zip(labels, boxes, strict=True):
        if box is None:
            continue
        if not isinstance(label, Parted):
            yield box
        elif direction == "LR":
            half = (box.height - LANE) / 2
            yield Box(box.x, box.y, box.width, half)
            yield Box(box.x, box.y + half + LANE, box.width, half)
        else:
            half = (box.width - LANE) / 2
            yield Box(box.x, box.y, half, box.height)
            yield Box(box.x + half + LANE, box.y, half, box.height)
