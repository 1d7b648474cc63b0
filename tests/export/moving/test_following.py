"""Where not all can be read at once, a GIF jumps from step to step, or shows all of it."""

import itertools
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication

from graphviz_app.core.view import View
from graphviz_app.export.moving import gif
from graphviz_app.export.moving.job import MovingJob
from graphviz_app.export.moving.made import Wish, moving_of
from graphviz_app.export.moving.moving import Moving
from graphviz_app.export.moving.screen import Screen
from graphviz_app.export.moving.script import Instant
from graphviz_app.export.moving.tiles import Pixels, pixels_of
from graphviz_app.formats import load
from graphviz_app.resources import examples


@pytest.fixture(scope="module")
def network(qapp: QApplication) -> Moving:
    """A view that follows its steps, for which it goes a long way."""
    path = next(path for path in examples() if path.stem == "huber")
    wish = Wish((640, 360), fps=5, speed=3, hold=0.1, end="forward:9", caption=False)
    return moving_of(load(path), View(), wish)


def shown_at_end(moving: Moving) -> Pixels:
    """What is painted last, as red, green and blue."""
    screen = Screen(moving)
    screen.show(Instant(moving.script.end))
    return pixels_of(screen.image)[:, :, 2::-1].copy()


def written(moving: Moving, path: Path) -> list[Pixels]:
    """Every picture of a GIF."""
    MovingJob(moving, path).run()
    with Image.open(path) as image:
        frames = []
        for number in range(getattr(image, "n_frames", 1)):
            image.seek(number)
            frames.append(np.asarray(image.convert("RGB")))
    return frames


def far(one: Pixels, other: Pixels) -> float:
    """The part of the pixels that have clearly another colour."""
    away = np.abs(one.astype(int) - other).max(2)
    return float(np.mean(away > 60))


def test_a_gif_jumps_at_most_once_a_step(network: Moving, tmp_path: Path) -> None:
    assert Screen(network).follows
    frames = written(network, tmp_path / "a.gif")
    jumps = sum(far(a, b) > 0.02 for a, b in itertools.pairwise(frames))
    assert 0 < jumps <= len(network.script.steps)
    assert len(frames) > 2 * len(network.script.steps)
    assert far(frames[-1], shown_at_end(network)) < 0.001


def test_a_gif_that_would_be_too_large_shows_all_of_the_graph(
    network: Moving, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gif, "MOST_BYTES", 40_000)
    last = written(network, tmp_path / "a.gif")[-1]
    whole = replace(network, camera=False)
    assert not Screen(whole).follows
    assert far(last, shown_at_end(whole)) < 0.001
    assert far(last, shown_at_end(network)) > 0.02
