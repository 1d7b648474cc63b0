"""A lecture: what a step finds is covered, guessed, revealed; the document stays as it is."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from graphviz_app.covered import Asked, Field, is_covered
from graphviz_app.gui.covers.finding import box_of, fields_near
from graphviz_app.gui.window.main_window import MainWindow
from tests.gui.window_steps import settled

KEY = Qt.Key


@pytest.fixture
def lecture(window: MainWindow) -> Iterator[MainWindow]:
    """A presentation at its start, in which each step is covered."""
    window.drawing.look(window.drawing.view._replace(reading="lines"))
    while not settled(window):
        QTest.qWait(5)
    window.actions_by_id["cover_steps"].trigger()
    window.presentation.begin()
    QTest.qWait(50)
    while not settled(window):
        QTest.qWait(5)
    window.player.to_start()
    yield window
    window.presentation.leave()


def press(window: MainWindow, key: Qt.Key) -> None:
    window.view.setFocus()
    QTest.keyClick(window.view, key)
    while window.player.moving:
        QTest.qWait(5)
    QTest.qWait(1)


def covered(window: MainWindow, id_: str) -> bool:
    trace = window.scene.trace
    assert trace is not None
    return is_covered(trace.value(id_))


def test_page_down_first_reveals_then_steps(lecture: MainWindow) -> None:
    times = []
    for _ in range(4):
        press(lecture, KEY.Key_PageDown)
        times.append((lecture.player.t, covered(lecture, "z"), covered(lecture, "a")))
    assert times == [(1, True, True), (1, False, True), (2, False, True), (2, False, False)]


def test_the_arrow_steps_on_and_the_next_step_tells_what_was_not_revealed(
    lecture: MainWindow,
) -> None:
    press(lecture, KEY.Key_Right)
    assert (lecture.player.t, covered(lecture, "z")) == (1, True)
    press(lecture, KEY.Key_Right)
    assert (lecture.player.t, covered(lecture, "z"), covered(lecture, "a")) == (2, False, True)
    press(lecture, KEY.Key_Left)
    assert covered(lecture, "z")


def test_the_caption_says_nothing_of_it(lecture: MainWindow) -> None:
    press(lecture, KEY.Key_PageDown)
    strip = lecture.stage.strip
    assert strip is not None
    assert "= ?" in strip.accessibleName()
    press(lecture, KEY.Key_Return)
    assert "?" not in strip.accessibleName()


def test_what_is_called_out_is_typed_and_stands_beside_the_true_number(
    lecture: MainWindow,
) -> None:
    before = lecture.document.text
    press(lecture, KEY.Key_PageDown)
    press(lecture, KEY.Key_3)
    box = lecture.on_graph.answering.box
    assert (box.number, box.text()) == (Asked("value", "z"), "3")
    QTest.keyClick(box, KEY.Key_Return)
    QTest.qWait(5)
    assert not covered(lecture, "z")
    trace = lecture.scene.trace
    assert trace is not None
    assert trace.covers is not None
    assert trace.covers.written[Asked("value", "z")] == Field(Asked("value", "z"), "3", "wrong")
    assert lecture.drawing.view.reading == "lines"
    assert lecture.document.text == before
    assert not lecture.scene.selection


def test_a_guess_is_marked_once_also_while_its_number_goes_on(lecture: MainWindow) -> None:
    press(lecture, KEY.Key_PageDown)
    press(lecture, KEY.Key_3)
    QTest.keyClick(lecture.on_graph.answering.box, KEY.Key_Return)
    press(lecture, KEY.Key_Right)
    scene, z = lecture.scene, Asked("value", "z")
    assert len([one for one in fields_near(scene) if one.field.asked == z]) > 1
    marks = lecture.on_graph.marks
    assert marks is not None
    marked = [one.box for one in marks.marked() if one.field.asked == z]
    assert marked == [box_of(scene, z)]
    assert scene.picture is not None
    assert scene.picture.places.rects_of("z")[0].contains(marked[0])


def test_gradients_are_covered_step_by_step_too(lecture: MainWindow) -> None:
    schedule = lecture.player.schedule
    assert schedule is not None
    lecture.player.scrub(float(schedule.parts[1].start + 2))
    now = lecture.on_graph.revealing.covered_now
    assert now
    assert {number.kind for number in now} == {"grad"}
    press(lecture, KEY.Key_PageDown)
    assert not lecture.on_graph.revealing.covered_now


def test_what_the_last_step_found_is_typed_and_revealed_at_the_end_too(
    lecture: MainWindow,
) -> None:
    press(lecture, KEY.Key_End)
    reading, left = lecture.drawing.view.reading, lecture.on_graph.revealing.covered_now
    assert left
    press(lecture, KEY.Key_2)
    assert lecture.on_graph.answering.box.number == left[0]
    assert lecture.drawing.view.reading == reading
    QTest.keyClick(lecture.on_graph.answering.box, KEY.Key_Escape)
    press(lecture, KEY.Key_PageDown)
    assert not lecture.on_graph.revealing.covered_now


def test_all_values_are_covered_until_they_are_revealed(window: MainWindow) -> None:
    window.actions_by_id["cover_values"].trigger()
    assert all(covered(window, id_) for id_ in ("z", "a", "L"))
    assert not covered(window, "x")
    window.actions_by_id["reveal_all"].trigger()
    assert not any(covered(window, id_) for id_ in ("z", "a", "L"))
    window.actions_by_id["reveal_all"].trigger()
    assert covered(window, "a")
    window.actions_by_id["cover_values"].trigger()
    assert not covered(window, "a")
