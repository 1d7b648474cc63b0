"""Picture: places and one run's faces in them, ready to be painted as of any frame."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from PySide6.QtCore import QRectF

from graphviz_app.core.graph import Value
from graphviz_app.core.moments import Steps
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import Element, Reading
from graphviz_app.core.schedule import UPDATE
from graphviz_app.core.update_steps import drawn_as
from graphviz_app.core.view import USUAL, View
from graphviz_app.frames import ARRIVAL, Frame
from graphviz_app.layout import Layout
from graphviz_app.scene.items.edge_item import EdgeItem
from graphviz_app.scene.items.faces import Faces
from graphviz_app.scene.items.node_item import NodeItem
from graphviz_app.scene.measure import measure
from graphviz_app.scene.places import Places
from graphviz_app.scene.style import Style, theme_of
from graphviz_app.theme import Theme

if TYPE_CHECKING:
    from graphviz_app.scene.plots.plot import Plot
    from graphviz_app.scene.surround.surround import Surround

PLOT = 360.0, 640.0, 210.0
"""Least and largest width of a plot, and its height, in pixels of the design."""


class _Reveals(NamedTuple):
    """Per number of moments over, the elements that show one number more."""

    steps: Steps
    elements: Sequence[Sequence[Element]]


class Picture:
    """Nothing here changes once it is made; frames come from outside."""

    def __init__(self, places: Places, faces: Faces, view: View = USUAL) -> None:
        self.places = places
        self.faces = faces
        self.view = view
        self._reveals: _Reveals | None = None
        self._part: QRectF | None = None
        self.plots: Sequence[Plot] = ()
        """Side by side below the graph."""
        self.surround: Surround | None = None
        """Title, caption and legend, around all that."""

    @staticmethod
    def of(run: ReadRun, layout: Layout, theme: Theme, view: View = USUAL) -> "Picture":
        """The picture of one run, made all at once."""
        measured = measure(run, theme, view)
        places = Places(run.reading, measured, layout, theme_of(theme, run))
        return Picture(places, Faces(run, measured, places.style), view)

    def with_run(self, run: ReadRun) -> "Picture":
        """The same places with the numbers of another run that is drawn alike."""
        if run is self.run:
            return self
        return self._like(Picture(self.places, self.faces.of(run), self.view))

    def with_view(self, view: View) -> "Picture":
        """The same with other numbers switched on."""
        return self._like(Picture(self.places, self.faces, view))

    def _like(self, picture: "Picture") -> "Picture":
        """Another one with what is around this."""
        picture._part, picture.plots, picture.surround = self._part, self.plots, self.surround
        return picture

    def seen(self, part: QRectF) -> "Picture":
        """The same, of which only a part is looked at."""
        picture = self._like(Picture(self.places, self.faces, self.view))
        picture._part = part
        return picture

    def with_plots(self, plots: "Sequence[Plot]") -> "Picture":
        """The same with plots below the graph."""
        picture = self._like(Picture(self.places, self.faces, self.view))
        picture.plots = tuple(plots)
        return picture

    def with_surround(self, surround: "Surround") -> "Picture":
        """The same with title, caption and legend."""
        picture = self._like(Picture(self.places, self.faces, self.view))
        picture.surround = surround
        return picture

    @property
    def content(self) -> QRectF:
        """Graph and plots, without the margin."""
        whole, margin = self.places.bounds, self.places.margin
        whole = whole.united(self.plot_room) if self.plots else whole
        return whole.adjusted(margin, margin, -margin, -margin)

    def has_places_for(self, reading: Reading, view: View) -> bool:
        """Whether another reading's forms fit into these places, until there are better ones."""
        here, there = ((one.style, one.edge_numbers) for one in (self.view, view))
        return here == there and reading.is_drawn_as(self.reading)

    @property
    def run(self) -> ReadRun:
        """The run whose numbers it shows."""
        return self.faces.run

    @property
    def reading(self) -> Reading:
        """What is drawn."""
        return self.faces.run.reading

    @property
    def layout(self) -> Layout:
        """What the places were made of."""
        return self.places.layout

    @property
    def theme(self) -> Theme:
        """Whose colours and lengths it has."""
        return self.places.theme

    @property
    def style(self) -> Style:
        """The theme, ready for painting."""
        return self.places.style

    @property
    def nodes(self) -> Mapping[str, NodeItem]:
        """Nodes in their places."""
        return self.places.nodes

    @property
    def edges(self) -> Sequence[EdgeItem]:
        """Edges in their places."""
        return self.places.edges

    @property
    def bounds(self) -> QRectF:
        """Everything there is, with a margin; or the part that is looked at."""
        if self._part is not None:
            return self._part
        whole = self.places.bounds
        return whole.united(self.plot_room) if self.plots else whole

    @property
    def plot_room(self) -> QRectF:
        """Where the plots are: below the graph, and as wide, if that is wide enough for them."""
        whole, px = self.places.bounds, self.theme.px
        least, most, height = (px(length) for length in PLOT)
        width = min(max(whole.width() / len(self.plots), least), most) * len(self.plots)
        return QRectF(whole.center().x() - width / 2, whole.bottom(), width, height)

    @property
    def legible_zoom(self) -> float:
        """At which the smallest number has the pixels that it needs to be read."""
        return self.theme.legible / self.places.smallest_number

    def changed(self, before: Frame, after: Frame) -> set[Element]:
        """Elements that look different at rest; pulses and halos are not at rest."""
        steps = after.passing.steps
        if before.passing.steps is not steps:
            return set(self.nodes) | set(range(len(self.edges)))
        active = set(before.active), set(after.active)
        changed: set[Element] = set(active[0] ^ active[1])
        if before.kind != after.kind:
            changed |= active[0] | active[1]
        changed.update(_moved(before, after))
        reveals = self._reveals_of(steps)
        first, last = sorted((before.over, after.over))
        for over in range(first + 1, last + 1):
            changed.update(reveals[over])
        return changed

    def _reveals_of(self, steps: Steps) -> Sequence[Sequence[Element]]:
        if self._reveals is None or self._reveals.steps is not steps:
            reveals: list[list[Element]] = [[] for _ in range(steps.never + 1)]
            for id_ in self.nodes:
                reveals[steps.value_at[id_]].append(id_)
                reveals[steps.gradient_at[id_]].append(id_)
            for index, edge in enumerate(self.reading.edges):
                reveals[steps.value_at[self.edges[index].known_with(edge)]].append(index)
                reveals[steps.contribution_at[index]].append(index)
            for at, element in _of_neurons(self.reading, steps):
                reveals[at].append(element)
            self._reveals = _Reveals(steps, reveals)
        return self._reveals.elements


