"""What a line is about, told from its words; whether it begins where a statement does."""

from graphviz_app.formats.language.words.tokens import depth_change
from graphviz_app.formats.language.words.typed.answers import BLANK
from graphviz_app.formats.language.words.typed.claim_signs import ABOUT
from graphviz_app.formats.language.words.typed.signs import FRACTIONS
from graphviz_app.formats.language.words.typed.superscripts import SUPERSCRIPTS
from graphviz_app.patterns import late

_PRIMES = "\N{PRIME}\N{DOUBLE PRIME}\N{RIGHT SINGLE QUOTATION MARK}"
_NAME = rf"[^\W\d][\w{_PRIMES}]*"
DEFINITION = late(rf"\s*({_NAME})\s*(?P<changes>\*\*|[-+*/@])?=(?!=)")
_SUBJECT = rf"[^\W\d][\w.{_PRIMES}]*(?:\[[^\]=]*\])*"
_MINUS = r"\-\N{MINUS SIGN}"
_NUMBER = rf"[\d.{FRACTIONS}{SUPERSCRIPTS}][\w.⁻⁺]*+(?:(?<=[eE])[+{_MINUS}]\w++)?+"
CLAIM = late(
    rf"\s*(?:{_SUBJECT}\s*(?:\([^=]*\)\s*)?(?:==|{ABOUT.pattern})"
    rf"|[∂d]\s*{_SUBJECT}\s*/\s*[∂d]\s*{_SUBJECT}\s*(?:==?|{ABOUT.pattern}))(?:[\s(\[+{_MINUS}]*(?P<number>{_NUMBER})"
    rf"(?:[\s,()\[\]+{_MINUS}*/·×÷±]++{_NUMBER})*+[\s)\]]*|\s*{BLANK.pattern}\s*)(?:[;#]|$)"
)


def carried(line: str, before: int = 0) -> int:
    """What of a statement is open after a line: twice the brackets, and one for a ``\\``.

    ``before``: what was open above. Where that is not 0, a line goes on with the one above it.
    """
    brackets = max(0, before // 2 + depth_change(line))
    return 2 * brackets + line.endswith("\\")


def is_claim(line: str) -> bool:
    """Whether a line at which a statement begins claims a number: ``grad(w) == -0.2``, or ``?``."""
    return CLAIM.match(line) is not None


def says_nothing(text: str) -> bool:
    """Whether there are only comments and blank lines: no mistake, only a beginning."""
    return all(not line.strip() or line.lstrip().startswith("#") for line in text.split("\n"))
