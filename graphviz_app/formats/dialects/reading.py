"""A text that is a graph, or becomes one when it is translated."""

from typing import NamedTuple

from graphviz_app.core.graph import Graph
from graphviz_app.errors import ParseError
from graphviz_app.formats.dialects.dialects import translated
from graphviz_app.formats.dialects.translation import Translation
from graphviz_app.formats.language.text import parse


class Read(NamedTuple):
    """A graph, and how its text came about if it was translated."""

    graph: Graph
    translation: Translation | None = None


def read(text: str) -> Read:
    """The graph of a text in this language or in another dialect; raises ParseError."""
    try:
        return Read(parse(text))
    except ParseError:
        translation = translated(text)
        if translation is None:
            raise
    return Read(checked(translation, text), translation)


def checked(translation: Translation, text: str) -> Graph:
    """The graph of a translation; raises ParseError with the place in the text that was given."""
    try:
        return parse(translation.text)
    except ParseError as error:
        line = translation.lines.get(error.line, 1)
        lines = text.split("\n")
        written = lines[line - 1] if line <= len(lines) else ""
        length = len(written.strip())
        raise ParseError(error.reason, line, 1, written, length) from None
