"""The export dialog: choices in, settings out."""

import math
import re
import struct
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtWidgets import QAbstractButton, QButtonGroup
from pytestqt.qtbot import QtBot

from graphviz_app.animate import frame_at
from graphviz_app.core.autodiff import run
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import read
from graphviz_app.core.schedule import Schedule
from graphviz_app.core.view import USUAL, View
from graphviz_app.export import write_picture
from graphviz_app.formats import parse
from graphviz_app.gui.export.dialog import ExportDialog, ExportSource, of_kind
from graphviz_app.gui.window.main_window import MainWindow
from graphviz_app.layout import Box, EdgePath, Layout
from graphviz_app.resources import examples
from graphviz_app.theme import DARK, LIGHT, PROJECTOR
from tests.gui.window_steps import settled


def source(t: float, width: float = 300.0) -> ExportSource:
    trace = run(parse("x = input(1.5)\ny = x**2"))
    reading = read(trace.graph, "operators")
    points = ((100.0, 50.0), (120.0, 50.0), (140.0, 50.0), (160.0, 50.0))
    layout = Layout(
        {"x": (50.0, 50.0), "y": (220.0, 50.0)},
        (EdgePath(points, None),),
        {},
        Box(0, 0, width, 100),
    )
    shown = ReadRun(trace, reading)
    return ExportSource(shown, layout, frame_at(Schedule(shown), t))


@pytest.fixture
def dialog(qtbot: QtBot, tmp_path: Path) -> ExportDialog:
    dialog = ExportDialog(LIGHT, source(1), tmp_path / "square.png")
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def press(group: QButtonGroup, text: str) -> None:
    button: QAbstractButton = next(b for b in group.buttons() if b.text() == text)
    button.click()


def test_it_begins_with_a_sharp_image_of_this_moment(dialog: ExportDialog, tmp_path: Path) -> None:
    settings = dialog.settings()
    assert settings.path == tmp_path / "square.png"
    assert (settings.scale, settings.transparent) == (2.0, False)
    assert settings.frame.t == 1
    assert settings.picture.theme.name == "light"


def test_all_numbers_means_the_end(dialog: ExportDialog) -> None:
    press(dialog.moments, "All numbers")
    settings = dialog.settings()
    assert settings.frame.t == settings.frame.schedule.end


