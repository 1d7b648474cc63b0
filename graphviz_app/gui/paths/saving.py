"""A ledger taken elsewhere: on the clipboard, or into a file in one of the forms."""

from collections.abc import Callable
from functools import partial
from pathlib import Path as File

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from graphviz_app.core.paths import Ledger, Order
from graphviz_app.core.read_run import ReadRun
from graphviz_app.errors import GraphAppError
from graphviz_app.explain.ledger.tables import FORMS, Form, as_text
from graphviz_app.formats.files import write_atomically


def copy_ledger(run: ReadRun, ledger: Ledger, order: Order) -> None:
    """As text whose columns are parted by tabs."""
    QGuiApplication.clipboard().setText(as_text(run, ledger, order))


def forms_menu(parent: QWidget, save: Callable[[Form], object]) -> QMenu:
    """A menu of the forms."""
    menu = QMenu(parent)
    for form in FORMS:
        menu.addAction(f"{form.name}…").triggered.connect(partial(_saved, save, form))
    return menu


def _saved(save: Callable[[Form], object], form: Form, _checked: bool = False) -> None:
    save(form)


def save_ledger(
    parent: QWidget, run: ReadRun, ledger: Ledger, order: Order, form: Form
) -> GraphAppError | None:
    """Ask where, and write it; what has gone wrong is returned."""
    name = f"paths.{form.suffix}"
    chosen, _ = QFileDialog.getSaveFileName(parent, "Save the paths", name, f"*.{form.suffix}")
    if not chosen:
        return None
    file = File(chosen)
    file = file if file.suffix else file.with_suffix(f".{form.suffix}")
    try:
        write_atomically(file, form.write(run, ledger, order).encode("utf-8", "replace"))
    except GraphAppError as error:
        return error
    return None
