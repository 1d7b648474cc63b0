"""Another number in a leaf that is a line of its own: of a large text only that line is read."""

import re

from graphviz_app.core.graph import Attr, Graph, Node
from graphviz_app.errors import ParseError
from graphviz_app.formats.gestures.patch import Change, patched
from graphviz_app.formats.language.literal import print_attr
from graphviz_app.formats.language.text import parse, parse_with_places
from graphviz_app.formats.language.words.tokens import depth_change, logical_lines
from graphviz_app.formats.limits import MAX_TEXT

_TRIPLE = '"""', "'''"


def patched_line(graph: Graph, changed: Graph, id_: str, value: Attr) -> str:
    """The source with the literal replaced; '' if all of the text must be read to know.

    What a line without other names says depends on nothing else, and only its numbers change.
    """
    found = _line_of(graph.source, id_)
    if found is None:
        return ""
    begin, end = found
    try:
        line = _changed(graph.source[begin:end], graph.nodes[id_], changed.nodes[id_], value)
    except ParseError:
        return ""
    text = f"{graph.source[:begin]}{line}{graph.source[end:]}" if line else ""
    return text if len(text) <= MAX_TEXT else ""


def _line_of(text: str, name: str) -> tuple[int, int] | None:
    """From … to before …, of the one line that gives something this name, if it is at the left."""
    if any(quotes in text for quotes in _TRIPLE) or "\r" in text.replace("\r\n", ""):
        return None
    named = list(re.finditer(rf"(?:^|[:;])[ \t]*{re.escape(name)}[ \t]*=(?!=)", text, re.MULTILINE))
    if len(named) != 1 or not text.startswith(name, begin := named[0].start()):
        return None
    above = text[:begin]
    if above.rstrip("\r\n").endswith("\\") or depth_change(above):
        return None  # it goes on from the line above
    lines = text[begin:].splitlines(keepends=True)
    _, count = next(logical_lines([line.rstrip("\r\n") for line in lines]))
    return begin, begin + sum(map(len, lines[:count]))


def _changed(line: str, before: Node, after: Node, value: Attr) -> str:
    """The line with the literal replaced; '' if it is more than this leaf, or says it otherwise."""
    parsed = parse_with_places(line)
    literal = parsed.draft.literals.get(before.id)
    if literal is None or parsed.graph.nodes != {before.id: before}:
        return ""
    written = print_attr(value)
    new = patched(line, [Change(parsed.source.span(literal), written)])
    return new if parse(new).nodes == {after.id: after} else ""
