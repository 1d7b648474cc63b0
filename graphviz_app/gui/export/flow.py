"""Export from the window: the dialog asks, the exporter writes, the person hears how it went."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from graphviz_app.errors import GraphAppError

if TYPE_CHECKING:
    from graphviz_app.gui.export.dialog import ExportSettings
    from graphviz_app.gui.window.main_window import MainWindow


def open_export(window: "MainWindow") -> None:
    """Offer to write the picture that is on screen now."""
    from graphviz_app.gui.export.dialog import ExportDialog, ExportSource  # late: rarely needed

    scene, document = window.scene, window.document
    if scene.run is None or scene.layout is None or scene.frame is None:
        window.stage.notice.complain("The picture is not ready yet.")
        return
    window.player.pause()
    source = ExportSource(scene.run, scene.layout, scene.frame, scene.shown)
    name = document.path or Path.home() / (document.copy_of or "graph.cg")
    dialog = ExportDialog(window.looks.theme, source, name.with_suffix(".png"), window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def write(settings: "ExportSettings") -> None:
        sentence = write_export(settings)
        if sentence:
            dialog.show_error(sentence)
        else:
            dialog.accept()
            window.conversation.say(f"Exported {settings.path.name}")

    dialog.export_requested.connect(write)
    dialog.open()


def write_export(settings: "ExportSettings") -> str:
    """Write the picture; returns what went wrong, as a sentence ('' if nothing did)."""
    from graphviz_app.export import write_picture

    QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        write_picture(
            settings.picture,
            settings.frame,
            settings.path,
            scale=settings.scale,
            transparent=settings.transparent,
        )
    except GraphAppError as error:
        return str(error)
    finally:
        QApplication.restoreOverrideCursor()
    return ""
