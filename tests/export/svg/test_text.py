"""The text of an SVG is text: it can be searched, read aloud and changed."""

import re
from base64 import b64decode
from io import BytesIO
from xml.etree import ElementTree

import pytest
from fontTools.pens.recordingPen import RecordingPen  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from graphviz_app.core.view import View
from graphviz_app.export.inline import svg_element
from graphviz_app.export.picture import drawn_picture
from graphviz_app.export.setting import Setting
from graphviz_app.formats import load, parse
from graphviz_app.resources import examples
from graphviz_app.scene.typeset.fonts import math_font_file
from tests.export.svg.drawings import example, typed, written

pytestmark = pytest.mark.usefixtures("qapp")
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = 'a<b>&amp;"]]>-->'


def texts(root: ElementTree.Element) -> list[str]:
    return ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]


def fonts(text: str) -> list[tuple[str, TTFont]]:
    found = re.findall(r"@font-face\{(.*?)src:url\(data:font/woff;base64,([^)]*)\)", text)
    return [(rule, TTFont(BytesIO(b64decode(data)))) for rule, data in found]


def test_numbers_names_and_signs_are_text() -> None:
    root = ElementTree.fromstring(written(example("neuron")))
    found = set(texts(root))
    assert {"−0.800", "−0.218", "1.500", "w", "x", "L", "z", "×", "σ", "u²"} <= found


def test_names_with_subscripts_are_one_text_of_plain_letters() -> None:
    root = ElementTree.fromstring(written(example("two-two-two-network")))
    assert {"w1", "h1i", "O2"} <= set(texts(root))


@pytest.mark.parametrize(
    ("name", "view", "most"),
    [
        ("neuron", View(), 40_000),
        ("neuron", View("neurons"), 40_000),
        ("two-two-two-network", View(), 150_000),
        ("two-two-two-network", View(style="wires"), 150_000),
        ("two-two-two-network", View("neurons"), 150_000),
    ],
)
def test_files_are_small(name: str, view: View, most: int) -> None:
    assert len(written(example(name, view))) <= most
    assert len(written(example(name, view), Setting(text="outlines"))) <= 1.5 * most


def test_every_letter_that_is_used_is_in_a_font_of_the_file() -> None:
    text = written(example("softmax-vector"))
    known = {chr(code) for _, font in fonts(text) for code in font.getBestCmap()}
    used = set("".join(texts(ElementTree.fromstring(text))))
    assert used - {" "} <= known


def test_an_italic_letter_is_drawn_as_that_of_mathematics() -> None:
    def outline(font: TTFont, letter: str) -> object:
        pen = RecordingPen()
        glyphs = font.getGlyphSet()
        glyphs[font.getBestCmap()[ord(letter)]].draw(pen)
        return pen.value

    (italic,) = (font for rule, font in fonts(written(example("neuron"))) if "italic" in rule)
    assert outline(italic, "w") == outline(TTFont(math_font_file()), "𝑤")


def test_parts_have_ids_and_titles() -> None:
    root = ElementTree.fromstring(written(example("neuron")))
    parts = {part.get("id"): part for part in root.iter(f"{SVG}g")}
    weight = parts["node-w"]
    assert weight.get("class") == "node parameter"
    assert weight.findtext(f"{SVG}title") == "w: value −0.800, gradient −0.218"
    assert weight.get("aria-label") == weight.findtext(f"{SVG}title")
    assert parts["edge-w-z.mul1-0"].findtext(f"{SVG}title", "").startswith("w → ×: value −0.8")


def test_what_is_not_shown_is_not_told() -> None:
    drawn = typed("x = input(1.5)\ny = exp(x)\n", View(values=False))
    assert "1.5" not in re.sub(r"<style>.*?</style>", "", written(drawn), flags=re.DOTALL)
    early = written(typed("x = input(1.5)\ny = exp(x)\n"), t=0.0)
    assert "gradient" not in early


def test_what_is_asked_for_is_not_told() -> None:
    file = next(path for path in examples() if path.stem == "neuron")
    asked = drawn_picture(load(file), hidden=("values",))
    text = re.sub(r"<style>.*?</style>", "", written(asked), flags=re.DOTALL)
    assert "0.279" not in text
    assert "0.279" in written(example("neuron"))


def test_ids_are_names_and_no_two_are_the_same() -> None:
    text = 'α = input(1)\nβ_1 = input([1, 2])\nwith group("a b/<c>"):\n    y = α*β_1[0]\n'
    root = ElementTree.fromstring(written(typed(text)))
    ids = [part.get("id", "") for part in root.iter() if "id" in part.keys()]  # noqa: SIM118
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[^\W\d][\w.-]*", one) for one in ids)
    assert "node-α" in ids


def test_hostile_words_stay_words() -> None:
    graph = parse(f"# {HOSTILE}\nx = input(1)\ny = exp(x)\n").with_label("x", HOSTILE)
    root = ElementTree.fromstring(written(drawn_picture(graph)))
    assert any(text.startswith(HOSTILE[:8]) for text in texts(root))
    assert root.findtext(f"{SVG}title") == HOSTILE
    assert not list(root.iter(f"{SVG}b"))


@pytest.mark.parametrize("words", ["🧠 日本", "שלום", "🧠"])
def test_letters_that_no_font_here_has_stay_text(words: str) -> None:
    graph = parse("x = input(1)\ny = exp(x)\n").with_label("x", words)
    text = written(drawn_picture(graph))
    assert words in texts(ElementTree.fromstring(text))
    assert all(font.getBestCmap() for _, font in fonts(text))


@pytest.mark.parametrize(("points", "width"), [(0.75, r"\d+"), (0.3, r"[\d.]+pt")])
def test_its_size_is_physical_where_that_is_asked_for(points: float, width: str) -> None:
    drawn = typed("x = input(1)\ny = exp(x)\n")
    root = ElementTree.fromstring(written(drawn, Setting(points=points)))
    assert re.fullmatch(width, root.get("width", ""))


def test_in_a_page_its_names_are_its_own() -> None:
    picture, schedule = example("neuron")
    root = ElementTree.fromstring(svg_element(picture, schedule))
    assert "width" not in root.keys()  # noqa: SIM118
    names = [part.get("id", "graph-") for part in root.iter()]
    assert all(name.startswith("graph-") for name in names)
    assert "−0.800" in texts(root)


def test_letters_become_curves_where_that_is_asked_for() -> None:
    text = written(example("neuron"), Setting(text="outlines"))
    assert "<text" not in text
    assert "font-face" not in text
    assert text.count("<use") > 100
