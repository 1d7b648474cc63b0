"""Numbered pictures in a folder: one for each frame, or one for each step."""

from collections.abc import Generator, Iterator
from pathlib import Path
from typing import NamedTuple

from PySide6.QtGui import QImage

from graphviz_app.export.moving.conveyor import Conveyor
from graphviz_app.export.moving.folders import numbered
from graphviz_app.export.moving.moving import Moving
from graphviz_app.export.moving.pace import paced
from graphviz_app.export.moving.reel import count_of, reel
from graphviz_app.export.moving.screen import Screen
from graphviz_app.export.moving.script import Instant
from graphviz_app.export.raster import png_of


class _Picture(NamedTuple):
    """The image of a number; None: the same as the one before."""

    image: QImage | None
    number: int
    of: int


def png(moving: Moving, path: Path) -> Generator[float, None, None]:
    """``path`` becomes a folder of pictures that are called after it."""
    if not moving.stepped:
        moving = yield from paced(moving)
    path.mkdir()
    writer = _Writer(path)
    with Conveyor[_Picture](writer.take, writer.close) as conveyor:
        for picture in _steps(moving) if moving.stepped else _frames(moving):
            yield from conveyor.put(picture, picture.number / picture.of)
        yield from conveyor.finish()


def _frames(moving: Moving) -> Iterator[_Picture]:
    count = count_of(moving)
    for number, shown in enumerate(reel(moving), 1):
        yield _Picture(shown.image.copy() if shown.changed else None, number, count)


def _steps(moving: Moving) -> Iterator[_Picture]:
    screen, steps = Screen(moving), moving.script.steps
    for number, step in enumerate(steps, 1):
        screen.show(Instant(step))
        yield _Picture(screen.image.copy(), number, len(steps))


class _Writer:
    """Compresses each picture once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._content = b""

    def take(self, picture: _Picture) -> None:
        """Write it under its number."""
        if picture.image is not None:
            self._content = png_of(picture.image)
        name = numbered(Path(self._folder.name), picture.number, picture.of)
        (self._folder / name).write_bytes(self._content)

    def close(self) -> None:
        """Nothing is left to be written."""
