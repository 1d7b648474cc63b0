"""Where everything in the caption strip stands: one line of symbols, one of numbers, in pages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import NamedTuple

from graphviz_app.explain.explain import Explanation
from graphviz_app.scene.captions.caption import Caption
from graphviz_app.scene.captions.card_layout import Placed, fitting, side_by_side, told_in_line
from graphviz_app.scene.typeset.fonts import Typeface, typeface
from graphviz_app.scene.typeset.text_line import TextLine, text_line
from graphviz_app.scene.typeset.wrapping import (
    Ink,
    Setting,
    maths,
    numbers,
    split_relations,
    wrapped,
)
from graphviz_app.theme import Theme

HEIGHT = 96.0
"""Of the strip; all lengths here are of the design."""
SHARE = 0.215
"""Of the height of the screen, the strip takes no more than this."""
TIMELINE = 22.0
"""Height of the timeline at its foot."""
MATHS, NUMBERS, WORDS, REMARK = 19.5, 15.5, 14.5, 11.5
CLEAR = 4.0
"""Between tall symbols and the numbers below them."""
SIDE, GAP, BETWEEN, SPACE = 25.0, 22.0, 36.0, 9.0
UPPER, LOWER = 35.0, 64.0
"""Baselines of symbols and numbers."""
TOP, MIDDLE, BOTTOM = 7.0, 47.0, 75.0
"""Symbols stay between the first two, numbers between the last two, if they are not tall."""
SHRINK = (1.0, 0.9, 0.8)
"""Sizes that are tried before a line is told in parts; rows beside each other get the first two."""
STACKED = 0.85
"""Numbers get no smaller than this for want of width."""
LOW = (1.0, 0.85, 0.7, 0.6)
"""Sizes that are tried for want of height: of matrices and fractions."""

Told = Sequence[tuple[Ink, str]]
"""What stands in one line, each with its tone."""


class Block(NamedTuple):
    """One row of a caption, or a part of it: symbols with their numbers below."""

    symbols: Ink
    told: Told
    row: Explanation
    beside: float = 0.0
    """Where the numbers begin if they stand beside the symbols; 0: they stand below."""

    @property
    def width(self) -> float:
        """Of the longer line, or of the only one."""
        return max(self.symbols.width, self.end)

    @property
    def end(self) -> float:
        """Where the numbers end."""
        return self.beside + told_width(self.told)


class Page(NamedTuple):
    """What the strip shows at once."""

    placed: Sequence[Placed]
    place: int
    of: int


def strip_height(theme: Theme, height: int) -> int:
    """Of the strip on a screen of this height, whatever it says."""
    return round(min(theme.px(HEIGHT), SHARE * height))


def scaled(theme: Theme, height: float) -> Theme:
    """The theme in which the strip is so high."""
    return replace(theme, scale=height / HEIGHT)


def pages_of(caption: Caption, theme: Theme, width: float) -> list[Page]:
    """The caption in one page, or as many as it takes; the strip's lengths follow the theme."""
    look = typeface(theme, REMARK, 400)
    room = width - 2 * theme.px(SIDE) - _beside(caption, look, theme)
    rows = caption.parts or caption.rows
    bodies = _rows(rows, theme, room) or _words(caption.sentence, theme, room)
    return [
        Page([*body, *_at_right(caption, k, len(bodies), theme, width)], k, len(bodies))
        for k, body in enumerate(bodies)
    ]


def _beside(caption: Caption, look: Typeface, theme: Theme) -> float:
    """What is kept free at the right for which step it is."""
    words = [caption.note, _mark(8, 9), caption.sentence if caption.rows else ""]
    return max(text_line(some, look).width for some in words) + theme.px(GAP)


def _mark(place: int, of: int) -> str:
    return f"part {place + 1} of {of}"


