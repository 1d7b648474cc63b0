"""Which file a document's data are read from, and why another one is not."""

import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from graphviz_app import parse
from graphviz_app.core.graph import Graph
from graphviz_app.core.learning.settings import DataUse
from graphviz_app.errors import DataError
from graphviz_app.formats.tables.beside import written_for
from graphviz_app.formats.tables.files import load_data, read_table

CSV = "x,t\n0.5,1\n"


def graph(path: str) -> Graph:
    return replace(parse("x = input(0)\nt = target(0)\nL = x - t"), data=DataUse(path))


def refusal(path: str, folder: Path | None, allowed: tuple[Path, ...] = ()) -> str:
    with pytest.raises(DataError) as told:
        load_data(graph(path), folder, allowed)
    return str(told.value)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A document's folder; beside it lies a file that is not its business."""
    own = tmp_path / "own"
    (own / "sub").mkdir(parents=True)
    (own / "xor.csv").write_text(CSV, encoding="utf-8")
    (own / "sub" / "deep.csv").write_text(CSV, encoding="utf-8")
    (tmp_path / "secret.csv").write_text(CSV, encoding="utf-8")
    return own


@pytest.mark.parametrize("path", ["xor.csv", "./xor.csv", "sub/deep.csv", "sub\\deep.csv",
                                  "sub/../xor.csv"])  # fmt: skip
def test_a_file_in_the_folder_is_read(folder: Path, path: str) -> None:
    table = load_data(graph(path), folder)
    assert table is not None
    assert table.rows.tolist() == [[0.5, 1.0]]
    assert table.source == Path(path.replace("\\", "/")).name


def test_a_document_without_data_has_none_and_written_columns_need_no_file(folder: Path) -> None:
    assert load_data(parse("x = input(1)"), folder) is None
    written = replace(graph(""), data=DataUse(columns={"x": (1.0, 2.0)}))
    table = load_data(written, None)
    assert table is not None
    assert table.rows.tolist() == [[1.0], [2.0]]


@pytest.mark.parametrize(
    "path",
    ["../secret.csv", "sub/../../secret.csv", "..\\secret.csv", "C:\\secret.csv", "C:secret.csv",
     "\\\\host\\share\\secret.csv", "//host/share/secret.csv", "/etc/hostname"],
)  # fmt: skip
def test_a_file_outside_the_folder_is_not_read(folder: Path, path: str) -> None:
    assert "outside the document's folder" in refusal(path, folder)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_out_of_the_folder_is_not_followed(folder: Path) -> None:
    (folder / "inner.csv").symlink_to(folder.parent / "secret.csv")
    (folder / "out").symlink_to(folder.parent)
    (folder / "round.csv").symlink_to(folder / "round.csv")
    (folder / "same.csv").symlink_to(folder / "xor.csv")
    assert "outside the document's folder" in refusal("inner.csv", folder)
    assert "outside the document's folder" in refusal("out/secret.csv", folder)
    assert "cannot be opened" in refusal("round.csv", folder)
    assert load_data(graph("same.csv"), folder) is not None


def test_what_a_person_has_chosen_is_read_from_anywhere(folder: Path) -> None:
    secret = folder.parent / "secret.csv"
    for path in (str(secret), "../secret.csv"):
        assert load_data(graph(path), folder, (secret,)) is not None
    assert load_data(graph(str(secret)), None, (secret,)) is not None
    assert "outside" in refusal(str(secret), folder, (folder / "xor.csv",))


def test_a_document_in_no_folder_says_what_to_do() -> None:
    assert "save it beside the data, or choose the file" in refusal("mine.csv", None)


def test_reasons_are_told(folder: Path) -> None:
    assert refusal("xorr.csv", folder) == (
        "xorr.csv cannot be opened: the file does not exist; did you mean 'xor.csv'?"
    )
    assert refusal("sub", folder).endswith("it is a folder; choose a table in it")
    assert "cannot be opened" in refusal("a\0b.csv", folder)
    assert "the name is too long" in refusal("a" * 5_000 + ".csv", folder)
    assert len(refusal("a" * 5_000 + ".csv", folder)) < 300


@pytest.mark.skipif(sys.platform == "win32", reason="no queues there")
def test_what_would_never_end_is_not_read(folder: Path) -> None:
    os.mkfifo(folder / "queue.csv")
    assert "not a file but a device" in refusal("queue.csv", folder)


def test_the_command_line_reads_any_path(folder: Path) -> None:
    assert read_table(folder.parent / "secret.csv").rows.tolist() == [[0.5, 1.0]]


def test_a_chosen_file_is_written_relative_where_it_can_be(folder: Path) -> None:
    assert written_for(folder / "sub" / "deep.csv", folder) == "sub/deep.csv"
    outside = folder.parent / "secret.csv"
    assert written_for(outside, folder) == outside.resolve().as_posix()
    assert written_for(outside, None) == outside.resolve().as_posix()
