"""What the package promises to those who import or run it."""

import doctest
import re
import subprocess
import sys
from pathlib import Path

import pytest

import graphviz_app


def test_the_public_names_are_there() -> None:
    for name in graphviz_app.__all__:
        assert getattr(graphviz_app, name)
    assert set(dir(graphviz_app)) == set(graphviz_app.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = graphviz_app.nonsense


def test_python_can_do_what_the_readme_says() -> None:
    graph = graphviz_app.parse("x = input(3)\ny = x**2")
    trace = graphviz_app.run(graph, {"x": 5})
    assert (trace.value("y"), trace.gradient("x"), trace.local("x", "y")) == (25, 10, 10)
    with pytest.raises(graphviz_app.errors.ParseError):
        graphviz_app.parse("y = ")


def test_the_example_in_its_docstring_is_true() -> None:
    found = doctest.testmod(graphviz_app)
    assert (found.failed, found.attempted) == (0, 3)


def test_the_command_line_starts_without_numpy() -> None:
    code = "import sys, graphviz_app.cli; sys.exit('numpy' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_what_only_files_need_is_imported_when_one_is_written() -> None:
    code = (
        "import sys, graphviz_app.cli, graphviz_app.gui.window.main_window\n"
        "assert graphviz_app.cli.main(['eval', 'examples/neuron.cg']) == 0\n"
        "needed = {'av', 'PIL', 'pptx', 'pypdf', 'fontTools', 'lxml'} & {*sys.modules}\n"
        "sys.exit(', '.join(needed) or 0)"
    )
    root = Path(__file__).parent.parent
    subprocess.run([sys.executable, "-c", code], check=True, cwd=root, stdout=subprocess.DEVNULL)


def test_it_runs_as_a_module() -> None:
    command = [sys.executable, "-m", "graphviz_app", "--version"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["graphviz_app", graphviz_app.__version__]


def test_a_graph_is_read_and_written_without_numpy(tmp_path: Path) -> None:
    code = (
        "import sys, graphviz_app as g; graph = g.parse('x = input([1, 2])\\ny = x**2')\n"
        f"for name in ('a.cg', 'a.json'): g.save(graph, {str(tmp_path)!r} + '/' + name)\n"
        f"assert g.load({str(tmp_path / 'a.json')!r}) == graph\n"
        "assert 'numpy' not in sys.modules and 'networkx' not in sys.modules\n"
        "print(g.run(graph).value('y').tolist(), 'numpy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[0] == "[1.0, 4.0] True"


def test_the_commands_of_the_readme_name_files_that_exist() -> None:
    root = Path(__file__).parent.parent
    readme = (root / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"(?:examples|tests|resources)/[\w./-]+\.\w+", readme)
    assert named
    assert [name for name in named if not (root / name).exists()] == []
