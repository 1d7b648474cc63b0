"""What of a broken text was read before, and stays what it was."""

import ast
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from graphviz_app.formats.language.built import Built
from graphviz_app.formats.language.called.functions import Function
from graphviz_app.formats.language.passages.memory import MEMORY
from graphviz_app.formats.language.passages.passage import Passage, cut
from graphviz_app.formats.language.words.grammar import python
from graphviz_app.formats.language.words.script import Script, normal

MAX_LOST = 200
"""Passages that may be read once more because of what is broken above them."""
_TRIPLE = '"""', "'''"


class LostError(Exception):
    """So much must be read again that all of the text is."""


class Kept(NamedTuple):
    """A passage that only gives names a value, without functions; the lines ``above`` it."""

    above: int
    passage: Passage

    def follows(self, built: Built, functions: Mapping[str, Function]) -> bool:
        """Whether it says the same behind what is built so far."""
        nodes, groups = built.nodes, built.groups
        return (
            all(name in nodes for name in self.passage.uses)
            and not any(name in nodes or name in groups for name, _ in self.passage.names)
            and not any(name in built.constants for name, _ in self.passage.names)
            and not any(name in nodes for name in self.passage.constants)
            and not any(name in functions for name, _ in self.passage.calls)
            and not any("." in name for name in groups)
            and len(nodes) + len(self.passage.nodes) <= built.most
        )


def kept_passages(text: str) -> list[Kept]:
    """Those of a text, from top to bottom.

    What is new may be wrong only because of what comes next: so that is read with it.
    """
    if any(quotes in text for quotes in _TRIPLE):
        return []  # what stands between them is none
    kept: list[Kept] = []
    above, after_new = 0, False
    for passage in cut(normal(text), MEMORY.passages):
        if isinstance(passage, str):
            if any(_goes_on(line) for line in passage.split("\n")):
                return []
            above += passage.count("\n") + 1
        else:
            if not after_new and _is_plain(passage):
                kept.append(Kept(above, passage))
            above += passage.text.count("\n") + 1
        after_new = isinstance(passage, str)
    return kept


def _goes_on(line: str) -> bool:
    """Whether all that follows decides how a mistake in this line is told."""
    return line.endswith("\\") or line.lstrip().startswith("@")


def _is_plain(passage: Passage) -> bool:
    return passage.only_lines and all(function is None for _, function in passage.calls)


def without_kept(script: Script, kept: Sequence[Kept]) -> Script:
    """The text with blank lines in their place."""
    digest = list(script.digest)
    for above, passage in kept:
        count = passage.text.count("\n") + 1
        digest[above : above + count] = [""] * count
    return replace(script, digest=digest)


def statements_of(known: Kept, script: Script) -> list[ast.stmt]:
    """The statements of one of them, where they stand in the text; raises LostError."""
    end = known.above + known.passage.text.count("\n") + 1
    lines = script.digest[known.above : end]
    try:
        return python("\n" * known.above + "\n".join(lines)).body
    except (SyntaxError, RecursionError, MemoryError, ValueError):
        raise LostError from None
