"""A picture for a purpose: how large, and what helps where it does not fit."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from graphviz_app.export.purpose.lengths import CM
from graphviz_app.export.purpose.purpose import PRESETS
from graphviz_app.formats import parse
from graphviz_app.formats.carrying.finding import found_in
from graphviz_app.gui.export.picture.dialog import ExportDialog
from graphviz_app.gui.export.picture.length_field import LengthField
from graphviz_app.gui.export.picture.size_part import OWN, SCREEN
from graphviz_app.gui.window.main_window import MainWindow
from graphviz_app.resources import examples
from tests.gui.export.picture.dialogs import press
from tests.gui.window_steps import settled

COLUMN = PRESETS["column"].about
OpenExample = Callable[[str], ExportDialog]


@pytest.fixture
def opened(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> OpenExample:
    """Opens the export dialog of an example."""

    def open_(name: str) -> ExportDialog:
        window.files.open_path(next(path for path in examples() if path.stem == name))
        qtbot.waitUntil(lambda: settled(window))
        window.exports.picture()
        dialog = window.findChild(ExportDialog)
        assert dialog is not None
        dialog.file.path.setText(str(tmp_path / "out.pdf"))
        dialog.file.path.textEdited.emit(dialog.file.path.text())
        return dialog

    return open_


def choose(dialog: ExportDialog, name: str, qtbot: QtBot) -> None:
    """Choose a purpose; what fits has been found then."""
    dialog.form.size_part.purposes.setCurrentText(name)
    dialog.form.size_part.purposes.textActivated.emit(name)
    found(dialog, qtbot)


def found(dialog: ExportDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not dialog.making.busy, timeout=20_000)


def type_into(field: LengthField, text: str) -> None:
    field.setText(text)
    field.textEdited.emit(text)


def test_a_column_is_as_wide_as_it_says(opened: OpenExample, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = opened("neuron")
    assert dialog.form.size_part.name == SCREEN
    choose(dialog, COLUMN, qtbot)
    with qtbot.waitSignal(dialog.exported):
        dialog.save.click()
    box = PdfReader(tmp_path / "out.pdf").pages[0].mediabox
    assert float(box.width) == pytest.approx(8.5 * CM, abs=1)
    assert dialog.form.look.name == PRESETS["column"].theme


def test_the_preview_is_as_wide_as_the_file(opened: OpenExample, qtbot: QtBot) -> None:
    dialog = opened("neuron")
    choose(dialog, COLUMN, qtbot)
    across, _ = dialog.preview.paper.spans
    wide = (across.end - across.start) / across.scale
    assert wide == pytest.approx(8.5 * CM, abs=0.5)
    assert dialog.preview.words.startswith("85.0 × ")


def test_another_length_is_a_size_of_ones_own(opened: OpenExample, qtbot: QtBot) -> None:
    dialog = opened("neuron")
    choose(dialog, COLUMN, qtbot)
    type_into(dialog.form.size_part.width_field, "4in")
    found(dialog, qtbot)
    assert dialog.form.size_part.name == OWN
    assert dialog.preview.unit == "in"
    assert dialog.job.picture.bounds.width() * dialog.job.setting.points == pytest.approx(288)


def test_a_length_that_cannot_be_read_is_told_and_nothing_is_written(
    opened: OpenExample, qtbot: QtBot
) -> None:
    dialog = opened("neuron")
    choose(dialog, COLUMN, qtbot)
    type_into(dialog.form.size_part.width_field, "wide")
    assert "'wide' is not a length" in dialog.form.advice.sentence.text()
    assert not dialog.save.isEnabled()
    type_into(dialog.form.size_part.width_field, "9")
    found(dialog, qtbot)
    assert dialog.save.isEnabled()
    assert dialog.form.size_part.width_field.points == pytest.approx(9 * CM)


def test_where_nothing_fits_each_offer_does(opened: OpenExample, qtbot: QtBot) -> None:
    dialog = opened("xor")
    choose(dialog, COLUMN, qtbot)
    type_into(dialog.form.size_part.text_field, "14 pt")
    found(dialog, qtbot)
    advice = dialog.form.advice
    assert not dialog.save.isEnabled()
    assert "not 14 pt" in advice.sentence.text()
    assert dialog.preview.paper.image is not None
    assert len(advice.buttons) > 1
    advice.buttons[0].click()
    found(dialog, qtbot)
    assert dialog.save.isEnabled()


def test_text_that_has_no_size_is_written_whatever_would_fit(
    opened: OpenExample, qtbot: QtBot
) -> None:
    dialog = opened("neuron")
    choose(dialog, COLUMN, qtbot)
    type_into(dialog.form.size_part.text_field, "40 pt")
    found(dialog, qtbot)
    assert not dialog.save.isEnabled()
    press(dialog.form.formats, "Mermaid")
    assert dialog.save.isEnabled()
    assert not dialog.form.size_part.isEnabled()
    assert dialog.form.advice.isHidden()
    press(dialog.form.formats, "PDF")
    found(dialog, qtbot)
    assert not dialog.save.isEnabled()
    assert dialog.form.size_part.isEnabled()


def test_the_keys_go_on_after_an_offer_is_taken(opened: OpenExample, qtbot: QtBot) -> None:
    dialog = opened("neuron")
    choose(dialog, COLUMN, qtbot)
    type_into(dialog.form.size_part.text_field, "24 pt")
    found(dialog, qtbot)
    dialog.form.advice.buttons[-1].click()
    found(dialog, qtbot)
    assert dialog.focusWidget() is dialog.form.size_part.purposes


def test_what_is_not_shown_is_not_drawn(opened: OpenExample, qtbot: QtBot) -> None:
    dialog = opened("neuron")
    for word in ("Values", "Gradients"):
        press(dialog.form.shown, word)
    assert not dialog.job.picture.view.values
    choose(dialog, COLUMN, qtbot)
    assert not dialog.job.picture.view.values
    assert not dialog.job.picture.view.gradients


def test_a_moment_is_the_same_in_another_reading(
    opened: OpenExample, window: MainWindow, qtbot: QtBot
) -> None:
    window.player.to_start()
    dialog = opened("neuron")
    dialog.reject()
    window.player.scrub(3.0)
    window.exports.picture()
    again = window.findChildren(ExportDialog)[-1]
    choose(again, COLUMN, qtbot)
    assert again.job.t == 3.0
    press(again.form.more.readings, "Lines")
    found(again, qtbot)
    part = again.job.schedule.part_of(int(again.job.t))
    assert part is not None
    assert part.kind.name == "forward"
    press(again.form.moments, "All numbers")
    assert again.job.t == again.job.schedule.finished


def test_closed_while_it_is_looked_for_nothing_goes_on(
    opened: OpenExample, window: MainWindow, qtbot: QtBot
) -> None:
    dialog = opened("xor")
    dialog.form.size_part.purposes.textActivated.emit(COLUMN)
    dialog.reject()
    assert not dialog.making.busy
    qtbot.waitUntil(lambda: not window.findChildren(QDialog, "exportDialog"))


def test_the_size_is_remembered(opened: OpenExample, window: MainWindow, qtbot: QtBot) -> None:
    dialog = opened("neuron")
    choose(dialog, COLUMN, qtbot)
    type_into(dialog.form.size_part.width_field, "10 cm")
    found(dialog, qtbot)
    with qtbot.waitSignal(dialog.exported):
        dialog.save.click()
    qtbot.waitUntil(lambda: window.findChild(ExportDialog) is None)
    window.exports.picture()
    again = window.findChild(ExportDialog)
    assert again is not None
    assert again.form.size_part.name == OWN
    assert again.form.size_part.width_field.text() == "10 cm"
    found(again, qtbot)
    again.reject()


def test_what_stands_around_the_graph_is_in_the_file_and_told_in_full(
    opened: OpenExample, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = opened("neuron")
    for name in (SCREEN, COLUMN):
        choose(dialog, name, qtbot)
        for word in ("Title", "Legend"):
            press(dialog.form.around, word)
        found(dialog, qtbot)
        dialog.job.run()
        text = PdfReader(tmp_path / "out.pdf").pages[0].extract_text()
        assert "A neuron with a squared error" in " ".join(text.split())
        for word in ("Title", "Legend"):
            press(dialog.form.around, word)
        found(dialog, qtbot)
    dialog.reject()


def test_a_margin_is_kept_free(opened: OpenExample, qtbot: QtBot) -> None:
    dialog = opened("neuron")
    choose(dialog, COLUMN, qtbot)
    without = dialog.job.setting.points
    type_into(dialog.form.more.margin, "10")
    found(dialog, qtbot)
    job = dialog.job
    assert job.picture.bounds.width() * job.setting.points == pytest.approx(8.5 * CM, abs=0.5)
    assert job.setting.points < without
    type_into(dialog.form.more.margin, "wide")
    assert not dialog.save.isEnabled()
    dialog.reject()


def test_the_file_can_be_opened_again_unless_that_is_left_out(
    opened: OpenExample, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = opened("neuron")
    for word, carried in (("Left out", False), ("Carried along", True)):
        press(dialog.form.more.sources, word)
        dialog.making.carrying(dialog.job).run()
        kept = found_in((tmp_path / "out.pdf").read_bytes())
        assert (kept is not None) == carried
    assert kept is not None
    assert kept.at == "END"
    assert parse(kept.text).nodes == dialog.making.graph.nodes
    dialog.reject()
