"""The list of panels, and the two sides of the graph on which they stand."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSplitter, QWidget

from graphviz_app.core.read_run import ReadRun
from graphviz_app.frames import Frame
from graphviz_app.gui.widgets.panel import Host, Panel, Subject
from graphviz_app.gui.window.folding import Folding
from graphviz_app.gui.window.right_panel import PAGES, RightPanel
from graphviz_app.gui.window.side_panels import LeftPanel
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

P = TypeVar("P")


@dataclass(frozen=True, slots=True)
class PanelSpec:
    """A panel: the action that shows and hides it, where it stands, and how it is made."""

    id: str
    title: str
    tip: str
    key: str
    side: Literal["left", "right"]
    make: Callable[[Host], Panel]
    """Called when it is first shown; what it returns is a widget, too."""
    at_first: bool = True
    """Whether it is there at the first start."""
    calls: str = "show_panels"
    """What its action calls."""
    at_edge: str = ""
    """What stands at the window's edge where it has given way; else its title."""


PANELS = (
    PanelSpec(
        "left_panel", "Text panel", "Text, operators, examples", "Ctrl+1", "left", LeftPanel.made
    ),
    PanelSpec(
        "inspector",
        "Inspector",
        "The reasons behind a number",
        "Ctrl+2",
        "right",
        RightPanel,
        calls="toggle_inspector",
        at_edge=" · ".join(page.title for page in PAGES),
    ),
)
"""All that can stand beside the graph; those of one side from the top down."""


class Side(QSplitter):
    """The panels of one side, one below the other."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)

    def arrange(self) -> None:
        """It is there as long as one of its panels is, and as wide as each of them needs."""
        panels = [self.widget(place) for place in range(self.count())]
        shown = [panel for panel in panels if not panel.isHidden()]
        self.setMinimumWidth(max((panel.minimumWidth() for panel in shown or panels), default=0))
        self.setVisible(bool(shown))


class Panels(Panel):
    """Passes the news on to those that are shown; the others hear the last of it afterwards."""

    def __init__(
        self,
        host: Host,
        actions: Mapping[str, QAction],
        specs: Sequence[PanelSpec] = PANELS,
    ) -> None:
        self._specs = specs
        self.sides = {"left": Side(), "right": Side()}
        self._host, self._actions = host, actions
        self.folding = Folding({spec.id: spec.side for spec in specs}, actions)
        self._theme = host.theme
        self._made: dict[str, Panel] = {}
        self._shown: set[str] = set()
        self._run: ReadRun | None = None
        self._frame: Frame | None = None
        self._subject = Subject()

    def of(self, kind: type[P]) -> P:
        """The one panel of this class, or the page of one."""
        for spec in self._specs:
            panel = self._panel(spec)
            if isinstance(panel, kind):
                return panel
            page = panel.of(kind) if isinstance(panel, RightPanel) else None
            if page is not None:
                return page
        raise LookupError(kind)

    @property
    def chosen(self) -> Mapping[str, bool]:
        """Whether each is wanted, by its id."""
        checked = {spec.id: self._actions[spec.id].isChecked() for spec in self._specs}
        return {id_: on or id_ in self.folding.folded for id_, on in checked.items()}

    def choose(self, wanted: Mapping[str, bool]) -> None:
        """Want these, or not; of the others, what is there at first."""
        self.folding.folded.clear()
        for spec in self._specs:
            self.folding.set(spec.id, wanted.get(spec.id, spec.at_first))

    def show(self, some: bool) -> None:
        """Those that are chosen; or none."""
        for spec in self._specs:
            on = some and self._actions[spec.id].isChecked()
            if on or spec.id in self._made:
                self._show(spec, on)
        for side in self.sides.values():
            side.arrange()

    def _show(self, spec: PanelSpec, on: bool) -> None:
        panel = self._panel(spec)
        if on and spec.id not in self._shown:
            self.tell(panel)
        (self._shown.add if on else self._shown.discard)(spec.id)
        assert isinstance(panel, QWidget)
        panel.setVisible(on)

    def tell(self, panel: Panel) -> None:
        """The last news, for one that has not been listening."""
        panel.set_run(self._run)
        panel.set_frame(self._frame)
        panel.set_subject(self._subject)

    def _panel(self, spec: PanelSpec) -> Panel:
        if spec.id not in self._made:
            panel = spec.make(self._host)
            if self._theme is not self._host.theme:
                panel.set_theme(self._theme)
            assert isinstance(panel, QWidget)
            panel.hide()
            self.sides[spec.side].insertWidget(self._place(spec), panel)
            self._made[spec.id] = panel
        return self._made[spec.id]

    def _place(self, spec: PanelSpec) -> int:
        """Below those that come before it in the list."""
        before = self._specs[: self._specs.index(spec)]
        return sum(other.side == spec.side and other.id in self._made for other in before)

    def _listening(self) -> list[Panel]:
        return [self._made[spec.id] for spec in self._specs if spec.id in self._shown]

    @override
    def set_run(self, run: ReadRun | None) -> None:
        self._run = run
        for panel in self._listening():
            panel.set_run(run)

    @override
    def set_frame(self, frame: Frame | None) -> None:
        self._frame = frame
        for panel in self._listening():
            panel.set_frame(frame)

    @override
    def set_subject(self, subject: Subject) -> None:
        self._subject = subject
        for panel in self._listening():
            panel.set_subject(subject)

    @override
    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for panel in self._made.values():
            panel.set_theme(theme)
        for side in self.sides.values():
            side.arrange()
