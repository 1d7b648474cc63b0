"""Places: where everything drawn is, and what is near. They change only with the structure."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np
from PySide6.QtCore import QPointF, QRectF

from graphviz_app.core.op import Array
from graphviz_app.core.pieces import Pieces, finished
from graphviz_app.core.reading import Element, Reading
from graphviz_app.layout import Direction, EdgePath, Layout
from graphviz_app.layout.curves import Curve, sweep
from graphviz_app.layout.geometry import Point
from graphviz_app.scene.box_index import BoxIndex, Indices, boxes_of, boxes_of_curves
from graphviz_app.scene.items.edge_item import EdgeItem
from graphviz_app.scene.items.forms import Measured
from graphviz_app.scene.items.group_item import GroupItem
from graphviz_app.scene.items.made import edge_item, node_item
from graphviz_app.scene.items.node_item import NodeItem
from graphviz_app.scene.specks import Specks
from graphviz_app.scene.style import style_of
from graphviz_app.scene.typeset.fonts import typeface
from graphviz_app.theme import Theme

_MARGIN = 28.0
_REACH = 8.0
_EDGE_MARGIN = 8.0
_INSET = 11.0
"""From a node's border to its numbers."""


class Places:
    """Items in their places, none of which depends on a number."""

    # Of one movement of the pointer several things are asked: nothing has moved in between.
    _last_node: tuple[QPointF | None, str | None] = (None, None)
    _last_edge: tuple[QPointF | None, int | None] = (None, None)

    def __init__(self, reading: Reading, measured: Measured, layout: Layout, theme: Theme) -> None:
        finished(self._make(reading, measured, layout, theme))

    @classmethod
    def in_pieces(
        cls, reading: Reading, measured: Measured, layout: Layout, theme: Theme
    ) -> Pieces["Places"]:
        """The same, cut into short pieces."""
        places = cls.__new__(cls)
        yield from places._make(reading, measured, layout, theme)
        return places

    def _make(
        self, reading: Reading, measured: Measured, layout: Layout, theme: Theme
    ) -> Pieces[None]:
        self.reading = reading
        self.measured = measured
        forms = measured.forms
        self.layout = layout
        self.plates: dict[tuple[object, ...], Mapping[int, QPointF]] = {}
        """Where plates of the step under way are."""
        self.change_plates: dict[
            tuple[object, ...], Mapping[str, Sequence[tuple[Hashable, QRectF]]]
        ] = {}
        """Where plates of the push that is shown are."""
        self.step_plates: dict[tuple[object, ...], QRectF] = {}
        """Where plates of a step of learning are."""
        self.theme = theme
        self.style = style = style_of(theme)
        self.nodes: dict[str, NodeItem] = {}
        for id_ in reading.nodes:
            yield
            self.nodes[id_] = node_item(reading, id_, forms[id_], layout, style)
        self.edges: list[EdgeItem] = []
        paths = [self._joined(index, path) for index, path in enumerate(layout.edges)]
        for index, path in enumerate(paths):
            yield
            form, control = measured.edges[index], reading.edges[index].control
            self.edges.append(edge_item(index, path, form, style, control, layout.direction))
        self.groups = self._groups()
        nodes, labels = self._node_boxes(), self._label_boxes()
        yield
        curves, owners = boxes_of_curves([path.points for path in paths], style.px(_EDGE_MARGIN))
        yield
        labelled = [i for i, path in enumerate(layout.edges) if path.label is not None]
        self.bounds = self._around(np.vstack([nodes, labels]), curves, owners)
        whose = [np.arange(len(nodes)), len(nodes) + owners, len(nodes) + np.array(labelled, int)]
        self._index: BoxIndex[Element] = BoxIndex(
            [*self.nodes, *range(len(self.edges))],
            np.vstack([nodes, curves, labels]),
            np.concatenate(whose),
        )

    def _groups(self) -> Sequence[GroupItem]:
        """Inner ones on top; their names are as large as the numbers."""
        boxes, style = self.layout.groups, self.style
        size = self.smallest_number / self.theme.scale
        caption = typeface(self.theme, size, style.caption.weight) if boxes else style.caption
        return [
            GroupItem(path, boxes[path], style, self._crossings, caption)
            for path in sorted(boxes, key=lambda path: path.count("/"))
        ]

    def _joined(self, index: int, path: EdgePath) -> EdgePath:
        """The path with its ends where its nodes want them."""
        edge, points = self.reading.edges[index], path.points
        start = self.nodes[edge.source].leaves(points[0])
        end = self.nodes[edge.target].arrives(points[-1])
        if end is not points[-1]:
            points = (*points[:-2], _moved(points[-2], points[-1], end), end)
        if start is not points[0]:
            points = _begun_at(start, points, self.layout.direction)
        return replace(path, points=points) if points is not path.points else path

    def _label_boxes(self) -> Array:
        """Around the room of the numbers on edges."""
        labels = [path.label for path in self.layout.edges if path.label is not None]
        boxes = np.array(labels, float).reshape(-1, 4)
        boxes[:, 2:] += boxes[:, :2]
        reach = self.style.px(_EDGE_MARGIN)
        return np.asarray(boxes + np.array([-reach, -reach, reach, reach]))

    def _node_boxes(self) -> Array:
        """As ``NodeItem.bounds``, all at once."""
        places = self.layout.nodes
        at = np.array([places[id_] for id_ in self.nodes], float).reshape(-1, 2)
        forms = self.measured.forms
        direction = self.layout.direction
        reach = np.array([forms[id_].reach(direction) for id_ in self.nodes], float).reshape(-1, 4)
        margin = self.style.px(4)
        sides = np.hstack([at - reach[:, :2], at + reach[:, 2:]])
        return np.asarray(sides + np.array([-margin, -4 * margin, margin, margin]))

    @cached_property
    def told_in(self) -> Array:
        """Boxes in which numbers and names are: of nodes, less their margins, labels and groups."""
        inset = self.style.px(_INSET)
        told = (rect for node in self.nodes.values() for rect in node.told_in)
        nodes = [rect.adjusted(inset, 0, -inset, 0) for rect in told]
        labels = [edge.label_box for edge in self.edges if edge.label_box is not None]
        return boxes_of([*nodes, *labels, *(group.handle for group in self.groups)])

    @cached_property
    def bodies(self) -> Array:
        """Boxes of what has an outline, each node's."""
        return boxes_of([node.body for node in self.nodes.values()])

    def _around(self, boxes: Array, curves: Array, owners: Indices) -> QRectF:
        """Around everything, with a margin. Curves may end well inside their boxes."""
        bounds = QRectF(*self.layout.bounds)
        if len(boxes):
            corners = [*boxes[:, :2].min(axis=0), *boxes[:, 2:].max(axis=0)]
            bounds |= QRectF(QPointF(*corners[:2]), QPointF(*corners[2:]))
        for group in self.groups:
            bounds |= group.bounds
        left, top, right, bottom = curves.T
        inside = (left >= bounds.left()) & (right <= bounds.right())
        inside &= (top >= bounds.top()) & (bottom <= bounds.bottom())
        for index in set(owners[~inside].tolist()):  # np.unique would import all of numpy.ma
            bounds |= self.edges[index].bounds
        margin = self.margin
        return bounds.adjusted(-margin, -margin, margin, margin)

    @property
    def margin(self) -> float:
        """Around everything, in its bounds."""
        return self.style.px(_MARGIN)

    @cached_property
    def smallest_number(self) -> float:
        """Size of the smallest type of a number, in scene pixels."""
        items: tuple[NodeItem | EdgeItem, ...] = (*self.nodes.values(), *self.edges)
        kinds = {(type(item), type(item.form)): item for item in items}  # alike in a kind
        sizes = (item.smallest_number for item in kinds.values())
        return min(sizes, default=self.style.smallest_number)

    def near(self, rects: Iterable[QRectF]) -> set[Element]:
        """Elements that may paint into any of the rectangles."""
        return self._index.near(rects)

    @cached_property
    def specks(self) -> Specks:
        """What is left of it far out."""
        curves = [edge.curve for edge in self.edges]
        return Specks.of(curves, [node.rect for node in self.nodes.values()])

    @cached_property
    def length(self) -> float:
        """Of all edges, from joint to joint."""
        return self.specks.length

    @property
    def area(self) -> float:
        """Of the picture."""
        return self.bounds.width() * self.bounds.height()

    def _crossings(self, rect: QRectF) -> list[tuple[float, float]]:
        """From where to where edges are within a rectangle."""
        near = (element for element in self.near([rect]) if isinstance(element, int))
        return [span for index in near for span in self.edges[index].curve.spans(rect)]

    def element_at(self, point: QPointF) -> Element | None:
        """What is at a scene point: a node before an edge."""
        node = self.node_at(point)
        return self.edge_at(point) if node is None else node

    def node_at(self, point: QPointF) -> str | None:
        """The node at a scene point; of several the one on top."""
        asked, found = self._last_node
        if asked == point:
            return found
        near = self.near([_about(point, 1.0)])
        hit = [id_ for id_ in near if isinstance(id_, str) and self.nodes[id_].contains(point)]
        found = max(hit, key=self.order.__getitem__, default=None)
        self._last_node = (QPointF(point), found)
        return found

    @cached_property
    def order(self) -> Mapping[str, int]:
        """In which order nodes are painted."""
        return {id_: i for i, id_ in enumerate(self.nodes)}

    def edge_at(self, point: QPointF) -> int | None:
        """The nearest edge within reach of a scene point; the box of its numbers counts."""
        asked, found = self._last_edge
        if asked == point:
            return found
        reach = self.style.px(_REACH)
        distances = {
            element: self.edges[element].distance(point)
            for element in self.near([_about(point, reach)])
            if isinstance(element, int)
        }
        nearest = min(distances, key=lambda element: distances[element], default=None)
        found = nearest if nearest is not None and distances[nearest] <= reach else None
        self._last_edge = (QPointF(point), found)
        return found

    def handle_at(self, point: QPointF) -> str:
        """The path of the group that a click here folds or opens; '' for none."""
        node = self.node_at(point)
        if node is not None:
            opens = self.nodes[node].handle.contains(point)
            return self.reading.boxes[node].path if opens else ""
        on_name = [group.path for group in self.groups if group.handle.contains(point)]
        return max(on_name, key=lambda path: path.count("/"), default="")

    def group_at(self, point: QPointF) -> str | None:
        """The innermost group at a scene point."""
        inside = [group.path for group in self.groups if group.rect.contains(point)]
        return max(inside, key=lambda path: path.count("/"), default=None)

    def rects_of(self, element: Element) -> Sequence[QRectF]:
        """Scene rectangles that together cover the element at rest."""
        if isinstance(element, str):
            return [self.nodes[element].bounds]
        return self.edges[element].rects


def _begun_at(start: Point, points: Curve, direction: Direction) -> Curve:
    """With one bend from the start to where the curve is level, or to where it began."""
    axis = 1 if direction == "LR" else 0
    begin, _, before, after = points[:4]
    if begin[axis] != after[axis] and before[axis] == after[axis]:
        return (*_bend(start, after, direction), *points[4:])
    return (*_bend(start, begin, direction), *points[1:])


def _bend(start: Point, end: Point, direction: Direction) -> Curve:
    """One piece that leaves and arrives level."""
    if direction == "LR":
        return sweep(start, end)
    return tuple((x, y) for y, x in sweep(start[::-1], end[::-1]))


def _moved(point: Point, before: Point, after: Point) -> Point:
    """Moved along with another one."""
    return point[0] + after[0] - before[0], point[1] + after[1] - before[1]


def _about(point: QPointF, reach: float) -> QRectF:
    return QRectF(point.x() - reach, point.y() - reach, 2 * reach, 2 * reach)
