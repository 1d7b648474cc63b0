"""Learning: the parts of this room, and the rest of the window."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtGui import QAction

from graphviz_app.gui.canvas.stage import Stage
from graphviz_app.gui.documents.desk import Desk
from graphviz_app.gui.documents.opening import Files
from graphviz_app.gui.learn.beside.side_by_side import SideBySide
from graphviz_app.gui.learn.curve import Curve
from graphviz_app.gui.learn.data.arrivals import Arrivals, Takers
from graphviz_app.gui.learn.data.feeding import Feeding
from graphviz_app.gui.learn.following import Following, Shows
from graphviz_app.gui.learn.learner import Learner
from graphviz_app.gui.learn.parts import Parts
from graphviz_app.gui.learn.playing import Playing
from graphviz_app.gui.learn.readiness import Readiness
from graphviz_app.gui.learn.saying import Saying
from graphviz_app.gui.learn.trying import Trying
from graphviz_app.gui.text.text_panel import TextPanel
from graphviz_app.gui.widgets.panel import Panel
from graphviz_app.gui.widgets.parts import first_upper
from graphviz_app.theme import Theme

if TYPE_CHECKING:
    from graphviz_app.gui.learn.page.learn_page import LearnPage


@dataclass(frozen=True, slots=True)
class Sides:
    """The parts of the window that take part."""

    desk: Desk
    shows: Shows
    stage: Stage
    text: TextPanel
    settings: QSettings
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
        self.feeding = Feeding(sides.desk, changes, sides.settings)
        self.learner = Learner(changes.document, self, self.feeding.table_of)
        self.feeding.read_again.connect(self.learner.look_again)
        self.following = Following(self.learner, sides.shows, self)
        self.playing = Playing(self.learner, self.following, sides.shows.player, self)
        self.saying = Saying(self.learner, changes)
        self.parts = Parts(
            *(self._document, self.learner, self.playing, self.saying, self.feeding),
            sides.actions,
        )
        self.trying = Trying(self.learner, changes, sides.shows.drawing)
        self.curve = Curve(
            *(self.learner, self.playing, self.feeding, self.trying),
            *(sides.actions["loss_curve"], sides.settings, self),
        )
        self.beside = SideBySide(
            *(self.learner, sides.shows.drawing, sides.shows.player, sides.stage),
            sides.actions["side_by_side"],
        )
        self.page: LearnPage | None = None
        self._said = False
        sides.shows.drawing.step_of = self.following.update_of
        changes.begins.connect(self.playing.pause)
        sides.text.typed.connect(self.playing.hold)
        self.playing.told.connect(self._say)
        self.learner.moved.connect(self._say_no_more)
        self.learner.changed.connect(self._say_no_more)

    def _say(self, sentence: str) -> None:
        self._said = True
        self._sides.say(sentence)

    def _say_no_more(self) -> None:
        """What was said of a step is not true of the one that is shown now."""
        if self._said:
            self._said = False
            self._sides.say("")

    def stand_before(self, files: Files, answers: Callable[[str], object]) -> None:
        """Take tables that are dropped or pasted as data, unless they are answers."""
        takers = Takers(self.feeding.take_file, self.feeding.take_text, answers)
        Arrivals(lambda: self._document.graph, takers).stand_before(files)

    def take(self, page: Panel) -> None:
        """Connect the page, now that it is made."""
        from graphviz_app.gui.learn.page.learn_page import LearnPage  # late: when it is looked at

        if isinstance(page, LearnPage):
            self.page = page
            page.follow(self.parts)
            self.page_made.emit()

    def set_theme(self, theme: Theme) -> None:
        """Other colours and lengths."""
        self.curve.set_theme(theme)
        self.beside.set_theme(theme)

    def set_away(self, away: bool) -> None:
        """The graph gives way to the examples, or comes back."""
        self.curve.set_away(away)
        self.beside.set_away(away)

    # What actions call

    def compare(self) -> None:
        """Offer other runs, from the same start."""
        self._sides.show_page()
        if self.page is not None and self.page.runs is not None and not self.parts.readiness.lack:
            self.page.runs.offer()

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
        self.trying.give_up()
        ready = self.parts.readiness
        if self._document.draft is not None:
            self._sides.say("Repair the text first: what has a mistake cannot learn.")
        elif ready.lack:
            self._sides.say(_in_a_line(ready))
            self._sides.show_page()
        else:
            do()

    def settle(self) -> None:
        """What is shown is what the document says: it is saved next, or closed."""
        self.following.tell()

    def close(self) -> None:
        """The window is going."""
        self.playing.pause()
        self.curve.close()
        self.learner.close()


def _in_a_line(ready: Readiness) -> str:
    """What is missing, as short as the status line is; the page says all of it."""
    if ready.lack == "data":
        return first_upper(ready.sentence)
    return f"{ready.title}: the page Learn says what to do."
