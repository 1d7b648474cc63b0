"""``graphviz-app train``: tables, JSON, CSV and documents of a descent."""

import csv
import io
import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import graphviz_app
from graphviz_app.cli import main
from graphviz_app.core.learning.settings import Descent
from graphviz_app.core.learning.training import Training, untrained
from graphviz_app.formats import load, parse
from graphviz_app.formats.tables.files import read_table
from tests.cli_steps import Captured, fails

SQUARE = "w = parameter(1)  # the start\nb = parameter(0.5)\nf = (2 + 3*w)**2 + b**2\n"
LINE = """\
# A line
x = input(1)
t = target(3)
w = parameter(0.5)
b = parameter(0)
L = (w*x + b - t)**2
learning_rate(0.1)
"""
POINTS = "x,t\n0,1\n1,3\n2,5\n3,7\n"


@pytest.fixture
def square(tmp_path: Path) -> str:
    file = tmp_path / "square.cg"
    file.write_text(SQUARE)
    return str(file)


@pytest.fixture
def line(tmp_path: Path) -> str:
    (tmp_path / "points.csv").write_text(POINTS)
    file = tmp_path / "line.cg"
    file.write_text(LINE)
    return str(file)


def _json(capsys: Captured, *argv: str, code: int = 0) -> dict[str, Any]:
    assert main(["train", "--json", *argv]) == code
    document = json.loads(capsys.readouterr().out)
    assert isinstance(document, dict)
    return document


def test_json_has_the_losses_and_the_parameters(capsys: Captured, square: str) -> None:
    found = _json(capsys, square, "--steps", "2", "--rate", "0.01")
    w, b = 1.0, 0.5
    losses = [(2 + 3 * w) ** 2 + b**2]
    for _ in range(2):
        w, b = w - 0.01 * 6 * (2 + 3 * w), b - 0.01 * 2 * b
        losses.append((2 + 3 * w) ** 2 + b**2)
    assert [*found] == ["loss", "parameters"]
    assert found["loss"] == pytest.approx(losses, rel=1e-14)
    assert found["parameters"] == pytest.approx({"w": w, "b": b}, rel=1e-14)


def test_frozen_parameters_are_told_too(capsys: Captured, tmp_path: Path) -> None:
    file = tmp_path / "frozen.cg"
    file.write_text(SQUARE + "frozen(b)\n")
    assert _json(capsys, str(file), "--steps", "3", "--rate", "0.01")["parameters"]["b"] == 0.5


def test_data_feeds_the_leaves(capsys: Captured, line: str) -> None:
    data = str(Path(line).parent / "points.csv")
    found = _json(capsys, line, "--data", data, "--steps", "2000", "--rate", "0.05")
    assert found["loss"][0] == pytest.approx(np.mean([1, 2.5**2, 4**2, 5.5**2]))
    assert found["parameters"] == pytest.approx({"w": 2, "b": 1}, abs=1e-4)


def test_a_document_names_its_data_beside_it(capsys: Captured, line: str) -> None:
    Path(line).write_text(LINE + 'data("points.csv")\ndescent("adam", rate=0.5, steps=7)\n')
    found = _json(capsys, line)
    training = Training(load(line), None, read_table(Path(line).parent / "points.csv"))
    training.advance(7)
    assert found["loss"] == training.losses.tolist()


def test_every_option_is_that_field_of_the_descent(capsys: Captured, line: str) -> None:
    data = str(Path(line).parent / "points.csv")
    typed = (
        "--optimizer adam --rate 0.02 --beta1 0.8 --beta2 0.99 --epsilon 1e-6 --weight-decay 0.01"
        " --decline step --every 4 --gamma 0.5 --start 3 --batch 2 --seed 1 --loss sum --steps 30"
    )
    found = _json(capsys, line, "--data", data, *typed.split())
    descent = Descent(
        "adam", 0.02, 30, beta1=0.8, beta2=0.99, epsilon=1e-6, weight_decay=0.01, decline="step",
        every=4, gamma=0.5, start=3, batch=2, seed=1, loss="sum",
    )  # fmt: skip
    training = Training(load(line), descent, read_table(data))
    training.advance(30)
    assert found["loss"] == training.losses.tolist()


def test_a_run_is_chosen_and_changed(capsys: Captured, square: str) -> None:
    Path(square).write_text(
        SQUARE + 'descent("sgd", rate=0.02)\ndescent("momentum", rate=0.01, momentum=0.5)\n'
    )
    found = _json(capsys, square, "--run", "2", "--steps", "4")
    training = Training(parse(SQUARE), Descent("momentum", 0.01, 4, momentum=0.5))
    training.advance(4)
    assert found["loss"] == training.losses.tolist()


