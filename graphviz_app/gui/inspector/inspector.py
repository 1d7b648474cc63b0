"""Inspector: every number of the selected node or edge, and where it comes from."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import Element
from graphviz_app.frames import Frame
from graphviz_app.gui.inspector.graph_page import graph_page
from graphviz_app.gui.inspector.steps import Steps
from graphviz_app.gui.widgets.badge import badge_rules
from graphviz_app.gui.widgets.page import ScrolledPage
from graphviz_app.gui.widgets.panel import Host, Subject
from graphviz_app.gui.widgets.parts import card_rules
from graphviz_app.gui.widgets.rows import ASKS
from graphviz_app.gui.widgets.sheet import Row, Sheet, jump_rules
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

if TYPE_CHECKING:
    from graphviz_app.gui.inspector.closed_answers import ClosedAnswers
    from graphviz_app.gui.inspector.tensor_table import TensorTable
    from graphviz_app.gui.inspector.value_field import ValueField


class Inspector(ScrolledPage):
    """The right strip. It shows final numbers also while the animation is under way."""

    value_edited = Signal(str, object)
    value_dragged = Signal(str, float)
    drag_ended = Signal(bool)
    element_chosen = Signal(object)
    frozen_chosen = Signal(str, bool)

    def __init__(
        self,
        theme: Theme,
        text_is_broken: Callable[[], bool] = lambda: False,
        *,
        can_freeze: bool = False,
    ) -> None:
        """Gaps that mistakes in the text leave are told beside their lines, not here."""
        super().__init__("inspector")
        self._steps = Steps(can_freeze)
        self._text_is_broken = text_is_broken
        self.theme = theme
        self.run: ReadRun | None = None
        self.broken_text = False
        """Whether the text had mistakes when the run was made."""
        self.element: Element | None = None
        self._closed: ClosedAnswers | None = None
        self._explained: Element | None = None
        """What the rows that are shown are about."""
        self._sheet = self._made(())
        self.column.addWidget(self._sheet)
        self.column.addStretch(1)
        self.set_theme(theme)

    @classmethod
    def made(cls, host: Host) -> "Inspector":
        """As a panel of the window."""
        freezing = host.set_frozen
        inspector = cls(host.theme, host.text_is_broken, can_freeze=freezing is not None)
        if freezing is not None:
            inspector.frozen_chosen.connect(freezing)
        inspector.value_edited.connect(host.change_value)
        inspector.value_dragged.connect(host.drag_value)
        inspector.drag_ended.connect(host.end_drag)
        inspector.element_chosen.connect(host.choose)
        return inspector

    @override
    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        self.dress(theme, f"{card_rules(theme)} {jump_rules(theme)} {badge_rules(theme)}")
        self._rebuild(list(self._rows()))

    @override
    def set_run(self, run: ReadRun | None) -> None:
        broken_text = self._text_is_broken()
        if (run, broken_text) == (self.run, self.broken_text):
            return  # only the layout or the stride is another
        before, self.run = self.run, run
        self._steps.take_run(run)
        self.broken_text = broken_text
        self.element = self._still(before)
        self._show_page()

    @override
    def set_frame(self, frame: Frame | None) -> None:
        if frame is not None and self._steps.take_frame(frame):
            self._show_page()

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
            self._show_page()
            self.verticalScrollBar().setValue(0)

    def begin_edit(self) -> None:
        """Let the person type the value, if the selected node is a leaf."""
        if self.field is not None:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.field.selectAll()
        elif self.table is not None and self.table.model.editable:
            self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def field(self) -> "ValueField | None":
        """Where the value of a leaf is typed."""
        if self._explained is None:  # about the graph as a whole: its page has none
            return None
        from graphviz_app.gui.inspector.value_field import ValueField

        return self._sheet.findChild(ValueField)

    @property
    def table(self) -> "TensorTable | None":
        """The entries of a tensor."""
        if self._explained is None:
            return None
        from graphviz_app.gui.inspector.tensor_table import TensorTable

        return self._sheet.findChild(TensorTable)

    def _answer(self, word: str) -> None:
        """Show or hide what is only worked out on demand."""
        if word == "closed" and self._closed is not None:
            self._closed.wanted = not self._closed.wanted
            self._show_page()

    def _show_page(self) -> None:
        """Say what there is to say, with the widgets that are there if they are for the like."""
        rows = list(self._rows())
        may_stay = self.element == self._explained or not self._holds_something()
        self._explained = self.element
        if not (may_stay and self._sheet.take(rows)):
            self._rebuild(rows)

    def _holds_something(self) -> bool:
        """Whether keys or chosen cells would be taken along to another subject."""
        return self.table is not None or self._sheet.isAncestorOf(self.window().focusWidget())

    def _rebuild(self, rows: Sequence[Row]) -> None:
        focus = _Focus(self)
        scrolled = self.verticalScrollBar().value()
        old, self._sheet = self._sheet, self._made(rows)
        self.column.removeWidget(old)
        old.hide()
        old.deleteLater()
        self.column.insertWidget(0, self._sheet)
        self._sheet.show()  # now: what is hidden has no keys
        self._put_into_tab_order(self._sheet)
        focus.give_back()
        self.verticalScrollBar().setValue(scrolled)

    def _made(self, rows: Sequence[Row]) -> Sheet:
        sheet = Sheet(self.theme, rows)
        sheet.edited.connect(self.value_edited)
        sheet.dragged.connect(self.value_dragged)
        sheet.drag_ended.connect(self.drag_ended)
        sheet.chosen.connect(self.element_chosen)
        sheet.ticked.connect(lambda id_, on: self.frozen_chosen.emit(id_, not on))
        sheet.asked.connect(self._answer, Qt.ConnectionType.QueuedConnection)
        return sheet

    def _put_into_tab_order(self, sheet: Sheet) -> None:
        """Tab goes down the page, not to its end when everything else has had its turn."""
        before: QWidget = self
        for widget in sheet.findChildren(QWidget):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                QWidget.setTabOrder(before, widget)
                before = widget

    def _rows(self) -> Iterable[Row]:
        if self.run is None:
            return ()
        if isinstance(self.element, str):
            page = _page_of_node(self.run, self.element)
            return (*page, *self._step_of(self.element), *self._closed_form(self.element))
        if self.element is not None:
            weight = self.run.reading.edges[self.element].weight
            closed = () if weight is None else self._closed_form(weight)
            step = () if weight is None else self._step_of(weight)
            return (*_page_of_edge(self.run, self.element), *step, *closed)
        return graph_page(self.run, self.broken_text, self._steps)

    def _step_of(self, id_: str) -> Iterable[Row]:
        assert self.run is not None
        return self._steps.of_one(self.run, id_)

    def _closed_form(self, id_: str) -> Iterable[Row]:
        assert self.run is not None
        from graphviz_app.gui.inspector.closed_answers import ClosedAnswers
        from graphviz_app.gui.inspector.closed_rows import closed_rows

        if self._closed is None:
            self._closed = ClosedAnswers(self)
            self._closed.answered.connect(self._show_page)
        return closed_rows(self.run, id_, self._closed)


def _page_of_node(run: ReadRun, id_: str) -> Iterable[Row]:
    """A folded group and a neuron have pages of their own."""
    # Late, here and below: nothing is selected at first.
    from graphviz_app.gui.inspector.box_page import box_page
    from graphviz_app.gui.inspector.neuron_page import neuron_page
    from graphviz_app.gui.inspector.node_page import node_page

    if id_ in run.reading.boxes:
        return box_page(run, id_)
    return (neuron_page if id_ in run.reading.neurons else node_page)(run, id_)


def _page_of_edge(run: ReadRun, index: int) -> Iterable[Row]:
    """An edge into a neuron is told by its weight."""
    from graphviz_app.gui.inspector.edge_page import edge_page
    from graphviz_app.gui.inspector.neuron_page import weight_page

    is_summand = run.reading.edges[index].target in run.reading.neurons
    return weight_page(run, index) if is_summand else edge_page(run, index)


class _Focus:
    """Where the person was typing or looking before the page was made anew."""

    def __init__(self, inspector: Inspector) -> None:
        self._inspector = inspector
        field, table = inspector.field, inspector.table
        self._in_field = field is not None and field.hasFocus()
        had: QWidget | None = inspector.window().focusWidget()
        self._inside = had is not None and inspector._sheet.isAncestorOf(had)
        self._asks = had.property(ASKS) if had is not None else None
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
        elif self._inside:  # else the keys would go to whatever comes next in the window
            (self._asking() or inspector).setFocus(Qt.FocusReason.OtherFocusReason)

    def _asking(self) -> QWidget | None:
        """What asks for the same, or for its end."""
        buttons = self._inspector._sheet.findChildren(QPushButton)
        like = (one for one in buttons if self._asks and one.property(ASKS) == self._asks)
        return next(like, None)
