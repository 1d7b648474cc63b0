"""Faces: one run's numbers as they are drawn, each made when it is first seen."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

import numpy as np

from graphviz_app.core.graph import Value
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import Element
from graphviz_app.core.view import View
from graphviz_app.core.why.cause import Fate
from graphviz_app.layout import Size
from graphviz_app.scene.items.forms import Measured, Row
from graphviz_app.scene.items.lettering import (
    CONSTANT_NAME,
    Lettering,
    is_inner_constant,
    name_of,
    title_of,
)
from graphviz_app.scene.items.rooms import derivative_block, derivative_prefix, room_for
from graphviz_app.scene.style import Style
from graphviz_app.scene.typeset.fonts import Typeface
from graphviz_app.scene.typeset.number_block import NumberBlock, number_block, shape_block

Flag = Literal["", "kink", "problem"]
TABLES: tuple[Row, ...] = ("value", "gradient")
"""What may be written out as a table."""
KEPT = 3
"""Runs whose numbers are kept."""


class NodeFace(NamedTuple):
    """What one node shows: what is written on it, and the numbers that it has."""

    sign: Lettering | None
    title: Lettering | None
    value: NumberBlock | None
    gradient: NumberBlock | None
    further: tuple[NumberBlock | None, ...] = ()
    """What only its kind of form shows."""


class Faces:
    """The numbers of one run, for pictures in which everything has its place already."""

    def __init__(
        self,
        run: ReadRun,
        measured: Measured,
        style: Style,
        *,
        lettered: bool = False,
    ) -> None:
        """``lettered``: formulas may have other numbers in them than when the forms were made."""
        self.run = run
        self._measured = measured
        self._style = style
        self._nodes: dict[str, NodeFace] = {}
        self._edges: dict[tuple[int, Row], NumberBlock | None] = {}
        self._lettered = lettered
        self._kept = [self]
        """Of the last few runs, shared by all of them."""

    def of(self, run: ReadRun) -> "Faces":
        """Those of another run that is drawn alike; of the last few runs they are kept."""
        known = next((faces for faces in self._kept if faces.run is run), None)
        lettered = self._lettered or run.graph is not self.run.graph
        faces = known or Faces(run, self._measured, self._style, lettered=lettered)
        if known is None:
            faces._kept = self._kept
            self._kept[KEPT - 1 :] = []
            self._kept.insert(0, faces)
        return faces

    def node(self, id_: str) -> NodeFace:
        """What a node shows when everything is known."""
        if id_ not in self._nodes:
            self._nodes[id_] = self._node(id_)
        return self._nodes[id_]

    def _node(self, id_: str) -> NodeFace:
        run, form, style = self.run, self._measured.forms[id_], self._style
        sign, title, node = form.sign, form.title, run.reading.nodes[id_]
        if self._lettered and sign is not None and is_inner_constant(run.reading, node):
            sign = name_of(run.reading, id_, CONSTANT_NAME, style)
        lined = run.reading.is_of_lines and id_ not in run.reading.boxes
        if self._lettered and title is not None and lined:
            title = title_of(run, node, style)
        value = run.value(id_) if form.value else None
        gradient = run.gradient(id_) if form.gradient else None
        typefaces = form.typeface("value", style), form.typeface("gradient", style)
        return NodeFace(
            sign,
            title,
            _block(value, typefaces[0]),
            derivative_block(run, gradient, typefaces[1]),
            form.further(run, id_, style),
        )

    def rows_at_rest(self, index: int, view: View) -> Sequence[tuple[Row, NumberBlock]]:
        """Of an edge's numbers the ones that it has room for."""
        at_rest = self._measured.edges[index].rows
        return [(row, block) for row, block in self.rows(index, view) if row in at_rest]

    def rows(self, index: int, view: View) -> Sequence[tuple[Row, NumberBlock]]:
        """An edge's numbers that are switched on, from top to bottom."""
        wanted: tuple[tuple[Row, bool | None], ...] = (
            ("value", view.values),
            ("local", view.locals),
            ("gradient", view.gradients),
            ("shape", view.shapes),
        )
        blocks = [(row, self._edge(index, row)) for row, on in wanted if on]
        return [(row, block) for row, block in blocks if block is not None]

    def _edge(self, index: int, row: Row) -> NumberBlock | None:
        if (index, row) not in self._edges:
            form = self._measured.edges[index]
            typeface, table = form.typeface(row, self._style), form.tables and row in TABLES
            self._edges[index, row] = edge_block(self.run, index, row, typeface, table=table)
        return self._edges[index, row]

    def looks_like(self, other: "Faces", element: Element, view: View) -> bool:
        """Whether a node or an edge shows the same as with another run's numbers."""
        if isinstance(element, str):
            return self.node(element) == other.node(element)
        return self.rows_at_rest(element, view) == other.rows_at_rest(element, view)

    def flag(self, id_: str) -> Flag:
        """How a node is marked at its corner; a line carries the marks of its operators."""
        return self.flags.get(id_, "")

    @cached_property
    def fates(self) -> Mapping[str, Fate]:
        """Nodes with a unit that is dead, or else saturated."""
        from graphviz_app.core.why.units import units  # late: marked on demand

        found, fates = units(self.run.trace), dict[str, Fate]()
        for id_, members in self.run.reading.members.items() if found else ():
            here = {found[member].fate for member in members if member in found}
            if here:
                fates[id_] = "dead" if "dead" in here else "saturated"
        return fates

    @cached_property
    def flags(self) -> Mapping[str, Flag]:
        """Nodes that are marked."""
        trace = self.run.trace
        kinks = {kink.node for kink in trace.kinks}
        problems = {problem.node for problem in trace.problems}
        flags: dict[str, Flag] = {}
        for id_, members in self.run.reading.members.items() if kinks or problems else ():
            if problems.intersection(members):
                flags[id_] = "problem"
            elif kinks.intersection(members):
                flags[id_] = "kink"
        return flags


