"""GIF, APNG and numbered pictures show what a film shows, for as long, and stay small."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from PySide6.QtGui import QColor

from graphviz_app.core.schedule import Schedule
from graphviz_app.errors import ExportError
from graphviz_app.export.moving import apng, gif
from graphviz_app.export.moving.clusters import clusters
from graphviz_app.export.moving.job import MovingJob
from graphviz_app.export.moving.moving import Moving
from graphviz_app.export.moving.palette import Palette
from graphviz_app.export.moving.reel import reel
from graphviz_app.export.moving.tiles import pixels_of
from graphviz_app.scene.picture import Picture
from tests.export.moving.steps import moving_of

Frames = Sequence[tuple[float, NDArray[np.uint8]]]


@pytest.fixture
def moving(picture: Picture, timeline: Schedule) -> Moving:
    """All of a small schedule, a frame each tenth of a second."""
    return replace(moving_of(picture, timeline), fps=10.0)


def read(path: Path) -> Frames:
    """From when each picture is seen, in seconds, and at last when it is over."""
    frames, at = [], 0.0
    with Image.open(path) as image:
        for number in range(getattr(image, "n_frames", 1)):
            image.seek(number)
            frames.append((at, np.asarray(image.convert("RGB"))))
            at += image.info["duration"] / 1000
    return [*frames, (at, frames[-1][1])]


def seen(frames: Frames, second: float) -> NDArray[np.uint8]:
    """What is seen then."""
    return [image for at, image in frames if at <= second + 1e-6][-1]


def painted(moving: Moving) -> list[NDArray[np.uint8]]:
    """Every frame as red, green and blue."""
    return [pixels_of(shown.image)[:, :, 2::-1].copy() for shown in reel(moving)]


@pytest.mark.parametrize(("suffix", "away"), [(".gif", 24), (".apng", 0)])
def test_it_shows_the_frames_of_a_film_in_their_time(
    moving: Moving, tmp_path: Path, suffix: str, away: int
) -> None:
    path = tmp_path / f"a{suffix}"
    MovingJob(moving, path).run()
    frames, expected = read(path), painted(moving)
    assert frames[-1][0] == pytest.approx(len(expected) / moving.fps, abs=0.011)
    assert len(frames) < 2 * len(expected)
    for number, image in enumerate(expected):
        shown = seen(frames, (number + 0.95) / moving.fps)
        difference = np.abs(shown.astype(int) - image)
        assert difference.max() <= away * 3
        assert np.quantile(difference, 0.995) <= away


@pytest.mark.parametrize("suffix", [".gif", ".apng"])
def test_it_loops_or_its_last_picture_stays(moving: Moving, tmp_path: Path, suffix: str) -> None:
    for loop in (True, False):
        path = tmp_path / f"{loop}{suffix}"
        MovingJob(replace(moving, loop=loop), path).run()
        with Image.open(path) as image:
            told = image.info.get("loop")
        assert told == (0 if loop else None if suffix == ".gif" else 1)


def test_flat_colours_of_a_gif_are_those_of_the_theme(moving: Moving, tmp_path: Path) -> None:
    path = tmp_path / "a.gif"
    MovingJob(moving, path).run()
    frames, style = read(path), moving.picture.style
    for number, image in enumerate(painted(moving)):
        shown = seen(frames, (number + 0.95) / moving.fps)
        for colour in (style.canvas, QColor(moving.picture.theme.panel), style.ink):
            exact = (image == (colour.red(), colour.green(), colour.blue())).all(2)
            assert exact.any()
            assert np.all(shown[exact] == image[exact])


@pytest.mark.parametrize(("module", "most"), [(gif, 14_000), (apng, 30_000)])
def test_what_would_be_too_large_has_fewer_frames(
    moving: Moving, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: ModuleType, most: int
) -> None:
    sizes = []
    suffix = module.__name__.rpartition(".")[2]
    for bound in (2_000_000, most):
        monkeypatch.setattr(module, "MOST_BYTES", bound)
        path = tmp_path / f"{bound}.{suffix}"
        MovingJob(moving, path).run()
        sizes.append(path.stat().st_size)
        assert read(path)[-1][0] == pytest.approx(moving.script.seconds, abs=0.21)
    assert sizes[1] < sizes[0]


def test_colours_that_are_too_many_are_told_from_each_other_as_well_as_can_be() -> None:
    random = np.random.default_rng(1)
    pixels = random.integers(0, 256, (60, 60, 4), np.uint8)
    pixels[:30] = (10, 20, 200, 0)
    palette = Palette([pixels])
    found = palette.colours[palette.indexed(pixels)]
    assert len(palette.colours) <= 255
    assert tuple(found[0, 0]) == (200, 20, 10)
    assert np.abs(found[30:] - pixels[30:, :, 2::-1].astype(int)).mean() < 25


def test_what_is_far_apart_is_in_rectangles_of_its_own() -> None:
    changed = np.zeros((200, 300), bool)
    changed[0, 0] = changed[10:20, 280:300] = changed[190:200, 5:40] = True
    found = clusters(changed, 3)
    assert len(found) == 3
    assert sum(changed[one].sum() for one in found) == changed.sum()
    assert sum(changed[one].size for one in found) < 600
    assert len(clusters(changed, 1)) == 1
    assert changed[clusters(changed, 2)[0]].any()


def test_pictures_are_numbered_in_order(moving: Moving, tmp_path: Path) -> None:
    MovingJob(moving, tmp_path / "net.png").run()
    paths = sorted((tmp_path / "net").iterdir())
    expected = painted(moving)
    assert len(paths) == len(expected)
    assert [paths[0].name, paths[-1].name] == ["net-01.png", f"net-{len(expected)}.png"]
    for path, image in zip(paths, expected, strict=True):
        assert np.all(np.asarray(Image.open(path).convert("RGB")) == image)


def test_there_may_be_one_for_each_step(moving: Moving, tmp_path: Path) -> None:
    MovingJob(replace(moving, stepped=True), tmp_path / "net.png").run()
    assert len(list((tmp_path / "net").iterdir())) == len(moving.script.steps)


def test_a_folder_of_pictures_is_replaced_and_another_one_is_not(
    moving: Moving, tmp_path: Path
) -> None:
    job = MovingJob(replace(moving, stepped=True), tmp_path / "net.png")
    (tmp_path / "net").mkdir()
    (tmp_path / "net" / "net-99.png").write_text("of before")
    job.run()
    assert len(list((tmp_path / "net").iterdir())) == len(moving.script.steps)
    assert [path.name for path in tmp_path.iterdir()] == ["net"]
    (tmp_path / "net" / "thesis.txt").write_text("dear")
    with pytest.raises(ExportError, match="there is more in the folder"):
        job.run()
    assert (tmp_path / "net" / "thesis.txt").read_text() == "dear"
