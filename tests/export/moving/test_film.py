"""A film has the frames of its script, in the colours of the screen."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from graphviz_app.core.schedule import Schedule
from graphviz_app.errors import ExportError
from graphviz_app.export.moving import film
from graphviz_app.export.moving.job import MovingJob
from graphviz_app.export.moving.moving import Moving
from graphviz_app.export.moving.reel import count_of, reel
from graphviz_app.export.moving.tiles import pixels_of
from graphviz_app.scene.picture import Picture
from tests.export.moving.steps import SIZE, moving_of

Images = Sequence[NDArray[np.uint8]]
FILMS = [".mp4", ".webm"]


@pytest.fixture
def moving(picture: Picture, timeline: Schedule) -> Moving:
    """All of a small schedule."""
    return moving_of(picture, timeline)


def painted(moving: Moving) -> Images:
    """Every frame as red, green and blue."""
    return [pixels_of(shown.image)[:, :, 2::-1].copy() for shown in reel(moving)]


def decoded(path: Path) -> Images:
    """What a player shows that keeps to the letter of BT.709."""
    with av.open(str(path)) as opened:
        return [_in_rgb(frame) for frame in opened.decode(video=0)]


def _in_rgb(frame: av.VideoFrame) -> NDArray[np.uint8]:
    light, blue, red = (_plane(frame, number) for number in range(3))
    y, b, r = (light - 16) / 219, (blue - 128) / 224 * 1.8556, (red - 128) / 224 * 1.5748
    b, r = (y + one.repeat(2, 0).repeat(2, 1) for one in (b, r))
    g = (y - 0.2126 * r - 0.0722 * b) / 0.7152
    return np.clip(np.stack([r, g, b], 2) * 255, 0, 255).round().astype(np.uint8)


def _plane(frame: av.VideoFrame, number: int) -> NDArray[np.float64]:
    plane = frame.planes[number]
    rows = np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)  # type: ignore[call-overload]
    seen: NDArray[np.float64] = rows[: plane.height, : plane.width].astype(float)
    return seen


@pytest.mark.parametrize("suffix", FILMS)
def test_a_film_shows_what_was_painted(moving: Moving, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    MovingJob(moving, path).run()
    frames, expected = decoded(path), painted(moving)
    assert len(frames) == len(expected) == count_of(moving)
    for frame, image in zip(frames, expected, strict=True):
        difference = np.abs(frame.astype(int) - image)
        assert np.mean(difference) < 3.0
        assert np.quantile(difference, 0.75) <= 3  # flat colours are those of the screen


@pytest.mark.parametrize("suffix", FILMS)
def test_a_film_says_how_fast_it_is_and_in_which_colours(
    moving: Moving, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"a{suffix}"
    MovingJob(moving, path).run()
    with av.open(str(path)) as opened:
        stream = opened.streams.video[0]
        assert stream.average_rate == moving.fps
        assert (stream.width, stream.height, stream.pix_fmt) == (*SIZE, "yuv420p")
        assert (stream.codec_context.colorspace, stream.codec_context.color_range) == (1, 1)
        assert opened.duration is not None
        assert opened.duration / 1e6 == pytest.approx(moving.script.seconds, abs=1 / moving.fps)


def test_of_an_odd_size_the_last_pixel_is_left_out(moving: Moving, tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    MovingJob(replace(moving, size=(241, 161)), path).run()
    assert decoded(path)[0].shape == (160, 240, 3)


def test_what_would_take_more_than_an_hour_is_not_begun(
    picture: Picture, timeline: Schedule, tmp_path: Path
) -> None:
    slow = moving_of(picture, timeline)
    slow = replace(slow, script=replace(slow.script, speed=0.05, hold=59.0, last=4000.0))
    with pytest.raises(ExportError, match=r"5 steps would take 1\.\d hours.*by level"):
        MovingJob(slow, tmp_path / "a.mp4").run()
    assert not list(tmp_path.iterdir())


def test_an_encoder_that_is_not_there_is_told(
    moving: Moving, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(film, "H264", film.H264._replace(name="libx999"))
    with pytest.raises(ExportError, match="has no libx999"):
        MovingJob(moving, tmp_path / "a.mp4").run()
    assert not list(tmp_path.iterdir())


def test_frames_at_rest_are_not_painted_again(moving: Moving) -> None:
    still = [shown for shown in reel(moving) if not shown.changed]
    held = moving.script.first + moving.script.last + 3 * moving.script.hold
    assert len(still) >= held * moving.fps - 2 * len(moving.script.steps)
