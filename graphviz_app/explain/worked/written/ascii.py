"""Words and formulas as LaTeX that every TeX reads: what is not ASCII becomes its command."""

import re
import unicodedata

from graphviz_app.explain.tones import unmarked
from graphviz_app.explain.worked.written.reader import SIGNS

_ESCAPES = r"""
\ \textbackslash{} { \{ } \} $ \$ & \& # \# _ \_ % \% ^ \textasciicircum{} ~ \textasciitilde{}
< \textless{} > \textgreater{} | \textbar{} " '' ` \textasciigrave{}
"""
_MARKS = dict(
    zip(
        "\u0300\u0301\u0302\u0303\u0308\u030a\u030c\u0327\u0304\u0307\u0306\u030b\u0323",
        (r"\`", r"\'", r"\^", r"\~", r"\"", r"\r", r"\v", r"\c", r"\=", r"\.", r"\u", r"\H", r"\d"),
        strict=True,
    )
)
"""Accents as characters that follow a letter, and as commands before it."""
_LETTERS = r"""
ß \ss{} ø \o{} Ø \O{} æ \ae{} Æ \AE{} œ \oe{} Œ \OE{} ł \l{} Ł \L{} ı \i{} – -- — --- … \ldots{}
‘ ` ’ ' “ `` ” '' „ ,, § \S{} ¶ \P{} £ \pounds{} © \copyright{}
"""
_FORMULAS = r"""
− - × \times · \cdot ½ \frac{1}{2} ¼ \frac{1}{4} √ \surd ° ^{\circ} ± \pm ′ ' ″ '' ‹ < › > ʹ '
ϕ \phi ϵ \epsilon ς \varsigma ∈ \in ∇ \nabla ≈ \approx 𝟏 \mathbf{1} ∑ \sum ∏ \prod
÷ \div ∘ \circ ᵛ ^{v} ∞ \infty ⊕ \oplus ∧ \wedge ∨ \vee ¬ \neg ∥ \Vert ‖ \Vert ∗ \ast • \bullet
"""


def _pairs(listed: str) -> dict[str, str]:
    parts = listed.split()
    return dict(zip(parts[::2], parts[1::2], strict=True))


_BLANKS = {"\u00a0": "~", "\N{THIN SPACE}": r"\,", "\N{NARROW NO-BREAK SPACE}": r"\,"}
_ESCAPED, _WRITTEN = _pairs(_ESCAPES), {**_pairs(_LETTERS), **_BLANKS}
_MATHS = {
    **{sign.strip(): rf"\{name}" for name, sign in SIGNS.items() if not sign.isascii()},
    **_pairs(_FORMULAS),
    **dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", (rf"^{{{x}}}" for x in "0123456789-"), strict=True)),
    **dict(zip("₀₁₂₃₄₅₆₇₈₉", (rf"_{{{x}}}" for x in "0123456789"), strict=True)),
}
_WORDS = re.compile(r"\\(?:text|mathrm)\{((?:[^{}\\]|\\.)*)\}")
_UNKNOWN = "?"


def words(text: str) -> str:
    """Plain text."""
    return "".join(_ESCAPED.get(char) or _letter(char) for char in text)


def is_written(text: str) -> bool:
    """Whether all of plain text can be written, with nothing left as a question mark."""
    return words(text).count(_UNKNOWN) == text.count(_UNKNOWN)


def formula(latex: str) -> str:
    """A formula; words in it stay words."""
    made, end = "", 0
    bare = unmarked(latex)
    for match in _WORDS.finditer(bare):
        made += _signs(bare[end : match.start()]) + _inside(match)
        end = match.end()
    return made + _signs(bare[end:])


def _inside(match: re.Match[str]) -> str:
    inner = match[1]
    if inner.isascii() and " " not in inner and match[0].startswith(r"\mathrm"):
        return match[0]
    return rf"\text{{{''.join(_letter(char) for char in inner)}}}"


def _signs(latex: str) -> str:
    return "".join(char if char.isascii() else _sign(char) for char in latex)


def _sign(char: str) -> str:
    known = _MATHS.get(char)
    return f"{known} " if known is not None else rf"\text{{{_letter(char)}}}"


def _letter(char: str) -> str:
    """One character among words; of what has no command, a question mark."""
    if char.isascii():
        return char if char.isprintable() else " "
    if char in _WRITTEN:
        return _WRITTEN[char]
    if char in _MATHS:
        return rf"\ensuremath{{{_MATHS[char]}}}"
    apart = unicodedata.normalize("NFD", char)
    if len(apart) == 2 and apart[0].isascii() and apart[1] in _MARKS:
        return rf"{_MARKS[apart[1]]}{{{apart[0]}}}"
    return _UNKNOWN
