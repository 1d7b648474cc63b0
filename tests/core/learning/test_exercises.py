"""Exercises end with one step, or several: every number of them as PyTorch has it."""

import json
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch")

import graphviz_app
from graphviz_app.cli import main
from graphviz_app.formats import parse
from tests.core.learning.exercises import Exercise, random_exercise

SEEDS = range(60)
Captured = pytest.CaptureFixture[str]


def _json(capsys: Captured, tmp_path: Path, text: str, *command: str) -> dict[str, Any]:
    file = tmp_path / "sheet.cg"
    file.write_text(text, encoding="utf-8")
    main([command[0], str(file), "--json", *command[1:]])
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    return document


def _moving(exercise: Exercise) -> set[str]:
    return {*exercise.parameters} - {*exercise.frozen}


@pytest.mark.parametrize("seed", SEEDS)
def test_one_step_ends_at_the_published_numbers(
    seed: int, capsys: Captured, tmp_path: Path
) -> None:
    exercise = random_exercise(seed)
    _, (loss, after, _) = exercise.steps(1)
    found = _json(capsys, tmp_path, exercise.text, "eval")
    moved = {i: after[i] for i in _moving(exercise)}
    assert found["updates"] == pytest.approx(moved, rel=1e-12, abs=1e-14)
    assert found["output_after"] == pytest.approx(loss, rel=1e-12, abs=1e-14)


@pytest.mark.parametrize("seed", SEEDS)
def test_several_steps_go_the_same_way(seed: int, capsys: Captured, tmp_path: Path) -> None:
    exercise = random_exercise(seed)
    found = _json(capsys, tmp_path, exercise.text, "train", "--steps", "5")
    told = [*exercise.steps(len(found["loss"]) - 1)]  # it may stop earlier, at rest
    assert found["loss"] == pytest.approx([loss for loss, _, _ in told], rel=1e-11, abs=1e-13)
    assert found["parameters"] == pytest.approx(told[-1][1], rel=1e-11, abs=1e-13)
    handed_out = [*graphviz_app.train(parse(exercise.text), steps=5)]
    assert [one.loss for one in handed_out] == found["loss"]


def _sheet(exercise: Exercise, **wrong: float) -> str:
    """A hand solution to five decimals: every line, the gradients, the step, L after it."""
    (_, before, gradients), (loss, after, _) = exercise.steps(1)
    moving = [i for i in before if i in _moving(exercise)]
    values = exercise.values(before)
    claims = {name: float(values[name]) for name, _ in exercise.lines}
    claims |= {f"grad({i})": gradients[i] for i in moving}
    claims |= {f"after({i})": after[i] for i in before}
    claims |= {"after(L)": loss, **{f"after({i})": x for i, x in wrong.items()}}
    return exercise.text + "".join(f"{claim} == {x:.5f}\n" for claim, x in claims.items())


def _judged(capsys: Captured, tmp_path: Path, text: str) -> dict[str, Any]:
    """What is not right, by claim."""
    claims = _json(capsys, tmp_path, text, "check")["claims"]
    return {one["claim"]: one for one in claims if one["verdict"] not in ("right", "rounded")}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_right_sheet_is_right(seed: int, capsys: Captured, tmp_path: Path) -> None:
    assert _judged(capsys, tmp_path, _sheet(random_exercise(seed))) == {}


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("slip", ["plus for minus", "learning rate forgotten"])
def test_a_slip_in_the_step_is_named(
    seed: int, slip: str, capsys: Captured, tmp_path: Path
) -> None:
    exercise = random_exercise(seed)
    _, before, gradients = next(exercise.steps(0))
    seen = sorted(i for i in _moving(exercise) if abs(gradients[i]) > 0.02)
    if not seen or (slip == "learning rate forgotten" and exercise.rate == 1.0):
        pytest.skip("the slip would change nothing that can be seen")
    id_ = seen[0]
    factor = exercise.rate if slip == "plus for minus" else -1.0
    wrong = {id_: before[id_] + factor * gradients[id_]}
    judged = _judged(capsys, tmp_path, _sheet(exercise, **wrong))
    assert [*judged] == [f"after({id_})"]
    assert judged[f"after({id_})"]["slip"]["kind"] == slip


@pytest.mark.parametrize("seed", SEEDS)
def test_a_frozen_weight_that_moves_is_named(seed: int, capsys: Captured, tmp_path: Path) -> None:
    exercise = random_exercise(seed)
    _, before, gradients = next(exercise.steps(0))
    seen = [i for i in exercise.frozen if abs(exercise.rate * gradients[i]) > 0.01]
    if not seen:
        pytest.skip("no frozen weight would move so far that it is seen")
    id_ = seen[0]
    wrong = {id_: before[id_] - exercise.rate * gradients[id_]}
    judged = _judged(capsys, tmp_path, _sheet(exercise, **wrong))
    assert judged[f"after({id_})"]["slip"]["kind"] == "moved though frozen"
