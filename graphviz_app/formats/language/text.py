"""The text language: Python's own grammar, read with ``ast``, never executed."""

import ast
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from graphviz_app.core.graph import Graph
from graphviz_app.errors import ParseError
from graphviz_app.formats.language.draft import Draft
from graphviz_app.formats.language.reader import Reader
from graphviz_app.formats.language.words.blocks import WHOLE, pieces
from graphviz_app.formats.language.words.chains import Chains
from graphviz_app.formats.language.words.grammar import python
from graphviz_app.formats.language.words.long_lines import check_lines
from graphviz_app.formats.language.words.source import Source, prepare
from graphviz_app.formats.language.words.syntax import explain_whole, too_deep
from graphviz_app.formats.language.words.tokens import bracket_slip
from graphviz_app.formats.limits import MAX_CLAIMS


@dataclass(frozen=True)
class Parsed:
    """A graph, and where in its text everything is."""

    graph: Graph
    source: Source
    draft: Draft
    module: ast.Module
    """Python's syntax tree."""


def parse(text: str) -> Graph:
    """The graph that a text describes; raises ParseError with line, column and what is allowed."""
    return _read(text, Draft(keep=False)).graph


def parse_with_places(text: str) -> Parsed:
    """As ``parse``, and where in the text everything is; raises ParseError."""
    return _read(text, Draft())


def says(text: str, graph: Graph) -> bool:
    """Whether a text describes the graph, pins, labels and view aside; it is read no further."""
    draft = Draft(keep=False, most=len(graph.nodes))
    try:
        return _read(text, draft, len(graph.claims)).graph == graph.without_extras()
    except ParseError:
        return False


def _read(text: str, draft: Draft, claims: int = MAX_CLAIMS) -> Parsed:
    with _undisturbed():
        source = prepare(text)
        check_lines(source)
        chains = Chains(source)
        reader = Reader(source, chains, draft, claims)
        module = ast.Module([], [])
        for statements in _statements(source, chains):
            reader.block(statements, "")
            if draft.keep:
                module.body += statements
        return Parsed(reader.finish(text), source, draft, module)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Without the garbage collector, for which trees without circles are half of the work."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _statements(source: Source, chains: Chains) -> Iterator[list[ast.stmt]]:
    """What Python's parser finds, piece by piece; raises ParseError."""
    if len(source.text) <= WHOLE:
        yield syntax_tree(source, chains).body
        return
    if bracket_slip(source.text):
        raise explain_whole(source, SyntaxError("unmatched"))
    for first, end in pieces(source):
        yield syntax_tree(source, chains, first, end).body


def all_statements(source: Source) -> list[ast.stmt]:
    """All statements of a text, however long; raises ParseError."""
    return [statement for some in _statements(source, Chains(source)) for statement in some]


def syntax_tree(
    source: Source, chains: Chains | None = None, first: int = 0, end: int | None = None
) -> ast.Module:
    """What Python's parser finds in these lines; a long chain is read as a list of terms.

    Raises ParseError.
    """
    chains = chains or Chains(source)
    above = "\n" * first
    try:
        try:
            return python(above + "\n".join(source.digest[first:end]))
        except (RecursionError, MemoryError):
            return python(above + "\n".join(chains.shortened()[first:end]))
    except SyntaxError as error:
        raise explain_whole(source, error) from None
    except (RecursionError, MemoryError):
        raise too_deep(source) from None
    except ValueError as error:
        raise source.error(f"Python's parser refuses this text: {error}", 1, 1) from None
