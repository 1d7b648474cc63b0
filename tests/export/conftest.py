"""A picture to write."""

import pytest
from PySide6.QtWidgets import QApplication

from graphviz_app.core.autodiff import run
from graphviz_app.core.graph import Edge, Graph, Node
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import read
from graphviz_app.core.schedule import Schedule
from graphviz_app.frames import Frame, frame_at
from graphviz_app.layout import Box, EdgePath, Layout
from graphviz_app.scene.picture import Picture
from graphviz_app.theme import LIGHT


@pytest.fixture
def graph() -> Graph:
    """y = w·x, two leaves and an operator."""
    nodes = [Node("w", "parameter", {"value": 2.0}), Node("x", "input", {"value": 3.0})]
    edges = [Edge("w", "y", 0), Edge("x", "y", 1)]
    return Graph.of([*nodes, Node("y", "mul")], edges, "y")


@pytest.fixture
def timeline(graph: Graph) -> Schedule:
    """Its operators, node by node: y, the seed, y back."""
    return Schedule(ReadRun(run(graph), read(graph, "operators")))


@pytest.fixture
def picture(qapp: QApplication, timeline: Schedule) -> Picture:
    """The graph in a layout of its own."""
    places = {"w": (0.0, 0.0), "x": (0.0, 100.0), "y": (250.0, 50.0)}
    paths = (
        EdgePath(((50, 0), (110, 0), (140, 40), (195, 40)), Box(80, -40, 60, 34)),
        EdgePath(((50, 100), (110, 100), (140, 60), (195, 60)), Box(80, 100, 60, 34)),
    )
    layout = Layout(places, paths, {}, Box(-60, -50, 380, 200))
    return Picture.of(timeline.run, layout, LIGHT)


@pytest.fixture
def end(timeline: Schedule) -> Frame:
    """Everything known."""
    return frame_at(timeline, 99.0)
