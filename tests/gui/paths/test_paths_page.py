"""The page of paths follows what is selected or typed, lights what is chosen, and goes along it."""

from collections.abc import Callable
from pathlib import Path as File

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from graphviz_app.frames import Along
from graphviz_app.gui.paths.paths_page import PathsPage
from graphviz_app.gui.widgets.sheet import Jump
from graphviz_app.gui.window.main_window import MainWindow
from graphviz_app.scene.graph_scene import GraphScene

Open = Callable[..., tuple[MainWindow, PathsPage]]
TWO = "x = input(2)\na = 3*x\nb = x**2\ny = a*b\n"
MATRICES = "W = parameter([[1, 2], [3, 4]])\nx = input([5, 6])\nz = W @ x\nL = sum(z*z + z)\n"


@pytest.fixture
def open_text(make_window: Callable[[], MainWindow], tmp_path: File, qtbot: QtBot) -> Open:
    """A window with this text laid out, and its page of paths in front."""

    def open_(text: str, reading: str = "") -> tuple[MainWindow, PathsPage]:
        file = tmp_path / "graph.cg"
        file.write_text(text, encoding="utf-8")
        window = make_window()
        window.resize(1200, 800)
        window.start(file)
        qtbot.waitUntil(lambda: window.drawing.schedule is not None and not window.drawing.busy)
        if reading:
            window.actions_by_id[reading].trigger()
            qtbot.waitUntil(lambda: _is_read_as(window, reading))
        window.actions_by_id["show_paths"].trigger()
        return window, window.panels.of(PathsPage)

    return open_


def _is_read_as(window: MainWindow, reading: str) -> bool:
    shown = window.scene.reading
    return shown is not None and shown.kind == reading and not window.drawing.busy


def lit(scene: GraphScene) -> tuple[object, ...]:
    return scene._marks.path


def along(window: MainWindow) -> Along | None:
    frame = window.scene.frame
    assert frame is not None
    return frame.along


def rows(page: PathsPage) -> list[str]:
    return [line.names() for line in page.view.rows.lines]


def test_without_a_selection_leaves_are_offered_with_their_counts(open_text: Open) -> None:
    window, page = open_text(TWO)
    assert page.ends_now == ("", "y")
    assert not page.offer.isHidden()
    page.offer.chosen.emit("x")
    assert window.scene.selection == ("x",)
    assert page.offer.isHidden()


def test_keys_stay_on_the_page_when_an_offer_is_taken(open_text: Open, qtbot: QtBot) -> None:
    window, page = open_text(TWO)
    qtbot.waitUntil(page.isVisible)
    button = page.offer.findChild(Jump)
    assert isinstance(button, Jump)
    button.setFocus()
    button.click()
    assert page.offer.isHidden()
    assert window.focusWidget() is page


def test_a_selected_node_leads_to_the_output(open_text: Open) -> None:
    window, page = open_text(TWO)
    window.scene.set_selection(["x"])
    assert page.ends_now == ("x", "y")
    assert rows(page) == ["x → b → y", "x → a → y"]
    assert [line.product for line in page.view.rows.lines] == ["24.0000", "12.0000"]
    assert page.head.count.text() == "2 paths"
    assert page.foot.words.text() == "sum 36.0000 = ∂y/∂x ✓"


def test_of_two_selected_nodes_the_first_leads_to_the_second(open_text: Open) -> None:
    window, page = open_text(TWO)
    window.scene.set_selection(["x", "b"])
    assert page.ends_now == ("x", "b")
    assert rows(page) == ["x → b"]
    page.ends.swap.click()
    assert page.ends_now == ("b", "x")
    assert "lead the other way" in page.card.sentence.text()


def test_ends_can_be_typed_and_what_there_is_not_is_marked(open_text: Open) -> None:
    window, page = open_text(TWO)
    page.ends.source.setText("q")
    page.ends.source.returnPressed.emit()
    assert page.ends.source.property("wrong") is True
    assert page.ends_now == ("", "y")
    page.ends.source.setText("x")
    page.ends.target.setText("a")
    page.ends.target.returnPressed.emit()
    assert page.ends_now == ("x", "a")
    assert rows(page) == ["x → a"]
    assert window.scene.selection == ()


def test_order_can_be_that_of_the_graph(open_text: Open) -> None:
    window, page = open_text(TWO)
    window.scene.set_selection(["x"])
    page.orders.button(1).click()
    assert rows(page) == ["x → a → y", "x → b → y"]
    assert [line.so_far for line in page.view.rows.lines] == ["12.0000", "36.0000"]


def test_a_chosen_path_is_lit_in_every_reading(open_text: Open) -> None:
    window, page = open_text(TWO)
    scene = window.scene
    scene.set_selection(["x"])
    page.view.setCurrentIndex(page.view.rows.index(1))
    assert scene.reading is not None
    edges = {scene.reading.edges[e][:2] for e in lit(scene) if isinstance(e, int)}
    assert edges == {("x", "a"), ("a", "y")}
    assert {e for e in lit(scene) if isinstance(e, str)} == {"x", "a", "y"}
    QTest.keyClick(page.view, Qt.Key.Key_Escape)
    assert lit(scene) == ()


def test_a_pointed_at_path_is_lit_as_long_as_it_is(open_text: Open) -> None:
    window, page = open_text(TWO)
    window.scene.set_selection(["x"])
    page.view.setCurrentIndex(page.view.rows.index(0))
    chosen = lit(window.scene)
    page.view.point_at(page.view.rows.index(1))
    assert lit(window.scene) not in ((), chosen)
    page.view.point_at(page.view.rootIndex())
    assert lit(window.scene) == chosen


