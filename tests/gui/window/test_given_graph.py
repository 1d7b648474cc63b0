"""A graph that another program gives to the window."""

from graphviz_app.formats import parse
from graphviz_app.gui.window.main_window import MainWindow


def test_a_given_graph_is_shown_as_a_copy_with_nothing_to_save(window: MainWindow) -> None:
    graph = parse("# loss, from PyTorch\nx = input(3)\ny = x**2\n")
    window.start_with(graph)
    assert window.document.graph == graph
    assert window.document.name == "Copy of loss, from PyTorch"
    assert window.document.stack.isClean()
    assert not window.in_gallery
