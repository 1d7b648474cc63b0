"""What comes from outside as bytes: named for what it is, decoded, and read as a graph."""

import codecs
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from graphviz_app.core.graph import Graph
from graphviz_app.errors import DocumentError, ParseError
from graphviz_app.formats.json_document import from_json
from graphviz_app.formats.language.text import graph_of_text

if TYPE_CHECKING:
    from graphviz_app.formats.carrying.carried import Carried

JSON_SUFFIX = ".json"
NOTEBOOK_SUFFIX = ".ipynb"
STDIN_NAME = "standard input"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""The bytes with which a text says how it is coded; longer ones before their beginnings."""
_MAY_CARRY = (b"\x89PNG", b"%PDF", b"PK\3\4", b"\x1f\x8b", codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CARRIES = b"graphviz_app"
"""What is in a file that carries a document, unless it is compressed, or begins like this."""


class Incoming(NamedTuple):
    """The text of a file; ``name`` is how a message calls it."""

    name: str
    suffix: str
    text: str
    carried: "Carried | None" = None
    """What it says besides, if it comes from a picture."""

    @property
    def is_document(self) -> bool:
        """Whether it is JSON rather than text."""
        return self.suffix == JSON_SUFFIX or self.text.lstrip("\ufeff \t\r\n").startswith("{")


def incoming(name: str, suffix: str, content: bytes) -> Incoming:
    """The text in a file; of a notebook its program. Raises DocumentError with what it is."""
    if not content.strip():
        advice = "" if name == STDIN_NAME else "; write for example x = input(1.5) into it"
        raise DocumentError(f"{name} is empty{advice}")
    carried = _carried(name, content)
    if carried is not None:
        return Incoming(name, "", carried.text, carried)
    refuse_other_kinds(name, suffix, content)
    text = _decoded(name, content)
    if suffix == NOTEBOOK_SUFFIX:
        from graphviz_app.formats.dialects.notebook import program_of  # late: rarely needed

        text = program_of(text)
    return Incoming(name, suffix, text)


def _carried(name: str, content: bytes) -> "Carried | None":
    """The document that a picture carries; raises DocumentError for one that cannot be read."""
    if not content.startswith(_MAY_CARRY) and _CARRIES not in content:
        return None
    from graphviz_app.formats.carrying.finding import found_in  # late: most files are texts

    return found_in(content, name)


def refuse_other_kinds(name: str, suffix: str, content: bytes) -> None:
    """Raise DocumentError if a file is certainly no text, with what can be done."""
    if _coding(content):
        return
    from graphviz_app.formats.kinds import kind_of_bytes  # late, as below: many patterns

    kind = kind_of_bytes(suffix, content)
    if kind is not None:
        raise DocumentError(f"{name} {kind.sentence}")


def graph_in(given: Incoming) -> Graph:
    """The graph of a text or a document; raises ParseError or DocumentError.

    One that a picture carries is looked at as it is there.
    """
    graph = _graph_in(given)
    return graph if given.carried is None else replace(graph, view=given.carried.view)


def _graph_in(given: Incoming) -> Graph:
    if given.is_document:
        return _document(given)
    try:
        return graph_of_text(given.text)
    except ParseError:
        refuse_other_texts(given)
        raise


def refuse_other_texts(given: Incoming) -> None:
    """Raise DocumentError if a text that is not understood is one of another kind."""
    from graphviz_app.formats.kinds import kind_of_text

    kind = kind_of_text(given.suffix, given.text)
    if kind is not None:
        raise DocumentError(f"{given.name} {kind.sentence}")


def _document(given: Incoming) -> Graph:
    try:
        return from_json(given.text)
    except DocumentError:
        from graphviz_app.formats.kinds import kind_of_json

        kind = kind_of_json(given.text)
        if kind is not None:
            raise DocumentError(f"{given.name} {kind.sentence}") from None
        raise


def _coding(content: bytes) -> str:
    """How a text says that it is coded; '' if it does not say."""
    return next((coding for mark, coding in _MARKS if content.startswith(mark)), "")


def _decoded(name: str, content: bytes) -> str:
    coding = _coding(content) or "utf-8"
    if coding == "utf-8" and b"\0" in content[:1000]:
        raise DocumentError(_junk(name, content))
    try:
        return content.decode(coding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        place = error.start
    if coding != "utf-8":
        said = coding.removesuffix("-sig").upper()
        raise DocumentError(f"{name} is a damaged text in {said}; save it as UTF-8")
    line = content.count(b"\n", 0, place) + 1
    letter = content[place : place + 1].decode("cp1252", "replace")
    raise DocumentError(
        f"{name} is not UTF-8 text but perhaps Latin-1, with '{letter}'; save it as UTF-8",
        f"line {line}",
    )


def _junk(name: str, content: bytes) -> str:
    """Bytes that are no text; every other one is 0 in a text of two bytes a letter."""
    if content[1:200:2].count(0) * 2 > len(content[1:200:2]) or content[:200:2].count(0) > 50:
        return f"{name} is text in UTF-16, but does not say so; save it as UTF-8"
    return f"{name} is not text and not a graph document; choose a .cg, .json or .txt file"
