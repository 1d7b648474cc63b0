"""Names that are none, and folders that may not be looked into, are simply not there."""

import os
from pathlib import Path

import pytest

from graphviz_app import cli
from graphviz_app.commands.told import USER_ERROR
from graphviz_app.errors import DocumentError
from graphviz_app.formats import load, parse, save
from graphviz_app.formats.looking import is_file, is_folder, is_there, typed_path
from graphviz_app.formats.replacing import reason_of

NO_NAMES = ["a" * 300 + ".cg", "a\0b.cg", "\ud800.cg", "/".join(["b" * 200] * 30) + ".cg"]


@pytest.mark.parametrize("name", NO_NAMES, ids=["long", "nul", "surrogate", "deep"])
def test_what_is_no_name_is_not_there_and_cannot_be_read_or_written(
    name: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    assert not any(look(path) for look in (is_there, is_file, is_folder))
    with pytest.raises(DocumentError, match="cannot be opened: "):
        load(path)
    with pytest.raises(DocumentError, match="cannot be written: "):
        save(parse("x = 1"), path)


@pytest.mark.parametrize("name", [NO_NAMES[0], NO_NAMES[3]], ids=["long", "deep"])
@pytest.mark.parametrize("command", [[], ["gui"], ["eval"]], ids=["", "gui", "eval"])
def test_the_command_line_says_so_in_one_line(
    command: list[str], name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        code = cli.main([*command, str(tmp_path / name)])
    except SystemExit as stopped:
        code = int(str(stopped.code))
    assert code in (USER_ERROR, 2)
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "bug" not in said


def test_reasons_are_clauses_of_plain_words() -> None:
    loop = Path("nowhere")
    for error in (RuntimeError(f"Symlink loop from {loop}"), OSError(40, os.strerror(40))):
        assert reason_of(error) == "its links go round in a circle"
    assert reason_of(ValueError("embedded null byte")) == "no file can have this name"


def test_a_typed_name_may_begin_at_home_if_there_is_one() -> None:
    assert typed_path(" ~/sheets ") == Path.home() / "sheets"
    assert typed_path("~nobody-of-that-name/sheets") == Path("~nobody-of-that-name/sheets")
