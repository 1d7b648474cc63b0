"""The export dialog: choices in, settings out."""

import math
import re
import struct
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from graphviz_app.core.view import USUAL, View
from graphviz_app.export.part import SLIDE
from graphviz_app.export.setting import Setting
from graphviz_app.export.table import formats, names
from graphviz_app.gui.export.picture.dialog import ExportDialog
from graphviz_app.gui.export.picture.more_part import PART
from graphviz_app.gui.window.main_window import MainWindow
from graphviz_app.resources import examples
from graphviz_app.scene.plots.course import Course
from graphviz_app.scene.plots.course_plot import CoursePlot
from graphviz_app.theme import DARK, PROJECTOR
from tests.export.steps import add_format
from tests.gui.export.picture.dialogs import dialog_of, press
from tests.gui.window_steps import settled


@pytest.fixture
def dialog(qtbot: QtBot, tmp_path: Path) -> ExportDialog:
    dialog = dialog_of(qtbot, tmp_path)
    dialog.show()
    return dialog


def told(dialog: ExportDialog) -> str:
    """How large the picture is said to be."""
    return dialog.preview.words.split(" · ")[0]


def test_it_begins_with_a_sharp_image_of_this_moment(dialog: ExportDialog, tmp_path: Path) -> None:
    job = dialog.job
    assert job.path == tmp_path / "square.png"
    assert job.setting == Setting(2.0, transparent=False)
    assert job.t == 1.0
    assert job.picture.theme.name == "light"


def test_all_numbers_means_the_end(dialog: ExportDialog) -> None:
    press(dialog.form.moments, "All numbers")
    job = dialog.job
    assert job.t == job.schedule.end


