"""A PDF with a page for each step."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pypdf import PdfReader
from PySide6.QtGui import QImage

from graphviz_app.core.view import View
from graphviz_app.export.moving.job import MovingJob
from graphviz_app.export.moving.made import Wish, moving_of
from graphviz_app.export.moving.moving import Moving
from graphviz_app.export.moving.screen import Screen
from graphviz_app.export.moving.script import Instant
from graphviz_app.export.setting import Setting
from graphviz_app.formats import load, parse
from graphviz_app.resources import examples

pytestmark = pytest.mark.usefixtures("qapp")
PDFTOPPM = shutil.which("pdftoppm")


@pytest.fixture(scope="module")
def neuron() -> Moving:
    file = next(path for path in examples() if path.stem == "neuron")
    return moving_of(load(file), View(), Wish())


def written(moving: Moving, folder: Path) -> PdfReader:
    MovingJob(moving, folder / "a.pdf").run()
    return PdfReader(folder / "a.pdf")


def test_every_step_has_a_page_of_one_size(neuron: Moving, tmp_path: Path) -> None:
    reader = written(neuron, tmp_path)
    assert len(reader.pages) == len(neuron.script.steps)
    assert {tuple(map(float, page.mediabox[2:])) for page in reader.pages} == {(960.0, 540.0)}


def test_a_page_shows_what_is_known_by_then_and_its_caption(neuron: Moving, tmp_path: Path) -> None:
    texts = [page.extract_text() for page in written(neuron, tmp_path).pages]
    assert "−0.950" not in texts[1]
    assert "−0.950" in texts[2]
    assert "step 2 of 13" in texts[2]
    assert "0.1450" in texts[-2]


def test_pages_are_found_by_the_titles_of_their_steps(neuron: Moving, tmp_path: Path) -> None:
    reader = written(neuron, tmp_path)
    titles = [entry.title for entry in reader.outline if not isinstance(entry, list)]
    assert titles[0] == "start of 13 steps"
    assert titles[2] == "step 2 of 13: compute z"
    assert reader.page_labels[:3] == ["0", "1", "2"]


def test_a_long_caption_goes_on_on_a_page_with_the_same_number(tmp_path: Path) -> None:
    file = next(path for path in examples() if path.stem == "three-two-one-network")
    moving = moving_of(load(file), View("neurons"), Wish(start="backward:1", end="backward:3"))
    reader = written(moving, tmp_path)
    steps = len(moving.script.steps)
    assert len(reader.pages) > steps
    assert sum("(" not in label for label in reader.page_labels) == steps
    more = next(place for place, label in enumerate(reader.page_labels) if "(2 of" in label)
    assert reader.page_labels[more].startswith(f"{reader.page_labels[more - 1]} (")
    assert "part 2 of" in reader.pages[more].extract_text()


def test_a_title_comes_first_where_it_is_asked_for(neuron: Moving, tmp_path: Path) -> None:
    first = written(replace(neuron, title=True), tmp_path).pages[0]
    assert "A neuron with a squared error" in first.extract_text()


def test_letters_can_become_curves(tmp_path: Path) -> None:
    moving = moving_of(parse("x = input(2)\ny = x**2\n"), View(), Wish((640, 360)))
    reader = written(replace(moving, setting=Setting(text="outlines")), tmp_path)
    assert not any(page.extract_text() for page in reader.pages)


def test_given_up_it_leaves_nothing(neuron: Moving, tmp_path: Path) -> None:
    pieces = MovingJob(neuron, tmp_path / "a.pdf").pieces()
    next(pieces)
    next(pieces)
    pieces.close()
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(PDFTOPPM is None, reason="pdftoppm is not installed")
@pytest.mark.parametrize("number", [3, 9])
def test_a_page_is_the_presentation_at_that_step(
    neuron: Moving, number: int, tmp_path: Path
) -> None:
    written(neuron, tmp_path)
    which = ["-f", str(number + 1), "-l", str(number + 1), "-singlefile", "-r", "96", "-png"]
    subprocess.run([PDFTOPPM or "", *which, "a.pdf", "a"], cwd=tmp_path, check=True, timeout=60)
    screen = Screen(neuron)
    screen.show(Instant(neuron.script.steps[number]))
    apart = np.abs(pixels(QImage(str(tmp_path / "a.png"))) - pixels(screen.image)).max(axis=2)
    assert apart.mean() < 1.5
    assert (apart > 100).mean() < 0.004


def pixels(image: QImage) -> np.ndarray[tuple[int, ...], np.dtype[np.int16]]:
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    flat = np.frombuffer(image.constBits(), np.uint8)
    return flat.reshape(image.height(), image.width(), 4)[..., :3].astype(np.int16)
