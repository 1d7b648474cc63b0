"""Title, caption and legend of a figure."""

import pytest

import graphviz_app
from graphviz_app.core.view import USUAL, View
from graphviz_app.export.at import parse_at
from graphviz_app.export.drawn.drawn import drawn_of
from graphviz_app.export.drawn.marks import Maths, Words
from graphviz_app.export.picture import drawn_picture
from graphviz_app.frames import Frame, frame_at
from graphviz_app.resources import examples
from graphviz_app.scene.captions.caption import Caption
from graphviz_app.scene.picture import Picture
from graphviz_app.scene.style import style_of
from graphviz_app.scene.surround import words
from graphviz_app.scene.surround.keys import keys
from graphviz_app.scene.surround.legend import Legend
from graphviz_app.scene.surround.surround import Surround, Wanted, printed
from graphviz_app.scene.typeset.text_line import text_line
from graphviz_app.theme import LIGHT

pytestmark = pytest.mark.usefixtures("qapp")
NEURON = graphviz_app.load(examples()[0])
ALL = Wanted("A neuron, and what its loss depends on", caption=True, legend=True)


def at(when: str, view: View = USUAL) -> tuple[Picture, Frame]:
    picture, schedule = drawn_picture(NEURON, view, at=when)
    return picture, frame_at(schedule, parse_at(schedule, when))


def surround(frame: Frame, wanted: Wanted, width: float = 600.0, size: float = 12.0) -> Surround:
    return Surround(wanted, frame, USUAL, LIGHT, size, width)


def told(picture: Picture, frame: Frame) -> list[Words | Maths]:
    groups = drawn_of(picture, frame).groups
    marks = next(group.marks for group in groups if group.kind == "surround")
    return [mark for mark in marks if isinstance(mark, Words | Maths)]


def test_nothing_takes_no_room() -> None:
    _, frame = at("END")
    empty = surround(frame, Wanted())
    assert (empty.above, empty.below) == (0, 0)


def test_the_title_is_above_the_rest_below() -> None:
    picture, frame = at("backward:3")
    made = surround(frame, ALL)
    whole = picture.with_surround(made)
    content = picture.content.adjusted(0, -24, 0, 24)  # a step is told beside its nodes
    title, *rest = told(whole, frame)
    assert isinstance(title, Words)
    assert title.text == ALL.title
    assert content.top() - made.above <= title.y < content.top()
    assert all(content.bottom() < one.y <= content.bottom() + made.below for one in rest)


@pytest.mark.parametrize("ems", [24.0, 34.0, 80.0])
@pytest.mark.parametrize("size", [11.0, 12.0, 16.0, 20.0])
def test_no_text_is_smaller_than_that_of_the_graph_nor_wider_than_its_room(
    ems: float, size: float
) -> None:
    for when in ("END", "backward:3", "update:1"):
        picture, frame = at(when)
        made = surround(frame, ALL, ems * size, size)
        marks = told(picture.with_surround(made), frame)
        assert all(mark.size * mark.stretch[1] >= size - 0.01 for mark in marks)
        left, right = min(m.x for m in marks), max(m.x + m.width for m in marks)
        assert right - left <= made.width + 1


def test_the_legend_tells_what_occurs_and_no_more() -> None:
    _, start = at("START")
    marks = [key.mark for key in keys(start.run, start, USUAL)]
    assert marks == ["value", "input", "parameter", "target", "output"]
    _, end = at("END")
    assert [key.mark for key in keys(end.run, end, USUAL)][:2] == ["value", "gradient"]
    local = USUAL._replace(locals=True)
    assert [key.mark for key in keys(end.run, end, local)][:3] == ["value", "gradient", "local"]
    assert "local" not in [key.mark for key in keys(start.run, start, local)]
    bare = USUAL._replace(values=False, gradients=False)
    assert keys(end.run, end, bare).__next__().mark == "input"


def test_on_paper_nobody_is_told_to_press_a_key() -> None:
    for when in ("START", "END", "update:1", "next"):
        _, frame = at(when)
        picture = at(when)[0].with_surround(surround(frame, replace_legend()))
        words = " ".join(mark.text for mark in told(picture, frame) if isinstance(mark, Words))
        assert not any(word in words for word in ("Space", "Press", "click", "→ takes"))


def replace_legend() -> Wanted:
    return ALL._replace(legend=False, title="")


def test_on_paper_a_step_has_no_number() -> None:
    said = Caption((), "The leaves are given.", "start of 16 steps", "value")
    assert printed(said) == said._replace(note="")


@pytest.mark.parametrize("ems", [14.0, 18.0, 26.0, 34.0])
def test_a_title_is_in_lines_about_as_long_as_each_other(ems: float) -> None:
    face = style_of(LIGHT).number
    title = "A very long title that cannot stand in one line of a narrow column of text"
    made = words.Words(title, face, ems * face.size)
    longest = max(text_line(word, face).width for word in title.split())
    widths = [line.width for line in made.lines]
    assert len(widths) > 1
    assert max(widths) <= ems * face.size
    assert max(widths) - min(widths) <= longest


@pytest.mark.parametrize(("width", "least"), [(240.0, 1), (300.0, 2), (330.0, 2), (2000.0, 6)])
def test_no_line_of_a_legend_has_one_sign_alone(width: float, least: int) -> None:
    _, frame = at("END")
    several = [*keys(frame.run, frame, USUAL)]
    lines = Legend(several, style_of(LIGHT), 12.0, width).lines
    assert [key for line in lines for key in line] == several
    assert min(map(len, lines)) >= least
