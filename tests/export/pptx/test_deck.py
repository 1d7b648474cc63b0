"""Slides: one for each step, of shapes and text that can be edited."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.presentation import Presentation as Deck

from graphviz_app.core.pieces import finished
from graphviz_app.core.view import View
from graphviz_app.errors import ExportError
from graphviz_app.export.drawn.drawn import drawn_of
from graphviz_app.export.drawn.marks import Words
from graphviz_app.export.moving.moving import Moving
from graphviz_app.export.moving.script import Script
from graphviz_app.export.picture import drawn_picture
from graphviz_app.export.pptx.deck import MAX_SLIDES, pptx
from graphviz_app.formats import load, parse
from graphviz_app.frames import frame_at
from graphviz_app.resources import examples
from graphviz_app.theme import DARK

pytestmark = pytest.mark.usefixtures("qapp")
NEURON = next(path for path in examples() if path.stem == "neuron")


def moving_of(path: Path, view: View = View(), **options: object) -> Moving:  # noqa: B008
    picture, schedule = drawn_picture(load(path), view)
    script = Script(schedule, 0.0, schedule.finished)
    return Moving(picture, script, (1280, 720), **options)  # type: ignore[arg-type]


def written(moving: Moving, folder: Path) -> Deck:
    file = folder / "deck.pptx"
    finished(pptx(moving, file))
    return Presentation(str(file))


def texts_of(slide: object) -> list[str]:
    """Of all shapes, however deep in groups."""
    element = slide._element  # type: ignore[attr-defined]
    names = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    return [
        "".join(run.text or "" for run in paragraph.iter(f"{names}t"))
        for paragraph in element.iter(f"{names}p")
    ]


@pytest.mark.parametrize("view", [View(), View(style="wires"), View(reading="neurons")], ids=str)
def test_every_word_of_a_step_is_text_on_its_slide(view: View, tmp_path: Path) -> None:
    moving = moving_of(NEURON, view)
    deck = written(moving, tmp_path)
    assert len(deck.slides) == len(moving.script.steps)
    for slide, t in zip(deck.slides, moving.script.steps, strict=True):
        frame = frame_at(moving.schedule, t)
        shown = {
            mark.text
            for group in drawn_of(moving.picture, frame).groups
            for mark in group.marks
            if isinstance(mark, Words)
        }
        assert shown <= set(texts_of(slide))


def test_notes_tell_the_chain_rule_of_the_step(tmp_path: Path) -> None:
    moving = moving_of(NEURON)
    deck = written(moving, tmp_path)
    notes = [slide.notes_slide.notes_text_frame.text for slide in deck.slides]
    assert notes[0].startswith("start of 13 steps")
    assert any(re.search(r"∂L/∂w = .* = −0\.2175", note) for note in notes)


def test_nodes_are_groups_with_a_name_and_words_for_ears(tmp_path: Path) -> None:
    slide = written(moving_of(NEURON), tmp_path).slides[-1]
    told = {
        shape.name: shape._element.xpath("./p:nvGrpSpPr/p:cNvPr/@descr")
        for shape in slide.shapes
        if shape.name.startswith("node ")
    }
    assert told["node z"] == ["z, value −0.9500, gradient −0.1450"]
    names = [shape.name for shape in slide.shapes]
    assert "edge z → a" in names
    ids = slide._element.xpath("//p:cNvPr/@id")
    assert len(ids) == len(set(ids))


def test_figures_of_a_card_stay_right_aligned(tmp_path: Path) -> None:
    slide = written(moving_of(NEURON), tmp_path).slides[-1]
    node = next(shape for shape in slide.shapes if shape.name == "node z")
    rights = {
        shape.left + shape.width
        for shape in node.shapes
        if shape.has_text_frame and re.fullmatch(r"−\d\.\d+", shape.text_frame.text)
    }
    assert len(rights) == 1


def test_a_deck_is_as_wide_as_its_slides_are(tmp_path: Path) -> None:
    picture, schedule = drawn_picture(load(NEURON), theme=DARK)
    moving = Moving(picture, Script(schedule, 0.0, 2.0), (1024, 768), caption=False)
    deck = written(moving, tmp_path)
    assert deck.slide_width is not None
    assert deck.slide_height is not None
    assert deck.slide_height / deck.slide_width == pytest.approx(0.75)
    ground = deck.slides[0].background.fill.fore_color.rgb
    assert str(ground) == DARK.canvas.removeprefix("#")
    assert not any(shape.name == "caption" for shape in deck.slides[0].shapes)


@pytest.mark.parametrize("name", ['<&">]]>', "emoji 🙂", "\ud800 alone", "a\x00b\nc"])
def test_hostile_names_are_only_words(name: str, tmp_path: Path) -> None:
    graph = parse("x = input(1)\ny = x*x")
    graph = replace(graph, labels={"x": name}, title=name)
    picture, schedule = drawn_picture(graph)
    moving = Moving(picture, Script(schedule, 0.0, schedule.finished), (1280, 720))
    assert len(written(moving, tmp_path).slides) == len(moving.script.steps)


def test_more_slides_than_anybody_shows_are_refused(tmp_path: Path) -> None:
    lines = "\n".join(f"x{i + 1} = sin(x{i})" for i in range(MAX_SLIDES))
    picture, schedule = drawn_picture(parse(f"x0 = input(1)\n{lines}"))
    moving = Moving(picture, Script(schedule, 0.0, schedule.finished), (1280, 720))
    with pytest.raises(ExportError, match=f"at most {MAX_SLIDES} are written"):
        finished(pptx(moving, tmp_path / "deck.pptx"))
