"""``graphviz-app eval`` tells the step of learning, as table and as JSON."""

import json
from pathlib import Path
from typing import Any

import pytest

from graphviz_app.cli import main
from graphviz_app.commands.tables import json_of
from graphviz_app.core.autodiff import run
from graphviz_app.core.step import after, new_values
from graphviz_app.formats import load

DATA = Path(__file__).parent / "data"
EXAMPLES = Path(__file__).parents[1] / "examples"
LINE = "x = input(2)\nw = parameter(3)\nb = parameter(1)\nL = (w*x + b)**2\n"
Captured = pytest.CaptureFixture[str]


def told(capsys: Captured, text: str, *more: str, tmp: Path) -> str:
    file = tmp / "graph.cg"
    file.write_text(text, encoding="utf-8")
    assert main(["eval", str(file), *more]) == 0
    return capsys.readouterr().out


def as_json(capsys: Captured, text: str, *more: str, tmp: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(told(capsys, text, "--json", *more, tmp=tmp))
    return found


def test_json_has_new_values_and_the_output_after(capsys: Captured, tmp_path: Path) -> None:
    found = as_json(capsys, LINE + "learning_rate(0.01)", tmp=tmp_path)
    assert found["updates"] == pytest.approx({"w": 3 - 0.28, "b": 1 - 0.14})
    assert found["output_after"] == pytest.approx((2 * 2.72 + 0.86) ** 2)


def test_json_has_no_step_where_none_is_described(capsys: Captured, tmp_path: Path) -> None:
    assert not {"updates", "output_after"} & {*as_json(capsys, LINE, tmp=tmp_path)}
    assert "update" not in told(capsys, LINE, tmp=tmp_path)


def test_a_step_beside_data_is_said_to_be_of_the_values_shown(
    capsys: Captured, tmp_path: Path
) -> None:
    text = "x = input(1)\nw = parameter(0.5)\nL = (w*x - 3)**2\nlearning_rate(0.1)\n"
    assert "values shown" not in told(capsys, text, tmp=tmp_path)
    text += "data(x=[1, 2])\n"
    assert "η = 0.1, on the values shown ('train'" in told(capsys, text, tmp=tmp_path)
    assert as_json(capsys, text, tmp=tmp_path)["updates"] == {"w": 1.0}


def test_a_graph_without_parameters_stays(capsys: Captured, tmp_path: Path) -> None:
    found = as_json(capsys, "x = input(3)\nL = x**2\nlearning_rate(1)", tmp=tmp_path)
    assert (found["updates"], found["output_after"]) == ({}, 9.0)


def test_leaves_that_are_set_stay_set_after_the_step(capsys: Captured, tmp_path: Path) -> None:
    found = as_json(capsys, LINE + "learning_rate(0.01)", "--set", "x=1", tmp=tmp_path)
    assert found["updates"] == pytest.approx({"w": 2.92, "b": 0.92})
    assert found["output_after"] == pytest.approx(3.84**2)


def test_elements_are_told_together_in_every_reading(capsys: Captured, tmp_path: Path) -> None:
    text = "x = input([1, 2])\nW = parameter([[3, 4]])\nL = sum(tanh(W @ x))\nlearning_rate(1)"
    found = [
        as_json(capsys, text, "--reading", reading, tmp=tmp_path)
        for reading in ("operators", "lines", "neurons")
    ]
    assert found[0]["updates"] == found[1]["updates"] == found[2]["updates"]
    assert {*found[0]["updates"]} == {"W"}


def test_the_table_has_the_step_and_the_output_after(capsys: Captured, tmp_path: Path) -> None:
    found = told(capsys, LINE + "learning_rate(0.01)", tmp=tmp_path)
    assert "update: gradient descent, η = 0.01\n" in found
    table = found[found.index("update: ") :].splitlines()
    assert table[2].split() == ["parameter", "value", "gradient", "step", "new", "value"]
    assert table[4].split() == ["w", "3.0000", "28.0000", "−0.2800", "2.7200"]
    assert table[5].split() == ["b", "1.0000", "14.0000", "−0.1400", "0.8600"]
    assert table[7] == "after the update L falls from 49.0000 to 39.6900"


@pytest.mark.parametrize(
    "file",
    [
        *(EXAMPLES / f"{name}.cg" for name in ("neuron", "xor", "xor-four-cases")),
        *(EXAMPLES / f"{name}-network.cg" for name in ("partially-connected", "three-two-one")),
        *(DATA / "homework").glob("*.cg"),
        DATA / "cases" / "07-two-two-two.cg",
    ],
    ids=lambda file: f"{file.parent.name}-{file.stem}",
)
def test_examples_tell_what_a_step_does(file: Path, capsys: Captured) -> None:
    trace = run(load(file))
    main(["eval", "--json", str(file)])
    found, stepped = json.loads(capsys.readouterr().out), after(trace)
    if stepped is None:
        assert "updates" not in found
        return
    assert found["updates"] == {id_: json_of(new) for id_, new in new_values(trace).items()}
    assert trace.output is not None
    assert found["output_after"] == stepped.value(trace.output)