def _at_right(caption: Caption, place: int, of: int, theme: Theme, width: float) -> list[Placed]:
    """Which part it is, or a remark about the whole; below it which step."""
    upper = _mark(place, of) if of > 1 else caption.sentence if caption.rows else ""
    look, right = typeface(theme, REMARK, 400), width - theme.px(SIDE)
    inks = [(text_line(upper, look), UPPER), (text_line(caption.note, look), LOWER)]
    return [
        Placed(right - ink.width, theme.px(baseline), ink, "muted")
        for ink, baseline in inks
        if ink.content
    ]


def _words(sentence: str, theme: Theme, room: float) -> list[list[Placed]]:
    """A sentence, in pages of two lines."""
    look, left, lines = typeface(theme, WORDS, 500), theme.px(SIDE), [""]
    for word in sentence.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_line(longer, look).width > room:
            lines.append(word)
        else:
            lines[-1] = longer
    inks = [text_line(line, look) for line in lines]
    pairs = (inks[k : k + 2] for k in range(0, len(inks), 2))
    return [
        [Placed(left, theme.px(at), ink, "ink") for ink, at in zip(pair, (UPPER, LOWER))]  # noqa: B905  # one may be missing
        for pair in pairs
    ]


def _rows(rows: Sequence[Explanation], theme: Theme, room: float) -> list[list[Placed]]:
    """The rows beside each other, as large as their height allows."""
    pages: list[list[Block]] = []
    for size, beside in product(LOW, (False, True)) if rows else ():
        setter = _Setter(theme, room, size, beside)
        pages = setter.packed(setter.blocks(rows))
        if all(setter.height(page) <= theme.px(BOTTOM - TOP) for page in pages):
            break
    return [setter.placed(page) for page in pages]


