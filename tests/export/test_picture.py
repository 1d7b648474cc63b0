"""Pictures in files."""

import os
import re
import stat
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from pypdf import PdfReader
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

import graphviz_app
from graphviz_app.core.graph import Graph
from graphviz_app.core.view import View
from graphviz_app.errors import ExportError
from graphviz_app.export.picture import UNSAID, export_picture
from graphviz_app.export.table import formats
from graphviz_app.frames import Frame
from graphviz_app.scene.picture import Picture
from tests.export.steps import write

ROOT = Path(graphviz_app.__file__).parent.parent


def _array(image: QImage) -> np.ndarray:
    image = image.convertToFormat(QImage.Format.Format_ARGB32)
    flat = np.frombuffer(image.constBits(), np.uint8)
    return flat.reshape(image.height(), image.width(), 4).astype(np.int16)


@pytest.mark.parametrize("scale", [0.5, 1.0, 2.0, 3.3])
def test_png_has_the_pictures_size_times_the_scale(
    picture: Picture, end: Frame, tmp_path: Path, scale: float
) -> None:
    write(picture, end, tmp_path / "a.png", scale=scale)
    size = QImage(str(tmp_path / "a.png")).size()
    assert abs(size.width() - picture.bounds.width() * scale) <= 1
    assert abs(size.height() - picture.bounds.height() * scale) <= 1


def test_png_is_opaque_unless_transparent_is_asked_for(
    picture: Picture, end: Frame, tmp_path: Path
) -> None:
    write(picture, end, tmp_path / "solid.png")
    write(picture, end, tmp_path / "clear.png", transparent=True)
    solid, clear = (_array(QImage(str(tmp_path / name))) for name in ("solid.png", "clear.png"))
    assert solid[..., 3].min() == 255
    assert clear[0, 0, 3] == 0
    assert clear[..., 3].max() == 255


def test_transparent_svg_has_no_background(picture: Picture, end: Frame, tmp_path: Path) -> None:
    write(picture, end, tmp_path / "a.svg", transparent=True)
    assert picture.theme.canvas.lower() not in (tmp_path / "a.svg").read_text().lower()


def test_pdf_page_is_as_large_as_the_picture(picture: Picture, end: Frame, tmp_path: Path) -> None:
    write(picture, end, tmp_path / "a.pdf")
    (page,) = PdfReader(tmp_path / "a.pdf").pages
    assert float(page.mediabox.width) == pytest.approx(0.75 * picture.bounds.width(), abs=1.5)
    assert float(page.mediabox.height) == pytest.approx(0.75 * picture.bounds.height(), abs=1.5)
    content = page.get_contents()
    assert content is not None
    assert len(content.get_data()) > 3000


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("a.pgn", "did you mean '.png'"),
        ("a.jpeg", "graphs are written as .png, "),
        ("a", "needs a suffix"),
        ("gone/a.png", "does not exist"),
    ],
)
def test_what_cannot_be_written_is_told(
    picture: Picture, end: Frame, tmp_path: Path, name: str, sentence: str
) -> None:
    with pytest.raises(ExportError, match=re.escape(sentence)):
        write(picture, end, tmp_path / name)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("scale", [0.0, -1.0, float("nan"), float("inf"), 1000.0])
def test_absurd_scales_are_refused(
    picture: Picture, end: Frame, tmp_path: Path, scale: float
) -> None:
    with pytest.raises(ExportError, match="scale"):
        write(picture, end, tmp_path / "a.png", scale=scale)


def test_bound_of_the_size_is_named(picture: Picture, end: Frame, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="at most 32,000"):
        write(picture, end, tmp_path / "a.png", scale=90.0)


def test_folder_in_the_way_is_told(picture: Picture, end: Frame, tmp_path: Path) -> None:
    (tmp_path / "a.png").mkdir()
    with pytest.raises(ExportError, match="is a folder"):
        write(picture, end, tmp_path / "a.png")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such devices here")
