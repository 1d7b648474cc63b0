"""Proving: gradients against differences in a thread; the window looks how far it is."""

from threading import Thread

from PySide6.QtCore import QObject, QTimer, Signal

from graphviz_app.core.proof import LeafProof, Prover

LOOK_MS = 60


class _Job:
    """What the thread and the window share; each writes what only the other reads."""

    def __init__(self, prover: Prover) -> None:
        self.total = prover.total
        self.done = 0
        self.found: list[LeafProof] = []
        self.dropped = False
        self.over = False
        self._prover = prover

    def work(self) -> None:
        """Until all is done, or nobody wants it any more."""
        for proof in self._prover.pieces():
            if self.dropped:
                return
            self.done += 1
            if proof is not None:
                self.found.append(proof)
        self.over = True


class Proving(QObject):
    """One proof at a time; a newer one takes its place."""

    moved = Signal(int, int)
    """How many numbers are done, of how many."""
    ended = Signal(object)
    """The proofs, of all leaves or of those before it was stopped."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._job: _Job | None = None
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self._tell)

    @property
    def busy(self) -> bool:
        """Whether something is being proved."""
        return self._job is not None

    def begin(self, prover: Prover) -> None:
        """Prove that."""
        self.drop()
        self._job = _Job(prover)
        Thread(target=self._job.work, name="proof", daemon=True).start()
        self._look.start()

    def drop(self) -> None:
        """Forget it: nobody is told of what was found."""
        job, self._job = self._job, None
        self._look.stop()
        if job is not None:
            job.dropped = True

    def stop(self) -> None:
        """End it here: what is proved by now is told."""
        job = self._job
        self.drop()
        if job is not None:
            self.ended.emit(list(job.found))

    def _tell(self) -> None:
        job = self._job
        if job is not None and job.over:
            self.stop()
        elif job is not None:
            self.moved.emit(job.done, job.total)
