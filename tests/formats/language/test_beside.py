"""Comments at the end of a text that say where nodes are, and what is written on them."""

from dataclasses import replace

import pytest

from graphviz_app.core.graph import Graph
from graphviz_app.formats import parse, parse_standing
from graphviz_app.formats.edits.renaming import with_name
from graphviz_app.formats.language.beside import in_step, says_beside, without_said
from graphviz_app.formats.language.writer import to_text

TEXT = "x = input(1)\nz = x*2 + 1\n"
GRAPH = parse(TEXT)


def test_places_are_read_from_the_text() -> None:
    graph = parse(f"{TEXT}# places: x 120 80, z.mul1 -3.5 1e3\n# places in lines: z 1 2\n")
    assert graph.pins == {"x": (120.0, 80.0), "z.mul1": (-3.5, 1000.0)}
    assert graph.other_pins == {"lines": {"z": (1.0, 2.0)}}


def test_labels_are_read_from_the_text() -> None:
    graph = parse(TEXT + '# labels: x "Input, the first", z Sum\n')
    assert graph.labels == {"x": "Input, the first", "z": "Sum"}


@pytest.mark.parametrize(
    "line",
    [
        "# places: x 120",
        "# places: x 120 80,",
        "# places: x 120 80 z 3 4",
        "# places: x nan 4",
        "# places: x 1e9 4",
        "# places in rows: x 1 2",
        "# places x 1 2",
        "#places: x 1 2",
        "# labels: x",
        '# labels: x "one',
        '# labels: x ""',
        "# labels: ",
        "  # places: x 1 2",
    ],
)
def test_what_is_not_quite_like_this_is_a_comment_like_any_other(line: str) -> None:
    graph = parse(f"{TEXT}{line}\n")
    assert graph == GRAPH
    assert not says_beside(graph.source)
    assert line in in_step(replace(graph, pins={"x": (1.0, 2.0)})).source


def test_what_is_not_there_has_no_place() -> None:
    assert parse(f"{TEXT}# places: u 1 2, x 3 4\n").pins == {"x": (3.0, 4.0)}


def test_broken_text_keeps_the_places_of_what_stands() -> None:
    standing = parse_standing(f"{TEXT}oops = (\n# places: x 1 2\n")
    assert standing.errors
    assert standing.graph.pins == {"x": (1.0, 2.0)}


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", [True, False])
def test_a_text_says_what_the_graph_does_and_no_more(end: str, last: bool) -> None:
    text = TEXT.replace("\n", end) if last else TEXT.replace("\n", end).removesuffix(end)
    graph = replace(
        parse(text),
        pins={"x": (1.0, 2.5)},
        labels={"z": 'a "b", c'},
        other_pins={"lines": {"z": (3.0, 4.0)}},
    )
    said = in_step(graph)
    assert said.source.endswith(
        f'# labels: z "a \\"b\\", c"{end}# places: x 1 2.5{end}# places in lines: z 3 4{end}'
    )
    again = parse(said.source)
    assert again == graph
    assert in_step(again) is again
    assert without_said(said.source).removesuffix(end) == text.removesuffix(end)


def test_a_graph_without_text_says_it_too() -> None:
    graph = replace(GRAPH, source="", pins={"x": (1.0, 2.0)}, labels={"z": "Sum"})
    again = parse(to_text(graph))
    assert (again.pins, again.labels) == (graph.pins, graph.labels)


def test_places_follow_a_new_name() -> None:
    named = in_step(with_name(parse(f"{TEXT}# places: x 1 2\n"), "x", "u"))
    assert named.source == "u = input(1)\nz = u*2 + 1\n# places: u 1 2\n"


def test_a_folded_group_has_a_place() -> None:
    graph = replace(GRAPH, pins={"layer 1/": (1.0, 2.0)})
    assert _again(graph).pins == graph.pins


def _again(graph: Graph) -> Graph:
    return parse(in_step(graph).source)
