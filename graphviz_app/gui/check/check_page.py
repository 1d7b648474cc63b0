"""CheckPage: a hand solution, claim by claim: answered, judged, explained."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QMenu,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from graphviz_app.core.check import Checked
from graphviz_app.core.graph import Claim, Graph
from graphviz_app.core.questions import Asked, asked_about, questions
from graphviz_app.core.read_run import ReadRun
from graphviz_app.errors import ParseError
from graphviz_app.gui.check.asking import ask_menu
from graphviz_app.gui.check.claim_list import ClaimList
from graphviz_app.gui.check.claim_painter import row_size
from graphviz_app.gui.check.claim_row import ClaimRow, rows_of
from graphviz_app.gui.check.first_steps import first_steps
from graphviz_app.gui.check.head import Head
from graphviz_app.gui.check.places import questions_about
from graphviz_app.gui.check.reasons import reasons
from graphviz_app.gui.check.tools import Scrolled, Tools, page_rules
from graphviz_app.gui.widgets.panel import Host, Panel, Subject
from graphviz_app.gui.widgets.parts import rule
from graphviz_app.gui.widgets.sheet import Row, Sheet
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

SHARE, MOST_REASONS = 0.42, 290
"""Of the room below the head this is for reasons, but not more than these design pixels; the rest
is for claims."""


class CheckPage(QWidget, Panel):
    """The head, the claims, and what is said of the one that is chosen; or how to begin."""

    answered = Signal(int, str)
    """The place of a claim, and what was typed for it."""
    asked = Signal(object)
    """Claims without an answer that are to be added."""
    removed = Signal(object)
    """Places of claims that are to go."""
    table_pasted = Signal(str)
    paste_wanted = Signal()
    import_wanted = Signal()
    went = Signal(int)
    """Go to what a claim is about, in the graph and in the text."""
    pointed_at = Signal(int)
    visible_changed = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.graph = Graph({}, {})
        self.rows: tuple[ClaimRow, ...] = ()
        self._checked: Checked | None = None
        self._unread: Mapping[int, str] = {}
        self._revealed: set[object] = set()
        self._run: ReadRun | None = None
        self._subject = Subject()
        self.setObjectName("checkPage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.head = Head(theme)
        self.list = ClaimList(theme)
        self.tools = Tools()
        self._said, self._first = Scrolled(), Scrolled()
        self._sheet, self._begin = Sheet(theme), Sheet(theme)
        self._stack = QStackedLayout(self)
        self._build()
        self._connect()
        self.set_theme(theme)

    @classmethod
    def made(cls, host: Host) -> "CheckPage":
        """As a page of the right panel; the window connects what it asks for."""
        page = cls(host.theme)
        host.page_made(page)
        return page

    # How it is built

    def _build(self) -> None:
        full = QWidget()
        self._column = QVBoxLayout(full)
        self._column.setSpacing(0)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._top = QVBoxLayout()
        self._top.addWidget(self.head)
        self._top.addWidget(self.tools)
        self._column.addLayout(self._top)
        self._column.addWidget(self.list)
        self._column.addWidget(rule())
        self._column.addWidget(self._said, 1)
        self._stack.addWidget(self._first)
        self._stack.addWidget(full)
        self._full = full

    def _connect(self) -> None:
        claims = self.list
        claims.answered.connect(self.answered)
        claims.chosen.connect(lambda _place: self._explain())
        claims.shown.connect(self.went)
        claims.pointed_at.connect(self.pointed_at)
        claims.reveal_wanted.connect(self.toggle_revealed)
        claims.removed.connect(lambda place: self.removed.emit([place]))
        claims.table_pasted.connect(self.table_pasted)
        self.head.wrong_wanted.connect(self.go_to_wrong)
        self.head.first_wanted.connect(self.go_to_first_wrong)
        self.tools.ask.clicked.connect(lambda _on: self._open(self._ask_menu(), self.tools.ask))
        self.tools.reveal.clicked.connect(lambda _on: self.reveal_all(not self._all_revealed))
        self.tools.more.clicked.connect(lambda _on: self._open(self._more_menu(), self.tools.more))

    @override
    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        side = round(theme.px(16))
        self._top.setContentsMargins(side, side, side, round(theme.px(10)))
        self._top.setSpacing(round(theme.px(10)))
        for scrolled in (self._said, self._first):
            scrolled.set_edge(side, round(theme.px(14)))
        self.setStyleSheet(page_rules(theme))
        self.tools.set_theme(theme)
        self.setMinimumWidth(round(theme.px(250)))
        self.head.set_theme(theme)
        self.list.set_theme(theme)
        self._sheet = self._said.hold(self._made(self._reasons()))
        self._begin = self._first.hold(self._made(first_steps(self.graph)))
        self._share_room()

    def _made(self, rows: Iterable[Row]) -> Sheet:
        sheet = Sheet(self.theme, list(rows))
        sheet.chosen.connect(self._on_chosen, Qt.ConnectionType.QueuedConnection)
        return sheet

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        """The claims have as much as they need, or their share; so that nothing jumps."""
        needed = row_size(self.theme).height() * len(self.rows)
        room = self.height() - self._top.sizeHint().height()
        reasons = min(room * SHARE, self.theme.px(MOST_REASONS))
        self.list.setFixedHeight(max(min(needed, round(room - reasons)), 1))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.visible_changed.emit(True)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.pointed_at.emit(-1)
        self.visible_changed.emit(False)

    # What is shown

    @override
    def set_run(self, run: ReadRun | None) -> None:
        self._run = run

    @override
    def set_subject(self, subject: Subject) -> None:
        self._subject = subject

    def take(
        self, graph: Graph, checked: Checked | None, unread: Iterable[ParseError] = ()
    ) -> None:
        """Show the claims of a graph, and what is said of them as far as that is known."""
        self.graph, self._checked = graph, checked
        self._unread = {error.line: error.reason for error in unread}
        self._show()

    def _show(self) -> None:
        graph = self.graph
        known = {asked_about(claim) for claim in graph.claims}
        self._revealed &= known
        count, had_wrong = len(self.rows), any(row.is_first_wrong for row in self.rows)
        self.rows = rows_of(graph, self._checked, self._revealed, self._unread)
        self.list.take(self.rows)
        self.head.say(self.rows)
        if count != len(self.rows):
            self._share_room()
        if not self.rows:
            self._renew(self._first, first_steps(graph))
        elif not had_wrong and not self.list.is_typing:
            self._open_first_wrong()
        self._explain()
        told = any(row.expected for row in self.rows)
        self.tools.say(all_revealed=self._all_revealed, enabled=told)
        self._stack.setCurrentWidget(self._full if self.rows else self._first)

    def _open_first_wrong(self) -> None:
        """What went wrong first is what a person wants to read first."""
        at = next((i for i, row in enumerate(self.rows) if row.is_first_wrong), None)
        if at is not None:
            self.list.set_current(at)

    def _explain(self) -> None:
        self._renew(self._said, self._reasons())

    def _reasons(self) -> Iterable[Row]:
        return reasons(self.rows, self.list.current)

    def _renew(self, scrolled: Scrolled, rows: Iterable[Row]) -> None:
        """Say other rows, with the widgets that are there if they are of the same forms."""
        new = list(rows)
        if not scrolled.sheet.take(new):
            scrolled.hold(self._made(new))

    # What the person does

    def go_to_wrong(self, way: int) -> None:
        """The next claim that is wrong, or the one before, from the top again after the last."""
        wrong = [i for i, row in enumerate(self.rows) if row.verdict == "wrong"]
        at = self.list.current
        beyond = [i for i in wrong if (i > at if way > 0 else i < at)]
        if wrong:
            ends = (wrong[0], beyond[0]) if way > 0 and beyond else (wrong[0], wrong[0])
            if way < 0:
                ends = (wrong[-1], beyond[-1] if beyond else wrong[-1])
            self.go_to(ends[1])

    def go_to_first_wrong(self) -> None:
        """Where it went wrong first."""
        at = next((i for i, row in enumerate(self.rows) if row.is_first_wrong), None)
        if at is not None:
            self.go_to(at)

    def go_to(self, place: int) -> None:
        """Explain a claim, and show it in graph and text."""
        self.list.set_current(place)
        self.went.emit(place)

    @property
    def _all_revealed(self) -> bool:
        return bool(self.rows) and all(row.revealed or not row.expected for row in self.rows)

    def reveal_all(self, on: bool) -> None:
        """Show the true number of every claim, or of none."""
        self._revealed = {asked_about(row.claim) for row in self.rows} if on else set()
        self._show()

    def toggle_revealed(self, place: int) -> None:
        """Show the true number of a claim, or hide it again."""
        self._revealed ^= {asked_about(self.rows[place].claim)}
        self._show()

    def _on_chosen(self, chosen: object) -> None:
        """A button, or a claim that is referred to."""
        at = self.list.current
        match chosen:
            case int():
                self.go_to(chosen)
            case "reveal":
                self.toggle_revealed(at)
            case "show":
                self.went.emit(at)
            case "remove":
                self.removed.emit([at])
            case "paste":
                self.paste_wanted.emit()
            case "import":
                self.import_wanted.emit()
            case "values" | "gradients" | "updates":
                self._ask_all(chosen)

    def _ask_all(self, kind: Asked) -> None:
        self.asked.emit(questions(self.graph, kind))

    def selected_questions(self) -> Sequence[Claim]:
        """What can be asked of what is selected in the graph."""
        if self._run is None:
            return ()
        rate = self.graph.learning_rate is not None
        return questions_about(self._run.reading, self._subject.element, rate)

    def _ask_menu(self) -> QMenu:
        return ask_menu(self, self.graph, self.selected_questions(), self.asked.emit)

    def _more_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction("Remove all", lambda: self.removed.emit(list(range(len(self.rows)))))
        return menu

    def _open(self, menu: QMenu, button: QPushButton) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))
