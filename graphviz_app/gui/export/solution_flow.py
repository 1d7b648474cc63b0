"""The worked solution from the window: the dialog asks and writes, the person hears of it."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSettings, Qt

from graphviz_app.gui.documents.desk import Desk
from graphviz_app.gui.export.told import told
from graphviz_app.scene.graph_scene import GraphScene

_KEPT = "solution/suffix"


def open_solution(
    desk: Desk,
    scene: GraphScene,
    selected: Sequence[str],
    settings: QSettings,
    say: Callable[[str], object],
) -> None:
    """Offer to write the worked solution of the graph; ``say`` tells that it is written."""
    from graphviz_app.gui.export.solution_dialog import SolutionDialog  # late: rarely needed

    document = desk.document
    name = document.path or Path.home() / (document.copy_of or "graph.cg")
    suffix = str(settings.value(_KEPT, ".html"))
    path = name.with_name(f"{name.stem}-solution{suffix}")
    dialog = SolutionDialog(
        desk.theme(), document.graph, selected, path, lambda: picture_of(scene), desk.window
    )
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def done(written: Path) -> None:
        settings.setValue(_KEPT, written.suffix)
        say(f"Exported {written.name}")

    dialog.exported.connect(done)
    dialog.open()


def picture_of(scene: GraphScene) -> str:
    """The graph with all its numbers, as an SVG element; '' while there is no picture."""
    from graphviz_app.export.inline import svg_element

    picture, frame = scene.picture, scene.frame
    if picture is None or frame is None or picture.layout.provisional:
        return ""
    return svg_element(*told(picture, frame.schedule))
