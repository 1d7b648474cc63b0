"""A job of what moves puts a whole file in its place, or leaves everything as it was."""

from dataclasses import replace
from pathlib import Path

import pytest

from graphviz_app.core.schedule import Schedule
from graphviz_app.errors import ExportError
from graphviz_app.export.moving.job import MovingJob
from graphviz_app.export.moving.moving import Moving
from graphviz_app.export.table import formats
from graphviz_app.scene.picture import Picture
from tests.export.moving.steps import TICKS, moving_of
from tests.export.steps import add_format


@pytest.fixture
def moving(picture: Picture, timeline: Schedule) -> Moving:
    """Not written yet."""
    return moving_of(picture, timeline)


@pytest.fixture
def job(moving: Moving, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MovingJob:
    """Of a format that writes a few lines."""
    add_format(monkeypatch, TICKS)
    return MovingJob(moving, tmp_path / "a.tck")


def test_what_is_written_is_put_in_its_place(job: MovingJob) -> None:
    job.path.write_text("before")
    shares = list(job.pieces())
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert job.path.read_text() == "0\n1\n2\n3\n4"
    assert list(job.path.parent.iterdir()) == [job.path]


@pytest.mark.parametrize("suffix", [format_.suffix for format_ in formats("many")])
@pytest.mark.parametrize("pieces", [1, 5])
def test_given_up_it_leaves_nothing(
    moving: Moving, tmp_path: Path, suffix: str, pieces: int
) -> None:
    work = MovingJob(moving, tmp_path / f"a{suffix}").pieces()
    for _ in range(pieces):
        next(work)
    work.close()
    assert not list(tmp_path.iterdir())


def test_a_full_disk_is_told_and_leaves_what_was_there(
    job: MovingJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_format(monkeypatch, replace(TICKS, moved_by="tests.export.moving.steps.fill_the_disk"))
    job.path.write_text("before")
    with pytest.raises(ExportError, match="the disk is full"):
        job.run()
    assert list(job.path.parent.iterdir()) == [job.path]
    assert job.path.read_text() == "before"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("gone/a.tck", "does not exist"),
        ("a", "needs a suffix"),
        ("a.pdx", "not as '.pdx'"),
        ("\0.tck", "no file can have this name"),
    ],
)
def test_what_cannot_be_written_is_told_before_any_work(
    job: MovingJob, name: str, sentence: str
) -> None:
    with pytest.raises(ExportError, match=sentence):
        next(replace(job, path=job.path.parent / name).pieces())


def test_what_holds_one_moment_holds_no_film(
    job: MovingJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_format(monkeypatch, replace(TICKS, moved_by="", written_by="tests.export.steps.list_nodes"))
    with pytest.raises(ExportError, match="holds one moment"):
        job.run()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"size": (1, 1)}, "from 100 to 4096 pixels"),
        ({"size": (100_000, 720)}, "from 100 to 4096 pixels"),
        ({"fps": 0.0}, "from 1 to 120 frames"),
        ({"fps": 1000.0}, "from 1 to 120 frames"),
        ({"fps": float("nan")}, "from 1 to 120 frames"),
    ],
)
def test_what_is_no_film_is_told(job: MovingJob, change: dict[str, object], sentence: str) -> None:
    with pytest.raises(ExportError, match=sentence):
        replace(job, moving=replace(job.moving, **change)).run()  # type: ignore[arg-type]  # wrong on purpose
