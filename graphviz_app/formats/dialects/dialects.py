"""Which dialect a text is certainly written in, and its translation."""

from functools import lru_cache

from graphviz_app.formats.dialects.translation import Translation

MOST = 200_000
"""Characters of a text that is looked at."""


@lru_cache(maxsize=4)
def recognised(text: str) -> str:
    """The name of the dialect of a text, such as PyTorch; '' where that is not certain."""
    if len(text) > MOST:
        return ""
    # Late, here and below: a text of this language is in none.
    from graphviz_app.formats.dialects.latex.document import LATEX
    from graphviz_app.formats.dialects.latex.passages import is_latex
    from graphviz_app.formats.dialects.program.program import dialect_of, program_tree

    tree = program_tree(text)
    if tree is not None:
        return dialect_of(tree)
    return LATEX if is_latex(text) else ""


def translated(text: str) -> Translation | None:
    """A text of another dialect in this language; None if it is certainly in none.

    Raises ParseError, with the place in the text and what to write, for what cannot be said here.
    Whether this language takes the text as it stands is for the caller to ask first.
    """
    if len(text) > MOST:
        return None
    from graphviz_app.formats.dialects.latex.document import translated_latex
    from graphviz_app.formats.dialects.latex.passages import is_latex
    from graphviz_app.formats.dialects.program.program import program_tree, translated_program

    tree = program_tree(text)
    if tree is not None:
        return translated_program(text, tree)
    return translated_latex(text) if is_latex(text) else None
