"""As what a solution can be written: a table that the command line and the window read."""

from collections.abc import Callable
from typing import NamedTuple

from graphviz_app.explain.worked.solution import Solution
from graphviz_app.explain.worked.written.html import as_html
from graphviz_app.explain.worked.written.latex import as_latex
from graphviz_app.explain.worked.written.markdown import as_markdown
from graphviz_app.explain.worked.written.text import as_text


class Format(NamedTuple):
    """``name`` is typed, ``title`` read in a dialog."""

    name: str
    suffix: str
    title: str
    write: Callable[[Solution], str]


FORMATS = (
    Format("text", ".txt", "Text", as_text),
    Format("md", ".md", "Markdown", as_markdown),
    Format("latex", ".tex", "LaTeX", as_latex),
    Format("html", ".html", "HTML", as_html),
)


def format_of(name: str) -> Format:
    """By its name or by a file's ending; text for any other."""
    found = (one for one in FORMATS if name in (one.name, one.suffix))
    return next(found, FORMATS[0])
