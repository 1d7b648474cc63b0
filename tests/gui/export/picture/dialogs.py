"""Export dialogs for the tests that use them."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QWidget
from pytestqt.qtbot import QtBot

from graphviz_app.core.autodiff import run
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import read
from graphviz_app.core.schedule import Schedule
from graphviz_app.core.view import USUAL, View
from graphviz_app.formats import parse
from graphviz_app.frames import frame_at
from graphviz_app.gui.export.picture.dialog import ExportDialog
from graphviz_app.gui.export.picture.remembered import Choices
from graphviz_app.gui.export.picture.taken import Taken
from graphviz_app.layout import Box, EdgePath, Layout
from graphviz_app.scene.picture import Picture
from graphviz_app.scene.plots.plot import Plot
from graphviz_app.theme import LIGHT, Theme

FIRST_TIME = Choices()


def dialog_of(
    qtbot: QtBot,
    folder: Path,
    t: float = 1,
    width: float = 300.0,
    theme: Theme = LIGHT,
    view: View = USUAL,
    chosen: Choices = FIRST_TIME,
    parent: QWidget | None = None,
    plots: Sequence[Plot] = (),
) -> ExportDialog:
    """The dialog for a picture of x², of a document in the folder."""
    trace = run(parse("x = input(1.5)\ny = x**2"))
    points = ((100.0, 50.0), (120.0, 50.0), (140.0, 50.0), (160.0, 50.0))
    places = {"x": (50.0, 50.0), "y": (220.0, 50.0)}
    layout = Layout(places, (EdgePath(points, None),), {}, Box(0, 0, width, 100))
    shown = ReadRun(trace, read(trace.graph, "operators"))
    picture = Picture.of(shown, layout, theme, view)
    frame = frame_at(Schedule(shown), t)
    taken = Taken(picture, frame, folder / "square.cg", plots=plots)
    dialog = ExportDialog(theme, taken, chosen, parent)
    if parent is None:
        qtbot.addWidget(dialog)
    return dialog


def press(group: QButtonGroup, text: str) -> None:
    """Click the button with this name."""
    button: QAbstractButton = next(b for b in group.buttons() if b.text() == text)
    button.click()
