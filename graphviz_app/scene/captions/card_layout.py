"""Where everything in the caption card stands, for the width that the card has."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from graphviz_app.explain.explain import Explanation
from graphviz_app.explain.telling import remarks
from graphviz_app.explain.tones import marked, tone_of
from graphviz_app.scene.captions.caption import Caption
from graphviz_app.scene.typeset.fonts import typeface
from graphviz_app.scene.typeset.text_line import text_line
from graphviz_app.scene.typeset.wrapping import (
    Ink,
    Setting,
    maths,
    numbers,
    split_relations,
    wrapped,
)
from graphviz_app.theme import Theme

MATHS, NUMBERS, WORDS, REMARK = 21, 15, 15, 12
SIDE, TOP, AIR, GAP = 20, 14, 9, 16
SHRINK = (1.0, 0.9, 0.8, 0.7)
"""Sizes that are tried before symbols and numbers stand below each other."""
STACKED = 0.85
SIZES, NARROW = (1.0, 0.87, 0.76), 420
"""Factors that are tried where the card would be too high; narrow cards begin with the second."""


class Placed(NamedTuple):
    """Ink at a place; ``tone`` is ink, result or muted."""

    x: float
    baseline: float
    ink: Ink
    tone: str


@dataclass
class CaptionLayout:
    """A caption set for one width: what to draw, and the height it takes."""

    theme: Theme
    width: float
    placed: list[Placed] = field(default_factory=list)
    bottom: float = 0.0

    @property
    def height(self) -> float:
        """Of the whole card."""
        return self.bottom + self.theme.px(TOP)

    @property
    def room(self) -> float:
        """The width between the margins."""
        return self.width - 2 * self.theme.px(SIDE)

    def line(self, parts: Sequence[tuple[float, Ink, str]]) -> None:
        """A line of its own below what is there; x counts from the left margin."""
        gap = self.theme.px(AIR if self.placed else TOP)
        baseline = self.bottom + gap + max(ink.ascent for _, ink, _ in parts)
        left = self.theme.px(SIDE)
        self.placed += [Placed(left + x, baseline, ink, tone) for x, ink, tone in parts]
        self.bottom = baseline + max(ink.descent for _, ink, _ in parts)


def readable(theme: Theme, size: float) -> float:
    """The design size, or as much more as it takes to be legible."""
    return max(size, theme.legible / theme.scale)


def laid_out(caption: Caption, theme: Theme, width: float, most: float) -> CaptionLayout:
    """The caption set for this width and at most this height: smaller, then with less in it."""
    sizes = SIZES if width > theme.px(NARROW) else SIZES[1:]
    for said in (caption, _in_short(caption)):
        for size in sizes:
            layout = _set(said, replace(theme, scale=theme.scale * size), width)
            if layout.height <= most:
                return layout
    return _as_many_rows(
        _in_short(caption), replace(theme, scale=theme.scale * sizes[-1]), width, most
    )


def _in_short(caption: Caption) -> Caption:
    """Only what is explained, what it is at last, the result, and the least of the remark."""
    return caption._replace(rows=tuple(_row_in_short(row) for row in caption.rows))


def _row_in_short(row: Explanation) -> Explanation:
    first, *rest = split_relations(row.symbols)
    told = (split_relations(row.numbers) if row.numbers else [""])[-1]
    if not row.numbers.startswith("= "):
        told = told.removeprefix("= ")  # the numbers of one part are not those of the whole
    return Explanation(" ".join([first, *rest[-1:]]), told, remarks(_least(row)))


def _as_many_rows(caption: Caption, theme: Theme, width: float, most: float) -> CaptionLayout:
    """The rows that fit, and how many there are besides."""
    layout = _set(caption, theme, width)
    for count in range(len(caption.rows) - 1, 0, -1):
        left = len(caption.rows) - count
        where = caption.elsewhere or f"click {'it' if left == 1 else 'them'} in the picture"
        rest = f"and {left} more: {where}" if caption.on_screen else f"and {left} more"
        layout = _set(caption._replace(rows=caption.rows[:count], sentence=rest), theme, width)
        if layout.height <= most:
            break
    return layout


def _set(caption: Caption, theme: Theme, width: float) -> CaptionLayout:
    layout = CaptionLayout(theme, width)
    note = text_line(caption.note, typeface(theme, readable(theme, REMARK), 400))
    note_width = note.width + theme.px(GAP) if caption.note else 0.0
    inner = layout.room - note_width
    if not caption.rows:
        _words(layout, caption.sentence, WORDS, 500, "ink", inner)
    elif not _in_columns(layout, caption, inner):
        for row in caption.rows:
            _stacked(layout, row, inner if not layout.placed else layout.room, len(caption.rows))
    if caption.rows and caption.sentence:
        _beside(layout, caption.sentence)
    if layout.placed and caption.note:
        first = min(p.baseline for p in layout.placed)
        x = width - theme.px(SIDE) - note.width
        layout.placed.append(Placed(x, first, note, "muted"))
    return layout


def _words(
    layout: CaptionLayout, text: str, size: float, weight: int, tone: str, room: float
) -> None:
    """A sentence, as many words in each line as fit."""
    look, line = typeface(layout.theme, readable(layout.theme, size), weight), ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and text_line(longer, look).width > room:
            layout.line([(0.0, text_line(line, look), tone)])
            line = word
        else:
            line = longer
    if line:
        layout.line([(0.0, text_line(line, look), tone)])


def _settings(layout: CaptionLayout, factor: float) -> tuple[Setting, Setting, Setting]:
    """How symbols, numbers and results are set."""
    theme = layout.theme
    size = readable(theme, NUMBERS * max(factor, STACKED))
    return (
        maths(theme, theme.px(MATHS) * factor),
        numbers(theme, size, 500),
        numbers(theme, size, 700, plainly=True),
    )


def _in_columns(layout: CaptionLayout, caption: Caption, inner: float) -> bool:
    """Each row in one line, symbols left and numbers right, if that fits; of one row never."""
    if len(caption.rows) < 2:
        return False
    theme = layout.theme
    gap, look = theme.px(GAP), typeface(theme, readable(theme, REMARK), 400)
    for factor in SHRINK:
        symbols_, numbers_, results = _settings(layout, factor)
        symbols = [symbols_(row.symbols, 1.0) for row in caption.rows]
        column = max(ink.width for ink in symbols) + gap
        rows = [told_in_line(row.numbers, numbers_, results) for row in caption.rows]
        rooms = [inner if k == 0 else layout.room for k in range(len(rows))]
        ends = [_end_of(side_by_side(row, column), column) for row in rows]
        least = [
            gap + text_line(f"({_least(row)})", look).width if row.remark else 0.0
            for row in caption.rows
        ]
        if all(e + r <= room for e, r, room in zip(ends, least, rooms, strict=True)):
            break
    else:
        return False
    for row, ink, told, end, room in zip(caption.rows, symbols, rows, ends, rooms, strict=True):
        parts = [(0.0, ink, "ink"), *side_by_side(told, column)]
        remark = fitting(row.wordings, lambda t: text_line(t, look).width, room - end - gap)
        if remark:
            parts.append((end + theme.px(10), text_line(remark, look), "muted"))
        layout.line(parts)
    return True


def _stacked(layout: CaptionLayout, row: Explanation, inner: float, count: int) -> None:
    """Symbols in one line or more, numbers below them, the remark where there is room."""
    symbols, told, results = _settings(layout, 1.0 if count == 1 else STACKED)
    for ink in wrapped(row.symbols, symbols, inner):
        layout.line([(0.0, ink, "ink")])
    *before, last = split_relations(row.numbers) if row.numbers else [""]
    lines: list[list[tuple[float, Ink, str]]] = []
    if before:
        body = wrapped(" ".join(before), told, layout.room)
        lines = [[(0.0, written, "ink")] for written in body]
    if last:
        result = _result(last, told, results)
        end = _end(lines)
        if not lines or end + sum(part.width for part, _ in result) > layout.room:
            pieces = wrapped(last, results, layout.room)
            short = sum(part.width for part, _ in result) <= layout.room
            lines += (
                [side_by_side(result, 0.0)] if short else [[(0.0, p, "result")] for p in pieces]
            )
        else:
            lines[-1] += side_by_side(result, end)
    for line in lines[:-1]:
        layout.line(line)
    _last_line(layout, lines[-1] if lines else [], row.remark)


def _end_of(line: Sequence[tuple[float, Ink, str]], empty: float) -> float:
    """Where a line ends; one without anything in it where it begins."""
    return max((x + ink.width for x, ink, _ in line), default=empty)


def _end(lines: Sequence[Sequence[tuple[float, Ink, str]]]) -> float:
    """Where the last line ends, with a space."""
    return lines[-1][-1][0] + lines[-1][-1][1].width + 5 if lines else 0.0


def _last_line(layout: CaptionLayout, line: list[tuple[float, Ink, str]], remark: str) -> None:
    """The last line of numbers with the remark behind it; words that do not fit go below."""
    theme = layout.theme
    look, gap = typeface(theme, readable(theme, REMARK), 400), theme.px(10)
    end = line[-1][0] + line[-1][1].width + gap if line else 0.0
    ink = text_line(f"({remark})" if remark else "", look)
    if remark and end + ink.width <= layout.room:
        line.append((end, ink, "muted"))
        remark = ""
    if line:
        layout.line(line)
    if remark:
        _words(layout, f"({remark})", REMARK, 400, "muted", layout.room)


def told_in_line(latex: str, told: Setting, results: Setting) -> list[tuple[Ink, str]]:
    """The numbers in one line, and the last of them as the result."""
    *before, last = split_relations(latex) if latex else [""]
    first: list[tuple[Ink, str]] = [(told(" ".join(before), 1.0), "ink")] if before else []
    return [*first, *_result(last, told, results)] if last else first


def _result(last: str, told: Setting, results: Setting) -> list[tuple[Ink, str]]:
    """In its own tone if it has one, else in that of the caption."""
    tone = tone_of(marked(last).removeprefix("= ")[:1]) or "result"
    if not last.startswith("= "):
        return [(results(last, 1.0), tone)]
    return [(told("=", 1.0), "ink"), (results(last[2:], 1.0), tone)]


def side_by_side(
    inks: Sequence[tuple[Ink, str]], x: float, gap: float = 7
) -> list[tuple[float, Ink, str]]:
    """In one line from x on, with spaces."""
    placed = []
    for ink, tone in inks:
        placed.append((x, ink, tone))
        x += ink.width + gap
    return placed


def _beside(layout: CaptionLayout, sentence: str) -> None:
    """A remark about the whole card: at the right of its last line, or below."""
    theme, look = layout.theme, typeface(layout.theme, readable(layout.theme, REMARK), 400)
    ink = text_line(sentence, look)
    last = max(p.baseline for p in layout.placed)
    x = layout.width - theme.px(SIDE) - ink.width
    ends = [p.x + p.ink.width for p in layout.placed if p.baseline == last]
    first = min(p.baseline for p in layout.placed)
    if last > first and max(ends) + theme.px(GAP) <= x:
        layout.placed.append(Placed(x, last, ink, "muted"))
    else:
        _words(layout, sentence, REMARK, 400, "muted", layout.room)


def fitting(wordings: Sequence[str], width_of: Callable[[str], float], room: float) -> str:
    """The first that fits whole: ``(2 of 2 contributions, sum 5)``, or ``(2 of 2)``."""
    return next((f"({words})" for words in wordings if width_of(f"({words})") <= room), "")


def _least(row: Explanation) -> str:
    """The least of its remark."""
    return row.wordings[-1] if row.wordings else ""
