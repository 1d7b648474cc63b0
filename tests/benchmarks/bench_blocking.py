"""How long the window is deaf: ``python tests/benchmarks/bench_blocking.py [INPUT …]``.

A real window (software rendering, no display) opens large inputs, or files, and is used as a
person would; each input in a process of its own. A timer of 20 ms notes the largest gap between
two of its beats: for so long nothing that a person does would have been noticed. Beside it the
processor time of the window's thread in that gap, and of all threads: if that is much more, one
of them has kept the interpreter to itself. Target: no gap over 1 s of processor time, ≤ 500 MB
for inputs of up to 10 MB. With ``--where`` it says what the window was doing all that time.
"""

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QMimeData, QSettings, Qt, QTimer, QUrl
from PySide6.QtGui import QGuiApplication

from graphviz_app.core.view import View
from graphviz_app.gui.app import make_application
from graphviz_app.gui.canvas.changing.clipboard import LINES_MIME
from graphviz_app.gui.documents.recovery import Recovery
from graphviz_app.gui.window.main_window import MainWindow
from graphviz_app.layout import LayoutService
from tests.benchmarks.large_inputs import INPUTS

BEAT_MS = 20
PATIENCE = 60.0
"""Seconds after which a step is given up."""
TARGET = 1.0
MEMORY = 500
SMALL_FILE = 10_000_000
"""Bytes up to which the target for memory counts."""
OVERDUE = 0.25
"""Seconds without a beat after which it is noted what is being done."""


class Heartbeat:
    """The largest gap between two beats, in seconds: wall clock, this thread, all threads."""

    def __init__(self) -> None:
        self.gap = self.busy = self.all = 0.0
        self._last = _clocks()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(BEAT_MS)
        self.seen: Counter[str] = Counter()
        self._watching = False
        self._watcher: threading.Thread | None = None

    def _beat(self) -> None:
        now = _clocks()
        gap, busy, every = (new - old for new, old in zip(now, self._last, strict=True))
        self.gap, self.busy = max(self.gap, gap), max(self.busy, busy)
        self.all = max(self.all, min(every, gap))
        self._last = now

    def during(self, act: Callable[[], object], done: Callable[[], bool]) -> None:
        """Do something and wait until all that follows from it is over."""
        self._wait(0.1)
        self.gap = self.busy = self.all = 0.0
        self.seen.clear()
        QTimer.singleShot(0, act)
        end = time.perf_counter() + PATIENCE
        self._wait(0.2)
        while not done() and time.perf_counter() < end:
            self._wait(0.05)
        self._wait(1.5)

    def _wait(self, seconds: float) -> None:
        loop = QEventLoop()
        QTimer.singleShot(round(1000 * seconds), loop.quit)
        loop.exec()

    def watch(self) -> None:
        """Note where the window's thread is whenever a beat is overdue."""
        main = threading.get_ident()
        self._watching = True

        def look() -> None:
            while self._watching:
                time.sleep(0.03)
                if time.perf_counter() - self._last[0] > OVERDUE:
                    frames = traceback.extract_stack(sys._current_frames()[main])[-14:]
                    self.seen[" > ".join(f"{f.name}:{f.lineno}" for f in frames)] += 1

        self._watcher = threading.Thread(target=look)
        self._watcher.start()

    def stop(self) -> None:
        """Nothing is noted any more."""
        self._watching = False
        if self._watcher is not None:
            self._watcher.join()


def _clocks() -> tuple[float, float, float]:
    return time.perf_counter(), time.thread_time(), time.process_time()


def steps(window: MainWindow, path: Path, text: str) -> Iterator[tuple[str, Callable[[], object]]]:
    """What a person does with a file, by name."""
    document, drawing, scene, player = (
        window.document, window.drawing, window.scene, window.player
    )  # fmt: skip
    panel, editing = window.left.text, window.editing
    editor = panel.editor
    yield "open", lambda: window.files.open_path(path)
    yield "dark", lambda: window.looks.choose("dark")
    yield "zoom text", lambda: editor.zoom(1)
    if scene.reading is not None:
        yield "locals", lambda: drawing.look(View(locals=True))
        yield "by level", lambda: drawing.look(View(stride="level"))
        yield "play", player.replay
        yield "to end", player.to_end
        yield "select all", lambda: scene.set_selection(scene.reading.nodes)  # type: ignore[union-attr]
        yield "copy", editing.copy
        yield "search", window.search
        yield "find", lambda: window.stage.find_bar.field.setText("n")
        yield "close search", window.stage.find_bar.close_bar
    leaf = next((i for i, n in document.graph.nodes.items() if "value" in n.attrs), None)
    if leaf is not None and isinstance(document.trace.value(leaf), float):
        yield "change value", lambda: window.value_editing.change(leaf, 0.75)
        yield "undo", window.undo
        yield "redo", window.redo
    if document.graph.nodes:
        yield "add a node", lambda: editing._add("added_1 = tanh(0.5)")
        yield "paste a line", lambda: _paste(window, "pasted_1 = 0.5\n", lines=True)
        yield "delete it", lambda: _delete(window, "added_1")
    yield "save as", lambda: window.files._save_to(path.with_suffix(".copy.json"))
    yield "save", lambda: window.files._save_to(path.with_suffix(".copy.cg"))
    yield "type", lambda: editor.insertPlainText("a")
    yield "Ctrl+Enter", panel.apply_now
    yield "undo typing", window.undo
    copy = path.with_name(f"again{path.suffix}")
    copy.write_text(text, encoding="utf-8")
    yield "open again", lambda: window.files.open_path(copy)
    yield "reload", lambda: copy.write_text(text + "\n", encoding="utf-8")
    yield "new", window.files.new
    yield "drop a file", lambda: window.files.take(_data(text, path))
    yield "new", window.files.new
    yield "paste text", lambda: editor.insertFromMimeData(_data(text))
    yield "undo", window.undo
    yield "redo", window.redo
    yield "type", lambda: editor.insertPlainText("a")
    yield "Ctrl+Enter", panel.apply_now
    yield "new", window.files.new
    yield "paste graph", lambda: _paste(window, text, lines=False)
    yield "paste lines", lambda: _paste(window, text, lines=True)
    yield "restore", lambda: _restore(window, text, path)
    yield "type", lambda: editor.insertPlainText("a")


