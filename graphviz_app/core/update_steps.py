"""The moments of an update: which parameters move in each, and what is drawn of them."""

from collections.abc import Mapping, Sequence
from copy import copy
from functools import cached_property
from typing import NamedTuple

import numpy as np

from graphviz_app.core.choices import Stride
from graphviz_app.core.graph import Value
from graphviz_app.core.learning.update import Moved, Update
from graphviz_app.core.moments import Moment
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import Element, Reading
from graphviz_app.core.reading.elements import owner_of, place_of
from graphviz_app.core.step import element_of

MOST_APART = 100
"""With more parameters than this, all of them move in one moment: nobody would watch each."""


class Shift(NamedTuple):
    """A number before and after the step."""

    old: Value
    new: Value

    @property
    def step(self) -> Value:
        """What is added."""
        with np.errstate(all="ignore"):  # ∞ − ∞ is not a number, which is what is to be shown
            return self.new - self.old

    @np.errstate(all="ignore")  # what is not finite is reached at once
    def between(self, way: float) -> Value:
        """On the way from the old one (0) to the new one (1)."""
        if way >= 1.0:
            return self.new
        between = self.old + way * (self.new - self.old)
        return between if np.all(np.isfinite(np.asarray(between))) else self.new


class UpdateSteps:
    """One moment for each parameter that moves; by level, or where they are many, one for all.

    A parameter may be drawn as itself, as a weight, as a bias, or element by element: ``leaves``
    has the nodes of the graph that is drawn, by the parameter that they are of.
    """

    def __init__(self, run: ReadRun, update: Update, stride: Stride) -> None:
        self.update = update
        self._reading = run.reading
        self._moved = {one.id: one for one in update.moved}
        self.leaves = _leaves(run, self._moved)
        ids = tuple(self._moved)
        apart = stride == "node" and len(ids) <= MOST_APART
        batches = [(id_,) for id_ in ids] if apart else [ids]
        self.moments = tuple(Moment("update", batch, ()) for batch in batches)
        self._drawn: dict[int, Sequence[Element]] = {}
        """By the identity of a moment."""

    def are_of(self, update: Update | None) -> bool:
        """Whether another step moves the same parameters."""
        ids = () if update is None else tuple(one.id for one in update.moved)
        return ids == tuple(self._moved)

    def renewed(self, run: ReadRun, update: Update) -> "UpdateSteps":
        """The same of another step of a run that is drawn alike."""
        again = copy(self)
        again.update, again._reading = update, run.reading
        again._moved = {one.id: one for one in update.moved}
        again.__dict__.pop("_shifts", None)
        return again

    @cached_property
    def at(self) -> Mapping[str, int]:
        """By leaf the number of moments of the update after which it has its new value."""
        owners = ((id_, k) for k, one in enumerate(self.moments, 1) for id_ in one.nodes)
        return {leaf: k for id_, k in owners for leaf in self.leaves[id_]}

    @cached_property
    def _shifts(self) -> dict[str, Shift]:
        return {}

    def shift(self, leaf: str) -> Shift:
        """Before and after, of a leaf that moves."""
        if leaf not in self._shifts:
            owner = leaf if leaf in self._moved else owner_of(leaf, self._moved)
            assert owner is not None
            self._shifts[leaf] = _part(self._moved[owner], leaf)
        return self._shifts[leaf]

    def shown(self, leaf: str, over: int, way: float) -> Value | None:
        """What a leaf shows after so many moments, ``way`` through the change in the next one.

        None where that is what it had before.
        """
        at = self.at.get(leaf)
        if at is None or at > over + 1 or (at == over + 1 and way <= 0.0):
            return None
        return self.shift(leaf).between(1.0 if at <= over else way)

    def drawn_in(self, moment: Moment) -> Sequence[Element]:
        """What of the drawing shows the parameters of a moment: nodes, and edges with weights."""
        if id(moment) not in self._drawn:
            leaves = (leaf for id_ in moment.nodes for leaf in self.leaves.get(id_, ()))
            drawn = (one for leaf in leaves for one in drawn_as(self._reading, leaf))
            self._drawn[id(moment)] = tuple(dict.fromkeys(drawn))
        return self._drawn[id(moment)]


def drawn_as(reading: Reading, leaf: str) -> Sequence[Element]:
    """Where a leaf stands: its node, the edges it is on as a weight, the neurons that it is in as
    a bias; else the folded group that it is in."""
    found: list[Element] = [leaf] if leaf in reading.nodes else []
    found += [*reading.weights.get(leaf, ()), *reading.biases.get(leaf, ())]
    box = reading.drawn_as(leaf)
    return found or ([box] if box in reading.nodes else [])


def _leaves(run: ReadRun, moved: Mapping[str, Moved]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {id_: [] for id_ in moved}
    for id_, node in run.graph.nodes.items():
        owner = owner_of(id_, moved) if node.op == "parameter" else None
        if owner is not None:
            found[owner].append(id_)
    return {id_: tuple(leaves) for id_, leaves in found.items()}


def _part(moved: Moved, leaf: str) -> Shift:
    """Of a whole parameter, or of one of its elements."""
    place = None if leaf == moved.id else place_of(leaf, np.shape(moved.value))
    if place is None:
        return Shift(moved.value, moved.new)
    return Shift(element_of(moved.value, place), element_of(moved.new, place))
