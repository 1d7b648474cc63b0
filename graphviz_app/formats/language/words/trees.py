"""What Python's parser finds in a text, also in one that is too much for it at once."""

import ast
from collections.abc import Iterator, Sequence

from graphviz_app.formats.language.words.blocks import WHOLE, pieces
from graphviz_app.formats.language.words.chains import Chains
from graphviz_app.formats.language.words.grammar import python
from graphviz_app.formats.language.words.script import Script
from graphviz_app.formats.language.words.syntax import explain_whole, too_deep
from graphviz_app.formats.language.words.tokens import bracket_slip


def statements_in(script: Script, chains: Chains) -> Iterator[list[ast.stmt]]:
    """What Python's parser finds, piece by piece; raises ParseError."""
    if len(script.text) <= WHOLE:
        yield syntax_tree(script, chains).body
        return
    if bracket_slip(script.text):
        raise explain_whole(script, SyntaxError("unmatched"))
    for first, end in pieces(script):
        yield syntax_tree(script, chains, first, end).body


def all_statements(script: Script) -> list[ast.stmt]:
    """All statements of a text, however long; raises ParseError."""
    return [statement for some in statements_in(script, Chains(script)) for statement in some]


def syntax_tree(
    script: Script,
    chains: Chains | None = None,
    first: int = 0,
    end: int | None = None,
    *,
    explained: Script | None = None,
) -> ast.Module:
    """What Python's parser finds in these lines; a long chain is read as a list of terms.

    Raises ParseError, told of the text that is to be explained.
    """
    chains, told = chains or Chains(script), explained or script
    above = "\n" * first
    try:
        try:
            return python(above + "\n".join(script.digest[first:end]))
        except (RecursionError, MemoryError):
            return python(above + "\n".join(chains.shortened()[first:end]))
    except SyntaxError as error:
        raise explain_whole(told, error) from None
    except (RecursionError, MemoryError):
        raise too_deep(told) from None
    except ValueError as error:
        raise told.error(f"Python's parser refuses this text: {error}", 1, 1) from None


def walk(statements: Sequence[ast.stmt]) -> Iterator[ast.stmt]:
    """Statements, also those inside groups (but not inside a ``def``)."""
    for statement in statements:
        yield statement
        if isinstance(statement, ast.With):
            yield from walk(statement.body)


def assignments(statements: Sequence[ast.stmt]) -> Iterator[tuple[str, ast.Assign]]:
    """Each line with its name, in the order of the text."""
    for statement in walk(statements):
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)]):
                yield name, statement
