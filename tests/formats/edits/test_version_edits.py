"""Edits of a text in which names have versions: every line keeps its meaning."""

import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.formats import parse, with_leaf_value
from graphviz_app.formats.edits.adding import with_pasted, with_typed
from graphviz_app.formats.edits.deleting import without_parts
from graphviz_app.formats.edits.spelling_out import spelled_out
from graphviz_app.formats.edits.written import copied

TEXT = """\
# Versions
a = input(2)
c = a + 1   # first
c += c*2 if a > 0 else c  # second
c = c + (1
   + a)
h, k = 3*[c, a]
h, k = k, h; d = c*k
c*=a
c == 24
output(c)
"""


def test_a_number_changes_where_it_stands() -> None:
    graph = with_leaf_value(parse(TEXT), "cʹ.c2", 5)
    assert graph.source == TEXT.replace("c*2", "c*5")


def test_every_line_can_say_which_version_it_means() -> None:
    graph = parse(TEXT)
    text, newest = spelled_out(graph)
    assert parse(text) == graph
    assert newest == {"c": "cʹʹʹ", "h": "hʹ", "k": "kʹ"}
    for line in (
        "cʹ = c + (c*2 if a > 0 else c)  # second",
        "h = h_k[0]",
        "hʹ = k; kʹ = h; d = cʹʹ*kʹ",
    ):
        assert line in text.split("\n")


def test_without_versions_a_text_stays_as_it_is() -> None:
    text = "x = input(1)\ny = x + 1\n"
    assert spelled_out(parse(text)) == (text, {})


@pytest.mark.parametrize("gone", ["c", "cʹ", "cʹʹ", "cʹʹʹ", "a", "d", "h", "k", "hʹ", "h_k"])
def test_a_version_is_deleted_alone(gone: str) -> None:
    before = parse(TEXT)
    after = without_parts(before, [gone])
    left = {id_ for id_ in before.nodes if "." not in id_} - {gone}
    assert left == {id_ for id_ in after.nodes if "." not in id_}
    assert parse(after.source) == after
    kept = {(e.target, e.slot): e.source for e in before.edges.values() if e.target in after.nodes}
    for slot, source in kept.items():
        edge = after.edges.get(slot)
        assert (edge.source if edge else None) == (None if source.split(".")[0] == gone else source)


@pytest.mark.parametrize(
    ("typed", "operands", "value"),
    [
        ("c + 0.5", (), 24.5),
        ("tanh", ("c",), 0.9950547536867305),
        ("*", ("c", "cʹ"), 27.0),
        ("c += 1", (), 25.0),
        ("c = c*2", (), 48.0),
        ("c′*1", (), 9.0),
    ],
)
def test_what_is_typed_means_the_newest_and_what_is_chosen_itself(
    typed: str, operands: tuple[str, ...], value: float
) -> None:
    graph, (name,) = with_typed(parse(TEXT), typed, operands)
    assert run(graph).value(name) == pytest.approx(value)
    assert graph.claims == parse(TEXT).claims
    assert graph.output == "cʹʹʹ"


def test_a_new_version_can_be_typed_below_a_text_without_any() -> None:
    graph, names = with_typed(parse("x = input(2)\ny = x*3\noutput(y)\n"), "x += 1")
    assert names == ("xʹ",)
    assert run(graph).value("xʹ") == 3


def test_versions_are_copied_and_pasted_with_their_meaning() -> None:
    graph = parse(TEXT)
    lines = copied(graph, ["cʹ", "cʹʹ"])
    pasted, names = with_pasted(parse("a = input(1)\nc = input(10)\n"), lines)
    assert run(pasted).value("cʹʹ") == 30 + 1 + 1
    again, names = with_pasted(graph, "q = 1\nq += a\nc += q\n")
    assert run(again).value(names[-1]) == 3 + 3
    assert run(again).value("cʹʹʹ") == 24


def test_a_short_function_is_pasted() -> None:
    graph, _ = with_pasted(parse("x = input(2)\n"), "f(u, v) = u*v\ny = f(x, 3)\n")
    assert run(graph).value("y") == 6
    again, _ = with_pasted(graph, "f(u, v) = u + v\ny = f(x, 3)\n")
    assert run(again).value("y2") == 5
