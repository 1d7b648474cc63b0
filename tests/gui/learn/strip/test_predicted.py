"""Maps and curves of what is predicted, with the rows of data."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from graphviz_app.core.autodiff import run
from graphviz_app.gui.learn.strip.strip import LearnStrip
from graphviz_app.resources import examples
from graphviz_app.scene.plots.fit_plot import FitPlot
from graphviz_app.scene.plots.map_plot import MapPlot
from tests.gui.learn.strip.conftest import (
    LINE,
    LINE_ROWS,
    gate,
    run_of,
)


def test_the_map_is_what_is_predicted(strip: LearnStrip) -> None:
    training = gate()
    strip.set_trainings([training])
    strip.choose("map")
    strip.show_step(0, 30)
    plot = strip.other.plot
    assert isinstance(plot, MapPlot)
    parameters = training.at(30).parameters
    for i, j in ((0, 0), (20, 15), (-1, -1)):
        point = {"x1": float(plot.field.xs[i]), "x2": float(plot.field.ys[j])}
        found = run(training.graph, {**parameters, **point}).value("y")
        assert plot.field.heights[j, i] == pytest.approx(found, rel=1e-12)
    assert plot.rows.cut == 0.5
    assert plot.rows.targets.tolist() == [0, 1, 1, 1]


def test_a_graph_that_holds_its_rows_is_mapped_too(strip: LearnStrip) -> None:
    text = next(path for path in examples() if path.stem == "xor-four-cases").read_text("utf-8")
    strip.set_trainings([training := run_of(text, 10)])
    strip.choose("map")
    strip.show_step(0, 10)
    plot = strip.other.plot
    assert isinstance(plot, MapPlot)
    assert plot.rows.predicted == pytest.approx(np.ravel(training.trace_at(10).value("Y")))
    assert plot.verdict == "4 of 4 right"
    assert plot.names == ("X[:, 0]", "X[:, 1]")


def test_each_output_of_two_inputs_can_be_mapped(strip: LearnStrip) -> None:
    text = "x = input([1, 2])\nt = target([0, 1])\nW = parameter([[1, 2], [3, -4]])\n"
    training = run_of(f"{text}y = sigmoid(W @ x)\nL = mean((t - y)**2)", 3, rate=0.1)
    strip.set_trainings([training])
    strip.choose("map")
    assert [knob.name for knob in strip.pictures.predicting.outputs] == ["y[0]", "y[1]"]
    assert strip.choices.output.isVisible()
    strip.choices.output.textActivated.emit("y[0]")
    plot = strip.other.plot
    assert isinstance(plot, MapPlot)
    assert plot.predicted == "y[0]"
    assert plot.rows.targets.tolist() == [0]


def test_rows_on_the_wrong_side_are_counted(strip: LearnStrip) -> None:
    training = gate(0)
    strip.set_trainings([training])
    strip.choose("map")
    plot = strip.other.plot
    assert isinstance(plot, MapPlot)
    found = [training.trace_at(0, n).value("y") for n in range(4)]
    wrong = [n for n in range(4) if (float(found[n]) > 0.5) != (n > 0)]
    assert [n for n in range(4) if plot.rows.wrong(n)] == wrong
    assert plot.verdict == f"{4 - len(wrong)} of 4 right"


def test_a_click_on_a_row_chooses_it(qtbot: QtBot, strip: LearnStrip) -> None:
    strip.set_trainings([gate()])
    strip.choose("map")
    assert strip.other.axes is not None
    with qtbot.waitSignal(strip.row_chosen) as told:
        place = strip.other.axes.point(1, 0).toPoint()
        qtbot.mouseClick(strip.other, Qt.MouseButton.LeftButton, pos=place)
    assert told.args == [2]
    strip.show_row(2)
    assert isinstance(strip.other.plot, MapPlot)
    assert strip.other.plot.rows.shown == 2


def test_the_fitted_curve_goes_where_it_is_predicted(strip: LearnStrip) -> None:
    training = run_of(LINE, 40, LINE_ROWS, rate=0.05)
    strip.set_trainings([training])
    strip.choose("fit")
    strip.show_step(0, 25)
    plot = strip.other.plot
    assert isinstance(plot, FitPlot)
    found = training.at(25).parameters
    assert plot.ys == pytest.approx(found["w"] * plot.xs + found["b"])
    assert plot.rows.ys.tolist() == [1.0, 2.9, 5.1, 7.0]
    assert plot.rows.predicted == pytest.approx(found["w"] * plot.rows.xs + found["b"])