def test_device_in_the_way_is_told_and_stays(picture: Picture, end: Frame, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.png")
    with pytest.raises(ExportError, match="is a device"):
        write(picture, end, tmp_path / "a.png")
    assert stat.S_ISFIFO((tmp_path / "a.png").stat().st_mode)


@pytest.mark.parametrize("length", [255, 300])
def test_name_that_is_too_long_is_told(
    picture: Picture, end: Frame, tmp_path: Path, length: int
) -> None:
    with pytest.raises(ExportError, match="name is too long"):
        write(picture, end, tmp_path / ("a" * length + ".png"))
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere"
)
def test_folder_without_permission_is_told(picture: Picture, end: Frame, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(ExportError, match="permission is denied"):
        write(picture, end, tmp_path / "a.png")


def test_failed_export_keeps_the_old_file(picture: Picture, end: Frame, tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(b"the old picture")
    with pytest.raises(ExportError):
        write(picture, end, file, scale=1000.0)
    assert file.read_bytes() == b"the old picture"
    assert list(tmp_path.iterdir()) == [file]


FULL = """
import resource, sys
from graphviz_app.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
sys.exit(main(["render", "a.cg", "-o", sys.argv[1]]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such limits here")
@pytest.mark.parametrize("suffix", [kind.suffix for kind in formats() if kind.unit])
def test_a_disk_that_does_not_take_all_keeps_the_old_picture(tmp_path: Path, suffix: str) -> None:
    name = f"a{suffix}"
    (tmp_path / "a.cg").write_text("x = input(1)\ny = exp(x)\n", encoding="utf-8")
    (tmp_path / name).write_bytes(b"the old picture")
    done = subprocess.run(
        [sys.executable, "-c", FULL, name],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert f"'{name}' cannot be written: it is larger than a file may be here" in done.stderr
    assert (tmp_path / name).read_bytes() == b"the old picture"
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["a.cg", name])


HOSTILE = 'a\x00b\x1b\x0c<b>&amp;"\ufffe]]>--> \u202e\n%1'


def test_written_file_can_be_read_by_others(picture: Picture, end: Frame, tmp_path: Path) -> None:
    write(picture, end, tmp_path / "a.svg")
    assert stat.S_IMODE((tmp_path / "a.svg").stat().st_mode) & 0o444 == 0o444


def test_graph_becomes_a_file_in_one_call(graph: Graph, tmp_path: Path) -> None:
    for name in (f"a{kind.suffix}" for kind in formats()):
        export_picture(graph, tmp_path / name, View("lines"), at="backward:1")
        assert (tmp_path / name).stat().st_size


def test_pictures_are_made_without_a_display(tmp_path: Path) -> None:
    code = (
        "import sys; from graphviz_app.core.graph import Graph, Node\n"
        "from graphviz_app.export.picture import export_picture\n"
        "export_picture(Graph.of([Node('x', 'input', {'value': 1.0})], (), 'x'), sys.argv[1])"
    )
    file = tmp_path / "a.png"
    bare = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    subprocess.run([sys.executable, "-c", code, str(file)], check=True, env=bare)
    assert QImage(str(file)).size() != QSize(0, 0)


@pytest.fixture
def drawn(tmp_path: Path) -> Callable[..., bytes]:
    """A function that draws a graph into a file and returns its bytes."""

    def draw(graph: Graph, view: View = UNSAID) -> bytes:
        export_picture(graph, tmp_path / "a.svg", view)
        return (tmp_path / "a.svg").read_bytes()

    return draw


@pytest.mark.usefixtures("qapp")
def test_a_graph_is_drawn_as_its_document_says(graph: Graph, drawn: Callable[..., bytes]) -> None:
    view = View("lines", "TB", values=False, locals=True)
    asked = drawn(graph, view)
    assert drawn(replace(graph, view=view)) == asked
    assert drawn(graph) != asked


@pytest.mark.usefixtures("qapp")
def test_what_is_asked_for_wins_over_the_document(
    graph: Graph, drawn: Callable[..., bytes]
) -> None:
    other = replace(graph, view=View("lines", "TB", values=False))
    asked = drawn(other, View("operators", "auto", values=True))
    assert asked == drawn(graph)


@pytest.mark.usefixtures("qapp")
def test_svg_is_well_formed_whatever_the_title(graph: Graph, drawn: Callable[..., bytes]) -> None:
    root = ElementTree.fromstring(drawn(replace(graph, title=HOSTILE)))
    title = root.find("{http://www.w3.org/2000/svg}title")
    assert title is not None
    assert title.text == 'a\ufffdb\ufffd <b>&amp;"\ufffd]]>--> \u202e %1'
