import errno
import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from graphviz_app.core.graph import Edge, Graph, Node
from graphviz_app.errors import DocumentError, ParseError, UnknownOpError
from graphviz_app.formats import load, parse, save, to_text

GRAPH = parse("# T\nx = input(1.5)  # data\r\ny = x*2\n")


@pytest.mark.parametrize("name", ["a.cg", "a.txt", "a.json", "A.CG", "ä b.json"])
def test_what_is_saved_is_loaded(tmp_path: Path, name: str) -> None:
    save(GRAPH, tmp_path / name)
    again = load(str(tmp_path / name))
    assert again == GRAPH
    assert again.source == GRAPH.source
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_text_is_saved_to_the_byte(tmp_path: Path) -> None:
    save(GRAPH, tmp_path / "a.cg")
    assert (tmp_path / "a.cg").read_bytes() == GRAPH.source.encode()


def test_a_document_is_known_by_its_first_character(tmp_path: Path) -> None:
    save(GRAPH, tmp_path / "a.json")
    (tmp_path / "a.json").rename(tmp_path / "a.cg")
    assert load(tmp_path / "a.cg") == GRAPH


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty; write for example x = input(1.5)"),
        (b" \n\t", "is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\xff", "'a.cg' is a PNG picture, which holds no graph: either"),
        (b"\x01\x02\0\xff\xfe\xfd", "is not text and not a graph document"),
        (b"x = 1\ny = \xff", "line 2: 'a.cg' is not UTF-8"),
        (b"{", "not JSON"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(
    tmp_path: Path, content: bytes, sentence: str
) -> None:
    (tmp_path / "a.cg").write_bytes(content)
    with pytest.raises(DocumentError) as caught:
        load(tmp_path / "a.cg")
    assert sentence in str(caught.value)


def test_a_slip_in_a_file_is_a_parse_error(tmp_path: Path) -> None:
    (tmp_path / "a.cg").write_text("x = (", encoding="utf-8")
    with pytest.raises(ParseError):
        load(tmp_path / "a.cg")


def test_missing_files_folders_and_strange_names_are_told(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"'b\.cg' cannot be opened: the file does not exist"):
        load(tmp_path / "b.cg")
    with pytest.raises(DocumentError, match="cannot be opened: it is a folder"):
        load(tmp_path)
    with pytest.raises(DocumentError, match="cannot be opened"):
        load(tmp_path / "a\0b.cg")
    with pytest.raises(DocumentError, match="the name is too long"):
        load(tmp_path / ("a" * 3000))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_what_would_never_end_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.cg")
    with pytest.raises(DocumentError, match="not a file but a device"):
        load(tmp_path / "a.cg")


def test_large_files_are_refused_and_the_bound_is_named(tmp_path: Path) -> None:
    for name, bound in (("a.cg", "20,000,000"), ("a.json", "64,000,000")):
        with (tmp_path / name).open("wb") as stream:
            stream.truncate(70_000_000)
        with pytest.raises(DocumentError, match=f"larger than the {bound} bytes"):
            load(tmp_path / name)


def test_saving_into_nowhere_is_told(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="cannot be written: the folder does not exist"):
        save(GRAPH, tmp_path / "none" / "a.cg")
    (tmp_path / "a.json").mkdir()
    with pytest.raises(DocumentError, match="cannot be written: it is a folder"):
        save(GRAPH, tmp_path / "a.json")
    with pytest.raises(DocumentError, match=r"must end in \.cg, \.txt or \.json"):
        save(GRAPH, tmp_path / "a.png")


@pytest.mark.parametrize(
    ("number", "sentence"),
    [(errno.ENOSPC, "the disk is full"), (errno.EACCES, "permission is denied"), (errno.EIO, "")],
)
def test_a_failed_save_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, sentence: str
) -> None:
    path = tmp_path / "a.cg"
    path.write_text("old", encoding="utf-8")

    def fail(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(DocumentError, match=f"'a.cg' cannot be written: {sentence}"):
        save(GRAPH, path)
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_graph_that_text_cannot_say_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.cg"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(UnknownOpError, match="no operator 'ad'"):
        save(Graph.of([Node("y", "ad")]), path)
    assert path.read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize("suffix", [".cg", ".json"])
def test_a_graph_with_an_open_operand_is_kept(tmp_path: Path, suffix: str) -> None:
    nodes = [Node("x", "input", {"value": 1.0}), Node("y", "add")]
    half = Graph.of(nodes, [Edge("x", "y", 0)], "y")
    save(half, tmp_path / f"a{suffix}")
    assert load(tmp_path / f"a{suffix}") == half


@pytest.mark.skipif(os.name == "nt", reason="no permission bits here")
def test_permissions_and_symbolic_names_are_kept(tmp_path: Path) -> None:
    path, other = tmp_path / "a.cg", tmp_path / "b.cg"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o640)
    other.symlink_to(path)
    save(GRAPH, other)
    assert other.is_symlink()
    assert load(path) == GRAPH
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_an_edited_graph_is_saved_as_canonical_text(tmp_path: Path) -> None:
    edited = replace(GRAPH, source="")
    save(edited, tmp_path / "a.cg")
    assert (tmp_path / "a.cg").read_text(encoding="utf-8") == to_text(edited)
