"""What the inspector says of one parameter's step: line by line, and whether it is trained."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Self

import numpy as np

from graphviz_app.core.graph import Value
from graphviz_app.core.learning.update import Update
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading.elements import owner_of
from graphviz_app.core.step import moved_of
from graphviz_app.explain.formula import is_named
from graphviz_app.explain.updating import update_rows
from graphviz_app.explain.updating.remarks import unmoved
from graphviz_app.gui.inspector.typed_rows import Tensor
from graphviz_app.gui.inspector.update_table import say_tick, tick
from graphviz_app.gui.widgets.parts import first_upper
from graphviz_app.gui.widgets.rows import Section, Sentence, Space, told
from graphviz_app.gui.widgets.sheet import Row, Sheet
from graphviz_app.typing_compat import override


@dataclass(frozen=True, slots=True)
class Trained(Row):
    """Whether a parameter is trained, to be ticked; ``name`` is what it is called."""

    node: str
    name: str
    is_trained: bool

    @property
    @override
    def form(self) -> object:
        return Trained, self.node

    @override
    def put(self, sheet: Sheet) -> Callable[[Self], None]:
        box = tick(sheet, self.node, sheet)
        sheet.add(box, 4)

        def say(row: Self) -> None:
            say_tick(box, row.name, row.is_trained)
            box.setText("Trained: it moves in each step")

        return say


def parameter_section(run: ReadRun, update: Update, id_: str, can_freeze: bool) -> Iterator[Row]:
    """How one parameter moves, line by line, and whether it is trained."""
    graph = run.whole.graph
    owner = owner_of(id_, graph.nodes)
    if owner is None or graph.nodes[owner].op != "parameter" or not is_named(graph, owner):
        return
    yield Section("Update")
    if can_freeze:
        yield Trained(owner, owner, owner not in graph.frozen)
        yield Space(8)
    moved = moved_of(update, id_)
    if moved is None:
        yield Sentence(first_upper(unmoved(run, id_)), "caption")
        return
    for row in update_rows(run, update, id_):
        yield from told(row)
        yield Space(6)
    if np.ndim(moved.new):
        step: Value = moved.step
        yield Tensor(moved.new, step, tabs=("New value", "Step"), above=4)
