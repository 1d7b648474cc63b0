"""Long work beside the window, which goes on being painted and says what takes so long."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QProgressDialog, QPushButton, QWidget

from graphviz_app.errors import GraphAppError
from graphviz_app.gui.widgets.plain import PlainLabel

AT_ONCE = 0.15
"""Seconds within which most work is done, before anything of this is seen."""
SHOWN_AFTER_MS = 400
LOOK_MS = 20

T = TypeVar("T")


class GaveUpError(GraphAppError):
    """The person did not want to wait any longer."""


class Patience:
    """Does one thing at a time, in a thread of its own; nothing else can be begun meanwhile.

    Until the dialog stands in the way, keys and clicks are kept for afterwards.
    """

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._threads: ThreadPoolExecutor | None = None
        self.waiting = False
        """Whether the window is kept alive while something is worked on."""

    def __call__(self, words: str, work: Callable[[], T], cancel: bool = True) -> T:
        """What ``work`` returns or raises; ``words`` say what is going on.

        Raises GaveUpError where it can be cancelled.
        """
        if self.waiting:  # the thread is taken; whoever asks now is a timer, not the person
            return work()
        if self._threads is None:
            self._threads = ThreadPoolExecutor(1, "patience")
        future = self._threads.submit(work)
        try:
            return future.result(AT_ONCE)
        except TimeoutError:
            self.waiting = True
        try:
            return self._wait(self._dialog(words, cancel), future)
        finally:
            self.waiting = False

    def _dialog(self, words: str, cancel: bool) -> QProgressDialog:
        dialog = QProgressDialog("", "Cancel", 0, 0, self._window)
        if not cancel:
            dialog.setCancelButton(None)
        dialog.setLabel(PlainLabel(words))
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.setWindowTitle("graphviz_app")
        dialog.setMinimumDuration(SHOWN_AFTER_MS)
        dialog.setValue(0)
        return dialog

    def _wait(self, dialog: QProgressDialog, future: "Future[T]") -> T:
        loop = QEventLoop()
        if dialog.findChild(QPushButton) is not None:
            dialog.canceled.connect(loop.quit)
        unseen = QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents
        _until(loop, lambda: future.done() or dialog.isVisible(), unseen)
        if not (future.done() or dialog.wasCanceled()):
            _until(loop, future.done)
        dialog.hide()
        dialog.deleteLater()
        if not future.done():
            self._threads = None  # what goes on is nobody's any more
            raise GaveUpError("it was cancelled")
        return future.result()


def _until(
    loop: QEventLoop,
    done: Callable[[], bool],
    flags: QEventLoop.ProcessEventsFlag = QEventLoop.ProcessEventsFlag.AllEvents,
) -> None:
    """Let the window live until something is so, or the loop is left otherwise."""
    look = QTimer()
    look.timeout.connect(lambda: loop.quit() if done() else None)
    look.start(LOOK_MS)
    loop.exec(flags)
    look.stop()
