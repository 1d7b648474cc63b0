"""Block: mathematics as lines of text; pieces stand beside each other on one baseline."""

import unicodedata
from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

_TALL = {
    "(": "⎛⎜⎝",
    ")": "⎞⎟⎠",
    "[": "⎡⎢⎣",
    "]": "⎤⎥⎦",
    "|": "│││",
    "⌊": "⎢⎢⎣",
    "⌋": "⎥⎥⎦",
    "⌈": "⎡⎢⎢",
    "⌉": "⎤⎥⎥",
    "{": "⎧⎨⎩",
}
_PAIR = {"{": "⎰⎱"}


def columns(text: str) -> int:
    """How many columns a text takes; accents and other marks stand over a letter."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) - sum(map(bool, map(unicodedata.combining, text))) + wide


def padded(text: str, width: int, *, right: bool = False) -> str:
    """Filled up with spaces, on the right, or on the left to set it right."""
    gap = " " * (width - columns(text))
    return gap + text if right else text + gap


class Block(NamedTuple):
    """Lines of one width; line number ``base`` is the one that text goes on along."""

    lines: tuple[str, ...]
    base: int = 0

    @staticmethod
    def of(text: str) -> "Block":
        """One line."""
        return Block((text,))

    @property
    def width(self) -> int:
        """In columns."""
        return columns(self.lines[0])

    @property
    def flat(self) -> str | None:
        """The text, if it is one line."""
        return self.lines[0] if len(self.lines) == 1 else None


def beside(blocks: Sequence[Block]) -> Block:
    """In a row, on one baseline."""
    above = max((block.base for block in blocks), default=0)
    below = max((len(block.lines) - block.base for block in blocks), default=1)
    rows = [""] * (above + below)
    for block in blocks:
        start = above - block.base
        for i in range(len(rows)):
            inside = start <= i < start + len(block.lines)
            rows[i] += block.lines[i - start] if inside else " " * block.width
    return Block(tuple(rows), above)


def over(top: Block, bottom: Block) -> Block:
    """A fraction with its bar."""
    width = max(top.width, bottom.width) + 2
    bar = "─" * width
    lines = (*_centred(top, width), bar, *_centred(bottom, width))
    return Block(lines, len(top.lines))


def _centred(block: Block, width: int) -> tuple[str, ...]:
    left = (width - block.width) // 2
    return tuple(padded(" " * left + line, width) for line in block.lines)


def fenced(left: str, body: Block, right: str) -> Block:
    """Between brackets, which grow; "" is none."""
    height = len(body.lines)
    sides = _bracket(left, height), _bracket(right, height)
    lines = (a + line + b for a, line, b in zip(sides[0], body.lines, sides[1], strict=True))
    return Block(tuple(lines), body.base)


def _bracket(sign: str, height: int) -> Sequence[str]:
    if height == 1 or not sign:
        return [sign] * height
    if height == 2 and sign in _PAIR:
        return list(_PAIR[sign])
    tall = _TALL.get(sign, sign * 3)
    return [tall[0], *[tall[1]] * (height - 2), tall[2]]


def grid(rows: Sequence[Sequence[Block]], *, right: bool) -> Block:
    """Cells in columns; numbers are set ``right``."""
    table = list(zip_longest(*rows, fillvalue=Block.of("")))
    widths = [max(cell.width for cell in column) for column in table]
    lines: list[str] = []
    for row in zip(*table, strict=True):
        cells = [_widened(cell, width, right) for cell, width in zip(row, widths, strict=True)]
        gaps = [part for cell in cells for part in (Block.of("  "), cell)][1:]
        lines += beside(gaps).lines
    return Block(tuple(lines), (len(lines) - 1) // 2)


def _widened(cell: Block, width: int, right: bool) -> Block:
    return Block(tuple(padded(line, width, right=right) for line in cell.lines), cell.base)


def raised(base: Block, script: Block) -> Block:
    """A script of several lines above what it belongs to."""
    gap = len(script.lines)
    top = Block(script.lines, base.base + gap)
    return beside([base, top])


def rooted(body: Block) -> Block:
    """Under a root sign: √x, or √(x + y)."""
    text = body.flat
    if text is None:
        return beside([Block.of("√"), fenced("(", body, ")")])
    lone = " " not in text or (text[0] == "[" and text.find("]") == len(text) - 1)
    return Block.of(f"√{text}" if lone else f"√({text})")
