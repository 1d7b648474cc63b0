"""Memory: the window of the last start comes back, as far as somebody has chosen it."""

from collections.abc import Mapping

from PySide6.QtCore import QSettings
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from graphviz_app.core.view import View
from graphviz_app.gui.canvas.drawing import Drawing
from graphviz_app.gui.play.player import Player
from graphviz_app.gui.window.columns import Columns
from graphviz_app.gui.window.looks import Looks
from graphviz_app.gui.window.panels import PANELS
from graphviz_app.gui.window.settings import Habits, read, write
from graphviz_app.layout import find_dot


class Memory:
    """Takes habits from the parts of a window, and gives them back to those of the next."""

    def __init__(
        self,
        settings: QSettings,
        window: QWidget,
        columns: Columns,
        looks: Looks,
        player: Player,
        drawing: Drawing,
        actions: Mapping[str, QAction],
    ) -> None:
        self._settings, self._window = settings, window
        self._columns, self._looks = columns, looks
        self._player, self._drawing = player, drawing
        self._panels = {panel: actions[panel.id] for panel in PANELS}

    def keep(self, *, with_place: bool) -> None:
        """What somebody has chosen; not the place of a window that fills the screen just now."""
        habits = Habits(
            self._window.saveGeometry() if with_place else None,
            self._columns.wanted,
            self._looks.choice,
            self._player.speed,
            self._player.loop,
            {panel.id: action.isChecked() for panel, action in self._panels.items()},
            self._wishes(),
        )
        write(self._settings, habits)

    def bring_back(self) -> None:
        """All but the theme: putting on another one takes as long as building the window."""
        habits = read(self._settings, [panel.id for panel in PANELS])
        if habits.geometry is not None:
            self._window.restoreGeometry(habits.geometry)
        if habits.widths is not None:
            self._columns.want(*habits.widths)
        self._player.set_speed(habits.speed)
        self._player.set_loop(habits.loop)
        for panel, action in self._panels.items():
            action.setChecked(habits.panels.get(panel.id, panel.at_first))
        self._look(habits.view)

    def _wishes(self) -> View:
        """What the person has chosen; the open document may want something else for itself."""
        drawing = self._drawing
        return drawing.preferred._replace(stride=drawing.stride, engine=drawing.engine)

    def _look(self, view: View) -> None:
        """At graphs like this, as far as something is said."""
        drawing = self._drawing
        for said, take in (
            (view.direction, drawing.set_direction),
            (view.values, drawing.show_values),
            (view.gradients, drawing.show_gradients),
            (view.locals, drawing.show_locals),
            (view.stride, drawing.set_stride),
        ):
            if said is not None:
                take(said)  # type: ignore[arg-type]  # each its own
        if view.engine == "dot" and find_dot() is not None:
            drawing.set_engine("dot")
