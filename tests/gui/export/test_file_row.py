"""FileRow: what becomes of a file's suffix when another format is chosen."""

from pathlib import Path

import pytest

from graphviz_app.explain.worked.written.formats import FORMATS as SOLUTIONS
from graphviz_app.export.table import formats
from graphviz_app.gui.export.file_row import of_kind

PICTURES = [format_.suffix for format_ in formats()]


@pytest.mark.parametrize(
    ("typed", "written"),
    [("a.svg", "a.png"), ("a", "a.png"), ("lecture.3", "lecture.3.png"), ("v1.2.PDF", "v1.2.png")],
)
def test_only_the_suffix_of_a_picture_is_exchanged(typed: str, written: str) -> None:
    assert of_kind(Path("there") / typed, ".png", PICTURES) == Path("there") / written


@pytest.mark.parametrize(
    ("typed", "written"), [("a.b.html", "a.b.txt"), ("a.b", "a.b.txt"), ("a.svg", "a.svg.txt")]
)
def test_only_the_suffix_of_a_solution_is_exchanged(typed: str, written: str) -> None:
    known = [format_.suffix for format_ in SOLUTIONS]
    assert of_kind(Path(typed), ".txt", known) == Path(written)
