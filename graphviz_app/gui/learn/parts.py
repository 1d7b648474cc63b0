"""Parts: what of this room a page shows and uses."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtGui import QAction

from graphviz_app.gui.documents.document import Document
from graphviz_app.gui.learn.learner import Learner
from graphviz_app.gui.learn.playing import Playing
from graphviz_app.gui.learn.readiness import Readiness, readiness
from graphviz_app.gui.learn.saying import Saying


@dataclass(frozen=True, slots=True)
class Parts:
    """Who trains, how it goes by, and who changes what the text says of it."""

    document: Document
    learner: Learner
    playing: Playing
    saying: Saying
    actions: Mapping[str, QAction]
    """By id, of the whole window."""

    @property
    def readiness(self) -> Readiness:
        """What the graph lacks before it can learn."""
        return readiness(self.document.trace)
