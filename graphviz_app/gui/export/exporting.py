"""Exporting: a job is done while the window lives."""

from collections.abc import Generator
from contextlib import closing
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from graphviz_app.core.pieces import Pieces
from graphviz_app.errors import GraphAppError
from graphviz_app.gui.widgets.turns import Turns


class Job(Protocol):
    """What is done in pieces, each with the share that is done."""

    def pieces(self) -> Generator[float, None, object]:
        """Begin it."""


class Exporting(QObject):
    """One job at a time; what is cancelled leaves no file."""

    share_changed = Signal(float)
    """How much is painted; 1 while the file is written."""
    written = Signal(object)
    """The job that is done."""
    failed = Signal(str)
    """Why it is not."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.made: object = None
        """What the job that is done has handed back."""
        self._turns = Turns(self)

    @property
    def busy(self) -> bool:
        """Whether a job is being done."""
        return self._turns.busy

    def begin(self, job: Job) -> None:
        """Do this job, a piece at a time."""
        self._turns.begin(self._pieces(job), at_once=False)

    def cancel(self) -> None:
        """Leave it undone; a thread that is busy with it finds out by itself."""
        self._turns.drop()

    def _pieces(self, job: Job) -> Pieces[None]:
        told = 0.0
        try:
            with closing(job.pieces()) as pieces:
                while True:
                    try:
                        share = next(pieces)
                    except StopIteration as end:
                        self.made = end.value
                        break
                    if share >= told + 0.01 or share == 1.0 > told:
                        told = share
                        self.share_changed.emit(share)
                    yield
        except GraphAppError as error:
            self.failed.emit(str(error))
        else:
            self.written.emit(job)
