"""The whole window while a step of learning is stepped through: who follows, and who stays."""

import pytest
from PySide6.QtTest import QTest

from graphviz_app.core.schedule import NEXT, UPDATE
from graphviz_app.core.view import View
from graphviz_app.covered import Asked, is_covered
from graphviz_app.gui.covers.finding import fields_near, numbers_of_step
from graphviz_app.gui.widgets.rows import Sentence
from graphviz_app.gui.window.main_window import MainWindow
from graphviz_app.scene.captions.caption import caption_of
from graphviz_app.scene.captions.card_layout import laid_out
from graphviz_app.scene.typeset.text_line import TextLine
from graphviz_app.theme import LIGHT
from tests.gui.window_steps import inspector_of, settled, type_text
from tests.texts import ONE_STEP

LAYER = """x = input([1, 2])
W = parameter([[0.1, 0.2], [0.3, 0.4]])
b = parameter([0.1, 0.2])
t = target([0, 1])
with group("g"):
    v = parameter(2)
    h = tanh(W @ x + b)*v
L = sum((h - t)**2)
learning_rate(0.1)
"""


def show(window: MainWindow, text: str, view: View) -> None:
    type_text(window, text)
    window.drawing.look(view)
    while not settled(window):
        QTest.qWait(5)
    window.player.scrub(window.player.finished)


def go(window: MainWindow, t: float) -> None:
    window.player.scrub(window.player.finished + t)


@pytest.mark.parametrize("text", [ONE_STEP, LAYER], ids=["neuron", "layer"])
@pytest.mark.parametrize(
    "view",
    [
        View(reading="operators"),
        View(reading="lines", style="wires"),
        View(reading="neurons"),
        View(reading="neurons", bias="edge", stride="level"),
        View(reading="operators", folded=("g",)),
    ],
    ids=["operators", "wires", "neurons", "level", "folded"],
)
def test_every_moment_is_told_and_scrubbing_back_brings_all_back(
    window: MainWindow, text: str, view: View
) -> None:
    show(window, text, view)
    before = window.view.grab().toImage()
    for quarter in range(4 * round(window.player.end - window.player.finished) + 1):
        go(window, quarter / 4)
        caption = window.stage.caption.caption
        assert caption is not None
        assert caption.rows or caption.sentence
        window.view.grab()
    assert window.scene.frame is not None
    assert window.scene.frame.kind is NEXT
    assert window.document.graph == window.document.trace.graph
    go(window, 0)
    assert window.view.grab().toImage() == before


def test_the_inspector_and_the_text_follow_the_parameter(window: MainWindow) -> None:
    show(window, ONE_STEP, View(reading="operators"))
    elements, lines = [], []
    for t in (1, 2):
        go(window, t)
        elements.append(inspector_of(window).element)
        assert window.conversation.subject is not None
        lines.append(window.conversation.subject.nodes)
    assert (elements, lines) == (["w", "b"], [("w",), ("b",)])
    show(window, ONE_STEP, View(reading="neurons"))
    go(window, 1)
    assert window.drawing.run is not None
    assert inspector_of(window).element == window.drawing.run.reading.weights["w"][0]


def test_in_the_next_run_the_inspector_still_tells_what_the_step_did(window: MainWindow) -> None:
    show(window, ONE_STEP, View(reading="operators"))
    said = []
    for t in (0, window.player.end - window.player.finished):
        go(window, t)
        rows = inspector_of(window)._rows()
        said.append([row.text for row in rows if isinstance(row, Sentence) and "After" in row.text])
    assert said[0] == said[1] == ["After the step L falls from 0.2600 to 0.2254."]


def test_what_is_edited_in_the_next_run_is_still_the_document(window: MainWindow) -> None:
    show(window, ONE_STEP, View(reading="operators"))
    go(window, window.player.end - window.player.finished)
    assert window.drawing.shows(window.document.trace)
    type_text(window, ONE_STEP.replace("1.5", "2"))
    while not settled(window):
        QTest.qWait(5)
    assert window.player.t == window.player.end
    assert window.scene.run is not None
    assert window.scene.run.value("x") == 2


def test_the_new_value_that_is_asked_for_stands_on_the_graph_in_the_update(
    window: MainWindow,
) -> None:
    show(window, ONE_STEP + "after(w) == ?\n", View(reading="operators"))
    asked = Asked("after", "w")
    assert asked not in {one.field.asked for one in fields_near(window.scene)}
    go(window, 1)
    assert {one.field.asked for one in fields_near(window.scene)} == {asked}
    assert list(numbers_of_step(window.scene)) == [asked]
    caption = window.stage.caption.caption
    assert caption is not None
    assert "-0.69" not in str(caption.rows)
    window.on_graph.covering.reveal([asked])
    while not settled(window):
        QTest.qWait(5)
    assert window.player.frame is not None
    assert not is_covered(window.player.frame.new_value("w"))
    caption = window.stage.caption.caption
    assert caption is not None
    assert "-0.6912" in caption.rows[-1].numbers


def test_a_lecture_covers_what_a_parameter_becomes_until_the_next_moves(
    window: MainWindow,
) -> None:
    show(window, ONE_STEP, View(reading="lines"))
    window.actions_by_id["cover_steps"].trigger()
    told = []
    for t in (1.0, 1.5, 2.0, 2.5):
        go(window, t)
        while not settled(window):
            QTest.qWait(5)
        told.append([window.on_graph.covering.is_covered(Asked("after", id_)) for id_ in "wb"])
        assert window.scene.frame is not None
        kind = window.scene.frame.kind
        assert kind is (UPDATE if t <= 2 else NEXT)
    assert told == [[True, True], [False, True], [False, True], [False, False]]


def test_lines_of_a_step_that_have_no_room_are_in_the_inspector(window: MainWindow) -> None:
    rows = ", ".join(f"[{', '.join(f'0.{k}{j}25' for k in range(1, 7))}]" for j in range(6))
    text = f"x = input([1, 2, 3, 4, 5, 6])\nW = parameter([{rows}])\nL = sum(W @ x)\n"
    show(window, f'{text}descent("adam", rate=0.1)\n', View(reading="operators"))
    go(window, 1.0)
    assert window.player.frame is not None
    caption = caption_of(window.player.frame)
    assert len(caption.rows) > 1
    layout = laid_out(caption, LIGHT, 420, 70)
    told = [placed.ink.content for placed in layout.placed if isinstance(placed.ink, TextLine)]
    assert "and 1 more: the inspector has all, at W" in told
    assert not any("in the picture" in words for words in told)