@dataclass(frozen=True)
class _Setter:
    """Sets rows at a size into pages of a width."""

    theme: Theme
    room: float
    size: float
    beside: bool
    """Whether numbers stand beside their symbols: both may be as tall as the strip then."""

    @property
    def _look(self) -> Typeface:
        return typeface(self.theme, REMARK, 400)

    def _settings(self, factor: float) -> tuple[Setting, Setting, Setting]:
        """How symbols, numbers and results are set."""
        size = NUMBERS * max(factor, STACKED) * self.size
        symbols = maths(self.theme, self.theme.px(MATHS) * factor * self.size)
        results = numbers(self.theme, size, 700, plainly=True)
        return symbols, numbers(self.theme, size, 500), results

    def _block(self, row: Explanation, factor: float) -> Block:
        symbols, told, results = self._settings(factor)
        ink, line = symbols(row.symbols, 1.0), told_in_line(row.numbers, told, results)
        beside = ink.width + self.theme.px(SPACE) if self.beside and line else 0.0
        return Block(ink, line, row, beside)

    def blocks(self, rows: Sequence[Explanation]) -> list[Block]:
        """Beside each other if that fits; else each as large as fits, or in parts."""
        gaps = self.theme.px(BETWEEN) * (len(rows) - 1)
        for factor in SHRINK[:-1]:
            blocks = [self._block(row, factor) for row in rows]
            if sum(block.width for block in blocks) + gaps <= self.room:
                return blocks
        return [part for row in rows for part in self._parts(row)]

    def _parts(self, row: Explanation) -> list[Block]:
        """One row; where even the smallest does not fit, cut where lines are broken."""
        for factor in SHRINK:
            block = self._block(row, factor)
            if block.width <= self.room:
                return [block]
        symbols = wrapped(row.symbols, self._settings(SHRINK[-1])[0], self.room)
        told = self._told_lines(row.numbers) or [()]
        if self.beside:
            nothing = text_line("", self._look)
            lines = [Block(nothing, line, row) for line in told if line]
            return [*(Block(ink, (), row) for ink in symbols), *lines]
        count = max(len(symbols), len(told))
        return [
            Block(symbols[k * len(symbols) // count], told[k * len(told) // count], row)
            for k in range(count)
        ]

    def _told_lines(self, latex: str) -> list[Told]:
        """Numbers broken into lines; the result ends the last one, or has one of its own."""
        _, told, results = self._settings(SHRINK[-1])
        *before, last = split_relations(latex) if latex else [""]
        body = wrapped(" ".join(before), told, self.room) if before else []
        lines: list[Told] = [[(ink, "ink")] for ink in body]
        result = told_in_line(last, told, results)
        if lines and told_width([*lines[-1], *result]) <= self.room:
            return [*lines[:-1], [*lines[-1], *result]]
        if told_width(result) <= self.room:
            return [*lines, result] if result else lines
        return [*lines, *([(ink, "result")] for ink in wrapped(last, results, self.room))]

    def packed(self, blocks: Sequence[Block]) -> list[list[Block]]:
        """As many beside each other as fit."""
        pages: list[list[Block]] = [[]]
        used = 0.0
        for block in blocks:
            if pages[-1] and used + block.width > self.room:
                pages.append([])
                used = 0.0
            pages[-1].append(block)
            used += block.width + self.theme.px(BETWEEN)
        return pages

    def height(self, blocks: Sequence[Block]) -> float:
        """Of symbols and numbers below each other."""
        upper, lower = _lines(blocks)
        if self.beside:
            return sum(_highest([*upper, *lower]))
        return sum(_highest(upper)) + sum(_highest(lower)) + self.theme.px(CLEAR)

    def _baselines(self, blocks: Sequence[Block]) -> tuple[float, float]:
        """As usual; tall symbols and numbers are moved so that both stay inside."""
        top, bottom = self.theme.px(TOP), self.theme.px(BOTTOM)
        if self.beside:
            rise, fall = _highest([ink for line in _lines(blocks) for ink in line])
            return ((top + bottom + rise - fall) / 2,) * 2
        (up, down), (rise, fall) = map(_highest, _lines(blocks))
        lower = min(self.theme.px(LOWER), bottom - fall)
        upper = max(min(self.theme.px(UPPER), self.theme.px(MIDDLE) - down), top + up)
        if upper + down > lower - rise:  # one of them is taller than its half
            upper = top + up if rise + fall > self.theme.px(BOTTOM - MIDDLE) else upper
            lower = max(lower, upper + down + self.theme.px(CLEAR) + rise)
        return upper, lower

    def placed(self, blocks: Sequence[Block]) -> list[Placed]:
        """The blocks from left to right, with as much of their remarks as there is room for."""
        gap, x = self.theme.px(BETWEEN), self.theme.px(SIDE)
        upper, lower = self._baselines(blocks)
        spare = self.room - sum(block.width for block in blocks) - gap * (len(blocks) - 1)
        placed: list[Placed] = []
        for block in blocks:
            end = block.end if block.told or not self.beside else block.symbols.width
            end += self.theme.px(SPACE) if end else 0.0
            remark = self._remark(block, block.width + spare - end)
            more = max(end + remark.width - block.width, 0.0) if remark.content else 0.0
            told = side_by_side(block.told, x + block.beside)
            placed.append(Placed(x, upper, block.symbols, "ink"))
            placed += [Placed(at, lower, ink, tone) for at, ink, tone in told]
            placed += [Placed(x + end, lower, remark, "muted")] if remark.content else []
            spare -= more
            x += block.width + more + gap
        return placed

    def _remark(self, block: Block, room: float) -> TextLine:
        """What is said behind the numbers."""
        words = fitting(block.row.wordings, lambda t: text_line(t, self._look).width, room)
        return text_line(words, self._look)


def _lines(blocks: Sequence[Block]) -> tuple[list[Ink], list[Ink]]:
    """Symbols, and numbers."""
    return [block.symbols for block in blocks], [ink for block in blocks for ink, _ in block.told]


def _highest(inks: Iterable[Ink]) -> tuple[float, float]:
    """Above and below the baseline."""
    inks = list(inks)
    return max((i.ascent for i in inks), default=0.0), max((i.descent for i in inks), default=0.0)


def told_width(told: Told) -> float:
    """With the spaces between its parts."""
    ends = [x + ink.width for x, ink, _ in side_by_side(told, 0.0)]
    return ends[-1] if ends else 0.0
