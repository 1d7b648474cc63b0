"""The first step of a graph with data is the one that training takes."""

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.learning.fed import fed_update
from graphviz_app.core.learning.table import Feed, Table
from graphviz_app.core.learning.training import Training
from graphviz_app.core.learning.update import first_update
from graphviz_app.errors import DataError
from graphviz_app.formats import parse

LINE = "x = input(1)\nw = parameter(0.5)\nt = target(3)\nL = (w*x - t)**2\n%s\n"
ROWS = Table(("x", "t"), np.array([[1.0, 3.0], [2.0, 5.0], [-1.0, 0.0]]))


@pytest.mark.parametrize(
    "learns", ["learning_rate(0.1)", 'descent("adam", rate=0.1)', 'descent("sgd", batch=2)']
)
def test_it_is_the_first_step_of_training_and_not_that_of_the_row(learns: str) -> None:
    graph = parse(LINE % learns)
    training = Training(graph, table=ROWS)
    training.advance(1)
    update = fed_update(graph, ROWS)
    assert update.new_values == training.at(1).parameters
    of_row = first_update(run(graph))
    assert of_row is not None
    assert update.moved[0].gradient != of_row.moved[0].gradient
    assert update.rows == len(training.at(0).rows)


def test_it_begins_where_the_parameters_are_whatever_start_a_descent_has() -> None:
    graph = parse(LINE % 'descent("sgd", rate=0.1, start=7)')
    losses = [run(graph, Feed.of(graph, ROWS).values(row)).gradients["w"] for row in range(3)]
    (moved,) = fed_update(graph, ROWS).moved
    assert moved.value == 0.5
    assert moved.gradient == pytest.approx(sum(losses) / 3)


def test_rows_that_do_not_fit_are_refused() -> None:
    with pytest.raises(DataError):
        fed_update(parse(LINE % "learning_rate(0.1)"), Table(("x",), np.ones((2, 1))))
