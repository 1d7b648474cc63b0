"""Workers that are late, stopped, killed or not wanted: the next layout comes all the same."""

import os
import random
import re
import signal
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path

import pytest

from graphviz_app.errors import LayoutError
from graphviz_app.layout import Layout, LayoutService
from graphviz_app.layout.bundled import BundledGraphviz
from tests.layout.layout_cases import case
from tests.texts import NEURON

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no such signals here")
CASE = case(NEURON)
PATIENCE = 20
SLOW_ONCE = """
import struct, sys, time
out = sys.stdout.buffer
while len(head := sys.stdin.buffer.read(4)) == 4:
    source = sys.stdin.buffer.read(struct.unpack(">I", head)[0])
    if b"slow" in source:
        time.sleep(60)
    out.write(b"d" + struct.pack(">I", len(source)) + source)
    out.flush()
"""


@pytest.fixture
def engine() -> Iterator[BundledGraphviz]:
    engine = BundledGraphviz(time_limit=0.4)
    yield engine
    engine.close()


@pytest.fixture
def service(engine: BundledGraphviz) -> Iterator[LayoutService]:
    service = LayoutService(engine)
    yield service
    service.close()


def layout(service: LayoutService) -> Layout:
    return service.submit(*CASE).result(PATIENCE)


def test_the_layout_after_one_that_took_too_long_never_fails(tmp_path: Path) -> None:
    script = tmp_path / "worker.py"
    script.write_text(SLOW_ONCE, encoding="utf-8")
    engine = BundledGraphviz(time_limit=0.05, script=script)
    for _ in range(25):
        with pytest.raises(LayoutError, match="longer than"):
            engine.run("slow")
        # This very worker is only just dying; starting another takes longer than its limit.
        engine._time_limit = PATIENCE
        assert engine.run("quick") == b"quick"
        engine._time_limit = 0.05
    engine.close()


def test_an_answer_in_the_moment_of_the_limit_harms_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "worker.py"
    script.write_text(SLOW_ONCE, encoding="utf-8")
    engine = BundledGraphviz(time_limit=PATIENCE, script=script)
    engine.run("quick")
    took = []
    for _ in range(20):
        began = time.perf_counter()
        engine.run("quick")
        took.append(time.perf_counter() - began)
    limit = sorted(took)[len(took) // 2]
    said = set()
    for _ in range(200):
        engine._time_limit = limit
        try:
            engine.run("quick")
        except LayoutError as error:
            said.add(str(error).partition(" s ")[0].split(" than")[0])
        engine._time_limit = PATIENCE
        assert engine.run("quick") == b"quick"
    assert said <= {"Graphviz needed longer"}
    engine.close()


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSEGV, signal.SIGTERM])
def test_a_worker_that_the_system_ended_is_not_noticed(
    service: LayoutService, engine: BundledGraphviz, how: signal.Signals
) -> None:
    engine._time_limit = PATIENCE
    expected = layout(service)
    for _ in range(15):
        assert engine.pid is not None
        os.kill(engine.pid, how)
        assert layout(service) == expected


def test_a_stopped_worker_costs_its_own_layout_only(
    service: LayoutService, engine: BundledGraphviz
) -> None:
    engine._time_limit = PATIENCE
    expected = layout(service)
    for _ in range(3):
        assert engine.pid is not None
        os.kill(engine.pid, signal.SIGSTOP)
        engine._time_limit = 0.2
        with pytest.raises(LayoutError, match="longer than"):
            layout(service)
        engine._time_limit = PATIENCE
        assert layout(service) == expected


def test_what_was_cancelled_before_it_began_is_not_begun(engine: BundledGraphviz) -> None:
    with pytest.raises(LayoutError, match="was cancelled"):
        engine.run("digraph { a }", lambda: False)
    assert engine.run("digraph { a }")


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_quick_wishes_cancels_and_kills_never_end_the_service(
    service: LayoutService, engine: BundledGraphviz, seed: int
) -> None:
    engine._time_limit = PATIENCE
    expected, draw, futures = layout(service), random.Random(seed), list[Future[Layout]]()
    for _ in range(120):
        match draw.randrange(8):
            case 0:
                service.cancel()
            case 1 if futures:
                draw.choice(futures).cancel()
            case 2 if engine.pid is not None:
                with suppress(ProcessLookupError):
                    os.kill(engine.pid, signal.SIGKILL)
            case 3:
                time.sleep(draw.random() * 0.05)
            case 4:
                engine.kill()
            case _:
                futures.append(service.submit(*CASE))
    assert layout(service) == expected
    assert all(future.done() for future in futures)
    for future in futures:
        error = None if future.cancelled() else future.exception()
        assert error is None or re.search("cancelled|unexpectedly", str(error)), error
        assert error or future.cancelled() or future.result() == expected
