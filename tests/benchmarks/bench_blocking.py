"""How long the window is deaf: ``python tests/benchmarks/bench_blocking.py [INPUT …]``.

A real window (software rendering, no display) opens large inputs and is used as a person would. A
timer of 20 ms notes the largest gap between two of its beats: for so long nothing that a person
does would have been noticed. Beside it the processor time of the window's thread in that gap, and
its ratio to one full reading of the same input (parse and run) measured in the same process, which
does not depend on the machine. Target: no gap over 1 s of processor time, ≤ 500 MB.
"""

import contextlib
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QMimeData, QSettings, Qt, QTimer

from graphviz_app.core.autodiff import run
from graphviz_app.errors import GraphAppError
from graphviz_app.formats import parse, with_leaf_value
from graphviz_app.gui.app import make_application
from graphviz_app.gui.main_window import MainWindow
from graphviz_app.layout import LayoutService

BEAT_MS = 20
PATIENCE = 120.0
"""Seconds after which a step is given up."""
TARGET = 1.0
MEMORY = 500


def network(lines: int) -> str:
    """Random lines, each of a few operators and of lines shortly before."""
    rng = random.Random(1)
    names = [f"x{i}" for i in range(max(4, lines // 20))]
    rows = [f"{name} = parameter({rng.uniform(-1, 1):.3f})" for name in names]
    while len(names) < lines:
        one, other = (names[max(0, len(names) - 1 - rng.randrange(30))] for _ in "ab")
        rows.append(f"n{len(names)} = " + rng.choice(SHAPES).format(one, other))
        names.append(f"n{len(names)}")
    return "\n".join(rows) + "\n"


SHAPES = ("{}*{}", "{}+{}", "tanh({}) + {}*0.5", "{} - {}")


def chain(lines: int) -> str:
    """Every line depends on the one before."""
    return "n0 = input(0.5)\n" + "".join(f"n{i + 1} = tanh(n{i})\n" for i in range(lines))


def star(leaves: int) -> str:
    """One line with thousands of operands."""
    rows = [f"x{i} = parameter(0.{i})" for i in range(leaves)]
    return "\n".join([*rows, "L = " + " + ".join(f"x{i}" for i in range(leaves))]) + "\n"


def tensor(numbers: int) -> str:
    """A large matrix."""
    row = "[" + ", ".join(["0.125"] * 1000) + "]"
    return "W = parameter([" + ",\n".join([row] * (numbers // 1000)) + "])\nL = sum(W*W)\n"


def groups(count: int) -> str:
    """As many boxes as lines."""
    rows = [f'with group("g{i}"):\n    h{i} = tanh(x)*0.5' for i in range(count)]
    return "x = parameter(0.5)\n" + "\n".join(rows) + f"\nL = h0 + h{count - 1}\n"


INPUTS: dict[str, Callable[[], str]] = {
    "2,000 lines": lambda: network(2000),
    "10,000 lines": lambda: network(10_000),
    "50,000 lines": lambda: network(50_000),
    "a chain of 3,000": lambda: chain(3000),
    "5,000 operands": lambda: star(5000),
    "500,000 numbers": lambda: tensor(500_000),
    "1,000 groups": lambda: groups(1000),
    "one line, 200 kB": lambda: "x = " + "a+" * 100_000 + "1\n",
    "one line, 450 kB": lambda: "x = input(1)\n# " + "word " * 90_000,
    "one line, 900 kB": lambda: "x = input(1)\n# " + "word " * 180_000,
    "one line, 2 MB": lambda: "x = input(1)\n# " + "x" * 1_990_000,
    "100,000 comments": lambda: "# a line of text\n" * 100_000 + "x = input(1)\n",
}


class Heartbeat:
    """The largest gap between two beats: wall clock and processor time, in seconds."""

    def __init__(self) -> None:
        self.gap = self.busy = 0.0
        self._last = (time.perf_counter(), time.thread_time())
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(BEAT_MS)

    def _beat(self) -> None:
        now = (time.perf_counter(), time.thread_time())
        self.gap = max(self.gap, now[0] - self._last[0])
        self.busy = max(self.busy, now[1] - self._last[1])
        self._last = now

    def during(self, act: Callable[[], object], done: Callable[[], bool]) -> tuple[float, float]:
        """Do something and wait until all that follows from it is over."""
        self._wait(0.1)
        self.gap = self.busy = 0.0
        QTimer.singleShot(0, act)
        end = time.perf_counter() + PATIENCE
        self._wait(0.2)
        while not done() and time.perf_counter() < end:
            self._wait(0.05)
        self._wait(0.5)
        return self.gap, self.busy

    def _wait(self, seconds: float) -> None:
        loop = QEventLoop()
        QTimer.singleShot(round(1000 * seconds), loop.quit)
        loop.exec()


def steps(window: MainWindow, path: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    """What a person does with a file, by name."""
    document, drawing, scene, player = (
        window.document, window.drawing, window.scene, window.player
    )  # fmt: skip
    editor, text = window.left.text.editor, path.read_text(encoding="utf-8")
    data = QMimeData()
    data.setText(text)
    yield "open", lambda: window.files.open_path(path)
    yield "dark", lambda: window.looks.choose("dark")
    yield "light", lambda: window.looks.choose("light")
    yield "zoom text", lambda: editor.zoom(1)
    if scene.reading is not None:
        yield "locals", lambda: drawing.show_locals(True)
        yield "by level", lambda: drawing.set_stride("level")
        yield "play", player.replay
        yield "to end", player.to_end
        yield "select all", lambda: scene.set_selection(scene.reading.nodes)  # type: ignore[union-attr]
        yield "search", window.search
        yield "find", lambda: window.stage.find_bar.field.setText("n")
        yield "close search", window.stage.find_bar.close_bar
    leaf = next((i for i, n in document.graph.nodes.items() if "value" in n.attrs), None)
    if leaf is not None and isinstance(document.trace.value(leaf), float):
        changed = with_leaf_value(document.graph, leaf, 0.75)
        yield "change value", lambda: document.edit(f"Change {leaf}", changed)
        yield "undo", window.undo
    yield "new", window.files.new
    yield "paste text", lambda: editor.insertFromMimeData(data)
    yield "type", lambda: editor.insertPlainText("a")


def megabytes() -> int:
    """Memory of this process now."""
    status = Path("/proc/self/status")
    rows = status.read_text().splitlines() if status.exists() else []
    return next((int(row.split()[1]) // 1024 for row in rows if row.startswith("VmRSS")), 0)


def reading_time(text: str) -> float:
    """Seconds of processor time to parse and run a text; of one that is refused, to see that."""
    start = time.thread_time()
    with contextlib.suppress(GraphAppError):
        run(parse(text), partial=True)
    return max(time.thread_time() - start, 1e-3)


def main() -> int:
    """Print a table; exit code 1 if a target is missed."""
    make_application()
    missed, chosen = False, sys.argv[1:] or list(INPUTS)
    print(f"{'input':18} {'step':13} {'gap s':>7} {'busy s':>7} {'÷ reading':>9} {'MB':>5}")
    with tempfile.TemporaryDirectory() as folder:
        service = LayoutService()
        settings = QSettings(f"{folder}/settings.ini", QSettings.Format.IniFormat)
        window = MainWindow(service, settings, Path(folder))
        window.files.confirm = lambda: True  # type: ignore[method-assign]  # nobody is there to ask
        window.resize(1280, 800)
        window.show()
        heart = Heartbeat()
        for name in chosen:
            text = INPUTS[name]()
            path = Path(folder) / "input.cg"
            path.write_text(text, encoding="utf-8")
            once = reading_time(text)
            for step, act in steps(window, path):
                gap, busy = heart.during(act, lambda: not window.drawing.busy)
                memory = megabytes()
                missed |= busy > TARGET or memory > MEMORY
                print(
                    f"{name:18} {step:13} {gap:7.2f} {busy:7.2f} {busy / once:9.2f} {memory:5}",
                    flush=True,
                )
        window.drawing.close()
        window.recovery.close()
        service.close()
    return int(missed)


if __name__ == "__main__":
    raise SystemExit(main())
