"""What is told at the operands of a card stands apart from each other."""

from itertools import pairwise

import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import read
from graphviz_app.formats import parse
from graphviz_app.layout import compute_layout
from graphviz_app.scene.items.slot_marks import slot_marks
from graphviz_app.scene.measure import measure
from graphviz_app.scene.style import style_of
from graphviz_app.theme import LIGHT, PROJECTOR, Theme
from tests.scene.items.wires.test_cues import LSTM, TWO


@pytest.mark.parametrize("theme", [LIGHT, PROJECTOR], ids=["light", "projector"])
@pytest.mark.parametrize("text", [LSTM, f"{TWO}y = a if a > b else b"])
def test_cues_of_a_card_keep_apart(qapp: object, text: str, theme: Theme) -> None:
    drawn = ReadRun(run(parse(text)), read(parse(text), "operators"))
    measured = measure(drawn, theme)
    layout = compute_layout(drawn.reading, measured.sizes, measured.labels, "LR")
    found = [
        slot_marks(drawn.reading, id_, layout.edges, style_of(theme)) for id_ in drawn.reading.nodes
    ]
    assert any(len(marks) > 2 for marks in found)
    for marks in found:
        for above, below in pairwise(sorted(marks, key=lambda mark: mark.at.y())):
            assert below.at.y() - above.at.y() > above.text.cap_height + theme.px(5)