def _moved(before: Frame, after: Frame) -> Iterator[Element]:
    """What shows a parameter that a step of learning gives another number in one of them."""
    updating, reading = after.schedule.updating, after.run.reading
    if updating is None or UPDATE not in (before.kind, after.kind):
        return
    first, last = sorted((before.moved, after.moved))
    if first == last and max(before.progress, after.progress) <= ARRIVAL:
        return
    for moment in updating.moments[first : last + 1]:
        for leaf in (leaf for id_ in moment.nodes for leaf in updating.leaves[id_]):
            if not _same(before.new_value(leaf), after.new_value(leaf)):
                yield from drawn_as(reading, leaf)
                yield from reading.outgoing.get(leaf, ())


def _same(one: Value | None, other: Value | None) -> bool:
    if one is None or other is None:
        return one is other
    return bool(np.array_equal(np.asarray(one), np.asarray(other), equal_nan=True))


def _of_neurons(reading: Reading, steps: Steps) -> Iterator[tuple[int, Element]]:
    """What weights, biases and neurons show besides: gradients, and δ."""
    for leaf, edges in reading.weights.items():
        yield from ((steps.gradient_at[leaf], index) for index in edges)
    for leaf, ids in reading.biases.items():
        yield from ((steps.gradient_at[leaf], id_) for id_ in ids)
    for id_ in reading.neurons:
        known = [steps.contribution_at[index] for index in reading.incoming[id_]]
        yield min(known, default=steps.never), id_
