"""The command line judges hand solutions, one or a class of them."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from graphviz_app.cli import main
from tests.cli_steps import Captured, fails

HOMEWORK = Path(__file__).parent / "data" / "homework"
WRONG = HOMEWORK / "two-two-two-network.cg"
RIGHT = HOMEWORK / "partially-connected-network.cg"


def _json(capsys: Captured, *argv: str, code: int) -> Any:
    assert main(["check", "--json", *argv]) == code
    return json.loads(capsys.readouterr().out)


def test_one_file_is_an_object_with_every_claim(capsys: Captured) -> None:
    told = _json(capsys, str(WRONG), code=1)
    assert told["file"] == str(WRONG)
    assert told["first_wrong"] == "grad(w3)"
    assert len(told["claims"]) == 18
    last = told["claims"][-1]
    assert last["expected"] == pytest.approx(-0.0028167661195957054)
    assert last["slip"] == {"kind": "sign", "sentence": "a minus sign was lost", "others": []}
    assert {"claim", "printed", "verdict", "expected", "carried", "slip"} <= set(last)
    assert told["claims"][0]["slip"] is None


def test_what_is_right_ends_with_0_and_has_no_first_wrong(capsys: Captured) -> None:
    assert _json(capsys, str(RIGHT), code=0)["first_wrong"] is None


def test_several_files_are_a_list_and_a_bad_one_does_not_stop_the_rest(
    capsys: Captured, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.cg"
    bad.write_text("x = = 3")
    assert main(["check", "--json", str(RIGHT), str(bad), str(WRONG)]) == 1
    written = capsys.readouterr()
    told = json.loads(written.out)
    assert [one["first_wrong"] for one in told] == [None, None, "grad(w3)"]
    assert "error" in told[1]
    assert written.err.count("\n") == 1


def test_a_class_of_many_files_is_told_in_their_order(capsys: Captured, tmp_path: Path) -> None:
    text = WRONG.read_text("utf-8")
    files = [tmp_path / f"{i:02}.cg" for i in range(20)]
    for i, file in enumerate(files):
        file.write_text(
            text.replace("grad(w3) == 0.00281", f"grad(w3) == {(1, -1)[i % 2] * 0.00282}")
        )
    table = tmp_path / "class.csv"
    assert main(["check", "--csv", str(table), *map(str, files)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in lines[:20]] == list(map(str, files))
    assert any(line.startswith("20 sheets, 10 without a mistake") for line in lines)
    rows = list(csv.DictReader(table.read_text("utf-8").splitlines()))
    assert len(rows) == 20 * 18
    assert sum(row["verdict"] == "wrong" for row in rows) == 10


def test_a_person_reads_the_verdicts_and_the_slip(capsys: Captured) -> None:
    assert main(["check", str(WRONG)]) == 1
    out = capsys.readouterr().out
    assert "grad(w3): a minus sign was lost" in out
    assert "17 of 18 claims right; first wrong: grad(w3) (sign)" in out


def test_claims_of_one_file_are_judged_by_the_graph_of_another(
    capsys: Captured, tmp_path: Path
) -> None:
    answers = tmp_path / "answers.cg"
    answers.write_text("x = input(2)\ny = 3*x\ny == 12")
    sheet = tmp_path / "sheet.cg"
    sheet.write_text("x = input(4)\ny = 3*x")
    told = _json(capsys, str(answers), "--against", str(sheet), code=0)
    assert told["claims"][0]["verdict"] == "right"


def test_a_table_is_judged_by_the_graph_of_a_sheet(capsys: Captured, tmp_path: Path) -> None:
    table, sheet = tmp_path / "answers.csv", tmp_path / "sheet.cg"
    table.write_text("name,value\ny,12\nx.grad,4\nnobody,1\n")
    sheet.write_text("x = input(4)\ny = 3*x")
    assert main(["check", "--json", str(table), "--against", str(sheet)]) == 1
    written = capsys.readouterr()
    told = json.loads(written.out)["claims"]
    assert [(c["claim"], c["verdict"]) for c in told] == [("y", "right"), ("grad(x)", "wrong")]
    assert "nobody" in written.err


def test_of_a_fraction_it_is_told_how_far_it_is_off(capsys: Captured, tmp_path: Path) -> None:
    file = tmp_path / "sheet.cg"
    file.write_text("x = input(4)\ny = 3*x\ny == 23/2")
    assert main(["check", str(file)]) == 1
    assert "expected 12.0000, off by 0.5000" in capsys.readouterr().out


def test_the_table_never_replaces_the_sheet(capsys: Captured, tmp_path: Path) -> None:
    table, sheet = tmp_path / "answers.csv", tmp_path / "sheet.cg"
    table.write_text("y,12")
    sheet.write_text("x = input(4)\ny = 3*x")
    assert main(["check", str(table), "--against", str(sheet), "--csv", str(sheet)]) == 1
    assert "would replace" in capsys.readouterr().err
    assert sheet.read_text() == "x = input(4)\ny = 3*x"


def test_an_answer_that_cannot_be_read_is_blank(capsys: Captured, tmp_path: Path) -> None:
    file = tmp_path / "sheet.cg"
    file.write_text("x = input(4)\ny = 3*x\ny == about 12\ny == ?\ngrad(x) == 3")
    told = _json(capsys, str(file), code=0)
    assert [c["verdict"] for c in told["claims"]] == ["blank", "blank", "right"]


def test_a_claim_about_nothing_does_not_stop_the_others(capsys: Captured, tmp_path: Path) -> None:
    file = tmp_path / "sheet.cg"
    file.write_text("x = input(4)\ny = 3*x\nq == 2\ny == 12")
    assert main(["check", "--json", str(file)]) == 0
    written = capsys.readouterr()
    assert [c["verdict"] for c in json.loads(written.out)["claims"]] == ["right"]
    assert "'q', which is not defined" in written.err


def test_a_table_that_cannot_be_written_is_told_in_a_line(capsys: Captured) -> None:
    table = str(HOMEWORK / "nowhere" / "table.csv")
    assert "cannot be written" in fails(capsys, "check", str(RIGHT), "--csv", table)


def test_points_and_the_convention_of_a_loss_can_be_chosen(capsys: Captured) -> None:
    full = str(HOMEWORK / "three-two-one-network.cg")
    told = _json(capsys, full, "--points", "1,1", code=1)
    assert (told["points"], told["possible"]) == (2 * 9 + 31, 2 * 41)
    half = _json(capsys, full, "--points", "1,1", "--loss", "0.5", code=0)
    assert (half["points"], half["first_wrong"]) == (82, None)
    assert main(["check", full, str(WRONG), "--points", "2,1"]) == 1
    assert "on average 70 of 88.5 points" in capsys.readouterr().out


def test_a_file_that_claims_nothing_says_so(capsys: Captured, tmp_path: Path) -> None:
    file = tmp_path / "none.cg"
    file.write_text("x = input(2)\ny = 3*x")
    assert main(["check", str(file)]) == 1
    assert "claims nothing" in capsys.readouterr().err
