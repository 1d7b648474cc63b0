"""From process start to the first picture of an example: ``python bench_startup.py [FILE]``.

Without a file: an empty window of Qt, an example, and two large graphs, beside their limits.

Each run is a new process that opens the real window (on the offscreen platform, unless
QT_QPA_PLATFORM says otherwise) and leaves when the graph has been laid out and painted. The clock
is the wall's, so that the interpreter's own start counts.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.large_inputs import local_lines

TARGET = 0.4
"""Seconds, warm, for 30 nodes."""
ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "three-two-one-network.cg"
PROBE = """
import os, sys, time
from pathlib import Path

import graphviz_app.gui.app as app

make_window = app.make_window


def watched(service):
    from PySide6.QtCore import QTimer

    window = make_window(service)

    def painted():
        if window.scene.still.full_repaints and window.scene.layout is not None:
            print(time.time(), time.process_time(), len(window.scene.reading.nodes), flush=True)
            window.close()
        else:
            QTimer.singleShot(0, painted)

    window.drawing.shown.connect(lambda: QTimer.singleShot(0, painted))
    return window


app.make_window = watched
sys.exit(app.open_window(Path(sys.argv[1])))
"""
EMPTY = """
import sys, time

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow


class Window(QMainWindow):
    def paintEvent(self, event):
        print(time.time(), time.process_time(), 0, flush=True)
        QTimer.singleShot(0, self.close)


application = QApplication(sys.argv)
window = Window()
window.show()
sys.exit(application.exec())
"""
"""Qt alone: what no program with a window can be quicker than."""


def seconds_to_picture(file: Path | None, home: Path) -> tuple[float, float, int]:
    """One start: seconds until the first picture, the processor's in it, and its nodes.

    Without a file it is an empty window of Qt.
    """
    environment = {
        "QT_QPA_PLATFORM": "offscreen",
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "XDG_CONFIG_HOME": str(home),
        "XDG_DATA_HOME": str(home),
        "PYTHONPYCACHEPREFIX": str(home),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled
    started = time.time()
    done = subprocess.run(
        [sys.executable, "-c", *([EMPTY] if file is None else [PROBE, str(file)])],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    painted, processor, nodes = done.stdout.splitlines()[0].split()  # Qt may paint twice
    return float(painted) - started, float(processor), int(nodes)


class Start(NamedTuple):
    """What is opened: a file, or the text of one; for which a start may take so many seconds."""

    name: str
    file: Path | None
    text: str
    limit: float
    runs: int


def starts() -> list[Start]:
    """From an empty window to a large graph, which is read as lines."""
    return [
        Start("empty window of Qt", None, "", 0.12, 7),
        Start(EXAMPLE.name, EXAMPLE, "", 0.40, 7),
        Start("3,000 lines", Path("3000.cg"), local_lines(3000), 1.3, 5),
        Start("10,000 lines", Path("10000.cg"), local_lines(9900), 4.0, 3),
    ]


def print_starts() -> None:
    """Print a table of them, in turns, so that a slow minute meets all alike."""
    cases = starts()
    found: dict[str, list[tuple[float, float, int]]] = {case.name: [] for case in cases}
    with tempfile.TemporaryDirectory() as home:
        for case in cases:
            if case.text and case.file is not None:
                (Path(home) / case.file).write_text(case.text, encoding="utf-8")
        for run in range(max(case.runs for case in cases) + 1):
            for case in cases:
                if run <= case.runs:
                    file = Path(home) / case.file if case.file is not None else None
                    found[case.name].append(seconds_to_picture(file, Path(home)))
    print(
        f"{'start, s':30} {'nodes':>6} {'limit':>6} {'best':>7} {'middle':>7}"
        f" {'over':>6} {'busy':>7}"
    )
    for case in cases:
        warm = sorted(seconds for seconds, _, _ in found[case.name][1:])
        middle, nodes = statistics.median(warm), found[case.name][0][2]
        busy = min(processor for _, processor, _ in found[case.name][1:])
        print(
            f"{case.name:30} {nodes:6} {case.limit:6.2f} {warm[0]:7.3f} {middle:7.3f}"
            f" {middle / case.limit:5.1f}× {busy:7.3f}"
        )


def main() -> None:
    """Print the median of several warm starts, beside the target."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    if options.file is None:
        print_starts()
        return
    file = options.file
    with tempfile.TemporaryDirectory() as home:
        runs = [seconds_to_picture(file.resolve(), Path(home)) for _ in range(options.runs + 1)]
    warm = sorted(seconds for seconds, _, _ in runs[1:])
    print(f"{file.name}: {runs[0][2]} nodes, {len(warm)} warm starts after a first")
    print(f"median {statistics.median(warm):.3f} s, best {warm[0]:.3f} s (target {TARGET} s)")


if __name__ == "__main__":
    main()
