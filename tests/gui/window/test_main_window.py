"""The real window: open, play, edit, break and repair."""

import gc
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from graphviz_app.core.graph import Graph
from graphviz_app.gui import app
from graphviz_app.gui.window.main_window import MainWindow
from graphviz_app.resources import examples
from tests.gui.window_steps import (
    MakeWindow,
    change_value,
    inspector_of,
    settled,
    type_text,
)


def test_a_file_opens_finished_with_text_graph_and_title(window: MainWindow) -> None:
    assert window.windowTitle().startswith("neuron.cg")
    assert "w = parameter(-0.8)" in window.left.text.text()
    assert window.scene.trace is window.document.trace
    assert window.player.t == window.player.end > 0
    assert window.stage.caption.isVisible()
    assert "nodes" in window.stage.status.sentence


def test_the_first_start_offers_the_examples(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    window.start(None)
    assert not window.left.isVisible()
    assert window.gallery is not None
    assert window.gallery.isVisible()
    window.gallery.open_requested.emit(examples()[0])
    qtbot.waitUntil(lambda: settled(window))
    assert not window.in_gallery
    assert window.left.isVisible()
    assert window.document.name == f"Copy of {examples()[0].name}"


def test_every_example_opens(window: MainWindow, qtbot: QtBot) -> None:
    for path in examples():
        assert window.files.open_path(path)
        qtbot.waitUntil(lambda: settled(window), timeout=10_000)
        assert window.stage.notice.sentence == ""
        assert window.player.end > 0


def test_a_new_graph_is_built_by_typing(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    window.start(None)
    assert window.gallery is not None
    window.gallery.new_requested.emit()
    editor = window.left.text.editor
    qtbot.waitUntil(editor.hasFocus)
    assert window.stage.hint.isVisible()
    qtbot.keyClicks(editor, "x = input(3)")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor, "y = x*x")
    qtbot.waitUntil(lambda: window.scene.trace is not None and settled(window))
    assert window.document.trace.gradient("x") == 6
    assert not window.stage.hint.isVisible()
    assert window.actions_by_id["play"].isEnabled()


def test_a_second_leaf_is_drawn_beside_the_first_one(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    window.files.new()
    for text in ("x = input(3)", "x = input(3)\nw = input(4)", "w = input(4)"):
        type_text(window, text)
        qtbot.waitUntil(lambda: settled(window))
        assert window.scene.reading is not None
        assert list(window.scene.reading.nodes) == list(window.document.graph.nodes)


def test_a_missing_file_is_a_sentence_and_the_document_stays(
    window: MainWindow, tmp_path: Path
) -> None:
    assert not window.files.open_path(tmp_path / "gone.cg")
    assert "does not exist" in window.stage.notice.sentence
    assert window.document.name == "neuron.cg"


def test_a_text_with_a_mistake_can_be_taken_in_and_repaired(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "slip.cg"
    path.write_text("x = input(2)\ny = x*\n", encoding="utf-8")
    assert not window.files.open_path(path)
    assert window.document.name == "neuron.cg"
    assert "line 2" in window.stage.notice.sentence
    window.stage.notice.buttons[0].click()
    assert window.document.name == "slip.cg"
    assert window.left.text.text() == "x = input(2)\ny = x*\n"
    assert window.left.text.error is not None
    assert not window.document.unsaved
    type_text(window, "x = input(2)\ny = x*x\n")
    qtbot.waitUntil(lambda: settled(window))
    assert window.document.trace.value("y") == 4
    assert window.document.unsaved


@pytest.mark.parametrize("content", ["[1, 2", '{"format": 99, "nodes": []}', '{"nodes": 7}'])
def test_a_damaged_document_is_refused_with_a_sentence(
    window: MainWindow, tmp_path: Path, content: str
) -> None:
    path = tmp_path / "damaged.json"
    path.write_text(content, encoding="utf-8")
    assert not window.files.open_path(path)
    assert "damaged.json cannot be opened" in window.stage.notice.sentence
    assert window.document.name == "neuron.cg"


def test_playing_runs_through_to_the_end(window: MainWindow, qtbot: QtBot) -> None:
    window.player.set_speed(8.0)
    window.player.play()
    qtbot.waitUntil(lambda: not window.player.playing, timeout=10_000)
    assert window.player.t == window.player.end


def test_the_caption_says_the_step(window: MainWindow, qtbot: QtBot) -> None:
    window.player.scrub(1.0)
    caption = window.stage.caption.caption
    assert caption is not None
    assert caption.note.startswith("step 1 of")
    assert caption.rows[0].numbers.endswith("-1.2000")
    window.player.scrub(0.0)
    assert window.stage.caption.caption is not None
    assert "leaves are given" in window.stage.caption.caption.sentence


def test_the_caption_names_the_nodes_of_a_level(window: MainWindow, qtbot: QtBot) -> None:
    text = "x = input(1)\na = x*2\nb = x*3\nc = x*4\nd = x*5\ny = a + b + c + d\n"
    type_text(window, text)
    qtbot.waitUntil(lambda: settled(window))
    window.actions_by_id["by_level"].trigger()
    window.player.scrub(1.0)
    assert window.stage.caption.caption is not None
    assert window.stage.caption.caption.sentence == "4 nodes at depth 1: a, b, c, d"


def test_while_stepping_the_inspector_and_the_text_follow(window: MainWindow) -> None:
    subjects = []
    for t in (1.0, window.player.end - 1):
        window.player.scrub(t)
        subjects.append(inspector_of(window).element)
    window.scene.set_selection(["w"])
    subjects.append(inspector_of(window).element)
    assert subjects[::2] == ["z.mul1", "w"]
    assert isinstance(subjects[1], int), "an edge of the last backward step"


def test_an_edit_keeps_time_zoom_and_selection(window: MainWindow, qtbot: QtBot) -> None:
    window.player.scrub(3.0)
    window.view.zoom_in()
    window.scene.set_selection(["w"])
    zoom = window.view.zoom
    change_value(window)
    qtbot.waitUntil(lambda: settled(window))
    assert window.player.t == 3
    assert window.view.zoom == zoom
    assert window.scene.selection == ("w",)


def test_networks_open_as_neurons_large_graphs_as_lines_and_small_ones_as_operators(
    window: MainWindow, neuron: Path, qtbot: QtBot
) -> None:
    by_name = {path.stem: path for path in examples()}
    network, large = by_name["three-two-one-network"], by_name["huber"]
    for path, kind in ((network, "neurons"), (large, "lines"), (neuron, "operators")):
        assert window.files.open_path(path)
        qtbot.waitUntil(lambda: settled(window))
        assert window.scene.reading is not None
        assert window.scene.reading.kind == kind
        assert window.actions_by_id[kind].isChecked()


def test_a_value_edit_makes_no_new_layout(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(window.drawing._layouts, "ask", asked.append)
    text = window.left.text.editor.toPlainText()
    type_text(window, text.replace("input(1.5)", "input(-12345.678)"))
    qtbot.waitUntil(lambda: window.document.trace.values["x"] == -12345.678)
    assert asked == []


def test_lines_and_back_is_one_click(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_by_id["lines"].trigger()
    qtbot.waitUntil(lambda: not window.drawing.busy)
    reading = window.scene.reading
    assert reading is not None
    assert reading.kind == "lines"
    assert "z.mul1" not in reading.nodes
    window.actions_by_id["operators"].trigger()
    qtbot.waitUntil(lambda: not window.drawing.busy)
    assert window.scene.reading is not None
    assert window.scene.reading.kind == "operators"


def test_toggles_show_their_state_and_change_the_picture(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_by_id["gradients"].trigger()
    assert not window.scene.view.gradients
    assert window.scene.picture is not None
    assert not window.scene.picture.view.gradients
    window.actions_by_id["locals"].trigger()
    qtbot.waitUntil(lambda: not window.drawing.busy)
    assert window.scene.view.locals
    assert window.actions_by_id["locals"].isChecked()


def test_broken_text_keeps_the_last_good_graph_and_tells_where(
    window: MainWindow, qtbot: QtBot
) -> None:
    good = window.document.graph
    type_text(window, "x = = 2\n")
    assert window.document.graph is good
    assert window.scene.trace is not None
    assert "line 1" in window.stage.status.sentence
    assert window.document.unsaved
    type_text(window, "x = input(2)\ny = x*x\n")
    qtbot.waitUntil(lambda: settled(window))
    assert window.document.draft is None
    assert "nodes" in window.stage.status.sentence


def test_while_the_text_is_broken_other_edits_wait(window: MainWindow, qtbot: QtBot) -> None:
    type_text(window, "x = = 2\n")
    window.value_editing.ask("w")
    assert not window.stage.editor.isVisible()
    assert "Repair the text" in window.stage.status.sentence
    assert window.left.text.text() == "x = = 2\n"
    window.actions_by_id["undo"].trigger()
    assert "w = parameter(-0.8)" in window.left.text.text()
    assert window.document.draft is None


def test_a_failing_node_is_named_and_the_rest_is_shown(window: MainWindow, qtbot: QtBot) -> None:
    type_text(window, "x = input(0)\ny = log(x)\nz = x + 1\n")
    qtbot.waitUntil(lambda: settled(window))
    assert "logarithm of zero" in window.stage.status.sentence
    assert window.document.trace.value("z") == 1
    window.stage.status.clicked.emit()
    assert window.scene.selection == ("y",)


def test_a_graph_without_an_operator_does_not_play(window: MainWindow, qtbot: QtBot) -> None:
    type_text(window, "x = input(1)\n")
    qtbot.waitUntil(lambda: settled(window))
    window.player.replay()
    window.player.to_end()
    assert not window.player.playing


def test_undo_and_redo_reach_the_text_and_the_graph(window: MainWindow, qtbot: QtBot) -> None:
    change_value(window)
    assert window.document.trace.value("x") == 2.5
    window.actions_by_id["undo"].trigger()
    qtbot.waitUntil(lambda: settled(window))
    assert window.document.trace.value("x") == 1.5
    assert "input(1.5)" in window.left.text.text()
    assert not window.document.unsaved
    assert not window.actions_by_id["undo"].isEnabled()
    window.actions_by_id["redo"].trigger()
    assert "input(2.5)" in window.left.text.text()


@pytest.fixture
def dot_without_ink(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A ``dot`` on the PATH before the window opens: without any, it cannot be chosen."""
    dot = tmp_path / "bin" / "dot"
    dot.parent.mkdir()
    dot.write_text("#!/bin/sh\necho out of ink >&2\nexit 3\n", encoding="utf-8")
    dot.chmod(0o755)
    monkeypatch.setenv("PATH", f"{dot.parent}:/bin:/usr/bin")


@pytest.mark.usefixtures("dot_without_ink")
def test_the_dot_of_this_computer_can_be_chosen(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.drawing.failed) as failed:
        window.actions_by_id["dot"].trigger()
    assert "out of ink" in failed.args[0]
    assert "out of ink" in window.stage.notice.sentence
    window.actions_by_id["bundled"].trigger()
    qtbot.waitUntil(lambda: settled(window))
    assert window.scene.layout is not None
    assert window.stage.notice.sentence == ""


@pytest.mark.usefixtures("dot_without_ink")
def test_what_else_is_said_stays_when_a_layout_has_come(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.drawing.failed):
        window.actions_by_id["dot"].trigger()
    window.stage.notice.complain("Something else went wrong.")
    window.actions_by_id["bundled"].trigger()
    qtbot.waitUntil(lambda: settled(window))
    assert window.stage.notice.sentence == "Something else went wrong."


@pytest.mark.usefixtures("dot_without_ink")
def test_an_empty_graph_has_no_layout_to_complain_about(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.drawing.failed):
        window.actions_by_id["dot"].trigger()
    window.document.edit("Delete all", Graph({}, {}))
    assert window.stage.notice.sentence == ""
    window.actions_by_id["bundled"].trigger()


def test_garbage_is_looked_for_again_after_the_start(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "START_MS", 1)
    gc.disable()
    try:
        app.collect_later()
        assert not gc.isenabled()
        qtbot.waitUntil(gc.isenabled)
        assert gc.get_freeze_count() > 10_000
    finally:
        gc.unfreeze()
        gc.enable()


def test_a_new_broken_line_does_not_hide_the_rest(window: MainWindow, qtbot: QtBot) -> None:
    text = window.left.text.text()
    type_text(window, text + "y = a*2\nq = tanh(\n")
    qtbot.waitUntil(lambda: settled(window))
    assert window.scene.reading is not None
    assert "y" in window.scene.reading.nodes
    assert window.scene.trace is window.document.trace
    assert "line 9" in window.stage.status.sentence


def test_half_a_word_does_not_take_nodes_from_the_picture_at_once(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.conversation._hold.setInterval(200)
    type_text(window, window.left.text.text().replace("z = w*x + b", "zz zz"))
    assert window.scene.reading is not None
    assert "z" in window.scene.reading.nodes, "it may be back in a moment"
    qtbot.waitUntil(lambda: settled(window))
    assert "z" not in window.scene.reading.nodes
    assert "a" in window.scene.reading.nodes


def test_another_document_is_shown_at_once_although_it_has_a_mistake(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "slip.cg"
    path.write_text("p = input(2)\nq = p*p\nr = q*(\n", encoding="utf-8")
    window.conversation._hold.setInterval(60_000)
    window.files.open_path(path)
    window.stage.notice.buttons[0].click()
    qtbot.waitUntil(lambda: settled(window))
    assert window.scene.reading is not None
    assert "q" in window.scene.reading.nodes


def test_a_number_that_only_the_lines_have_is_told_when_it_is_not_finite(
    window: MainWindow, qtbot: QtBot
) -> None:
    type_text(window, "x = input(1e-300)\ny = (x*1e200)*1e200\nL = y*1e-300\n")
    qtbot.waitUntil(lambda: settled(window))
    assert "nodes" in window.stage.status.sentence
    window.actions_by_id["lines"].trigger()
    qtbot.waitUntil(lambda: settled(window))
    assert "derivative of 'y'" in window.stage.status.sentence
    assert "infinite" in window.stage.status.sentence


def test_new_begins_an_empty_graph_whose_text_is_typed_next(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.actions_by_id["new"].trigger()
    assert window.document.is_empty
    qtbot.keyClicks(window.left.text.editor, "t = 1")
    window.left.text.apply_now()
    assert list(window.document.graph.nodes) == ["t"]
    assert window.focusWidget() is window.left.text.editor
