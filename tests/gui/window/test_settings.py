"""What is remembered is written down and read again; what is damaged is as if never said."""

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QSettings

from graphviz_app.core.view import View
from graphviz_app.gui.window.settings import Habits, read, write

HABITS = Habits(
    geometry=QByteArray(b"somewhere"),
    widths=(300, 350),
    theme="dark",
    speed=0.5,
    loop=True,
    panels={"inspector": False, "left_panel": True},
    view=View(direction="TB", values=False, locals=True, stride="level", engine="dot"),
)


def opened(path: Path) -> QSettings:
    return QSettings(str(path / "settings.ini"), QSettings.Format.IniFormat)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    settings = opened(tmp_path)
    write(settings, HABITS)
    settings.sync()
    assert read(opened(tmp_path), HABITS.panels) == HABITS


def test_what_was_never_said_is_not_known(tmp_path: Path) -> None:
    assert read(opened(tmp_path), ["inspector"]) == Habits()


def test_what_is_not_known_now_stays_as_it_was_kept(tmp_path: Path) -> None:
    settings = opened(tmp_path)
    write(settings, HABITS)
    write(settings, Habits(widths=(1, 2)))
    found = read(settings, HABITS.panels)
    assert (found.geometry, found.widths, found.view) == (HABITS.geometry, (1, 2), HABITS.view)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("window/geometry", "words"),
        ("window/panels", "300"),
        ("window/panels", "300 -5"),
        ("window/panels", "300 123456"),
        ("play/speed", "fast"),
        ("checked/inspector", "perhaps"),
        ("view/direction", "RL"),
        ("view/values", "some"),
        ("view/engine", ["dot", "neato"]),
    ],
)
def test_what_is_damaged_is_as_if_never_said(tmp_path: Path, key: str, value: object) -> None:
    settings = opened(tmp_path)
    settings.setValue(key, value)
    assert read(settings, ["inspector"]) == Habits()
