"""The writer of SVG that moves."""

from collections.abc import Generator
from functools import partial
from pathlib import Path

from graphviz_app.errors import ExportError
from graphviz_app.export.animated.document import AnimatedDocument
from graphviz_app.export.animated.recording import Recording
from graphviz_app.export.animated.versions import Marks
from graphviz_app.export.beside import beside, waited
from graphviz_app.export.drawn.recorder import Recorder
from graphviz_app.export.moving import card
from graphviz_app.export.moving.moving import Moving
from graphviz_app.export.moving.pace import paced
from graphviz_app.export.stepped.page import Page
from graphviz_app.export.svg.document import Told
from graphviz_app.export.svg.names import Names
from graphviz_app.export.svg.picture import about
from graphviz_app.export.vector import title_of
from graphviz_app.frames import frame_at

MOST = 8_000_000
"""Bytes of a file: more of it would hardly move in a browser."""


def svg(moving: Moving, path: Path) -> Generator[float, None, None]:
    """Every number appears at its step, pulses run along edges; the same seconds as in a film."""
    page = Page(moving)
    moving = yield from paced(moving)
    cover = _cover(page) if moving.title else ()
    recording = Recording(moving, page, card.SECONDS if moving.title else 0.0)
    yield from recording.run()
    last = frame_at(moving.schedule, moving.script.end)
    names = Names(moving.picture, last)
    told = Told(title_of(moving.picture), about(moving.picture), ())
    document = AnimatedDocument(recording, told, names, cover)
    yield from waited(beside(partial(_write, path, document)))


def _cover(page: Page) -> Marks:
    recorder = Recorder(page.outlines)
    page.paint_title(recorder)
    marks = recorder.taken()
    recorder.end()
    return marks


def _write(path: Path, document: AnimatedDocument) -> None:
    content = f'<?xml version="1.0" encoding="UTF-8"?>\n{document.text()}'.encode()
    if len(content) > MOST:
        raise ExportError(
            f"the SVG would have {len(content) / 1e6:,.0f} MB, and at most {MOST / 1e6:g} are "
            "written: go by level or through a part of it, or write a film"
        )
    path.write_bytes(content)
