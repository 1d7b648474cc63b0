"""Picture: a laid out graph with all its numbers, ready to be painted as of any frame."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

import numpy as np
from PySide6.QtCore import QPointF, QRectF

from graphviz_app.animate import Frame
from graphviz_app.core.pieces import Pieces, finished
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import Element, Reading
from graphviz_app.core.schedule import Pass
from graphviz_app.layout import Layout
from graphviz_app.scene.box_index import BoxIndex, Places, boxes_of, boxes_of_curves
from graphviz_app.scene.edge_face import USUAL, EdgeFace, Shown, edge_face
from graphviz_app.scene.edge_item import EdgeItem
from graphviz_app.scene.group_item import GroupItem
from graphviz_app.scene.measure import node_faces
from graphviz_app.scene.node_item import NodeItem
from graphviz_app.scene.slot_marks import slot_marks
from graphviz_app.scene.style import style_of
from graphviz_app.theme import Theme

__all__ = ["USUAL", "Picture", "Shown"]

_MARGIN = 28.0
_REACH = 8.0


class Picture:
    """Items in their places. Nothing here changes once it is made; frames come from outside."""

    def __init__(
        self,
        run: ReadRun,
        layout: Layout,
        theme: Theme,
        shown: Shown = USUAL,
    ) -> None:
        finished(self._make(run, layout, theme, shown, None))

    @property
    def reading(self) -> Reading:
        """What is drawn."""
        return self.run.reading

    @classmethod
    def in_pieces(
        cls,
        run: ReadRun,
        layout: Layout,
        theme: Theme,
        shown: Shown = USUAL,
        before: "Picture | None" = None,
    ) -> Pieces["Picture"]:
        """The same, cut into short pieces; of the picture before, edges in the same place stay."""
        picture = cls.__new__(cls)
        yield from picture._make(run, layout, theme, shown, before)
        return picture

    def _make(
        self,
        run: ReadRun,
        layout: Layout,
        theme: Theme,
        shown: Shown,
        before: "Picture | None",
    ) -> Pieces[None]:
        self.run = run
        self.layout = layout
        self.theme = theme
        self.shown = shown
        self.style = style_of(theme)
        self._reveals: tuple[Pass, Sequence[Sequence[Element]]] | None = None
        self.groups = yield from self._make_groups()
        self.nodes = yield from self._make_nodes()
        self.edges = yield from self._make_edges(before)
        self.bounds = yield from self._make_bounds()
        self._index = yield from self._make_index()

    def _make_groups(self) -> Pieces[Sequence[GroupItem]]:
        found = []
        for path in sorted(self.layout.groups, key=lambda path: path.count("/")):
            yield
            found.append(GroupItem(path, self.layout.groups[path], self.style))
        return found

    def _make_nodes(self) -> Pieces[dict[str, NodeItem]]:
        faces = yield from node_faces(self.run, self.style)
        flags = self._flags()
        found: dict[str, NodeItem] = {}
        for id_, node in self.reading.nodes.items():
            yield
            found[id_] = NodeItem(
                id_,
                node.op,
                faces[id_],
                self.layout.nodes[id_],
                self.style,
                self.shown,
                is_output=id_ == self.run.output,
                flag=flags.get(id_, ""),
                marks=slot_marks(self.reading, id_, self.layout.edges, self.style),
            )
        return found

    def _flags(self) -> Mapping[str, str]:
        """What is to be marked; in lines, a line carries the marks of its operators."""
        kinks = {kink.node for kink in self.run.trace.kinks}
        problems = {problem.node for problem in self.run.trace.problems}
        flags = {}
        for id_, members in self.reading.members.items():
            if problems.intersection(members):
                flags[id_] = "problem"
            elif kinks.intersection(members):
                flags[id_] = "kink"
        return flags

    def _make_edges(self, before: "Picture | None") -> Pieces[Sequence[EdgeItem]]:
        kept = before.edges if before is not None and before.has_edges_of(self) else None
        found = []
        for index, path in enumerate(self.layout.edges):
            yield
            if kept is not None:
                found.append(kept[index].with_numbers(self._numbers_of(index), self.shown))
                continue
            control = self.reading.edges[index].control
            numbers = self._numbers_of(index)
            found.append(EdgeItem(index, path, numbers, self.style, self.shown, control=control))
        return found

    def has_edges_of(self, other: "Picture") -> bool:
        """Whether its edges are in the same places and colours."""
        return (
            self.layout is other.layout
            and self.style is other.style
            and self.reading.edges == other.reading.edges
        )

    def _numbers_of(self, index: int) -> Callable[[], EdgeFace]:
        return partial(edge_face, self.run, index, self.style, locals_=self.shown.locals)

    def _make_bounds(self) -> Pieces[QRectF]:
        bounds = QRectF(*self.layout.bounds)
        for items in (self.nodes.values(), self.edges, self.groups):
            for item in items:
                yield
                bounds |= item.bounds
        margin = self.style.px(_MARGIN)
        return bounds.adjusted(-margin, -margin, margin, margin)

    def _make_index(self) -> Pieces[BoxIndex[Element]]:
        keys: list[Element] = [*self.nodes, *range(len(self.edges))]
        nodes = boxes_of(node.bounds for node in self.nodes.values())
        yield
        curves = [path.points for path in self.layout.edges]
        pieces, owners = boxes_of_curves(curves, self.style.px(8))
        yield
        labels = [edge for edge in self.edges if edge.label_box is not None]
        boxes = boxes_of(edge.bounds for edge in labels)
        places = (np.arange(len(nodes)), len(nodes) + owners, _places(labels, len(nodes)))
        return BoxIndex(keys, np.vstack([nodes, pieces, boxes]), np.concatenate(places))

    def near(self, rects: Iterable[QRectF]) -> set[Element]:
        """Elements that may paint into any of the rectangles."""
        return self._index.near(rects)

    def element_at(self, point: QPointF) -> Element | None:
        """What is at a scene point: a node before an edge."""
        node = self.node_at(point)
        return self.edge_at(point) if node is None else node

    def node_at(self, point: QPointF) -> str | None:
        """The node at a scene point; of several the one on top."""
        near = self.near([_around(point, 1.0)])
        hit = {id_ for id_ in near if isinstance(id_, str) and self.nodes[id_].contains(point)}
        return next((id_ for id_ in reversed(self.nodes) if id_ in hit), None) if hit else None

    def edge_at(self, point: QPointF) -> int | None:
        """The nearest edge within reach of a scene point; the box of its numbers counts."""
        reach = self.style.px(_REACH)
        distances = {
            element: self.edges[element].distance(point)
            for element in self.near([_around(point, reach)])
            if isinstance(element, int)
        }
        nearest = min(distances, key=lambda element: distances[element], default=None)
        return nearest if nearest is not None and distances[nearest] <= reach else None

    def group_at(self, point: QPointF) -> str | None:
        """The innermost group at a scene point."""
        inside = [group.path for group in self.groups if group.rect.contains(point)]
        return max(inside, key=lambda path: path.count("/"), default=None)

    def rects_of(self, element: Element) -> Sequence[QRectF]:
        """Scene rectangles that together cover the element at rest."""
        if isinstance(element, str):
            return [self.nodes[element].bounds]
        return self.edges[element].rects

    def changed(self, before: Frame, after: Frame) -> set[Element]:
        """Elements that look different at rest; pulses and halos are not at rest."""
        if before.passing is not after.passing:
            return set(self.nodes) | set(range(len(self.edges)))
        active = set(before.active), set(after.active)
        changed: set[Element] = set(active[0] ^ active[1])
        if before.kind != after.kind:
            changed |= active[0] | active[1]
        reveals = self._reveals_of(after.passing)
        first, last = sorted((before.over, after.over))
        for step in range(first + 1, last + 1):
            changed.update(reveals[step])
        return changed

    def _reveals_of(self, passing: Pass) -> Sequence[Sequence[Element]]:
        """Per number of moments over, the elements that show one number more."""
        if self._reveals is not None and self._reveals[0] is passing:
            return self._reveals[1]
        reveals: list[list[Element]] = [[] for _ in range(passing.steps.never + 1)]
        for id_ in self.nodes:
            reveals[passing.steps.value_at[id_]].append(id_)
            reveals[passing.steps.gradient_at[id_]].append(id_)
        for index, edge in enumerate(self.reading.edges):
            reveals[passing.steps.value_at[edge.target]].append(index)
            reveals[passing.steps.contribution_at[index]].append(index)
        self._reveals = passing, reveals
        return reveals


def _places(edges: Iterable[EdgeItem], first: int) -> Places:
    return np.array([first + edge.index for edge in edges], int)


def _around(point: QPointF, reach: float) -> QRectF:
    return QRectF(point.x() - reach, point.y() - reach, 2 * reach, 2 * reach)
