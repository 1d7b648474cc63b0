"""The window's part in learning: what that shows itself in, and where its pictures stand."""

from collections.abc import Callable

from PySide6.QtCore import QSettings

from graphviz_app.gui.covers.covering import Covering
from graphviz_app.gui.learn.following import Shows
from graphviz_app.gui.learn.learning import Learning, Sides
from graphviz_app.gui.widgets.panel import Panel
from graphviz_app.gui.window.window_frame import WindowFrame
from graphviz_app.typing_compat import override


class LearningWindow(WindowFrame):
    """A window frame whose graph learns."""

    learning: Learning

    def begin_learning(
        self, covering: Covering, settings: QSettings, say: Callable[[str], object]
    ) -> None:
        """Make those who learn, once all of it is there that shows it."""
        shows = Shows(self.changes, self.drawing, covering, self.player)
        sides = Sides(
            *(self.desk, shows, self.stage, self.left.text, settings, self.actions_by_id),
            say=say,
            show_page=lambda: self.show_page("learn"),
        )
        self.learning = Learning(sides, self)
        self.feeding = self.learning.feeding
        self.learning.curve.belong(self.middle.put_below, lambda: self.looks.theme)
        self.looks.changed.connect(self.learning.set_theme)
        self.pages.currentChanged.connect(lambda _page: self.learning.set_away(self.in_gallery))

    @override
    def take_page(self, page: Panel) -> None:
        super().take_page(page)
        self.learning.take(page)

    @override
    def set_frozen(self, id_: str, frozen: bool) -> None:
        self.learning.saying.set_frozen(id_, frozen)
