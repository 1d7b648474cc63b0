"""Answers in a file: a table as spreadsheets save it, a text with claims, a document."""

import codecs
from pathlib import Path

from graphviz_app.core.graph import Graph
from graphviz_app.errors import DocumentError, GraphAppError
from graphviz_app.formats.answers.reading import Answers, claims_about, read_answers
from graphviz_app.formats.files import content_of
from graphviz_app.formats.incoming import Incoming, graph_in, refuse_other_kinds
from graphviz_app.formats.limits import MAX_TEXT, thousands
from graphviz_app.formats.replacing import reason_of

SUFFIXES = (".csv", ".tsv", ".txt", ".md", ".cg", ".json")
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def answers_of_file(file: Path, graph: Graph) -> Answers:
    """The answers in a file, as claims about a graph; raises DocumentError if it holds no text."""
    name, suffix = f"'{file.name or file}'", file.suffix.lower()
    try:
        content = content_of(file, 4 * MAX_TEXT + 1)
    except (OSError, ValueError) as error:
        raise DocumentError(f"{name} cannot be opened: {reason_of(error)}") from None
    if len(content) > 4 * MAX_TEXT:
        raise DocumentError(f"{name} is larger than the {thousands(4 * MAX_TEXT)} bytes of a text")
    refuse_other_kinds(name, suffix, content)
    given = Incoming(name, suffix, _decoded(name, content))
    if given.is_document:
        try:
            return claims_about(graph_in(given).claims, graph)
        except GraphAppError as error:
            raise DocumentError(str(error)) from None
    return read_answers(given.text, graph)


def _decoded(name: str, content: bytes) -> str:
    """UTF-8, UTF-16 with a mark, or what spreadsheets on Windows save without asking."""
    if content.startswith(_WIDE):
        return content.decode("utf-16", errors="replace")
    if b"\0" in content[:1000]:
        raise DocumentError(f"{name} is no text")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
