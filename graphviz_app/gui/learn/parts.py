"""Parts: what of this room a page shows and uses."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtGui import QAction

from graphviz_app.gui.documents.document import Document
from graphviz_app.gui.learn.data.feeding import Feeding
from graphviz_app.gui.learn.learner import Learner
from graphviz_app.gui.learn.playing import Playing
from graphviz_app.gui.learn.readiness import Readiness, readiness
from graphviz_app.gui.learn.saying import Saying


@dataclass(frozen=True, slots=True)
class Parts:
    """Who trains, how it goes by, who changes what the text says of it, and who has the data."""

    document: Document
    learner: Learner
    playing: Playing
    saying: Saying
    feeding: Feeding
    actions: Mapping[str, QAction]
    """By id, of the whole window."""

    @property
    def readiness(self) -> Readiness:
        """What the graph lacks before it can learn."""
        ready = readiness(self.document.trace)
        if ready.lack or self.document.draft is not None or self.learner.training is not None:
            return ready
        return Readiness("data", "This cannot be trained", self.learner.trouble)
