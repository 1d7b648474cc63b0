"""A node made an operand of another: only that place of the text changes, and what must move."""

from dataclasses import replace

import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.errors import CycleError, GraphError
from graphviz_app.formats import parse
from graphviz_app.formats.edits.edges.connecting import Slot, with_edge_moved, with_operand
from graphviz_app.formats.edits.edges.growing import with_one_more, with_weighted
from graphviz_app.formats.edits.edges.swapping import with_swapped

LEAVES = "x = 1\nw = 3\nb = 4\n"


@pytest.mark.parametrize(
    ("text", "source", "slot", "after"),
    [
        ("z = w*x + b  # hi\n", "b", ("z.mul1", 1), "z = w*b + b  # hi\n"),
        ("z = w*... + b\n", "x", ("z.mul1", 1), "z = w*x + b\n"),
        ("z = tanh(w*x) + b\n", "b", ("z.tanh1", 0), "z = tanh(b) + b\n"),
        ("z = ...\n", "x", ("z", 0), "z = x\n"),
        ("z = w*x + 3\n", "b", ("z", 1), "z = w*x + b\n"),
        ("z = (w + x)*2\n", "b", ("z", 0), "z = (b)*2\n"),
        ("z = [x, ...]\n", "w", ("z", 1), "z = [x, w]\n"),
        ("z = x if w > 0 else ...\n", "b", ("z", 2), "z = x if w > 0 else b\n"),
        ("z = tanh((w*x)*2)*...\n", "z.mul1", ("z", 1), "m = w*x\nz = tanh(m*2)*m\n"),
        ("z = w*x + x; q = z*...\n", "z.mul1", ("q", 1), "m = w*x\nz = m + x; q = z*m\n"),
        ("z = w*...\ny = x + 1\n", "y", ("z", 1), "y = x + 1\nz = w*y\n"),
        ("z = w*...; y = x + 1; q = z\n", "y", ("z", 1), "y = x + 1\nz = w*y\nq = z\n"),
    ],
)
def test_an_operand_is_written_where_its_slot_is(
    text: str, source: str, slot: Slot, after: str
) -> None:
    assert with_operand(parse(LEAVES + text), source, [slot]).source == LEAVES + after


def test_a_line_moves_below_its_new_operand_with_those_that_build_on_it() -> None:
    text = LEAVES + "z = w*...\na = tanh(z)\nq = x*2\ny = x + b  # last\nL = a + q\n"
    after = with_operand(parse(text), "y", [("z", 1)])
    moved = "q = x*2\ny = x + b  # last\nz = w*y\na = tanh(z)\nL = a + q\n"
    assert after.source == LEAVES + moved
    assert after.output == "L"


def test_lines_move_within_their_group_and_keep_it_outside() -> None:
    inside = 'x = 1\nwith group("g"):\n    a = x*...  # one\n    b = x + 1\n    # end\n'
    after = with_operand(parse(inside), "b", [("a", 1)])
    assert after.source == (
        'x = 1\nwith group("g"):\n    b = x + 1\n    a = x*b  # one\n    # end\n'
    )
    apart = inside + "s = x + 2\nL = a + s\n"
    after = with_operand(parse(apart), "s", [("a", 1)])
    assert after.source == (
        'x = 1\nwith group("g"):\n    b = x + 1\n    # end\ns = x + 2\n'
        'with group("g"):\n    a = x*s  # one\nL = a + s\n'
    )
    assert after.nodes["a"].group == "g"


def test_a_whole_group_moves_with_its_remarks() -> None:
    text = 'x = 1\nwith group("g"):\n    # why\n    a = x*...\n    # end\ns = x + 2\n'
    after = with_operand(parse(text), "s", [("a", 1)])
    assert after.source == (
        'x = 1\ns = x + 2\nwith group("g"):\n    # why\n    a = x*s\n    # end\n'
    )


def test_line_ends_and_a_last_line_without_one_survive() -> None:
    after = with_operand(parse("x = 1\r\nz = x*...\r\ny = x + 1"), "y", [("z", 1)])
    assert after.source == "x = 1\r\ny = x + 1\r\nz = x*y"


def test_a_name_with_versions_means_the_version_that_was_drawn() -> None:
    text = "x = 1\nc = x*...\nc += 1\ns = 3\nL = c*s\n"
    after = with_operand(parse(text), "s", [("c", 1)])
    assert run(after).value("L") == 4 * 3
    assert after.edges["c", 1].source == "s"


def test_an_operand_of_a_def_is_written_in_the_call() -> None:
    text = "def f(u): return u*u\nx = 2\ny = 3\nz = f(...)\n"
    both = with_operand(parse(text), "x", [("z", 0), ("z", 1)])
    assert both.source == text.replace("...", "x")
    assert with_operand(both, "y", [("z", 0), ("z", 1)]).source == text.replace("...", "y")
    with pytest.raises(GraphError, match="has several uses"):
        with_operand(parse(text), "x", [("z", 0)])


