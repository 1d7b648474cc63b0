"""What takes long with a large graph is done beside the window, whoever asks for it."""

import json
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication

from graphviz_app import formats
from graphviz_app.formats import parse, to_json
from graphviz_app.formats.edits import adding, deleting
from graphviz_app.formats.edits import written as lines
from graphviz_app.formats.edits.edges import inserting
from graphviz_app.gui.canvas.changing import value_editing
from graphviz_app.gui.canvas.changing.clipboard import LINES_MIME
from graphviz_app.gui.documents import document as document_module
from graphviz_app.gui.documents import doing, recovery
from graphviz_app.gui.documents.recovery import Recovery
from graphviz_app.gui.widgets.code import long_text
from graphviz_app.gui.widgets.code.long_text import to_show
from graphviz_app.gui.window.main_window import MainWindow
from tests.gui.conftest import NEURON


@pytest.fixture
def threads(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Every graph counts as large; in which thread what was done."""
    monkeypatch.setattr(doing, "MANY_NODES", 1)
    seen: dict[str, str] = {}

    def watched(module: object, name: str) -> None:
        original = getattr(module, name)

        def noting(*args: object, **more: object) -> object:
            seen[name] = threading.current_thread().name
            return original(*args, **more)

        monkeypatch.setattr(module, name, noting)

    watched(inserting, "with_applied")
    watched(adding, "with_pasted")
    watched(deleting, "without_parts")
    watched(lines, "copied")
    watched(value_editing, "with_leaf_value")
    watched(document_module, "save")
    watched(document_module, "run_what_can_be")
    watched(recovery, "_write")
    return seen


def _paste(window: MainWindow) -> None:
    data = QMimeData()
    data.setText("pasted = 2\n")
    data.setData(LINES_MIME, b"pasted = 2\n")
    QGuiApplication.clipboard().setMimeData(data)
    window.editing.paste()


def _delete(window: MainWindow) -> None:
    window.scene.set_selection(["a"])
    window.editing.delete()


def _copy(window: MainWindow) -> None:
    window.scene.set_selection(["a"])
    assert window.editing.copy()


ACTS: dict[str, Callable[[MainWindow], object]] = {
    "with_applied": lambda window: window.editing._add("new = tanh(1)"),
    "with_pasted": _paste,
    "without_parts": _delete,
    "copied": _copy,
    "with_leaf_value": lambda window: window.value_editing.change("x", 7.0),
    "run_what_can_be": lambda window: window.undo(),
}


@pytest.mark.parametrize("name", ACTS)
def test_a_gesture_on_a_large_graph_is_worked_out_beside_the_window(
    name: str, window: MainWindow, threads: dict[str, str]
) -> None:
    window.value_editing.change("x", 3.0)
    threads.clear()
    ACTS[name](window)
    assert threads[name].startswith("patience")


def test_a_large_graph_is_saved_beside_the_window(
    window: MainWindow, threads: dict[str, str], tmp_path: Path
) -> None:
    for name in ("a.cg", "a.json"):
        threads.clear()
        assert window.files._save_to(tmp_path / name)
        assert threads["save"].startswith("patience")
        assert formats.load(tmp_path / name) == window.document.graph


def test_restored_work_is_read_and_kept_again_beside_the_window(
    window: MainWindow, threads: dict[str, str], tmp_path: Path
) -> None:
    other = Recovery(window.document, tmp_path)
    window.document.edit("Edit", parse(NEURON.replace("1.5", "9")))
    other.write()
    assert other._lock is not None
    other._lock.unlock()
    work = Recovery(window.document, tmp_path).kept()[0]
    window.document.new()
    threads.clear()
    window.offers.restore(work)
    assert window.document.trace.value("x") == 9
    assert threads["run_what_can_be"].startswith("patience")
    assert threads["_write"].startswith("patience")


def test_nothing_is_dropped_on_a_window_that_waits(window: MainWindow) -> None:
    before = window.document.graph
    data = QMimeData()
    data.setText("y = 2\n")
    dropped: list[bool] = []

    def drop() -> None:
        event = QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        event.setAccepted(False)
        window.dropEvent(event)
        dropped.append(event.isAccepted())

    QTimer.singleShot(250, drop)
    window.patience("Reading …", lambda: time.sleep(0.5))
    assert dropped == [False]
    assert window.document.graph is before


def test_words_typed_over_the_canvas_are_not_kept_as_left_while_they_are_added(
    window: MainWindow,
) -> None:
    entry = window.stage.entry
    window.editing.add_node(QPoint(40, 40))
    entry.setText("new = tanh(1)")

    def slow() -> None:
        entry.left_alone()  # a dialog takes the keys
        assert not entry.commit()

    entry.typed.connect(slow)
    assert entry.commit()
    assert not entry.is_open
    window.editing.add_node(QPoint(40, 40))
    assert entry.text() == ""


def test_a_dialog_stands_in_the_way_after_a_while(window: MainWindow) -> None:
    free: list[bool] = []

    def look() -> None:
        free.append(QApplication.activeModalWidget() is None)

    for after in (200, 1000):
        QTimer.singleShot(after, look)
    window.patience("Reading …", lambda: time.sleep(1.2))
    assert free == [True, False]


def test_a_text_of_very_many_lines_is_only_shown(window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "many.cg"
    path.write_text("x = input(1)\n" + "\n" * long_text.MOST_LINES, encoding="utf-8")
    assert window.files.open_path(path)
    panel = window.left.text
    assert panel.editor.isReadOnly()
    assert "200,002 lines" in panel.text()
    assert window.document.text == path.read_text(encoding="utf-8")
    assert to_show("\n" * 1000) == ("\n" * 1000, "")


def test_more_than_can_be_edited_is_not_pasted(window: MainWindow) -> None:
    said: list[str] = []
    editor = window.left.text.editor
    editor.refused.connect(said.append)
    before = editor.toPlainText()
    for text in ("#\n" * (long_text.MOST_LINES + 1), "# a word\n" * (long_text.LARGEST // 9)):
        data = QMimeData()
        data.setText(text)
        editor.insertFromMimeData(data)
    assert editor.toPlainText() == before
    assert "lines" in said[0]
    assert "characters" in said[1]


def test_a_large_document_is_made_ready_before_its_first_change(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = ", ".join(["0.5"] * 2000)
    graph = parse(f"W = parameter([{numbers}])\nL = sum(W)\n")
    path = tmp_path / "w.json"
    path.write_text(to_json(formats.from_json(to_json(graph))), encoding="utf-8")
    raw = json.loads(path.read_text(encoding="utf-8"))
    del raw["text"]
    path.write_text(json.dumps(raw), encoding="utf-8")
    monkeypatch.setattr(doing, "MANY_NODES", 1)
    window.document.open(path)
    window.recovery._write_beside()
    window.recovery._wait()
    value = window.document.graph.nodes["W"].attrs["value"]
    assert [kept[0] for kept in window.recovery._dumps._kept.values()] == [value]
