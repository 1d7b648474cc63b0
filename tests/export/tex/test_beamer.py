"""Slides: each step shows what the picture shows then, and says what the caption says."""

import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from pypdf import PdfReader

from graphviz_app.core.view import View
from graphviz_app.errors import ExportError
from graphviz_app.export.moving.job import MovingJob
from graphviz_app.export.moving.made import Wish, moving_of
from graphviz_app.export.moving.moving import Moving
from graphviz_app.export.picture import UNSAID
from graphviz_app.export.tex.item import Block, Item
from graphviz_app.export.tex.overlays import Overlays, specification
from graphviz_app.export.tex.styles import is_number
from graphviz_app.formats import load, parse
from graphviz_app.frames import frame_at
from graphviz_app.numbers import MINUS
from tests.export.tex.steps import example, texts_of, words_of

pytestmark = pytest.mark.usefixtures("qapp")


def _moving(name: str, view: View = UNSAID, **wish: object) -> Moving:
    return moving_of(load(example(name)), view, Wish(**wish))  # type: ignore[arg-type]


def _written(moving: Moving, folder: Path) -> str:
    MovingJob(moving, folder / "a.tex").run()
    return (folder / "a.tex").read_text()


def _seen_at(tex: str, step: int) -> str:
    """What of the picture is seen at a step, as if that was all."""
    body = tex[tex.index(r"\begin{tikzpicture}") : tex.index(r"\end{tikzpicture}")]
    lines = []
    for line in body.splitlines():
        match = re.match(r"(\s*\\\w+)<([\d,-]+)>(.*)", line)
        if match is None:
            lines.append(line)
        elif any(_is_in(step, span) for span in match[2].split(",")):
            lines.append(match[1] + match[3])
    return "\n".join(lines)


def _is_in(step: int, span: str) -> bool:
    start, dash, end = span.partition("-")
    return int(start) <= step <= int(end or (10**9 if dash else start))


@pytest.mark.parametrize(
    ("name", "reading"), [("neuron", "operators"), ("xor", "neurons"), ("sigmoid", "lines")]
)
def test_each_step_shows_the_numbers_that_the_picture_shows_then(
    name: str, reading: str, tmp_path: Path
) -> None:
    moving = _moving(name, View(reading))  # type: ignore[arg-type]
    tex = _written(moving, tmp_path)
    for step, t in enumerate(moving.script.steps, 1):
        shown = words_of(moving.picture, frame_at(moving.schedule, t))
        numbers = Counter(w.replace(MINUS, "-") for w in shown if is_number(w) and "·" not in w)
        told = Counter(texts_of(_seen_at(tex, step)))
        assert {text: told[text] for text in numbers} == numbers


def test_steps_are_those_of_the_script_and_each_has_its_caption(tmp_path: Path) -> None:
    moving = _moving("neuron")
    tex = _written(moving, tmp_path)
    captions = re.findall(r"\\only<(\d+)>\{\\gvsaid", tex)
    assert captions == [str(step) for step, _ in enumerate(moving.script.steps, 1)]
    assert tex.count(r"\note<") == len(captions)
    assert r"$z = \textcolor{gv-value}{w} \cdot \textcolor{gv-value}{x}" in tex
    assert "Space" not in tex


def test_what_never_changes_is_there_once(tmp_path: Path) -> None:
    moving = _moving("neuron")
    tex = _written(moving, tmp_path)
    assert tex.count(r"\path[gv/output]") == 1
    assert len(re.findall(r"\\draw(?:<[^>]*>)?\[gv/edge\]", tex)) == len(moving.picture.edges)
    assert len(tex) < 60_000


def test_without_captions_there_are_as_many_steps(tmp_path: Path) -> None:
    moving = _moving("neuron", caption=False)
    tex = _written(moving, tmp_path)
    assert rf"\only<{len(moving.script.steps)}>{{}}" in tex
    assert r"\only<1>{\gvsaid" not in tex


def test_a_title_is_a_slide_before(tmp_path: Path) -> None:
    tex = _written(_moving("neuron", title=True), tmp_path)
    assert tex.count(r"\begin{frame}") == 2
    assert r"\huge A neuron with a squared error" in tex


def test_too_many_steps_are_refused_in_a_sentence(tmp_path: Path) -> None:
    lines = "\n".join(f"a{k} = sin({f'a{k - 1}' if k else 'x'})" for k in range(160))
    moving = moving_of(parse(f"x = input(1)\n{lines}"), View(), Wish())
    with pytest.raises(ExportError, match=r"32\d steps are too many .* at most 300: go by level"):
        MovingJob(moving, tmp_path / "a.tex").run()
    assert not list(tmp_path.iterdir())


def test_the_camera_looks_elsewhere_with_the_steps(tmp_path: Path) -> None:
    tex = _written(_moving("softmax-network-two-losses", end="forward:12"), tmp_path)
    assert len(re.findall(r"\\only<[^>]*>\{\\gvlook", tex)) > 1
    still = _written(_moving("neuron"), tmp_path)
    assert len(re.findall(r"^\\gvlook", still, re.MULTILINE)) == 1


def test_items_are_merged_behind_those_that_precede_them() -> None:
    one, two, three = (Item(rf"\{name}", "") for name in ("one", "two", "three"))
    overlays = Overlays()
    for items in ((one, three), (one, two, three), (one, two)):
        overlays.add([Block(("node", "x"), "", "x", items)])
    assert [line.strip() for line in overlays.lines()][1:-1] == [
        r"\one;",
        r"\two<2->;",
        r"\three<1-2>;",
    ]


def test_specifications_are_spans() -> None:
    assert specification([1, 2, 3], 3) == ""
    assert specification([1, 3, 4, 6], 7) == "<1,3-4,6>"
    assert specification([2, 5, 6, 7], 7) == "<2,5->"


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="pdflatex is not installed")
def test_slides_are_compiled_a_page_for_each_step(tmp_path: Path) -> None:
    moving = _moving("two-paths", View("lines"))
    _written(moving, tmp_path)
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "a.tex"]
    made = subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=120, check=False)
    said = made.stdout.decode("latin-1")
    if "beamer.cls' not found" in said:
        pytest.skip("Beamer is not installed")
    assert made.returncode == 0, said[-1500:]
    assert "Font Warning" not in said
    assert "Overfull" not in said
    pages = PdfReader(tmp_path / "a.pdf").pages
    assert len(pages) == len(moving.script.steps)
    assert "24.000" in pages[-1].extract_text()
    assert "24.000" not in pages[0].extract_text()
