"""The page of proofs: what is asked for is proved, what is pushed is seen, nothing is changed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from graphviz_app.core.covering import covered
from graphviz_app.core.covers import Covers
from graphviz_app.core.read_as import read_as
from graphviz_app.gui.proof import proof_half
from graphviz_app.gui.proof.proof_page import ProofPage
from graphviz_app.gui.widgets.parts import NumberLabel
from graphviz_app.gui.widgets.plain import PlainLabel
from graphviz_app.gui.window.main_window import MainWindow
from tests.gui.window_steps import inspector_of, settled, type_text


@pytest.fixture(autouse=True)
def without_torch(monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes seconds; what it says is tested by itself."""
    monkeypatch.setattr(proof_half, "has_torch", lambda: False)


@pytest.fixture
def page(window: MainWindow) -> ProofPage:
    """The page in front."""
    window.show_page("proof")
    return window.panels.of(ProofPage)


def words(page: ProofPage) -> list[str]:
    QApplication.processEvents()  # new rows are shown when the layout has its turn
    labels = page.findChildren(PlainLabel)
    return [label.text() for label in labels if label.isVisible() and label.text()]


def prove(qtbot: QtBot, page: ProofPage) -> None:
    qtbot.mouseClick(page.proof.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.proof.proving.busy)


def test_a_press_proves_every_leaf_beside_its_difference(qtbot: QtBot, page: ProofPage) -> None:
    assert page.proof.button.text() == "Prove all 3 gradients"
    prove(qtbot, page)
    assert page.proof.proofs.keys() == {"x", "w", "b"}
    told = words(page)
    assert "3 of 3 gradients agree" in told
    assert told.count("✓ good") == 3
    assert "PyTorch is not installed, so it was not asked." in told
    numbers = {n.accessibleName(): n.value for n in page.findChildren(NumberLabel)}
    trace = page.proof._trace
    assert trace is not None
    for leaf in ("x", "w", "b"):
        assert numbers[f"Gradient of {leaf}"] == trace.gradient(leaf)
        assert numbers[f"Difference for {leaf}"] == pytest.approx(trace.gradient(leaf))


def test_the_keys_stay_on_the_page_when_all_is_proved(
    qtbot: QtBot, window: MainWindow, page: ProofPage
) -> None:
    page.proof.button.setFocus()
    qtbot.keyClick(page.proof.button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not page.proof.proving.busy)
    assert page.proof.copy.hasFocus()
    type_text(window, window.left.text.text().replace("1.5", "2.5"))
    qtbot.waitUntil(lambda: settled(window))
    QApplication.processEvents()
    buttons = page.findChildren(QToolButton)
    badge = next(b for b in buttons if b.property("badge") and b.isVisible())
    badge.setFocus()
    page.proof.prove("x")
    qtbot.waitUntil(lambda: not page.proof.proving.busy)
    QApplication.processEvents()
    assert page.isAncestorOf(window.focusWidget())


def test_one_leaf_can_be_proved_by_itself(qtbot: QtBot, page: ProofPage) -> None:
    page.proof.prove("w")
    qtbot.waitUntil(lambda: not page.proof.proving.busy)
    assert page.proof.proofs.keys() == {"w"}
    assert page.proof.button.isVisible()
    assert "1 of 1 gradient agrees" in words(page)


def test_proofs_are_kept_when_only_the_view_changes_and_dropped_with_the_numbers(
    qtbot: QtBot, window: MainWindow, page: ProofPage
) -> None:
    prove(qtbot, page)
    for kind in ("lines", "neurons"):
        window.actions_by_id[kind].trigger()
        qtbot.waitUntil(lambda: settled(window))
        assert len(page.proof.proofs) == 3
    type_text(window, window.left.text.text().replace("1.5", "2.5"))
    qtbot.waitUntil(lambda: settled(window))
    assert not page.proof.proofs
    assert "3 of 3 gradients agree" not in words(page)


def test_what_is_being_proved_of_former_numbers_is_dropped(
    qtbot: QtBot, window: MainWindow, page: ProofPage
) -> None:
    ended: list[object] = []
    page.proof.proving.ended.connect(ended.append)
    page.proof.prove()
    type_text(window, window.left.text.text().replace("1.5", "2.5"))
    qtbot.waitUntil(lambda: settled(window))
    qtbot.wait(200)
    assert not ended
    assert not page.proof.proofs
    assert not page.proof.proving.busy


