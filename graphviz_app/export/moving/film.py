"""Films: MP4 (H.264) and WebM (VP9), for every player."""

from collections.abc import Generator
from dataclasses import replace
from pathlib import Path

from graphviz_app.export.moving.conveyor import Conveyor
from graphviz_app.export.moving.encoder import Codec, Encoder
from graphviz_app.export.moving.moving import Moving
from graphviz_app.export.moving.pace import paced
from graphviz_app.export.moving.reel import reel
from graphviz_app.export.moving.tiles import Tiles, tiles

H264 = Codec("libx264", {"preset": "ultrafast", "qp": "16"}, {"movflags": "faststart"})
"""Flat colours and sharp edges: slower settings make it half as large, and no sharper."""
VP9 = Codec(
    "libvpx-vp9", {"deadline": "realtime", "cpu-used": "8", "row-mt": "1", "crf": "24", "b": "0"}
)


def mp4(moving: Moving, path: Path) -> Generator[float, None, None]:
    """Begins to play before all of it has been loaded."""
    return _film(moving, path, H264)


def webm(moving: Moving, path: Path) -> Generator[float, None, None]:
    """For web pages."""
    return _film(moving, path, VP9)


def _film(moving: Moving, path: Path, codec: Codec) -> Generator[float, None, None]:
    """Painting is done by whoever asks, the rest in a thread."""
    moving = yield from paced(_even(moving))
    encoder = Encoder(path, codec, moving)
    conveyor = Conveyor[Tiles](encoder.take, encoder.close)
    with conveyor:
        for shown in reel(moving):
            yield from conveyor.put(tiles(shown.image, shown.changed), shown.share)
        yield from conveyor.finish()


def _even(moving: Moving) -> Moving:
    """Two pixels share a colour: of an odd side the last one is left out."""
    width, height = moving.size
    return replace(moving, size=(width // 2 * 2, height // 2 * 2))