def test_at_the_end_there_is_nothing_else_to_choose(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = ExportDialog(DARK, source(99), tmp_path / "square.png")
    qtbot.addWidget(dialog)
    assert not dialog.moments.button(0).isEnabled()
    assert dialog.settings().picture.theme.name == "dark"


def test_colours_and_ground_are_chosen(dialog: ExportDialog) -> None:
    press(dialog.looks, "Print")
    press(dialog.grounds, "Transparent")
    settings = dialog.settings()
    assert settings.picture.theme.name == "print"
    assert settings.transparent


def test_a_projector_layout_keeps_its_scale(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = ExportDialog(PROJECTOR, source(1), tmp_path / "square.png")
    qtbot.addWidget(dialog)
    assert dialog.settings().picture.theme.scale == PROJECTOR.scale


def test_the_suffix_follows_the_format_and_back(dialog: ExportDialog, tmp_path: Path) -> None:
    press(dialog.formats, "SVG")
    assert dialog.settings().path == tmp_path / "square.svg"
    assert not any(button.isEnabled() for button in dialog.scales.buttons())
    dialog.path.setText(str(tmp_path / "square.pdf"))
    dialog.path.textEdited.emit(dialog.path.text())
    assert dialog.format == "PDF"


@pytest.mark.parametrize(
    ("typed", "written"),
    [("a.svg", "a.png"), ("a", "a.png"), ("lecture.3", "lecture.3.png"), ("v1.2.PDF", "v1.2.png")],
)
def test_only_the_suffix_of_a_format_is_exchanged(typed: str, written: str) -> None:
    assert of_kind(Path("there") / typed, "PNG") == Path("there") / written


def test_the_picture_of_an_example_is_called_like_it(window: MainWindow, qtbot: QtBot) -> None:
    example = examples()[0]
    window.files.open_path(example)
    qtbot.waitUntil(lambda: settled(window))
    window.export()
    dialog = window.findChild(ExportDialog)
    assert dialog is not None
    assert Path(dialog.path.text()).name == f"{example.stem}.png"
    dialog.reject()


def test_the_size_is_told_live(dialog: ExportDialog) -> None:
    width = dialog.picture.bounds.width()
    assert dialog.extent.text().startswith(f"{math.ceil(width * 2):,} ×")
    press(dialog.scales, "4×")
    assert dialog.extent.text().startswith(f"{math.ceil(width * 4):,} ×")
    press(dialog.formats, "PDF")
    assert dialog.extent.text().endswith("mm")


def _size_in(path: Path) -> str:
    """The size that another reader finds in a file, in the dialog's words."""
    data = path.read_bytes()
    if path.suffix == ".png":
        width, height = struct.unpack(">II", data[16:24])
        return f"{width:,} × {height:,} pixels"
    if path.suffix == ".svg":
        root = ElementTree.fromstring(data)
        sides = [float(root.attrib[side].removesuffix("mm")) for side in ("width", "height")]
        width, height = (round(side * 96 / 25.4) for side in sides)
        assert root.attrib["viewBox"] == f"0 0 {width} {height}"
        return f"{width:,} × {height:,} CSS pixels"
    found = re.search(rb"MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", data)
    assert found is not None
    width_mm, height_mm = (float(points) * 25.4 / 72 for points in found.groups())
    return f"{width_mm:,.1f} × {height_mm:,.1f} mm"


@pytest.mark.parametrize("width", [300.0, 301.3, 1277.83])
@pytest.mark.parametrize("kind", ["PNG", "SVG", "PDF"])
def test_the_size_is_that_of_the_file(
    qtbot: QtBot, tmp_path: Path, kind: str, width: float
) -> None:
    dialog = ExportDialog(LIGHT, source(1, width), tmp_path / "square.png")
    qtbot.addWidget(dialog)
    press(dialog.formats, kind)
    for scale in ("1×", "3×") if kind == "PNG" else ("2×",):
        press(dialog.scales, scale)
        chosen = dialog.settings()
        write_picture(chosen.picture, chosen.frame, chosen.path, scale=chosen.scale)
        assert dialog.extent.text() == _size_in(chosen.path)


def test_an_image_too_large_to_be_written_is_told_before(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = ExportDialog(LIGHT, source(1, 10_000.0), tmp_path / "square.png")
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.wrong.isHidden()
    press(dialog.scales, "4×")
    assert "use SVG or PDF" in dialog.wrong.sentence.text()
    press(dialog.formats, "SVG")
    assert dialog.wrong.isHidden()
    assert dialog.extent.text().endswith("CSS pixels")


@pytest.mark.parametrize(
    ("view", "word"),
    [
        (USUAL, "All numbers"),
        (USUAL._replace(locals=True), "All numbers"),
        (USUAL._replace(gradients=False), "All values"),
        (USUAL._replace(values=False), "All gradients"),
        (USUAL._replace(values=False, locals=True), "All gradients and derivatives"),
        (USUAL._replace(values=False, gradients=False), "No numbers"),
    ],
)
def test_the_finished_picture_is_called_and_drawn_as_the_switches_are(
    qtbot: QtBot, tmp_path: Path, view: View, word: str
) -> None:
    dialog = ExportDialog(LIGHT, source(1)._replace(shown=view), tmp_path / "square.png")
    qtbot.addWidget(dialog)
    press(dialog.moments, word)
    settings = dialog.settings()
    assert settings.frame.t == settings.frame.schedule.end
    assert settings.picture.view == view


def test_export_hands_the_settings_over(qtbot: QtBot, dialog: ExportDialog, tmp_path: Path) -> None:
    with qtbot.waitSignal(dialog.export_requested) as asked:
        dialog.save.click()
    settings = asked.args[0]
    write_picture(settings.picture, settings.frame, settings.path, scale=settings.scale)
    assert (tmp_path / "square.png").stat().st_size > 500
    assert dialog.isVisible()


def test_an_existing_file_is_replaced_only_after_a_warning(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path
) -> None:
    (tmp_path / "square.png").touch()
    with qtbot.assertNotEmitted(dialog.export_requested):
        dialog.save.click()
    assert "exists already" in dialog.wrong.sentence.text()
    with qtbot.waitSignal(dialog.export_requested):
        dialog.save.click()


def test_a_missing_name_is_asked_for(qtbot: QtBot, dialog: ExportDialog) -> None:
    dialog.path.setText("  ")
    with qtbot.assertNotEmitted(dialog.export_requested):
        dialog.save.click()
    assert dialog.wrong.isVisible()


def test_an_error_is_a_sentence_in_the_dialog(dialog: ExportDialog) -> None:
    dialog.show_error("the folder '/nowhere' does not exist")
    assert dialog.wrong.sentence.text() == "The folder '/nowhere' does not exist."
    press(dialog.formats, "PDF")
    assert dialog.wrong.isHidden()


def test_the_preview_shows_what_is_chosen(dialog: ExportDialog) -> None:
    before = dialog.preview.grab().toImage()
    press(dialog.looks, "Dark")
    dark = dialog.preview.grab().toImage()
    press(dialog.grounds, "Transparent")
    assert before != dark
    assert dialog.preview.grab().toImage() != dark
