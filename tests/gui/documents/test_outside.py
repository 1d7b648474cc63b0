"""Files that other programs, and other windows, change while they are open here."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from graphviz_app.gui.documents import outside
from graphviz_app.gui.documents.compare import Compare
from graphviz_app.gui.documents.disk import stamp_of
from graphviz_app.gui.documents.outside import ELSEWHERE, OVERWRITE, THEIRS
from graphviz_app.gui.window.main_window import MainWindow
from graphviz_app.gui.window.window_frame import WindowFrame
from tests.gui.conftest import NEURON
from tests.gui.window_steps import MakeWindow, change_value, settled, type_text

OTHER = NEURON.replace("1.5", "7")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """Answers the question which version it should be; both texts are kept here."""
    seen: list[tuple[str, ...]] = []

    def answer(dialog: Compare) -> int:
        seen.append(tuple(view.toPlainText() for view in dialog.views))
        next(b for b in dialog.buttons if b.text() == _answer[0]).click()
        return dialog.result()

    monkeypatch.setattr(QDialog, "exec", answer)
    return seen


_answer = [OVERWRITE]


@pytest.fixture(autouse=True)
def _first_answer() -> None:
    _answer[:] = [OVERWRITE]


def test_a_file_that_is_not_changed_here_reloads_by_itself(
    window: MainWindow, neuron: Path, qtbot: QtBot
) -> None:
    neuron.write_text(OTHER, encoding="utf-8")
    qtbot.waitUntil(lambda: window.document.graph.nodes["x"].attrs["value"] == 7)
    assert window.left.text.text() == OTHER
    assert not window.document.unsaved
    assert "loaded anew" in window.stage.status.sentence
    window.undo()
    assert window.left.text.text() == NEURON
    assert window.document.unsaved


def test_a_file_that_is_replaced_again_and_again_is_followed(
    window: MainWindow, neuron: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    for value in (2, 3, 4):
        beside = tmp_path / "beside"
        beside.write_text(NEURON.replace("1.5", str(value)), encoding="utf-8")
        beside.replace(neuron)
        qtbot.waitUntil(lambda v=value: window.document.trace.values["x"] == v)  # type: ignore[misc]


def test_touching_a_file_changes_nothing(window: MainWindow, neuron: Path, qtbot: QtBot) -> None:
    neuron.write_text(NEURON, encoding="utf-8")
    qtbot.wait(500)
    assert window.document.stack.count() == 0


def test_changed_here_and_there_is_told_with_both_versions(
    window: MainWindow, neuron: Path, qtbot: QtBot, asked: list[tuple[str, ...]]
) -> None:
    change_value(window)
    neuron.write_text(OTHER, encoding="utf-8")
    qtbot.waitUntil(lambda: "changed by another program" in window.stage.notice.sentence)
    assert "2.5" in window.left.text.text(), "nothing is taken away without a question"
    _answer[0] = "Cancel"
    window.stage.notice.buttons[0].click()
    assert "changed by another program" in window.stage.notice.sentence, "looking decides nothing"
    asked.clear()
    _answer[0] = THEIRS
    window.stage.notice.buttons[0].click()
    assert asked == [(NEURON.replace("1.5", "2.5"), OTHER)]
    assert window.left.text.text() == OTHER
    window.undo()
    assert "2.5" in window.left.text.text()


@pytest.mark.parametrize(
    ("answer", "in_the_file", "here"),
    [(OVERWRITE, "2.5", "2.5"), (THEIRS, "7", "7"), ("Cancel", "7", "2.5")],
)
def test_saving_over_a_change_of_another_program_is_asked_about(
    window: MainWindow,
    neuron: Path,
    asked: list[tuple[str, ...]],
    answer: str,
    in_the_file: str,
    here: str,
) -> None:
    change_value(window)
    neuron.write_text(OTHER, encoding="utf-8")
    _answer[0] = answer
    assert window.files.save() is (answer != "Cancel")
    assert len(asked) == 1
    assert neuron.read_text(encoding="utf-8") == NEURON.replace("1.5", in_the_file)
    assert window.left.text.text() == NEURON.replace("1.5", here)


def test_mine_can_be_saved_elsewhere_instead(
    window: MainWindow,
    neuron: Path,
    tmp_path: Path,
    asked: list[tuple[str, ...]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    change_value(window)
    neuron.write_text(OTHER, encoding="utf-8")
    mine = tmp_path / "mine.cg"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(mine), ""))
    _answer[0] = ELSEWHERE
    assert window.files.save()
    assert neuron.read_text(encoding="utf-8") == OTHER
    assert "2.5" in mine.read_text(encoding="utf-8")


def test_two_windows_on_one_file_know_of_each_other(
    window: MainWindow, make_window: MakeWindow, neuron: Path, qtbot: QtBot
) -> None:
    window.recovery.write()
    other = make_window()
    other.start(neuron)
    assert "open in another window" in other.stage.notice.sentence
    change_value(other)
    assert other.files.save()
    qtbot.waitUntil(lambda: settled(window) and window.document.trace.values["x"] == 2.5)


def test_a_file_that_goes_is_told_and_can_be_written_again(
    window: MainWindow, neuron: Path, qtbot: QtBot
) -> None:
    neuron.unlink()
    qtbot.waitUntil(lambda: "moved or deleted" in window.stage.notice.sentence)
    assert window.document.unsaved
    assert window.files.save()
    assert neuron.read_text(encoding="utf-8") == NEURON
    assert not window.document.unsaved


def test_a_file_that_becomes_text_with_a_mistake_is_shown_with_it(
    window: MainWindow, neuron: Path, qtbot: QtBot
) -> None:
    neuron.write_text(NEURON + "y = (", encoding="utf-8")
    qtbot.waitUntil(lambda: window.document.draft is not None)
    assert window.left.text.text() == NEURON + "y = ("
    assert not window.document.unsaved
    assert window.document.trace.value("x") == 1.5


def test_a_file_that_cannot_be_read_any_more_takes_nothing_away(
    window: MainWindow, neuron: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outside, "RETRY_MS", 10)
    neuron.write_bytes(b"\xff\xfe\x00")
    qtbot.waitUntil(lambda: "cannot be read now" in window.stage.notice.sentence)
    assert window.left.text.text() == NEURON
    assert window.document.unsaved


def test_what_is_typed_while_the_file_changes_is_not_lost(
    window: MainWindow, neuron: Path, qtbot: QtBot
) -> None:
    window.left.text.editor.insertPlainText("# mine\n")  # not read yet
    neuron.write_text(OTHER, encoding="utf-8")
    window.outside.check()
    assert "# mine\n" in window.left.text.text()
    assert "changed by another program, and here" in window.stage.notice.sentence


def test_an_example_is_never_overwritten(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    from graphviz_app.resources import examples

    example = examples()[0]
    before = stamp_of(example)
    window.files.open_path(example)
    qtbot.waitUntil(lambda: settled(window))
    type_text(window, window.left.text.text().replace("1.5", "2.5"))
    target = tmp_path / "mine.cg"
    offered: list[str] = []

    def ask(_parent: WindowFrame, _title: str, path: str, *_more: str) -> tuple[str, str]:
        offered.append(Path(path).name)
        return str(target), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    assert window.files.save()
    assert offered == [example.name]
    assert stamp_of(example) == before
    assert window.document.path == target


def test_the_versions_have_their_differences_tinted(window: MainWindow, qtbot: QtBot) -> None:
    from graphviz_app.gui.documents.compare import Version

    versions = Version("Here", NEURON), Version("In the file", OTHER + "k = 1\n")
    dialog = Compare(window.looks.theme, "Which?", versions, (OVERWRITE,), window)
    qtbot.addWidget(dialog)
    assert [sorted(view.active_blocks) for view in dialog.views] == [[1], [1, 7]]
    dialog.reject()
    assert dialog.chosen == ""
