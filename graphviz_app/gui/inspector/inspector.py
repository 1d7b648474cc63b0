"""Inspector: every number of the selected node or edge, and where it comes from."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import Element
from graphviz_app.gui.inspector.edge_page import edge_page
from graphviz_app.gui.inspector.graph_page import graph_page
from graphviz_app.gui.inspector.node_page import node_page
from graphviz_app.gui.inspector.page_frame import PageFrame
from graphviz_app.gui.widgets.panel import Host, Panel, Subject
from graphviz_app.gui.widgets.parts import card_rules
from graphviz_app.gui.widgets.sheet import Sheet, jump_rules
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override


class Inspector(PageFrame, Panel):
    """The right strip. It shows final numbers also while the animation is under way."""

    def __init__(self, theme: Theme, text_is_broken: Callable[[], bool] = lambda: False) -> None:
        """Gaps that mistakes in the text leave are told beside their lines, not here."""
        super().__init__(theme)
        self._text_is_broken = text_is_broken
        self.setObjectName("inspector")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.element: Element | None = None
        self._body = QWidget()
        self._body.setObjectName("inspectorBody")
        self._column = QVBoxLayout(self._body)
        self._sheet: Sheet | None = None
        self._column.addStretch(1)
        self.setWidget(self._body)
        self.set_theme(theme)

    @classmethod
    def made(cls, host: Host) -> "Inspector":
        """As a panel of the window."""
        inspector = cls(host.theme, host.text_is_broken)
        inspector.value_edited.connect(host.change_value)
        inspector.element_chosen.connect(host.choose)
        return inspector

    @override
    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        edge = round(theme.px(24))
        self._column.setContentsMargins(edge, round(theme.px(20)), edge, edge)
        self.setStyleSheet(
            f"#inspector, #inspectorBody {{ background: {theme.panel}; }}"
            f"#inspector {{ border: 2px solid {theme.panel}; }}"
            f"#inspector:focus {{ border-color: {theme.value}; }}"
            f"QLabel[tone] {{ background: transparent; }}"
            f"{card_rules(theme)} {jump_rules(theme)}"
        )
        self.setMinimumWidth(round(theme.px(250)))
        self._rebuild()

    @override
    def set_run(self, run: ReadRun | None) -> None:
        broken_text = self._text_is_broken()
        if (run, broken_text) == (self.run, self.broken_text):
            return  # only the layout or the stride is another
        before, self.run = self.run, run
        self.broken_text = broken_text
        self.element = self._still(before)
        self._rebuild()

    @override
    def set_subject(self, subject: Subject) -> None:
        self.show_element(subject.element)

    def _still(self, before: ReadRun | None) -> Element | None:
        """The selected element, if it is in the reading and still the same."""
        if self.run is None:
            return None
        same = self.run.reading.again(self.element, before.reading if before else None)
        return same if same == self.element else None

    def show_element(self, element: Element | None) -> None:
        """Show a node (by id) or an edge (by index); None for the graph as a whole."""
        if element != self.element:
            self.element = element
            self.element = self._still(self.run)
            self._rebuild()
            self.verticalScrollBar().setValue(0)

    def _rebuild(self) -> None:
        focus = _Focus(self)
        scrolled = self.verticalScrollBar().value()
        self.field = self.table = None
        sheet = self._page()
        sheet.end()
        old, self._sheet = self._sheet, sheet
        if old is not None:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._column.insertWidget(0, sheet)
        self._put_into_tab_order(sheet)
        focus.give_back()
        self.verticalScrollBar().setValue(scrolled)

    def _put_into_tab_order(self, sheet: Sheet) -> None:
        """Tab goes down the page, not to its end when everything else has had its turn."""
        before: QWidget = self
        for widget in sheet.findChildren(QWidget):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                QWidget.setTabOrder(before, widget)
                before = widget

    def _page(self) -> Sheet:
        if self.run is None:
            return Sheet(self.theme)
        if isinstance(self.element, str):
            return node_page(self, self.run, self.element)
        if self.element is not None:
            return edge_page(self, self.run, self.element)
        return graph_page(self, self.run)


class _Focus:
    """Where the person was typing or looking before the page was made anew."""

    def __init__(self, inspector: Inspector) -> None:
        self._inspector = inspector
        self._element = inspector.element
        field, table = inspector.field, inspector.table
        self._in_field = field is not None and field.hasFocus()
        self._gradient = table is not None and table.shows_gradient
        self._cell = None
        if table is not None and table.view.hasFocus():
            cell = table.view.currentIndex()
            self._cell = (cell.row(), cell.column())

    def give_back(self) -> None:
        """Put the focus where it was, if the same element is shown."""
        inspector = self._inspector
        table = inspector.table
        if table is not None and self._gradient:
            table.show_gradient()
        if self._in_field and inspector.field is not None:
            inspector.begin_edit()
        elif table is not None and self._cell is not None:
            table.view.setFocus()
            table.view.setCurrentIndex(table.model.index(*self._cell))
