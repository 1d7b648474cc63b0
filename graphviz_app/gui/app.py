"""The application: started with one call, gone when its window closes.

The layout worker starts first, beside everything else: it is ready when the window asks.
"""

import gc
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from graphviz_app.core.graph import Graph
    from graphviz_app.gui.window.main_window import MainWindow
    from graphviz_app.layout import LayoutService

NAME = "graphviz_app"
START_MS = 2000
"""After which the first picture is there, and nothing is in a hurry any more."""


def open_window(path: Path | None = None, graph: "Graph | None" = None) -> int:
    """Open the window on a file (or on the examples) and run until it is closed.

    A ``graph`` of no file is opened as a copy of it.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C in the terminal; Qt's loop runs no Python
    gc.disable()  # there is no garbage yet: looking for it would take a twentieth of the start
    # NumPy's threads, made when it is imported, are for matrices larger than anyone looks at.
    from graphviz_app.layout import LayoutService

    service = LayoutService()
    service.start()
    try:
        application = make_application()
        window = make_window(service)
        from graphviz_app.gui.crash import CrashGuard

        guard = CrashGuard(window.recovery.write, window)
        guard.install()
        window.show()
        if graph is None:
            window.start(path)
        else:
            window.start_with(graph)
        collect_later()
        code = application.exec()
        guard.remove()
        return code
    finally:
        service.close()


def collect_later() -> None:
    """Look for garbage again, but not among what the start has made: that stays."""
    from PySide6.QtCore import QTimer

    def resume() -> None:
        gc.freeze()
        gc.enable()

    QTimer.singleShot(START_MS, resume)


def make_application() -> "QApplication":
    """The QApplication (the one that exists, if any) with name, style and icon."""
    from PySide6.QtGui import QIcon
    from PySide6.QtWidgets import QApplication

    from graphviz_app.resources import icon

    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName(NAME)
    application.setOrganizationName(NAME)
    application.setDesktopFileName(NAME)
    application.setStyle("Fusion")
    application.setWindowIcon(QIcon(str(icon("graphviz_app.png"))))
    return application


def make_window(service: "LayoutService") -> "MainWindow":
    """The window with the person's own settings and data folder."""
    from PySide6.QtCore import QSettings, QStandardPaths

    from graphviz_app.gui.window.main_window import MainWindow

    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation)
    return MainWindow(service, QSettings(), Path(folder))
