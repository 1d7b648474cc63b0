"""The backward pass as text beside the graph: seen, followed, copied, saved, opened."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from graphviz_app.core.autodiff import Trace, run
from graphviz_app.core.backward import BackwardPass, backward_pass
from graphviz_app.core.choices import Kind
from graphviz_app.core.read_as import read_as
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import read
from graphviz_app.core.schedule import Schedule
from graphviz_app.formats import parse
from graphviz_app.formats.backward_text import LANGUAGES, backward_text
from graphviz_app.gui.backward import backward_page
from graphviz_app.gui.backward.backward_page import BackwardPage
from graphviz_app.gui.backward.under_way import names_under_way
from graphviz_app.gui.window.main_window import MainWindow
from graphviz_app.theme import DARK, LIGHT
from tests.gui.window_steps import settled, type_text

CUBE = "x = input(2)\ny = x**3\n"


def read_run(text: str) -> ReadRun:
    trace = run(parse(text), partial=True)
    return ReadRun(trace, read(trace.graph, "operators"))


@pytest.fixture
def page(qtbot: QtBot) -> BackwardPage:
    page = BackwardPage(LIGHT)
    qtbot.addWidget(page)
    page.resize(300, 500)
    page.show()
    qtbot.waitExposed(page)
    return page


def shown(page: BackwardPage) -> str:
    return page.view.toPlainText() + "\n"


@pytest.mark.parametrize("place", range(3))
def test_it_shows_the_backward_pass_in_each_language(page: BackwardPage, place: int) -> None:
    page.set_run(read_run(CUBE))
    page.languages.button(place).click()
    language = LANGUAGES[place]
    assert shown(page) == backward_text(backward_pass(parse(CUBE)), language)
    assert page.view.isReadOnly()


def test_it_follows_the_run_and_the_theme(page: BackwardPage) -> None:
    page.set_run(read_run(CUBE))
    page.set_run(read_run(CUBE.replace("2", "7")))
    page.set_theme(DARK)
    assert "x = input(7)" in shown(page)


def test_nothing_is_worked_out_while_it_is_hidden(
    page: BackwardPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Trace] = []

    def noted(trace: Trace) -> BackwardPass:
        asked.append(trace)
        return backward_pass(trace)

    monkeypatch.setattr(backward_page, "backward_pass", noted)
    page.hide()
    page.set_run(read_run(CUBE))
    assert not asked
    page.show()
    assert len(asked) == 1
    assert "dy = 1" in shown(page)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("x = input(2)\noutput(None)\n", "There is no output, so there is no backward pass"),
        ("x = input(2)\ny = x + ...\n", "missing"),
    ],
)
def test_why_there_is_none_is_told(page: BackwardPage, text: str, sentence: str) -> None:
    page.set_run(read_run(text))
    assert sentence in page.card.sentence.text()
    assert page.view.isHidden()
    assert not page.copy.isEnabled()
    page.set_run(read_run(CUBE))
    assert page.card.isHidden()
    assert page.copy.isEnabled()


def test_of_a_large_graph_it_is_written_when_asked_for(page: BackwardPage) -> None:
    count = backward_page.LIVE + 1
    lines = ["x0 = input(1)", *(f"x{n} = x{n - 1} + 1" for n in range(1, count))]
    page.set_run(read_run("\n".join(lines)))
    assert page.view.isHidden()
    assert "when it is asked for" in page.card.sentence.text()
    page.write.click()
    assert page.card.isHidden()
    assert "dx0 = dx1" in shown(page)


def test_it_is_copied_whole(page: BackwardPage) -> None:
    page.set_run(read_run(CUBE))
    page.copy.click()
    assert QApplication.clipboard().text() == page.text == shown(page)


def test_it_is_saved_under_the_ending_of_its_language(
    page: BackwardPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.set_run(read_run(CUBE))
    page.languages.button(1).click()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "cube"), "*.py"))
    page.save.click()
    assert (tmp_path / "cube.py").read_text(encoding="utf-8") == page.text


def test_what_cannot_be_saved_is_told(
    page: BackwardPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.set_run(read_run(CUBE))
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "no" / "cube.cg"), "*.cg")
    )
    page.save.click()
    assert "cannot be written" in page.card.sentence.text()
    assert not page.view.isHidden()
    assert page.save.isEnabled()


def test_without_a_run_nothing_of_the_last_one_is_left(page: BackwardPage) -> None:
    page.set_run(read_run(CUBE))
    assert page.text
    page.set_run(None)
    assert page.text == ""
    assert page.view.isHidden()
    assert not page.copy.isEnabled()


# In the window


@pytest.fixture
def beside(window: MainWindow) -> BackwardPage:
    window.actions_by_id["backward_pass"].trigger()
    return window.left.backward


def line_under_way(page: BackwardPage) -> list[str]:
    return [shown(page).splitlines()[block] for block in sorted(page.view.active_blocks)]


def test_the_line_under_way_is_tinted(window: MainWindow, beside: BackwardPage) -> None:
    player = window.player
    player.to_end()
    assert line_under_way(beside) == []
    seen = []
    for _ in range(12):
        player.step_back()
        seen.append(line_under_way(beside))
    assert ["dz = da*a*(1 - a)"] in seen
    assert ["dL = 1"] in seen
    assert ["z = w*x + b"] in seen


def test_a_moment_of_the_run_before_is_none_of_a_smaller_one(
    window: MainWindow, beside: BackwardPage, qtbot: QtBot
) -> None:
    window.player.to_end()
    window.player.step_back()
    while line_under_way(beside) != ["dL = 1"]:
        window.player.step_back()
    beside.set_run(read_run(CUBE))
    assert line_under_way(beside) == []
    assert "dx" in shown(beside)


NETWORK = """\
x = input([1, 2])
W = parameter([[0.1, -0.2], [0.3, 0.4]])
b = parameter([0.5, -0.5])
with group("layer"):
    h = tanh(W @ x + b)
v = parameter(2)
y = v*h[0] + h[1]
L = y**2
"""


@pytest.mark.parametrize("folded", [(), ("layer",)])
@pytest.mark.parametrize("kind", ["operators", "lines", "neurons"])
def test_every_line_is_under_way_once_however_it_is_drawn(kind: Kind, folded: tuple[str]) -> None:
    trace = run(parse(NETWORK))
    passes = backward_pass(trace)
    drawn = read_as(trace, kind, folded)
    seen = {
        name
        for moment in Schedule(drawn).moments
        for name in names_under_way(moment, drawn.reading, passes)
    }
    assert seen >= {"h", "y", "L", passes.gradients["L"], passes.gradients["y"]}
    assert seen >= {passes.gradients["x"], passes.gradients["v"]}
    assert (passes.gradients["b"] in seen) == (not folded)


def test_it_opens_as_a_graph_of_its_own(
    window: MainWindow, beside: BackwardPage, qtbot: QtBot
) -> None:
    beside.open.click()
    qtbot.waitUntil(lambda: settled(window))
    assert window.document.path is None
    assert window.document.trace.value("dz") == window.document.trace.gradient("z")


def test_it_follows_what_is_typed(window: MainWindow, beside: BackwardPage, qtbot: QtBot) -> None:
    type_text(window, CUBE)
    qtbot.waitUntil(lambda: "dx = dy*3*x**2" in shown(beside))
