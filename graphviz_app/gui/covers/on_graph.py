"""OnGraph: questions and covers on the graph, and the rest of the window."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from graphviz_app.core.read_run import ReadRun
from graphviz_app.frames import Frame
from graphviz_app.gui.canvas.showing.drawing import Drawing
from graphviz_app.gui.canvas.stage import Stage
from graphviz_app.gui.check.checking import Checking
from graphviz_app.gui.covers.answering import Answering
from graphviz_app.gui.covers.asking import Asking
from graphviz_app.gui.covers.covering import Covering
from graphviz_app.gui.covers.pointing import Pointing
from graphviz_app.gui.covers.revealing import Revealing
from graphviz_app.gui.documents.document import Document
from graphviz_app.gui.widgets.panel import Panel
from graphviz_app.typing_compat import override

if TYPE_CHECKING:
    from graphviz_app.gui.covers.field_marks import FieldMarks


@dataclass(frozen=True, slots=True)
class Sides:
    """The parts of the window that take part."""

    document: Document
    checking: Checking
    drawing: Drawing
    stage: Stage
    say: Callable[[str], object]
    is_presenting: Callable[[], bool]
    step_forward: Callable[[], object]


class OnGraph(QObject, Panel):
    """Makes the parts of this room, and passes the news on to them."""

    changed = Signal()
    """Another number may be meant, or be told."""

    def __init__(self, around: Sides) -> None:
        super().__init__(around.stage)
        document, checking, drawing, stage = (
            *(around.document, around.checking, around.drawing, around.stage),
        )
        self._stage = stage
        self.covering = Covering(document, checking.judging, self)
        self.answering = Answering(
            *(document, self.covering, checking, drawing, stage, around.say, around.is_presenting)
        )
        self.revealing = Revealing(
            self.covering, self.answering, drawing.scene, around.is_presenting, around.step_forward
        )
        self._checking, self._telling = checking, False
        checking.page_changed.connect(self._follow_page)
        checking.page_made.connect(self._tell_page)
        self.covering.changed.connect(self._tell_page)
        self.asking = Asking(document, checking, drawing, around.say)
        self._pointing = Pointing(
            stage.view, self.covering, self.answering, self.revealing, around.is_presenting
        )
        self.marks: FieldMarks | None = None
        """Made when first something is answered."""

    @override
    def set_run(self, run: ReadRun | None) -> None:
        covers = None if run is None else run.whole.covers
        if self.marks is None and covers is not None and covers.written:
            from graphviz_app.gui.covers.field_marks import FieldMarks

            self.marks = FieldMarks(self._stage.view, self.covering)
        self._follow()

    @override
    def set_frame(self, frame: Frame | None) -> None:
        self.covering.see(frame)
        self._follow()
        if frame is None or not frame.progress:
            self.changed.emit()

    def _follow_page(self) -> None:
        """What is revealed on the page is revealed here."""
        page = self._checking.page
        if page is not None and not self._telling:
            self.covering.take_revealed(page.revealed)

    def _tell_page(self) -> None:
        """And the other way round."""
        page = self._checking.page
        if page is None or self._telling:
            return
        self._telling = True
        asked = self.covering.asked
        told = {claim for claim, number in asked.items() if self.covering.is_revealed(number)}
        page.set_revealed((page.revealed - asked.keys()) | told)
        self._telling = False

    def _follow(self) -> None:
        if self.marks is not None:
            self.marks.follow()
