r"""Names with indices, accents and layers: ``\hat y``, ``w_{11}``, ``z^{[1]}``."""

import re

from graphviz_app.formats.dialects.latex.words import SPELLED

INDICES = frozenset("ijklmn")
"""Letters that count elements."""
_BEFORE = re.compile(r"([a-z])-1")
_KEPT = frozenset(("lambda", "in", "is", "if", "as", "or", "and", "not", "for"))


def spelled(name: str) -> str:
    """A letter or a word as a name of this language."""
    name = SPELLED.get(name, name)
    return f"{name}_" if name in _KEPT else re.sub(r"\W+", "_", name).strip("_")


def indexed(name: str, index: str) -> str:
    """A name with an index: w and 11 → w11, h and t-1 → h_prev, net and h1 → net_h1."""
    index = index.replace(" ", "")
    if _BEFORE.fullmatch(index):
        return f"{name}_prev"
    index = re.sub(r"\W+", "_", index).strip("_")
    if not index:
        return name
    return f"{name}{index}" if index[0].isdigit() and not name[-1].isdigit() else f"{name}_{index}"
