"""What is told at the operands of a card stands apart from each other."""

from itertools import pairwise
from pathlib import Path

import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import read
from graphviz_app.formats import load
from graphviz_app.layout import compute_layout
from graphviz_app.scene.items.slot_marks import slot_marks
from graphviz_app.scene.measure import measure
from graphviz_app.scene.style import style_of
from graphviz_app.theme import LIGHT, PROJECTOR, Theme

EXAMPLE = Path(__file__).parents[4] / "examples" / "lstm-cell.cg"


@pytest.mark.parametrize("theme", [LIGHT, PROJECTOR], ids=["light", "projector"])
def test_cues_of_a_card_keep_apart(qapp: object, theme: Theme) -> None:
    graph = load(EXAMPLE)
    drawn = ReadRun(run(graph), read(graph, "operators"))
    measured = measure(drawn, theme)
    layout = compute_layout(drawn.reading, measured.sizes, measured.labels, "LR")
    found = [
        slot_marks(drawn.reading, id_, layout.edges, style_of(theme)) for id_ in drawn.reading.nodes
    ]
    assert any(len(marks) == 6 for marks in found)
    for marks in found:
        for above, below in pairwise(sorted(marks, key=lambda mark: mark.at.y())):
            assert below.at.y() - above.at.y() > above.text.cap_height + theme.px(5)
