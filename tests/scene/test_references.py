"""A few stored pictures. ``GRAPHVIZ_APP_BLESS=1 pytest tests/scene`` stores them anew."""

from collections.abc import Callable

import numpy as np
import pytest

from graphviz_app.core.choices import Kind
from graphviz_app.core.graph import Graph
from graphviz_app.core.schedule import Schedule
from graphviz_app.core.view import USUAL, View
from graphviz_app.frames import frame_at
from graphviz_app.scene.picture import Picture
from graphviz_app.theme import DARK, LIGHT, Theme

ALL = USUAL._replace(edge_numbers="all")
WIRES = USUAL._replace(style="wires")


@pytest.mark.parametrize(
    ("name", "kind", "theme", "at", "view"),
    [
        ("operators-light-end", "operators", LIGHT, 99.0, USUAL),
        ("operators-dark-backward", "operators", DARK, 6.45, USUAL),
        ("lines-light-forward", "lines", LIGHT, 0.5, USUAL),
        ("lines-dark-locals", "lines", DARK, 99.0, ALL._replace(locals=True)),
        ("wires-light-end", "operators", LIGHT, 99.0, WIRES),
        ("wires-dark-backward", "lines", DARK, 4.5, WIRES),
        ("operators-light-all", "operators", LIGHT, 6.45, ALL),
    ],
)
def test_picture_looks_like_the_stored_one(
    make_picture: Callable[..., Picture],
    paint: Callable[..., np.ndarray],
    check_reference: Callable[[str, np.ndarray], None],
    neuron: Graph,
    name: str,
    kind: Kind,
    theme: Theme,
    at: float,
    view: View,
) -> None:
    picture = make_picture(neuron, kind, theme, view)
    check_reference(name, paint(picture, frame_at(Schedule(picture.run), at)))
