"""A picture as TikZ: the places, the numbers and the letters are those of the picture."""

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from graphviz_app.cli import main
from graphviz_app.core.choices import Kind, StyleName
from graphviz_app.core.view import View
from graphviz_app.export.picture import drawn_picture
from graphviz_app.export.tex.names import place_names
from graphviz_app.export.tex.styles import is_number
from graphviz_app.formats import load, parse
from graphviz_app.frames import Frame, frame_at
from graphviz_app.numbers import MINUS
from graphviz_app.scene.picture import Picture
from graphviz_app.theme import DARK, THEMES
from tests.export.tex.steps import (
    EXAMPLES,
    READINGS,
    at,
    drawn,
    example,
    places_of,
    texts_of,
    words_of,
    written,
)

pytestmark = pytest.mark.usefixtures("qapp")
_CASES = [(path, *READINGS[place % 4]) for place, path in enumerate(EXAMPLES)]
_TYPED = str.maketrans({MINUS: "-", **dict(zip("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789", strict=True))})


def _assert_sound(tex: str) -> None:
    """ASCII, brackets and environments in pairs, nothing special among the letters."""
    assert tex.isascii()
    body = re.sub(r"\\[{}%]", "", tex)
    body = "\n".join(line.split("%")[0] for line in body.splitlines())
    depth = 0
    for char in body:
        depth += (char == "{") - (char == "}")
        assert depth >= 0
    assert depth == 0
    assert body.count(r"\begin{scope}") == body.count(r"\end{scope}")
    assert body.count("$") % 2 == 0
    letters = re.sub(r"(?<!\\)\$.*?(?<!\\)\$", "", body)
    assert not re.search(r"(?<!\\)[&^~]", letters)


@pytest.mark.parametrize(
    ("path", "reading", "style"), _CASES, ids=lambda it: getattr(it, "stem", it)
)
def test_every_example_is_sound_and_shows_the_numbers_of_the_picture(
    path: Path, reading: Kind, style: StyleName
) -> None:
    picture, schedule = drawn(path, reading, style)
    frame = at(schedule, 0.75)
    tex = written(picture, frame)
    _assert_sound(tex)
    shown = [text for text in words_of(picture, frame) if is_number(text)]
    assert shown
    told = texts_of(tex)
    for text in set(shown):
        typed = re.sub(r"10(?=[⁻⁰¹²³⁴⁵⁶⁷⁸⁹])", "10^", text).translate(_TYPED)
        assert told.count(typed) == shown.count(text), text


@pytest.mark.parametrize(("reading", "style"), READINGS)
def test_nodes_are_where_the_picture_has_them(reading: Kind, style: StyleName) -> None:
    picture, schedule = drawn(example("two-two-two-network"), reading, style)
    placed = places_of(written(picture, at(schedule, 1)))
    names = place_names(picture.nodes)
    assert set(placed) == set(names.values())
    for id_, node in picture.nodes.items():
        middle = node.body.center()
        assert placed[names[id_]] == pytest.approx((middle.x(), middle.y()), abs=0.006)


def test_an_edge_leads_from_its_source_to_its_target(picture: Picture, end: Frame) -> None:
    tex = written(picture, end)
    lines = re.findall(r"\\draw\[gv/edge\] (.*);", tex)
    ends = [re.findall(r"([a-z])\.(?:east|west)", line) for line in lines]
    assert ends == [["w", "y"], ["x", "y"]]


def test_an_edge_at_work_is_thick_and_dashed() -> None:
    picture, schedule = drawn(example("neuron"))
    tex = written(picture, at(schedule, 0.75))
    style = re.search(r"gv/active edge/.style=\{(.*)\},", tex)
    assert style
    assert "dash pattern" in style[1]
    assert "draw=gv-gradient" in style[1]
    assert tex.count(r"\draw[gv/active edge]") == len(at(schedule, 0.75).active)


def test_arrows_end_at_the_nodes() -> None:
    picture, schedule = drawn(example("neuron"))
    tex = written(picture, at(schedule, 1))
    style = re.search(r"gv/edge/.style=\{(.*)\},", tex)
    assert style
    assert "-{Triangle[" in style[1]
    assert "gv/mark" not in tex


def test_leaves_and_the_output_have_styles_by_their_kind() -> None:
    picture, schedule = drawn(example("neuron"))
    tex = written(picture, at(schedule, 1))
    used = {name: tex.count(rf"\path[gv/{name}]") for name in ("input", "parameter", "target")}
    assert used == {"input": 1, "parameter": 2, "target": 1}
    assert tex.count(r"\path[gv/output]") == 1


