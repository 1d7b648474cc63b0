"""An iteration while learning plays: ``python tests/benchmarks/bench_learning_frames.py [FILE]``.

The real window (1920×1080, software rendering, no display) shows a network while plain gradient
descent goes on. ``step`` is the update and the graph with the new parameters, ``run`` its trace,
``show`` the drawing and all that listens, ``paint`` everything until the pixels are there; ``all``
is their sum: medians in milliseconds of this thread's processor time, which other programs hardly
lengthen, and ``wall`` of the clock's. In the rows "with the text" the document goes along, so that
its text is written and shown, too. In those "as it plays" the steps are a Training's, and the loss
curve and the page Learn stand beside the graph. Target: ``all`` ≤ 8 ms for the 3-2-1 network.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import pairwise
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")  # of what offscreen cannot do

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication

from graphviz_app.core.graph import Graph
from graphviz_app.core.learning.update import first_update
from graphviz_app.core.trace import Trace
from graphviz_app.gui.app import make_application
from graphviz_app.gui.documents.document import run_what_can_be
from graphviz_app.gui.documents.state import State
from graphviz_app.gui.window.main_window import MainWindow
from graphviz_app.layout import LayoutService
from tests.benchmarks.bench_edit import REFERENCE_MS, calibrate, trigger
from tests.benchmarks.watch import TimedGraphviz, Watch

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "three-two-one-network.cg"
ITERATIONS, WARM = 300, 20
TARGET = 8.0
STAGES = ("step", "run", "show", "paint")


@contextmanager
def opened(file: Path, kind: str) -> Iterator[MainWindow]:
    """The window with a file, when nothing is under way any more."""
    engine = TimedGraphviz()
    service = LayoutService(engine)
    service.start()
    with tempfile.TemporaryDirectory() as folder:
        settings = QSettings(f"{folder}/settings.ini", QSettings.Format.IniFormat)
        window = MainWindow(service, settings, Path(folder))
        window.setWindowState(Qt.WindowState.WindowNoState)  # the platform's screen is small
        window.resize(1920, 1080)
        window.show()
        window.activateWindow()
        watch = Watch(window, engine)

        def show() -> None:
            window.start(file)
            trigger(window, kind)

        watch.gesture(show)
        watch.rest()
        assert (window.width(), window.height()) == (1920, 1080)
        window.drawing.hurried = True
        yield window
        window.drawing.close()
        window.recovery.close()
        window.deleteLater()
    service.close()


def next_graph(trace: Trace) -> Graph:
    """The graph after one more step."""
    update = first_update(trace)
    assert update is not None, "the graph has no learning rate"
    return trace.graph.with_values(update.new_values)


def iteration(window: MainWindow, trace: Trace, *, text: bool) -> tuple[Trace, list[float]]:
    """One more, and the milliseconds of its stages."""
    start, clock = time.perf_counter(), [time.thread_time()]
    graph = next_graph(trace)
    clock.append(time.thread_time())
    if text:
        clock.append(time.thread_time())
        window.document.put(State(graph))
        again = window.document.trace
    else:
        again = run_what_can_be(graph, trace)
        clock.append(time.thread_time())
        window.drawing.show(again)
    clock.append(time.thread_time())
    QApplication.processEvents()
    clock.append(time.thread_time())
    stages = [b - a for a, b in pairwise(clock)]
    return again, [1000 * some for some in (*stages, sum(stages), time.perf_counter() - start)]


def played(window: MainWindow, step: int) -> list[float]:
    """The milliseconds of going to a step that was made."""
    start, clock = time.perf_counter(), [time.thread_time()]
    window.learning.learner.go_to(0, step)
    clock.append(time.thread_time())
    QApplication.processEvents()
    clock.append(time.thread_time())
    stages = [0.0, 0.0, *(b - a for a, b in pairwise(clock))]
    return [1000 * some for some in (*stages, sum(stages), time.perf_counter() - start)]


def medians_as_it_plays(window: MainWindow) -> list[float]:
    """Of each stage, of all together, and by the clock."""
    window.show_page("learn")
    trigger(window, "loss_curve")
    learner, last = window.learning.learner, WARM + ITERATIONS
    training = learner.training
    assert training is not None, learner.trouble
    training.lift(last)
    learner.train(last)
    while training.count < last and training.stop is None:
        QApplication.processEvents()
    window.learning.following.begin(hurried=True)
    found = [played(window, step) for step in range(training.count)]
    window.learning.following.rest()
    return [statistics.median(column) for column in zip(*found[WARM:], strict=True)]


def medians(window: MainWindow, *, text: bool) -> list[float]:
    """The same without a Training."""
    trace, found = window.document.trace, list[list[float]]()
    for _ in range(WARM + ITERATIONS):
        trace, stages = iteration(window, trace, text=text)
        found.append(stages)
    return [statistics.median(column) for column in zip(*found[WARM:], strict=True)]


def with_inspector(window: MainWindow) -> None:
    """Its page beside the graph, about the first parameter."""
    trigger(window, "inspector")
    window.scene.set_selection([next(iter(window.scene.reading.nodes))])  # type: ignore[union-attr]


def nothing(window: MainWindow) -> None:
    """As it opens."""


ROWS: tuple[tuple[str, Callable[[MainWindow], None], Callable[[MainWindow], list[float]]], ...] = (
    ("graph alone", nothing, partial(medians, text=False)),
    ("with the inspector", with_inspector, partial(medians, text=False)),
    ("with the text", nothing, partial(medians, text=True)),
    ("as it plays", nothing, medians_as_it_plays),
)


def main() -> None:
    """Print a table for each reading."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=EXAMPLE)
    parser.add_argument("--readings", nargs="+", default=["neurons", "operators", "lines"])
    options = parser.parse_args()
    make_application()
    print(f"this machine: {calibrate() / REFERENCE_MS:.2f} × the time of the first figures'")
    heads = "".join(f"{name:>8}" for name in (*STAGES, "all", "wall"))
    print(f"{options.file.name}, ms (target {TARGET}){'':4}{heads}   repaints")
    for kind in options.readings:
        for name, prepare, measured in ROWS:
            with opened(options.file.resolve(), kind) as window:
                prepare(window)
                before = window.scene.still.full_repaints
                found = measured(window)
                repaints = window.scene.still.full_repaints - before
                figures = "".join(f"{figure:8.2f}" for figure in found)
                print(f"{kind:10} {name:22}{figures}   {repaints}", flush=True)


if __name__ == "__main__":
    main()
    sys.stdout.flush()
    os._exit(0)  # not waiting for Qt and Python to take each other apart
