"""An answer as it stands in a cell or is typed into a field: ``0,65``, ``≈ 0.65``, ``[1 2]``."""

import re
from typing import NamedTuple

from graphviz_app.core.wording import shortened
from graphviz_app.errors import GraphAppError
from graphviz_app.formats.language.claiming.claimed import TOO_LONG, claimed
from graphviz_app.formats.language.numerals.numeral import numeral
from graphviz_app.formats.language.words.typed.answers import BLANK
from graphviz_app.formats.language.words.typed.claim_signs import TOLERANCE
from graphviz_app.formats.limits import MAX_CLAIMED

_OPEN = re.compile(r"[-–—−]+|n\.?\s*/?\s*a\.?|k\.?\s*a\.?|tbd|none|null|open|\(?blank\)?", re.I)
_LEADING = re.compile(r"^(?:[=≈≃≅~:'‘’`]|\s)+")
_REMARK = re.compile(r"\s+\([^()]*\)\s*$")
_COMMA = re.compile(r"(?<![\d.,])([-+−]?\d+),(\d+(?:[eE][-+]?\d+)?)(?![\d.,])")
_TEN = re.compile(r"\s*[·⋅*×x]\s*10\s*(?:\^|\*\*)\s*[{(]?\s*([-+−]?\d+)\s*[)}]?")
_GAPS = re.compile(r"\s*[;,]\s*|\s+")
_BRACKETS = str.maketrans("({)}", "[[]]")
_LIST = re.compile(r"[\[({].*[\])}]", re.DOTALL)
_LONGEST = 40
FORM = "a number such as 0.65, a fraction 2/3 or a list [1, 2] is expected"


class Answer(NamedTuple):
    """What a claim prints, ``""`` where it is left open, and its tolerance."""

    printed: str
    tolerance: str = ""


def read_answer(written: str) -> Answer:
    """The answer that is meant; raises GraphAppError with the reason if that is not certain."""
    words = _LEADING.sub("", written.strip().strip("$").strip())
    if is_open(words):
        return Answer("")
    number, *tolerance = TOLERANCE.split(_REMARK.sub("", words))
    printed, within = _number(number), [numeral(_decimal(part)) for part in tolerance]
    if printed is None:
        if len(words) > MAX_CLAIMED:
            raise GraphAppError(TOO_LONG)
        raise GraphAppError(f"{FORM}, found '{shortened(written.strip(), _LONGEST)}'")
    if len(within) > 1 or None in within or (within and float(within[0] or 0) < 0):
        raise GraphAppError("a tolerance is a positive number, as in 0.65 ± 0.01")
    return Answer(printed, within[0] or "" if within else "")


def is_open(words: str) -> bool:
    """Whether a cell says that there is no answer."""
    return BLANK.fullmatch(words) is not None or _OPEN.fullmatch(words.strip()) is not None


def _number(words: str) -> str | None:
    words = _TEN.sub(r"e\1", words.strip())
    if (plain := claimed(words)) is not None:
        return plain
    if not _LIST.fullmatch(words):
        return claimed(_decimal(words))
    return claimed(_list(words.translate(_BRACKETS)))


def _decimal(words: str) -> str:
    """``0,65`` as ``0.65``: in a cell for one number a comma is no other sign."""
    return _COMMA.sub(r"\1.\2", words.strip())


def _list(words: str) -> str:
    """``[0,5; 0,6]`` and ``[[1. 2.] [3. 4.]]`` with the commas of a list."""
    pieces = re.split(r"([\[\]])", _decimal(words) if ";" in words else words)
    marked = [part if part in "[]" else _GAPS.sub(",", part.strip(" ,;\n\t")) for part in pieces]
    joined = "".join(marked)
    return joined.replace("][", "],[")
