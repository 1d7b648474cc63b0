"""The panel right of the graph: pages of reasons, a tab each; those not seen are not made."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QTabWidget, QVBoxLayout, QWidget

from graphviz_app.core.read_run import ReadRun
from graphviz_app.frames import Frame
from graphviz_app.gui.inspector.inspector import Inspector
from graphviz_app.gui.widgets.panel import Host, Panel, Subject
from graphviz_app.gui.widgets.parts import restyle
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

P = TypeVar("P")


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A page: its tab, the keys that bring it to the front, and how it is made."""

    id: str
    title: str
    tip: str
    key: str
    make: Callable[[Host], Panel]
    """Called when it is first shown; what it returns is a widget, too."""


def _paths(host: Host) -> Panel:
    from graphviz_app.gui.paths.paths_page import PathsPage  # late: not seen at first

    return PathsPage(host)


def _check(host: Host) -> Panel:
    from graphviz_app.gui.check.check_page import CheckPage  # late: it is not in front at first

    return CheckPage.made(host)


def _proof(host: Host) -> Panel:
    from graphviz_app.gui.proof.proof_page import ProofPage  # late: when it is first looked at

    return ProofPage(host)


def _modes(host: Host) -> Panel:
    from graphviz_app.gui.modes.modes_page import ModesPage  # late: when it is first looked at

    return ModesPage(host)


def _learn(host: Host) -> Panel:
    from graphviz_app.gui.learn.page.learn_page import LearnPage  # late: when it is first looked at

    return LearnPage(host)


PAGES: tuple[PageSpec, ...] = (
    PageSpec("inspector", "Inspector", "The reasons behind a number", "", Inspector.made),
    PageSpec("paths", "Paths", "Every path between two nodes, and their sum", "Ctrl+3", _paths),
    PageSpec("check", "Check", "Your own numbers, checked one by one", "Ctrl+4", _check),
    PageSpec("proof", "Proof", "Gradients held against differences", "Ctrl+5", _proof),
    PageSpec("modes", "Modes", "Forward mode beside reverse mode", "Ctrl+6", _modes),
    PageSpec("learn", "Learn", "Steps downhill: how, how far, on which data", "Ctrl+7", _learn),
)
"""In the order of their tabs; the first is in front at the start."""


class RightPanel(QWidget, Panel):
    """Passes the news on to the page in front; the others hear the last of it when they are."""

    def __init__(self, host: Host, specs: Sequence[PageSpec] = PAGES) -> None:
        super().__init__()
        self._host, self._specs = host, specs
        self._theme = host.theme
        self._made: dict[str, Panel] = {}
        self._run: ReadRun | None = None
        self._frame: Frame | None = None
        self._subject = Subject()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setExpanding(False)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.setTabBarAutoHide(True)
        self.tabs.setUsesScrollButtons(False)
        alone = len(specs) == 1  # then there is no bar that could have the keys
        policy = Qt.FocusPolicy.NoFocus if alone else Qt.FocusPolicy.TabFocus
        self.tabs.setFocusPolicy(policy)
        for place, spec in enumerate(specs):
            self.tabs.addTab(_room(), spec.title)
            self.tabs.setTabToolTip(place, f"{spec.tip} ({spec.key})" if spec.key else spec.tip)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs)
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._page(specs[0])
        self.tabs.currentChanged.connect(self._bring_up_to_date)
        self.tabs.currentChanged.connect(lambda _place: self._fit_tabs())

    def of(self, kind: type[P]) -> P | None:
        """The one page of this class; None if there is none."""
        for spec in self._specs:
            if isinstance(page := self._page(spec), kind):
                return page
        return None

    def is_in_front(self, id_: str) -> bool:
        """Whether it is this page that is seen."""
        return self._specs[self.tabs.currentIndex()].id == id_

    def bring_to_front(self, id_: str) -> None:
        """Show a page; the keys stay where they are."""
        places = [spec.id for spec in self._specs]
        self.tabs.setCurrentIndex(places.index(id_))

    def show_page(self, id_: str, *, presenting: bool = False) -> None:
        """Show a page, which has the keys; in a presentation, what it has to show without it."""
        self.bring_to_front(id_)
        widget = self._front
        assert isinstance(widget, QWidget)
        if presenting:
            self._front.in_presentation()
        else:
            widget.show()  # a layout would only do so later, and what is hidden has no keys
            widget.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _front(self) -> Panel:
        return self._page(self._specs[self.tabs.currentIndex()])

    def _page(self, spec: PageSpec) -> Panel:
        if spec.id not in self._made:
            page = self._made[spec.id] = spec.make(self._host)
            if self._theme is not self._host.theme:
                page.set_theme(self._theme)
            assert isinstance(page, QWidget)
            room = self.tabs.widget(self._specs.index(spec)).layout()
            assert room is not None
            room.addWidget(page)
            self._take_width()
        return self._made[spec.id]

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_tabs()

    def _fit_tabs(self) -> None:
        """They stand closer where there is little room."""
        for narrow in (False, True):
            if self._tabs_width(narrow) <= self.width():
                break

    def _tabs_width(self, narrow: bool) -> int:
        """How much the tabs need, which stand like this from now on."""
        bar = self.tabs.tabBar()
        restyle(bar, narrow=narrow)
        QApplication.sendEvent(bar, QEvent(QEvent.Type.StyleChange))  # it is measured anew
        return bar.sizeHint().width()

    def _take_width(self) -> None:
        """As wide as each of its pages needs, and the tabs where they stand close."""
        pages = [page for page in self._made.values() if isinstance(page, QWidget)]
        tabs = self._tabs_width(narrow=True) if len(self._specs) > 1 else 0
        self.setMinimumWidth(max(tabs, *(page.minimumWidth() for page in pages)))
        self._fit_tabs()

    def _bring_up_to_date(self) -> None:
        page = self._front
        page.set_run(self._run)
        page.set_frame(self._frame)
        page.set_subject(self._subject)

    @override
    def set_run(self, run: ReadRun | None) -> None:
        self._run = run = None if run is None else run.in_reverse
        self._front.set_run(run)

    @override
    def set_frame(self, frame: Frame | None) -> None:
        self._frame = frame
        self._front.set_frame(frame)

    @override
    def set_subject(self, subject: Subject) -> None:
        self._subject = subject
        self._front.set_subject(subject)

    @override
    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for page in self._made.values():
            page.set_theme(theme)
        self._take_width()


def _room() -> QWidget:
    """Where a page will stand."""
    room = QWidget()
    column = QVBoxLayout(room)
    column.setContentsMargins(0, 0, 0, 0)
    return room
