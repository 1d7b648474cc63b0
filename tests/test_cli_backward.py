"""``graphviz-app backward``: the backward pass on standard output, or in a file."""

import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from graphviz_app.cli import main
from graphviz_app.core.autodiff import run
from graphviz_app.core.backward import backward_pass
from graphviz_app.formats import load, parse
from graphviz_app.formats.backward_text import LANGUAGES, Language, backward_text
from tests.cli_steps import NEURON, Captured, fails

CUBE = "x = input(5)\ny = x**3\n"


def _typed_in(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(text.encode()), encoding="utf-8"))


def test_it_prints_the_text_of_both_passes(capsys: Captured) -> None:
    assert main(["backward", NEURON]) == 0
    text = capsys.readouterr().out
    assert "\n\n# The backward pass\ndL = 1\n" in text
    assert "\ndz = da*a*(1 - a)\n" in text
    trace = run(parse(text))
    assert trace.value("dw") == pytest.approx(trace.gradient("w"), rel=1e-12)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_writes_every_language_into_a_file(
    language: Language, tmp_path: Path, capsys: Captured
) -> None:
    out = tmp_path / "out"
    assert main(["backward", NEURON, "--as", language, "-o", str(out)]) == 0
    assert out.read_text(encoding="utf-8") == backward_text(backward_pass(load(NEURON)), language)
    assert capsys.readouterr().out == ""


def test_what_it_prints_can_be_differentiated_again(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    _typed_in(monkeypatch, CUBE)
    assert main(["backward", "-"]) == 0
    _typed_in(monkeypatch, capsys.readouterr().out)
    assert main(["backward", "-", "--of", "dx"]) == 0
    assert run(parse(capsys.readouterr().out)).value("d_x") == 30.0


def test_what_cannot_be_done_is_told(tmp_path: Path, capsys: Captured) -> None:
    assert "no node 'k'" in fails(capsys, "backward", NEURON, "--of", "k")
    alone = tmp_path / "alone.cg"
    alone.write_text("x = input(1)\noutput(None)\n", encoding="utf-8")
    assert "no output" in fails(capsys, "backward", str(alone))
    alone.write_text(CUBE, encoding="utf-8")
    assert "choose another name" in fails(capsys, "backward", str(alone), "-o", str(alone))
    missing = tmp_path / "no" / "out.cg"
    assert "cannot be written" in fails(capsys, "backward", NEURON, "-o", str(missing))


def test_it_needs_no_qt() -> None:
    import subprocess

    code = (
        "import sys; from graphviz_app.cli import main; main(sys.argv[1:]);"
        "sys.exit(any(m.startswith('PySide6') for m in sys.modules))"
    )
    for language in LANGUAGES:
        command = [sys.executable, "-c", code, "backward", NEURON, "--as", language]
        subprocess.run(command, check=True, capture_output=True)
