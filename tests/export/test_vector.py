"""PDFs: their text can be searched, and they look like the picture."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from graphviz_app.core.pieces import finished
from graphviz_app.core.view import View
from graphviz_app.export.picture import drawn_picture
from graphviz_app.export.setting import Setting
from graphviz_app.export.vector import pdf
from graphviz_app.formats import load, parse
from graphviz_app.frames import frame_at
from graphviz_app.resources import examples

pytestmark = pytest.mark.usefixtures("qapp")


def page(text: str | Path, setting: Setting = Setting(), view: View = View()) -> PdfReader:  # noqa: B008  # both are frozen
    graph = load(text) if isinstance(text, Path) else parse(text)
    picture, schedule = drawn_picture(graph, view)
    encode = finished(pdf(picture, frame_at(schedule, schedule.finished), setting))
    return PdfReader(BytesIO(encode()))


def fonts_of(reader: PdfReader) -> list[Any]:
    resources: Any = reader.pages[0]["/Resources"]
    return [font.get_object() for font in resources.get("/Font", {}).values()]


def words(reader: PdfReader) -> list[str]:
    return reader.pages[0].extract_text().split()


def test_numbers_names_and_signs_can_be_searched() -> None:
    found = words(page(next(path for path in examples() if path.stem == "neuron")))
    numbers = {"−0.800", "−0.218", "1.500", "0.116", "0.250", "−1.200", "−0.950", "0.279", "0.721"}
    assert numbers <= set(found)
    assert {"w", "x", "b", "t", "z", "a", "L", "½", "×", "+", "−", "σ", "u²"} <= set(found)


def test_each_node_is_read_by_itself() -> None:
    found = words(page("x = input(1.5)\nw = parameter(-2)\ny = w*x\n"))
    at = found.index("w")
    assert found[at : at + 3] == ["w", "−2.000", "1.500"]


def test_formulas_are_told_in_letters() -> None:
    text = "x_11 = input(4)\nb_hat = input(1)\ny = sqrt(x_11**2 + b_hat**2)\n"
    found = " ".join(words(page(text, view=View("lines"))))
    assert "x₁₁" in found
    assert "b\u0302" in found
    assert "√" in found


def test_letters_can_become_curves() -> None:
    reader = page("x = input(1.5)\ny = exp(x)\n", Setting(text="outlines"))
    assert words(reader) == []
    assert not fonts_of(reader)


@pytest.mark.parametrize("points", [0.75, 0.4])
def test_a_page_is_as_large_as_it_is_said(points: float) -> None:
    text = "x = input(1.5)\ny = exp(x)\n"
    picture, _ = drawn_picture(parse(text))
    box = page(text, Setting(points=points)).pages[0].mediabox
    assert float(box.width) == pytest.approx(points * picture.bounds.width(), abs=1)


def test_fonts_are_embedded_as_subsets() -> None:
    reader = page("x = input(1.5)\ny = exp(x)\n")
    assert fonts_of(reader)
    for font in fonts_of(reader):
        assert re.fullmatch(r"/[A-Z]{6}\+Inter-\w+", font["/BaseFont"])
        inner = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        data = inner["/FontFile2"].get_object().get_data()
        assert 500 < len(data) < 12_000
