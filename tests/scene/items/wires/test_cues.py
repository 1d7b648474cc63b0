"""What is told at the operands of a sign stands apart from the sign, and from each other."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QRectF

from graphviz_app.core.autodiff import run
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import read
from graphviz_app.core.view import USUAL
from graphviz_app.formats import parse
from graphviz_app.layout import compute_layout
from graphviz_app.scene.items.wires.sign_item import SignItem
from graphviz_app.scene.measure import measure
from graphviz_app.scene.picture import Picture
from graphviz_app.theme import LIGHT, PROJECTOR, Theme

pytestmark = pytest.mark.usefixtures("qapp")

TWO, TABLES = "a = input(3)\nb = input(2)\n", "a = input([[1, 2], [3, 4]])\nb = input([1, 2])\n"
LSTM = (
    "x = input([1])\nh = input([0.5])\nc = input([0.1])\nW = parameter([[1], [2], [3], [4]])\n"
    "U = parameter([[1], [2], [3], [4]])\nb = parameter([1, 2, 3, 4])\n"
    "y, s = lstm_cell(x, h, c, W, U, b)"
)


def _cued(text: str, theme: Theme) -> list[SignItem]:
    view = USUAL._replace(style="wires")
    drawn = ReadRun(run(parse(text), partial=True), read(parse(text), "operators"))
    measured = measure(drawn, theme, view)
    layout = compute_layout(drawn.reading, measured.sizes, measured.labels, "LR")
    nodes = Picture.of(drawn, layout, theme, view).nodes.values()
    return [node for node in nodes if isinstance(node, SignItem) and list(node.cues())]


@pytest.mark.parametrize("theme", [LIGHT, PROJECTOR], ids=["light", "projector"])
@pytest.mark.parametrize(
    "text",
    [
        f"{TWO}y = a - b",
        f"{TWO}y = a/b",
        f"{TWO}y = a**b",
        f"{TWO}y = a if a > b else b",
        f"{TABLES}y = a @ b",
        LSTM,
    ],
)
def test_cues_touch_neither_the_sign_nor_each_other(text: str, theme: Theme) -> None:
    found = _cued(text, theme)
    assert found
    for sign in found:
        boxes = [
            QRectF(at.x(), at.y() - cue.cap_height, cue.width, cue.cap_height)
            for cue, at in sign.cues()
        ]
        name, room = sign.form.sign, sign.sign_room
        assert name is not None
        assert name.width <= room.width() + 0.5
        assert max(box.right() for box in boxes) < room.left() - 2
        assert all(above.bottom() + 1 < below.top() for above, below in pairwise(boxes))
        assert all(sign.shape.contains(box) for box in boxes)
        assert len({box.left() for box in boxes}) == 1
