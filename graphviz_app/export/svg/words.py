"""Words, numbers and formulas as text, so that they can be searched, read aloud and changed."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from typing import NamedTuple

from graphviz_app.export.drawn.marks import Fill, Letter, Maths, Rule, Words
from graphviz_app.export.svg.fonts import MATHS, SIGNS, Face, Fonts
from graphviz_app.export.svg.numbers import length
from graphviz_app.export.svg.styles import Styles, filled

FAMILIES = {
    "Inter": f'Inter,"{SIGNS}",Arial,"Liberation Sans","Nimbus Sans",Helvetica,sans-serif',
    "JetBrains Mono": f'"JetBrains Mono","{SIGNS}",Menlo,Consolas,monospace',
    MATHS: f'"{MATHS}","{SIGNS}",STIXGeneral,"Latin Modern Roman",Cambria,"Times New Roman",serif',
}
"""Each first as it is in the file, then as it looks most alike."""
_NUMBER = re.compile(r"[^\W\d_]")
_NEAR = 0.02
"""Of an em: letters that follow each other so closely are one word."""


class Lettering:
    """Writes texts, and collects the fonts and styles that they need."""

    def __init__(self, fonts: Fonts, styles: Styles) -> None:
        self._fonts, self._styles = fonts, styles

    def words(self, words: Words) -> str:
        """A line of text."""
        face = Face(words.family, words.weight)
        self._fonts.use(face, words.text)
        class_ = self._class(face, words.size * words.stretch[1], words.fill)
        anchor, x = _anchored(words)
        attributes = f'class="{class_}"{anchor}{_preserved(words.text)}'
        narrow = words.stretch[0] / words.stretch[1]
        if abs(narrow - 1.0) > 0.001:
            place = f"translate({length(x)} {length(words.y)})scale({narrow:.4g} 1)"
            return f'<text {attributes} transform="{place}">{escape(words.text)}</text>'
        at = f'x="{length(x)}" y="{length(words.y)}"'
        return f"<text {attributes} {at}>{escape(words.text)}</text>"

    def maths(self, maths: Maths) -> str:
        """A formula of letters: one text, of as many parts as it has places and sizes."""
        rules = [mark for mark in maths.letters if isinstance(mark, Rule)]
        letters = [mark for mark in maths.letters if isinstance(mark, Letter)]
        spans = [*self._spans(letters, maths.fill)]
        inner = "".join(spans)
        text = f"<text>{inner}</text>" if len(spans) > 1 else inner.replace("tspan", "text")
        return text + "".join(self._rule(rule, maths.fill.opacity) for rule in rules)

    def _spans(self, letters: Iterable[Letter], fill: Fill) -> Iterator[str]:
        for run in _runs([self._set(letter) for letter in letters]):
            first = run[0].letter
            color = fill._replace(color=first.color)
            class_ = self._class(run[0].face, first.size, color)
            text = escape("".join(one.character for one in run))
            at = f'x="{length(first.x)}" y="{length(first.y)}"'
            yield f'<tspan class="{class_}" {at}>{text}</tspan>'

    def _set(self, letter: Letter) -> "_Set":
        """By the plain letter that it is; by itself where another one is written so."""
        plain = unicodedata.normalize("NFKC", letter.character)
        name = unicodedata.name(letter.character, "")
        slanted = "ITALIC" in name or name == "PLANCK CONSTANT"
        face = Face(MATHS, 700 if " BOLD " in name else 400, slanted)
        if len(plain) != 1 or not self._fonts.use_letter(face, plain, letter.character):
            plain = letter.character
            self._fonts.use_letter(face, plain, plain)
        return _Set(letter, plain, face)

    def _rule(self, rule: Rule, opacity: float) -> str:
        class_ = self._styles.name(filled(Fill(rule.color, opacity)))
        x, y, width, height = map(length, rule.box)
        return f'<rect class="{class_}" x="{x}" y="{y}" width="{width}" height="{height}"/>'

    def _class(self, face: Face, size: float, fill: Fill) -> str:
        weight = f";font-weight:{face.weight}" * (face.weight != 400)
        italic = ";font-style:italic" * face.italic
        figures = ";font-variant-numeric:tabular-nums" * (face.family != MATHS)
        family = FAMILIES.get(face.family, FAMILIES["Inter"])
        return self._styles.name(
            f"{filled(fill)};font-family:{family};font-size:{length(size)}px{weight}{italic}"
            f"{figures};text-rendering:geometricPrecision"
        )


class _Set(NamedTuple):
    """A letter as it is written."""

    letter: Letter
    character: str
    face: Face

    @property
    def look(self) -> tuple[object, ...]:
        """What letters of one part have in common."""
        return self.face, self.letter.size, self.letter.y, self.letter.color


def _runs(letters: list[_Set]) -> list[list[_Set]]:
    """Letters of one look that follow each other without a gap."""
    runs: list[list[_Set]] = []
    for _, alike in groupby(letters, key=lambda one: one.look):
        end = float("nan")
        for one in alike:
            if not abs(one.letter.x - end) <= _NEAR * one.letter.size:
                runs.append([])
            runs[-1].append(one)
            end = one.letter.x + one.letter.advance
    return runs


def _anchored(words: Words) -> tuple[str, float]:
    """By the right end if it is a number, which stand in columns; a sign by its middle.

    So they stay where they belong in any font.
    """
    if len(words.text) == 1:
        return ' text-anchor="middle"', words.x + words.width / 2
    if not _NUMBER.search(words.text) and re.search(r"\d", words.text):
        return ' text-anchor="end"', words.x + words.width
    return "", words.x


def _preserved(text: str) -> str:
    return ' xml:space="preserve"' if "  " in text or text != text.strip() else ""
