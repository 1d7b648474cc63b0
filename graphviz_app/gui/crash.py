"""When something is raised that nobody expected: save the work, then show a report to copy."""

import platform
import sys
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from graphviz_app import __version__
from graphviz_app.gui.widgets.plain import PlainLabel

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], object]


class CrashDialog(QDialog):
    """Says that it is a bug, that the work is safe, and what to send."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Something went wrong")
        self.report = report
        words = PlainLabel(
            "This is a mistake in graphviz_app, not yours. Your work was saved: if the window "
            "closes, it is offered again at the next start. Please report this text:"
        )
        words.setWordWrap(True)
        shown = QPlainTextEdit(report)
        shown.setReadOnly(True)
        shown.setMinimumSize(560, 220)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton("Copy report", QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self.copy)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        for part in (words, shown, buttons):
            column.addWidget(part)

    def copy(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self.report)


class CrashGuard:
    """Takes the place of ``sys.excepthook``; one dialog at a time, the work is saved first."""

    def __init__(self, save: Callable[[], object], parent: QWidget) -> None:
        self._save = save
        self._parent = parent
        self._before: Hook = sys.excepthook
        self.dialog: CrashDialog | None = None

    def install(self) -> None:
        """From now on, unexpected exceptions come here."""
        sys.excepthook = self.handle

    def remove(self) -> None:
        """Whatever was there before handles them again."""
        sys.excepthook = self._before

    def handle(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Save, then show the report; a second one meanwhile only goes to stderr."""
        if issubclass(kind, KeyboardInterrupt):
            self._before(kind, error, trace)
            return
        report = report_of(error, trace)
        sys.stderr.write(report)
        try:
            self._save()
        except Exception as second:  # noqa: BLE001  # the dialog must come up whatever happens
            sys.stderr.write(f"saving failed as well: {second}\n")
        if self.dialog is None:
            self.dialog = CrashDialog(report, self._parent)
            self.dialog.finished.connect(self._forget)
            self.dialog.open()

    def _forget(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None


def report_of(error: BaseException, trace: TracebackType | None) -> str:
    """What a developer needs: versions and the traceback."""
    lines = traceback.format_exception(type(error), error, trace)
    versions = (
        f"graphviz_app {__version__}, Python {platform.python_version()}, Qt {qVersion()}, "
        f"{platform.platform()}"
    )
    return f"{versions}\n{''.join(lines)}"
