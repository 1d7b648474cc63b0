"""ModesPage: forward mode is chosen here, and its input; and how it compares with reverse mode."""

from collections.abc import Sequence
from itertools import chain, islice

from PySide6.QtWidgets import QHBoxLayout, QWidget

from graphviz_app.core.forward.inputs import elements_of, moving_leaves
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.view import View
from graphviz_app.frames import Frame
from graphviz_app.gui.modes.modes_rows import modes_rows
from graphviz_app.gui.widgets.name_choice import NameChoice
from graphviz_app.gui.widgets.panel import Host, Subject
from graphviz_app.gui.widgets.parts import label
from graphviz_app.gui.widgets.sheet import Sheet
from graphviz_app.gui.widgets.switch import SwitchedPage
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

MOST = 500
"""Numbers that are listed; any other is chosen in the graph."""
MODES = (
    ("Reverse", "Gradients of the output, brought back to everything"),
    ("Forward", "Tangents by one input, carried along with every value (Y)"),
)


class ModesPage(SwitchedPage):
    """Says what is told of a run in both modes; what is chosen here is looked at in the graph."""

    def __init__(self, host: Host) -> None:
        super().__init__("modes", *MODES)
        self._host, self._theme = host, host.theme
        self._run: ReadRun | None = None
        self._element: object = None
        self.choice = NameChoice("The input that everything is differentiated by")
        self._by = QWidget()
        self._sheet = Sheet(host.theme)
        self._lay_out()
        self.set_theme(host.theme)

    def _lay_out(self) -> None:
        self.switch.clicked.connect(lambda place: self._host.look(View(tangents=place > 0)))
        self.choice.setToolTip("Or click a leaf in the graph")
        self.choice.textActivated.connect(lambda name: self._host.look(View(wrt=name)))
        by = QHBoxLayout(self._by)
        by.setContentsMargins(0, 0, 0, 0)
        by.addWidget(label("Tangents by", "muted"))
        by.addWidget(self.choice, 1)
        self.column.addWidget(self._by)
        self.column.addWidget(self._sheet)
        self.column.addStretch(1)

    @override
    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.dress(theme, f'QLabel[tone="right"] {{ color: {theme.tangent}; font-weight: 600; }}')
        self._rebuild()

    @override
    def set_frame(self, frame: Frame | None) -> None:
        run = None if frame is None else frame.run
        if run is not self._run:
            self._run = run
            self._show()

    @override
    def set_subject(self, subject: Subject) -> None:
        if subject.element != self._element:
            self._element = subject.element
            self._show()

    def _show(self) -> None:
        run = self._run
        wrt = None if run is None else run.wrt
        self.switch.choose(int(wrt is not None))
        for button in self.switch.buttons:
            button.setEnabled(run is not None)
        self._by.setVisible(wrt is not None)
        if run is not None and wrt is not None:
            names = _numbers(run)
            self.choice.offer(names if wrt in names else [*names, wrt], wrt)
        rows = list(modes_rows(run, self._element))
        if not self._sheet.take(rows):
            self._rebuild()

    def _rebuild(self) -> None:
        rows = list(modes_rows(self._run, self._element))
        self._sheet = self._sheet.replaced_by(Sheet(self._theme, rows), self.column)


def _numbers(run: ReadRun) -> Sequence[str]:
    trace = run.whole
    each = (elements_of(trace, leaf, MOST) for leaf in moving_leaves(trace))
    return list(islice(chain.from_iterable(each), MOST))
