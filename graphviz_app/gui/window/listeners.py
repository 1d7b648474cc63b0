"""Listeners: all parts of the window that only hear the news; while runs hurry past, of some."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from graphviz_app.core.read_run import ReadRun
from graphviz_app.frames import Frame
from graphviz_app.gui.widgets.panel import Panel, Subject

READ_MS = 150
"""Nobody reads sooner than this what is told of a run, if the next one is coming."""


class Listeners(QObject):
    """Passes the news on, in their order: a run, then its frames, then what it is all about."""

    late = Signal()
    """Those that were left out may be told of again."""

    def __init__(self, panels: Sequence[Panel], parent: QObject) -> None:
        super().__init__(parent)
        self._panels = panels
        self.run: ReadRun | None = None
        """The run that they know."""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(READ_MS)
        self._pause.timeout.connect(self.late)

    def set_run(self, run: ReadRun | None, *, hurried: bool = False) -> None:
        """Another run, of which they do not hear if it hurries and they have just heard of one."""
        if hurried and self._pause.isActive():
            return
        self._pause.start()
        self.run = run
        for panel in self._panels:
            panel.set_run(run)

    def set_frame(self, frame: Frame | None) -> None:
        """A frame of the run that they know."""
        for panel in self._panels:
            panel.set_frame(frame)

    def set_subject(self, subject: Subject) -> None:
        """What it is all about."""
        for panel in self._panels:
            panel.set_subject(subject)
