"""Lines of the text on the clipboard, as copied nodes; and what those are called."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from graphviz_app.core.graph import Edge
from graphviz_app.core.wording import counted

LINES_MIME = "application/x-graphviz-app-lines"
"""Marks text on the clipboard as copied nodes, which are pasted into the graph that is open."""


def put_lines(text: str) -> None:
    """Copy these lines."""
    data = QMimeData()
    data.setText(text)
    data.setData(LINES_MIME, text.encode())
    QGuiApplication.clipboard().setMimeData(data)


def lines_there() -> str | None:
    """The copied lines; None if something else is on the clipboard."""
    data = QGuiApplication.clipboard().mimeData()
    if data is None or not data.hasFormat(LINES_MIME):  # type: ignore[redundant-expr]  # it can
        return None
    return bytes(data.data(LINES_MIME).data()).decode(errors="replace")


def named(nodes: list[str], edges: Sequence[Edge] = ()) -> str:
    """``x``, ``3 nodes``, ``1 edge``, ``1 node and 2 edges``."""
    if len(nodes) == 1 and not edges:
        return nodes[0]
    counts = ((len(nodes), "node"), (len(edges), "edge"))
    return " and ".join(counted(n, word) for n, word in counts if n)