def test_csv_has_a_line_for_each_step(capsys: Captured, tmp_path: Path) -> None:
    file = tmp_path / "matrix.cg"
    file.write_text("W = parameter([[1, 2], [3, 4]])\nL = sum(W**2)\n")
    assert main(["train", str(file), "--csv", "--steps", "1500", "--rate", "0.001"]) == 0
    rows = [*csv.reader(io.StringIO(capsys.readouterr().out))]
    assert rows[0] == ["step", "loss", "W[0,0]", "W[0,1]", "W[1,0]", "W[1,1]"]
    assert [row[0] for row in rows[1:]] == [str(n) for n in range(1501)]
    assert rows[1] == ["0", "30.0", "1.0", "2.0", "3.0", "4.0"]
    assert float(rows[-1][2]) == pytest.approx(0.998**1500)


def test_the_table_says_how_it_went(capsys: Captured, line: str) -> None:
    data = Path(line).parent / "points.csv"
    data.write_text("\n".join(f"id{n},{row}" for n, row in enumerate(POINTS.split())))
    assert main(["train", line, "--data", str(data), "--steps", "60"]) == 0
    text = capsys.readouterr().out
    head = "sgd, learning rate 0.1; 4 rows of points.csv\nnot used: id0"
    assert text.startswith(f"A line\n{head}\n\nstep")
    assert "All 60 steps done: the loss is " in text
    assert [*map(str.split, text.split("\n\n")[-1].splitlines()[:1])] == [
        ["parameter", "before", "after"]
    ]
    steps = [row.split()[0] for row in text.split("\n\n")[1].splitlines()[2:]]
    assert steps == ["0", "10", "20", "30", "40", "50", "60"]


def test_an_explosion_is_told_after_all_the_rest(capsys: Captured, square: str) -> None:
    assert main(["train", square, "--rate", "1"]) == 1
    out, err = capsys.readouterr()
    assert "parameter" in out
    assert err.startswith("graphviz-app: Exploded in step ")
    assert "smaller learning rate than 1" in err


def test_what_is_not_finite_is_null(capsys: Captured, tmp_path: Path) -> None:
    file = tmp_path / "log.cg"
    file.write_text("w = parameter(0.001)\nL = log(w)\n")
    found = _json(capsys, str(file), "--rate", "1", code=1)
    assert found["loss"][-1] is None
    assert found["loss"][0] == pytest.approx(np.log(0.001))


def test_it_is_saved_with_its_text_and_its_way(capsys: Captured, square: str) -> None:
    text = SQUARE + 'descent("nesterov", rate=0.01, steps=12)\n'
    Path(square).write_text(text)
    out = Path(square).with_name("out.cg")
    assert main(["train", square, "--save", str(out)]) == 0
    graph = load(out)
    assert "# the start" in out.read_text()
    training = Training(load(square))
    training.advance(12)
    values = {id_: graph.nodes[id_].attrs["value"] for id_ in ("w", "b")}
    assert values == training.at(12).parameters
    again = Training(untrained(graph))
    assert graph.trained is not None
    again.advance(graph.trained.step)
    assert again.at(12) == training.at(12)


@pytest.mark.parametrize("suffix", [".cg", ".json"])
def test_what_was_asked_for_is_saved_with_it(line: str, capsys: Captured, suffix: str) -> None:
    folder = Path(line).parent
    out = folder / f"out{suffix}"
    typed = ["--optimizer", "adam", "--rate", "0.3", "--steps", "9", "--batch", "3"]
    data = str(folder / "points.csv")
    assert main(["train", line, "--data", data, *typed, "--save", str(out)]) == 0
    graph = load(out)
    assert graph.descents == (Descent("adam", 0.3, 9, batch=3),)
    assert graph.data is not None
    assert graph.data.path == "points.csv"
    again = Training(untrained(graph), None, read_table(data))
    again.advance(9)
    assert again.at(9).parameters == {id_: graph.nodes[id_].attrs["value"] for id_ in ("w", "b")}
    capsys.readouterr()
    first = _json(capsys, str(out))["loss"][0]
    assert first == again.losses[9]


def test_saved_elsewhere_it_keeps_its_data(line: str, capsys: Captured, tmp_path: Path) -> None:
    Path(line).write_text(f'{LINE}data("points.csv")\n')
    beside, away = tmp_path / "beside.cg", tmp_path / "away" / "out.cg"
    away.parent.mkdir()
    for out, chosen in ((beside, []), (away, []), (away, ["--data", str(tmp_path / "points.csv")])):
        assert main(["train", line, *chosen, "--steps", "4", "--save", str(out)]) == 0
        capsys.readouterr()
        use = load(out).data
        assert use is not None
        assert use.path == ("points.csv" if out == beside else "")
        assert _json(capsys, str(out))["loss"][0] == _json(capsys, line, "--steps", "4")["loss"][4]