def test_long_proofs_show_how_far_they_are_and_are_cancelled(
    qtbot: QtBot, window: MainWindow, page: ProofPage
) -> None:
    rows = [[0.01 * (i + j) for j in range(30)] for i in range(30)]
    type_text(window, f"W = parameter({rows})\nv = input({rows[3]})\nL = sum(tanh(W @ v))\n")
    qtbot.waitUntil(lambda: settled(window))
    with qtbot.waitSignal(page.proof.proving.moved) as told:
        page.proof.prove()
    done, total = told.args
    assert done < total == 430
    assert page.proof.button.text() == "Cancel"
    qtbot.mouseClick(page.proof.button, Qt.MouseButton.LeftButton)
    assert not page.proof.proving.busy
    assert "W" not in page.proof.proofs


def test_what_is_proved_is_copied_as_a_table(qtbot: QtBot, page: ProofPage) -> None:
    prove(qtbot, page)
    qtbot.mouseClick(page.proof.copy, Qt.MouseButton.LeftButton)
    lines = QApplication.clipboard().text().splitlines()
    assert [line.split("\t")[0] for line in lines] == ["leaf", "x", "w", "b"]
    assert "\t".join(lines).count("good") == 3


def test_what_pytorch_says_stands_beside_it(
    qtbot: QtBot, page: ProofPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    prove(qtbot, page)
    trace = page.proof._trace
    assert trace is not None
    told = {"x": trace.gradient("x"), "w": trace.gradient("w"), "b": 5.0}
    page.proof._hear(told)
    lines = words(page)
    assert sum(line.endswith("PyTorch the same") for line in lines) == 2
    assert any(line.endswith("PyTorch 5.0000") for line in lines)
    page.proof._hear("PyTorch could not compute it: out of memory")
    assert "PyTorch could not compute it: out of memory." in words(page)


def test_without_an_output_there_is_nothing_to_prove(
    qtbot: QtBot, window: MainWindow, page: ProofPage
) -> None:
    type_text(window, "x = input(1)\n")
    qtbot.waitUntil(lambda: settled(window))
    page.proof.prove()
    assert not page.proof.proofs
    type_text(window, "x = input(1)\ny = x + ...\n")
    qtbot.waitUntil(lambda: settled(window))
    assert "There is no output, so there are no gradients to prove." in words(page)


def nudge(qtbot: QtBot, page: ProofPage) -> None:
    qtbot.mouseClick(page.switch.buttons[1], Qt.MouseButton.LeftButton)


def changes(window: MainWindow) -> dict[str, float]:
    shown = window.scene._marks.changes
    return {} if shown is None else dict(shown.each)


def test_the_nudge_is_seen_on_the_graph_and_gone_with_its_half(
    qtbot: QtBot, window: MainWindow, page: ProofPage
) -> None:
    before = window.document.trace
    nudge(qtbot, page)
    assert page.nudge.push.choice.currentText() == "w"
    told = page.nudge.nudge
    assert told is not None
    assert changes(window).keys() == told.moves.keys()
    assert changes(window)["w"] == 0.01
    assert any(line.startswith("L moves by") for line in words(page))
    qtbot.mouseClick(page.switch.buttons[0], Qt.MouseButton.LeftButton)
    assert not changes(window)
    assert window.document.trace is before
    assert not window.document.unsaved


def test_the_nudge_goes_with_the_page_and_comes_back_with_it(
    qtbot: QtBot, window: MainWindow, page: ProofPage
) -> None:
    nudge(qtbot, page)
    window.show_page("inspector")
    assert not changes(window)
    window.show_page("proof")
    assert changes(window)
    window.actions_by_id["inspector"].trigger()
    assert not changes(window)


def test_the_nudge_stays_for_a_presentation(
    qtbot: QtBot, window: MainWindow, page: ProofPage
) -> None:
    nudge(qtbot, page)
    window.presentation.toggle()
    qtbot.waitUntil(lambda: not page.isVisible())
    assert changes(window)
    window.presentation.toggle()
    qtbot.waitUntil(page.isVisible)
    assert changes(window)


def test_what_is_selected_is_pushed_but_not_the_step_under_way(
    qtbot: QtBot, window: MainWindow, page: ProofPage
) -> None:
    nudge(qtbot, page)
    window.scene.set_selection(["x"])
    assert page.nudge.push.choice.currentText() == "x"
    assert "x" in changes(window)
    window.scene.set_selection(["z"])
    assert page.nudge.push.choice.currentText() == "x"
    window.scene.set_selection([])
    window.player.to_start()
    for _ in range(len(window.drawing.schedule.moments) if window.drawing.schedule else 0):
        window.player.scrub(window.player.t + 1)
        assert page.nudge.push.choice.currentText() == "x"


@pytest.mark.parametrize(("place", "factor"), [("±", -1.0), ("÷2", 0.5), ("×2", 2.0)])
def test_the_push_is_turned_halved_and_doubled(
    qtbot: QtBot, window: MainWindow, page: ProofPage, place: str, factor: float
) -> None:
    nudge(qtbot, page)
    act, _ = page.nudge.push._buttons[place]
    act()
    assert changes(window)["w"] == pytest.approx(0.01 * factor)


def test_epsilon_is_typed_and_what_is_no_number_is_not_taken(
    qtbot: QtBot, window: MainWindow, page: ProofPage
) -> None:
    nudge(qtbot, page)
    field = page.nudge.push.field
    field.setFocus()
    field.setText("-0.5")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: changes(window).get("w") == -0.5)
    field.setText("much")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert page.nudge.push.epsilon == -0.5