def test_the_light_goes_with_the_page_but_stays_for_a_presentation(
    open_text: Open, qtbot: QtBot
) -> None:
    window, page = open_text(TWO)
    window.scene.set_selection(["x"])
    page.view.setCurrentIndex(page.view.rows.index(0))
    chosen = lit(window.scene)
    window.show_page("proof")
    assert lit(window.scene) == ()
    window.show_page("paths")
    qtbot.waitUntil(lambda: lit(window.scene) == chosen != ())
    window.presentation.begin()
    assert lit(window.scene) == chosen
    window.presentation.leave()
    assert lit(window.scene) == chosen


def test_another_selection_puts_the_light_out(open_text: Open) -> None:
    window, page = open_text(TWO)
    window.scene.set_selection(["x"])
    page.view.setCurrentIndex(page.view.rows.index(0))
    window.scene.set_selection(["a"])
    assert lit(window.scene) == ()
    assert page.view.chosen is None


def test_the_ledger_follows_edited_values_and_keeps_the_chosen_path(
    open_text: Open, qtbot: QtBot
) -> None:
    window, page = open_text(TWO)
    window.scene.set_selection(["x"])
    page.view.setCurrentIndex(page.view.rows.index(1))
    window.value_editing.change("x", 0.5)
    qtbot.waitUntil(lambda: page.foot.words.text() == "sum 2.2500 = ∂y/∂x ✓")
    assert page.view.chosen is not None
    assert page.view.chosen.nodes == ("x", "a", "y")
    assert lit(window.scene)


def test_playing_goes_along_the_path_and_tells_the_product(open_text: Open) -> None:
    window, page = open_text(TWO)
    window.scene.set_selection(["x"])
    page.play.click()
    walker = window.walks.walker
    assert walker.playing
    assert along(window) is not None
    walker.advance(0.5)
    walker.advance(0.5)
    caption = window.stage.caption.caption
    assert caption is not None
    assert "step 2" in caption.note
    assert "24" in caption.rows[0].numbers
    window.player.step_back()
    window.player.advance(0.1)
    assert along(window) is None


def test_a_walk_ends_when_its_path_is_let_go(open_text: Open) -> None:
    window, page = open_text(TWO)
    window.scene.set_selection(["x"])
    page.view.doubleClicked.emit(page.view.rows.index(0))
    assert along(window) is not None
    page.view.choose(None)
    assert along(window) is None


def test_a_chosen_path_stays_lit_while_presenting(open_text: Open) -> None:
    window, page = open_text(TWO)
    window.scene.set_selection(["x"])
    page.view.setCurrentIndex(page.view.rows.index(0))
    shown = lit(window.scene)
    window.presentation.toggle()
    assert lit(window.scene) == shown
    window.presentation.toggle()


def test_in_a_presentation_the_key_goes_along_one_path_after_the_other(open_text: Open) -> None:
    window, _page = open_text(TWO)
    window.scene.set_selection(["x"])
    window.presentation.toggle()
    walked = []
    for _ in range(3):
        window.actions_by_id["show_paths"].trigger()
        now = along(window)
        assert now is not None
        walked.append(now.path.nodes)
    assert walked == [("x", "b", "y"), ("x", "a", "y"), ("x", "b", "y")]
    window.presentation.toggle()


def test_products_of_matrices_are_tables(open_text: Open) -> None:
    window, page = open_text(MATRICES, "operators")
    window.scene.set_selection(["x"])
    tables = [line.table for line in page.view.rows.lines]
    assert [None if table is None else table.shape for table in tables] == [(2,)] * 3
    assert page.foot.table.sizeHint().height() > 0
    assert page.foot.words.text().endswith("= ∂L/∂x ✓")


def test_a_weight_is_followed_from_its_edge(open_text: Open) -> None:
    window, page = open_text(
        "x = input(1)\nw = parameter(2)\nb = parameter(1)\nv = parameter(3)\n"
        "h = sigmoid(w*x + b)\ny = v*h\n",
        "neurons",
    )
    scene = window.scene
    assert scene.reading is not None
    (index,) = scene.reading.weights["w"]
    scene.set_selection([index])
    assert page.ends_now == ("w", "y")
    assert rows(page) == ["w → h → y"]


def test_copied_as_text_and_saved_in_every_form(
    open_text: Open, tmp_path: File, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, page = open_text(TWO)
    window.scene.set_selection(["x"])
    page.view.setFocus()
    keys = Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier
    page.view.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, *keys))
    assert "x → b → y\t4 · 6\t24.0000\t24.0000" in QGuiApplication.clipboard().text()
    for action, suffix in zip(page.save.menu().actions(), ("csv", "md", "tex"), strict=True):
        file = tmp_path / f"ledger.{suffix}"
        monkeypatch.setattr(
            QFileDialog, "getSaveFileName", lambda *_args, at=file: (str(at.with_suffix("")), "")
        )
        action.trigger()
        assert "24" in file.read_text(encoding="utf-8")


def test_many_paths_end_with_one_row_for_the_others(open_text: Open) -> None:
    lines = [f"y{k + 1} = y{k} + 0.5*y{k}" for k in range(8)]
    window, page = open_text("\n".join(["y0 = input(0.3)", *lines]), "operators")
    window.scene.set_selection(["y0"])
    last = page.view.rows.lines[-1]
    assert (last.path, last.title) == (None, "the other 206")
    assert page.head.count.text() == "256 paths"
    assert page.foot.words.text().endswith("✓")
    flags = page.view.rows.flags(page.view.rows.index(50))
    assert not flags & Qt.ItemFlag.ItemIsSelectable
