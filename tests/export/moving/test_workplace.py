"""What is being written is in a hidden folder, which nobody finds afterwards."""

import os
import time
from pathlib import Path

import pytest

from graphviz_app.export.moving import workplace as workplaces
from graphviz_app.export.moving.workplace import workplace


def left_behind(folder: Path, name: str = ".a.x0x0x0_0.part") -> Path:
    """As a killed process leaves it."""
    left = folder / name
    left.mkdir()
    (left / "a.mp4").write_text("half")
    return left


def test_it_is_there_as_long_as_it_is_needed(tmp_path: Path) -> None:
    with workplace(tmp_path / "a.mp4") as folder:
        assert list(tmp_path.iterdir()) == [folder]
        (folder / "a.mp4").write_text("half")
    assert not list(tmp_path.iterdir())


def test_what_a_killed_process_has_left_goes(tmp_path: Path) -> None:
    left_behind(tmp_path)
    with workplace(tmp_path / "a.mp4") as folder:
        assert list(tmp_path.iterdir()) == [folder]


def test_that_of_another_one_stays(tmp_path: Path) -> None:
    others = [left_behind(tmp_path, name) for name in (".b.x0x0x0_0.part", ".a.mine.part", "a.b")]
    with workplace(tmp_path / "a.mp4") as first, workplace(tmp_path / "a.mp4") as second:
        assert first != second
        assert set(tmp_path.iterdir()) == {first, second, *others}


def test_where_nobody_can_hold_one_it_goes_after_a_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workplaces, "_locked", lambda _: None)
    left = left_behind(tmp_path)
    with workplace(tmp_path / "a.mp4"):
        assert left.exists()
    before = time.time() - 2 * 86400
    os.utime(left, (before, before))
    with workplace(tmp_path / "a.mp4"):
        assert not left.exists()
