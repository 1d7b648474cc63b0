"""Jupyter notebooks: their code cells below each other are a program."""

import json
from collections.abc import Iterator, Mapping, Sequence

from graphviz_app.errors import DocumentError


def is_notebook(content: object) -> bool:
    """Whether a JSON document is a notebook."""
    return isinstance(content, Mapping) and "nbformat" in content and "cells" in content


def program_of(text: str) -> str:
    """The code of a notebook, with its first heading as the title; raises DocumentError."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        raise DocumentError("this notebook is damaged: it is not JSON") from None
    if not is_notebook(content):
        raise DocumentError("this notebook is damaged: it has no cells")
    pieces = list(_pieces(content["cells"]))
    if not any(kind == "code" for kind, _ in pieces):
        raise DocumentError("this notebook has no cells with code")
    heading = next((f"# {title}" for kind, title in pieces if kind == "heading"), "")
    code = [words for kind, words in pieces if kind == "code"]
    return "\n\n".join([heading, *code] if heading else code) + "\n"


def _pieces(cells: object) -> Iterator[tuple[str, str]]:
    for cell in cells if isinstance(cells, Sequence) else ():
        if not isinstance(cell, Mapping):
            continue
        source = cell.get("source", "")
        words = "".join(map(str, source)) if isinstance(source, list) else str(source)
        if cell.get("cell_type") == "code" and words.strip():
            yield "code", words.strip("\n")
        elif cell.get("cell_type") == "markdown" and words.lstrip().startswith("#"):
            yield "heading", words.strip().split("\n")[0].lstrip("# ")