def edge_block(
    run: ReadRun, index: int, row: Row, typeface: Typeface, *, table: bool = False
) -> NumberBlock | None:
    """One of an edge's numbers, of its weight if it has one; tensors show their shapes."""
    prefix, weight = "", run.reading.edges[index].weight
    match row:
        case "value":
            number = run.carried(index) if weight is None else run.value(weight)
        case "gradient":
            number = run.contribution(index) if weight is None else run.gradient(weight)
            prefix = derivative_prefix(run)
        case "local":
            number = run.local(index)
            prefix = local_prefix(number)
        case "shape":
            return shape_block(run.carried(index), typeface, clashes=clashes(run, index))
    return None if number is None else number_block(number, typeface, table=table, prefix=prefix)


def edge_room(
    run: ReadRun, index: int, row: Row, typeface: Typeface, *, table: bool = False
) -> Size | None:
    """Room for one of an edge's numbers, if it has it."""
    prefix = ""
    match row:
        case "value":
            number = run.carried(index)
        case "gradient":
            number = run.carried(index) if run.contribution(index) is not None else None
        case "local":
            number = run.local(index)
            prefix = local_prefix(number)
        case "shape":
            block = shape_block(run.carried(index), typeface, clashes=clashes(run, index))
            return None if block is None else Size(block.width, block.height)
    return room_for(number, typeface, table=table, prefix=prefix)


def clashes(run: ReadRun, index: int) -> bool:
    """Whether it carries something that does not fit with the other operands of its target."""
    if run.reading.edges[index].target in run.known:
        return False
    from graphviz_app.explain.shapes import fits_of  # late: of what cannot be computed

    return not all(fit.fits for fit in fits_of(run, index))


def local_prefix(local: Value | None) -> str:
    """A factor, or the shape of a derivative."""
    return "∂ " if isinstance(local, np.ndarray) and local.size > 1 else "×\N{THIN SPACE}"


def _block(value: Value | None, typeface: Typeface) -> NumberBlock | None:
    return None if value is None else number_block(value, typeface)