def test_at_the_end_there_is_nothing_else_to_choose(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = dialog_of(qtbot, tmp_path, t=99, theme=DARK)
    assert not dialog.form.moments.button(0).isEnabled()
    assert dialog.job.picture.theme.name == "dark"


def test_plots_of_learning_can_stand_below_the_graph(qtbot: QtBot, tmp_path: Path) -> None:
    plot = CoursePlot([Course("L", np.array([1.0, 0.5, 0.2]))])
    dialog = dialog_of(qtbot, tmp_path, plots=[plot])
    alone = dialog_of(qtbot, tmp_path).job.picture.bounds
    assert dialog.job.picture.plots == (plot,)
    assert dialog.job.picture.bounds.height() > alone.height() + 150
    press(dialog.form.more.plots, "Left out")
    assert dialog.job.picture.bounds == alone
    press(dialog.form.more.plots, "Below the graph")
    press(dialog.form.more.parts, PART)
    assert not dialog.job.picture.plots


def test_colours_and_ground_are_chosen(dialog: ExportDialog) -> None:
    press(dialog.form.looks, "Print")
    press(dialog.form.more.grounds, "Transparent")
    job = dialog.job
    assert job.picture.theme.name == "print"
    assert job.setting.transparent


def test_a_projector_layout_keeps_its_scale(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = dialog_of(qtbot, tmp_path, theme=PROJECTOR)
    assert dialog.job.picture.theme.scale == PROJECTOR.scale


def test_the_suffix_follows_the_format_and_back(dialog: ExportDialog, tmp_path: Path) -> None:
    press(dialog.form.formats, "SVG")
    assert dialog.job.path == tmp_path / "square.svg"
    assert all(button.isHidden() for button in dialog.form.more.scales.buttons())
    dialog.file.path.setText(str(tmp_path / "square.pdf"))
    dialog.file.path.textEdited.emit(dialog.file.path.text())
    assert dialog.form.format.name == "PDF"


def test_the_picture_of_an_example_is_called_like_it(window: MainWindow, qtbot: QtBot) -> None:
    example = examples()[0]
    window.files.open_path(example)
    qtbot.waitUntil(lambda: settled(window))
    window.exports.picture()
    dialog = window.findChild(ExportDialog)
    assert dialog is not None
    assert Path(dialog.file.path.text()).name == f"{example.stem}.png"
    dialog.reject()


def test_the_size_is_told_live(dialog: ExportDialog) -> None:
    width = dialog.job.picture.bounds.width()
    assert told(dialog).startswith(f"{math.ceil(width * 2):,} ×")
    press(dialog.form.more.scales, "4×")
    assert told(dialog).startswith(f"{math.ceil(width * 4):,} ×")
    press(dialog.form.formats, "PDF")
    assert told(dialog).endswith("mm")


def _size_in(path: Path) -> str:
    """The size that another reader finds in a file, in the dialog's words."""
    data = path.read_bytes()
    if path.suffix == ".png":
        width, height = struct.unpack(">II", data[16:24])
        return f"{width:,} × {height:,} pixels"
    if path.suffix == ".svg":
        root = ElementTree.fromstring(data)
        width, height = (int(side) for side in root.attrib["viewBox"].split()[2:])
        told = [float(root.attrib[side].removesuffix("px")) for side in ("width", "height")]
        assert told == [width, height]
        return f"{width:,} × {height:,} CSS pixels"
    found = re.search(rb"MediaBox \[ ?0 0 ([\d.]+) ([\d.]+) ?\]", data)
    assert found is not None
    width_mm, height_mm = (float(points) * 25.4 / 72 for points in found.groups())
    return f"{width_mm:,.1f} × {height_mm:,.1f} mm"


@pytest.mark.parametrize("width", [300.0, 301.3, 1277.83])
@pytest.mark.parametrize("kind", ["PNG", "SVG", "PDF"])
def test_the_size_is_that_of_the_file(
    qtbot: QtBot, tmp_path: Path, kind: str, width: float
) -> None:
    dialog = dialog_of(qtbot, tmp_path, width=width)
    press(dialog.form.formats, kind)
    for scale in ("1×", "3×") if kind == "PNG" else ("2×",):
        press(dialog.form.more.scales, scale)
        dialog.job.run()
        assert told(dialog) == _size_in(dialog.job.path)


def test_an_image_too_large_to_be_written_is_told_before(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = dialog_of(qtbot, tmp_path, width=10_000.0)
    dialog.show()
    assert dialog.wrong.isHidden()
    press(dialog.form.more.scales, "4×")
    curves = names(kind for kind in formats() if kind.is_vector)
    assert f"use {curves}" in dialog.wrong.sentence.text()
    press(dialog.form.formats, "SVG")
    assert dialog.wrong.isHidden()
    assert told(dialog).endswith("CSS pixels")


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
    dialog = dialog_of(qtbot, tmp_path, view=view)
    press(dialog.form.moments, word)
    job = dialog.job
    assert job.t == job.schedule.end
    assert job.picture.view == view


def test_export_writes_what_is_chosen(qtbot: QtBot, dialog: ExportDialog, tmp_path: Path) -> None:
    with qtbot.waitSignal(dialog.exported) as done:
        dialog.save.click()
    assert done.args[0].path == tmp_path / "square.png"
    assert (tmp_path / "square.png").stat().st_size > 500
    assert not dialog.isVisible()


def test_an_existing_file_is_replaced_only_after_a_warning(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path
) -> None:
    (tmp_path / "square.png").touch()
    dialog.save.click()
    assert not dialog.exporting.busy
    assert "exists already" in dialog.wrong.sentence.text()
    with qtbot.waitSignal(dialog.exported):
        dialog.save.click()
    assert (tmp_path / "square.png").stat().st_size > 500


def test_a_missing_name_is_asked_for(dialog: ExportDialog) -> None:
    dialog.file.path.setText("  ")
    dialog.save.click()
    assert not dialog.exporting.busy
    assert dialog.wrong.isVisible()


def test_an_error_is_a_sentence_in_the_dialog(dialog: ExportDialog) -> None:
    dialog.show_error("the folder '/nowhere' does not exist")
    assert dialog.wrong.sentence.text() == "The folder '/nowhere' does not exist."
    press(dialog.form.formats, "PDF")
    assert dialog.wrong.isHidden()


def test_the_preview_shows_what_is_chosen(dialog: ExportDialog) -> None:
    before = dialog.preview.grab().toImage()
    press(dialog.form.looks, "Dark")
    dark = dialog.preview.grab().toImage()
    press(dialog.form.more.grounds, "Transparent")
    assert before != dark
    assert dialog.preview.grab().toImage() != dark


def test_a_new_entry_of_the_table_is_offered(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_format(monkeypatch)
    dialog = dialog_of(qtbot, tmp_path)
    press(dialog.form.more.grounds, "Transparent")
    press(dialog.form.formats, "List")
    assert dialog.form.about.text() == "The names of all nodes."
    assert told(dialog) == "Text: what reads it decides on the size"
    for group in (dialog.form.more.scales, dialog.form.more.grounds):
        assert all(button.isHidden() for button in group.buttons())
    with qtbot.waitSignal(dialog.exported):
        dialog.save.click()
    assert (tmp_path / "square.lst").read_text() == "x\ny"


def test_a_new_entry_is_among_the_kinds_of_files(
    dialog: ExportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def choose(*details: object, **_: object) -> tuple[str, str]:
        asked.append(details[3])
        return str(tmp_path / "other.svg"), ""

    add_format(monkeypatch)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    dialog.file.browse.click()
    assert len(asked) == 1
    assert str(asked[0]).startswith("PNG (*.png);;")
    assert str(asked[0]).endswith(";;List (*.lst)")
    assert dialog.job.path == tmp_path / "other.svg"
    assert dialog.form.format.name == "SVG"


def test_a_slide_has_its_size_and_its_part(dialog: ExportDialog) -> None:
    whole = dialog.job
    assert whole.room is None
    press(dialog.form.more.parts, PART)
    press(dialog.form.more.scales, "2×")
    assert told(dialog) == "2,560 × 1,440 pixels"
    assert dialog.job.room == SLIDE
    press(dialog.form.more.parts, "Whole graph")
    assert dialog.job.room is None


def test_those_who_hear_it_are_told_what_is_chosen_and_how_large_it_is(
    dialog: ExportDialog,
) -> None:
    assert dialog.form.moments.button(1).accessibleDescription() == "Moment"
    assert dialog.form.more.grounds.button(0).accessibleDescription() == "Ground"
    assert dialog.preview.paper.accessibleDescription() == dialog.preview.words
    assert dialog.form.size_part.purposes.accessibleName() == "Purpose"
