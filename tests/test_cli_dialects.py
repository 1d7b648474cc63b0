"""The command line with programs of other dialects: translated, and told on standard error."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

import graphviz_app
from graphviz_app.cli import main
from tests.cli_steps import Captured, fails

PROGRAM = "import numpy as np\nx = np.array([1.0, 2.0])\ny = np.sum(np.exp(x))\nprint(y)\n"


def test_a_program_is_run_and_its_translation_told(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "prog.py"
    path.write_text(PROGRAM, encoding="utf-8")
    assert main(["eval", str(path), "--json"]) == 0
    out, err = capsys.readouterr()
    assert '"y": 10.1' in out
    assert err == (
        "graphviz-app: prog.py is NumPy and was translated: 2 lines changed, 2 left out\n"
    )


def test_a_formula_comes_from_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    stream = io.TextIOWrapper(io.BytesIO(rb"y = \frac{1}{1 + e^{-x}}"))
    monkeypatch.setattr(sys, "stdin", stream)
    assert main(["eval", "-"]) == 0
    out, err = capsys.readouterr()
    assert "0.7311" in out
    assert err == "graphviz-app: standard input is LaTeX and was translated: 2 lines changed\n"


def test_a_program_is_drawn(tmp_path: Path) -> None:
    (tmp_path / "prog.py").write_text(PROGRAM, encoding="utf-8")
    command = [sys.executable, "-m", "graphviz_app", "render", "prog.py", "-o", "a.svg"]
    environment = {**os.environ, "PYTHONPATH": str(Path(graphviz_app.__file__).parent.parent)}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.returncode == 0
    assert "was translated" in done.stderr
    assert (tmp_path / "a.svg").stat().st_size > 1000


def test_what_cannot_be_translated_is_told_in_one_line(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "prog.py"
    path.write_text("import numpy as np\nW = np.random.rand(2, 2)\n", encoding="utf-8")
    assert "write them out, such as W = parameter" in fails(capsys, "eval", str(path))


def test_a_file_of_another_kind_is_named(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.4\n")
    assert "is a PDF document" in fails(capsys, "eval", str(path))
