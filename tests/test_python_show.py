"""show: a window of its own process, or a picture in a notebook."""

import json
import re
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

import graphviz_app
from graphviz_app.commands.python import showing
from graphviz_app.errors import GraphAppError

TEXT = "# Square\nx = input(3)\ny = x**2\n"


class Windows:
    """Windows that nobody sees: what each was given, and whether somebody waits for it."""

    def __init__(self) -> None:
        self.given: list[tuple[str, bytes | None]] = []
        self.waited = 0

    def open(self, argument: str, document: bytes | None) -> "Windows":
        self.given.append((argument, document))
        return self

    def wait(self) -> None:
        self.waited += 1

    def poll(self) -> int:
        return 0


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> Windows:
    found = Windows()
    monkeypatch.setattr(showing, "opened", found.open)
    monkeypatch.setattr("graphviz_app.platform_check.require_window", lambda: None)
    return found


def test_a_script_goes_on_when_the_window_is_closed(windows: Windows) -> None:
    graphviz_app.show(TEXT)
    ((argument, document),) = windows.given
    assert argument == "-"
    assert json.loads(document or b"")["title"] == "Square"
    assert windows.waited == 1


def test_where_python_is_interactive_it_goes_on_at_once(
    windows: Windows, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "ps1", ">>> ", raising=False)
    graphviz_app.show(TEXT)
    assert windows.waited == 0
    graphviz_app.show(TEXT, block=True)
    assert windows.waited == 1


def test_a_file_is_opened_itself(windows: Windows, tmp_path: Path) -> None:
    file = tmp_path / "square.cg"
    file.write_text(TEXT, encoding="utf-8")
    graphviz_app.show(file)
    assert windows.given == [(str(file), None)]


def test_a_window_opens_and_can_be_closed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    shown = graphviz_app.show(TEXT, block=False)
    time.sleep(1.5)
    assert shown.is_open
    assert repr(shown) == "<Square: 2 nodes, in a window>"
    shown.close()
    assert not shown.is_open


def test_without_a_display_there_is_one_sentence() -> None:
    code = "import graphviz_app\ngraphviz_app.show('x = input(1)')\n"
    surroundings = {"PATH": "/usr/bin", "PYTHONPATH": str(Path(graphviz_app.__file__).parents[1])}
    done = subprocess.run(
        [sys.executable, "-c", code], env=surroundings, capture_output=True, text=True, check=False
    )
    if sys.platform.startswith("linux"):
        assert "GraphAppError: there is no display" in done.stderr


def test_a_notebook_draws_what_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    shell = SimpleNamespace(kernel=object())
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: shell))
    shown = graphviz_app.show(lambda x, w: w * x, 3.0, w=2.0)
    bundle = shown._repr_mimebundle_()
    assert "x*w" in bundle["text/plain"] or "w*x" in bundle["text/plain"]
    assert bundle["image/svg+xml"].lstrip().startswith(("<?xml", "<svg"))
    assert "<script" not in bundle["text/html"]
    assert re.search(r"min-width:\d\d+px|srcdoc", bundle["text/html"])
    assert not shown.is_open


def test_names_are_those_of_the_variables_where_show_is_called(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    engine = pytest.importorskip("micrograd.engine")
    speed = engine.Value(3.0)
    found = graphviz_app.trace(speed * 2)
    assert "speed" in found.graph.nodes
    assert "pace" in graphviz_app.trace(speed * 2, pace=speed).graph.nodes


def test_what_cannot_be_shown_is_refused_before_a_window_opens() -> None:
    with pytest.raises(GraphAppError, match="cannot be shown"):
        graphviz_app.show(3.0)
