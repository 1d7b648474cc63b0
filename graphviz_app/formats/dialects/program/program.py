"""A text as a Python program, and its translation."""

import ast
import re
from typing import TypeGuard

from graphviz_app.formats.dialects.program.cleaned import cleaned
from graphviz_app.formats.dialects.program.libraries import Libraries
from graphviz_app.formats.dialects.program.source import Source
from graphviz_app.formats.dialects.program.statements import Statements
from graphviz_app.formats.dialects.translation import Translation
from graphviz_app.formats.language.words.grammar import python

_SIGNS = re.compile(
    r"^\s*(?:import|from)\s+\w|\b(?:np|torch|tf|nn|F|jnp|math|numpy)\.\w|\bValue\s*\(|"
    r"\.backward\s*\(|^\s*(?:for|while)\b.*:|\bprint\b|^\s*class\s+\w|\blambda\b|>>> ",
    re.MULTILINE,
)
"""What programs have and a text of this language has not."""


def program_tree(text: str) -> ast.Module | None:
    """The syntax tree of a text that is certainly a program; None if it is not."""
    if not _SIGNS.search(text):
        return None
    try:
        return python(cleaned(text))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def dialect_of(tree: ast.Module) -> str:
    """What a program is called."""
    return Libraries(tree).dialect


def translated_program(text: str, tree: ast.Module) -> Translation:
    """Say a program in this language; raises ParseError with what to write where it cannot."""
    source = Source(cleaned(text).rstrip())
    walk = Statements(source, tree)
    walk.block(tree.body)
    walk.pass_to(len(source.lines) + 1)
    walk.learning.finish(walk.arrays, {n.id for n in walk.libraries.nodes if _is_used(n)})
    entries = walk.entries
    words, lines = entries.text()
    left_out = sorted(set(entries.left_out), key=lambda change: change.line)
    return Translation(words, walk.libraries.dialect, entries.changes(), tuple(left_out), lines)


def _is_used(node: ast.AST) -> TypeGuard[ast.Name]:
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
