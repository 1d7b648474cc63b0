"""Pictures to test with: small graphs in a layout that needs no Graphviz."""

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from graphviz_app.core.autodiff import run
from graphviz_app.core.choices import Kind
from graphviz_app.core.graph import Edge, Graph, Node
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import Reading, read
from graphviz_app.core.view import USUAL, View
from graphviz_app.frames import Frame
from graphviz_app.layout import Box, EdgePath, Layout, Parted, Size
from graphviz_app.scene.measure import measure
from graphviz_app.scene.picture import Picture
from graphviz_app.scene.render import paint_picture
from graphviz_app.theme import LIGHT, Theme

COLUMN = 220.0
ROW = 110.0

MakePicture = Callable[..., Picture]


@pytest.fixture
def neuron() -> Graph:
    """L = (t - a)² with a = tanh(w·x), operators and lines both interesting."""
    nodes = [
        Node("x", "input", {"value": 1.5}),
        Node("w", "parameter", {"value": -0.8}),
        Node("t", "target", {"value": 1.0}),
        Node("a.mul1", "mul", {}, "a"),
        Node("a", "tanh"),
        Node("L.sub1", "sub", {}, "L"),
        Node("L", "square"),
    ]
    ends = [("w", "a.mul1", 0), ("x", "a.mul1", 1), ("a.mul1", "a", 0)]
    ends += [("t", "L.sub1", 0), ("a", "L.sub1", 1), ("L.sub1", "L", 0)]
    return Graph.of(nodes, [Edge(*end) for end in ends], "L")


def column_layout(
    reading: Reading, sizes: Mapping[str, Size], labels: Sequence[Size | None]
) -> Layout:
    """Columns by depth, nodes of a column below each other; straight edges."""
    depth: dict[str, int] = {}
    for id_ in reading.nodes:  # the tests' graphs are written in topological order
        sources = [reading.edges[edge].source for edge in reading.incoming[id_]]
        depth[id_] = max((depth[source] + 1 for source in sources), default=0)
    rows: dict[int, int] = {}
    nodes = {}
    for id_ in reading.nodes:
        row = rows.get(depth[id_], 0)
        rows[depth[id_]] = row + 1
        nodes[id_] = (COLUMN * depth[id_], ROW * row)
    paths = []
    for edge, label in zip(reading.edges, labels, strict=True):
        (x0, y0), (x1, y1) = nodes[edge.source], nodes[edge.target]
        start = (x0 + sizes[edge.source].width / 2, y0)
        end = (x1 - sizes[edge.target].width / 2, y1 + 14.0 * (edge.slot - 0.5))
        third = (end[0] - start[0]) / 3
        points = (start, (start[0] + third, start[1]), (end[0] - third, end[1]), end)
        middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2 - 24)
        if isinstance(label, Parted):
            label, middle = Size(label.width, label.height + 8), (middle[0], middle[1] + 24)
        box = None if label is None else Box.centred(middle, label)
        paths.append(EdgePath(points, box))
    bounds = Box(-100, -60, COLUMN * (max(rows) + 1), ROW * max(rows.values()) + 20)
    return Layout(nodes, tuple(paths), {}, bounds)


@pytest.fixture
def make_picture(qapp: QApplication) -> MakePicture:
    """A function that runs, measures, places and dresses a graph."""

    def make(
        graph: Graph, kind: Kind = "operators", theme: Theme = LIGHT, view: View = USUAL
    ) -> Picture:
        drawn = ReadRun(run(graph, partial=True), read(graph, kind))
        measured = measure(drawn, theme, view)
        layout = column_layout(drawn.reading, measured.sizes, measured.labels)
        return Picture.of(drawn, layout, theme, view)

    return make


@pytest.fixture
def picture(make_picture: MakePicture, neuron: Graph) -> Picture:
    """The neuron's operators, light."""
    return make_picture(neuron)


@pytest.fixture
def paint(qapp: QApplication) -> Callable[..., np.ndarray]:
    """A function that paints a picture as of a frame into an array."""
    return _painted


def _painted(picture: Picture, frame: Frame, scale: float = 1.0) -> np.ndarray:
    """The picture as an array of bytes, rows × columns × (blue, green, red, 255)."""
    size = (picture.bounds.size() * scale).toSize()
    image = QImage(size, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.scale(scale, scale)
    painter.translate(-picture.bounds.topLeft())
    paint_picture(painter, picture, frame)
    painter.end()
    return pixels(image)


def pixels(image: QImage) -> np.ndarray:
    """The image's bytes, copied."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    flat = np.frombuffer(image.constBits(), np.uint8)
    return flat.reshape(image.height(), image.width(), 4).astype(np.int16)


@pytest.fixture
def check_reference() -> Callable[[str, np.ndarray], None]:
    """Compare with a stored image; with GRAPHVIZ_APP_BLESS=1 in the environment, store it."""

    def check(name: str, array: np.ndarray) -> None:
        file = Path(__file__).parent / "references" / f"{name}.png"
        height, width, _ = array.shape
        image = QImage(
            array.astype(np.uint8).tobytes(), width, height, 4 * width, QImage.Format.Format_RGB32
        )
        if os.environ.get("GRAPHVIZ_APP_BLESS"):
            file.parent.mkdir(exist_ok=True)
            image.save(str(file))
        expected = pixels(QImage(str(file)))
        assert expected.shape == array.shape
        difference = np.abs(expected - array)
        # Another FreeType may round a letter's edge differently; shapes may not move.
        wrong = (difference > 48).any(axis=2)
        assert np.mean(wrong) < 0.002
        # A number that is missing is lost in the whole, but not in its neighbourhood.
        rows, columns = (side // 16 for side in wrong.shape)
        tiles = wrong[: 16 * rows, : 16 * columns].reshape(rows, 16, columns, 16)
        assert tiles.mean(axis=(1, 3)).max() < 0.15

    return check
