"""Edges that go a long way do not blow the picture up: no part of it is empty."""

from pathlib import Path

import pytest

from graphviz_app.core.choices import Kind
from graphviz_app.formats import load
from graphviz_app.layout import Layout, compute_layout
from tests.layout.layout_cases import EXAMPLES, Case, case

GATES = ("a", "i", "f", "o")
_WIDEST = 64.0
"""Of a band without nodes and numbers, in pixels: less than two nodes are high."""


def two_steps() -> str:
    """A cell with gates, twice: both steps share all parameters, from far away."""
    rows = [f"{kind}{gate} = parameter(0.5)" for gate in GATES for kind in "WUb"]
    rows += ["x0 = input(1)", "x1 = input(2)", "h = input(0)", "c = input(0)", "y = target(1)"]
    before, state = "h", "c"
    for step in range(2):
        rows.append(f'with group("t = {step}"):')
        rows += [
            f"    {gate}{step} = tanh(x{step}*W{gate} + U{gate}*{before} + b{gate})"
            for gate in GATES
        ]
        rows.append(f"    s{step} = {state}*f{step} + i{step}*a{step}")
        rows.append(f"    out{step} = tanh(s{step})*o{step}")
        before, state = f"out{step}", f"s{step}"
    return "\n".join([*rows, "L = (out0 - y)**2 + (out1 - y)**2"]) + "\n"


def empty(given: Case, layout: Layout) -> float:
    """The height of the widest band without nodes and numbers, in pixels."""
    boxes = [given.box(id_, at) for id_, at in layout.nodes.items()]
    boxes += [path.label for path in layout.edges if path.label is not None]
    boxes += [box._replace(height=32) for box in layout.groups.values()]  # a name is there
    boxes += [box._replace(y=box.y + box.height - 14, height=14) for box in layout.groups.values()]
    widest, bottom = 0.0, min(box.y for box in boxes)
    for box in sorted(boxes, key=lambda box: box.y):
        widest = max(widest, box.y - bottom)
        bottom = max(bottom, box.y + box.height)
    return widest


@pytest.mark.parametrize("kind", ["operators", "lines"])
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: str(path.stem))
def test_no_band_of_an_example_is_empty(path: Path, kind: Kind) -> None:
    given = case(load(path), kind)
    assert empty(given, compute_layout(*given)) < _WIDEST


@pytest.mark.parametrize("labelled", [True, False])
@pytest.mark.parametrize("kind", ["operators", "lines"])
def test_no_band_is_empty_where_far_steps_share_parameters(kind: Kind, labelled: bool) -> None:
    given = case(two_steps(), kind, labelled=labelled)
    layout = compute_layout(*given)
    assert empty(given, layout) < (_WIDEST if labelled else 2 * _WIDEST)