def test_in_print_values_and_gradients_still_have_styles_of_their_own() -> None:
    picture, schedule = drawn(example("neuron"), theme=THEMES["print"])
    tex = written(picture, at(schedule, 1))
    assert re.search(r"\\node\[gv/value, gv/right\] at \([^)]*\) \{\$-\$0\.950\}", tex)
    assert re.search(r"\\node\[gv/gradient, gv/right\] at \([^)]*\) \{1\.000\}", tex)
    assert tex.count(r"\path[gv/parameter]") == 2


def test_a_style_is_said_once_and_colours_are_those_of_the_theme() -> None:
    picture, schedule = drawn(example("neuron"), theme=DARK)
    tex = written(picture, at(schedule, 1))
    assert tex.count(r"\definecolor{gv-value}{HTML}{5DB7FF}") == 1
    assert tex.count("gv/value/.style") == 1
    assert "fill=gv-ground] (" in tex  # paper is not dark
    assert tex.count("5DB7FF") == 1


def test_one_length_measures_everything() -> None:
    picture, schedule = drawn(example("neuron"))
    small, large = (written(picture, at(schedule, 1), points) for points in (0.5, 1.5))
    assert small.replace(r"\setlength{\gvpx}{0.5bp}", r"\setlength{\gvpx}{1.5bp}") == large


def test_letters_stay_letters_and_what_latex_lacks_is_drawn(qapp: QApplication) -> None:
    picture, schedule = drawn_picture(
        parse("größe = input(1)\nyhat = 2*größe\n学习 = yhat*3\nL = 学习 + 1")
    )
    tex = written(picture, frame_at(schedule, schedule.finished))
    _assert_sound(tex)
    assert r"\text{gr\"{o}\ss{}e}" in tex
    assert r"\hat{y}" in tex
    assert "?" not in re.sub(r"%.*", "", tex)
    assert len(re.findall(r"\\fill\[gv/letters\]", tex)) == 1


def test_local_derivatives_and_tangents_are_text_behind_their_signs() -> None:
    graph = load(example("neuron"))
    picture, schedule = drawn_picture(graph, View(locals=True, edge_numbers="all"))
    local = written(picture, frame_at(schedule, schedule.finished))
    (node,) = [line for line in local.splitlines() if r"\times$\,1.500}" in line]
    assert "gv/right" in node
    assert "gradient" not in node
    picture, schedule = drawn_picture(graph, View(tangents=True))
    tangent = written(picture, frame_at(schedule, schedule.finished))
    assert r"$\bullet$\,1.000" in tangent
    assert r"\fill[gv/letters" not in local + tangent


def test_words_of_a_file_are_no_commands(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(
        r"""{"format": 1, "title": "\n\\end{document}\\input{x}", "output": "y",
        "nodes": [{"id": "x", "op": "input", "attrs": {"value": 1}},
                  {"id": "y", "op": "exp", "inputs": ["x"]}],
        "labels": {"x": "\\input{x} %&#~^$_", "y": "}\\end{scope}"}}"""
    )
    picture, schedule = drawn_picture(load(tmp_path / "a.json"))
    tex = written(picture, at(schedule, 1))
    _assert_sound(tex)
    told = " ".join(texts_of(tex))
    assert r"$\backslash$input$\{$x$\}$ \%\&\#" in told
    assert r"$\}$$\backslash$end$\{$scope$\}$" in told
    lines = [line.split("%")[0] for line in tex.splitlines()]
    assert sum(r"\end{document}" in line for line in lines) == 1


def test_covered_numbers_are_boxes() -> None:
    picture, schedule = drawn_picture(load(example("neuron")), hidden=("gradients",))
    tex = written(picture, at(schedule, 1))
    told = texts_of(tex)
    assert told.count("?") == len(picture.nodes) - 2  # all but a constant's, and the output's
    assert "-0.145" not in told


def test_a_camera_cuts_off_what_it_does_not_show(tmp_path: Path) -> None:
    out = tmp_path / "a.tex"
    assert main(["render", str(example("xor")), "-o", str(out), "--camera", "800x450"]) == 0
    assert r"\clip" in out.read_text()


def test_names_of_places_are_letters_digits_and_dashes() -> None:
    names = place_names(["z.mul1", "z-mul1", "W[0,1]", "c'", "损失"])
    assert list(names.values()) == ["z-mul1", "z-mul1-2", "W-0-1", "c-prime", "node"]
