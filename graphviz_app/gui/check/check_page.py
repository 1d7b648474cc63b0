"""CheckPage: a hand solution, claim by claim: answered, judged, explained."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QMenu,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from graphviz_app.core.check import Checked
from graphviz_app.core.check.conventions import Conventions
from graphviz_app.core.graph import Claim, Graph
from graphviz_app.core.learning.update import learns
from graphviz_app.core.questions import asked_about, questions
from graphviz_app.core.read_run import ReadRun
from graphviz_app.errors import ParseError
from graphviz_app.gui.check.asking import ask_menu
from graphviz_app.gui.check.claim_list import ClaimList
from graphviz_app.gui.check.claim_painter import row_size
from graphviz_app.gui.check.claim_row import ClaimRow, first_wrong, next_wrong, rows_of
from graphviz_app.gui.check.conventions import Chosen, conventions_menu
from graphviz_app.gui.check.first_steps import first_steps
from graphviz_app.gui.check.head import Head
from graphviz_app.gui.check.places import questions_about
from graphviz_app.gui.check.points import PointsBar
from graphviz_app.gui.check.reasons import reasons
from graphviz_app.gui.check.tools import Scrolled, Tools, page_rules
from graphviz_app.gui.widgets.panel import Host, Panel, Subject
from graphviz_app.gui.widgets.parts import PAGE_SIDE, PAGE_TOP, rule
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

SHARE, MOST_REASONS = 0.42, 290
"""Of the room below the head this is for reasons, but not more than these design pixels; the rest
is for claims."""


class CheckPage(QWidget, Panel):
    """The head, the claims, and what is said of the one that is chosen; or how to begin."""

    answered = Signal(int, object)
    """The place of a claim, and the Answer that was typed for it."""
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
    revealed_changed = Signal()
    """Other true numbers are shown."""
    conventions_chosen = Signal(object)
    """The Conventions that the sheet goes by."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.graph = Graph({}, {})
        self.rows: tuple[ClaimRow, ...] = ()
        self._checked: Checked | None = None
        self._unread: Mapping[int, str] = {}
        self._conventions = Chosen()
        self.revealed: set[Claim] = set()
        """Questions of which the true number is shown."""
        self._run: ReadRun | None = None
        self._subject = Subject()
        self.setObjectName("checkPage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.head = Head(theme)
        self.list = ClaimList(theme)
        self.tools = Tools()
        self.points = PointsBar(theme)
        self._said, self._first = Scrolled(theme), Scrolled(theme)
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
        self._top.addWidget(self.points)
        self._column.addLayout(self._top)
        self._column.addWidget(self.list)
        self._column.addWidget(rule())
        self._column.addWidget(self._said, 1)
        self._stack.addWidget(self._first)
        self._stack.addWidget(full)

    def _connect(self) -> None:
        claims = self.list
        claims.answered.connect(self.answered)
        claims.chosen.connect(lambda _place: self._explain())
        claims.shown.connect(self.went)
        claims.pointed_at.connect(self.pointed_at)
        claims.reveal_wanted.connect(self.toggle_revealed)
        claims.removed.connect(lambda place: self.removed.emit([place]))
        claims.table_pasted.connect(self.table_pasted)
        self.points.changed.connect(self._show)
        self._said.chosen.connect(self._on_chosen)
        self._first.chosen.connect(self._on_chosen)
        self.head.wrong_wanted.connect(self.go_to_wrong)
        self.head.first_wanted.connect(self.go_to_first_wrong)
        self.tools.ask.clicked.connect(lambda _on: self._open(self._ask_menu(), self.tools.ask))
        self.tools.reveal.clicked.connect(lambda _on: self.reveal_all(not self._all_revealed))
        self.tools.more.clicked.connect(lambda _on: self._open(self._more_menu(), self.tools.more))

    @override
    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        side = round(theme.px(PAGE_SIDE))
        self._top.setContentsMargins(side, round(theme.px(PAGE_TOP)), side, round(theme.px(10)))
        self._top.setSpacing(round(theme.px(10)))
        self.setStyleSheet(page_rules(theme))
        self.setMinimumWidth(round(theme.px(250)))
        for part in (self.head, self.tools, self.points, self.list, self._said, self._first):
            part.set_theme(theme)
        self._share_room()

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
    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keys are for the claims; where there are none, for the first way to have some."""
        super().focusInEvent(event)
        first = self.list if self.rows else self._first.findChild(QPushButton)
        if first is not None:
            first.setFocus(event.reason())

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

    def begin(self) -> None:
        """Another document: nothing of the sheet before is remembered."""
        self.revealed.clear()
        self.rows = ()
        self.list.take(())

    def take(
        self,
        graph: Graph,
        checked: Checked | None,
        unread: Iterable[ParseError] = (),
        conventions: Chosen = Chosen(),  # noqa: B008  # a frozen default
    ) -> None:
        """Show the claims of a graph, and what is said of them as far as that is known."""
        self.graph, self._checked, self._conventions = graph, checked, conventions
        self._unread = {error.line: error.reason for error in unread}
        self._show()

    def _show(self) -> None:
        graph = self.graph
        self.revealed &= {asked_about(claim) for claim in graph.claims}
        count, had_wrong = len(self.rows), any(row.is_first_wrong for row in self.rows)
        self.rows = rows_of(graph, self._checked, self.revealed, self._unread)
        self.list.take(self.rows)
        points = self.points.total(self._checked)
        self.head.say(self.rows, self._conventions.words, points)
        if count != len(self.rows):
            self._share_room()
        if not self.rows:
            self._first.say(first_steps(graph))
        elif not had_wrong and not self.list.is_typing:
            self.list.set_current(first_wrong(self.rows) or max(self.list.current, 0))
        self._explain()
        told = any(row.expected for row in self.rows)
        self.tools.say(all_revealed=self._all_revealed, enabled=told)
        self._stack.setCurrentIndex(bool(self.rows))

    def _explain(self) -> None:
        at = self.list.current
        earned = self.points.earned(self._checked, at)
        self._said.say(reasons(self.rows, at, earned, self._conventions.known))

    # What the person does

    def go_to_wrong(self, way: int) -> None:
        """The next claim that is wrong, or the one before, from the top again after the last."""
        at = next_wrong(self.rows, self.list.current, way)
        if at is not None:
            self.go_to(at)

    def go_to_first_wrong(self) -> None:
        """Where it went wrong first."""
        if (at := first_wrong(self.rows)) is not None:
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
        self.set_revealed({asked_about(row.claim) for row in self.rows} if on else set())
        self.revealed_changed.emit()

    def toggle_revealed(self, place: int) -> None:
        """Show the true number of a claim, or hide it again."""
        self.set_revealed(self.revealed ^ {asked_about(self.rows[place].claim)})
        self.revealed_changed.emit()

    def set_revealed(self, questions: set[Claim]) -> None:
        """Show the true numbers of these."""
        if questions != self.revealed:
            self.revealed = questions
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
                self.asked.emit(questions(self.graph, chosen))
            case Conventions():
                self.conventions_chosen.emit(chosen)

    def selected_questions(self) -> Sequence[Claim]:
        """What can be asked of what is selected in the graph."""
        if self._run is None:
            return ()
        rate = learns(self.graph)
        return questions_about(self._run.reading, self._subject.element, rate)

    def _ask_menu(self) -> QMenu:
        return ask_menu(self, self.graph, self.selected_questions(), self.asked.emit)

    def _more_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction("Paste answers", self.paste_wanted.emit)
        menu.addAction("Import answers…", self.import_wanted.emit)
        menu.addSeparator()
        points = menu.addAction("Points for each claim")
        points.setCheckable(True)
        points.setChecked(self.points.on)
        points.toggled.connect(self.points.set_on)
        menu.addMenu(conventions_menu(menu, self._conventions, self.conventions_chosen.emit))
        menu.addSeparator()
        menu.addAction("Remove all claims", lambda: self.removed.emit(list(range(len(self.rows)))))
        return menu

    def _open(self, menu: QMenu, button: QPushButton) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))
