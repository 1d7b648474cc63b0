"""The half of the page with a push: a leaf moves a little, and Δ runs forward from it."""

import operator
from collections.abc import Iterator, Sequence
from itertools import islice

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from graphviz_app.core.proof import Move, Nudge, nudged
from graphviz_app.core.proof.output import Place
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import Element
from graphviz_app.core.reading.elements import element_id, owner_of, place_of
from graphviz_app.errors import GraphAppError
from graphviz_app.explain.formula import is_named
from graphviz_app.explain.proof import off_by, outcome, shrinking
from graphviz_app.explain.titles import placed_name
from graphviz_app.gui.proof.nudge_rows import Moved
from graphviz_app.gui.proof.push_field import PushField
from graphviz_app.gui.widgets.rows import Message, Section, Sentence, Space
from graphviz_app.gui.widgets.sheet import Row, Sheet
from graphviz_app.scene.changes import Change, Changes
from graphviz_app.theme import Theme

MOST, MOST_ELEMENTS = 80, 400
"""Nodes that are listed; elements of one leaf."""
ABOUT = "Δ is what happens, ≈ what the gradient foretells (tangent · ε)."
_FIRST = ("parameter", "input", "target", "constant")


Target = tuple[str, Place]
"""A leaf and its element."""


class NudgeHalf(QWidget):
    """A push is looked at, never made: the document stays as it is."""

    chosen = Signal(object)
    changes = Signal(object)
    """What is to be seen on the graph, or None."""
    played = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._run: ReadRun | None = None
        self._on = False
        self._target: Target | None = None
        self.nudge: Nudge | None = None
        self._complaint = ""
        self.push = self._pushing(theme, PushField(theme))
        self._sheet = Sheet(theme)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.push)
        self._column.addWidget(self._sheet)
        self._column.addStretch(1)

    def _pushing(self, theme: Theme, field: PushField) -> PushField:
        field.named.connect(self.name)
        field.pushed.connect(self._renew)
        field.played.connect(self.played)
        return field

    def set_theme(self, theme: Theme) -> None:
        """Other colours and lengths."""
        self._theme = theme
        old, epsilon = self.push, self.push.epsilon
        self.push = self._pushing(theme, PushField(theme))
        self.push.epsilon = epsilon
        self.push.field.show_value(epsilon)
        self._column.replaceWidget(old, self.push)
        old.hide()
        old.deleteLater()
        self._rebuild(list(self._rows()))
        self._offer()

    def set_run(self, run: ReadRun | None) -> None:
        """Other numbers, or another reading of the same: the push is made anew."""
        if run is not self._run:
            self._run = run
            if self._target is not None and not self._is_there(*self._target):
                self._target = None
            self._renew()

    def set_on(self, on: bool) -> None:
        """Whether anybody looks at it: else nothing is worked out, nor shown on the graph."""
        if on != self._on:
            self._on = on
            self._renew()
            if not on:
                self.changes.emit(None)

    def follow(self, element: Element | None) -> None:
        """Push what is selected, if it is a leaf or an edge with a weight."""
        target = self._meant(element)
        if target is not None and target != self._target:
            self._choose(target)

    def _meant(self, element: Element | None) -> Target | None:
        run = self._run
        if run is None or element is None:
            return None
        id_ = element if isinstance(element, str) else run.reading.edges[element].weight
        owner = None if id_ is None else owner_of(id_, run.whole.graph.nodes)
        if id_ is None or owner is None or owner not in self._leaves():
            return None
        shape = np.shape(run.whole.value(owner))
        place = place_of(id_, shape) if id_ != owner else (0,) * len(shape)
        return None if place is None else (owner, place)

    def _choose(self, target: Target) -> None:
        self._target = target
        self._renew()

    def _leaves(self) -> Sequence[str]:
        if self._run is None:
            return ()
        trace = self._run.whole
        steps = [step for step in trace.program.instructions if step.op.is_leaf]
        steps.sort(key=lambda step: _FIRST.index(step.op.name))
        ids = [step.node.id for step in steps]
        return [id_ for id_ in ids if id_ in trace.values and is_named(trace.graph, id_)]

    def _is_there(self, leaf: str, place: Place) -> bool:
        run = self._run
        if run is None or leaf not in self._leaves():
            return False
        shape = np.shape(run.whole.value(leaf))
        return len(place) == len(shape) and all(map(operator.lt, place, shape))

    def _names(self) -> Iterator[str]:
        """The numbers that can be pushed; of a large leaf the first."""
        for leaf in self._leaves():
            assert self._run is not None  # there are leaves
            shape = np.shape(self._run.whole.value(leaf))
            for place in islice(np.ndindex(*shape), MOST_ELEMENTS):
                yield element_id(leaf, place, shape)

    def name(self, text: str) -> None:
        """Push what is called so."""
        target = self._meant(text.replace(" ", ""))
        if target is None:
            self.push.refuse()
        elif target != self._target:
            self._choose(target)

    def _offer(self) -> None:
        names = list(self._names())
        if self._target is None and names:
            self._target = self._meant(names[0])
        self.push.offer(names, "" if self._target is None else self._called(*self._target))
        self.push.setVisible(bool(names))

    def _called(self, leaf: str, place: Place) -> str:
        assert self._run is not None  # there is a leaf
        return element_id(leaf, place, np.shape(self._run.whole.value(leaf)))

    def _renew(self, *_pushed: float) -> None:
        if not self._on:
            return
        self._offer()
        self.nudge, self._complaint = None, ""
        if self._run is not None and self._run.whole.covers is not None:
            self._complaint = "Numbers are asked for here: a push would tell them"
        elif self._run is not None and self._target is not None:
            leaf, place = self._target
            try:
                self.nudge = nudged(self._run, leaf, self.push.epsilon, place)
            except GraphAppError as error:
                self._complaint = str(error)
        rows = list(self._rows())
        if not self._sheet.take(rows):
            self._rebuild(rows)
        self.changes.emit(self._seen())

    def _seen(self) -> Changes | None:
        """What the graph shows of it."""
        if self.nudge is None or self._run is None:
            return None
        each = [
            Change(id_, by)
            for id_, move in self.nudge.moves.items()
            if (by := move.number(move.change)) is not None
        ]
        return Changes(self._run.whole, tuple(each), each[0].node if each else "")

    def _rebuild(self, rows: Sequence[Row]) -> None:
        self._sheet = self._sheet.replaced_by(Sheet(self._theme, rows), self._column)
        self._sheet.chosen.connect(self.chosen)

    def _rows(self) -> Iterator[Row]:
        nudge, run = self.nudge, self._run
        if run is None or nudge is None:
            told = self._complaint or "There is no leaf here that could be pushed"
            yield Sentence(f"{told}.", "caption")
            return
        told_ = outcome(run.whole.graph, nudge)
        yield Space(8)
        yield Message(told_.title, told_.sentence, "right" if told_.agree else "info")
        if shrinks := shrinking(nudge):
            yield Sentence(shrinks, "caption")
        moves = list(nudge.moves.values())
        yield Section("On the way", f"{len(moves)} nodes" if len(moves) > 1 else "")
        yield Sentence(ABOUT, "caption", above=0)
        for move in moves[:MOST]:
            yield _row(placed_name(run, move.node), move)
        if len(moves) > MOST:
            yield Sentence(f"… and {len(moves) - MOST:,} more", "caption")


def _row(name: str, move: Move) -> Moved:
    before, after, by, guess = map(move.number, (move.before, move.after, move.change, move.guess))
    off = off_by(move)
    told = "" if off == "exact" else off
    return Moved(move.node, name + _element(move.at), before or 0.0, after, by, guess, told)


def _element(place: tuple[int, ...]) -> str:
    return f"[{', '.join(map(str, place))}]" if place else ""
