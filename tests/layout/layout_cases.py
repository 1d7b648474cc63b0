"""Graphs to lay out, with sizes as a scene would measure them."""

from pathlib import Path
from typing import NamedTuple

import numpy as np

from graphviz_app.core.choices import Kind
from graphviz_app.core.graph import Graph
from graphviz_app.core.op import Array
from graphviz_app.core.oplib import OPS
from graphviz_app.core.reading import Reading, read
from graphviz_app.formats import parse
from graphviz_app.layout import Box, EdgePath, Size
from tests.texts import NEURON

GROUPS = """
x = input(1)
def swish(u): return u*sigmoid(u)
with group("layer 1"):
    w = parameter(0.5)
    with group("unit <a>"):
        a = tanh(w*x) - x
        q = a*a
    h = swish(a) + x
L = (h - q)/(q - x)
"""
SHARED = """
x1 = input(1)
x2 = input(2)
B = parameter(0.6)
w1 = parameter(0.1)
w2 = parameter(0.2)
w3 = parameter(0.3)
h1 = sigmoid(w1*x1 + w2*x2 + B)
h2 = relu(w3*x2 + w1*x1 + B)
h3 = tanh(w2*x1 + B)
y = h1*h2/h3 + h1**2 - x1
"""
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.cg"))
STEP = 2.0
"""From one point of a curve to the next, in pixels."""
TEXTS = {"neuron": NEURON, "groups": GROUPS, "shared": SHARED}


class Case(NamedTuple):
    """What a layout needs."""

    reading: Reading
    sizes: dict[str, Size]
    labels: list[Size | None]

    def box(self, id_: str, at: tuple[float, float]) -> Box:
        """The node's box around a point."""
        return Box.centred(at, self.sizes[id_])


def case(graph: Graph | str, kind: Kind = "operators", *, labelled: bool = True) -> Case:
    """The graph or text with plausible sizes."""
    reading = read(parse(graph) if isinstance(graph, str) else graph, kind)
    sizes = {
        id_: Size(80, 46) if OPS[node.op].is_leaf else Size(92, 52)
        for id_, node in reading.nodes.items()
    }
    return Case(reading, sizes, [Size(56, 36) if labelled else None] * len(reading.edges))


def overlap(one: Box, other: Box, slack: float = 0.0) -> bool:
    """Whether two boxes share more than a strip as wide as the slack."""
    return (
        one.x + one.width > other.x + slack
        and other.x + other.width > one.x + slack
        and one.y + one.height > other.y + slack
        and other.y + other.height > one.y + slack
    )


def contains(outer: Box, inner: Box) -> bool:
    """Whether the inner box is within the outer one, up to rounding."""
    return (
        outer.x <= inner.x + 0.01
        and outer.y <= inner.y + 0.01
        and outer.x + outer.width >= inner.x + inner.width - 0.01
        and outer.y + outer.height >= inner.y + inner.height - 0.01
    )


def samples(path: EdgePath) -> list[tuple[float, float]]:
    """Points along the curve."""
    found = []
    for i in range(0, len(path.points) - 1, 3):
        a, b, c, d = path.points[i : i + 4]
        for t in (k / 16 for k in range(17)):
            s = 1 - t
            weights = (s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t)
            x, y = (
                sum(w * p[i] for w, p in zip(weights, (a, b, c, d), strict=True)) for i in (0, 1)
            )
            found.append((x, y))
    return found


def points(path: EdgePath) -> Array:
    """Along the curve, evenly."""
    joints = np.array(path.points)
    pieces = [joints[i : i + 4] for i in range(0, len(joints) - 1, 3)]
    t = np.linspace(0, 1, 200)[:, None]
    weights = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3)
    fine = np.vstack([sum(w * p for w, p in zip(weights, piece, strict=True)) for piece in pieces])
    ways = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(fine, axis=0).T))])
    at = np.arange(0.0, ways[-1], STEP)
    return np.column_stack([np.interp(at, ways, fine[:, 0]), np.interp(at, ways, fine[:, 1])])


def within(point: tuple[float, float], box: Box, margin: float = 0.0) -> bool:
    """Whether a point is in a box, and not next to its sides."""
    return (
        box.x + margin < point[0] < box.x + box.width - margin
        and box.y + margin < point[1] < box.y + box.height - margin
    )
