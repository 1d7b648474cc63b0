"""Numbers beside edges between cards: all of them, what nodes do not show, or none."""

import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.choices import EdgeNumbers
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import fold, read
from graphviz_app.core.view import USUAL
from graphviz_app.formats import parse
from graphviz_app.scene.items.forms import EdgeForm
from graphviz_app.scene.measure import measure
from graphviz_app.theme import LIGHT

pytestmark = pytest.mark.usefixtures("qapp")

FORKED = "x = input(3)\nk = parameter(2)\na = x**2\nL = a*x + k"


def _forms(numbers: EdgeNumbers, *, locals_: bool = False) -> dict[tuple[str, str], EdgeForm]:
    graph = parse(FORKED)
    drawn = ReadRun(run(graph), read(graph, "operators"))
    view = USUAL._replace(edge_numbers=numbers, locals=locals_)
    measured = measure(drawn, LIGHT, view)
    return {
        (edge.source, edge.target): form
        for edge, form in zip(drawn.reading.edges, measured.edges, strict=True)
    }


def test_only_where_contributions_meet_they_are_new() -> None:
    forms = _forms("new")
    shown = {ends for ends, form in forms.items() if form.room is not None}
    assert shown == {("x", "a"), ("x", "L.mul1")}
    assert "gradient" in forms["x", "a"].rows
    assert "value" not in forms["x", "a"].rows


def test_local_derivatives_are_on_no_node_so_they_are_new_everywhere() -> None:
    assert all(form.room is not None for form in _forms("new", locals_=True).values())


def test_all_and_none_are_all_and_none() -> None:
    assert all(form.room is not None for form in _forms("all").values())
    assert all({"value", "gradient"} <= set(form.rows) for form in _forms("all").values())
    assert all(form.room is None for form in _forms("none", locals_=True).values())


def test_what_leaves_a_folded_group_in_parts_is_told_on_its_edges() -> None:
    text = 'x = input(2)\nwith group("g"):\n    a = tanh(x)\n    b = exp(x)\nL = a*3 + b**2'
    graph = parse(text)
    drawn = ReadRun(run(graph), fold(read(graph, "operators"), {"g"}))
    edges = drawn.reading.edges
    rows = [form.rows for form in measure(drawn, LIGHT).edges]
    leaving = [index for index, edge in enumerate(edges) if edge.source == "g/"]
    entering = [index for index, edge in enumerate(edges) if edge.target == "g/"]
    assert len(leaving) == 2
    assert all({"value", "gradient"} <= set(rows[index]) for index in leaving)
    assert not any("value" in rows[index] for index in entering)
