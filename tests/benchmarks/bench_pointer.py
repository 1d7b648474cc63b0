"""What the pointer costs: ``python tests/benchmarks/bench_pointer.py [SIDE]``.

A real window (software rendering, no display) shows a large picture, and the pointer does on it
what a person does. Each event is timed with the painting that follows, in processor time of the
window's thread. Target: no event over 30 ms.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QPoint, QPointF, QSettings, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from graphviz_app.gui.app import make_application
from graphviz_app.gui.canvas.graph_view import GraphView
from graphviz_app.gui.window.main_window import MainWindow
from graphviz_app.layout import LayoutService
from graphviz_app.scene.patient_layer import PatientLayer

SIDE = 100
"""Layers, and nodes in each: a picture that is all in sight has them all to paint."""
TARGET_MS = 30
EVENTS = 40
PATIENCE = 300.0
"""Seconds for the first picture."""
NO, LEFT, MIDDLE = (
    Qt.MouseButton.NoButton,
    Qt.MouseButton.LeftButton,
    Qt.MouseButton.MiddleButton,
)
PLAIN, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier

Step = Callable[[int], object]


class Pointer:
    """Sends the events of a mouse to a view."""

    def __init__(self, view: GraphView) -> None:
        self._view = view

    def mouse(
        self,
        kind: QEvent.Type,
        at: QPoint,
        button: Qt.MouseButton = NO,
        held: Qt.MouseButton = NO,
        keys: Qt.KeyboardModifier = PLAIN,
    ) -> None:
        """One event of a button or of the pointer, at a place in the viewport."""
        whole = QPointF(self._view.mapToGlobal(at))
        event = QMouseEvent(kind, QPointF(at), whole, button, held, keys)
        QApplication.sendEvent(self._view.viewport(), event)

    def wheel(self, at: QPoint, turned: int) -> None:
        """The wheel, by eighths of a degree."""
        whole = QPointF(self._view.mapToGlobal(at))
        phase = Qt.ScrollPhase.NoScrollPhase
        event = QWheelEvent(
            QPointF(at), whole, QPoint(), QPoint(0, turned), NO, PLAIN, phase, False
        )
        QApplication.sendEvent(self._view.viewport(), event)

    def drag(
        self, start: QPoint, button: Qt.MouseButton, keys: Qt.KeyboardModifier = PLAIN
    ) -> Iterator[Step]:
        """Press, then move, then release."""
        move, press, release = (
            QEvent.Type.MouseMove,
            QEvent.Type.MouseButtonPress,
            QEvent.Type.MouseButtonRelease,
        )
        yield lambda _: self.mouse(press, start, button, button, keys)
        for i in range(EVENTS):
            to = start + QPoint(9 * i, 5 * i)
            yield lambda _, to=to: self.mouse(move, to, NO, button, keys)  # type: ignore[misc]
        yield lambda _: self.mouse(release, to, button, NO, keys)


def hover(pointer: Pointer, view: GraphView) -> Iterator[Step]:
    """Across the viewport."""
    for i in range(EVENTS):
        at = QPoint(20 + 15 * i, 60 + 10 * i)
        yield lambda _, at=at: pointer.mouse(QEvent.Type.MouseMove, at)  # type: ignore[misc]


def wheel(pointer: Pointer, view: GraphView, by: int) -> Iterator[Step]:
    """Closer, then away."""
    at = view.viewport().rect().center()
    for turned in (by,) * 24 + (-by,) * 24:
        yield lambda _, turned=turned: pointer.wheel(at, turned)  # type: ignore[misc]


def measure(name: str, steps: Iterator[Step]) -> bool:
    """Print the costs of a row of events; whether one is over the target."""
    costs = []
    for i, step in enumerate(steps):
        start = time.thread_time()
        step(i)
        QApplication.processEvents()
        costs.append(1000 * (time.thread_time() - start))
    costs.sort()
    worst, middle = costs[-1], costs[len(costs) // 2]
    print(f"{name:34} {middle:8.1f} {worst:8.1f}", flush=True)
    return worst > TARGET_MS


def settle(window: MainWindow, seconds: float = 0.5) -> None:
    """Wait until nothing is on its way."""
    end, latest = time.perf_counter() + seconds, time.perf_counter() + PATIENCE
    still = window.scene.still
    while time.perf_counter() < latest:
        QApplication.processEvents()
        waiting = isinstance(still, PatientLayer) and still.waiting
        if time.perf_counter() > end and not (window.drawing.busy or waiting):
            break
        time.sleep(0.005)
    QApplication.processEvents()


def main() -> int:
    """Exit code 1 if a target is missed."""
    side = int(sys.argv[1]) if len(sys.argv) > 1 else SIDE
    make_application()
    missed = False
    with tempfile.TemporaryDirectory() as folder:
        service = LayoutService()
        settings = QSettings(f"{folder}/settings.ini", QSettings.Format.IniFormat)
        window = MainWindow(service, settings, Path(folder))
        window.setWindowState(Qt.WindowState.WindowNoState)
        window.resize(1280, 800)
        window.show()
        path = Path(folder) / "input.cg"
        path.write_text(layers(side), encoding="utf-8")
        window.start(path)
        settle(window)
        window.drawing.draw_anyway()
        settle(window, 1.5)
        view, scene = window.view, window.scene
        assert scene.reading is not None
        print(f"{len(scene.reading.nodes):,} nodes, {len(scene.reading.edges):,} edges")
        print(f"{'thread CPU, ms per event':34} {'median':>8} {'most':>8}")
        pointer, corner = Pointer(view), QPoint(8, 8)
        for sight, look in (("all of it", view.fit), ("legible", lambda: _closer(window))):
            rows: tuple[tuple[str, Callable[[], Iterator[Step]]], ...] = (
                ("hover", lambda: hover(pointer, view)),
                ("pan", lambda: pointer.drag(corner, MIDDLE)),
                ("marquee", lambda: pointer.drag(corner, LEFT, SHIFT)),
                ("hover, many selected", lambda: hover(pointer, view)),
                ("wheel by notches", lambda: wheel(pointer, view, 120)),
                ("wheel by bits", lambda: wheel(pointer, view, 15)),
            )
            for name, row in rows:
                if name.startswith("wheel"):
                    scene.set_selection([])
                look()
                settle(window)
                missed |= measure(f"{name}, {sight}", row())
            scene.set_selection([])
        view.fit()
        scene.set_selection(scene.reading.nodes)
        settle(window)
        missed |= measure("hover, everything selected", hover(pointer, view))
        window.drawing.close()
        window.recovery.close()
        service.close()
    return int(missed)


def layers(side: int) -> str:
    """Layers of nodes, each of two neighbours in the layer before."""
    rows = [f"n0_{j} = parameter(0.{j + 1})" for j in range(side)]
    for i in range(1, side):
        rows += [f"n{i}_{j} = n{i - 1}_{j} - n{i - 1}_{(j + 1) % side}/2" for j in range(side)]
    return "\n".join(rows) + "\n"


def _closer(window: MainWindow) -> None:
    """In the middle, where the numbers can be read."""
    side = SIDE if len(sys.argv) < 2 else int(sys.argv[1])
    window.view.centre_on(f"n{side // 2}_{side // 2}")


if __name__ == "__main__":
    sys.exit(main())
