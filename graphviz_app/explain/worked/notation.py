"""What the signs of a solution mean, as far as it uses them."""

import re
from collections.abc import Iterable, Iterator

from graphviz_app.explain.tones import unmarked
from graphviz_app.explain.worked.solution import Block, Lines, Maths, Paragraph, Words

_CONDITION = re.compile(r"\\left\[[^\[\]]*(?: > | < |\\leq|\\geq|\\neq)")
_SIGNS: tuple[tuple[re.Pattern[str], Words], ...] = (
    (
        re.compile(r"\\delta"),
        (Maths(r"\delta"), " of a neuron is the gradient of its weighted sum."),
    ),
    (_CONDITION, ("A condition in square brackets is 1 where it holds, else 0.",)),
    (re.compile(r"\\odot"), (Maths(r"\odot"), " multiplies element by element.")),
    (re.compile(r"\\mathbf\{1\}"), (Maths(r"\mathbf{1}"), " is all ones.")),
)


def notation(blocks: Iterable[Block], neurons: bool) -> tuple[Block, ...]:
    """A sentence for each such sign; δ only where there are neurons."""
    written = "\n".join(_formulas(blocks))
    rows = _SIGNS if neurons else _SIGNS[1:]
    words: list[str | Maths] = []
    for sign, meaning in rows:
        if sign.search(written):
            words += [" ", *meaning] if words else meaning
    return (Paragraph(tuple(words)),) if words else ()


def _formulas(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        for group in block.groups if isinstance(block, Lines) else ():
            for row in group:
                yield unmarked(" ".join((row.left, *row.symbols, *row.numbers)))
