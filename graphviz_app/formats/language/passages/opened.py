"""A passage that is looked at closely: its syntax, and where everything in it is written."""

import ast
from collections.abc import Sequence
from typing import NamedTuple

from graphviz_app.core.graph import Node
from graphviz_app.errors import ParseError
from graphviz_app.formats.language.built import Built
from graphviz_app.formats.language.called.functions import Function
from graphviz_app.formats.language.passages.batch import DoubtError, read_new
from graphviz_app.formats.language.passages.passage import Passage, cut
from graphviz_app.formats.language.reader import Reader
from graphviz_app.formats.language.words.chains import Chains
from graphviz_app.formats.language.words.script import Script, Span, prepare
from graphviz_app.formats.language.words.trees import statements_in
from graphviz_app.formats.limits import MAX_TEXT


class Opened(NamedTuple):
    """``statements``: those at the left edge; ``built``: where each of its operators is written."""

    passage: Passage
    above: int
    """Lines of the text that stand above it."""
    script: Script
    statements: Sequence[ast.stmt]
    built: Built

    def span(self, node: ast.stmt | ast.expr) -> Span:
        """Where in the whole text something is written."""
        span = self.script.span(node)
        return span._replace(line=span.line + self.above, end_line=span.end_line + self.above)

    def holds(self, part: ast.expr) -> bool:
        """Whether something is written here, and not in a ``def`` that is called here."""
        return any(part is node for s in self.statements for node in ast.walk(s))


def opened(passage: Passage, above: int = 0) -> Opened:
    """Read a passage once more."""
    script = prepare(passage.text)
    chains = Chains(script)
    built, functions = _around(passage)
    reader = Reader(script, chains, built, functions=functions, letters=MAX_TEXT)
    statements: list[ast.stmt] = []
    for some in statements_in(script, chains):
        reader.block(some, "")
        statements += some
    return Opened(passage, above, script, statements, built)


def exchanged(passage: Passage, words: str) -> Passage | None:
    """The passage with other words; None if it has more to do with others then, or less.

    What its nodes are may be different, but not where they get their operands.
    """

    def reader_of(script: Script, chains: Chains) -> Reader:
        built, functions = _around(passage)
        built.keep = False
        return Reader(script, chains, built, functions=functions, letters=MAX_TEXT)

    try:
        (piece,) = cut(words, {})
        (new,) = read_new([words], reader_of)
    except (DoubtError, ParseError, ValueError):
        return None
    same = new._replace(text=passage.text, nodes=passage.nodes, uses=passage.uses)
    return new if piece == words and same == passage and {*new.uses} == {*passage.uses} else None


def _around(passage: Passage) -> tuple[Built, dict[str, Function]]:
    """What a passage finds above it."""
    functions = {name: function for name, function in passage.calls if function is not None}
    return Built({name: Node(name, "input") for name in passage.uses}), functions
