"""Four views of one step: picture, caption, composition and text; each of them leads the others."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from graphviz_app.core.schedule import BACKWARD, FORWARD
from graphviz_app.gui.play.composition_row import CompositionRow
from graphviz_app.gui.window.main_window import MainWindow
from tests.gui.window_steps import type_text

TEXT = "x = input(1)\nu = -x\nv = exp(u)\nw = v + 1\nf = 1/w\n"


@pytest.fixture
def row(window: MainWindow, qtbot: QtBot) -> CompositionRow:
    window.resize(1200, 900)
    write(window, qtbot, TEXT, "f")
    window.player.to_start()
    return window.stage.composition


def write(window: MainWindow, qtbot: QtBot, text: str, output: str) -> None:
    type_text(window, text + "\n")
    qtbot.waitUntil(lambda: window.scene.run is not None and window.scene.run.output == output)


def click(row: CompositionRow, qtbot: QtBot, line: str) -> None:
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=row.place_of(line).toPoint())


def lit(window: MainWindow) -> tuple[str, ...]:
    frame = window.player.frame
    assert frame is not None
    return frame.moment.nodes if frame.moment else ()


def test_the_part_under_way_is_marked(window: MainWindow, row: CompositionRow) -> None:
    assert "".join(token.latex for token in row.tokens) == "f(w(v(u(x))))"
    for line in "uvwf":
        window.player.scrub(window.player.t + 1)
        assert row.marked == {line}
    window.player.scrub(window.player.t + 2)
    assert row.marked == {"f"}
    assert row._tone == "gradient"


def test_a_click_on_a_name_goes_to_its_step(
    window: MainWindow, row: CompositionRow, qtbot: QtBot
) -> None:
    click(row, qtbot, "v")
    assert lit(window) == ("v",)
    assert row.marked == {"v"}
    click(row, qtbot, "v")
    frame = window.player.frame
    assert frame is not None
    assert frame.kind is BACKWARD
    assert frame.shows_gradient("v")
    click(row, qtbot, "u")
    frame = window.player.frame
    assert frame is not None
    assert frame.kind is BACKWARD
    assert frame.shows_gradient("u")


def test_the_number_of_a_line_goes_to_its_step(
    window: MainWindow, row: CompositionRow, qtbot: QtBot
) -> None:
    window.left.text.editor.number_clicked.emit(3)
    assert lit(window) == ("w",)
    assert row.marked == {"w"}


def test_the_key_goes_to_the_step_of_what_is_selected(
    window: MainWindow, row: CompositionRow
) -> None:
    window.scene.set_selection(["v"])
    window.actions_by_id["go_to_step"].trigger()
    frame = window.player.frame
    assert frame is not None
    assert frame.t == frame.schedule.time_of("v", FORWARD)
    window.actions_by_id["go_to_step"].trigger()
    frame = window.player.frame
    assert frame is not None
    assert frame.t == frame.schedule.time_of("v", BACKWARD)


def test_the_wheel_steps(window: MainWindow, row: CompositionRow, qtbot: QtBot) -> None:
    for turn, at in ((-120, 1.0), (-60, 1.0), (-60, 2.0), (120, 1.0)):
        turned(row, turn)
        qtbot.waitUntil(lambda: not window.player.moving)
        assert window.player.t == at


def test_the_caption_steps_as_well(window: MainWindow, row: CompositionRow, qtbot: QtBot) -> None:
    caption = window.stage.caption
    for at in (1.0, 2.0):
        qtbot.mouseClick(caption, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: not window.player.moving)
        assert window.player.t == at
    turned(caption, 120)
    qtbot.waitUntil(lambda: not window.player.moving)
    assert row.marked == {"u"}


def turned(row: QWidget, angle: int) -> None:
    middle = QPointF(row.rect().center())
    row.wheelEvent(
        QWheelEvent(
            middle,
            row.mapToGlobal(middle),
            QPoint(),
            QPoint(0, angle),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
    )


def test_it_can_be_left_out_and_gives_its_room_to_the_graph(
    window: MainWindow, row: CompositionRow
) -> None:
    assert row.isVisible()
    before = window.view.room.height()
    window.actions_by_id["composition"].trigger()
    assert not row.isVisible()
    assert window.view.room.height() > before


def test_a_row_that_is_too_long_shows_what_is_under_way(window: MainWindow, qtbot: QtBot) -> None:
    lines = [f"name{i} = name{i - 1}*2" for i in range(1, 40)]
    write(window, qtbot, "\n".join(["name0 = input(1)", *lines]), "name39")
    row = window.stage.composition
    for line in ("name39", "name1", "name20"):
        window.conversation.step_to(line)
        assert row.marked == {line}
        assert 0 <= row.place_of(line).x() <= row.width()


def test_numbers_and_names_inside_a_neuron_are_found(window: MainWindow, qtbot: QtBot) -> None:
    text = "x = input(1)\nw = parameter(2)\nb = parameter(1)\nz = w*x + b\na = tanh(z)\nL = a*a\n"
    write(window, qtbot, text, "L")
    window.actions_by_id["neurons"].trigger()
    qtbot.waitUntil(lambda: window.scene.reading is not None and bool(window.scene.reading.neurons))
    window.player.to_start()
    window.conversation.step_to("z")
    assert lit(window) == ("a",)
    assert window.stage.composition.marked == {"a", "z"}
    window.conversation.step_to("w")
    assert window.player.frame is not None


def test_another_number_leaves_the_row_as_it_is(
    window: MainWindow, row: CompositionRow, qtbot: QtBot
) -> None:
    tokens, name = row.tokens, row.accessibleName()
    write(window, qtbot, TEXT.replace("input(1)", "input(3)"), "f")
    assert window.document.trace.value("x") == 3.0
    assert row.tokens is tokens
    assert row.accessibleName() == name


def test_another_line_is_in_the_row_and_in_its_words(
    window: MainWindow, row: CompositionRow, qtbot: QtBot
) -> None:
    write(window, qtbot, TEXT.replace("f = 1/w", "g = w**2\nh = 1/g"), "h")
    assert "".join(token.latex for token in row.tokens) == "h(g(w(v(u(x)))))"
    assert "h(g(w(v(u(x)))))" in row.accessibleName()
