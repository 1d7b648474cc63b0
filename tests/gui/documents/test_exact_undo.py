"""Whatever is drawn is taken back exactly: text, places and all, and comes again as it was."""

import random
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from graphviz_app.core.graph import Graph
from graphviz_app.errors import GraphAppError
from graphviz_app.formats.edits.edges.connecting import with_operand
from graphviz_app.formats.edits.edges.growing import with_one_more
from graphviz_app.formats.edits.edges.inserting import with_applied, with_operator
from graphviz_app.formats.edits.edges.swapping import with_swapped
from graphviz_app.formats.files import load
from graphviz_app.gui.canvas.changing.arranged import arranged
from graphviz_app.gui.documents.document import Document
from graphviz_app.resources import examples

STEPS = 8


def drawn(graph: Graph, chance: random.Random) -> Graph:
    """Any gesture that draws, puts or adds something."""
    one, other = chance.choice(list(graph.nodes)), chance.choice(list(graph.nodes))
    edge = chance.choice(list(graph.edges.values()))
    gesture = chance.randrange(6)
    if gesture == 0:
        return with_operand(graph, one, [(edge.target, edge.slot)])
    if gesture == 1:
        return with_one_more(graph, one, other)
    if gesture == 2:
        return with_swapped(graph, one)
    if gesture == 3:
        return graph.with_pins("operators", {**graph.pinned("operators"), one: (9.0, -40.0)})
    if gesture == 4:
        return arranged(with_operator(graph, "mul", []), graph, "operators", (70.0, 80.0)).graph
    return arranged(with_applied(graph, "tanh", [one]), graph, "operators", None).graph


@pytest.mark.parametrize("path", examples(), ids=lambda path: path.stem)
def test_gestures_are_undone_and_redone_exactly(path: Path, qtbot: QtBot) -> None:
    chance, document = random.Random(path.stem), Document()
    document.adopt(load(path))
    texts = [document.text]
    while len(texts) <= STEPS:
        try:
            graph = drawn(document.graph, chance)
        except GraphAppError:
            continue
        document.edit("Draw", graph)
        if document.text != texts[-1]:
            texts.append(document.text)
    for text in reversed(texts[:-1]):
        document.stack.undo()
        assert document.text == text
    for text in texts[1:]:
        document.stack.redo()
        assert document.text == text
