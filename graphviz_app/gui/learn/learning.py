"""Learning: the parts of this room, and the rest of the window."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction

from graphviz_app.gui.learn.following import Following, Shows
from graphviz_app.gui.learn.learner import Learner
from graphviz_app.gui.learn.parts import Parts
from graphviz_app.gui.learn.playing import Playing
from graphviz_app.gui.learn.saying import Saying
from graphviz_app.gui.text.text_panel import TextPanel
from graphviz_app.gui.widgets.panel import Panel

if TYPE_CHECKING:
    from graphviz_app.gui.learn.page.learn_page import LearnPage


@dataclass(frozen=True, slots=True)
class Sides:
    """The parts of the window that take part."""

    shows: Shows
    text: TextPanel
    actions: Mapping[str, QAction]
    say: Callable[[str], object]
    show_page: Callable[[], object]
    """Bring the page to the front."""


class Learning(QObject):
    """Makes the learner and those who play and follow it; knows the page once there is one."""

    page_made = Signal()

    def __init__(self, sides: Sides, parent: QObject) -> None:
        super().__init__(parent)
        changes = sides.shows.changes
        self._sides, self._document = sides, changes.document
        self.learner = Learner(changes.document, self)
        self.following = Following(self.learner, sides.shows, self)
        self.playing = Playing(self.learner, self.following, sides.shows.player, self)
        self.saying = Saying(self.learner, changes)
        self.parts = Parts(
            *(self._document, self.learner, self.playing, self.saying, sides.actions)
        )
        self.page: LearnPage | None = None
        changes.begins.connect(self.playing.pause)
        sides.text.typed.connect(self.playing.hold)
        self.playing.stopped.connect(sides.say)

    def take(self, page: Panel) -> None:
        """Connect the page, now that it is made."""
        from graphviz_app.gui.learn.page.learn_page import LearnPage  # late: when it is looked at

        if isinstance(page, LearnPage):
            self.page = page
            page.follow(self.parts)
            self.page_made.emit()

    # What actions call

    def train(self) -> None:
        """Train on or pause; where something is missing, say what."""
        self._if_ready(self.playing.toggle)

    def train_to_end(self) -> None:
        """As far as is wanted."""
        self._if_ready(self.playing.train_to_end)

    def step_on(self) -> None:
        """One step."""
        self._if_ready(self.playing.step_on)

    def step_back(self) -> None:
        """To the step before."""
        self._if_ready(self.playing.step_back)

    def to_start(self) -> None:
        """To before the first step."""
        self._if_ready(self.playing.to_start)

    def to_last(self) -> None:
        """To the last step that was made."""
        self._if_ready(self.playing.to_last)

    def _if_ready(self, do: Callable[[], object]) -> None:
        ready = self.parts.readiness
        if self._document.draft is not None:
            self._sides.say("Repair the text first: what has a mistake cannot learn.")
        elif ready.lack:
            self._sides.say(ready.sentence)
            self._sides.show_page()
        elif self.learner.training is None:
            self._sides.say(self.learner.trouble)
        else:
            do()

    def settle(self) -> None:
        """What is shown is what the document says: it is saved next, or closed."""
        self.following.tell()

    def close(self) -> None:
        """The window is going."""
        self.playing.pause()
        self.learner.close()
