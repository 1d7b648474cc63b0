"""Proving: gradients against differences in a thread; the window looks how far it is."""

import time

from PySide6.QtCore import QObject, Signal

from graphviz_app.core.proof import LeafProof, Prover
from graphviz_app.gui.proof.looked_after import LookedAfter
from graphviz_app.typing_compat import override

LOOK_MS = 60
BREATH = 0.0005
"""Seconds for which the thread rests after each number: else the window, which wants its turn for
every small thing that it does, waits for it each time."""


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
            time.sleep(BREATH)
            if proof is not None:
                self.found.append(proof)
        self.over = True


class Proving(LookedAfter[_Job]):
    """One proof at a time; a newer one takes its place."""

    moved = Signal(int, int)
    """How many numbers are done, of how many."""
    ended = Signal(object)
    """The proofs, of all leaves or of those before it was stopped."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent, "proof", LOOK_MS)

    def begin(self, prover: Prover) -> None:
        """Prove that."""
        self._start(_Job(prover))

    def stop(self) -> None:
        """End it here: what is proved by now is told."""
        job = self._job
        self.drop()
        if job is not None:
            self.ended.emit(list(job.found))

    @override
    def _tell(self) -> None:
        job = self._job
        if job is not None and job.over:
            self.stop()
        elif job is not None:
            self.moved.emit(job.done, job.total)
