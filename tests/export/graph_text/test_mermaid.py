"""Mermaid: one line a node, one line an edge, and no sign that it could take for its own."""

import re
from pathlib import Path

import pytest

from graphviz_app.core.pieces import finished
from graphviz_app.export.graph_text.mermaid import mermaid
from graphviz_app.export.picture import drawn_picture
from graphviz_app.export.setting import Setting
from graphviz_app.formats import parse
from tests.export.tex.steps import EXAMPLES, READINGS, at, drawn, example, words_of

pytestmark = pytest.mark.usefixtures("qapp")
_LABEL = r'"[^"`<>&]*(?:<br/>[^"`<>&]*)*"'
_LINES = re.compile(
    rf"""flowchart\ (LR|TB)
    | \ +[\w-]+(?:\(\[|\(\(|\(|\[|\{{\{{){_LABEL}(?:\]\)|\)\)|\)|\]|\}}\}})
    | \ +[\w-]+\ (?:-->|-\.->)(?:\|{_LABEL}\|)?\ [\w-]+
    | \ +subgraph\ group\d+\[{_LABEL}\] | \ +end
    | \ +classDef\ \w+\ [\w:,\#-]+ | \ +class\ [\w,-]+\ \w+ | \ +linkStyle\ [\d,]+\ [\w:,\#\ -]+
    | ---|title:\ ".*\"""",
    re.VERBOSE,
)


@pytest.mark.parametrize("path", EXAMPLES[::3], ids=lambda path: path.stem)
def test_every_line_is_mermaid(path: Path) -> None:
    for reading, style in READINGS[2:]:
        picture, schedule = drawn(path, reading, style)
        text = finished(mermaid(picture, at(schedule, 0.75), Setting()))().decode("utf-8")
        for line in text.splitlines():
            assert _LINES.fullmatch(line), line
        assert text.count("->") == len(picture.edges)


def test_words_are_escaped_and_names_are_none_of_its_own() -> None:
    graph = parse('# "quoted" <b>\nend = input(1)\nwith group("a & `b` #1;"):\n    y = exp(end)')
    picture, schedule = drawn_picture(graph)
    text = finished(mermaid(picture, at(schedule, 1), Setting()))().decode("utf-8")
    assert 'title: "\\"quoted\\" ‹b›"' in text
    assert '["a #38; #96;b#96; #35;1#59;"]' in text
    assert "end_ --> y" in text


def test_numbers_are_those_of_the_picture_and_gradients_have_their_sign() -> None:
    picture, schedule = drawn(example("neuron"))
    frame = at(schedule, 1)
    text = finished(mermaid(picture, frame, Setting()))().decode("utf-8")
    numbers = {word for word in words_of(picture, frame) if re.fullmatch(r"−?\d+\.\d+", word)}
    assert set(re.findall(r"−?\d+\.\d+", text)) == numbers
    assert "<br/>−0.950<br/>∂ −0.145" in text


def test_a_gate_is_dotted_and_the_step_under_way_is_thick() -> None:
    picture, schedule = drawn(example("prelu"))
    frame = at(schedule, 0.75)
    text = finished(mermaid(picture, frame, Setting()))().decode("utf-8")
    assert "-.->" in text
    assert f"linkStyle {','.join(map(str, frame.active))} " in text
