"""What was put into a file is found in it again, and the file is still what it was."""

import io
import zipfile

import pytest
from PIL import Image
from pptx import Presentation
from pypdf import PdfReader

from graphviz_app.formats.carrying.carried import Carried
from graphviz_app.formats.carrying.finding import found_in
from graphviz_app.formats.carrying.packing import MAX_PACKED
from graphviz_app.formats.carrying.putting import can_carry, put
from tests.formats.carrying.samples import DOCUMENTS, FILES, HARD, NEURON, SVG

SUFFIXES = tuple(FILES)


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("carried", DOCUMENTS, ids=["neuron", "hard", "long", "empty"])
def test_what_is_put_is_found(suffix: str, carried: Carried) -> None:
    assert can_carry(suffix.upper())
    assert found_in(put(suffix, FILES[suffix], carried)) == carried


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_file_without_one_is_told_apart(suffix: str) -> None:
    assert found_in(FILES[suffix]) is None


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_put_again_it_is_another_and_the_only_one(suffix: str) -> None:
    twice = put(suffix, put(suffix, FILES[suffix], HARD), NEURON)
    assert found_in(twice) == NEURON
    if suffix not in (".pptx", ".pdf"):  # which are written anew
        assert twice == put(suffix, FILES[suffix], NEURON)


@pytest.mark.parametrize("suffix", [".gif", ".mp4", "", ".jpg"])
def test_what_holds_none_stays_as_it_is(suffix: str) -> None:
    assert put(suffix, b"GIF89a", NEURON) == b"GIF89a"
    assert not can_carry(suffix)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_one_that_could_not_be_read_again_is_not_put(suffix: str) -> None:
    large = NEURON._replace(text="#" * MAX_PACKED)
    assert put(suffix, FILES[suffix], large) == FILES[suffix]


def test_in_a_png_it_stands_before_the_pixels_and_all_sums_are_right() -> None:
    content = put(".png", FILES[".png"], HARD)
    assert content.index(b"iTXt") < content.index(b"IDAT")
    with Image.open(io.BytesIO(content)) as image:
        image.verify()
    with Image.open(io.BytesIO(content)) as image:
        image.load()
        assert list(image.text) == ["graphviz_app"]  # type: ignore[attr-defined]


def test_a_large_one_is_compressed() -> None:
    large = NEURON._replace(text="x = input(1)\n" * 10_000)
    for suffix in (".png", ".pptx", ".tex"):
        assert len(put(suffix, FILES[suffix], large)) < len(FILES[suffix]) + 3_000


def test_in_an_svg_it_is_metadata_and_all_else_stays() -> None:
    from xml.etree import ElementTree as ET

    content = put(".svg", SVG, HARD)
    root = ET.fromstring(content)
    assert root[0].tag == "{http://www.w3.org/2000/svg}metadata"
    assert [element.tag.rpartition("}")[2] for element in root] == ["metadata", "path"]
    assert len(content.replace(ET.tostring(root[0]), b"")) >= len(SVG)


def test_in_a_page_nothing_of_it_is_shown_or_run() -> None:
    content = put(".html", FILES[".html"], HARD).decode()
    assert content.count("<script") == content.count("</script>") == 1
    assert '<script type="application/json"' in content
    assert "<b>" not in content


def test_in_a_pdf_it_is_an_attachment_and_title_and_pages_stay() -> None:
    reader = PdfReader(io.BytesIO(put(".pdf", FILES[".pdf"], NEURON)))
    assert list(reader.attachments) == ["graphviz-app-document.json"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Empty"
    assert len(reader.pages) == 1
    again = put(".pdf", put(".pdf", FILES[".pdf"], NEURON), NEURON)
    assert len(PdfReader(io.BytesIO(again)).attachments["graphviz-app-document.json"]) == 1


def test_in_slides_it_is_a_part_that_is_kept_when_they_are_saved_again() -> None:
    content = put(".pptx", FILES[".pptx"], HARD)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert archive.namelist()[0] == "[Content_Types].xml"
        assert b'Extension="xml"' in archive.read("[Content_Types].xml")
    show, saved = Presentation(io.BytesIO(content)), io.BytesIO()
    assert len(show.slides) == 1
    show.save(saved)
    assert found_in(saved.getvalue()) == HARD


@pytest.mark.parametrize(("suffix", "sign"), [(".tex", "%"), (".dot", "//"), (".mmd", "%%")])
def test_in_a_text_it_is_comments_at_the_end(suffix: str, sign: str) -> None:
    content, before = put(suffix, FILES[suffix], HARD), FILES[suffix]
    assert content.startswith(before)
    added = content[len(before) :].decode("ascii").split("\n")
    assert all(line.startswith(f"{sign} graphviz_app: ") for line in added if line)
    assert max(map(len, added)) < 100
