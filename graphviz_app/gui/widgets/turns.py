"""Long work on the window's thread, a few pieces at a time: in between the window has its turn."""

from PySide6.QtCore import QElapsedTimer, QObject, QTimer

from graphviz_app.core.pieces import Pieces, finished

TURN_MS = 25
"""How long is worked before the window has its turn."""


class Turns(QObject):
    """Does one thing; a newer one takes its place, and what the older had made is dropped."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work: Pieces[None] | None = None
        self.turns = 0
        """How many the present work has taken, for tests."""
        self._inside = False
        """Whether this very moment a piece is being worked on: it may wish for something else."""
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.setInterval(0)
        self._next.timeout.connect(self._turn)

    @property
    def busy(self) -> bool:
        """Whether there is work left."""
        return self._work is not None

    def begin(self, work: Pieces[None], *, at_once: bool) -> None:
        """Do this instead of whatever is being done; ``at_once`` in one go."""
        self.drop()
        if at_once:
            finished(work)
        else:
            self._work, self.turns = work, 0
            self._next.start()

    def drop(self) -> None:
        """Leave it unfinished."""
        self._next.stop()
        work, self._work = self._work, None
        if work is not None and not self._inside:
            work.close()

    def _turn(self) -> None:
        work, clock = self._work, QElapsedTimer()
        clock.start()
        self.turns += 1
        while work is not None and work is self._work and clock.elapsed() < TURN_MS:
            if not self._goes_on(work):
                self._work = None if work is self._work else self._work
        if self._work is not None:
            self._next.start()

    def _goes_on(self, work: Pieces[None]) -> bool:
        """Do one piece; False after the last one."""
        self._inside = True
        try:
            next(work)
        except StopIteration:
            return False
        except BaseException:
            self._work = None
            raise
        finally:
            self._inside = False
        return True
