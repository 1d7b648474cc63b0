"""A document's view and labels in the window: used when it opens, kept when it is saved."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from graphviz_app.core.choices import Kind
from graphviz_app.core.graph import Graph
from graphviz_app.core.view import KEPT, USUAL, View
from graphviz_app.formats import load, parse, save
from graphviz_app.gui.documents.document import Document
from graphviz_app.gui.documents.history import TEXT
from graphviz_app.gui.documents.recovery import Recovery
from graphviz_app.gui.documents.state import unread
from graphviz_app.gui.window.main_window import MainWindow
from graphviz_app.gui.window.status import SINGLE, SINGLE_HERE
from tests.gui.conftest import NEURON
from tests.gui.window_steps import change_value, inspector_of, settled, type_text

SAID = View("lines", "TB", values=True, gradients=False, locals=True)
LABELLED = replace(
    parse(NEURON), pins={"w": (3.0, 4.0)}, labels={"w": "Slope", "L": "Loss"}, view=SAID
)
OpenGraph = Callable[[Graph], MainWindow]


def _kept(view: View) -> View:
    """What a document says of it, and of what it does not say."""
    whole = view.over(USUAL)
    said = {name: getattr(whole, name) for name in KEPT}
    return View(**{name: what for name, what in said.items() if what != ()})


@pytest.fixture
def open_graph(make_window: Callable[[], MainWindow], qtbot: QtBot, tmp_path: Path) -> OpenGraph:
    """Saves a graph as a document and opens it, in one window."""
    window = make_window()

    def open_it(graph: Graph) -> MainWindow:
        save(graph, tmp_path / "graph.json")
        window.start(tmp_path / "graph.json")
        qtbot.waitUntil(lambda: settled(window))
        return window

    return open_it


def test_a_document_is_shown_as_it_says(open_graph: OpenGraph) -> None:
    window = open_graph(LABELLED)
    assert window.drawing.view == SAID.over(USUAL)
    assert window.scene.reading is not None
    assert window.scene.reading.kind == "lines"
    assert window.scene.picture is not None
    assert window.scene.picture.view == SAID.over(USUAL)
    checked = {id_ for id_, action in window.actions_by_id.items() if action.isChecked()}
    assert {"lines", "top_bottom", "values", "locals"} <= checked
    assert not {"operators", "left_right", "gradients"} & checked
    assert not window.document.unsaved


def test_a_document_s_view_ends_with_it(open_graph: OpenGraph) -> None:
    window = open_graph(LABELLED)
    open_graph(replace(LABELLED, view=View(gradients=False)))
    usual = USUAL._replace(gradients=False)
    assert window.drawing.view == usual


def test_what_a_document_does_not_say_is_as_the_person_has_chosen(open_graph: OpenGraph) -> None:
    window = open_graph(replace(LABELLED, view=View()))
    window.actions_by_id["top_bottom"].trigger()
    window.actions_by_id["locals"].trigger()
    open_graph(replace(LABELLED, view=View(direction="LR", locals=False)))
    assert window.drawing.view[1:5] == ("LR", True, True, False)
    open_graph(replace(LABELLED, view=View()))
    assert window.drawing.view[1:5] == ("TB", True, True, True)


def test_the_next_start_has_the_person_s_choice_not_the_document_s(
    open_graph: OpenGraph, make_window: Callable[[], MainWindow]
) -> None:
    open_graph(LABELLED).close()
    assert make_window().drawing.view[1:5] == ("auto", True, True, False)


@pytest.mark.parametrize("draft", ["", NEURON + "k = 3\n"])
def test_what_is_recovered_has_its_labels_and_its_view(tmp_path: Path, draft: str) -> None:
    document = Document(present_view=lambda: SAID._replace(reading="operators"))
    document.adopt(LABELLED)
    if draft:
        document.take_text(unread(draft, document.graph))  # the window broke down before it was
    recovery = Recovery(document, tmp_path)
    recovery.write()
    recovery._lock.unlock()  # type: ignore[union-attr]  # its window is gone
    (work,) = Recovery(Document(), tmp_path).found()
    again = Document()
    work.restore(again)
    assert again.graph.labels == LABELLED.labels
    assert again.graph.view == SAID._replace(reading="operators")


def test_a_new_node_of_an_old_name_is_a_stranger(open_graph: OpenGraph) -> None:
    graph = replace(parse("x = 1\nh = x*2\nL = x*3\n"), labels={"h": "Height"})
    window = open_graph(graph)
    window.scene.set_selection(["h"])
    window.editing.delete()
    window.editing.add_node()
    window.stage.entry.setText("exp(x)")
    window.stage.entry.commit()
    assert "h" in window.document.graph.nodes
    assert not window.document.graph.labels


def test_labels_inside_a_line_hold_as_long_as_the_line_does(document: Document) -> None:
    labels = {"L.mul1": "first", "L": "sum"}
    document.adopt(replace(parse("a = 1\nb = 2\nL = a*b + b*b\n"), labels=labels))
    document.edit("Edit text", parse("a = 3\nb = 2\nL = a*b + b*b # x\n"), subject=TEXT)
    assert document.graph.labels == labels
    document.edit("Edit text", parse("a = 3\nb = 2\nL = b*b + a*b\n"), subject=TEXT)
    assert document.graph.labels == {"L": "sum"}


def test_a_gesture_on_the_canvas_keeps_labels_also_of_what_comes_back(
    open_graph: OpenGraph, qtbot: QtBot
) -> None:
    window = open_graph(LABELLED)
    window.scene.set_selection(["w"])
    window.editing.cut()
    assert window.document.graph.labels == {"L": "Loss"}
    window.editing.paste()
    assert window.document.graph.labels == LABELLED.labels
    assert window.document.graph.pins == LABELLED.pins


def test_the_present_view_is_saved_with_the_graph(open_graph: OpenGraph, tmp_path: Path) -> None:
    window = open_graph(LABELLED)
    window.drawing.look(View(reading="operators"))
    window.drawing.look(View(direction="LR"))
    window.drawing.look(View(values=False))
    assert not window.document.unsaved
    assert window.files.save()
    again = load(tmp_path / "graph.json")
    assert again == LABELLED
    assert again.view == _kept(View("operators", "LR", False, False, True))


def test_a_key_switches_between_cards_and_wires_and_the_document_keeps_it(
    open_graph: OpenGraph, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_graph(LABELLED)
    for style in ("wires", "cards", "wires"):
        qtbot.keyClick(window.view, Qt.Key.Key_W)
        qtbot.waitUntil(lambda: settled(window))
        assert window.scene.picture is not None
        assert window.scene.picture.view.style == style
        checked = {id_ for id_ in ("cards", "wires") if window.actions_by_id[id_].isChecked()}
        assert checked == {style}
    window.actions_by_id["edges_none"].trigger()
    qtbot.waitUntil(lambda: settled(window))
    assert window.scene.picture is not None
    assert not any(edge.has_label for edge in window.scene.picture.edges)
    assert window.files.save()
    view = load(tmp_path / "graph.json").view
    assert (view.style, view.edge_numbers) == ("wires", "none")


def test_what_is_shown_never_has_forms_of_one_style_in_places_of_another(
    open_graph: OpenGraph, qtbot: QtBot
) -> None:
    window = open_graph(replace(LABELLED, view=View()))
    shown: list[tuple[str | None, bool]] = []

    def look() -> None:
        picture = window.scene.picture
        assert picture is not None
        rooms = [edge.has_label == (edge.form.room is not None) for edge in picture.edges]
        shown.append((picture.view.style, all(rooms)))

    window.drawing.shown.connect(look)
    window.actions_by_id["switch_style"].trigger()
    qtbot.waitUntil(lambda: settled(window))
    assert shown == [("wires", True)]


def test_the_inspector_says_name_and_label(open_graph: OpenGraph) -> None:
    window = open_graph(LABELLED)
    window.scene.set_selection(["w"])
    words = [label.text() for label in inspector_of(window).findChildren(QLabel)]
    assert "w" in words
    assert words[words.index("Label") + 1] == "Slope"


def test_search_finds_a_label(open_graph: OpenGraph) -> None:
    window = open_graph(LABELLED)
    window.search()
    for words in ("slope", "lop"):
        window.stage.find_bar.field.setText(words)
        assert window.stage.find_bar.matches == ["w"]


def test_typing_keeps_labels_pins_and_view(open_graph: OpenGraph, tmp_path: Path) -> None:
    window = open_graph(LABELLED)
    change_value(window)
    assert (window.document.graph.labels, window.document.graph.pins) == (
        LABELLED.labels,
        LABELLED.pins,
    )
    assert window.files.save()
    again = load(tmp_path / "graph.json")
    assert (again.labels, again.pins, again.view) == (LABELLED.labels, LABELLED.pins, _kept(SAID))


def test_a_draft_that_is_taken_back_loses_nothing(open_graph: OpenGraph) -> None:
    window = open_graph(LABELLED)
    type_text(window, f"{NEURON}oops = (")
    assert window.document.draft is not None
    type_text(window, NEURON)
    assert window.document.graph == LABELLED
    assert not window.document.unsaved


@pytest.fixture
def document(qtbot: QtBot) -> Document:
    document = Document()
    document.adopt(LABELLED)
    return document


def test_labels_and_pins_go_with_their_nodes(document: Document) -> None:
    document.edit("Edit text", parse("w = parameter(2)\ny = w*w\n"), subject="text")
    assert document.graph.labels == {"w": "Slope"}
    assert document.graph.pins == {"w": (3.0, 4.0)}


def test_a_line_that_is_cut_and_pasted_finds_its_label(document: Document) -> None:
    for text in ("x = input(1)\ny = x*x\n", "x = input(2)\ny = x*x\n", NEURON):
        document.edit("Edit text", parse(text), subject="text")
    assert document.graph == LABELLED


def test_a_label_that_was_taken_away_stays_away(document: Document) -> None:
    document.edit("Edit text", parse(NEURON.replace("1.5", "2.5")), subject="text")
    document.edit("Remove label", replace(document.graph, labels={}))
    document.edit("Edit text", parse(NEURON), subject="text")
    assert document.graph.labels == {}


def test_another_document_has_no_labels_of_the_one_before(document: Document) -> None:
    document.edit("Edit text", parse("x = input(1)\ny = x*x\n"), subject="text")
    document.adopt(parse("x = input(1)\ny = x*x\n"))
    document.edit("Edit text", parse(NEURON), subject="text")
    assert (document.graph.labels, document.graph.pins) == ({}, {})


def test_without_a_window_the_view_is_saved_as_it_was_opened(
    document: Document, tmp_path: Path
) -> None:
    document.save(tmp_path / "graph.json")
    assert load(tmp_path / "graph.json").view == SAID


def test_pins_of_the_next_document_are_used_although_it_looks_the_same(
    open_graph: OpenGraph, qtbot: QtBot
) -> None:
    window = open_graph(replace(LABELLED, pins={}))
    assert window.scene.layout is not None
    before = window.scene.layout.nodes["w"]
    open_graph(LABELLED.with_pins("lines", {"w": (3.0, 4.0)}))
    qtbot.waitUntil(lambda: not window.drawing.busy)
    assert window.scene.layout.nodes["w"] != before


LAYER = "x = input([1, 2])\nW = parameter([[1, 2], [3, 4]])\nL = sum(relu(W @ x))"


@pytest.mark.parametrize(
    ("text", "reading", "sentence"),
    [(NEURON, "lines", SINGLE), (LAYER, "neurons", SINGLE_HERE), (LAYER, "lines", "")],
)
def test_shapes_of_single_numbers_are_told_to_be_such(
    open_graph: OpenGraph, text: str, reading: Kind, sentence: str
) -> None:
    window = open_graph(replace(parse(text), view=View(reading)))
    before = window.stage.status.sentence
    window.actions_by_id["shapes"].trigger()
    assert window.stage.status.sentence == (sentence or before)
