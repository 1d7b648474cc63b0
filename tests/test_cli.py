"""The command line: numbers, and one sentence for each mistake."""

import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import graphviz_app
from graphviz_app import cli
from graphviz_app.arguments import Command, add_file
from graphviz_app.cli import COMMANDS, main
from graphviz_app.commands import eval as eval_command
from graphviz_app.core.view import View
from graphviz_app.formats import load, parse, save, to_json
from tests.cli_steps import NEURON, Captured, fails


@pytest.fixture
def graph_file(tmp_path: Path) -> Path:
    return tmp_path / "graph.cg"


def _json(capsys: Captured, *argv: str, code: int = 0) -> dict[str, Any]:
    assert main(["eval", "--json", *argv]) == code
    document = json.loads(capsys.readouterr().out)
    assert isinstance(document, dict)
    return document


def _misused(capsys: Captured, *argv: str) -> str:
    with pytest.raises(SystemExit) as caught:
        main(argv)
    assert caught.value.code == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    return err


def test_json_has_every_node_and_every_edge(capsys: Captured, graph_file: Path) -> None:
    graph_file.write_text("x = input(3)\ny = x*x\nz = 2*y\n")
    assert _json(capsys, str(graph_file)) == {
        "output": "z",
        "values": {"x": 3, "y": 9, "z.c1": 2, "z": 18},
        "gradients": {"x": 12, "y": 2, "z.c1": 9, "z": 1},
        "edges": [
            {"source": "x", "target": "y", "slot": 0, "local": 3, "contribution": 6},
            {"source": "x", "target": "y", "slot": 1, "local": 3, "contribution": 6},
            {"source": "z.c1", "target": "z", "slot": 0, "local": 9, "contribution": 9},
            {"source": "y", "target": "z", "slot": 1, "local": 2, "contribution": 2},
        ],
        "claims": [],
        "problems": [],
        "remarks": [],
    }


def test_json_has_tensors_as_lists_in_full_precision(capsys: Captured, graph_file: Path) -> None:
    graph_file.write_text("v = input([0.1, 0.2])\ns = sum(v/3)\n")
    document = _json(capsys, str(graph_file))
    assert document["values"]["v"] == [0.1, 0.2]
    assert document["gradients"]["v"] == [1 / 3, 1 / 3]


def test_json_of_the_lines_has_one_node_per_name(capsys: Captured) -> None:
    document = _json(capsys, NEURON, "--reading", "lines")
    assert document["values"].keys() == set("xwbtzaL")
    found = {(e["source"], e["target"]): e["local"] for e in document["edges"]}
    assert found["w", "z"] == 1.5


def test_set_changes_leaves(capsys: Captured, graph_file: Path) -> None:
    graph_file.write_text("W = input([[1, 2]])\nx = input(1)\ny = x*sum(W)\n")
    document = _json(capsys, str(graph_file), "--set", "x=-2", "--set", "W=[[3,4],[5, 6]]")
    assert document["values"]["y"] == -36


def test_table_is_aligned_and_has_every_number(capsys: Captured) -> None:
    assert main(["eval", NEURON]) == 0
    out = capsys.readouterr().out
    title, output, _, *rows = out.splitlines()
    assert (title, output) == ("A neuron with a squared error", "output: L")
    assert ["w", "parameter", "−0.8000", "−0.2175"] in [row.split() for row in rows]
    assert "w → z.mul1" in out
    assert len({len(row) for row in rows[: rows.index("")] if row.strip()}) == 1


def test_table_of_leaves_alone_says_that_there_is_no_output(
    capsys: Captured, graph_file: Path
) -> None:
    graph_file.write_text('{"format": 1, "nodes": [{"id": "x", "op": "input"}]}')
    document = graph_file.rename(graph_file.with_suffix(".json"))
    assert main(["eval", str(document)]) == 0
    assert "no output" in capsys.readouterr().out


CLAIMED = "x = input(3)\ny = x*x\ny == 8\ngrad(x (mine)) == -6.0\nd(y, x)==+6\n"


