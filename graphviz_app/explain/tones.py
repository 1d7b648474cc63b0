"""Tones: which parts of a formula are values, and which are gradients or tangents.

They are marked by signs that no formula has, so that a formula is put together, measured and
compared with them as without them. ``Formula`` is what leaves this package: LaTeX as before, which
knows where its tones are.
"""

from collections.abc import Iterator
from typing import Literal

from graphviz_app.patterns import late

Tone = Literal["value", "gradient", "tangent", ""]
VALUE, GRADIENT, END, TANGENT = "\ue000", "\ue001", "\ue002", "\ue003"
OPENING = (VALUE, GRADIENT, TANGENT)
_TONES: dict[str, Tone] = {VALUE: "value", GRADIENT: "gradient", TANGENT: "tangent"}
_SIGNS: dict[Tone, str] = {tone: sign for sign, tone in _TONES.items()}
_OPEN = "".join(OPENING)
_MARKS = late(f"[{_OPEN}{END}]")
_RUN = late(f"([{_OPEN}])([^{END}]*){END}?")
_MINUS = late(f"([{_OPEN}]?)[-\N{MINUS SIGN}]")


class Formula(str):
    """LaTeX; ``marked`` is the same with the signs of its tones."""

    __slots__ = ("marked",)
    marked: str

    def __new__(cls, marked: str) -> "Formula":
        """The text itself is without them."""
        self = super().__new__(cls, unmarked(marked))
        self.marked = marked
        return self


def marked(text: str) -> str:
    """With the signs of its tones, if it knows them."""
    return text.marked if isinstance(text, Formula) else text


def unmarked(text: str) -> str:
    """Without the signs."""
    return _MARKS.sub("", text) if END in text else text


def toned(text: str, tone: Tone) -> str:
    """All of it in one tone."""
    return f"{_SIGNS[tone]}{unmarked(text)}{END}" if tone and text else unmarked(text)


def tone_of(sign: str) -> Tone:
    """Which tone begins with this sign."""
    return _TONES.get(sign, "")


def runs(text: str) -> Iterator[tuple[Tone, str]]:
    """The text cut where its tone changes; no tone lies in another one."""
    end = 0
    for match in _RUN.finditer(text):
        if match.start() > end:
            yield "", text[end : match.start()]
        yield _TONES[match[1]], match[2]
        end = match.end()
    if end < len(text):
        yield "", text[end:]


def is_negative(text: str) -> bool:
    """Whether it begins with a minus sign, in whatever tone."""
    return _MINUS.match(text) is not None


def without_minus(text: str) -> str:
    """The same without it."""
    return _MINUS.sub(r"\1", text, count=1)


def left_plain(equation: str) -> str:
    """What is explained, left of the first equals sign, has no tone: it is what is asked."""
    left, sign, right = equation.partition(" = ")
    return f"{unmarked(left)}{sign}{right}" if sign else equation
