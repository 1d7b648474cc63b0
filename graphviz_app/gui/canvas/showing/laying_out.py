"""Laying out beside the window: one layout at a time; and when to say that it takes long."""

import contextlib
from collections.abc import Callable
from concurrent.futures import Future

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from graphviz_app.gui.canvas.showing.wanted import Wanted
from graphviz_app.layout import EngineName, Layout, LayoutService

BUSY_AFTER_MS = 300
OUTDATED_AFTER_MS = 1000
"""A layout that nobody wants any more is stopped if it has taken this long."""


class LayingOut(QObject):
    """Asks for layouts; ``arrived`` brings each as a future that is done.

    It waits while ``occupied`` says so, until somebody calls ``look``, and while it is held.
    """

    arrived = Signal(object)
    busy_changed = Signal(bool)
    _handed_over = Signal(object)

    def __init__(
        self, service: LayoutService, occupied: Callable[[], bool], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._occupied = occupied
        self.made_for: Wanted | None = None
        """What there is a layout of, or is about to be one."""
        self._service = service
        self._pending: Future[Layout] | None = None
        self._late: Future[Layout] | None = None
        """What has come while nobody could take it."""
        self.held = False
        """Whether what is shown must stay for now."""
        self._closed = False
        self._running = QElapsedTimer()
        self._busy = QTimer(self)
        self._busy.setSingleShot(True)
        self._busy.setInterval(BUSY_AFTER_MS)
        self._busy.timeout.connect(lambda: self._tell_busy(True))
        self._told_busy = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.look)
        self._handed_over.connect(self._take)

    @property
    def pending(self) -> bool:
        """Whether a layout is being made, or not taken yet."""
        return self._pending is not None or self._late is not None

    def ask(self, wanted: Wanted) -> None:
        """Have this laid out; while another layout is under way, whoever takes it asks again."""
        if self._pending is not None:
            if self._running.elapsed() > OUTDATED_AFTER_MS:
                self._service.cancel()
            return
        self._late = None
        self.made_for = wanted
        self._running.start()
        self.begin_busy()
        self._pending = self._service.submit(*wanted.request)
        self._pending.add_done_callback(self._hand_over)

    def use(self, engine: EngineName) -> None:
        """Lay out by another Graphviz from now on."""
        self._service.use(engine)
        self.made_for = None

    def cancel(self) -> None:
        """Stop the layout that is being made, and forget the one that nobody has taken."""
        if self._pending is not None:
            self._service.cancel()
        if self._late is not None:
            self._late = Future()
            self._late.cancel()
            self.look()

    def hold(self, on: bool) -> None:
        """Keep what is shown, or no longer."""
        self.held = on
        self.look()

    def return_(self, layout: Layout) -> None:
        """Not now: bring it once more."""
        self._late = Future()
        self._late.set_result(layout)

    def look(self) -> None:
        """Bring what has come while nobody could take it, if somebody can now."""
        if self._late is not None and not self.held and not self._occupied():
            late, self._late = self._late, None
            self.arrived.emit(late)

    def look_soon(self) -> None:
        """The same, as soon as what is being done has ended."""
        self._soon.start()

    def close(self) -> None:
        """The window is going: whatever still arrives is dropped."""
        self._closed = True
        self._busy.stop()
        self._late = None
        self.cancel()

    def begin_busy(self) -> None:
        """Something has begun that may take long enough to be told."""
        self._busy.start()

    def rest(self) -> None:
        """Nothing is under way any more."""
        self._busy.stop()
        if self._told_busy:
            self._tell_busy(False)

    def _tell_busy(self, busy: bool) -> None:
        self._told_busy = busy
        self.busy_changed.emit(busy)

    def _hand_over(self, future: "Future[Layout]") -> None:
        """Runs in the service's thread: the signal is queued to the window's."""
        if not self._closed:
            with contextlib.suppress(RuntimeError):  # the window went in this very moment
                self._handed_over.emit(future)

    def _take(self, future: "Future[Layout]") -> None:
        if future is self._pending and not self._closed:
            self._pending, self._late = None, future
            self.look()