def test_a_leaf_is_typed_and_one_that_is_none_is_marked(
    qtbot: QtBot, window: MainWindow, page: ProofPage
) -> None:
    nudge(qtbot, page)
    push = page.nudge.push
    page.nudge.name("b")
    assert "b" in changes(window)
    page.nudge.name("nowhere")
    assert push._typed.property("wrong")
    assert "b" in changes(window)


def test_an_element_of_a_matrix_is_pushed_also_where_layers_are_read_as_neurons(
    qtbot: QtBot, window: MainWindow, page: ProofPage
) -> None:
    text = "x = input([1, 2])\nW = parameter([[1, 2], [3, 4]])\nh = tanh(0.1*(W @ x))\nL = sum(h)\n"
    type_text(window, text)
    qtbot.waitUntil(lambda: settled(window))
    nudge(qtbot, page)
    page.nudge.name("W[1,0]")
    assert changes(window)["W"] == 0.01
    window.actions_by_id["neurons"].trigger()
    qtbot.waitUntil(lambda: settled(window))
    assert page.nudge.push.choice.currentText() == "W[1,0]"


def test_other_numbers_are_pushed_by_the_same(
    qtbot: QtBot, window: MainWindow, page: ProofPage
) -> None:
    nudge(qtbot, page)
    first = changes(window)["L"]
    type_text(window, window.left.text.text().replace("1.5", "2.5"))
    qtbot.waitUntil(lambda: settled(window))
    shown = window.scene._marks.changes
    assert shown is not None
    assert shown.of is window.document.trace
    assert changes(window)["L"] != first


def test_play_runs_forward_and_holds_where_that_is_over(
    qtbot: QtBot, window: MainWindow, page: ProofPage
) -> None:
    nudge(qtbot, page)
    page.nudge.played.emit()
    player, schedule = window.player, window.drawing.schedule
    assert player.playing
    for _ in range(2000):
        player.advance(0.1)
    assert schedule is not None
    assert (player.t, player.moving) == (schedule.parts[0].end, False)


def test_another_theme_keeps_what_is_shown(
    qtbot: QtBot, window: MainWindow, page: ProofPage
) -> None:
    prove(qtbot, page)
    nudge(qtbot, page)
    page.nudge.push.push(0.25)
    window.actions_by_id["theme_dark"].trigger()
    assert page.nudge.push.epsilon == 0.25
    assert page.nudge.push.choice.currentText() == "w"
    assert len(page.proof.proofs) == 3
    page.nudge.push.push(0.5)
    assert changes(window)["w"] == 0.5


def test_the_badge_in_the_inspector_proves_one_gradient_where_it_stands(
    qtbot: QtBot, window: MainWindow
) -> None:
    inspector = inspector_of(window)
    window.show_page("inspector")
    window.scene.set_selection(["w"])
    (badge,) = (b for b in inspector.findChildren(QToolButton) if b.property("badge"))
    qtbot.mouseClick(badge, Qt.MouseButton.LeftButton)
    told = [label.text() for label in inspector.findChildren(PlainLabel)]
    assert any(text.startswith("✓ = central difference to ") for text in told)
    assert not badge.isVisible()


def test_what_is_asked_for_is_neither_proved_nor_pushed(
    qtbot: QtBot, window: MainWindow, page: ProofPage
) -> None:
    run = window.scene.run
    assert run is not None
    asked = covered(run.whole, Covers(gradients=frozenset({"w"})))
    page.set_run(read_as(asked, "operators"))
    assert "w" not in page.proof.leaves
    prove(qtbot, page)
    assert page.proof.proofs.keys() == set(page.proof.leaves)
    nudge(qtbot, page)
    assert not changes(window)
    assert "Numbers are asked for here: a push would tell them." in words(page)
    page.set_run(run)
    assert changes(window)


def test_a_gradient_that_is_asked_for_has_no_badge(window: MainWindow) -> None:
    inspector, run = inspector_of(window), window.scene.run
    assert run is not None
    inspector.set_run(read_as(covered(run.whole, Covers(gradients=frozenset({"w"}))), "operators"))
    inspector.show_element("w")
    (badge,) = (b for b in inspector.findChildren(QToolButton) if b.property("badge"))
    assert badge.isHidden()
