"""Export from the window: the dialog asks, the job writes, the person hears how it went."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Qt

from graphviz_app.gui.documents.desk import Desk
from graphviz_app.gui.export.done import tell_written

if TYPE_CHECKING:
    from graphviz_app.export.job import ExportJob
    from graphviz_app.gui.export.picture.taken import Taken


def open_export(desk: Desk, taken: "Taken", settings: QSettings) -> None:
    """Offer to write the picture that is on screen now."""
    from graphviz_app.gui.export.picture.dialog import ExportDialog  # late: rarely needed
    from graphviz_app.gui.export.picture.remembered import choices, keep

    dialog = ExportDialog(desk.theme(), taken, choices(settings), desk.window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def done(job: "ExportJob") -> None:
        keep(settings, dialog.choices, taken.document)
        tell_written(desk.notice, job.path)

    dialog.exported.connect(done)
    dialog.open()
