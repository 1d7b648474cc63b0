"""A large graph is sketched at once; Graphviz's layout takes its place, and the eye stays."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from graphviz_app.core.view import View
from graphviz_app.errors import LayoutError
from graphviz_app.formats import parse, with_leaf_value
from graphviz_app.gui.canvas.showing import drawing
from graphviz_app.gui.widgets import turns
from graphviz_app.gui.window.main_window import MainWindow
from graphviz_app.layout import LayoutService
from graphviz_app.layout.bundled import BundledGraphviz
from graphviz_app.layout.engine import always, cancelled
from tests.gui.canvas.pointer_steps import CORNER, move, press, release
from tests.gui.window_steps import place, settled


class PatientGraphviz(BundledGraphviz):
    """Waits while it may not, and fails if it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.may = Event()
        self.may.set()
        self.error = ""
        self._killed = False

    def run(self, source: str, wanted: Callable[[], bool] = always) -> bytes:
        """Wait, then lay out."""
        self._killed = False
        self.may.wait(20)
        if self._killed:
            raise cancelled()
        if self.error:
            raise LayoutError(self.error)
        return super().run(source, wanted)

    def kill(self) -> None:
        """Stop waiting."""
        self._killed = True
        self.may.set()


@pytest.fixture
def graphviz() -> PatientGraphviz:
    return PatientGraphviz()


@pytest.fixture
def service(graphviz: PatientGraphviz) -> Iterator[LayoutService]:
    """In place of the one that all other windows share."""
    service = LayoutService(graphviz)
    yield service
    graphviz.may.set()
    service.close()


def network(lines: int) -> str:
    """A graph in which one line is used by two others."""
    rows = [f"n{i} = tanh(n{i // 2}) + n{max(i - 3, 0)}" for i in range(1, lines)]
    return "\n".join(["n0 = input(0.25)", *rows]) + "\n"


def is_sketched(window: MainWindow) -> bool:
    return window.scene.layout is not None and window.scene.layout.provisional


