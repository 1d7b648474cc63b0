"""Nodes and edges that do not show their numbers are no larger than what they show."""

from typing import get_args

import pytest

import graphviz_app
from graphviz_app.core.choices import Kind, StyleName
from graphviz_app.core.view import View
from graphviz_app.export.picture import drawn_picture
from graphviz_app.resources import examples
from graphviz_app.scene.picture import Picture

pytestmark = pytest.mark.usefixtures("qapp")
GRAPHS = {
    path.stem: graphviz_app.load(path) for path in examples() if path.stem in ("neuron", "xor")
}
LOOKS = [(kind, style) for kind in get_args(Kind) for style in get_args(StyleName)]


def picture(name: str, view: View) -> Picture:
    return drawn_picture(GRAPHS[name], view)[0]


def area(made: Picture) -> float:
    return sum(node.rect.width() * node.rect.height() for node in made.nodes.values())


@pytest.mark.parametrize("name", GRAPHS)
@pytest.mark.parametrize(("kind", "style"), LOOKS)
def test_fewer_numbers_take_less_room(name: str, kind: Kind, style: StyleName) -> None:
    view = View(kind, style=style)
    all_of_them = picture(name, view)
    values = picture(name, view._replace(gradients=False))
    none = picture(name, view._replace(gradients=False, values=False))
    assert area(all_of_them) >= area(values) > area(none)
    assert all_of_them.places.area > none.places.area


def test_names_alone_have_no_numbers_on_edges() -> None:
    bare = picture("xor", View(values=False, gradients=False))
    assert all(edge.label_box is None for edge in bare.edges)
    assert all(node.form.value is None is node.form.gradient for node in bare.nodes.values())


def test_weights_keep_their_names_without_numbers() -> None:
    bare = picture("xor", View("neurons", values=False, gradients=False))
    assert any(edge.label_box is not None and edge.heading for edge in bare.edges)


def test_in_the_window_switching_numbers_off_moves_nothing() -> None:
    usual = picture("neuron", View())
    hidden = picture("neuron", View(values=False, gradients=False, compact=False))
    assert hidden.layout == usual.layout