def _data(text: str, path: Path | None = None) -> QMimeData:
    data = QMimeData()
    if path is None:
        data.setText(text)
    else:
        data.setUrls([QUrl.fromLocalFile(str(path))])
    return data


def _paste(window: MainWindow, text: str, lines: bool) -> None:
    data = _data(text)
    if lines:
        data.setData(LINES_MIME, text.encode())
    QGuiApplication.clipboard().setMimeData(data)
    window.editing.paste()


def _delete(window: MainWindow, node: str) -> None:
    window.scene.set_selection([node])
    window.editing.delete()


def _restore(window: MainWindow, text: str, path: Path) -> None:
    """Work that another window has left."""
    folder = path.parent / "recovery"
    folder.mkdir(exist_ok=True)
    whole = json.dumps({"format": 1, "nodes": [], "text": text})
    content: dict[str, object] = {"path": None, "saved_at": time.time()}
    content |= {"document": text if text.startswith("{") else whole, "draft": None}
    (folder / "1.json").write_text(json.dumps(content), encoding="utf-8")
    left = Recovery(window.document, path.parent).kept()
    window.offers.restore(next(work for work in left if work.file.name == "1.json"))


def megabytes() -> int:
    """Memory of this process at its most so far."""
    status = Path("/proc/self/status")
    rows = status.read_text().splitlines() if status.exists() else []
    return next((int(row.split()[1]) // 1024 for row in rows if row.startswith("VmHWM")), 0)


def use(name: str, where: bool) -> bool:
    """Print a table of one input; whether a target was missed."""
    make_application()
    text = INPUTS[name]() if name in INPUTS else Path(name).read_text(encoding="utf-8")
    small, missed = len(text.encode()) <= SMALL_FILE, False
    with tempfile.TemporaryDirectory() as folder:
        service = LayoutService()
        settings = QSettings(f"{folder}/settings.ini", QSettings.Format.IniFormat)
        window = MainWindow(service, settings, Path(folder))
        window.files.confirm = lambda: True  # type: ignore[method-assign]  # nobody is there to ask
        window.resize(1280, 800)
        window.show()
        heart = Heartbeat()
        if where:
            heart.watch()
        path = Path(folder) / ("input.json" if text.startswith("{") else "input.cg")
        path.write_text(text, encoding="utf-8")
        before = megabytes()

        def done() -> bool:
            return not (window.drawing.busy or window.patience.waiting)

        for step, act in steps(window, path, text):
            heart.during(act, done)
            memory = megabytes()
            missed |= heart.busy > TARGET or (small and memory > MEMORY)
            print(
                f"{Path(name).name[:22]:22} {step:13} {heart.gap:7.2f} {heart.busy:7.2f}"
                f" {heart.all:7.2f} {memory:5} {memory - before:6}",
                flush=True,
            )
            before = memory
            for stack, count in heart.seen.most_common(6) if where else ():
                print(f"    {count:4} × {stack}")
        heart.stop()
        window.drawing.close()
        window.recovery.close()
        service.close()
    return missed


def main() -> int:
    """Each input in a process of its own; exit code 1 if a target is missed."""
    where = "--where" in sys.argv
    chosen = [name for name in sys.argv[1:] if name != "--where"] or list(INPUTS)
    if len(chosen) == 1:
        return int(use(chosen[0], where))
    print(f"{'input':22} {'step':13} {'gap s':>7} {'window':>7} {'all':>7} {'MB':>5} {'more':>6}")
    more = ["--where"] if where else []
    runs = [subprocess.run([sys.executable, __file__, name, *more]) for name in chosen]
    return int(any(run.returncode for run in runs))


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    os._exit(code)  # not waiting for Qt and Python to take each other apart
