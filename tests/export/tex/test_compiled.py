"""The files are compiled where TeX is installed, and look like the pictures."""

import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from graphviz_app.core.choices import Kind, StyleName
from graphviz_app.core.pieces import finished
from graphviz_app.export.raster import png
from graphviz_app.export.setting import Setting
from graphviz_app.frames import Frame
from graphviz_app.scene.picture import Picture
from tests.export.tex.steps import READINGS, at, drawn, example, words_of, written

pytestmark = [
    pytest.mark.usefixtures("qapp"),
    pytest.mark.skipif(shutil.which("pdflatex") is None, reason="pdflatex is not installed"),
    pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="pdftoppm is not installed"),
]


def compiled(tex: str, folder: Path) -> Path:
    """The PDF that pdflatex makes of it; nothing is asked, nothing is lacking."""
    (folder / "a.tex").write_text(tex)
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "a.tex"]
    made = subprocess.run(command, cwd=folder, capture_output=True, timeout=60, check=False)
    said = made.stdout.decode("latin-1")
    assert made.returncode == 0, said[-1500:]
    assert "Font Warning" not in said
    return folder / "a.pdf"


def _image(pdf: Path, folder: Path) -> QImage:
    command = ["pdftoppm", "-r", "96", "-png", "-singlefile", str(pdf), str(folder / "page")]
    subprocess.run(command, check=True, timeout=60)
    return QImage(str(folder / "page.png"))


def _blurred(
    image: QImage, width: int, height: int
) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    small = image.scaled(
        width,
        height,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    ).convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(small.constBits(), np.uint8).reshape(height, small.bytesPerLine())
    return rows[:, : 3 * width].astype(float)


def _picture_image(picture: Picture, frame: Frame) -> QImage:
    encode = finished(png(picture, frame, Setting(scale=1.0)))
    return QImage.fromData(encode())


@pytest.mark.parametrize(("reading", "style"), READINGS)
def test_a_compiled_picture_looks_like_ours(
    reading: Kind, style: StyleName, tmp_path: Path
) -> None:
    picture, schedule = drawn(example("neuron"), reading, style)
    frame = at(schedule, 0.75)
    pdf = compiled(written(picture, frame), tmp_path)
    page, ours = _image(pdf, tmp_path), _picture_image(picture, frame)
    assert abs(page.width() - ours.width()) <= 2
    assert abs(page.height() - ours.height()) <= 2
    width, height = ours.width() // 16, ours.height() // 16
    apart = np.abs(_blurred(page, width, height) - _blurred(ours, width, height))
    assert apart.mean() < 4
    assert apart.max() < 90  # what is missing, or twice there, would be more


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
def test_numbers_can_be_searched_for(tmp_path: Path) -> None:
    picture, schedule = drawn(example("edge-detector"))
    frame = at(schedule, 1)
    pdf = compiled(written(picture, frame), tmp_path)
    command = ["pdftotext", str(pdf), "-"]
    text = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    for number in words_of(picture, frame):
        if number.replace(".", "").isdecimal():
            assert number in text
