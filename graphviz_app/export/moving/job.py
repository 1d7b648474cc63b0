"""MovingJob: what moves on its way into a file, in pieces between which a window can live."""

from collections.abc import Generator
from concurrent.futures import wait
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event
from typing import BinaryIO, Never

from graphviz_app.errors import ExportError
from graphviz_app.export.beside import beside
from graphviz_app.export.moving.bounds import require_bounds
from graphviz_app.export.moving.folders import folder_of, replace_folder, require_folder
from graphviz_app.export.moving.moving import Moving
from graphviz_app.export.moving.workplace import workplace
from graphviz_app.export.table import Format, format_of
from graphviz_app.formats.replacing import reason_of, replace_file

_PATIENCE = 0.005
"""Seconds that are waited for the thread before whoever asks has the next turn."""


@dataclass(frozen=True)
class MovingJob:
    """What is to be written. Nothing happens before it is run, and it may be run again."""

    moving: Moving
    path: Path

    def run(self) -> None:
        """All of it; raises ExportError, and then leaves the file as it was."""
        for _ in self.pieces():
            pass

    def pieces(self) -> Generator[float, None, None]:
        """The same in pieces; each yields the share that is done (1 while it is put in place).

        Closed before its end, it leaves the file as it was, and nothing beside it.
        """
        format_ = self._checked()
        with self._told():
            self._try(format_)
            with workplace(self.path) as folder:
                made = folder / self.path.name
                yield from format_.moving_writer(self.moving, made)
                yield from self._put(made)

    def _put(self, made: Path) -> Generator[float, None, None]:
        """Into its place, once it is whole."""
        given_up = Event()
        putting = beside(partial(self._replace, made, given_up))
        try:
            while not wait([putting], _PATIENCE).done:
                yield 1.0
        finally:
            given_up.set()
        putting.result()

    def _replace(self, made: Path, given_up: Event) -> None:
        if made.is_dir():
            replace_folder(folder_of(self.path), made)
            return
        content = made.read_bytes()
        if self.moving.carried is not None:
            from graphviz_app.formats.carrying.putting import put  # late: of those who carry one

            content = put(self.path.suffix, content, self.moving.carried)

        def fill(stream: BinaryIO) -> None:
            stream.write(content)
            if given_up.is_set():
                raise _GivenUpError

        replace_file(self.path, fill)

    def _checked(self) -> Format:
        """The format; raises ExportError if it cannot hold this."""
        format_ = format_of(self.path, "many")
        if "many" not in format_.frames:
            raise ExportError(f"{format_.name} holds one moment: render writes it")
        require_bounds(self.moving)
        return format_

    def _try(self, format_: Format) -> None:
        """Raise if nothing can be written there, before there is any work in it."""
        if format_.in_a_folder:
            require_folder(folder_of(self.path))
            return

        def leave(_: BinaryIO) -> Never:
            raise _GivenUpError

        try:
            replace_file(self.path, leave)
        except _GivenUpError:
            return
        except (ValueError, RuntimeError) as error:  # no name, or links in a circle
            raise ExportError(f"'{self.path}' cannot be written: {reason_of(error)}") from error

    @contextmanager
    def _told(self) -> Generator[None, None, None]:
        """What goes wrong on a disk as a sentence."""
        try:
            yield
        except OSError as error:
            raise ExportError(f"'{self.path}' cannot be written: {reason_of(error)}") from error


class _GivenUpError(Exception):
    """Nobody waits for the file any more."""
