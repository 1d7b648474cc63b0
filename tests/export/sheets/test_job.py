"""All sheets of a class: what is in the folder afterwards, and what when it goes wrong."""

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from graphviz_app.core.autodiff import run
from graphviz_app.core.check import check
from graphviz_app.core.graph import Graph
from graphviz_app.errors import GraphAppError
from graphviz_app.explain.worksheet.answer import answer_text
from graphviz_app.explain.worksheet.asking import Asking
from graphviz_app.explain.worksheet.compose import numbered, runs_through, worksheet
from graphviz_app.export.sheets.job import WorksheetJob
from graphviz_app.formats import load, parse

NEURON = (
    "# A neuron\nx = input(1.5)\nw = parameter(-0.8)\nb = parameter(0.25)\nt = target(1)\n"
    "z = w*x + b\na = sigmoid(z)\nL = 0.5*(t - a)**2\nlearning_rate(0.5)\ngrad(w) == -0.2175\n"
)


@pytest.fixture
def neuron(qapp: QApplication) -> Graph:
    return parse(NEURON)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_a_sheet_a_key_and_a_text_for_each(neuron: Graph, tmp_path: Path) -> None:
    assert WorksheetJob(neuron, tmp_path / "new" / "sheets", 2).run() == 2
    made = contents(tmp_path / "new" / "sheets")
    assert list(made) == [
        "sheet-01-key.pdf", "sheet-01.cg", "sheet-01.pdf",
        "sheet-02-key.pdf", "sheet-02.cg", "sheet-02.pdf",
    ]  # fmt: skip
    assert all(made[name].startswith(b"%PDF") for name in made if name.endswith(".pdf"))
    text = made["sheet-01.cg"].decode()
    assert text.startswith("# A neuron, sheet 1\n")
    assert "learning_rate(0.5)" in text
    assert text.count(" == ?") == 9
    assert "-0.2175" not in text


def test_the_same_seed_writes_the_same_files(neuron: Graph, tmp_path: Path) -> None:
    for name in ("a", "b"):
        WorksheetJob(neuron, tmp_path / name, 2, seed=5).run()
    WorksheetJob(neuron, tmp_path / "c", 2, seed=6).run()
    assert contents(tmp_path / "a") == contents(tmp_path / "b")
    assert contents(tmp_path / "a")["sheet-01.cg"] != contents(tmp_path / "c")["sheet-01.cg"]


def test_without_variants_the_numbers_stay(neuron: Graph, tmp_path: Path) -> None:
    WorksheetJob(neuron, tmp_path).run()
    assert load(tmp_path / "sheet-01.cg").nodes == neuron.nodes


def test_a_filled_sheet_is_judged_right_and_a_slip_is_found(neuron: Graph, tmp_path: Path) -> None:
    WorksheetJob(neuron, tmp_path, 3, seed=2).run()
    for path in tmp_path.glob("*.cg"):
        graph = load(path)
        trace = run(graph)
        sheet = worksheet(runs_through(graph), Asking.of(graph), 4)
        assert numbered(sheet) == list(graph.claims)
        text = path.read_text(encoding="utf-8")
        for question in sheet.questions:
            text = text.replace("== ?", f"== {answer_text(question.answer, 4)}", 1)
        filled = parse(text)
        assert {one.verdict for one in check(trace, filled.claims).judged} == {"right"}
        wrong = parse(re.sub(r"grad\(z\) == -?", "grad(z) == ", text))
        first = check(trace, wrong.claims).first_wrong
        assert first is not None
        assert wrong.claims[first].of == "z"


def test_what_is_there_stays_unless_it_may_be_replaced(neuron: Graph, tmp_path: Path) -> None:
    old = tmp_path / "sheet-01-key.pdf"
    old.write_bytes(b"mine")
    with pytest.raises(GraphAppError, match="exists already"):
        WorksheetJob(neuron, tmp_path).run()
    assert contents(tmp_path) == {"sheet-01-key.pdf": b"mine"}
    WorksheetJob(neuron, tmp_path, over=True).run()
    assert old.read_bytes().startswith(b"%PDF")


def test_if_a_sheet_cannot_be_made_or_nobody_waits_nothing_is_written(
    neuron: Graph, tmp_path: Path
) -> None:
    with pytest.raises(GraphAppError, match="less than two digits"):
        WorksheetJob(parse("x = input(0.1)\nL = x**8"), tmp_path / "a", 2).run()
    pieces = WorksheetJob(neuron, tmp_path / "a", 2).pieces()
    for _ in range(4):
        next(pieces)
    pieces.close()
    assert not (tmp_path / "a").exists()


def test_sheets_that_come_again_are_counted(qapp: QApplication, tmp_path: Path) -> None:
    assert WorksheetJob(parse("x = input(1)\nL = x*2.5"), tmp_path, 5).run() == 3
