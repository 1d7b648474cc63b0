"""What a person does to make a graph learn, for the tests that drive it."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from graphviz_app.core.autodiff import run
from graphviz_app.gui.learn.page.learn_page import LearnPage
from graphviz_app.gui.window.main_window import MainWindow
from tests.gui.window_steps import settled
from tests.texts import NEURON

LEARNS = f"# A neuron that learns\n{NEURON}learning_rate(0.5)\n"


def opened(window: MainWindow, qtbot: QtBot, folder: Path, text: str = LEARNS) -> MainWindow:
    """A graph that learns, drawn."""
    path = folder / "learns.cg"
    path.write_text(text, encoding="utf-8")
    window.files.open_path(path)
    qtbot.waitUntil(lambda: settled(window))
    return window


def page_of(window: MainWindow, qtbot: QtBot) -> LearnPage:
    """The page, brought to the front."""
    window.show_page("learn")
    page = window.learning.page
    assert page is not None
    qtbot.waitUntil(page.isVisible)
    return page


def trained_by_hand(steps: int, rate: float = 0.5) -> tuple[float, float]:
    """w and b of LEARNS after so many plain steps, from the engine's gradients."""
    from graphviz_app.formats import parse

    graph = parse(LEARNS)
    for _ in range(steps):
        trace = run(graph)
        new = {i: trace.value(i) - rate * trace.gradient(i) for i in ("w", "b")}
        graph = graph.with_values(new)
    return graph.nodes["w"].attrs["value"], graph.nodes["b"].attrs["value"]  # type: ignore[return-value]


def numbers(window: MainWindow) -> tuple[float, float]:
    """w and b as the document says them."""
    trace = window.document.trace
    return float(trace.value("w")), float(trace.value("b"))


def drawn(window: MainWindow) -> tuple[float, float]:
    """w and b as the picture tells them."""
    run_ = window.scene.run
    assert run_ is not None
    return float(run_.trace.value("w")), float(run_.trace.value("b"))
