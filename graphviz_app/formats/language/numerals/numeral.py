"""Numbers as people write them, in a form that keeps their digits and can be read everywhere.

A claim ``a == -(0.50)`` is about "-0.50": two digits are meant, so the words are kept, not the
float. Text and document use this one reader, so that what one accepts the other can say.
"""

import math
import unicodedata
from fractions import Fraction

from graphviz_app.formats.language.words.typed.signs import FRACTIONS, SIGNS, may_hold_signs, plain
from graphviz_app.formats.phrases import closes
from graphviz_app.patterns import late

MAX_PRINTED = 100
"""Characters of a number that a person printed."""
_ARABIC_POINT = "\N{ARABIC DECIMAL SEPARATOR}"
_BASES = late(r"0[xX][0-9a-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+")
_VULGAR = late(rf"(\d*)([{FRACTIONS}])")
_TEN = late(r"(?P<digits>[^*]*\d)\s*\*\s*10\s*\*\*\s*(?P<power>[-+]?\d+)")
_DECIMAL = late(r"(?P<whole>[\d_]*)(?P<rest>\.?[\d_]*(?:[eE][-+]?[\d_]+)?)")


def numeral(written: str) -> str | None:
    """``-(0_1.50)`` as ``-1.50``, ``0x10`` as ``16``; None if it is not one finite number."""
    if len(written) > MAX_PRINTED:
        return None
    size, sign = _unwrapped(plain(written).text if may_hold_signs(written) else written)
    size = _TEN.sub(r"\g<digits>e\g<power>", size)
    size = size.replace(_ARABIC_POINT, ".")
    size = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in size)
    digits = _whole(size) if _BASES.fullmatch(size) else _decimal(size)
    if digits is None or len(digits) >= MAX_PRINTED:
        return None
    return sign + digits


def fraction(written: str) -> str | None:
    """As ``numeral``, also ``-(8/2)`` as ``-8/2`` and ``2½`` as ``5/2``."""
    if len(written) > MAX_PRINTED:
        return None
    size, sign = _unwrapped(written.translate(SIGNS))
    if whole := _VULGAR.fullmatch(size):
        exact = int(whole[1] or 0) + Fraction(unicodedata.numeric(whole[2])).limit_denominator(10)
        return f"{sign}{exact.numerator}/{exact.denominator}"
    above, slash, below = size.partition("/")
    if not slash:
        return numeral(written)
    parts = numeral(above), numeral(below)
    if parts[0] is None or parts[1] is None or float(parts[1]) == 0:
        return None
    if not math.isfinite(float(parts[0]) / float(parts[1])):
        return None
    both = f"{parts[0]}/{parts[1]}"
    return f"{sign}{both}" if not sign or parts[0][0] not in "+-" else None


def _unwrapped(text: str) -> tuple[str, str]:
    """Without its sign and brackets, and the sign."""
    text, sign = text.strip(), ""
    while text:
        if text[0] in "+-" and not sign:
            sign, text = text[0], text[1:].lstrip()
        elif text[0] == "(" and text[-1] == ")" and closes(text[1:-1]):
            text = text[1:-1].strip()
        else:
            break
    return text, sign


def _whole(size: str) -> str | None:
    try:
        number = int(size, 0)
    except ValueError:
        return None
    return str(number) if number <= 2**1023 else None


def _decimal(size: str) -> str | None:
    match = _DECIMAL.fullmatch(size)
    try:
        if match is None or not math.isfinite(float(size)):
            return None
    except ValueError:
        return None
    whole = match["whole"].replace("_", "")
    return (whole.lstrip("0") or whole[:1]) + match["rest"].replace("_", "")
