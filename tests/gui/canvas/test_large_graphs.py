"""Graphs that are too large to be drawn in one go."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from graphviz_app.core.view import View
from graphviz_app.formats import parse, with_leaf_value
from graphviz_app.gui.canvas.showing import large_graph
from graphviz_app.gui.widgets import turns
from graphviz_app.gui.window.main_window import MainWindow
from graphviz_app.layout import Box, Layout
from graphviz_app.layout.engine import too_long
from graphviz_app.theme import DARK
from tests.gui.window_steps import settled, type_text

pytestmark = pytest.mark.usefixtures("small_is_large")


@pytest.fixture
def small_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """A graph of 40 lines is made in pieces."""
    for place in ("gui.canvas.showing.drawing", "scene.graph_scene"):
        monkeypatch.setattr(f"graphviz_app.{place}.LARGE", 60)


def chain(lines: int) -> str:
    """A graph of so many lines."""
    rows = [f"n{i} = tanh(n{i - 1}) + w" for i in range(1, lines)]
    return "\n".join(["w = parameter(0.5)", "n0 = input(0.25)", *rows]) + "\n"


@pytest.fixture
def large(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> MainWindow:
    """A window that shows a large graph, from now on so slow that a test finds it at work."""
    path = tmp_path / "large.cg"
    path.write_text(chain(40), encoding="utf-8")
    window.files.open_path(path)
    qtbot.waitUntil(lambda: settled(window), timeout=30_000)
    monkeypatch.setattr(turns, "TURN_MS", 1)
    return window


def change(window: MainWindow, exponent: float) -> None:
    """The last line is another one: something that numbers alone cannot show."""
    text = chain(40).replace("n39 = ", f"n39 = w**{exponent:g} + ")
    window.document.edit("Change n39", parse(text))


def exponent(window: MainWindow) -> float:
    """Of the graph that is shown."""
    assert window.scene.run is not None
    nodes = window.scene.run.graph.nodes.values()
    return next((float(str(n.attrs["exponent"])) for n in nodes if "exponent" in n.attrs), 0.0)


def test_a_changed_line_is_drawn_in_turns(large: MainWindow, qtbot: QtBot) -> None:
    before = large.scene.picture
    change(large, 7)
    assert large.drawing.busy
    assert large.scene.picture is before
    qtbot.waitUntil(lambda: settled(large), timeout=30_000)
    assert large.drawing._turns.turns >= 1
    assert exponent(large) == 7


def test_a_changed_value_is_shown_at_once_in_the_same_places(large: MainWindow) -> None:
    before = large.scene.picture
    assert before is not None
    graph = with_leaf_value(large.document.graph, "w", -12345.678)
    large.document.edit("Change w", graph)
    assert not large.drawing.busy
    assert large.scene.picture is not None
    assert large.scene.picture.places is before.places
    assert large.scene.trace is large.document.trace
    assert large.scene.picture.faces.node("w").value is not None
    assert large.drawing.schedule is not None
    assert large.drawing.schedule.run is large.scene.run


def test_only_the_newest_line_is_ever_shown(large: MainWindow, qtbot: QtBot) -> None:
    shown: list[float] = []

    def note() -> None:
        assert large.scene.trace is large.document.trace
        shown.append(exponent(large))

    large.drawing.shown.connect(note)
    for value in (5, 6, 7):
        change(large, value)
        QApplication.processEvents()
        assert large.drawing.busy
    qtbot.waitUntil(lambda: settled(large), timeout=30_000)
    assert set(shown) == {7}


def test_cancelled_half_way_the_old_picture_stays(large: MainWindow, qtbot: QtBot) -> None:
    before = large.scene.picture
    change(large, 7)
    QApplication.processEvents()
    assert large.drawing._turns.busy
    large.drawing.cancel()
    assert not large.drawing.busy
    assert large.scene.picture is before
    assert "cancelled" in large.stage.notice.sentence
    large.stage.notice.buttons[0].click()
    qtbot.waitUntil(lambda: settled(large), timeout=30_000)
    assert large.scene.picture is not before


def test_while_it_is_drawn_a_card_says_so(large: MainWindow, qtbot: QtBot) -> None:
    change(large, 7)
    large.drawing._layouts._busy.timeout.emit()
    assert large.stage.busy.isVisible()
    qtbot.waitUntil(lambda: settled(large), timeout=30_000)
    assert not large.stage.busy.isVisible()


def test_another_theme_or_other_numbers_keep_the_place_in_time(
    large: MainWindow, qtbot: QtBot
) -> None:
    large.player.scrub(7.0)
    large.scene.set_theme(DARK)
    qtbot.waitUntil(lambda: not large.drawing.busy, timeout=30_000)
    large.drawing.look(View(values=False))
    qtbot.waitUntil(lambda: not large.drawing.busy, timeout=30_000)
    picture = large.scene.picture
    assert picture is not None
    assert (picture.theme, picture.view.values) == (DARK, False)
    assert large.scene.frame is not None
    assert large.scene.frame.t == 7.0


def test_larger_type_scales_the_picture_and_lays_it_out_anew(
    large: MainWindow, qtbot: QtBot
) -> None:
    width = large.scene.content_rect().width()
    large.looks.set_presenting(True)
    qtbot.waitUntil(lambda: settled(large), timeout=30_000)
    assert large.scene.picture is not None
    assert large.scene.picture.theme.scale > 1
    assert large.scene.content_rect().width() > 1.05 * width


def test_a_small_graph_is_there_at_once(window: MainWindow) -> None:
    type_text(window, window.left.text.text().replace("1.5", "2.5"))
    assert settled(window)


@pytest.fixture
def refused(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """A window with a graph of more nodes than are drawn without asking."""
    monkeypatch.setattr(large_graph, "MAX_DRAWN", 20)
    type_text(window, chain(30))
    return window


def test_what_is_too_large_is_told_and_never_blank(refused: MainWindow) -> None:
    assert not refused.drawing.busy
    assert "60 nodes" in refused.stage.large.words.text()
    assert refused.stage.large.isVisible()
    assert refused.stage.view.geometry().contains(refused.stage.large.geometry())
    assert refused.document.trace.value("w") == 0.5


def test_it_can_be_drawn_anyway(refused: MainWindow, qtbot: QtBot) -> None:
    refused.stage.large.button.click()
    qtbot.waitUntil(lambda: settled(refused), timeout=30_000)
    assert not refused.stage.large.isVisible()
    graph = with_leaf_value(refused.document.graph, "w", 0.75)
    refused.document.edit("Change w", graph)
    qtbot.waitUntil(lambda: settled(refused), timeout=30_000)
    assert refused.scene.trace is not None
    assert refused.scene.trace.value("w") == 0.75


def test_lines_are_counted_where_lines_are_drawn(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(large_graph, "MAX_DRAWN", 20)
    window.drawing.look(View(reading="lines"))
    type_text(window, "x = input(0.5)\nL = " + "tanh(" * 25 + "x" + ")" * 25 + "\n")
    assert window.drawing.refusal == ""
    window.drawing.look(View(reading="operators"))
    assert "26 nodes" in window.drawing.refusal


def test_many_edges_are_told_as_well(refused: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large_graph, "MAX_DRAWN", 100)
    monkeypatch.setattr(large_graph, "MAX_DRAWN_EDGES", 40)
    type_text(refused, chain(31))
    assert "edges" in refused.stage.large.words.text()


def test_the_next_graph_is_drawn_without_asking(refused: MainWindow, qtbot: QtBot) -> None:
    type_text(refused, "x = input(2)\nL = x**2\n")
    qtbot.waitUntil(lambda: settled(refused))
    assert not refused.stage.large.isVisible()


def test_ten_thousand_lines_and_their_leaves_are_drawn_without_asking() -> None:
    rows = [f"n{i} = tanh(n{i - 1})" for i in range(1, 10_001)]
    leaves = [f"x{i} = input(1)" for i in range(500)]
    graph = parse("\n".join(["n0 = input(1)", *leaves, *rows]) + "\n")
    assert large_graph.too_large(graph, "lines") == ""


def test_nobody_is_advised_to_do_what_is_done() -> None:
    graph = parse(chain(7000))
    sentence = large_graph.too_large(graph, "operators")
    assert "14,000 nodes" in sentence
    assert large_graph.too_large(graph, "lines") == ""
    assert "as lines" not in str(too_long(60.0))


def test_a_layout_that_fails_tells_that_the_quick_one_stays() -> None:
    box = Box(0.0, 0.0, 1.0, 1.0)
    shown = Layout({}, (), {}, box, provisional=True)
    assert large_graph.told(too_long(60.0), shown).endswith("the quick layout stays")
    for other in (None, Layout({}, (), {}, box)):
        assert large_graph.told(too_long(60.0), other) == str(too_long(60.0))
