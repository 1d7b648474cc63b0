"""An animation from the window: the dialog asks and writes, the person hears how it went."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Qt

from graphviz_app.export.moving.folders import folder_of
from graphviz_app.export.table import format_of
from graphviz_app.gui.documents.desk import Desk
from graphviz_app.gui.export.animation.dialog import AnimationDialog
from graphviz_app.gui.export.animation.remembered import choices, keep
from graphviz_app.gui.export.done import tell_written

if TYPE_CHECKING:
    from graphviz_app.export.moving.job import MovingJob
    from graphviz_app.gui.export.picture.taken import Taken


def open_animation(desk: Desk, taken: "Taken", settings: QSettings) -> AnimationDialog:
    """Offer to write how the graph is computed; the window can be used all the time."""
    dialog = AnimationDialog(desk.theme(), taken, choices(settings), desk.window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def done(job: "MovingJob") -> None:
        keep(settings, dialog.choices, taken.document)
        in_a_folder = format_of(job.path).in_a_folder
        tell_written(desk.notice, folder_of(job.path) if in_a_folder else job.path)

    dialog.exported.connect(done)
    dialog.show()
    return dialog
