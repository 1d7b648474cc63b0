"""What the tests of exports share."""

from collections.abc import Generator
from pathlib import Path

import pytest

from graphviz_app.export.job import ExportJob
from graphviz_app.export.setting import Setting
from graphviz_app.export.table import FORMATS, Encode, Format
from graphviz_app.frames import Frame
from graphviz_app.scene.picture import Picture


def job_of(
    picture: Picture, frame: Frame, path: Path, scale: float = 2.0, transparent: bool = False
) -> ExportJob:
    """A job of one frame."""
    return ExportJob(picture, frame.schedule, frame.t, path, Setting(scale, transparent))


def write(
    picture: Picture, frame: Frame, path: Path, scale: float = 2.0, transparent: bool = False
) -> None:
    """Write a picture as of a frame."""
    job_of(picture, frame, path, scale, transparent).run()


LST = Format(
    suffix=".lst",
    name="List",
    about="The names of all nodes.",
    unit=None,
    written_by="tests.export.steps.list_nodes",
)
"""A format that does not exist: one entry, and its writer."""


def list_nodes(picture: Picture, frame: Frame, setting: Setting) -> Generator[float, None, Encode]:
    """Writes names instead of painting."""
    assert (frame.run, setting.transparent) == (picture.run, False)
    names = []
    for id_ in picture.nodes:
        names.append(id_)
        yield len(names) / len(picture.nodes)
    return "\n".join(names).encode


def add_format(monkeypatch: pytest.MonkeyPatch, entry: Format = LST) -> None:
    """Put one more entry into the table."""
    monkeypatch.setitem(FORMATS, entry.suffix, entry)
