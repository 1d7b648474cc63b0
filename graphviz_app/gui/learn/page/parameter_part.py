"""ParameterPart: every parameter with the step that it takes next, and whether it is trained."""

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QVBoxLayout, QWidget

from graphviz_app.core.learning.update import Update
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import Element
from graphviz_app.explain.formula import is_named
from graphviz_app.explain.titles import shown_name
from graphviz_app.gui.inspector.update_rows import MOST, update_section
from graphviz_app.gui.inspector.update_table import Moves, UpdateTable
from graphviz_app.gui.learn.saying import Saying
from graphviz_app.gui.widgets.rows import Section
from graphviz_app.gui.widgets.sheet import Row, Sheet
from graphviz_app.theme import Theme


class ParameterPart(QWidget):
    """A click on a name selects it in the graph; a tick says whether steps move it."""

    def __init__(self, saying: Saying, choose: Callable[[Element], object], theme: Theme) -> None:
        super().__init__()
        self._saying, self._choose, self._theme = saying, choose, theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.sheet = Sheet(theme)
        self._column.addWidget(self.sheet)

    def show_run(self, run: ReadRun | None, update: Update | None) -> None:
        """The parameters of a run, with the step that it ends with."""
        rows = [] if run is None else list(parameter_rows(run, update))
        if not self.sheet.take(rows):
            self._replace(rows)

    def _replace(self, rows: list[Row]) -> None:
        self.sheet = self.sheet.replaced_by(Sheet(self._theme, rows), self._column)
        self.sheet.chosen.connect(self._choose)
        self.sheet.ticked.connect(lambda id_, on: self._saying.set_frozen(id_, not on))
        self.sheet.show()


def parameter_rows(run: ReadRun, update: Update | None) -> Iterator[Row]:
    """With a step, what it does; where every one is frozen, that."""
    graph = run.whole.graph
    ids = [id_ for id_, node in graph.nodes.items() if node.op == "parameter"]
    named = [id_ for id_ in ids if is_named(graph, id_)]
    if not named:
        return
    if update is not None:
        yield from update_section(run, update, named, can_freeze=True)
        return
    yield Section("Parameters")
    yield UpdateTable(tuple(_still(run, id_) for id_ in named[:MOST]))


def _still(run: ReadRun, id_: str) -> Moves:
    frozen = "frozen" if id_ in run.whole.graph.frozen else ""
    numbers = run.whole.values.get(id_), run.whole.gradients.get(id_)
    return Moves(id_, shown_name(run, id_), *numbers, None, None, frozen, ticks=True)
