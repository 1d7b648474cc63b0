"""Versions of a graph share what is the same in them."""

import pytest

from graphviz_app.core.graph import Attr
from graphviz_app.core.sharing import sharing
from graphviz_app.formats import parse

TEXT = "x = input([1, 2, 0])\nw = parameter(0.5)\nz = w*x\nL = sum(z, axis=0)\n"


def test_what_is_the_same_is_kept_once() -> None:
    old, new = parse(TEXT), parse(TEXT.replace("0.5", "0.75") + "y = L*2\n")
    shared = sharing(new, old)
    assert shared == new
    assert shared.source == new.source
    assert list(shared.nodes) == list(new.nodes)
    assert list(shared.edges) == list(new.edges)
    assert {id_ for id_, node in shared.nodes.items() if node is old.nodes.get(id_)} == {
        "x",
        "z",
        "L",
    }
    assert all(shared.edges[key] is edge for key, edge in old.edges.items())


@pytest.mark.parametrize("value", [-0.0, 1.0, (1.0, 2.0, -0.0), (1.0, 2.0)])
def test_a_number_is_never_taken_for_another(value: Attr) -> None:
    old = parse(TEXT)
    zero = old.with_attrs("w", value=0.0)
    for id_ in ("x", "w"):
        changed = zero.with_attrs(id_, value=value)
        assert repr(sharing(changed, zero).nodes[id_].attrs) == repr(changed.nodes[id_].attrs)
