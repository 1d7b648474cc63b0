"""Sheets for a class from the window: the dialog asks, the job writes, the person hears of it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Qt

from graphviz_app.core.wording import counted
from graphviz_app.errors import GraphAppError
from graphviz_app.gui.documents.desk import Desk

if TYPE_CHECKING:
    from graphviz_app.export.sheets.job import WorksheetJob

_COUNT, _DIGITS = "worksheet/sheets", "worksheet/digits"


def open_worksheets(desk: Desk, settings: QSettings, say: Callable[[str], object]) -> None:
    """Offer to write sheets of the graph; ``say`` tells that they are written."""
    from graphviz_app.explain.worksheet.asking import Asking  # late: rarely needed
    from graphviz_app.gui.export.worksheet_dialog import WorksheetDialog
    from graphviz_app.gui.export.worksheet_form import Chosen

    document = desk.document
    try:
        asking = Asking.of(document.graph)
    except GraphAppError as error:
        desk.notice.complain(f"No worksheets: {error}.")
        return
    name = document.path or Path.home() / (document.copy_of or "graph.cg")
    chosen = Chosen(_kept(settings, _COUNT, 30), _kept(settings, _DIGITS, 4))
    dialog = WorksheetDialog(desk.theme(), document.graph, asking, name, chosen, desk.window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def done(job: "WorksheetJob", different: int) -> None:
        settings.setValue(_COUNT, dialog.form.chosen.sheets)
        settings.setValue(_DIGITS, job.digits)
        count = len(job.names)
        again = f", {different:,} of them different" if different < count else ""
        say(f"Wrote {counted(count, 'sheet')}{again} to {job.folder}")

    dialog.written.connect(done)
    dialog.open()


def _kept(settings: QSettings, key: str, usual: int) -> int:
    """What was chosen last time."""
    kept = str(settings.value(key, usual))
    return int(kept) if kept.isascii() and kept.isdecimal() and len(kept) < 9 else usual