def test_claims_are_told_with_their_verdicts_in_json(capsys: Captured, graph_file: Path) -> None:
    graph_file.write_text(CLAIMED)
    claims = _json(capsys, str(graph_file))["claims"]
    assert [(claim["verdict"], claim["expected"]) for claim in claims] == [
        ("wrong", 9.0), ("wrong", 6.0), ("right", 6.0),
    ]  # fmt: skip
    assert claims[1]["slip"]["kind"] == "sign"
    text = "".join(f"{claim['text']}\n" for claim in claims)
    assert parse("x = input(3)\ny = x*x\n" + text).claims == load(graph_file).claims


def test_claims_are_judged_in_every_reading(capsys: Captured, tmp_path: Path) -> None:
    file = tmp_path / "layer.cg"
    file.write_text(
        "x = input([1, 2])\nW = parameter([[0.1, 0.2], [0.3, 0.4]])\nb = parameter([0, 1])\n"
        "h = sigmoid(W @ x + b)\nL = sum(h*h)\nL == 1.2\nW[0, 1] == 0.2\n"
    )
    told = [
        [c["verdict"] for c in _json(capsys, str(file), "--reading", reading)["claims"]]
        for reading in ("operators", "lines", "neurons")
    ]
    assert told == [["right", "right"]] * 3


def test_claims_are_judged_below_the_numbers(capsys: Captured, graph_file: Path) -> None:
    graph_file.write_text(CLAIMED)
    assert main(["eval", str(graph_file)]) == 0
    out = capsys.readouterr().out
    assert "1 of 3 claims right; first wrong: y" in out
    assert "grad(x (mine))  wrong here     −6.0    6.0000" in out
    graph_file.write_text("x = input(3)\ny = x*x\n")
    assert main(["eval", str(graph_file)]) == 0
    assert "claim" not in capsys.readouterr().out


def test_an_answer_that_cannot_be_read_stops_nothing(capsys: Captured, graph_file: Path) -> None:
    graph_file.write_text("x = input(3)\ny = x*x\ny == about 9\ngrad(x) == ?\n" + "y == 1,2\n" * 9)
    assert main(["eval", str(graph_file)]) == 0
    out, err = capsys.readouterr()
    assert out.count("  blank  ") == 11
    lines = err.splitlines()
    assert "line 3, column 6: an answer is a number, found 'about 9'" in lines[0]
    assert all(line.endswith("this answer counts as blank") for line in lines[:-1])
    assert (len(lines), "more answers" in lines[-1]) == (6, True)


FALLEN = [
    (
        "x = input(0)\ny = 1e308*x\nz = 1e308*x\nL = y + z",
        "operators",
        "sum of its 2 contributions",
    ),
    ("x = input(0)\ns = sqrt(x)\nL = 2*x", "operators", "derivative of 's' (sqrt) by 'x'"),
    (f"x = input([{'0, ' * 20_000}0])\nL = sum(sqrt(x))", "lines", "flowing back from 'L.sqrt1'"),
    ("x = input(0)\ny = 1e200*x*1e200\nL = 1e-300*y", "lines", "derivative of 'y' by 'x'"),
]


@pytest.mark.parametrize(("text", "reading", "words"), FALLEN)
def test_a_number_shown_that_is_not_finite_is_one_line_and_an_exit_code(
    capsys: Captured, graph_file: Path, text: str, reading: str, words: str
) -> None:
    graph_file.write_text(text)
    for json_too in ([], ["--json"]):
        assert main(["eval", str(graph_file), "--reading", reading, *json_too]) == 1
        err = capsys.readouterr().err
        assert words in err
        assert err.count("\n") == 1


