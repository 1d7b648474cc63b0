"""The text language: Python's own grammar, read with ``ast``, never executed."""

import ast
from dataclasses import dataclass

from graphviz_app.core.graph import Graph
from graphviz_app.errors import ParseError
from graphviz_app.formats.chains import Chains
from graphviz_app.formats.draft import Draft
from graphviz_app.formats.grammar import python
from graphviz_app.formats.long_lines import check_lines
from graphviz_app.formats.reader import Reader
from graphviz_app.formats.source import Source, prepare
from graphviz_app.formats.syntax import explain_whole, too_deep


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
    return parse_with_places(text).graph


def parse_with_places(text: str) -> Parsed:
    """As ``parse``, and where in the text everything is; raises ParseError."""
    source = prepare(text)
    check_lines(source)
    chains = Chains(source)
    module = syntax_tree(source, chains)
    reader = Reader(source, chains)
    reader.block(module.body, "")
    return Parsed(reader.finish(text), source, reader.draft, module)


def says(text: str, graph: Graph) -> bool:
    """Whether a text describes the graph, pins, labels and view aside."""
    try:
        return parse(text) == graph.without_extras()
    except ParseError:
        return False


def syntax_tree(source: Source, chains: Chains | None = None) -> ast.Module:
    """What Python's parser finds; a long chain gets a second attempt as a list of terms.

    Raises ParseError.
    """
    chains = chains or Chains(source)
    try:
        try:
            return python(source.text)
        except (RecursionError, MemoryError):
            return python(chains.shortened())
    except SyntaxError as error:
        raise explain_whole(source, error) from None
    except (RecursionError, MemoryError):
        raise too_deep(source) from None
    except ValueError as error:
        raise source.error(f"Python's parser refuses this text: {error}", 1, 1) from None
