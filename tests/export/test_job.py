"""A job paints in pieces, writes beside the window, and leaves nothing when it is given up."""

import os
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPdfWriter

from graphviz_app.errors import ExportError
from graphviz_app.export import raster, vector
from graphviz_app.export.job import ExportJob
from graphviz_app.export.table import formats
from graphviz_app.frames import Frame
from graphviz_app.scene.picture import Picture
from tests.export.steps import job_of


@pytest.fixture
def job(picture: Picture, end: Frame, tmp_path: Path) -> ExportJob:
    """An image that is not written yet."""
    return job_of(picture, end, tmp_path / "a.png")


def _left_by_threads() -> None:
    """Wait for what goes on in threads of exports."""
    for thread in threading.enumerate():
        if thread.name.startswith("export"):
            thread.join()


def _slow(monkeypatch: pytest.MonkeyPatch) -> tuple[threading.Event, threading.Event]:
    """Encoding says when it has begun, and waits until it may go on."""
    begun, may_end = threading.Event(), threading.Event()
    encode = raster.png_of

    def slowly(*of: object) -> bytes:
        begun.set()
        assert may_end.wait(10)
        return encode(*of)  # type: ignore[arg-type]

    monkeypatch.setattr(raster, "png_of", slowly)
    return begun, may_end


@pytest.mark.parametrize("suffix", [kind.suffix for kind in formats() if kind.unit])
def test_it_tells_how_much_is_painted(
    picture: Picture, end: Frame, tmp_path: Path, suffix: str
) -> None:
    shares = list(job_of(picture, end, tmp_path / f"a{suffix}").pieces())
    assert shares == sorted(shares)
    assert 0 <= shares[0] < shares[-1] == 1
    assert len(shares) >= len(picture.nodes) + len(picture.edges)
    assert (tmp_path / f"a{suffix}").exists()


def test_it_may_be_run_again(job: ExportJob) -> None:
    job.run()
    first = job.path.read_bytes()
    job.run()
    assert job.path.read_bytes() == first


@pytest.mark.parametrize("suffix", [kind.suffix for kind in formats()])
@pytest.mark.parametrize("pieces", [1, 4])
def test_given_up_while_it_is_painted_it_leaves_no_file(
    picture: Picture, end: Frame, tmp_path: Path, suffix: str, pieces: int
) -> None:
    work = job_of(picture, end, tmp_path / f"a{suffix}").pieces()
    for _ in range(pieces):
        next(work)
    work.close()
    assert not list(tmp_path.iterdir())


def test_given_up_while_it_is_encoded_it_leaves_what_was_there(
    job: ExportJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    job.path.write_bytes(b"the old picture")
    begun, may_end = _slow(monkeypatch)
    work = job.pieces()
    while not begun.is_set():
        next(work)
    work.close()
    may_end.set()
    _left_by_threads()
    assert job.path.read_bytes() == b"the old picture"
    assert list(job.path.parent.iterdir()) == [job.path]


def test_whoever_asks_goes_on_while_it_is_encoded(
    job: ExportJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, may_end = _slow(monkeypatch)
    for share in job.pieces():
        if begun.is_set() and not may_end.is_set():
            assert share == 1
            assert not job.path.exists()
            may_end.set()
    assert job.path.exists()


def _longest_silence(work: Callable[[], object]) -> float:
    """While some work is done, how much of its time another thread has to wait at most."""
    beats: list[float] = []
    over = threading.Event()

    def beat() -> None:
        while not over.is_set():
            beats.append(time.perf_counter())
            time.sleep(0.001)

    thread = threading.Thread(target=beat)
    thread.start()
    began = time.perf_counter()
    work()
    took = time.perf_counter() - began
    over.set()
    thread.join()
    return max(later - before for before, later in pairwise(beats)) / took


def test_other_threads_run_while_an_image_is_encoded() -> None:
    image = QImage(os.urandom(4 * 2000 * 1000), 2000, 1000, QImage.Format.Format_RGB32)
    assert _longest_silence(lambda: raster.png_of(image)) < 0.5


def test_other_threads_run_while_a_page_is_packed() -> None:
    memory = QBuffer()
    memory.open(QIODevice.OpenModeFlag.WriteOnly)
    page = QPdfWriter(memory)
    painter = QPainter(page)
    curve = QPainterPath()
    for n in range(80_000):
        curve.lineTo(n * 7919 % 5003, n * 104_729 % 4999)
    painter.drawPath(curve)
    assert _longest_silence(lambda: vector.ended(painter, page, memory)) < 0.5
    assert bytes(memory.data().data()).rstrip().endswith(b"%%EOF")


def test_what_cannot_be_written_is_told_before_anything_is_painted(job: ExportJob) -> None:
    lost = replace(job, path=job.path.parent / "gone" / "a.png")
    with pytest.raises(ExportError, match="does not exist"):
        next(lost.pieces())
