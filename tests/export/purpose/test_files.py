"""Files are exactly as large on paper as they are asked for, whatever they are."""

import re
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QImage

import graphviz_app
from graphviz_app.export.picture import export_picture
from graphviz_app.export.purpose.purpose import PRESETS, purpose_of
from graphviz_app.resources import examples

pytestmark = pytest.mark.usefixtures("qapp")
NEURON = graphviz_app.load(examples()[0])
EVERYTHING = {"title": True, "caption": True, "legend": True}


def written(path: Path, preset: str, **options: bool) -> Path:
    export_picture(NEURON, path, purpose=PRESETS[preset], **options)  # type: ignore[arg-type]
    return path


@pytest.mark.parametrize("preset", ["column", "two-columns", "slide"])
def test_a_pdf_is_as_wide_as_asked_for(tmp_path: Path, preset: str) -> None:
    page = PdfReader(written(tmp_path / "a.pdf", preset)).pages[0].mediabox
    assert float(page.width) == pytest.approx(PRESETS[preset].most_width, abs=0.01)


@pytest.mark.parametrize("preset", ["column", "two-columns", "slide"])
def test_an_svg_is_as_wide_as_asked_for(tmp_path: Path, preset: str) -> None:
    text = written(tmp_path / "a.svg", preset).read_text(encoding="utf-8")
    width = re.search(r'<svg[^>]* width="([\d.]+)pt"', text)
    assert width is not None
    assert float(width[1]) == pytest.approx(PRESETS[preset].most_width, abs=0.01)


@pytest.mark.parametrize("dpi", [96, 300])
def test_a_png_has_the_pixels_for_its_size_and_says_so(tmp_path: Path, dpi: int) -> None:
    export_picture(NEURON, tmp_path / "a.png", purpose=purpose_of("column", dpi=dpi))
    image = QImage(str(tmp_path / "a.png"))
    assert abs(image.width() - 8.5 / 2.54 * dpi) <= 1
    assert abs(image.dotsPerMeterX() - dpi / 0.0254) <= 1


def test_all_that_stands_around_a_graph_is_within_the_same_width(tmp_path: Path) -> None:
    page = PdfReader(written(tmp_path / "a.pdf", "column", **EVERYTHING)).pages[0]
    assert float(page.mediabox.width) == pytest.approx(PRESETS["column"].most_width, abs=0.01)
    text = " ".join(page.extract_text().split())
    assert "A neuron with a squared error" in text
    assert "parameter" in text


def test_words_around_a_graph_need_no_size(tmp_path: Path) -> None:
    export_picture(NEURON, tmp_path / "a.pdf", title="Mine", legend=True)
    assert "Mine" in PdfReader(tmp_path / "a.pdf").pages[0].extract_text()
