"""Memory: the window of the last start comes back, as far as somebody has chosen it."""

from collections.abc import Iterable

from graphviz_app.core.view import View
from graphviz_app.gui.canvas.showing.drawing import Drawing
from graphviz_app.gui.play.player import Player
from graphviz_app.gui.window.columns import Columns
from graphviz_app.gui.window.looks import Looks
from graphviz_app.gui.window.panels import Panels
from graphviz_app.gui.window.settings import Habits
from graphviz_app.layout import find_dot


class Memory:
    """Takes habits from the parts of a window, and gives them back to those of the next."""

    def __init__(
        self, columns: Columns, panels: Panels, looks: Looks, player: Player, drawing: Drawing
    ) -> None:
        self._columns, self._panels, self._looks = columns, panels, looks
        self._player, self._drawing = player, drawing

    @property
    def panels(self) -> Iterable[str]:
        """Of which panels it is asked whether they are shown."""
        return self._panels.chosen

    def habits(self, *, with_place: bool) -> Habits:
        """What somebody has chosen; not the place of a window that fills the screen just now."""
        return Habits(
            self._columns.window().saveGeometry() if with_place else None,
            self._columns.wanted,
            self._looks.choice,
            self._player.speed,
            self._player.loop,
            self._panels.chosen,
            self._drawing.wishes.chosen,
        )

    def bring_back(self, habits: Habits) -> None:
        """All but the theme: putting on another one takes as long as building the window."""
        if habits.geometry is not None:
            self._columns.window().restoreGeometry(habits.geometry)
        if habits.widths is not None:
            self._columns.want(*habits.widths)
        self._player.set_speed(habits.speed)
        self._player.set_loop(habits.loop)
        self._panels.choose(habits.panels)
        self._look(habits.view)

    def _look(self, view: View) -> None:
        """At graphs like this; the Graphviz of this computer may be gone."""
        missing = view.engine == "dot" and find_dot() is None
        self._drawing.look(view._replace(reading=None, engine=None if missing else view.engine))
