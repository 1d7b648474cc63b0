"""``graphviz-app worksheet``: sheets in a folder and a line about them, or a sentence."""

from pathlib import Path

import pytest

from graphviz_app.cli import main
from graphviz_app.commands.worksheet import KINDS
from graphviz_app.explain.worksheet.asking import KINDS as ASKED
from tests.cli_steps import NEURON, Captured, fails

pytestmark = pytest.mark.usefixtures("qapp")


def test_what_can_be_typed_is_what_there_is() -> None:
    assert KINDS == ASKED


def test_it_writes_sheets_and_says_so(tmp_path: Path, capsys: Captured) -> None:
    out = tmp_path / "sheets"
    assert main(["worksheet", NEURON, "-o", str(out), "--variants", "2", "--seed", "3"]) == 0
    told, errors = capsys.readouterr()
    assert told.count("\n") == 1
    assert told.startswith(f"2 sheets in '{out}': sheet-01.pdf to sheet-02.pdf")
    assert errors == ""
    assert len(list(out.iterdir())) == 6


def test_one_sheet_has_one_answer_key(tmp_path: Path, capsys: Captured) -> None:
    assert main(["worksheet", NEURON, "-o", str(tmp_path / "one")]) == 0
    told = "sheet-01.pdf, with its answer key (-key.pdf) and a text to fill in (.cg)"
    assert told in capsys.readouterr().out


def test_a_filled_sheet_is_checked_against_it(tmp_path: Path, capsys: Captured) -> None:
    assert main(["worksheet", NEURON, "-o", str(tmp_path), "--ask", "values"]) == 0
    sheet = tmp_path / "sheet-01.cg"
    answers = iter(["-0.9500", "0.2789", "0.2600"])
    lines = sheet.read_text(encoding="utf-8").split("\n")
    filled = [line.replace("?", next(answers)) if "== ?" in line else line for line in lines]
    copy = tmp_path / "filled.cg"
    copy.write_text("\n".join(filled), encoding="utf-8")
    assert main(["check", str(copy), "--against", str(sheet)]) == 0
    copy.write_text("\n".join(filled).replace("a == 0.2789", "a == 0.7211"), encoding="utf-8")
    assert main(["check", str(copy), "--against", str(sheet)]) == 1
    capsys.readouterr()


def test_sheets_that_are_there_are_only_replaced_on_demand(
    tmp_path: Path, capsys: Captured
) -> None:
    (tmp_path / "sheet-01.cg").write_text("mine", encoding="utf-8")
    assert "exists already" in fails(capsys, "worksheet", NEURON, "-o", str(tmp_path))
    assert (tmp_path / "sheet-01.cg").read_text(encoding="utf-8") == "mine"
    assert main(["worksheet", NEURON, "-o", str(tmp_path), "--force"]) == 0
    assert "== ?" in (tmp_path / "sheet-01.cg").read_text(encoding="utf-8")


def test_the_graph_itself_is_never_replaced(tmp_path: Path, capsys: Captured) -> None:
    file = tmp_path / "sheet-01.cg"
    file.write_text("x = input(2.5)\ny = x*x", encoding="utf-8")
    said = fails(capsys, "worksheet", str(file), "-o", str(tmp_path), "--force")
    assert "would replace the graph" in said
    assert file.read_text(encoding="utf-8") == "x = input(2.5)\ny = x*x"


@pytest.mark.parametrize(
    ("text", "options", "why"),
    [
        ("x = input(2.5)\ny = x*x", ["--ask", "updates"], "no updates"),
        ("x = input(1.5)\ny = log(0 - x)", [], "must be computable"),
        ("x = input(0.1)\ny = x**8", ["--variants", "3"], "less than two digits"),
        ("t = target(1)\ny = t*2", ["--variants", "3"], "no number to be drawn"),
    ],
)
def test_what_makes_no_sheet_is_said_in_a_sentence(
    text: str, options: list[str], why: str, tmp_path: Path, capsys: Captured
) -> None:
    file = tmp_path / "exercise.cg"
    file.write_text(text, encoding="utf-8")
    out = tmp_path / "sheets"
    assert why in fails(capsys, "worksheet", str(file), "-o", str(out), *options)
    assert not out.exists()


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (["--variants", "0"], "0 is not from 1 to 500"),
        (["--variants", "many"], "'many' is not a whole number"),
        (["--ask", "value"], "'value' cannot be asked for"),
        (["--ask", ","], "say what is asked for"),
        (["--digits", "11"], "11 is not from 1 to 10"),
        (["--seed", "-1"], "seed"),
    ],
)
def test_wrong_usage_is_told(
    options: list[str], why: str, tmp_path: Path, capsys: Captured
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["worksheet", NEURON, "-o", str(tmp_path), *options])
    assert ended.value.code == 2
    assert why in capsys.readouterr().err
