"""What Python's parser finds in a text, also in one that is too much for it at once."""

import ast
from collections.abc import Iterator

from graphviz_app.formats.language.words.blocks import WHOLE, pieces
from graphviz_app.formats.language.words.chains import Chains
from graphviz_app.formats.language.words.grammar import python
from graphviz_app.formats.language.words.source import Source
from graphviz_app.formats.language.words.syntax import explain_whole, too_deep
from graphviz_app.formats.language.words.tokens import bracket_slip


def statements_in(source: Source, chains: Chains) -> Iterator[list[ast.stmt]]:
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
    return [statement for some in statements_in(source, Chains(source)) for statement in some]


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
