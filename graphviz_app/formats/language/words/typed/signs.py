"""Signs of mathematics as Python's parser takes them: ``½·x₁² + √w`` is ``0.5*x1**2 + sqrt(w)``.

What has no certain meaning stays as it is, and is refused in its place.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping

from graphviz_app.formats.language.words.grammar import operator_called
from graphviz_app.formats.language.words.typed.bars import structured
from graphviz_app.formats.language.words.typed.claim_signs import DERIVED, with_claim_signs
from graphviz_app.formats.language.words.typed.mapped import Change, Mapped
from graphviz_app.formats.language.words.typed.superscripts import SUPERSCRIPTS, raised
from graphviz_app.patterns import late

FRACTIONS = "½¼¾⅓⅔⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"
_MINUS = "\N{MINUS SIGN}\N{EN DASH}\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FULLWIDTH HYPHEN-MINUS}"
_TIMES = "×·⋅∙∗⊙"
_FULL_WIDTH = {chr(0xFF01 + i): chr(0x21 + i) for i in range(0x5E) if not chr(0x21 + i).isalnum()}
_ONE: Mapping[str, str] = {
    **_FULL_WIDTH,
    **dict.fromkeys(_MINUS, "-"),
    **dict.fromkeys(_TIMES, "*"),
    **dict.fromkeys("÷∕⁄", "/"),
    "≔": "=",
    "∆": "Δ",
    "\N{NO-BREAK SPACE}": " ",
}
SIGNS = str.maketrans(dict(_ONE))
"""Signs that are one letter of the language each."""
_MORE = {"≤": "<=", "⩽": "<=", "≥": ">=", "⩾": ">=", "≠": "!="}
_CALLED = {"∑": "sum", "∏": "prod"}
_ACCENTS = r"\u0300-\u036f"
_NEXT_OPERAND = r"(?=(?!(?:if|else|and|or|not|in|is)\b)[^\W\d]|\(|\.\.\.)"
_TYPED = late(
    rf"""(?![\sa-df-zA-Z_(),=+\[\]:-])  # nothing begins with these, which are most letters
      (?:(?P<kept>"[^"]*"|'[^']*'|\#.*)
      | (?P<scientific>(?P<decimal>(?<![\w.])(?:\d+\.?\d*|\.\d+))
          \s*[*{_TIMES}]\s*10(?P<ten>[{SUPERSCRIPTS}]+))
      | (?P<fraction>(?:(?<![\w.])\d+)?[{FRACTIONS}])(?:\s*(?P<times>){_NEXT_OPERAND})?
      | (?<=[\w)\].])(?P<transposed>[ᵀ⊤])(?:\s*(?P<product>){_NEXT_OPERAND})?
      | (?P<power>(?<=[\w)\]|‖.{_ACCENTS}])[{SUPERSCRIPTS}]+)
      | (?P<below>(?:(?<=[^\W\d])(?<![{SUPERSCRIPTS}])|(?<=[{_ACCENTS}]))[₀-₉]+)
      | (?P<two>(?<=‖)₂)
      | (?P<called>[∑∏])(?=\s*\()
      | (?P<sign>[{re.escape("".join([*_ONE, *_MORE]))}])
      | (?<![\w.])e\s*(?P<hat>\^))""",
    re.VERBOSE,
)
_LONGEST_NAME = 40
"""Letters of a function's name, of those before a superscript."""
_NAME_BEFORE = late(r"[^\W\d]\w*\Z")
_BRACKET = late(r"\s*\(")
_STRUCTURE = late(rf"[√|‖]|\*\*\{{|[{SUPERSCRIPTS}]\s*\(")
_ASCII = ("|", "^", "~=", "+-", "+/-")
"""What of it is typed on every keyboard …"""
_GIVEN = late(rf"^[ \t]*{DERIVED}=(?!=)", re.MULTILINE | re.VERBOSE)
"""… and how ``dL/dw = 0.5`` begins."""


def may_hold_signs(text: str) -> bool:
    """Whether any line of a text needs a closer look."""
    if not text.isascii() or any(sign in text for sign in _ASCII):
        return True
    return "/" in text and _GIVEN.search(text) is not None


def plain(line: str) -> Mapped:
    """A line in the letters of Python's grammar, and which column each came from."""
    letters = line.translate(SIGNS)
    if not may_hold_signs(letters) and '"' not in line and "'" not in line:
        return Mapped.of(letters)
    words = Mapped.of(line).changed(_changes(line))
    if _STRUCTURE.search(words.text):
        words = structured(words)
    return with_claim_signs(words)


def _changes(line: str) -> Iterator[Change]:
    for match in _TYPED.finditer(line):
        for kind, written in _WRITTEN.items():
            if match[kind] is not None and (now := written(match)) is not None:
                yield Change(*match.span(kind), now)


def _number(match: re.Match[str]) -> str:
    whole, sign = match["fraction"][:-1], match["fraction"][-1]
    return repr(int(whole or 0) + unicodedata.numeric(sign))


def _scientific(match: re.Match[str]) -> str | None:
    exponent = raised(match["ten"])
    return f"{match['decimal']}e{exponent}" if exponent else None


def _power(match: re.Match[str]) -> str | None:
    """None for a power of a function's name, ``sin²(x)``, which is looked at later."""
    exponent = raised(match["power"])
    before = match.string[max(0, match.start() - _LONGEST_NAME) : match.start()]
    name = _NAME_BEFORE.search(before)
    called = name and _BRACKET.match(match.string, match.end()) and operator_called(name[0])
    return f"**{exponent}" if exponent and not called else None


_WRITTEN: Mapping[str, Callable[[re.Match[str]], str | None]] = {
    "scientific": _scientific,
    "fraction": _number,
    "times": lambda match: "*",
    "transposed": lambda match: ".T",
    "product": lambda match: " @ ",
    "power": _power,
    "below": lambda match: unicodedata.normalize("NFKC", match["below"]),
    "two": lambda match: "",
    "called": lambda match: _CALLED[match["called"]],
    "sign": lambda match: _ONE.get(match["sign"]) or _MORE[match["sign"]],
    "hat": lambda match: "**",
}
"""What each kind of sign becomes; None where its meaning is not certain."""