def test_a_warning_never_reaches_a_person(tmp_path: Path) -> None:
    script = "import warnings, graphviz_app.cli as c; run = lambda **_: warnings.warn('W') or 0; "
    script += "c.COMMANDS = (c.EVAL._replace(run=run),); c.main()"
    command = [sys.executable, "-c", script, "eval", str(NEURON)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_what_is_not_finite_is_null_and_told(capsys: Captured, graph_file: Path) -> None:
    graph_file.write_text("x = input(0)\na = x + 1\ny = a/x\n")
    assert main(["eval", "--json", str(graph_file)]) == 1
    out, err = capsys.readouterr()
    document = json.loads(out)
    assert document["values"] == {"x": 0, "a.c1": 1, "a": 1, "y": None}
    assert "division by zero" in document["problems"][0]["message"]
    assert err.startswith("graphviz-app: 'y' is infinite: division by zero")


def test_of_many_problems_the_first_are_told(capsys: Captured, graph_file: Path) -> None:
    graph_file.write_text("x = input(0)\n" + "".join(f"y{i} = log(x)\n" for i in range(50)))
    assert main(["eval", str(graph_file)]) == 1
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 6
    assert "'y0' is infinite" in told[0]
    assert "45 more" in told[-1]


def test_standard_input_is_read(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "# titel: ½\nx = input(2)\ny = x**2\n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert _json(capsys, "-")["output"] == "y"


def test_a_document_may_come_from_standard_input(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = to_json(parse("x = input(2)\ny = x**2\n"))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert _json(capsys, "-")["values"] == {"x": 2, "y": 4}


@pytest.mark.parametrize(("content", "expected"), [(b"\xff\xfe\x00", "UTF-8"), (b"\n", "empty")])
def test_standard_input_that_is_no_text_is_refused(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch, content: bytes, expected: str
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))
    assert expected in fails(capsys, "eval", "-")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "empty"),
        ("y = foo(1)", "line 1, column 5"),
        ("x = input(1)\ny = sigmid(x)", "did you mean"),
        ("a = input([1,2])\nb = input([1,2,3])\ny = a + b", "does not fit"),
    ],
)
def test_a_mistake_in_the_file_is_one_sentence(
    capsys: Captured, graph_file: Path, text: str, expected: str
) -> None:
    graph_file.write_text(text)
    assert expected in fails(capsys, "eval", str(graph_file))


@pytest.mark.parametrize("command", [[], ["gui"], ["eval"]])
def test_a_file_that_is_not_there_is_one_sentence(capsys: Captured, command: list[str]) -> None:
    assert "nowhere.cg" in fails(capsys, *command, "nowhere.cg")


def test_setting_what_is_no_leaf_is_one_sentence(capsys: Captured) -> None:
    assert "'z' is not a leaf" in fails(capsys, "eval", NEURON, "--set", "z=1")


@pytest.mark.parametrize(
    "typed", ["x", "=1", "x=", "x=abc", "x=__import__('os')", "x=1e400", "x=[1,'a']", "x=True"]
)
def test_set_wants_a_name_and_a_number(capsys: Captured, typed: str) -> None:
    assert "x=2" in _misused(capsys, "eval", NEURON, "--set", typed)


@pytest.mark.parametrize(
    ("argv", "expected"),
    [
        (["evla", NEURON], "did you mean 'eval'?"),
        (["rendr"], "did you mean 'render'?"),
        (["eval"], "FILE"),
        (["render", NEURON], "--output"),
        (["render", NEURON, "-o", "a.png", "--scale", "0"], "0.05 to 20"),
        (["render", NEURON, "-o", "a.png", "--theme", "pink"], "pink"),
        ([NEURON, "another.cg", "third.cg"], "another.cg"),
        (["--jsn"], "--jsn"),
    ],
)
def test_wrong_usage_is_told_in_a_line(capsys: Captured, argv: list[str], expected: str) -> None:
    assert expected in _misused(capsys, *argv)


def test_version_and_help(capsys: Captured) -> None:
    for option in ("--version", "--help"):
        with pytest.raises(SystemExit) as caught:
            main([option])
        assert caught.value.code == 0
    out = capsys.readouterr().out
    assert graphviz_app.__version__ in out
    assert "exit codes" in out
    for command in COMMANDS:
        assert f"{command.name} " in out
        assert command.about in " ".join(out.split())


