"""LaTeX as runs of text, letters with sub- and superscripts; and as plain words."""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from typing import NamedTuple
from xml.etree.ElementTree import Element

from graphviz_app.explain.tones import END, OPENING, tone_of, unmarked

_SPACED = frozenset("+−=<>≤≥≠·×⋅⊙→≈")
_OPENING = frozenset("([,")
_ACCENTS = {
    "^": "\u0302", "ˆ": "\u0302", "¯": "\u0304", "‾": "\u0304", "~": "\u0303", "˜": "\u0303",
    "˙": "\u0307", ".": "\u0307", "→": "\u20d7",
}  # fmt: skip
"""Signs over a letter, and what they are as part of it."""
_WORDS = ("max", "min", "exp", "ln", "log", "tanh", "sin", "cos", "arg")


class Run(NamedTuple):
    """Letters that look alike."""

    text: str
    italic: bool = False
    script: int = 0
    """-1 below the line, 1 above it."""
    tone: str = ""


class _NotALineError(Exception):
    """A fraction, a root or a table, which one line of text cannot say."""


@lru_cache(maxsize=4096)
def runs_of(latex: str) -> tuple[Run, ...] | None:
    """The runs; None for what takes more than a line."""
    from latex2mathml.converter import convert_to_element  # late: few formats need it

    runs: list[Run] = []
    for tone, part in _by_tone(latex):
        try:
            root = convert_to_element(_with_words(part)) if part.strip() else Element("mrow")
            runs += (run._replace(tone=tone) for run in _runs(root, 0))
        except Exception:  # noqa: BLE001  # it raises anything on LaTeX that it does not know
            return None
    return tuple(_joined(_tidied(runs)))


def _with_words(latex: str) -> str:
    """Words stay upright, and keep the room between them."""
    return re.sub(r"\\mathrm\{([^{}\\]+)\}", r"\\text{\1}", latex)


def _by_tone(latex: str) -> Iterator[tuple[str, str]]:
    """Parts of one colour. A part that is no formula by itself makes no line."""
    tone, part = "", ""
    for sign in latex:
        if sign in OPENING or sign == END:
            yield tone, part
            tone, part = "" if sign == END else tone_of(sign), ""
        else:
            part += sign
    yield tone, part


def _runs(element: Element, script: int) -> Iterator[Run]:
    tag = element.tag.rsplit("}", 1)[-1]
    match tag:
        case "mi" | "mn" | "mo" | "mtext":
            yield _letters(element, tag, script)
        case "math" | "mrow" | "mstyle" | "mpadded":
            for child in element:
                yield from _runs(child, script)
        case "msub" | "msup" | "msubsup":
            yield from _scripts(element, tag, script)
        case "mover":
            yield _accented(element, script)
        case "mspace":
            yield Run("\u2009", script=script)
        case _:
            raise _NotALineError(tag)


def _letters(element: Element, tag: str, script: int) -> Run:
    text = unescape(unescape(element.text or "")).replace("\u00a0", " ")
    italic = tag == "mi" and len(text) == 1 and text.isalpha()
    if tag == "mo" and not script:
        text = f" {text} " if text in _SPACED else {",": ", "}.get(text, text)
    return Run(text.replace("⋅", "·"), italic, script)


def _scripts(element: Element, tag: str, script: int) -> Iterator[Run]:
    base, *others = element
    yield from _runs(base, script)
    sides = {"msub": (-1,), "msup": (1,), "msubsup": (-1, 1)}[tag]
    for side, other in zip(sides, others, strict=True):
        yield from _runs(other, script or side)


def _accented(element: Element, script: int) -> Run:
    base, mark = element
    letters = list(_runs(base, script))
    sign = unescape(unescape(mark.text or ""))
    if len(letters) != 1 or len(letters[0].text) != 1 or sign not in _ACCENTS:
        raise _NotALineError(sign)
    return letters[0]._replace(text=letters[0].text + _ACCENTS[sign])


def _tidied(runs: list[Run]) -> Iterator[Run]:
    """A sign at the beginning, or after a bracket, has no room around it."""
    before = "("
    for run in runs:
        text = run.text
        if text.strip() in ("−", "+") and (before.strip()[-1:] in _OPENING or not before.strip()):
            text = text.strip()
        elif text in _WORDS:
            text = f"{text}\u2009"
        before = text
        yield run._replace(text=text)


def _joined(runs: Iterator[Run]) -> Iterator[Run]:
    """Runs that look alike are one."""
    last: Run | None = None
    for run in runs:
        if last is not None and last[1:] == run[1:]:
            last = last._replace(text=last.text + run.text)
            continue
        if last is not None:
            yield last
        last = run
    if last is not None:
        yield last


def spoken(latex: str) -> str:
    """The formula on one line of plain text, fractions with a slash; for notes, and for ears."""
    from latex2mathml.converter import convert_to_element

    try:
        text = " ".join(_linear(convert_to_element(_with_words(unmarked(latex)))).split())
        return _LONE.sub("−", text)
    except Exception:  # noqa: BLE001  # as above
        return unmarked(latex)


_LONE = re.compile(r"(?:(?<=^)|(?<=\()|(?<=[=·,+−/] )) ?− ")
"""A minus that has one operand, with the room that it has between two."""


def _linear(element: Element) -> str:
    tag = element.tag.rsplit("}", 1)[-1]
    parts = [_linear(child) for child in element]
    match tag:
        case "mi" | "mn" | "mo" | "mtext":
            return _letters(element, tag, 0).text
        case "mfrac":
            return "/".join(_bracketed(part) for part in parts)
        case "msqrt":
            return f"√{_bracketed(' '.join(parts))}"
        case "msub" | "munder":
            return parts[0] + _scripted(parts[1], _BELOW, "_")
        case "msup":
            return parts[0] + _scripted(parts[1], _ABOVE, "^")
        case "msubsup" | "munderover":
            return parts[0] + _scripted(parts[1], _BELOW, "_") + _scripted(parts[2], _ABOVE, "^")
        case "mover":
            return parts[0] + _ACCENTS.get(parts[1].strip(), "")
        case "mtr":
            return "  ".join(parts)
        case "mtable":
            return "; ".join(parts)
        case _:
            return "".join(parts)


_BELOW = str.maketrans("0123456789+−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_ABOVE = str.maketrans("0123456789+−=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾")


def _scripted(text: str, letters: dict[int, int], sign: str) -> str:
    text = text.strip()
    if all(ord(letter) in letters for letter in text):
        return text.translate(letters)
    return sign + _bracketed(text)


def _bracketed(text: str) -> str:
    text = text.strip()
    simple = text.lstrip("∂").replace(".", "").isalnum() or (text[:1] + text[-1:]) == "()"
    return text if simple else f"({text})"
