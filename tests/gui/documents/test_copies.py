"""Copies of unsaved work: what is kept, what reads back, what is passed over and what goes."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from graphviz_app.formats import parse
from graphviz_app.gui.documents.document import Document
from graphviz_app.gui.documents.recovery import Recovered, Recovery
from graphviz_app.gui.documents.state import understood
from tests.gui.conftest import NEURON


@pytest.mark.skipif(sys.platform == "win32", reason="no queues there")
@pytest.mark.parametrize("what", ["queue", "folder", "nul", "surrogate"])
def test_a_place_that_is_no_file_any_more_stops_nothing(what: str, tmp_path: Path) -> None:
    place = tmp_path / {"nul": "a\0", "surrogate": "\ud800"}.get(what, "g.cg")
    if what == "queue":
        os.mkfifo(place)
    elif what == "folder":
        place.mkdir()
    work = Recovered(tmp_path / "copy.json", place, 0.0, '{"format": 1, "nodes": []}', "x = 1")
    assert not work.is_saved()
    document = Document()
    work.restore(document)
    recovery = Recovery(document, tmp_path / "data")
    assert recovery.write()
    recovery.close()


@pytest.mark.skipif(sys.platform == "win32", reason="no queues there")
def test_what_is_no_copy_is_passed_over(document_folder: Path) -> None:
    recovery = Recovery(Document(), document_folder)
    folder = recovery._folder
    folder.mkdir(parents=True)
    os.mkfifo(folder / "queue.json")
    (folder / "folder.json").mkdir()
    (folder / "endless.json").symlink_to("/dev/zero")
    (folder / "circle.json").symlink_to("circle.json")
    (folder / "deep.json").write_text("[" * 100_000)
    (folder / "bytes.json").write_bytes(b"\xff\x00")
    assert recovery.kept() == []


def test_half_typed_text_is_kept_without_the_graph_that_follows_from_it(
    document_folder: Path,
) -> None:
    document = Document()
    text = "x = 1\n" + "".join(f"v{i} = x*{i}\n" for i in range(300)) + "y = ("
    document.take_text(understood(text, document.graph))
    recovery = Recovery(document, document_folder)
    recovery.write()
    (file,) = recovery._folder.glob("*.json")
    assert file.stat().st_size < 2 * len(text)
    assert recovery._lock is not None
    recovery._lock.unlock()
    (work,) = Recovery(Document(), document_folder).found()
    assert work.state.text == text
    assert len(work.state.graph.nodes) == len(document.graph.nodes)


def test_a_copy_of_any_size_is_offered(document_folder: Path) -> None:
    document = Document()
    document.take_text(understood("x = input(1)\n" + "# éé\n" * 200_000, document.graph))
    recovery = Recovery(document, document_folder)
    recovery.write()
    assert recovery._lock is not None
    recovery._lock.unlock()
    (work,) = Recovery(Document(), document_folder).found()
    assert work.state.graph.nodes.keys() == {"x"}


@pytest.fixture
def document_folder(qtbot: QtBot, tmp_path: Path) -> Path:
    return tmp_path / "data"


def test_very_old_copies_go(document_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = Document()
    document.adopt(parse(NEURON))
    recovery = Recovery(document, document_folder)
    recovery.write()
    assert recovery._lock is not None
    recovery._lock.unlock()
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 40 * 86_400)
    assert Recovery(Document(), document_folder).kept() == []
    assert list(document_folder.rglob("*.json")) == []


def test_copies_that_were_half_written_go_after_a_day(document_folder: Path) -> None:
    recovery = Recovery(Document(), document_folder)
    recovery._folder.mkdir(parents=True)
    new, old = (recovery._folder / f".{word}.part" for word in ("new", "old"))
    for part in (new, old):
        part.write_text("{")
    os.utime(old, (0, 0))
    assert recovery.kept() == []
    assert new.exists()
    assert not old.exists()


def test_work_that_does_not_read_back_as_a_graph_comes_back_as_text(tmp_path: Path) -> None:
    work = Recovered(tmp_path, None, 0.0, '{"format": 1, "nodes": 7}', "x = (")
    assert work.state.draft == "x = ("


_WORK = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from graphviz_app.gui.app import make_application
from graphviz_app.gui.window.main_window import MainWindow
from graphviz_app.layout import LayoutService

folder = Path(sys.argv[1])
application = make_application()
settings = QSettings(str(folder / "s.ini"), QSettings.Format.IniFormat)
window = MainWindow(LayoutService(), settings, folder)
window.show()
window.start(folder / "neuron.cg")
window.left.text.editor.setFocus()
window.left.text.editor.moveCursor(window.left.text.editor.textCursor().MoveOperation.End)
print("ready", flush=True)
while True:
    QTest.keyClicks(window.left.text.editor, f"# {time.time()}")
    QTest.keyClick(window.left.text.editor, Qt.Key.Key_Return)
    QTest.qWait(30)
"""


def test_a_window_killed_while_somebody_types_loses_at_most_two_seconds(
    document_folder: Path, qtbot: QtBot
) -> None:
    document_folder.mkdir()
    (document_folder / "neuron.cg").write_text(NEURON, encoding="utf-8")
    work = subprocess.Popen(
        [sys.executable, "-c", _WORK, str(document_folder)],
        stdout=subprocess.PIPE,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert work.stdout is not None
    assert work.stdout.readline() == b"ready\n"
    time.sleep(3.5)
    killed_at = time.time()
    os.kill(work.pid, signal.SIGKILL)
    work.wait()
    work.stdout.close()
    (found,) = Recovery(Document(), document_folder).found()
    last = found.state.text.rstrip().rsplit("# ", 1)[1].split()[0]
    assert killed_at - float(last) <= 2.0