def test_one_more_command_is_offered_understood_and_run(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    def count(file: Path) -> int:
        print(len(load(file).nodes))  # noqa: T201
        return 0

    new = Command("count", "print how many nodes there are", "Count nodes.", add_file, count)
    monkeypatch.setattr(cli, "COMMANDS", (*COMMANDS, new))
    assert main(["count", NEURON]) == 0
    assert int(capsys.readouterr().out) == len(load(NEURON).nodes)
    assert "did you mean 'count'?" in _misused(capsys, "cuont", NEURON)
    with pytest.raises(SystemExit):
        main(["--help"])
    assert new.about in capsys.readouterr().out


def test_a_bug_is_reported_as_one(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(eval_command, "graph_of", {}.__getitem__)
    assert main(["eval", NEURON]) == 70
    err = capsys.readouterr().err
    assert "KeyError" in err
    assert "Please report" in err
    assert "Traceback" not in err


def test_a_reader_who_leaves_early_is_no_error(tmp_path: Path) -> None:
    wide = tmp_path / "wide.cg"
    wide.write_text("x = input(1)\n" + "".join(f"y{i} = x + {i}\n" for i in range(5000)))
    command = f"'{sys.executable}' -m graphviz_app eval '{wide}' | head -1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert done.stdout.split() == ["output:", "y4999", "0"]


@pytest.mark.parametrize(
    ("streams", "code", "told"),
    [
        (">&-", 0, ""),
        (">&- 2>&- <&-", 0, ""),
        (">/dev/full", 1, "the numbers cannot be printed: the disk is full"),
    ],
)
def test_streams_that_take_nothing(streams: str, code: int, told: str) -> None:
    command = f"'{sys.executable}' -m graphviz_app eval '{NEURON}' {streams}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True)
    assert done.returncode == code
    assert done.stderr.removeprefix("graphviz-app: ").rstrip() == told


def test_standard_input_that_is_closed_is_empty() -> None:
    command = f"'{sys.executable}' -m graphviz_app eval - <&-"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (1, "graphviz-app: standard input is empty\n")


def test_what_is_typed_is_repeated_shortly(capsys: Captured) -> None:
    assert len(_misused(capsys, "eval", NEURON, "--set", "x=" + "9" * 5000)) < 200


def test_a_folder_is_no_file_to_open(capsys: Captured, tmp_path: Path) -> None:
    assert "it is not a file" in fails(capsys, str(tmp_path))
    assert "it does not exist" in fails(capsys, str(tmp_path / "a.cg"))


def test_a_poor_encoding_does_not_stop_the_numbers(tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "graphviz_app", "eval", NEURON]
    done = subprocess.run(command, capture_output=True, env=environment, check=True)
    assert "−0.2175" in done.stdout.decode("utf-8")


def test_eval_prints_operators_whatever_the_document_shows(
    capsys: Captured, tmp_path: Path
) -> None:
    save(replace(load(NEURON), view=View("lines")), tmp_path / "said.json")
    assert "z.mul1" in _json(capsys, str(tmp_path / "said.json"))["values"]


def test_a_leaf_is_set_by_its_name_as_it_is_drawn(capsys: Captured, graph_file: Path) -> None:
    graph_file.write_text("w₁ = parameter(3)\ny = ½·w₁²\n", encoding="utf-8")
    assert _json(capsys, str(graph_file), "--set", "w₁=4")["values"]["y"] == 8


def test_what_may_surprise_is_noted(capsys: Captured, graph_file: Path) -> None:
    graph_file.write_text("a = input([1, 2])\nb = input([[1], [2]])\ny = a*b\n", encoding="utf-8")
    (remark,) = _json(capsys, str(graph_file))["remarks"]
    assert remark["node"] == "y"
    assert "a (a vector of 2) and b (a 2×1 matrix)" in remark["message"]
    assert main(["eval", str(graph_file)]) == 0
    assert f"note: 'y': {remark['message']}" in capsys.readouterr().out
