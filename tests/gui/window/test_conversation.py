"""Who hears what, and in which order."""

from pytestqt.qtbot import QtBot

from graphviz_app.core.read_run import ReadRun
from graphviz_app.frames import Frame
from graphviz_app.gui.widgets.panel import Panel, Subject
from graphviz_app.gui.window.conversation import Conversation
from graphviz_app.gui.window.main_window import MainWindow
from graphviz_app.typing_compat import override
from tests.gui.window_steps import inspector_of, settled, type_text


class Reader(Panel):
    """Looks up everything that it is told of, as a panel does."""

    def __init__(self) -> None:
        self.run: ReadRun | None = None
        self.heard: list[str] = []

    @override
    def set_run(self, run: ReadRun | None) -> None:
        self.run = run
        self.heard.append("run")

    @override
    def set_frame(self, frame: Frame | None) -> None:
        assert (frame.run if frame else None) is self.run
        self.heard.append("frame")

    @override
    def set_subject(self, subject: Subject) -> None:
        element = subject.element
        if isinstance(element, int):
            assert self.run is not None
            self.heard.append(self.run.reading.edges[element].target)
        elif element is not None:
            assert self.run is not None
            self.heard.append(self.run.reading.nodes[element].id)
        else:
            self.heard.append("")


def listening(conversation: Conversation) -> Reader:
    """One more of those who listen."""
    reader = Reader()
    conversation._listeners._panels = (*conversation._listeners._panels, reader)
    return reader


def test_an_edge_whose_number_is_another_now_is_told_after_its_run(
    window: MainWindow, qtbot: QtBot
) -> None:
    text, reading = window.left.text.text(), window.scene.reading
    assert reading is not None
    last = len(reading.edges) - 1
    window.scene.set_selection([last])
    target = reading.edges[last].target
    reader = listening(window.conversation)
    type_text(window, f"p = input(1)\nq = p*p\nr = q*p\n{text}")
    qtbot.waitUntil(lambda: settled(window))
    assert window.scene.selection != (last,)
    assert inspector_of(window).element == window.scene.selection[0]
    assert reader.heard == ["run", "frame", target]


def test_a_selection_is_taken_back_after_the_run_in_which_it_is_gone(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.scene.set_selection(["b"])
    reader = listening(window.conversation)
    text = window.left.text.text().replace("b = parameter(0.25)\n", "").replace(" + b", "")
    type_text(window, text)
    qtbot.waitUntil(lambda: settled(window))
    assert window.scene.selection == ()
    assert reader.heard == ["run", "frame", ""]


def test_no_graph_is_told_before_nothing_is_selected(window: MainWindow, qtbot: QtBot) -> None:
    window.scene.set_selection(["b"])
    reader = listening(window.conversation)
    type_text(window, "")
    qtbot.waitUntil(lambda: settled(window) or window.scene.run is None)
    assert reader.heard[-3:] == ["run", "frame", ""]
