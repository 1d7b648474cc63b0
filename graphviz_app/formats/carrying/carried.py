"""Carried: a document inside a picture: its text, how it was looked at, and when."""

from typing import NamedTuple

from graphviz_app.core.view import View

SUFFIXES = (
    *(".png", ".apng", ".svg", ".pdf", ".html", ".htm", ".pptx"),
    *(".tex", ".dot", ".gv", ".mmd"),
)
"""Of files that can carry a document."""
PICTURES = SUFFIXES[:7]
"""Those of them that nobody reads as a text."""


class Carried(NamedTuple):
    """Everything that it takes to go on where the picture was made."""

    text: str
    """Of the document, as a ``.cg`` file holds it, pins and claims included."""
    name: str = ""
    """Of its file, without folders."""
    view: View = View()  # a tuple
    at: str = "END"
    """The moment, as ``--at`` names it."""
