"""What is asked of a training from Python and the command line: understood, or refused at once."""

from typing import Any

import numpy as np
import pytest

from graphviz_app.errors import DataError, GraphAppError
from graphviz_app.formats import parse
from graphviz_app.formats.train import train

LINE = parse("x = input(1)\nt = target(3)\nw = parameter(0.5)\nL = (w*x - t)**2\n")


@pytest.mark.parametrize(
    "said",
    [
        {"rate": float("inf")},
        {"rate": float("nan")},
        {"rate": 10**400},
        {"rate": 1j},
        {"weight_decay": float("inf")},
        {"steps": 10**400},
        {"steps": True},
        {"steps": "5"},
        {"start": -5},
        {"start": 2**60},
        {"start": "random"},
        {"start": [1.0]},
        {"start": {"w": float("nan")}},
        {"start": {"v": 1.0}},
        {"optimizer": "adam", "epsilon": float("inf")},
        {"decline": "step", "gamma": float("inf")},
    ],
)
def test_what_no_descent_can_have_is_refused(said: dict[str, Any]) -> None:
    with pytest.raises(GraphAppError, match=next(reversed(said))):
        train(LINE, **said)


def test_a_name_can_be_read() -> None:
    with pytest.raises(GraphAppError, match="printable"):
        train(LINE, name="\n")


def test_numbers_of_numpy_are_numbers() -> None:
    given = {"steps": np.int64(3), "rate": np.float32(0.125), "start": np.int16(4)}
    plain = {"steps": 3, "rate": 0.125, "start": 4}
    assert [*train(LINE, **given)] == [*train(LINE, **plain)]  # type: ignore[arg-type]


@pytest.mark.parametrize("data", [[], 5, np.zeros((2, 2))])
def test_data_is_a_table_columns_or_a_path(data: Any) -> None:
    with pytest.raises(DataError, match="the path of a file"):
        train(LINE, data=data)


def test_steps_that_are_asked_for_are_all_made_where_the_loss_has_long_stopped_falling() -> None:
    graph = parse("w = parameter(1)\nL = (2 + 3*w)**2\nlearning_rate(0.05)\n")
    assert len(list(train(graph, steps=500))) == 501
    assert len(list(train(graph))) < 40
