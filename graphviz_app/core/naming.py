"""What can be the name of a line, and names that are still free; the groups it stands in."""

import keyword
import re
import unicodedata
from collections.abc import Container

from graphviz_app.core.graph import Graph


def is_name(id_: str) -> bool:
    """Whether an id can stand left of ``=``."""
    plain = id_.isidentifier() and unicodedata.normalize("NFKC", id_) == id_
    return plain and (id_ == "lambda" or not keyword.iskeyword(id_))


def fresh_name(id_: str, taken: Container[str]) -> str:
    """A valid, unused name that reminds of the id: z.mul1 → z_mul1."""
    stem = re.sub(r"\W+", "_", unicodedata.normalize("NFKC", id_)).strip("_")
    if not stem or not is_name(stem):
        stem = f"n_{stem}" if stem else "n"
    name, number = stem, 2
    while name in taken:
        name, number = f"{stem}_{number}", number + 1
    return name


def enclosing_group(graph: Graph, id_: str) -> tuple[str, ...]:
    """The groups a line stands in: those before the first that is the name of a line."""
    path: list[str] = []
    for name in graph.nodes[id_].group.split("/"):
        if name in graph.nodes:
            break
        if name.strip() and name.isprintable():
            path.append(name)
    return tuple(path)
