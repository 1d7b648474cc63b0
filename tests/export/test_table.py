"""One table says what pictures are written as."""

import inspect
from pathlib import Path

import pytest

from graphviz_app.cli import main
from graphviz_app.errors import ExportError
from graphviz_app.export.table import FORMATS, Frames, alternatives, format_of, names
from graphviz_app.frames import Frame
from graphviz_app.scene.picture import Picture
from tests.cli_steps import NEURON, Captured, fails
from tests.export.steps import LST, add_format, write


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_has_a_writer_and_a_sentence(suffix: str) -> None:
    entry = FORMATS[suffix]
    if "one" in entry.frames:
        assert list(inspect.signature(entry.writer).parameters)[:2] == ["picture", "frame"]
    if "many" in entry.frames:
        assert list(inspect.signature(entry.moving_writer).parameters) == ["moving", "path"]
    assert entry.about.endswith(".")
    assert entry.suffix == suffix == suffix.lower()
    assert entry.frames


def test_formats_are_told_as_a_person_would() -> None:
    assert names([FORMATS[".png"], FORMATS[".pdf"]]) == "PNG or PDF"
    assert alternatives(["a"]) == "a"
    assert alternatives(["a", "b", "c"]) == "a, b or c"


def test_a_suffix_is_found_whatever_its_letters() -> None:
    assert format_of(Path("a.PnG")).name == "PNG"


@pytest.mark.parametrize(
    ("name", "frames", "told"),
    [
        ("a.avi", "many", "'.mp4'"),
        ("a.jpg", "one", "'.png'"),
        ("a.eps", "one", "'.pdf'"),
        ("a.odp", "many", "'.pptx'"),
        ("a.svgg", "one", "'.svg'"),
        ("a.pgn", None, "'.png'"),
    ],
)
def test_what_is_not_written_has_something_that_serves(
    name: str, frames: Frames | None, told: str
) -> None:
    with pytest.raises(ExportError, match=rf"did you mean {told}\?"):
        format_of(Path(name), frames)


def test_only_what_can_be_written_there_is_offered() -> None:
    with pytest.raises(ExportError) as told:
        format_of(Path("a.avi"), "one")
    assert not any(kind in str(told.value) for kind in (".mp4", ".gif", "did you mean"))
    with pytest.raises(ExportError) as told:
        format_of(Path("a"), "many")
    assert ".mp4" in str(told.value)
    assert ".mmd" not in str(told.value)


def test_a_new_entry_is_written(
    picture: Picture, end: Frame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_format(monkeypatch)
    write(picture, end, tmp_path / "a.lst")
    assert (tmp_path / "a.lst").read_text() == "w\nx\ny"
    with pytest.raises(ExportError, match="List is text: it cannot be transparent"):
        write(picture, end, tmp_path / "a.lst", transparent=True)


@pytest.mark.usefixtures("qapp")
def test_a_new_entry_is_known_to_the_command_line(
    capsys: Captured, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_format(monkeypatch)
    with pytest.raises(SystemExit):
        main(["render", "--help"])
    told = " ".join(capsys.readouterr().out.split())
    assert " or *.lst" in told
    assert " or .lst, not as '.bmp'" in fails(
        capsys, "render", NEURON, "-o", str(tmp_path / "a.bmp")
    )
    assert main(["render", NEURON, "-o", str(tmp_path / f"a{LST.suffix}")]) == 0
