"""How quickly an edit is answered: ``python tests/benchmarks/bench_edit.py [NODES …] [--start]``.

A real window (software rendering, no display) shows graphs of operators on names of shortly
before, each size in a process of its own, and is used by its keys. ``blocked`` is the longest
time between two beats of a timer of 1 ms, until nothing follows from the gesture any more.
``settled`` is the time from the gesture until the canvas has painted what it led to, and no
layout or picture is under way. Of the repetitions the best counts, since a machine is only ever
slowed down. ``busy`` is the processor time in it, which other programs hardly lengthen: of the
window's thread where it is blocked, else of all threads (Graphviz is in another process). ``over``
divides by the limit. ``--start`` measures the start, too; ``--lines`` reads the graphs as lines.
"""

import argparse
import itertools
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")  # of what offscreen cannot do

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAction, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from graphviz_app.gui.app import collect_later, make_application
from graphviz_app.gui.window.main_window import MainWindow
from graphviz_app.layout import LayoutService
from tests.benchmarks.bench_blocking import megabytes
from tests.benchmarks.bench_startup import print_starts
from tests.benchmarks.large_inputs import local_network
from tests.benchmarks.watch import TimedGraphviz, Timing, Watch, canvas

SIZES = (60, 1000, 9900)
"""Nodes; above 10,000 the window asks before it draws."""
BLOCKED, SETTLED, KEY, TYPED = (8, 30, 300), (25, 60, 600), (8, 30, 300), (25, 100, 1000)
"""Limits in milliseconds at 60, 1,000 and 10,000 nodes."""
MEMORY = 350
REPEATS = (7, 5, 3)
REFERENCE_MS = 13.4
"""What ``calibrate`` took on the machine of the first figures."""


def calibrate() -> float:
    """Milliseconds of a fixed piece of Python: how slow this machine is."""

    def once() -> float:
        start = time.thread_time()
        found: dict[int, str] = {}
        for i in range(100_000):
            found[i * 7919 % 100_003] = str(i)
        assert sum(map(len, found.values()))
        return 1000 * (time.thread_time() - start)

    return min(once() for _ in range(7))


def editor(window: QWidget) -> QPlainTextEdit:
    """What holds the text."""
    found = window.findChildren(QPlainTextEdit, "codeEditor")
    (typed,) = (field for field in found if not field.isReadOnly())
    return typed


def trigger(window: QWidget, name: str) -> None:
    """Do what is in the menu."""
    action = window.findChild(QAction, name)
    assert isinstance(action, QAction)
    action.trigger()


def press(widget: QWidget, key: Qt.Key, control: bool = False) -> Callable[[], None]:
    """One key on a widget."""
    held = Qt.KeyboardModifier
    modifier = held.ControlModifier if control else held.NoModifier
    return lambda: QTest.keyClick(widget, key, modifier)


def letters(widget: QWidget, text: str) -> list[Callable[[], None]]:
    """Type it, one letter after the other."""

    return [lambda letter=letter: QTest.keyClicks(widget, letter) for letter in text]  # type: ignore[misc]


def up_to_date(window: MainWindow) -> bool:
    """Whether what the canvas shows is what the document holds."""
    trace = window.scene.trace
    return trace is not None and trace.graph is window.document.graph


class Use:
    """A person at the window."""

    def __init__(self, window: MainWindow, watch: Watch) -> None:
        self.window, self.watch = window, watch
        self._state = window.document.state
        self._numbers = itertools.cycle(range(1, 10))

    def value_on_canvas(self) -> Timing:
        """Type another value over the leaf, and Enter."""
        view, field = canvas(self.window), self.window.findChild(QLineEdit, "valueEditor")
        assert isinstance(field, QLineEdit)
        self.window.scene.set_selection(["x0"])
        self._go_to(view)
        self.watch.gesture(press(view, Qt.Key.Key_Return))
        assert field.isVisible(), "nothing can be typed"
        field.setText(f"0.{next(self._numbers)}37")
        return self._checked(self.watch.gesture(press(field, Qt.Key.Key_Return)))

    def value_in_text(self) -> Timing:
        """Replace a digit of the leaf in the text, and Ctrl+Enter."""
        self._caret_after("x0 = ", ")")
        digit = str(next(self._numbers))
        keys = (press(editor(self.window), Qt.Key.Key_Backspace), *self._letters(digit))
        return self._checked(self.watch.gesture(*keys, self._enter()))

    def line_in_text(self) -> Timing:
        """Type one more line in the middle, and Ctrl+Enter."""
        before = len(self.window.document.graph.nodes)
        self._caret_after("n", "\n", past=0.25)
        new_line = press(editor(self.window), Qt.Key.Key_Return)
        line = self._letters(f"extra{before} = tanh(x0)")
        timing = self._checked(self.watch.gesture(new_line, *line, self._enter()))
        assert len(self.window.document.graph.nodes) == before + 1, "the line is not a node"
        return timing

    def key(self, key: Qt.Key) -> Timing:
        """One of the keys that show and hide numbers; twice, so that all is as before."""
        one, other = (self._key(key) for _ in "ab")
        return max(one, other, key=lambda timing: timing.settled)

    def _key(self, key: Qt.Key) -> Timing:
        view, before = canvas(self.window), self.window.scene.view
        self._go_to(view)
        timing = self.watch.gesture(press(view, key))
        assert self.window.scene.view != before, "the key does nothing"
        return timing

    def _go_to(self, widget: QWidget) -> None:
        """A window of patience has taken the keys away, and nobody manages windows here."""
        self.window.activateWindow()
        widget.setFocus()

    def _letters(self, text: str) -> list[Callable[[], None]]:
        return letters(editor(self.window), text)

    def _enter(self) -> Callable[[], None]:
        return press(editor(self.window), Qt.Key.Key_Return, control=True)

    def _caret_after(self, start: str, end: str, past: float = 0.0) -> None:
        """Put the caret into the next line that begins so, before what ends it."""
        field = editor(self.window)
        text = f"\n{field.toPlainText()}"
        line = text.index(f"\n{start}", round(past * len(text))) + 1
        caret = QTextCursor(field.document())
        caret.setPosition(text.index(end, line) - 1)
        field.setTextCursor(caret)
        self._go_to(field)
        self.watch.gesture()

    def _checked(self, timing: Timing) -> Timing:
        assert self.window.document.state is not self._state, "nothing has changed"
        self._state = self.window.document.state
        assert self.window.document.draft is None, "the text has a mistake"
        assert up_to_date(self.window), "the canvas shows something else"
        return timing


