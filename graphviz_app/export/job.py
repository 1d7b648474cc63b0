"""ExportJob: a picture on its way into a file, in pieces between which a window can live."""

import os
from collections.abc import Callable, Generator
from concurrent.futures import wait
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from threading import Event
from typing import BinaryIO, Never

from PySide6.QtCore import QSize

from graphviz_app.core.schedule import Schedule
from graphviz_app.errors import ExportError
from graphviz_app.export.beside import beside
from graphviz_app.export.part import part_of
from graphviz_app.export.setting import USUAL, Setting
from graphviz_app.export.table import Encode, Format, format_of
from graphviz_app.formats.carrying.carried import Carried
from graphviz_app.formats.replacing import reason_of, replace_file
from graphviz_app.frames import Frame, frame_at
from graphviz_app.scene.picture import Picture

_PATIENCE = 0.005
"""Seconds that are waited for the thread before whoever asks has the next turn."""


@dataclass(frozen=True)
class ExportJob:
    """What is to be written. Nothing happens before it is run, and it may be run again."""

    picture: Picture
    schedule: Schedule
    t: float
    path: Path
    setting: Setting = USUAL
    room: QSize | None = None
    """In pixels, of a camera that shows this time; None: all of the picture."""
    carried: Carried | None = None
    """The document that the file carries, where its format can."""

    @property
    def part(self) -> tuple[Picture, float]:
        """What is written, and its scale."""
        return part_of(self.picture, self.schedule, self.t, self.room, self.setting.scale)

    @property
    def frame(self) -> Frame:
        """What is painted."""
        return frame_at(self.schedule, self.t)

    def run(self) -> None:
        """All of it; raises ExportError, and then leaves the file as it was."""
        for _ in self.pieces():
            pass

    def pieces(self) -> Generator[float, None, None]:
        """The same in pieces; each yields the share that is painted (1 while it is written).

        Painting is done by whoever asks, the rest in a thread. Closed before its end, it leaves
        the file as it was.
        """
        writer = self._checked().writer
        self._try()
        picture, scale = self.part
        encode = yield from writer(picture, self.frame, replace(self.setting, scale=scale))
        given_up = Event()
        writing = beside(partial(self._write, encode, given_up))
        try:
            while not wait([writing], _PATIENCE).done:
                yield 1.0
        finally:
            given_up.set()
        writing.result()

    def _checked(self) -> Format:
        """The format; raises ExportError if it cannot hold this."""
        format_ = format_of(self.path, "one")
        if "one" not in format_.frames:
            raise ExportError(f"{format_.name} holds what moves, not one moment: animate writes it")
        if self.setting.transparent and not format_.can_be_transparent:
            ground = "always has a ground" if format_.unit else "is text"
            raise ExportError(f"{format_.name} {ground}: it cannot be transparent")
        return format_

    def _try(self) -> None:
        """Raise ExportError if nothing can be written there, before there is any work in it."""

        def leave(_: BinaryIO) -> Never:
            raise _GivenUpError

        with suppress(_GivenUpError):
            self._replace(leave)

    def _write(self, encode: Encode, given_up: Event) -> None:
        """Put the file into its place once it is whole, unless nobody wants it any more."""
        content = self._carrying(encode())

        def fill(stream: BinaryIO) -> None:
            if not given_up.is_set():
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())  # the disk may take long: the last question comes later
            if given_up.is_set():
                raise _GivenUpError

        self._replace(fill)

    def _carrying(self, content: bytes) -> bytes:
        """With the document in it."""
        if self.carried is None:
            return content
        from graphviz_app.formats.carrying.putting import put  # late: of those who carry one

        return put(self.path.suffix, content, self.carried)

    def _replace(self, fill: Callable[[BinaryIO], object]) -> None:
        try:
            replace_file(self.path, fill)
        except (OSError, ValueError, RuntimeError) as error:
            raise ExportError(f"'{self.path}' cannot be written: {reason_of(error)}") from error


class _GivenUpError(Exception):
    """Nobody waits for the file any more."""
