"""The command line: plots of learning below the graph."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from graphviz_app.cli import main
from graphviz_app.commands.plotted import plotted, trained_runs
from graphviz_app.core.learning.settings import Trained
from graphviz_app.export.table import formats
from graphviz_app.formats import load, parse, save
from graphviz_app.scene.plots.contour_plot import ContourPlot
from graphviz_app.scene.plots.course_plot import CoursePlot
from graphviz_app.scene.plots.map_plot import MapPlot
from tests.cli_steps import Captured, fails
from tests.texts import GATE

LEARNING = f"""\
{GATE}descent("sgd", rate=1, steps=30)
descent("adam", rate=0.1, steps=20)
data(x1=[0, 0, 1, 1], x2=[0, 1, 0, 1], t=[0, 1, 1, 1])
"""
pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def gate(tmp_path: Path) -> Path:
    path = tmp_path / "gate.cg"
    path.write_text(LEARNING)
    return path


@pytest.mark.parametrize("suffix", [format_.suffix for format_ in formats()])
def test_plots_stand_below_the_graph_in_every_format(
    capsys: Captured, gate: Path, tmp_path: Path, suffix: str
) -> None:
    sizes = []
    for plots in ([], ["--plot", "loss,contour,map,parameters,gradients"]):
        output = tmp_path / f"picture{suffix}"
        assert main(["render", str(gate), "-o", str(output), "--scale", "1", *plots]) == 0
        sizes.append((output.stat().st_size, QImage(str(output)).size()))
    assert sizes[1][0] > sizes[0][0]
    if suffix == ".png":
        assert sizes[1][1].height() > sizes[0][1].height() + 150
    assert capsys.readouterr().err == ""


def test_the_graph_is_drawn_after_its_steps(gate: Path) -> None:
    graph = load(gate)
    after, (loss, contour, map_) = plotted(graph, gate, ["loss", "contour", "map"])
    runs, run, step = trained_runs(graph, gate)
    assert (run, step) == (0, 30)
    found = {id_: after.nodes[id_].attrs["value"] for id_ in runs[0].parameters}
    assert found == runs[0].at(30).parameters
    assert isinstance(loss, CoursePlot)
    assert [len(course.values) for course in loss.courses] == [31, 21]
    assert (loss.chosen, loss.step) == (0, 30)
    assert isinstance(contour, ContourPlot)
    assert contour.now == (found["w1"], found["w2"])
    assert isinstance(map_, MapPlot)
    assert map_.rows.shown == 1


def test_a_document_that_was_trained_stays_at_its_step(gate: Path) -> None:
    graph = load(gate)
    start = {id_: graph.nodes[id_].attrs["value"] for id_ in ("w1", "w2", "b")}
    runs, _, _ = trained_runs(graph, gate)
    said = replace(graph.with_values(runs[1].at(7).parameters), trained=Trained(7, start, 1))
    after, (loss,) = plotted(said, gate, ["loss"])
    assert {id_: after.nodes[id_].attrs["value"] for id_ in start} == runs[1].at(7).parameters
    assert isinstance(loss, CoursePlot)
    assert (loss.chosen, loss.step) == (1, 7)
    again = gate.with_name("again.cg")
    save(said, again)
    (kept,) = plotted(load(again), again, ["loss"])[1]
    assert isinstance(kept, CoursePlot)
    assert (kept.chosen, kept.step) == (1, 7)
    assert kept.courses[1].values.tolist() == loss.courses[1].values.tolist()


def test_what_cannot_be_plotted_is_said_in_a_sentence(
    capsys: Captured, gate: Path, tmp_path: Path
) -> None:
    output = str(tmp_path / "a.png")
    assert "one input" in fails(capsys, "render", str(gate), "-o", output, "--plot", "fit")
    plain = tmp_path / "plain.cg"
    plain.write_text("w = parameter(1)\nL = w*w")
    assert "does not learn" in fails(capsys, "render", str(plain), "-o", output, "--plot", "loss")
    plain.write_text("w = parameter(1)\nL = w*w\nlearning_rate(0.1)")
    sentence = fails(capsys, "render", str(plain), "-o", output, "--plot", "contour")
    assert "two parameters" in sentence
    told = fails(capsys, "render", str(gate), "-o", output, "--plot", "loss", "--camera", "800x600")
    assert "a camera shows the graph alone" in told
    assert not Path(output).exists()


def test_a_word_that_is_no_plot_is_named(capsys: Captured, gate: Path) -> None:
    with pytest.raises(SystemExit):
        main(["render", str(gate), "-o", "a.png", "--plot", "loss,bars"])
    assert "'bars' is not one of loss, parameters" in capsys.readouterr().err


def test_a_run_that_explodes_is_plotted_up_to_there(tmp_path: Path) -> None:
    path = tmp_path / "boom.cg"
    graph = parse("w = parameter(1)\nv = parameter(2)\nL = w**4 + v**2\nlearning_rate(3)")
    _, (loss, contour) = plotted(graph, path, ["loss", "contour"])
    assert isinstance(loss, CoursePlot)
    assert loss.courses[0].exploded
    assert isinstance(contour, ContourPlot)
