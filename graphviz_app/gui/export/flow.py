"""Export from the window: the dialog asks, the job writes, the person hears how it went."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QWidget

from graphviz_app.gui.documents.document import Document
from graphviz_app.gui.play.player import Player
from graphviz_app.gui.widgets.notice import Notice
from graphviz_app.scene.graph_scene import GraphScene
from graphviz_app.theme import Theme

if TYPE_CHECKING:
    from graphviz_app.export.job import ExportJob


def open_export(
    scene: GraphScene,
    document: Document,
    player: Player,
    notice: Notice,
    theme: Theme,
    settings: QSettings,
    say: Callable[[str], object],
    parent: QWidget,
) -> None:
    """Offer to write the picture that is on screen now."""
    from graphviz_app.gui.export.dialog import ExportDialog  # late: rarely needed
    from graphviz_app.gui.export.remembered import choices, keep

    if scene.picture is None or scene.frame is None:
        notice.complain("The picture is not ready yet.")
        return
    player.pause()
    name = document.path or Path.home() / (document.copy_of or "graph.cg")
    chosen = choices(settings)
    dialog = ExportDialog(theme, scene.picture, scene.frame, name, chosen, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def done(job: "ExportJob") -> None:
        keep(settings, dialog.choices, name)
        say(f"Exported {job.path.name}")

    dialog.exported.connect(done)
    dialog.open()
