"""Imports go one way, Qt stays where it belongs, and the engine loads without it."""

import ast
import re
import subprocess
import sys
from collections.abc import Container, Iterator
from pathlib import Path

import networkx as nx
import pytest

import graphviz_app

ROOT = Path(graphviz_app.__file__).parent
# From the bottom up; a module imports from its own row or a lower one.
ROWS = (
    {"errors", "arrays", "covered", "numbers", "patterns", "typing_compat", ""},
    {"core"},
    {"explain"},
    {"formats", "layout", "frames", "theme", "resources"},
    {"scene"},
    {"export"},
    {"gui"},
    {"arguments", "platform_check"},
    {"commands"},
    {"cli", "__main__"},
)
QT_ROWS = ("scene", "export", "gui")
MODULES = sorted(ROOT.rglob("*.py"))


def part(path: Path) -> str:
    """The package or module of the top level that a file belongs to ('' for the package itself)."""
    first = path.relative_to(ROOT).parts[0]
    return "" if first == "__init__.py" else first.removesuffix(".py")


def imports(path: Path, at_load: bool = False) -> Iterator[str]:
    """Absolute names of all modules that a file imports; ``at_load``: outside functions only."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped: set[ast.AST] = set()
    for node in ast.walk(tree):
        lazy = isinstance(node, ast.FunctionDef) or (
            isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        )
        if at_load and lazy:
            skipped.update(ast.walk(node))
        if node in skipped:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""


def row(name: str) -> int:
    return next((i for i, names in enumerate(ROWS) if name in names), -1)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_go_one_way(path: Path) -> None:
    own = part(path)
    assert row(own) >= 0, f"say in ROWS where '{own}' belongs"
    if own == "":
        return  # the package itself only re-exports
    for name in imports(path):
        if name.startswith("graphviz_app."):
            used = name.split(".")[1]
            assert row(used) <= row(own), f"{own} must not import {used}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_qt_only_where_things_are_drawn(path: Path) -> None:
    at_load = part(path) not in ("core", "explain", "formats", "layout", "frames", "theme")
    if part(path) not in QT_ROWS:
        assert not [name for name in imports(path, at_load) if name.startswith("PySide6")]


@pytest.mark.parametrize(
    "module", ["graphviz_app", "graphviz_app.core.autodiff", "graphviz_app.explain.explain",
               "graphviz_app.formats", "graphviz_app.frames", "graphviz_app.cli"]
)  # fmt: skip
def test_the_engine_loads_without_qt(module: str) -> None:
    code = f"import sys, {module}; sys.exit(any(m.startswith('PySide6') for m in sys.modules))"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT.parent)


def test_the_engine_knows_no_file_system() -> None:
    for path in (ROOT / "core").rglob("*.py"):
        assert not {"os", "pathlib", "io", "shutil"} & set(imports(path))


PACKAGES = sorted({path.parent for path in MODULES} - {ROOT, *(ROOT / "core").rglob("*")})


@pytest.mark.parametrize("package", [ROOT / "core", *PACKAGES], ids=lambda p: str(p.name))
def test_a_package_says_what_each_of_its_modules_does(package: Path) -> None:
    tree = ast.parse((package / "__init__.py").read_text(encoding="utf-8"))
    told = set(re.findall(r"\w+", ast.get_docstring(tree) or ""))
    assert {path.stem for path in package.glob("[!_]*.py")} <= told


@pytest.mark.parametrize("package", [ROOT / "core", *PACKAGES], ids=lambda p: str(p.name))
def test_a_package_tells_of_no_module_that_it_has_not(package: Path) -> None:
    tree = ast.parse((package / "__init__.py").read_text(encoding="utf-8"))
    columns = re.findall(r"^(\S+(?:, \S+)*)  ", ast.get_docstring(tree) or "", re.MULTILINE)
    told = [name.rstrip("/") for column in columns for name in column.split(", ")]
    there = {path.stem for path in (*package.glob("[!_]*.py"), *package.glob("*/"))}
    assert len(told) == len(set(told))
    assert set(told) <= there


ROOMS = (
    *("widgets", "documents", "text", "play", "canvas", "inspector", "gallery", "export"),
    *("check", "proof", "covers", "modes", "learn", "backward", "paths", "help", "window"),
    *("crash", "app"),
)
"""The rooms of the window; each uses only itself and those before it."""


def test_rooms_of_the_window_know_only_those_before_them() -> None:
    for path in (ROOT / "gui").rglob("*.py"):
        own = path.relative_to(ROOT / "gui").parts[0].removesuffix(".py")
        if own == "__init__":
            continue
        for name in imports(path):
            if name.startswith("graphviz_app.gui."):
                used = name.split(".")[2]
                assert ROOMS.index(used) <= ROOMS.index(own), f"{path.name} must not import {used}"


def test_nothing_is_imported_in_a_circle() -> None:
    names = {module_name(path): path for path in MODULES}
    graph = nx.DiGraph(
        (name, used) for name, path in names.items() for used in modules_used(path, names)
    )
    assert [knot for knot in nx.strongly_connected_components(graph) if len(knot) > 1] == []


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def modules_used(path: Path, names: Container[str]) -> Iterator[str]:
    """Modules that a file imports, also for types only; the package itself only re-exports."""
    if path == ROOT / "__init__.py":
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            whole = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name if name in names else node.module for name in whole)


def test_code_is_made_and_run_in_one_place_only() -> None:
    made = {
        path.relative_to(ROOT).as_posix()
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Name) and node.id in ("exec", "eval", "compile", "__import__")
    }
    assert made == {"core/operators/generated.py"}


TIPS = {"setToolTip": 0, "setWhatsThis": 0, "setStatusTip": 0, "showText": 1}
"""What takes text that Qt would look into, and which argument that is."""
GUI = sorted(path for path in (ROOT / "gui").rglob("*.py") if path.stem != "plain")


@pytest.mark.parametrize("path", GUI, ids=lambda p: p.stem)
def test_qt_is_given_plain_text(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef):
            assert "QLabel" not in map(ast.unparse, node.bases), "a PlainLabel shows only text"
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func)
        assert called not in ("QLabel", "QMessageBox"), f"line {node.lineno}: see widgets/plain"
        name = called.rpartition(".")[2]
        if name in TIPS:
            assert is_plain(node.args[TIPS[name]], "tip"), f"line {node.lineno}: use plain.tip"
        if name == "setWindowTitle":
            assert is_plain(node.args[0], "in_title"), f"line {node.lineno}: use plain.in_title"


def is_plain(text: ast.expr, safe: str) -> bool:
    """A constant, or what went through the function that makes it safe."""
    if isinstance(text, ast.JoinedStr):
        inserted = [part.value for part in text.values if isinstance(part, ast.FormattedValue)]
        return all(is_plain(value, safe) for value in inserted)
    if isinstance(text, ast.Call):
        name = ast.unparse(text.func).rpartition(".")[2]
        return name == safe or (name == "toolTip" and safe == "tip")
    return isinstance(text, ast.Constant) or (isinstance(text, ast.Name) and text.id.isupper())


def test_no_forbidden_words_in_names() -> None:
    banned = {"pipe", "wire", "link", "port", "manager", "helper", "utils", "controller"}
    for path in MODULES:
        tree = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        named = [n.name for n in tree if isinstance(n, ast.ClassDef | ast.FunctionDef)]
        words = {word for name in (path.stem, *named) for word in words_in(name)}
        assert not words & banned, path


def words_in(name: str) -> list[str]:
    """``EdgeItem`` and ``edge_item`` → edge, item."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower().split("_")
