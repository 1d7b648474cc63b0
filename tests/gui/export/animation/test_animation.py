"""An animation from the window: what is chosen is what is written, and the window stays usable."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from graphviz_app.export.moving.card import paint_card
from graphviz_app.export.moving.reel import count_of
from graphviz_app.export.moving.screen import Screen
from graphviz_app.gui.export.animation.dialog import AnimationDialog
from graphviz_app.gui.export.animation.remembered import Choices, choices, keep
from graphviz_app.gui.export.animation.size_field import size_of
from graphviz_app.gui.export.animation.stretches import FROM_HERE, WHOLE, stretches
from graphviz_app.gui.window.main_window import MainWindow
from tests.gui.export.picture.dialogs import press
from tests.gui.window_steps import settled, type_text


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> AnimationDialog:
    """Of the neuron, small and quick."""
    qtbot.waitUntil(lambda: settled(window))
    window.exports.animation()
    dialog = window.findChild(AnimationDialog)
    assert dialog is not None
    dialog.form.size_field.setCurrentText("320 x 180")
    press(dialog.form.holds, "None")
    press(dialog.form.speeds, "4×")
    qtbot.waitUntil(dialog.save.isEnabled)
    return dialog


def test_what_is_chosen_is_what_moves(dialog: AnimationDialog, qtbot: QtBot) -> None:
    press(dialog.form.strides, "By level")
    press(dialog.form.extras, "Caption")
    press(dialog.form.looks, "Dark")
    qtbot.waitUntil(dialog.save.isEnabled)
    moving = dialog.making.moving
    assert moving.size == (320, 180)
    assert moving.schedule.stride == "level"
    assert moving.picture.theme.name == "dark"
    assert (moving.caption, moving.camera) == (False, True)
    assert (moving.script.speed, moving.script.hold) == (4.0, 0.0)
    assert (moving.script.start, moving.script.end) == (0.0, moving.schedule.finished)


@pytest.mark.parametrize(
    ("suffix", "there"),
    [
        (".gif", {"Caption", "Camera", "Title", "Loop"}),
        (".mp4", {"Caption", "Camera", "Title"}),
        (".pdf", {"Caption", "Camera", "Title"}),
        (".html", {"Caption"}),
    ],
)
def test_only_what_a_format_can_have_can_be_chosen(
    dialog: AnimationDialog, suffix: str, there: set[str]
) -> None:
    assert dialog.form.follow(suffix)
    buttons = dialog.form.extras.buttons()
    assert {button.text() for button in buttons if button.isEnabled()} == there


def test_a_part_is_written_alone(dialog: AnimationDialog, qtbot: QtBot) -> None:
    whole = dialog.making.moving.script.seconds
    dialog.form.stretches.setCurrentText("Backward part")
    dialog.form.stretches.textActivated.emit("Backward part")
    qtbot.waitUntil(dialog.save.isEnabled)
    script = dialog.making.moving.script
    assert [part.kind.name for part in script.schedule.parts if part.start == script.start] == [
        "backward"
    ]
    assert script.seconds < whole
    assert dialog.told_words.startswith(f"{script.seconds:.0f} s · ")


def test_the_cinema_shows_the_very_frame(dialog: AnimationDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: dialog.stage.second > 0.3)
    dialog.stage.play(False)
    moving = dialog.making.moving
    screen = Screen(moving)
    screen.show(moving.script.instant(dialog.stage.second))
    assert dialog.stage.image == screen.image


def test_a_title_comes_first(dialog: AnimationDialog, qtbot: QtBot) -> None:
    without = dialog.making.moving.script.seconds
    press(dialog.form.extras, "Title")
    qtbot.waitUntil(dialog.save.isEnabled)
    first = QImage(320, 180, QImage.Format.Format_RGB32)
    paint_card(first, dialog.making.moving)
    dialog.stage._second = 0.0
    assert dialog.stage.image == first
    seconds = count_of(dialog.making.moving) / dialog.making.moving.fps
    assert seconds == pytest.approx(without + 1.5, abs=0.1)


def test_what_is_written_carries_its_graph_where_it_can(
    dialog: AnimationDialog, qtbot: QtBot
) -> None:
    assert dialog.form.sources.button(0).isHidden()  # a film cannot
    press(dialog.form.formats, "PDF")
    qtbot.waitUntil(dialog.save.isEnabled)
    assert dialog.form.sources.button(0).isVisible()
    assert "page" in dialog.told_words
    carried = dialog.making.job(Path("steps.pdf")).moving.carried
    assert carried is not None
    assert carried.at == "START"
    press(dialog.form.sources, "Left out")
    qtbot.waitUntil(dialog.save.isEnabled)
    assert dialog.making.job(Path("steps.pdf")).moving.carried is None


def test_what_a_format_does_with_time_is_told(dialog: AnimationDialog, qtbot: QtBot) -> None:
    for name, word, pages in (
        ("PNG", "numbered", False),
        ("SVG", "move", False),
        ("PDF", "page", True),
    ):
        press(dialog.form.formats, name)
        qtbot.waitUntil(dialog.save.isEnabled)
        assert word in dialog.form.about.text()
        assert ("page" in dialog.told_words) == pages
        assert dialog.form.speeds.button(0).isEnabled() != pages


def test_what_cannot_be_laid_out_is_not_waited_for(dialog: AnimationDialog) -> None:
    assert dialog.told_words
    dialog.making.failed.emit("it is too long")
    assert not dialog.told_words
    assert dialog.wrong.sentence.text() == "It is too long."


def test_space_pauses_and_goes_on(dialog: AnimationDialog, qtbot: QtBot) -> None:
    qtbot.keyClick(dialog.stage, Qt.Key.Key_Space)
    assert not dialog.stage.playing
    assert dialog.pause.text() == "Play"
    dialog.pause.click()
    assert dialog.stage.playing


def test_the_window_can_be_used_while_it_is_written(
    dialog: AnimationDialog, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog.file.path.setText(str(tmp_path / "film.mp4"))
    with qtbot.waitSignal(dialog.exported, timeout=30_000):
        dialog.save.click()
        assert not dialog.isModal()
        type_text(window, "x = input(1)\ny = tanh(x)")
        qtbot.waitUntil(lambda: settled(window))
    assert (tmp_path / "film.mp4").stat().st_size > 2000
    assert "Exported film.mp4" in window.stage.notice.sentence
    assert [button.text() for button in window.stage.notice.buttons][:2] == [
        "Open",
        "Show in folder",
    ]


def test_pictures_in_a_folder_are_told_by_its_name(
    dialog: AnimationDialog, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    press(dialog.form.formats, "PNG")
    dialog.form.rates.setCurrentIndex(0)
    dialog.file.path.setText(str(tmp_path / "frames.png"))
    dialog.file.path.textEdited.emit(dialog.file.path.text())
    qtbot.waitUntil(dialog.save.isEnabled)
    assert dialog.told_words.endswith("in a folder 'frames'")
    with qtbot.waitSignal(dialog.exported, timeout=30_000):
        dialog.save.click()
    assert window.stage.notice.sentence == "Exported frames"
    assert any((tmp_path / "frames").iterdir())


def test_cancel_leaves_nothing_and_asks_again(
    dialog: AnimationDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "films"
    folder.mkdir()
    dialog.file.path.setText(str(folder / "film.mp4"))
    press(dialog.form.holds, "3 s")
    qtbot.waitUntil(dialog.save.isEnabled)
    dialog.save.click()
    qtbot.waitUntil(lambda: dialog.progress.bar.value() > 0, timeout=20_000)
    dialog.cancel.click()
    assert not dialog.exporting.busy
    assert not list(folder.iterdir())
    assert dialog.form.isVisible()
    assert dialog.save.isEnabled()


def test_a_window_that_is_closed_takes_its_film_along(
    dialog: AnimationDialog, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "films"
    folder.mkdir()
    dialog.file.path.setText(str(folder / "film.mp4"))
    dialog.save.click()
    qtbot.waitUntil(lambda: dialog.progress.bar.value() > 0, timeout=20_000)
    window.close()
    assert not dialog.exporting.busy
    assert not list(folder.iterdir())


def test_a_place_that_cannot_be_written_to_is_told(
    dialog: AnimationDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog.file.path.setText(str(tmp_path / "gone" / "film.mp4"))
    dialog.save.click()
    qtbot.waitUntil(dialog.wrong.isVisible)
    assert "the folder does not exist" in dialog.wrong.sentence.text()
    assert dialog.form.isVisible()


def test_one_dialog_asks_and_another_may_while_it_writes(
    dialog: AnimationDialog, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.exports.animation()
    assert len(window.findChildren(AnimationDialog)) == 1
    dialog.file.path.setText(str(tmp_path / "film.mp4"))
    press(dialog.form.holds, "3 s")
    qtbot.waitUntil(dialog.save.isEnabled)
    dialog.save.click()
    window.exports.animation()
    assert len(window.findChildren(AnimationDialog)) == 2
    dialog.cancel.click()


def test_another_theme_is_worn(dialog: AnimationDialog, window: MainWindow) -> None:
    light = dialog.styleSheet()
    window.looks.choose("dark")
    assert dialog.styleSheet() != light


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("1280 × 720", (1280, 720)),
        ("800x600", (800, 600)),
        ("12 x 9", None),
        ("99999 x 9", None),
        ("wide", None),
        ("٣٠٠ x ٣٠٠", None),
        ("", None),
    ],
)
def test_sizes_are_read_as_they_are_typed(text: str, size: tuple[int, int] | None) -> None:
    assert size_of(text) == size


def test_what_is_no_size_is_told_and_not_written(dialog: AnimationDialog, qtbot: QtBot) -> None:
    dialog.form.size_field.setCurrentText("huge")
    qtbot.waitUntil(dialog.wrong.isVisible)
    assert not dialog.save.isEnabled()
    assert "Type a size" in dialog.wrong.sentence.text()
    dialog.form.size_field.setCurrentText("320 x 180")
    qtbot.waitUntil(dialog.save.isEnabled)


def test_stretches_lie_in_the_schedule(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: settled(window))
    schedule = window.drawing.schedule
    assert schedule is not None
    for now in (0.0, 2.0, 2.5, schedule.finished, schedule.end):
        offered = stretches(schedule, now)
        assert next(iter(offered)) == WHOLE
        assert all(0 <= start <= end <= schedule.end for start, end in offered.values())
    assert stretches(schedule, 2.0)[FROM_HERE][0] == 2.0


def test_what_was_chosen_is_there_again(tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat)
    assert choices(settings) == Choices()
    chosen = Choices(".webm", "800 × 600", 25, "2×", "1 s", False, False, True, False, False)
    keep(settings, chosen, tmp_path / "a.cg")
    settings.sync()
    assert choices(QSettings(settings.fileName(), QSettings.Format.IniFormat)) == chosen
    for name, value in (("suffix", ".gone"), ("fps", "x"), ("speed", "9×"), ("hold", "?")):
        settings.setValue(f"animation/{name}", value)
    kept = choices(settings)
    assert (kept.suffix, kept.fps, kept.speed, kept.hold) == (".mp4", 30, "1×", "Short")
