"""The panel left of the graph: text, backward pass, operators and examples."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from graphviz_app.core.read_run import ReadRun
from graphviz_app.frames import Frame
from graphviz_app.gui.backward.backward_page import BackwardPage
from graphviz_app.gui.documents.doing import Doing, at_once
from graphviz_app.gui.text.operator_list import OperatorList
from graphviz_app.gui.text.text_panel import TextPanel
from graphviz_app.gui.widgets.panel import Host, Panel, Subject
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

if TYPE_CHECKING:
    from graphviz_app.gui.gallery.gallery import Gallery

MIN_WIDTH = 270
"""Room for a line such as ``grad(w) == -0.2175`` and the words of the tabs."""


class LeftPanel(QWidget, Panel):
    """Four tabs; the examples are drawn when they are first looked at."""

    example_chosen = Signal(object)

    def __init__(self, theme: Theme, do: Doing = at_once) -> None:
        super().__init__()
        self._theme = theme
        self.text = TextPanel(theme, do=do)
        self.backward = BackwardPage(theme, do)
        self.operators = OperatorList(theme)
        self.gallery: Gallery | None = None
        self._examples = QWidget()
        self._examples_column = QVBoxLayout(self._examples)
        self._examples_column.setContentsMargins(0, 0, 0, 0)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setExpanding(False)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for page, title in (
            (self.text, "Text"),
            (self.backward, "Backward"),
            (self.operators, "Operators"),
            (self._examples, "Examples"),
        ):
            self.tabs.addTab(page, title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs)
        self.setMinimumWidth(MIN_WIDTH)
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tabs.currentChanged.connect(self._draw_examples)

    @classmethod
    def made(cls, host: Host) -> "LeftPanel":
        """As a panel of the window."""
        return cls(host.theme, host.patience)

    @override
    def set_run(self, run: ReadRun | None) -> None:
        self.backward.set_run(run)

    @override
    def set_frame(self, frame: Frame | None) -> None:
        self.backward.set_frame(frame)

    @override
    def set_subject(self, subject: Subject) -> None:
        self.text.set_active_lines(subject.nodes)

    @override
    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.text.set_theme(theme)
        self.backward.set_theme(theme)
        self.operators.set_theme(theme)
        if self.gallery is not None:
            self.gallery.set_theme(theme)

    def show_text(self) -> None:
        """Bring the text to the front."""
        self.tabs.setCurrentWidget(self.text)

    def show_backward(self) -> None:
        """Bring the backward pass to the front."""
        self.tabs.setCurrentWidget(self.backward)

    def _draw_examples(self) -> None:
        from graphviz_app.gui.gallery.gallery import Gallery  # late: rarely needed

        if self.gallery is None and self.tabs.currentWidget() is self._examples:
            self.gallery = Gallery(self._theme, compact=True)
            self.gallery.open_requested.connect(self.example_chosen)
            self._examples_column.addWidget(self.gallery)
