"""The menu bar, from the table of actions; and the list of recent files."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from graphviz_app.gui.widgets.plain import on_button, tip
from graphviz_app.gui.window.action import ActionSpec
from graphviz_app.gui.window.actions import ALWAYS_OFFERED, CANVAS_MENU, MENUS
from graphviz_app.gui.window.built_actions import shortcut_text
from graphviz_app.gui.window.tables.view_actions import SUBMENUS


class RecentMenu(QMenu):
    """Files that were open last; filled anew whenever it opens."""

    def __init__(
        self,
        recent: Callable[[], list[Path]],
        open_path: Callable[[Path], object],
        forget: Callable[[], object],
        parent: QWidget,
    ) -> None:
        super().__init__("Open recent", parent)
        self._recent, self._open, self._forget = recent, open_path, forget
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """One entry per file."""
        self.clear()
        paths = self._recent()
        for path in paths:
            action = self.addAction(on_button(path.name))
            action.setToolTip(tip(str(path)))
            action.triggered.connect(partial(self._open_one, path))
        if paths:
            self.addSeparator()
            self.addAction("Forget these").triggered.connect(lambda _checked: self._forget())
        else:
            self.addAction("No recent files").setEnabled(False)

    def _open_one(self, path: Path, _checked: bool = False) -> None:
        self._open(path)


def fill_menu_bar(
    bar: QMenuBar, actions: Mapping[str, QAction], after_open: Sequence[QMenu]
) -> None:
    """One menu per section of the table; ``after_open`` are lists of what else can be opened."""
    for title, entries in MENUS.items():
        menu = QMenu(f"&{title}", bar)
        bar.addMenu(menu)
        inner: dict[str, QMenu] = {}
        for spec in entries:
            if spec is None:
                menu.addSeparator()
                continue
            _place(menu, inner, spec).addAction(actions[spec.id])
            if spec.id == "open":
                for more in after_open:
                    menu.addMenu(more)


def _place(menu: QMenu, inner: dict[str, QMenu], spec: ActionSpec) -> QMenu:
    """The menu for an action: if it is one of several, theirs, which is where the first is."""
    several = spec.group or spec.calls.partition(".")[0]
    if several not in SUBMENUS:
        return menu
    if several not in inner:
        inner[several] = menu.addMenu(SUBMENUS[several])
    return inner[several]


def canvas_menu(actions: Mapping[str, QAction], parent: QWidget) -> QMenu:
    """What a right click offers: of all that there is, what can be done here."""
    menu = QMenu(parent)

    def fill() -> None:
        menu.clear()
        for id_ in CANVAS_MENU:
            if not id_:
                menu.addSeparator()
            elif actions[id_].isEnabled() or id_ in ALWAYS_OFFERED:
                menu.addAction(actions[id_])

    menu.aboutToShow.connect(fill)
    fill()
    return menu


def help_rows() -> list[tuple[str, str, str]]:
    """Menu, action and keys of everything that has a key, for the help overlay."""
    return [
        (title, spec.text.rstrip("…"), shortcut_text(spec))
        for title, entries in MENUS.items()
        for spec in entries
        if spec is not None and spec.shortcuts
    ]
