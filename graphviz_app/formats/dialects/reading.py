"""A text that is a graph, or becomes one when it is translated."""

from functools import lru_cache

from graphviz_app.core.graph import Graph
from graphviz_app.errors import ParseError
from graphviz_app.formats.dialects.dialects import translated
from graphviz_app.formats.dialects.translation import Read, Translation
from graphviz_app.formats.language.text import graph_of_text


def read(text: str) -> Read:
    """The graph of a text in this language or in another dialect; raises ParseError."""
    try:
        return Read(graph_of_text(text))
    except ParseError as error:
        return read_foreign(text, error)


def read_foreign(text: str, error: ParseError) -> Read:
    """The same of a text that this language has refused with an error, which is raised again."""
    translation = translated(text)
    if translation is None:
        raise error
    return Read(checked(translation, text), translation)


@lru_cache(maxsize=2)  # several parts of the window ask about the same text
def attempt(text: str) -> Translation | ParseError | None:
    """The translation of a text that this language refuses, or why there is none.

    None for a text that is certainly in no other dialect.
    """
    try:
        translation = translated(text)
        if translation is not None:
            checked(translation, text)
    except ParseError as error:
        return error
    return translation


def checked(translation: Translation, text: str) -> Graph:
    """The graph of a translation; raises ParseError with the place in the text that was given."""
    try:
        return graph_of_text(translation.text)
    except ParseError as error:
        line = translation.lines.get(error.line, 1)
        lines = text.split("\n")
        written = lines[line - 1] if line <= len(lines) else ""
        length = len(written.strip())
        raise ParseError(error.reason, line, 1, written, length) from None