@pytest.fixture
def sketched(
    window: MainWindow,
    graphviz: PatientGraphviz,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> MainWindow:
    """A window with a large graph, of which Graphviz has no layout yet."""
    graphviz.may.clear()
    monkeypatch.setattr(drawing, "SKETCHED", 30)
    path = tmp_path / "large.cg"
    path.write_text(network(60), encoding="utf-8")
    window.files.open_path(path)
    qtbot.waitUntil(lambda: is_sketched(window), timeout=30_000)
    return window


@pytest.fixture
def arrive(sketched: MainWindow, graphviz: PatientGraphviz, qtbot: QtBot) -> Callable[[], None]:
    """Lets Graphviz's layout come, and waits until it is shown."""

    def arrive() -> None:
        graphviz.may.set()
        qtbot.waitUntil(lambda: settled(sketched) and not is_sketched(sketched), timeout=30_000)

    return arrive


def test_a_large_graph_is_there_before_graphviz_has_laid_it_out(sketched: MainWindow) -> None:
    assert sketched.drawing.busy
    assert sketched.scene.trace is sketched.document.trace
    nodes = list(sketched.scene.picture.nodes.values()) if sketched.scene.picture else []
    assert len(nodes) == 60
    assert sketched.view.is_fitted
    assert sketched.player.schedule is not None


def test_graphviz_takes_over_and_all_of_it_is_in_sight(
    sketched: MainWindow, arrive: Callable[[], None]
) -> None:
    before = sketched.scene.content_rect()
    sketched.view.fit()
    arrive()
    assert sketched.scene.content_rect() != before
    assert sketched.view.is_fitted
    seen = sketched.view.to_viewport(sketched.scene.content_rect())
    assert sketched.view.viewport().rect().adjusted(-2, -2, 2, 2).contains(seen)


def test_the_selected_node_stays_where_it_is_seen(
    sketched: MainWindow, arrive: Callable[[], None]
) -> None:
    sketched.scene.set_selection(["n17"])
    sketched.view.zoom_at(1.3, sketched.view.viewport().rect().center().toPointF())
    sketched.view.show_at(sketched.scene.node_rect("n17").center(), QPoint(300, 250).toPointF())
    arrive()
    assert (place(sketched, "n17") - QPoint(300, 250)).manhattanLength() <= 3
    assert sketched.view.zoom == pytest.approx(1.3)
    assert sketched.scene.selection == ("n17",)


def test_what_the_pointer_is_on_stays_under_it(
    sketched: MainWindow, arrive: Callable[[], None]
) -> None:
    sketched.view.fit()
    sketched.view.zoom_at(1.0, place(sketched, "n30").toPointF())
    seen = place(sketched, "n30")
    sketched.scene.set_hover("n30")
    arrive()
    assert (place(sketched, "n30") - seen).manhattanLength() <= 3


def test_else_the_node_in_the_middle_stays(
    sketched: MainWindow, arrive: Callable[[], None]
) -> None:
    middle = sketched.view.viewport().rect().center()
    sketched.view.zoom_at(1.0, middle.toPointF())
    sketched.view.show_at(sketched.scene.node_rect("n41").center(), middle.toPointF())
    sketched.scene.set_selection(["n0"])
    arrive()
    assert (place(sketched, "n41") - middle).manhattanLength() <= 3


def test_nothing_jumps_while_the_graph_is_held(
    sketched: MainWindow, graphviz: PatientGraphviz, arrive: Callable[[], None], qtbot: QtBot
) -> None:
    press(sketched, CORNER)
    move(sketched, QPoint(60, 40))
    graphviz.may.set()
    qtbot.wait(400)
    assert is_sketched(sketched)
    assert sketched.drawing.busy
    move(sketched, QPoint(90, 70))
    release(sketched, QPoint(90, 70))
    arrive()


def test_whoever_takes_hold_while_the_picture_is_made_is_waited_for(
    sketched: MainWindow,
    graphviz: PatientGraphviz,
    arrive: Callable[[], None],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(drawing, "is_large", lambda _: True)
    monkeypatch.setattr(turns, "TURN_MS", 0)
    graphviz.may.set()
    qtbot.waitUntil(lambda: sketched.drawing._turns.busy, timeout=30_000)
    press(sketched, CORNER)
    monkeypatch.setattr(turns, "TURN_MS", 25)
    qtbot.waitUntil(lambda: not sketched.drawing._turns.busy, timeout=30_000)
    assert is_sketched(sketched)
    release(sketched, CORNER)
    arrive()


def test_cancelled_the_sketch_stays_and_can_be_laid_out_later(
    sketched: MainWindow, graphviz: PatientGraphviz, qtbot: QtBot
) -> None:
    sketched.drawing.cancel()
    qtbot.waitUntil(lambda: not sketched.drawing.busy, timeout=30_000)
    assert is_sketched(sketched)
    assert "cancelled" in sketched.stage.notice.sentence
    sketched.stage.notice.buttons[0].click()
    qtbot.waitUntil(lambda: settled(sketched) and not is_sketched(sketched), timeout=30_000)
    assert sketched.stage.notice.sentence == ""


def test_failed_the_sketch_stays_with_the_reason(
    sketched: MainWindow, graphviz: PatientGraphviz, qtbot: QtBot
) -> None:
    graphviz.error = "Graphviz has no time"
    graphviz.may.set()
    qtbot.waitUntil(lambda: not sketched.drawing.busy, timeout=30_000)
    assert is_sketched(sketched)
    assert "no time" in sketched.stage.notice.sentence


def test_a_value_changed_meanwhile_is_shown_in_both(
    sketched: MainWindow, arrive: Callable[[], None]
) -> None:
    graph = with_leaf_value(sketched.document.graph, "n0", -1.5)
    sketched.document.edit("Change n0", graph)
    assert is_sketched(sketched)
    assert sketched.scene.trace is sketched.document.trace
    arrive()
    assert sketched.scene.trace is sketched.document.trace
    assert sketched.scene.trace.value("n0") == -1.5


def test_a_line_typed_meanwhile_is_laid_out_by_graphviz(
    sketched: MainWindow, arrive: Callable[[], None]
) -> None:
    sketched.document.edit("Add m", parse(network(60) + "m = n3*n4\n"))
    arrive()
    assert sketched.scene.layout is not None
    assert "m" in sketched.scene.layout.nodes


def test_a_layout_that_comes_while_another_picture_is_made_is_not_lost(
    sketched: MainWindow,
    graphviz: PatientGraphviz,
    arrive: Callable[[], None],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(drawing, "LARGE", 10)
    monkeypatch.setattr(turns, "TURN_MS", 0)
    sketched.scene.outdated.emit()
    assert sketched.drawing._turns.busy
    graphviz.may.set()
    qtbot.waitUntil(lambda: sketched.drawing._layouts._late is not None, timeout=30_000)
    monkeypatch.setattr(turns, "TURN_MS", 25)
    arrive()


def test_an_edited_graph_waits_for_graphviz_instead_of_being_sketched(
    sketched: MainWindow, arrive: Callable[[], None], qtbot: QtBot
) -> None:
    arrive()
    shown: list[bool] = []
    sketched.drawing.shown.connect(lambda: shown.append(is_sketched(sketched)))
    sketched.document.edit("Add m", parse(network(60) + "m = n3*n4\n"))
    qtbot.waitUntil(lambda: settled(sketched), timeout=30_000)
    assert shown == [False]


def test_another_direction_is_sketched_as_well(
    sketched: MainWindow, graphviz: PatientGraphviz, arrive: Callable[[], None], qtbot: QtBot
) -> None:
    arrive()
    graphviz.may.clear()
    sketched.drawing.look(View(direction="TB"))
    qtbot.waitUntil(lambda: is_sketched(sketched), timeout=30_000)
    assert sketched.scene.layout is not None
    assert sketched.scene.layout.bounds.height > 0
    assert sketched.scene.layout.nodes["n0"][1] < sketched.scene.layout.nodes["n59"][1]
    arrive()


def test_a_sketch_is_not_exported(sketched: MainWindow) -> None:
    sketched.actions_by_id["export"].trigger()
    assert "not ready" in sketched.stage.notice.sentence


def test_a_small_graph_is_not_sketched(
    window: MainWindow, graphviz: PatientGraphviz, tmp_path: Path, qtbot: QtBot
) -> None:
    before = window.scene.layout
    graphviz.may.clear()
    path = tmp_path / "small.cg"
    path.write_text(network(20), encoding="utf-8")
    window.files.open_path(path)
    qtbot.wait(50)
    assert window.scene.layout is before
    graphviz.may.set()
    qtbot.waitUntil(lambda: settled(window), timeout=30_000)
    assert window.scene.layout is not before
