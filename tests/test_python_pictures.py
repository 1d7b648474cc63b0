"""render and animate from Python: the same as on the command line, in a process of its own."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

import graphviz_app
from graphviz_app.arguments import Command
from graphviz_app.cli import COMMANDS
from graphviz_app.commands.animate import ANIMATE
from graphviz_app.commands.python.options import keywords, typed
from graphviz_app.commands.render import RENDER
from graphviz_app.errors import GraphAppError

TEXT = "# Square\nx = input(3)\ny = x**2\n"
PICTURES = [command for command in COMMANDS if command.name in ("render", "animate")]


def test_a_picture_is_that_of_the_command(tmp_path: Path) -> None:
    source, typed_in, called = (tmp_path / name for name in ("a.cg", "a.png", "b.png"))
    source.write_text(TEXT, encoding="utf-8")
    options = ["--at", "backward:1", "--theme", "dark", "--scale", "1"]
    command = [sys.executable, "-m", "graphviz_app", "render", str(source), "-o", str(typed_in)]
    subprocess.run([*command, *options], check=True)
    found = graphviz_app.render(
        graphviz_app.parse(TEXT), called, at="backward:1", theme="dark", scale=1
    )
    assert found == called
    assert QImage(str(called)) == QImage(str(typed_in))
    assert QImage(str(called)).width() > 100


def test_a_picture_for_a_paper_is_as_wide_as_was_asked_for(tmp_path: Path) -> None:
    path = graphviz_app.render(TEXT, tmp_path / "square.svg", width="8.5cm", min_text="7pt")
    (width,) = re.findall(r'<svg[^>]* width="([\d.]+)pt"', path.read_text(encoding="utf-8"))
    assert float(width) == pytest.approx(85 / 25.4 * 72, rel=1e-3)


def test_a_picture_is_shown_as_the_graph_that_it_carries(tmp_path: Path) -> None:
    path = graphviz_app.render(TEXT, tmp_path / "square.png")
    assert graphviz_app.trace(path).graph == graphviz_app.parse(TEXT)


def test_a_film_is_made_and_its_path_given_back(tmp_path: Path) -> None:
    path = graphviz_app.animate(
        TEXT, tmp_path / "square.mp4", size=(320, 240), fps=5, end="forward", loop=False
    )
    assert path.read_bytes()[4:8] == b"ftyp"


@pytest.mark.parametrize("command", PICTURES, ids=lambda command: command.name)
def test_every_option_of_the_command_is_a_keyword(command: Command) -> None:
    text = subprocess.run(
        [sys.executable, "-m", "graphviz_app", command.name, "--help"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip

    named = {
        word.replace("-", "_") for word in re.findall(r"^  (?:-\w \w+, )?--([\w-]+)", text, re.M)
    }
    assert named - {"output", "help"} <= keywords(command).keys()


def test_keywords_are_typed_as_options() -> None:
    assert typed(RENDER, {"camera": (640, 480), "marks": True, "shapes": False, "wrt": None}) == [
        "--camera=640x480",
        "--marks",
    ]
    assert typed(RENDER, {"ask": ["values", "gradients"], "edge_numbers": "all"}) == [
        "--ask=values,gradients",
        "--edge-numbers=all",
    ]
    assert typed(RENDER, {"source": False}) == typed(RENDER, {"no_source": True}) == ["--no-source"]
    assert typed(RENDER, {"source": True, "no_source": False}) == []
    assert typed(ANIMATE, {"loop": False, "camera": False, "start": "forward"}) == [
        "--no-loop",
        "--camera=off",
        "--from=forward",
    ]


def test_an_option_that_does_not_exist_is_refused_with_one_that_does() -> None:
    with pytest.raises(TypeError, match="no option 'them'; did you mean 'theme'"):
        graphviz_app.render(TEXT, "never.svg", them="dark")


@pytest.mark.parametrize(
    ("thing", "name", "options", "message"),
    [
        (TEXT, "a.svgg", {}, "did you mean '.svg'"),
        (TEXT, "a.svg", {"theme": "green"}, "argument --theme: invalid choice"),
        (TEXT, "a.svg", {"at": "backward:99"}, "99"),
        (TEXT, "nowhere/a.svg", {}, "the folder does not exist"),
        ("y = ", "a.svg", {}, "line 1"),
        ("nowhere.cg", "a.svg", {}, "does not exist"),
    ],
)
def test_a_mistake_is_one_sentence(
    thing: str, name: str, options: dict[str, str], message: str, tmp_path: Path
) -> None:
    with pytest.raises(GraphAppError, match=message) as raised:
        graphviz_app.render(thing, tmp_path / name, **options)
    assert "\n" not in str(raised.value)
    assert not (tmp_path / name).exists()


def test_of_a_graph_that_is_not_whole_what_can_be_is_drawn(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="operand 2 of . is missing"):
        path = graphviz_app.render("x = input(1)\ny = x + ...\n", tmp_path / "a.svg")
    assert path.exists()


def test_nothing_of_qt_is_loaded_into_the_program(tmp_path: Path) -> None:
    code = (
        "import sys, os, graphviz_app\nbefore = dict(os.environ)\n"
        f"graphviz_app.render('x = input(3)\\ny = x**2', {str(tmp_path / 'a.svg')!r})\n"
        "assert not [name for name in sys.modules if name.startswith('PySide6')]\n"
        "assert before == dict(os.environ)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
