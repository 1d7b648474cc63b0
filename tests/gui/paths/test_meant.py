"""Paths lead between what is selected, or to the output; what is out of date is not shown."""

from collections.abc import Callable
from pathlib import Path as File

from pytestqt.qtbot import QtBot

from graphviz_app.core.autodiff import run
from graphviz_app.core.paths import ledger
from graphviz_app.core.read_as import read_as
from graphviz_app.formats import parse
from graphviz_app.gui.paths.meant import drawn, following, selected
from graphviz_app.gui.paths.paths_page import PathsPage
from graphviz_app.gui.paths.reckoning import Asked
from graphviz_app.gui.window.main_window import MainWindow

TWO = "x = input(2)\na = 3*x\nb = x**2\ny = a*b\n"
LINES = read_as(run(parse(TWO)), "lines")


def opened(window: MainWindow, folder: File, qtbot: QtBot) -> MainWindow:
    """A window with its page of paths in front."""
    file = folder / "graph.cg"
    file.write_text(TWO, encoding="utf-8")
    window.start(file)
    qtbot.waitUntil(lambda: window.drawing.schedule is not None and not window.drawing.busy)
    window.actions_by_id["show_paths"].trigger()
    return window


def test_a_single_node_leads_to_the_output_and_the_output_nowhere() -> None:
    assert selected(LINES, ["x"]) == ("x", "y")
    assert selected(LINES, ["x", "b"]) == ("x", "b")
    assert selected(LINES, ["y"]) == ("", "y")
    assert selected(None, ["x"]) == ("x", "")


def test_what_led_to_the_output_leads_to_another_one() -> None:
    other = read_as(run(parse(f"{TWO}output(a)\n")), "lines")
    assert drawn(other, following(LINES, ("x", "y"))) == ("x", "a")
    assert drawn(other, following(LINES, ("x", "b"))) == ("x", "b")
    assert drawn(other, ("gone", "gone")) == ("", "a")


def test_the_page_shows_no_paths_of_another_drawing_or_output(
    make_window: Callable[[], MainWindow], tmp_path: File, qtbot: QtBot
) -> None:
    window = opened(make_window(), tmp_path, qtbot)
    page = window.panels.of(PathsPage)
    window.scene.set_selection(["x"])
    before = page.ledger
    assert before is not None
    late = Asked(LINES, "x", "y")
    page._show_ledger(late, ledger(*late))
    assert page.ledger is before
    window.left.text.editor.setPlainText(f"{TWO}output(a)\n")
    qtbot.waitUntil(lambda: page.ends_now == ("x", "a"))


def test_a_path_that_was_chosen_is_not_lit_in_another_graph_when_its_page_is_shown_again(
    make_window: Callable[[], MainWindow], tmp_path: File, qtbot: QtBot
) -> None:
    window = opened(make_window(), tmp_path, qtbot)
    page = window.panels.of(PathsPage)
    window.scene.set_selection(["x"])
    page.play_chosen()
    page.view.setCurrentIndex(page.view.rows.index(1))
    assert window.scene._marks.path
    window.actions_by_id["inspector"].trigger()
    window.left.text.editor.setPlainText("x = input(2)\ny = 2*x\n")
    qtbot.waitUntil(lambda: "a" not in window.document.graph.nodes and not window.drawing.busy)
    window.actions_by_id["show_paths"].trigger()
    qtbot.wait(1)
    assert not window.scene._marks.path


def test_in_a_presentation_a_path_of_what_is_drawn_now_is_walked(
    make_window: Callable[[], MainWindow], tmp_path: File, qtbot: QtBot
) -> None:
    window = opened(make_window(), tmp_path, qtbot)
    window.scene.set_selection(["x"])
    window.presentation.begin()
    other = tmp_path / "other.cg"
    other.write_text("x = input(2)\ny = 2*x\n", encoding="utf-8")
    window.start(other)
    qtbot.waitUntil(lambda: "a" not in window.document.graph.nodes and not window.drawing.busy)
    window.scene.set_selection(["x"])
    window.show_page("paths")
    assert window.walks.walker.path is not None
    assert window.walks.walker.path.nodes[-1] == "y"
    assert window.scene.frame is not None
    assert window.scene.frame.run is window.scene.run
