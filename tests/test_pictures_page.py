"""Every command of the page on pictures writes what it says, and the page names what there is."""

import re
import shlex
from pathlib import Path

import pytest

from graphviz_app.cli import main
from graphviz_app.export.purpose.purpose import PRESETS
from graphviz_app.export.table import FORMATS, formats
from graphviz_app.formats.carrying.putting import can_carry
from graphviz_app.gui.window.actions import ACTIONS, MENUS
from graphviz_app.resources import help_page
from graphviz_app.theme import THEMES

NEURON = Path(__file__).parent.parent / "examples/neuron.cg"
PAGE = help_page("pictures")
COMMANDS = re.findall(r"^graphviz-app (.+)$", PAGE, re.MULTILINE)
BRIEF = ["--to", "END", "--from", "backward:6", "--size", "240x160", "--fps", "2"]
"""What makes short work of what moves, after what the page says."""


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_does_what_it_says(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "neuron.cg").symlink_to(NEURON)
    monkeypatch.chdir(tmp_path)
    name, file, *options = shlex.split(command)
    if file != "neuron.cg":  # that another command has written
        assert main(["render", "neuron.cg", "-o", file]) == 0
    assert main([name, file, *options, *(BRIEF if name == "animate" else [])]) == 0
    if "-o" in options:
        written = tmp_path / options[options.index("-o") + 1]
        made = [*written.with_suffix("").glob("*.png")] or [written]
        assert all(path.stat().st_size > 500 for path in made)
        assert (len(made) > 1) == ("--steps" in options)


def test_every_format_has_its_command() -> None:
    for name, known in (("render", formats("one")), ("animate", formats("many"))):
        written = re.findall(rf"^graphviz-app {name} .*-o \S+(\.\w+)", PAGE, re.MULTILINE)
        assert {*written} == {format_.suffix for format_ in known}


def test_what_it_says_of_carrying_is_so() -> None:
    carrying = re.search(r"^(PNG, .*) carry the graph", PAGE, re.MULTILINE)
    assert carrying is not None
    named = set(re.split(r", | and ", carrying[1]))
    carrying_names = {kind.name for kind in FORMATS.values() if can_carry(kind.suffix)}
    assert named == carrying_names
    for suffix in (".mp4", ".webm", ".gif"):
        assert not can_carry(suffix)


def test_it_names_only_what_there_is() -> None:
    assert {*re.findall(r"--preset (\S+)", PAGE)} <= PRESETS.keys()
    assert all(f"`{name}`" in PAGE for name in (*PRESETS, *THEMES))
    entries = {(menu, spec.text) for menu in MENUS for spec in MENUS[menu] if spec is not None}
    paths = re.findall(r"\*\*(File|Edit), ([^*]+)\*\* \(([^)]+)\)", PAGE)
    assert len(paths) == 3
    for menu, text, key in paths:
        assert (menu, text) in entries
        assert next(spec for spec in ACTIONS if spec.text == text).shortcuts == (key,)
