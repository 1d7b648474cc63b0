"""What ``render`` and ``animate`` write carries its graph, and is read again."""

import shutil
import subprocess
from pathlib import Path

import pytest

from graphviz_app.cli import main
from graphviz_app.formats import load
from graphviz_app.formats.carrying.finding import found_in

drawing = pytest.mark.usefixtures("qapp")


@drawing
@pytest.mark.parametrize("suffix", [".png", ".svg", ".pdf"])
def test_a_rendered_picture_is_rendered_again_as_it_is(tmp_path: Path, suffix: str) -> None:
    first, again, bare = (tmp_path / f"{n}{suffix}" for n in ("first", "again", "bare"))
    text = tmp_path / "a.cg"
    text.write_text("x = input(3)\nw = parameter(2)\nL = tanh(w*x)\n")
    look = ["--reading", "lines", "--at", "backward:1", "--style", "wires"]
    assert main(["render", str(text), "-o", str(first), *look]) == 0
    carried = found_in(first.read_bytes())
    assert carried is not None
    assert (carried.name, carried.at, carried.view.reading) == ("a.cg", "backward:1", "lines")
    assert main(["render", str(first), "-o", str(again), "--at", "backward:1"]) == 0
    twice = found_in(again.read_bytes())
    assert twice is not None
    assert twice.view == carried.view
    assert main(["render", str(text), "-o", str(bare), "--no-source", *look]) == 0
    assert found_in(bare.read_bytes()) is None
    if suffix == ".png":
        assert _pixels(first) == _pixels(again) == _pixels(bare)


def _pixels(file: Path) -> bytes:
    from PIL import Image

    with Image.open(file) as image:
        return image.tobytes()


def _rewriters(suffix: str) -> list[list[str]]:
    """Programs that write pictures anew and keep what they say about themselves."""
    known = {
        ".png": [["optipng", "-quiet", "-out", "{out}", "{in}"]],
        ".svg": [
            ["scour", "-i", "{in}", "-o", "{out}"],
            ["inkscape", "{in}", "--export-plain-svg", "--export-filename={out}"],
        ],
        ".pdf": [
            ["qpdf", "--object-streams=generate", "--recompress-flate", "{in}", "{out}"],
            ["qpdf", "--linearize", "{in}", "{out}"],
            ["mutool", "clean", "-gggg", "-z", "{in}", "{out}"],
        ],
    }
    exif = ["exiftool", "-q", "-Title=Other", "-o", "{out}", "{in}"]
    return [*known[suffix], *([exif] if suffix != ".svg" else [])]


CASES = [(suffix, command) for suffix in (".png", ".svg", ".pdf") for command in _rewriters(suffix)]


@drawing
@pytest.mark.parametrize(("suffix", "command"), CASES, ids=lambda of: str(of)[:20])
def test_a_picture_is_read_after_another_program_had_it(
    tmp_path: Path, suffix: str, command: list[str]
) -> None:
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    text, before, after = tmp_path / "a.cg", tmp_path / f"in{suffix}", tmp_path / f"out{suffix}"
    text.write_text('# "é" </svg> ]]> &amp;\nx = input(3)\nL = tanh(x)\n', encoding="utf-8")
    assert main(["render", str(text), "-o", str(before), "--at", "forward"]) == 0
    words = [word.replace("{in}", str(before)).replace("{out}", str(after)) for word in command]
    subprocess.run(words, check=False, capture_output=True, timeout=120)
    assert found_in(after.read_bytes()) == found_in(before.read_bytes())
    assert load(after).source == text.read_text(encoding="utf-8")
