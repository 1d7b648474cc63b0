"""The process behind the layouts: started, reused, replaced, killed, and never left behind."""

import contextlib
import os
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, ThreadPoolExecutor
from pathlib import Path
from threading import Timer

import pytest

import graphviz_app
from graphviz_app.errors import LayoutError
from graphviz_app.layout import LayoutService, MissingGraphvizError, compute_layout, find_dot
from graphviz_app.layout import request as request_module
from graphviz_app.layout import service as service_module
from graphviz_app.layout.bundled import WORKER, BundledGraphviz
from graphviz_app.layout.system_dot import SystemDot
from tests.layout.layout_cases import case
from tests.texts import NEURON

CASE = case(NEURON)
HANG = "import time\ntime.sleep(60)"


@pytest.fixture
def services() -> Iterator[list[LayoutService]]:
    """Services to be closed at the end."""
    made: list[LayoutService] = []
    yield made
    for service in made:
        service.close()


def _script(path: Path, text: str) -> Path:
    script = path / "worker.py"
    script.write_text(textwrap.dedent(text), encoding="utf-8")
    return script


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def _wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def _fake_dot(path: Path, body: str) -> str:
    dot = path / "dot"
    dot.write_text(f"#!{sys.executable}\n{textwrap.dedent(body)}", encoding="utf-8")
    dot.chmod(0o755)
    return str(dot)


def test_the_worker_is_reused(services: list[LayoutService]) -> None:
    engine = BundledGraphviz()
    services.append(LayoutService(engine))
    first = compute_layout(*CASE, service=services[0])
    pid = engine.pid
    assert compute_layout(*CASE, service=services[0]) == first
    assert engine.pid == pid


def test_the_worker_is_up_before_the_first_layout(services: list[LayoutService]) -> None:
    engine = BundledGraphviz()
    services.append(LayoutService(engine))
    services[0].start()
    _wait_until(lambda: engine.pid is not None)


def test_the_worker_is_replaced_after_a_number_of_layouts(services: list[LayoutService]) -> None:
    engine = BundledGraphviz(replace_after=2)
    pids = []
    for _ in range(4):
        engine.run("digraph { a -> b }")
        pids.append(engine.pid)
    engine.close()
    assert pids[0] == pids[1] != pids[2] == pids[3]


def test_a_worker_that_died_meanwhile_is_replaced(services: list[LayoutService]) -> None:
    engine = BundledGraphviz()
    services.append(LayoutService(engine))
    compute_layout(*CASE, service=services[0])
    pid = engine.pid
    assert pid is not None
    os.kill(pid, 9)
    with contextlib.suppress(ChildProcessError):  # the service may have collected it first
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
    assert compute_layout(*CASE, service=services[0]).nodes
    assert engine.pid != pid


def test_a_crash_is_told_with_its_last_words(tmp_path: Path) -> None:
    crash = "import sys\nsys.stdin.buffer.read(4)\nsys.exit('no memory left')"
    engine = BundledGraphviz(script=_script(tmp_path, crash))
    for _ in range(2):
        with pytest.raises(LayoutError, match=r"stopped unexpectedly.*: no memory left"):
            engine.run("digraph {}")
    engine.close()


def test_dot_that_cannot_be_read_is_an_error_and_the_worker_goes_on() -> None:
    engine = BundledGraphviz()
    with pytest.raises(LayoutError, match="could not lay the graph out"):
        engine.run("this is not dot")
    pid = engine.pid
    assert engine.run("digraph { a }").startswith(b"{")
    assert engine.pid == pid
    engine.close()


def test_time_limit_ends_the_worker(services: list[LayoutService], tmp_path: Path) -> None:
    engine = BundledGraphviz(time_limit=0.1, script=_script(tmp_path, HANG))
    services.append(LayoutService(engine))
    with pytest.raises(LayoutError, match=r"longer than 0\.1 s"):
        compute_layout(*CASE, service=services[0])


def test_a_worker_without_a_parent_ends_itself_at_the_limit() -> None:
    hang = "import sys; from graphviz_app.layout import worker as w; w._answer = HANG; w.main(0.2)"
    program = hang.replace("HANG", "lambda *_: __import__('time').sleep(60)")
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=b"\0\0\0\1x" * 2,
        capture_output=True,
        timeout=30,
        check=False,
    )
    assert done.returncode == 1
    assert b"Timeout" in done.stderr


