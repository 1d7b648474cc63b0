"""DataPart: the data on the page, with the losses of the step that is shown."""

import time
from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from graphviz_app.arrays import Array
from graphviz_app.errors import GraphAppError
from graphviz_app.gui.learn.data.data_section import DataSection
from graphviz_app.gui.learn.data.serving import Serving
from graphviz_app.gui.learn.parts import Parts
from graphviz_app.theme import Theme

SHARE = 0.1
"""Of the time while it plays, at most so much goes into the losses of rows."""


class DataPart(QWidget):
    """Works out the losses of rows as often as there is time for it."""

    def __init__(self, parts: Parts, theme: Theme) -> None:
        super().__init__()
        self._of = parts
        self.section = DataSection(theme)
        self._serving = Serving(parts.feeding, self.section)
        self._losses: Array | None = None
        self._rested_until = 0.0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.section)

    def show_state(self) -> None:
        """As things are."""
        if not self._of.playing.playing or time.monotonic() > self._rested_until:
            begun = time.monotonic()
            self._losses = self._worked_out()
            now = time.monotonic()
            self._rested_until = now + (now - begun) / SHARE
        self._serving.show(self._losses, self._batch())

    def _worked_out(self) -> Array | None:
        learner = self._of.learner
        training = learner.training
        if training is None or training.feed is None or learner.resuming:
            return None
        try:
            return training.row_losses(learner.step)
        except GraphAppError:
            return None

    def _batch(self) -> Sequence[int]:
        """The rows that the next step takes, where those are not all."""
        learner = self._of.learner
        training = learner.training
        if training is None or training.descent.batch is None or learner.resuming:
            return ()
        return training.at(learner.step).rows
