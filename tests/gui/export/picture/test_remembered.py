"""What was chosen for an export is offered again."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from graphviz_app.gui.export.picture.remembered import Choices, choices, keep


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat)


def test_at_first_everything_is_usual(settings: QSettings) -> None:
    assert choices(settings) == Choices()


def test_what_was_kept_is_there_at_the_next_start(settings: QSettings, tmp_path: Path) -> None:
    chosen = Choices(".svg", 4, True, str(tmp_path / "figures"))
    keep(settings, chosen, tmp_path / "a.cg")
    settings.sync()
    again = QSettings(settings.fileName(), QSettings.Format.IniFormat)
    assert choices(again) == chosen


def test_the_documents_own_folder_is_not_kept(settings: QSettings, tmp_path: Path) -> None:
    keep(settings, Choices(folder=str(tmp_path)), tmp_path / "a.cg")
    other = tmp_path / "other" / "b.cg"
    assert choices(settings).path_for(other) == other.with_suffix(".png")


def test_another_folder_is_kept_for_other_documents(settings: QSettings, tmp_path: Path) -> None:
    figures = tmp_path / "figures"
    figures.mkdir()
    keep(settings, Choices(folder=str(figures)), tmp_path / "a.cg")
    assert choices(settings).path_for(tmp_path / "b.cg") == figures / "b.png"
    figures.rmdir()
    assert choices(settings).path_for(tmp_path / "b.cg") == tmp_path / "b.png"


@pytest.mark.parametrize(
    ("name", "value"), [("suffix", ".gone"), ("scale", "17"), ("scale", "x"), ("transparent", "?")]
)
def test_what_is_damaged_is_usual(settings: QSettings, name: str, value: str) -> None:
    settings.setValue(f"export/{name}", value)
    assert choices(settings) == Choices()
