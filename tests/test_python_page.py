"""Every example of the page on Python runs, and shows what it says."""

import re
from pathlib import Path
from typing import Any

import pytest

import graphviz_app
from graphviz_app.commands.python import showing
from graphviz_app.commands.python.callers import variables_of_caller
from graphviz_app.commands.python.options import keywords
from graphviz_app.commands.python.shown import Shown
from graphviz_app.formats.tracing.things import trace_of
from graphviz_app.resources import help_page

ROOT = Path(__file__).parent.parent
BLOCKS = re.findall(r"^```python\n(.*?)^```", help_page("python"), re.MULTILINE | re.DOTALL)
WHOLE = [block for block in BLOCKS if "import graphviz_app\n" in block][1:]
"""Those that are programs by themselves."""


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Shown]:
    """What would be shown in windows; files are written into a folder of their own."""
    found: list[Shown] = []

    def show(thing: Any, *args: Any, **names: Any) -> Shown:
        found.append(Shown(trace_of(thing, args, names, variables_of_caller())))
        return found[-1]

    monkeypatch.setattr(showing, "show", show)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    return found


@pytest.mark.parametrize("block", WHOLE)
def test_an_example_runs(
    block: str, shown: list[Shown], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for library in ("micrograd", "torch"):
        if f"import {library}" in block or f"from {library}" in block:
            pytest.importorskip(library)
    exec(block, {"__name__": "__main__"})  # the page is ours
    assert all(not one.trace.problems and len(one.graph.nodes) > 1 for one in shown)
    assert len(shown) == block.count("graphviz_app.show(")
    for printed in re.findall(r"print\(.*# ([\d.]+)$", block, re.MULTILINE):
        assert printed in capsys.readouterr().out.split()
    for written in re.findall(r'(?:render|animate|save)\(.*?, "([^"]+)"', block):
        assert (tmp_path / written).stat().st_size > 50


def test_there_are_examples_of_every_kind() -> None:
    page = "".join(WHOLE)
    for word in ("micrograd", "torch", "networkx", "numpy", "render(", "animate(", "trace("):
        assert word in page


def test_the_page_names_no_option_that_does_not_exist() -> None:
    from graphviz_app.commands.animate import ANIMATE
    from graphviz_app.commands.render import RENDER

    for command, function in ((RENDER, "render"), (ANIMATE, "animate")):
        for call in re.findall(rf"graphviz_app\.{function}\((.*)\)", "".join(BLOCKS)):
            assert {*re.findall(r"(\w+)=", call)} <= keywords(command).keys()


def test_the_readme_names_only_what_there_is() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in re.findall(r"graphviz_app\.(\w+)\(", readme):
        assert callable(getattr(graphviz_app, name))