class Row(NamedTuple):
    """One kind of gesture, with its limits at the three sizes."""

    name: str
    act: Callable[[Use], Timing]
    blocked: tuple[int, ...]
    settled: tuple[int, ...]
    layout_apart: bool = False
    """Whether Graphviz's own time does not count."""


ROWS = (
    Row("value on canvas", Use.value_on_canvas, BLOCKED, SETTLED),
    Row("value in text", Use.value_in_text, BLOCKED, SETTLED),
    Row("key V", lambda use: use.key(Qt.Key.Key_V), KEY, KEY),
    Row("key G", lambda use: use.key(Qt.Key.Key_G), KEY, KEY),
    Row("key D", lambda use: use.key(Qt.Key.Key_D), KEY, KEY),
    Row("line in text", Use.line_in_text, TYPED, TYPED, layout_apart=True),
)
HEAD = (
    f"{'nodes':>6} {'gesture':16} {'figure':8} {'limit':>6} {'best':>8} {'middle':>8}"
    f" {'over':>6} {'busy':>8} {'over':>6}  beside it"
)


def print_row(nodes: int, size: int, row: Row, timings: Sequence[Timing]) -> None:
    """Two lines of the table."""
    keys, layout = min(t.before for t in timings), max(t.layout for t in timings)
    held = min(t.held for t in timings)
    blocked, processor = [t.blocked for t in timings], [t.processor for t in timings]
    settled = [t.settled - t.layout * row.layout_apart for t in timings]
    work, layouts = [t.work for t in timings], max(t.layouts for t in timings)
    for figure, limit, wall, busy, beside in (
        (
            "blocked",
            row.blocked[size],
            blocked,
            processor,
            f"{held:.0f} ms held, keys before it {keys:.1f} ms",
        ),
        ("settled", row.settled[size], settled, work, f"{layouts} layouts, {layout:.0f} ms"),
    ):
        best, middle, least = min(wall), sorted(wall)[len(wall) // 2], min(busy)
        print(
            f"{nodes:6} {row.name:16} {figure:8} {limit:6} {best:8.1f} {middle:8.1f}"
            f" {best / limit:5.1f}× {least:8.1f} {least / limit:5.1f}×  {beside}",
            flush=True,
        )


def opened(folder: str, nodes: int, kind: str) -> tuple[MainWindow, Watch, LayoutService]:
    """A window that shows a graph, as it is when nothing is under way any more."""
    engine = TimedGraphviz()
    service = LayoutService(engine)
    service.start()
    settings = QSettings(f"{folder}/settings.ini", QSettings.Format.IniFormat)
    window = MainWindow(service, settings, Path(folder))
    window.resize(1600, 1000)
    window.show()
    window.activateWindow()
    collect_later()
    path = Path(folder) / "graph.cg"
    path.write_text(local_network(nodes), encoding="utf-8")
    watch = Watch(window, engine)

    def show() -> None:
        window.start(path)
        trigger(window, kind)

    watch.gesture(show)
    assert up_to_date(window), "the graph is not shown"
    return window, watch, service


def use(nodes: int, kind: str) -> None:
    """Print the table of one size."""
    make_application()
    size = sum(nodes > most for most in SIZES[:-1])
    with tempfile.TemporaryDirectory() as folder:
        window, watch, service = opened(folder, nodes, kind)
        memory = megabytes()
        person = Use(window, watch)
        for row in ROWS:
            print_row(nodes, size, row, [row.act(person) for _ in range(REPEATS[size])])
        limit = f"(limit {MEMORY} at 10,000 nodes)"
        print(f"{nodes:6} memory {memory} MB when first shown, {megabytes()} at the end {limit}")
        window.drawing.close()
        window.recovery.close()
        service.close()


def main() -> int:
    """Each size in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("nodes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--start", action="store_true")
    parser.add_argument("--lines", action="store_true")
    options = parser.parse_args()
    if len(options.nodes) == 1:
        use(options.nodes[0], "lines" if options.lines else "operators")
        return 0
    print(f"this machine: {calibrate() / REFERENCE_MS:.2f} × the time of the first figures'")
    print(
        "milliseconds; a line in the text settles without Graphviz's own time",
        HEAD,
        sep="\n",
        flush=True,
    )
    more = ["--lines"] if options.lines else []
    runs = [subprocess.run([sys.executable, __file__, str(n), *more]) for n in options.nodes]
    if options.start:
        print_starts()
    return int(any(run.returncode for run in runs))


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    os._exit(code)  # not waiting for Qt and Python to take each other apart
