"""Laying out beside the window: one layout at a time; and when to say that it takes long."""

import contextlib
from concurrent.futures import Future

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from graphviz_app.gui.canvas.wanted import Wanted
from graphviz_app.layout import EngineName, Layout, LayoutService

BUSY_AFTER_MS = 300
OUTDATED_AFTER_MS = 1000
"""A layout that nobody wants any more is stopped if it has taken this long."""


class LayingOut(QObject):
    """Asks for layouts; ``arrived`` brings each as a future that is done."""

    arrived = Signal(object)
    busy_changed = Signal(bool)
    _handed_over = Signal(object)

    def __init__(self, service: LayoutService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.made_for: Wanted | None = None
        """What there is a layout of, or is about to be one."""
        self._service = service
        self._pending: Future[Layout] | None = None
        self._closed = False
        self._running = QElapsedTimer()
        self._busy = QTimer(self)
        self._busy.setSingleShot(True)
        self._busy.setInterval(BUSY_AFTER_MS)
        self._busy.timeout.connect(lambda: self._tell_busy(True))
        self._told_busy = False
        self._handed_over.connect(self._take)

    @property
    def pending(self) -> bool:
        """Whether a layout is being made."""
        return self._pending is not None

    def ask(self, wanted: Wanted) -> None:
        """Have this laid out; while another layout is under way, whoever takes it asks again."""
        if self._pending is not None:
            if self._running.elapsed() > OUTDATED_AFTER_MS:
                self._service.cancel()
            return
        self.made_for = wanted
        self._running.start()
        self.begin_busy()
        measured = wanted.measured
        self._pending = self._service.submit(
            wanted.run.reading, measured.sizes, measured.labels, wanted.direction
        )
        self._pending.add_done_callback(self._hand_over)

    def use(self, engine: EngineName) -> None:
        """Lay out by another Graphviz from now on."""
        self._service.use(engine)
        self.made_for = None

    def cancel(self) -> None:
        """Stop the layout that is being made."""
        if self._pending is not None:
            self._service.cancel()

    def close(self) -> None:
        """The window is going: whatever still arrives is dropped."""
        self._closed = True
        self._busy.stop()
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
            self._pending = None
            self.arrived.emit(future)
