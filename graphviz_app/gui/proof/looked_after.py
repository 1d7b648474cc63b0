"""LookedAfter: work in a thread of its own, at which the window looks now and then."""

from threading import Thread
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, QTimer


class Job(Protocol):
    """What the thread and the window share."""

    dropped: bool
    """Whether nobody wants it any more."""

    def work(self) -> None:
        """Until it is done, or dropped; called in the thread."""


J = TypeVar("J", bound=Job)


class LookedAfter(QObject, Generic[J]):
    """One job at a time; a newer one takes its place."""

    def __init__(self, parent: QObject, name: str, look_ms: int) -> None:
        super().__init__(parent)
        self._name = name
        self._job: J | None = None
        self._look = QTimer(self)
        self._look.setInterval(look_ms)
        self._look.timeout.connect(self._tell)

    @property
    def busy(self) -> bool:
        """Whether something is being worked on."""
        return self._job is not None

    def drop(self) -> None:
        """Forget it: nobody is told of what was found."""
        job, self._job = self._job, None
        self._look.stop()
        if job is not None:
            job.dropped = True

    def _start(self, job: J) -> None:
        self.drop()
        self._job = job
        Thread(target=job.work, name=self._name, daemon=True).start()
        self._look.start()

    def _tell(self) -> None:
        """Say how far it is, or what was found."""