@pytest.mark.parametrize("through", ["service", "future"])
def test_cancel_kills_the_layout_under_way(
    services: list[LayoutService], tmp_path: Path, through: str
) -> None:
    engine = BundledGraphviz(script=_script(tmp_path, HANG))
    service = LayoutService(engine)
    services.append(service)
    future = service.submit(*CASE)
    _wait_until(lambda: service.is_busy and engine.pid is not None)
    pid = engine.pid
    assert pid is not None
    if through == "service":
        service.cancel()
    else:
        future.cancel()
    assert future.cancelled()
    _wait_until(lambda: not _is_running(pid))
    with pytest.raises(CancelledError):
        future.result()


def test_waiting_for_a_layout_that_is_cancelled_raises_a_layout_error(
    services: list[LayoutService], tmp_path: Path
) -> None:
    service = LayoutService(BundledGraphviz(script=_script(tmp_path, HANG)))
    services.append(service)
    timer = Timer(0.2, service.cancel)
    timer.start()
    with pytest.raises(LayoutError, match="cancelled"):
        compute_layout(*CASE, service=service)
    timer.join()


def test_a_closed_service_refuses(services: list[LayoutService]) -> None:
    service = LayoutService()
    service.close()
    with pytest.raises(LayoutError, match="closed"):
        compute_layout(*CASE, service=service)


def test_a_newer_request_replaces_the_one_that_waits(services: list[LayoutService]) -> None:
    engine = SystemDot(path=sys.executable)
    service = LayoutService(engine)
    services.append(service)
    futures = [service.submit(*CASE) for _ in range(20)]
    with pytest.raises(LayoutError):
        futures[-1].result()
    assert sum(future.cancelled() for future in futures) >= 10


def test_callers_in_several_threads_all_get_their_layout() -> None:
    with ThreadPoolExecutor(6) as threads:
        layouts = list(threads.map(lambda _: compute_layout(*CASE), range(12)))
    assert all(layout == layouts[0] for layout in layouts)


def test_after_a_cancel_the_next_layout_succeeds(services: list[LayoutService]) -> None:
    services.append(LayoutService())
    for _ in range(5):
        services[0].submit(*CASE)
        services[0].cancel()
    assert compute_layout(*CASE, service=services[0]).nodes


def test_closing_leaves_no_process_and_no_thread() -> None:
    engine = BundledGraphviz()
    service = LayoutService(engine)
    compute_layout(*CASE, service=service)
    pid = engine.pid
    assert pid is not None
    service.close()
    assert not _is_running(pid)
    assert not service.is_alive
    service.close()


def test_an_interpreter_that_ends_takes_its_worker_along(tmp_path: Path) -> None:
    program = """
    import tests.layout.test_layout_service as t
    engine = t.BundledGraphviz(script=t._script(t.Path(PATH), t.HANG))
    service = t.LayoutService(engine)
    service.submit(*t.CASE)
    t._wait_until(lambda: service.is_busy and engine.pid is not None)
    print(engine.pid)
    """
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-X", "dev", "-W", "error", "-c",
         textwrap.dedent(program).replace("PATH", repr(str(tmp_path)))],
        capture_output=True, text=True, timeout=30, check=False,
    )  # fmt: skip
    assert done.stderr == ""
    assert time.monotonic() - start < 10
    assert not _is_running(int(done.stdout))


def test_the_worker_ends_when_nobody_asks_any_more() -> None:
    done = subprocess.run(
        [sys.executable, str(WORKER), "60"], input=b"", capture_output=True, timeout=30, check=True
    )
    assert done.stdout == b""


def test_without_any_graphviz_the_sentence_says_what_to_install(
    services: list[LayoutService], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service_module, "has_bundled_graphviz", lambda: False)
    monkeypatch.setenv("PATH", "")
    services.append(LayoutService())
    with pytest.raises(MissingGraphvizError, match=r"pip install pygraphviz.*'dot' is on the PATH"):
        compute_layout(*CASE, service=services[0])


