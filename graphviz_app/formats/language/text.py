"""The text language: Python's own grammar, read with ``ast``, never executed."""

from collections.abc import Sequence
from typing import NamedTuple

from graphviz_app.core.graph import Graph
from graphviz_app.errors import ParseError
from graphviz_app.formats.language.built import Built
from graphviz_app.formats.language.claiming.resolved import unread_answers
from graphviz_app.formats.language.passages.batch import DoubtError, passage_of
from graphviz_app.formats.language.passages.joining import Joining
from graphviz_app.formats.language.passages.memory import MAX_REMEMBERED, MEMORY
from graphviz_app.formats.language.passages.passage import Passage, cut
from graphviz_app.formats.language.reader import Reader
from graphviz_app.formats.language.words.chains import Chains
from graphviz_app.formats.language.words.long_lines import check_lines
from graphviz_app.formats.language.words.script import normal, prepare
from graphviz_app.formats.language.words.trees import statements_in
from graphviz_app.formats.limits import MAX_CLAIMS, MAX_NODES
from graphviz_app.formats.undisturbed import undisturbed


class Parsed(NamedTuple):
    """A graph, and the passages of its text."""

    graph: Graph
    passages: Sequence[Passage]


def parse(text: str) -> Graph:
    """The graph that a text describes; raises ParseError with line, column and what is allowed.

    Also for the answer of a claim that cannot be read, which ``graph_of_text`` takes as blank.
    """
    graph = graph_of_text(text)
    for error in unread_answers(text, graph.claims):
        raise error
    return graph


def graph_of_text(text: str) -> Graph:
    """The same, whatever the answers of its claims are; raises ParseError."""
    read = read_new_passages(text)
    return read_whole(text) if read is None else read.graph


def passages_of(text: str) -> Sequence[Passage]:
    """What each passage of a text says, or all of it as one; raises ParseError."""
    known = MEMORY.recall(text)
    if known is None:
        read = read_new_passages(text)
        known = [whole_passage(text)] if read is None else read.passages
    return known


def said_by(text: str, most: int, claims: int) -> Graph | None:
    """The graph of a text, if it is one of at most so many nodes and claims; else None."""
    read = read_new_passages(text, most)
    try:
        return read_whole(text, most, claims) if read is None else read.graph
    except ParseError:
        return None


def says(text: str, graph: Graph) -> bool:
    """Whether a text describes the graph, pins, labels and view aside; it is read no further."""
    said = said_by(text, len(graph.nodes), len(graph.claims))
    return said is not None and said.without_extras() == graph.without_extras()


def read_new_passages(text: str, most: int = MAX_NODES) -> Parsed | None:
    """What a text says, of which only what is new is read; None if all of it must be."""
    if len(text) > MAX_REMEMBERED:
        return None
    words = normal(text)
    joining = Joining(len(words), most)
    try:
        with undisturbed():
            joining.take(cut(words, MEMORY.passages))
            graph = joining.graph(text)
    except (DoubtError, ParseError):
        return None
    MEMORY.remember(text, joining.passages)
    return Parsed(graph, joining.passages)


def read_whole(text: str, most: int = MAX_NODES, claims: int = MAX_CLAIMS) -> Graph:
    """The same of all of a text at once, of at most so many nodes; raises ParseError."""
    with undisturbed():
        reader = _whole_reader(text, Built(keep=False, most=most), claims)
        return reader.finish(text)


def whole_passage(text: str) -> Passage:
    """All of a text as a single passage; raises ParseError."""
    with undisturbed():
        return passage_of(_whole_reader(text, Built(keep=False)), normal(text))


def _whole_reader(text: str, built: Built, claims: int = MAX_CLAIMS) -> Reader:
    script = prepare(text)
    check_lines(script)
    chains = Chains(script)
    reader = Reader(script, chains, built, claims=claims)
    for statements in statements_in(script, chains):
        reader.block(statements, "")
    return reader
