"""``graphviz-app explain``: the worked solution on standard output, or in a file."""

from pathlib import Path

import pytest

from graphviz_app.cli import main
from graphviz_app.commands.explain import FORMATS
from graphviz_app.explain.worked.written.formats import FORMATS as WRITTEN
from tests.cli_steps import NEURON, Captured, fails


def test_it_prints_the_solution(capsys: Captured) -> None:
    assert main(["explain", NEURON]) == 0
    out = capsys.readouterr().out
    assert out.startswith("A neuron with a squared error\n====")
    assert "∂L/∂w = ∂L/∂z · ∂z/∂w = ∂L/∂z · x = −0.1450 · 1.5000 = −0.2175" in out


def test_formats_that_can_be_typed_are_those_that_are_written() -> None:
    assert tuple(one.name for one in WRITTEN) == FORMATS


@pytest.mark.parametrize("one", WRITTEN, ids=lambda one: one.name)
def test_a_format_is_named_or_told_by_the_ending_of_the_file(
    one: object, tmp_path: Path, capsys: Captured
) -> None:
    name, suffix = one.name, one.suffix  # type: ignore[attr-defined]
    out = tmp_path / f"sheet{suffix}"
    assert main(["explain", NEURON, "-o", str(out)]) == 0
    assert capsys.readouterr().out == ""
    assert main(["explain", NEURON, "--format", name]) == 0
    assert capsys.readouterr().out.strip() == out.read_text(encoding="utf-8").strip()


def test_it_is_restricted_to_leaves_and_another_output(capsys: Captured) -> None:
    assert main(["explain", NEURON, "--of", "a", "--wrt", "w,b"]) == 0
    out = capsys.readouterr().out
    assert "∂a/∂w" in out
    assert "∂a/∂b" in out
    assert "∂a/∂x" not in out
    assert "∂L" not in out
    assert "L = " not in out


def test_the_proof_is_there_where_it_is_asked_for(capsys: Captured) -> None:
    assert main(["explain", NEURON, "--proof", "--reading", "operators"]) == 0
    assert "below 10⁻⁷" in capsys.readouterr().out


@pytest.mark.usefixtures("qapp")
def test_a_page_of_html_has_the_graph_where_it_is_asked_for(
    tmp_path: Path, capsys: Captured
) -> None:
    out = tmp_path / "sheet.html"
    assert main(["explain", NEURON, "--graph", "-o", str(out)]) == 0
    assert out.read_text(encoding="utf-8").count("<svg") == 1
    assert main(["explain", NEURON, "--format", "html"]) == 0
    assert "<svg" not in capsys.readouterr().out


def test_names_that_are_not_there_are_an_error(capsys: Captured) -> None:
    assert "there is no 'zz'" in fails(capsys, "explain", NEURON, "--of", "zz")
    assert "there is no 'ww'" in fails(capsys, "explain", NEURON, "--wrt", "ww")


def test_an_element_is_asked_for_with_the_whole(tmp_path: Path, capsys: Captured) -> None:
    file = tmp_path / "w.cg"
    file.write_text("W = parameter([[1, 2], [3, 4]])\ny = sum(W)\n", encoding="utf-8")
    said = fails(capsys, "explain", str(file), "--wrt", "W[0,1]")
    assert "'W[0,1]' is an element: ask for all of 'W'" in said


def test_problems_are_told_after_what_could_be_computed(tmp_path: Path, capsys: Captured) -> None:
    file = tmp_path / "half.cg"
    file.write_text("x = input(-1)\ny = log(x)\n", encoding="utf-8")
    assert main(["explain", str(file)]) == 1
    out, err = capsys.readouterr()
    assert "What cannot be computed" in out
    assert "logarithm of a negative number" in err


def test_it_never_replaces_the_graph(tmp_path: Path, capsys: Captured) -> None:
    file = tmp_path / "x.cg"
    file.write_text("x = input(1)\ny = 2*x\n", encoding="utf-8")
    assert "would replace the graph" in fails(capsys, "explain", str(file), "-o", str(file))