def test_a_bundled_graphviz_that_does_not_load_gives_way_to_dot(
    services: list[LayoutService], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _fake_dot(tmp_path, "import sys; sys.exit('the fake dot was here')")
    monkeypatch.setenv("PATH", str(tmp_path))
    missing = """
    import sys
    sys.stdin.buffer.read(4)
    sys.stdout.buffer.write(b"m" + (4).to_bytes(4, "big") + b"oh!!")
    """
    broken = BundledGraphviz(script=_script(tmp_path, missing))
    monkeypatch.setattr(service_module, "BundledGraphviz", lambda *_: broken)
    services.append(LayoutService())
    with pytest.raises(LayoutError, match="the fake dot was here"):
        compute_layout(*CASE, service=services[0])


def test_the_dot_on_the_path_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_dot() is None
    path = _fake_dot(tmp_path, "")
    assert find_dot() == path


@pytest.mark.parametrize("which", ["stand-in", *(["installed"] if find_dot() else [])])
def test_dot_lays_out_as_the_bundled_graphviz_does(
    services: list[LayoutService], tmp_path: Path, which: str
) -> None:
    stand_in = f"""
    import sys
    sys.path.insert(0, {str(Path(graphviz_app.__file__).parents[1])!r})
    from graphviz_app.layout.bundled import BundledGraphviz
    assert sys.argv[1:] == ["-Tjson0"]
    engine = BundledGraphviz()
    sys.stdout.buffer.write(engine.run(sys.stdin.read()))
    engine.close()
    """
    path = _fake_dot(tmp_path, stand_in) if which == "stand-in" else find_dot()
    services.append(LayoutService(SystemDot(path=path)))
    layout = compute_layout(*CASE, service=services[0])
    bundled = compute_layout(*CASE)
    assert list(layout.nodes) == list(bundled.nodes)
    assert layout.bounds == pytest.approx(tuple(bundled.bounds), rel=0.25, abs=10)
    assert which == "installed" or layout == bundled


def test_dot_is_killed_at_the_time_limit(tmp_path: Path) -> None:
    engine = SystemDot(0.1, _fake_dot(tmp_path, HANG))
    with pytest.raises(LayoutError, match=r"longer than 0\.1 s"):
        engine.run("digraph {}")


def test_dot_is_killed_on_cancel(services: list[LayoutService], tmp_path: Path) -> None:
    service = LayoutService(SystemDot(path=_fake_dot(tmp_path, HANG)))
    services.append(service)
    future = service.submit(*CASE)
    _wait_until(lambda: service.is_busy)
    service.cancel()
    assert future.cancelled()
    start = time.monotonic()
    service.close()
    assert time.monotonic() - start < 1.5


def test_an_answer_that_makes_no_sense_is_an_error(
    services: list[LayoutService], tmp_path: Path
) -> None:
    for answer in ("{}", "[]", "nonsense", '{"bb": "0,0,1,1", "objects": []}'):
        dot = _fake_dot(tmp_path, f"print({answer!r})")
        services.append(LayoutService(SystemDot(path=dot)))
        with pytest.raises(LayoutError, match="not understood"):
            compute_layout(*CASE, service=services[-1])


def test_another_graphviz_can_be_chosen_while_one_is_at_work(
    services: list[LayoutService], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    services.append(LayoutService(SystemDot(path=_fake_dot(tmp_path, HANG))))
    slow = services[0].submit(*CASE)
    _wait_until(lambda: services[0].is_busy)
    services[0].use("bundled")
    assert compute_layout(*CASE, service=services[0]).nodes
    assert slow.cancelled()
    monkeypatch.setenv("PATH", "")
    services[0].use("dot")
    with pytest.raises(MissingGraphvizError, match="no 'dot' on the PATH"):
        compute_layout(*CASE, service=services[0])


def test_without_room_for_temporary_files_a_request_fails_instead_of_hanging(
    services: list[LayoutService], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(**_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.TemporaryFile", full)
    services.append(LayoutService("bundled"))
    for _ in range(2):
        with pytest.raises(LayoutError, match="could not be started"):
            services[0].submit(*CASE).result(timeout=5)


def test_cancelled_while_the_dot_is_written_nothing_is_laid_out(
    services: list[LayoutService], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    engine = BundledGraphviz()
    monkeypatch.setattr(engine, "run", asked.append)
    services.append(LayoutService(engine))

    def write_and_cancel(*_: object, **__: object) -> str:
        services[0].cancel()
        return "digraph {}"

    monkeypatch.setattr(request_module, "dot_source", write_and_cancel)
    future = services[0].submit(*CASE)
    with pytest.raises(CancelledError):
        future.result(timeout=5)
    _wait_until(lambda: not services[0].is_busy)
    assert asked == []
