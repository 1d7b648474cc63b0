"""The command line: pictures, and what the window and they need of the system."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from graphviz_app import platform_check
from graphviz_app.cli import main
from graphviz_app.core.autodiff import Trace, run
from graphviz_app.core.view import View
from graphviz_app.errors import GraphAppError
from graphviz_app.export.table import formats
from graphviz_app.formats import load, save
from tests.cli_steps import NEURON, Captured, fails


@pytest.fixture
def graph_file(tmp_path: Path) -> Path:
    return tmp_path / "graph.cg"


def test_a_picture_does_not_replace_its_graph(capsys: Captured, tmp_path: Path) -> None:
    for name in ("graph.svg", "name.svg"):
        (tmp_path / "graph.svg").write_text("x = input(1)")
        if name != "graph.svg":
            (tmp_path / name).symlink_to("graph.svg")
        sentence = fails(capsys, "render", str(tmp_path / "graph.svg"), "-o", str(tmp_path / name))
        assert "would replace the graph" in sentence
        assert (tmp_path / "graph.svg").read_text() == "x = input(1)"


def test_pictures_need_no_display_whatever_the_window_uses(tmp_path: Path) -> None:
    environment = os.environ | {"QT_QPA_PLATFORM": "xcb", "DISPLAY": ":9876"}
    picture = tmp_path / "a.png"
    command = [sys.executable, "-m", "graphviz_app", "render", NEURON, "-o", str(picture)]
    subprocess.run(command, env=environment, check=True)
    assert picture.stat().st_size


def test_a_platform_that_qt_does_not_know_is_named(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("QT_QPA_PLATFORM", "bogus")
    assert "QT_QPA_PLATFORM=bogus" in fails(capsys, NEURON)


drawing = pytest.mark.usefixtures("qapp")


"""Otherwise the command would make an application without windows, in the way of other tests."""


@drawing
@pytest.mark.parametrize("suffix", [format_.suffix for format_ in formats()])
def test_render_writes_a_picture(capsys: Captured, tmp_path: Path, suffix: str) -> None:
    picture = tmp_path / f"neuron{suffix}"
    options = ["--theme", "dark", "--at", "backward:3", "--direction", "TB", "--reading", "lines"]
    assert main(["render", NEURON, "-o", str(picture), "--scale", "1", *options]) == 0
    heads = {".png": b"\x89PNG", ".svg": b"<?xml", ".pdf": b"%PDF"}
    assert picture.read_bytes().startswith(heads.get(suffix, b""))
    assert capsys.readouterr().err == ""


@drawing
def test_render_draws_neurons(tmp_path: Path) -> None:
    texts = {"neurons": "", "lines": ""}
    for reading in texts:
        picture = tmp_path / f"{reading}.svg"
        assert main(["render", NEURON, "-o", str(picture), "--reading", reading]) == 0
        texts[reading] = picture.read_text(encoding="utf-8")
    assert texts["neurons"] != texts["lines"]


@drawing
def test_asked_numbers_are_empty_boxes_by_the_document_or_by_kind(
    tmp_path: Path, graph_file: Path
) -> None:
    graph_file.write_text("x = input(2)\ny = 3*x\nz = y**2\ny == ?\n")
    pictures = {}
    for ask in ("claims", "none", "values", "gradients", "values,gradients"):
        picture = tmp_path / f"{ask}.svg"
        assert main(["render", str(graph_file), "-o", str(picture), "--ask", ask]) == 0
        pictures[ask] = picture.read_text(encoding="utf-8")
    usual = tmp_path / "usual.svg"
    assert main(["render", str(graph_file), "-o", str(usual)]) == 0
    assert len({*pictures.values()}) == len(pictures)
    assert usual.read_text(encoding="utf-8") == pictures["claims"]


def test_what_can_be_asked_for_is_said(capsys: Captured) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["render", NEURON, "-o", "a.svg", "--ask", "weights"])
    assert "'weights' is not one of values, gradients, claims, none" in capsys.readouterr().err


@drawing
@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["-o", "{0}/a.gif"], "GIF holds what moves"),
        (["-o", "{0}/a.png", "--at", "sideways"], "sideways"),
        (["-o", "{0}/missing/a.png"], "missing"),
    ],
)
def test_a_picture_that_cannot_be_made_is_one_sentence(
    capsys: Captured, tmp_path: Path, options: list[str], expected: str
) -> None:
    filled = [option.format(tmp_path) for option in options]
    assert expected in fails(capsys, "render", NEURON, *filled)


@drawing
def test_a_broken_graph_is_drawn_as_far_as_it_goes_and_told(
    capsys: Captured, tmp_path: Path, graph_file: Path
) -> None:
    graph_file.write_text("x = input(0)\ny = 1/x\n")
    picture = tmp_path / "broken.svg"
    assert main(["render", str(graph_file), "-o", str(picture)]) == 1
    assert picture.exists()
    assert "division by zero" in capsys.readouterr().err


def _window(monkeypatch: pytest.MonkeyPatch, **environment: str) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)


linux_only = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere Qt brings everything")


@linux_only
def test_without_a_display_the_remedy_is_named(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    _window(monkeypatch)
    err = fails(capsys, NEURON)
    assert "graphviz-app render" in err
    assert "QT_QPA_PLATFORM=offscreen" in err


@linux_only
@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY"])
def test_a_display_that_does_not_answer_is_named(name: str, tmp_path: Path) -> None:
    environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    environment |= {"QT_QPA_PLATFORM": "", "XDG_RUNTIME_DIR": str(tmp_path), name: ":7654"}
    command = [sys.executable, "-m", "graphviz_app", NEURON]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert ":7654" in done.stderr or "libwayland" in done.stderr or "libxcb" in done.stderr


@linux_only
def test_offscreen_needs_no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    _window(monkeypatch, QT_QPA_PLATFORM="offscreen")
    platform_check.require_window()


@linux_only
def test_missing_libraries_are_named_with_their_packages(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    _window(monkeypatch, DISPLAY=":7654")
    absent = {"libEGL.so.1", "libxcb-cursor.so.0"}
    monkeypatch.setattr(platform_check, "_load", lambda so: None if so in absent else object())
    err = fails(capsys, NEURON)
    assert "libEGL.so.1" in err
    assert "apt install libegl1\n" in err
    absent.remove("libEGL.so.1")
    assert "apt install libxcb-cursor0\n" in fails(capsys, NEURON)


def test_a_qt_that_does_not_load_is_explained() -> None:
    explain = platform_check.explain_import_error
    missing = ImportError("libGL.so.1: cannot open shared object file: No such file or directory")
    assert "apt install libgl1" in str(explain(missing))
    absent = ModuleNotFoundError("No module named 'PySide6'", name="PySide6")
    assert isinstance(explain(absent), GraphAppError)
    assert explain(ImportError("cannot import name 'x'")) is None


@drawing
def test_render_follows_the_document_where_nothing_is_typed(tmp_path: Path) -> None:
    graph = load(NEURON)
    save(graph, tmp_path / "plain.json")
    view = View("lines", "TB")
    save(replace(graph, view=view, labels={"w": "Weight"}), tmp_path / "said.json")
    save(replace(graph, labels={"w": "Weight"}), tmp_path / "labelled.json")

    def picture(name: str, *options: str) -> bytes:
        file = tmp_path / "a.svg"
        command = ["render", str(tmp_path / name), "-o", str(file), "--no-source", *options]
        assert main(command) == 0
        return file.read_bytes()

    typed = ["--reading", "lines", "--direction", "TB"]
    assert picture("said.json") == picture("labelled.json", *typed)
    usual = ["--reading", "operators", "--direction", "auto"]
    assert picture("said.json", *usual) == picture("labelled.json")
    assert picture("labelled.json") != picture("plain.json")
    assert picture("plain.json", "--edge-numbers", "all") != picture("plain.json")
    assert picture("plain.json", "--style", "wires") != picture("plain.json")


@drawing
@pytest.mark.parametrize("style", ["cards", "wires"])
def test_render_folds_groups_down_to_a_depth(tmp_path: Path, graph_file: Path, style: str) -> None:
    graph_file.write_text(
        'x = input(2)\nwith group("a"):\n    y = x*3\n    with group("b"):\n        z = tanh(y)\n'
        "L = z**2"
    )
    pictures = []
    for depth in ("0", "1", "2"):
        file = tmp_path / f"{depth}.svg"
        options = ["-o", str(file), "--no-source", "--style", style]
        assert main(["render", str(graph_file), *options, "--groups", depth]) == 0
        pictures.append(file.read_bytes())
    options = ["-o", str(tmp_path / "all.svg"), "--no-source", "--style", style]
    assert main(["render", str(graph_file), *options]) == 0
    assert len(set(pictures)) == 3
    assert pictures[2] == (tmp_path / "all.svg").read_bytes()


@drawing
@pytest.mark.parametrize(
    "option", [["--theme=dark"], ["--scale=1"], ["--transparent"], ["--at=forward"]], ids=str
)
def test_every_option_changes_the_picture(tmp_path: Path, option: list[str]) -> None:
    for name, more in (("plain", []), ("other", option)):
        output = str(tmp_path / f"{name}.png")
        assert main(["render", NEURON, "-o", output, "--no-source", *more]) == 0
    assert (tmp_path / "plain.png").read_bytes() != (tmp_path / "other.png").read_bytes()


def test_the_graph_is_run_once_for_a_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def export(_graph: object, _path: object, view: View, **_options: object) -> Trace:
        asked.append(view.engine)
        return run(load(NEURON))

    monkeypatch.setattr("graphviz_app.export.picture.export_picture", export)
    command = ["render", NEURON, "-o", str(tmp_path / "a.png"), "--engine", "dot"]
    assert main(command) == 0
    assert asked == ["dot"]


def test_a_window_does_not_wait_for_networkx() -> None:
    code = "import sys, graphviz_app.gui.window.main_window; sys.exit('networkx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_command_line_does_not_wait_for_numpy() -> None:
    code = "import sys, graphviz_app.cli; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_render_marks_dead_and_saturated_units_where_it_is_asked_to(
    tmp_path: Path, graph_file: Path
) -> None:
    graph_file.write_text("x = input(-2)\nh = relu(x)\nL = h + 1")
    pictures = []
    for options in ([], ["--marks"]):
        file = tmp_path / f"{len(options)}.svg"
        assert main(["render", str(graph_file), "-o", str(file), *options]) == 0
        pictures.append(file.read_bytes())
    assert pictures[0] != pictures[1]
    document = tmp_path / "marked.json"
    save(replace(load(graph_file), view=View(marks=True)), document)
    assert load(document).view.marks
    assert main(["render", str(document), "-o", str(tmp_path / "2.svg")]) == 0
    assert (tmp_path / "2.svg").read_bytes() != pictures[0]


def test_forward_mode_by_a_number_is_drawn_at_its_moments(capsys: Captured, tmp_path: Path) -> None:
    out = tmp_path / "forward.svg"
    options = ["--mode", "forward", "--wrt", "w", "--at", "forward:3"]
    assert main(["render", NEURON, "-o", str(out), *options]) == 0
    assert out.stat().st_size > 1000
    sentence = fails(capsys, "render", NEURON, "-o", str(out), "--wrt", "z")
    assert "'z' is not to be differentiated by: it is no leaf" in sentence