def test_what_is_wrong_is_one_line(capsys: Captured, square: str, line: str) -> None:
    assert "from 1 to 10,000,000" in fails(capsys, "train", square, "--steps", "0")
    assert "sgd has no momentum" in fails(capsys, "train", square, "--momentum", "0.5")
    for out, why in (
        ("out.png", "must end in .cg"),
        ("no/x.cg", "folder does not exist"),
        (".", "."),
    ):
        assert why in fails(capsys, "train", square, "--save", out)
    assert "there is no run 3" in fails(capsys, "train", square, "--run", "3")
    assert "does not exist" in fails(capsys, "train", line, "--data", "nothing.csv")
    wrong = Path(line).with_name("wrong.csv")
    wrong.write_text("x,y\n1,2\n")
    assert "no column for the target t" in fails(capsys, "train", line, "--data", str(wrong))
    wrong.write_text("x,t\n1,two\n")
    assert "two" in fails(capsys, "train", line, "--data", str(wrong))


def test_a_graph_that_cannot_be_trained_is_one_line(capsys: Captured, tmp_path: Path) -> None:
    file = tmp_path / "fixed.cg"
    file.write_text("x = input(2)\ny = x**2\n")
    assert "no parameter" in fails(capsys, "train", str(file))


def test_an_unknown_optimizer_is_wrong_usage(capsys: Captured, square: str) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["train", square, "--optimizer", "adma"])
    assert caught.value.code == 2
    assert "adma" in capsys.readouterr().err


@pytest.fixture
def interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    advance: Callable[..., int] = Training.advance

    def stop_soon(training: Training, steps: int, until: Callable[[], bool]) -> int:
        advance(training, 5)
        raise KeyboardInterrupt

    monkeypatch.setattr(Training, "advance", stop_soon)


@pytest.mark.usefixtures("interrupted")
def test_interrupted_it_shows_what_there_is(capsys: Captured, square: str) -> None:
    assert main(["train", square, "--rate", "0.01"]) == 130
    assert "Interrupted after 5 steps." in capsys.readouterr().out


def test_progress_is_told_where_a_person_waits(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    from graphviz_app.commands import progress
    from graphviz_app.commands.train import line_of

    monkeypatch.setattr(progress, "_EVERY", -1.0)
    training = Training(parse(SQUARE), Descent(rate=0.01, steps=50))
    for seen, told in ((False, ""), (True, "10 of 50 steps, loss ")):
        monkeypatch.setattr(sys.stderr, "isatty", lambda seen=seen: seen, raising=False)
        training.advance(10 - training.count)
        line = progress.Progress(partial(line_of, training), after=-1.0)
        assert line.tell() is False
        line.clear()
        err = capsys.readouterr().err
        assert told in err
        assert bool(err) == seen


def test_python_yields_the_iterations() -> None:
    graph = parse(SQUARE)
    found = [*graphviz_app.train(graph, steps=600, rate=0.001)]
    assert [one.step for one in found] == [*range(601)]
    assert found[0].parameters == {"w": 1.0, "b": 0.5}
    trace = graphviz_app.run(graph.with_values(found[3].parameters))
    assert trace.value("f") == found[3].loss


def test_python_takes_columns_of_numbers_and_of_vectors() -> None:
    graph = parse(LINE)
    columns = {"x": [0, 1, 2], "t": np.array([1, 3, 5])}
    last = [*graphviz_app.train(graph, 400, "momentum", 0.05, data=columns, momentum=0.5)][-1]
    assert last.parameters == pytest.approx({"w": 2, "b": 1}, abs=1e-6)
    vectors = parse("x = input([0, 0])\nt = target(0)\nw = parameter([1, 2])\nL = (t - w @ x)**2")
    rows = {"x": [[0, 1], [1, 0], [1, 1]], "t": [3, 4, 7]}
    last = [*graphviz_app.train(vectors, 900, rate=0.2, data=rows)][-1]
    assert np.asarray(last.parameters["w"]) == pytest.approx([4, 3], abs=1e-6)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"optimizer": "adma"}, "did you mean 'adam'"),
        ({"learning": 1}, "a descent has no 'learning'"),
        ({"steps": 1.5}, "a whole number"),
        ({"rate": "fast"}, "a positive number, not fast"),
        ({"data": {"x": [1, "two"], "t": [1, 2]}}, "the data of 'x'"),
        ({"data": {"x": [1], "t": [1, 2]}}, "not of one length"),
    ],
)
def test_python_says_what_is_wrong_at_once(said: dict[str, Any], sentence: str) -> None:
    with pytest.raises(graphviz_app.errors.GraphAppError, match=sentence):
        graphviz_app.train(parse(LINE), **said)


def test_a_graph_with_a_named_file_asks_where_it_is() -> None:
    with pytest.raises(graphviz_app.errors.DataError, match=r"names its data 'points\.csv'"):
        graphviz_app.train(parse(LINE + 'data("points.csv")\n'))
