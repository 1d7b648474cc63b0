"""A frame of a film is what the window shows in a presentation of that size, to the pixel."""

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from graphviz_app.export.moving.moving import Moving
from graphviz_app.export.moving.screen import Screen
from graphviz_app.export.moving.script import Instant, Script
from graphviz_app.export.moving.tiles import pixels_of
from graphviz_app.frames import Frame
from graphviz_app.gui.window.main_window import MainWindow
from graphviz_app.resources import examples
from graphviz_app.scene.captions.caption import caption_of
from tests.gui.window.test_presenting import present
from tests.gui.window_steps import settled

SIZE = 1280, 720
TIMES = (0.0, 0.3, 0.69, 0.85, 1.0, 3.0, 3.5, 2.2, 4.0, 7.6, 5.9)
"""At rest, while pulses travel and arrive, on and back."""


@pytest.mark.parametrize(
    ("name", "theme"),
    [
        ("neuron", "light"),
        ("three-two-one-network", "dark"),
        ("xor-four-cases", "light"),
        ("whisper", "dark"),
    ],
)
def test_a_frame_is_what_a_presentation_shows(
    window: MainWindow, qtbot: QtBot, name: str, theme: str
) -> None:
    window.looks.choose(theme)
    window.files.open_path(next(path for path in examples() if path.stem == name))
    qtbot.waitUntil(lambda: settled(window))
    present(window, qtbot, SIZE)
    window.view.set_grips(False)
    screen = Screen(_as_shown(window))
    schedule = window.player.schedule
    assert schedule is not None
    for t in (*TIMES, schedule.finished, schedule.end):
        window.player.scrub(t)
        screen.show(Instant(t))
        strip = window.stage.strip
        assert strip is not None
        seen = np.vstack([_grabbed(window.view.viewport()), _grabbed(strip)])
        frame = pixels_of(screen.image)[:, :, :3].astype(int)
        if window.player.frame is None or _points_at_window(window.player.frame):
            # The window says besides which key goes on, or where there is more.
            frame, seen = (pixels[: window.view.height()] for pixels in (frame, seen))
        assert np.abs(frame - seen).max() == 0, (t, np.argwhere(frame != seen)[:3])


def _points_at_window(frame: Frame) -> bool:
    told, filmed = caption_of(frame), caption_of(frame, on_screen=False)
    return (told.rows, told.parts, told.sentence) != (filmed.rows, filmed.parts, filmed.sentence)


def _as_shown(window: MainWindow) -> Moving:
    """Of the picture and the steps in the window."""
    picture, schedule = window.scene.picture, window.player.schedule
    assert picture is not None
    assert schedule is not None
    return Moving(picture, Script(schedule, 0.0, schedule.end), SIZE)


def _grabbed(widget: QWidget) -> NDArray[np.int64]:
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return pixels_of(image)[:, :, :3].astype(np.int64)
