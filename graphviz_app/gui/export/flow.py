"""Export from the window: the dialog asks, the job writes, the person hears how it went."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Qt

from graphviz_app.gui.documents.desk import Desk
from graphviz_app.gui.play.player import Player
from graphviz_app.scene.graph_scene import GraphScene

if TYPE_CHECKING:
    from graphviz_app.export.job import ExportJob
    from graphviz_app.scene.plots.plot import Plot


def open_export(
    desk: Desk,
    scene: GraphScene,
    player: Player,
    settings: QSettings,
    say: Callable[[str], object],
    plots: "Sequence[Plot]" = (),
) -> None:
    """Offer to write the picture that is on screen now; ``say`` tells that it is written.

    ``plots`` are those that stand below it.
    """
    from graphviz_app.gui.export.dialog import ExportDialog  # late: rarely needed
    from graphviz_app.gui.export.remembered import choices, keep

    if scene.picture is None or scene.frame is None or scene.picture.layout.provisional:
        desk.notice.complain("The picture is not ready yet.")
        return
    player.pause()
    document = desk.document
    name = document.path or Path.home() / (document.copy_of or "graph.cg")
    chosen = choices(settings)
    dialog = ExportDialog(
        desk.theme(), scene.picture, scene.frame, name, chosen, desk.window, plots
    )
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def done(job: "ExportJob") -> None:
        keep(settings, dialog.choices, name)
        say(f"Exported {job.path.name}")

    dialog.exported.connect(done)
    dialog.open()