def test_a_cycle_is_refused_and_told() -> None:
    graph = parse("x = 1\nz = x*...\na = tanh(z)\n")
    with pytest.raises(CycleError, match="a → z → a"):
        with_operand(graph, "a", [("z", 1)])
    with pytest.raises(CycleError):
        with_operand(graph, "z", [("z", 1)])


def test_the_output_stays_unless_what_changed_builds_on_it() -> None:
    graph = parse("x = 1\nq = x*...\ns = x + 1\n")
    assert with_operand(graph, "s", [("q", 1)]).output == "q"
    aside = parse("x = 1\nt = x*...\ns = x + 1\nL = 3*s\n")
    assert with_operand(aside, "s", [("t", 1)]).output == "L"


def test_claims_about_operators_without_a_name_follow_them() -> None:
    text = "x = 2\nw = 3\nz = x*w + w*w\nz.mul1 == 6\ngrad(z.mul2) == 1\nq = z*...\noutput(z)\n"
    after = with_operand(parse(text), "z.mul1", [("q", 1)])
    assert "\nm == 6\ngrad(z.mul1) == 1\n" in after.source
    assert [claim.of for claim in after.claims] == ["m", "z.mul1"]


def test_labels_and_pins_follow_an_operator_that_gets_a_name() -> None:
    graph = replace(
        parse(LEAVES + "z = w*x + b\nq = z*...\n"),
        labels={"z.mul1": "product"},
        pins={"x": (1.0, 2.0)},
    )
    after = with_operand(graph, "z.mul1", [("q", 1)])
    assert after.labels == {"m": "product"}
    assert after.pins == {"x": (1.0, 2.0)}


def test_what_is_there_already_changes_nothing() -> None:
    graph = parse(LEAVES + "z = w*x\n")
    assert with_operand(graph, "x", [("z", 1)]) is graph


@pytest.mark.parametrize(
    ("text", "target", "after"),
    [
        ("z = w + x\n", "z", "z = w + x + b\n"),
        ("z = (w + x)*2\n", "z.add1", "z = (w + x + b)*2\n"),
        ("z = w*x**2 + 1\n", "z.mul1", "z = w*x**2*b + 1\n"),
        ("z = max(w, x)\n", "z", "z = max(w, x, b)\n"),
        ("z = [w, x]\n", "z", "z = [w, x, b]\n"),
        ("z = concat(w, x, axis=0)\n", "z", "z = concat(w, x, b, axis=0)\n"),
    ],
)
def test_an_operator_that_takes_more_gets_one_more(text: str, target: str, after: str) -> None:
    assert with_one_more(parse(LEAVES + text), "b", target).source == LEAVES + after


def test_one_that_takes_no_more_says_so() -> None:
    for text in ("z = tanh(w)\n", "z = w - x\n", "z = 3\n"):
        with pytest.raises(GraphError, match="takes no more operands"):
            with_one_more(parse(LEAVES + text), "b", "z")


def test_a_neuron_gets_a_summand_with_a_weight_of_its_own() -> None:
    inside = with_weighted(parse(LEAVES + "a = sigmoid(w*x)\n"), "b", "a.mul1")
    assert inside.source == LEAVES + "w2 = parameter(1)\na = sigmoid(w*x + w2*b)\n"
    later = with_weighted(parse(LEAVES + "z = w*x - b\ny = x + 1\n"), "y", "z")
    assert later.source == LEAVES + "y = x + 1\nw2 = parameter(1)\nz = w*x - b + w2*y\n"


def test_an_edge_that_is_moved_leaves_its_operand_missing() -> None:
    graph = parse(LEAVES + "z = w*x\na = tanh(b)\n")
    moved = with_edge_moved(graph, [graph.edges["z", 1]], [("a", 0)])
    assert moved.source == LEAVES + "z = w*...\na = tanh(x)\n"
    summed = parse(LEAVES + "z = tanh(x)\ns = w + b\n")
    more = with_one_more(summed, "x", "s", [summed.edges["z", 0]])
    assert more.source == LEAVES + "z = tanh(...)\ns = w + b + x\n"


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("z = w - x\n", "z = x - w\n"),
        ("z = w - (x + 1)  # so\n", "z = x + 1 - w  # so\n"),
        ("z = w - x - 4\n", "z = 4 - (w - x)\n"),
        ("z = w - ...\n", "z = ... - w\n"),
        ("z = w/(x*b)\n", "z = x*b/w\n"),
    ],
)
def test_swapped_operands_mean_the_same_the_other_way_round(text: str, after: str) -> None:
    graph = parse(LEAVES + text)
    swapped = with_swapped(graph, "z")
    assert swapped.source == LEAVES + after
    assert run(with_swapped(swapped, "z"), partial=True).values.get("z") == pytest.approx(
        run(graph, partial=True).values.get("z")
    )
