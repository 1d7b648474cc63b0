"""LearnPage: how a graph learns, how far it is, and what can be changed about it."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from graphviz_app.core.schedule import Schedule
from graphviz_app.frames import Frame
from graphviz_app.gui.learn.page.data_part import DataPart
from graphviz_app.gui.learn.page.descent_form import DescentForm
from graphviz_app.gui.learn.page.head import head_rows
from graphviz_app.gui.learn.page.parameter_part import ParameterPart
from graphviz_app.gui.learn.page.play_row import PlayRow
from graphviz_app.gui.learn.page.runs import RunList
from graphviz_app.gui.learn.parts import Parts
from graphviz_app.gui.learn.readiness import Readiness
from graphviz_app.gui.widgets.page import ScrolledPage
from graphviz_app.gui.widgets.panel import Host
from graphviz_app.gui.widgets.parts import Card, card_rules, first_upper
from graphviz_app.gui.widgets.rows import Heading
from graphviz_app.gui.widgets.sheet import Sheet, jump_rules
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

FIRST = 2
"""The place of the first part below the head and what is missing."""
REST_MS = 40
"""What comes in so short a time is shown at once."""


class LearnPage(ScrolledPage):
    """From the top: the step, the buttons, the descent. What is missing is said instead."""

    def __init__(self, host: Host) -> None:
        super().__init__("learn")
        self._theme = host.theme
        self._of: Parts | None = None
        self.card = Card()
        self.card.hide()
        self.play: PlayRow | None = None
        self.form: DescentForm | None = None
        self.runs: RunList | None = None
        self.data: DataPart | None = None
        self.parameters: ParameterPart | None = None
        self._choose = host.choose
        self._frame: Frame | None = None
        self._told: Schedule | None = None
        """The schedule whose run the parameters are of."""
        self._head = Sheet(host.theme)
        self.column.addWidget(self._head)
        self.column.addWidget(self.card)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(REST_MS)
        self._soon.timeout.connect(self.refresh)
        self.set_theme(host.theme)
        host.page_made(self)

    def follow(self, parts: Parts) -> None:
        """Show how this goes from now on."""
        self._of = parts
        learner = parts.learner
        self.card.offer_taken.connect(parts.saying.add_rate)
        self._make(parts)
        self.column.addStretch(1)
        for told in (learner.changed, learner.trained, learner.moved, parts.playing.changed):
            told.connect(self._refresh_soon)
        self.refresh()

    def _make(self, parts: Parts) -> None:
        """What stands below the head, in the theme of now."""
        for old in self._below:
            old.hide()
            old.deleteLater()
        theme = self._theme
        self.play, self.form = PlayRow(parts, theme), DescentForm(parts, theme)
        self.runs, self.data = RunList(parts, theme), DataPart(parts, theme)
        self.parameters = ParameterPart(parts.saying, self._choose, theme)
        for place, part in enumerate(self._below, FIRST):
            self.column.insertWidget(place, part)

    @property
    def _all(
        self,
    ) -> "tuple[PlayRow | DescentForm | RunList | DataPart | ParameterPart | None, ...]":
        return self.play, self.form, self.runs, self.parameters, self.data

    def _put_data(self, parts: Parts) -> None:
        """Right below the buttons where there are some, else at the end."""
        last = FIRST + len(self._below) - 1
        place = FIRST + 1 if parts.document.graph.data is not None else last
        if self.data is not None and self.column.indexOf(self.data) != place:
            self.column.removeWidget(self.data)
            self.column.insertWidget(place, self.data)

    @property
    def _below(self) -> list[QWidget]:
        """What is there as soon as it can learn, below the head."""
        return [part for part in self._all if part is not None]

    @override
    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.dress(theme, f"{card_rules(theme)} {jump_rules(theme)}")
        if self._of is not None:
            self._make(self._of)
        self._told = None
        self._head = self._head.replaced_by(Sheet(theme), self.column)
        self.refresh()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _refresh_soon(self) -> None:
        if self.isVisible() and not self._soon.isActive():
            self._soon.start()

    def refresh(self) -> None:
        """Show how things are."""
        parts = self._of
        if parts is None or not self.isVisible():
            return
        ready = parts.readiness
        rows = [Heading("Learning", "")] if ready.lack else list(head_rows(parts.learner))
        if not self._head.take(rows):
            self._head = self._head.replaced_by(Sheet(self._theme, rows), self.column)
            self._head.show()
        self._show_lack(ready, parts)
        for part in self._below:
            part.setVisible(part in self._wanted(ready))
        for shown in (self.play, self.form, self.runs, self.data):
            if shown is not None and not shown.isHidden():
                shown.show_state()
        self._put_data(parts)
        self._tell_parameters()

    def _show_lack(self, ready: Readiness, parts: Parts) -> None:
        """Say what is missing; of data that feed nothing the section of data says it."""
        said = bool(ready.lack) and not (ready.lack == "data" and parts.feeding.trouble)
        if said:
            sentence = first_upper(ready.sentence)
            self.card.show_message(ready.title, sentence, "info", ready.offer)
        self.card.setVisible(said)

    def _wanted(self, ready: Readiness) -> Sequence[QWidget | None]:
        """What is there, as far as it can learn."""
        if ready.lack == "free":
            return (self.parameters,)  # to be ticked
        if ready.lack == "data":
            return (self.data,)
        return () if ready.lack else self._all

    def _tell_parameters(self) -> None:
        frame = self._frame
        if self.parameters is None or self.parameters.isHidden():
            return
        if frame is None or frame.schedule is not self._told:
            self._told = None if frame is None else frame.schedule
            run = None if frame is None else frame.schedule.run
            self.parameters.show_run(run, None if frame is None else frame.schedule.update)

    @override
    def set_frame(self, frame: Frame | None) -> None:
        self._frame = frame
        if frame is None or frame.schedule is not self._told:
            self._refresh_soon()
