r"""A small typesetter for the names of nodes: ``w``, ``w_{11}``, ``\hat{y}_1``, ``x + b``.

Most formulas in a picture are of this kind. Setting them straight from the font's glyphs saves
the 0.13 s that importing ziamath takes from the time to the first picture.
"""

from functools import cache, lru_cache

from PySide6.QtGui import QFont, QPainterPath, QRawFont, QTransform

from graphviz_app.explain.tones import END, tone_of
from graphviz_app.patterns import late
from graphviz_app.scene.typeset.fonts import math_font_file
from graphviz_app.scene.typeset.math_block import Block

_SCRIPT = 0.7
"""Size of sub- and superscripts, STIX's scriptPercentScaleDown."""
_SCRIPT_IN_SCRIPT = 0.9
_SUB_DROP = 0.21
_SUP_RISE = 0.36
"""In ems, STIX's subscriptShiftDown and superscriptShiftUp."""
_FRACTION = 0.86
"""Size of the parts of a fraction, which stay small so that a line stays a line."""
_AXIS = 0.258
_RULE = 0.06
"""Height of the fraction's rule over the baseline and its thickness, in ems."""
_MEDIUM_SPACE = 4 / 18
_THIN_SPACE = 3 / 18
_TOKEN = late(r"\\[A-Za-z]+|\\[,; ]|[A-Za-z0-9.,'{}_^+\-=<>()|/*! ]|[^\x00-\x7f]")
_GREEK = (
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa",
    "lambda", "mu", "nu", "xi", "omicron", "pi", "rho", "varsigma", "sigma", "tau", "upsilon",
    "varphi", "chi", "psi", "omega", "partial", "varepsilon", "vartheta", "varkappa", "phi",
    "varrho", "varpi",
)  # fmt: skip
"""In the order of Unicode's mathematical italics."""
_ITALIC_GREEK = {rf"\{name}": chr(0x1D6FC + i) for i, name in enumerate(_GREEK)}
_ITALIC_GREEK[r"\epsilon"], _ITALIC_GREEK[r"\varepsilon"] = "\U0001d716", "\U0001d700"
_CAPITAL_GREEK = {
    r"\Gamma": "Γ", r"\Delta": "Δ", r"\Theta": "Θ", r"\Lambda": "Λ", r"\Xi": "Ξ", r"\Pi": "Π",
    r"\Sigma": "Σ", r"\Phi": "Φ", r"\Psi": "Ψ", r"\Omega": "Ω",
}  # fmt: skip
_BINARY = {
    "+": "+", "-": "−", r"\cdot": "⋅", r"\odot": "⊙", r"\times": "×", "=": "=", "<": "<", ">": ">",
    r"\leq": "≤", r"\le": "≤", r"\geq": "≥", r"\ge": "≥", r"\neq": "≠", r"\ne": "≠",
}  # fmt: skip
_OPENING = ("(", "[", "|", ",")
_ACCENTS = {r"\hat": "\u02c6", r"\bar": "\u02c9", r"\tilde": "\u02dc", r"\dot": "\u02d9"}
_FUNCTIONS = {r"\exp", r"\ln", r"\log", r"\tanh", r"\sin", r"\cos", r"\max", r"\min", r"\sum"}
_SYMBOLS = {r"\top": "⊤", r"\dots": "…", r"\sum": "∑", r"\infty": "∞"}
_BOLD_ZERO = 0x1D7CE
_UPRIGHT = {r"\mathrm", r"\text", r"\operatorname"}


class _NotSimpleError(Exception):
    """The formula needs the full typesetter."""


def set_letters(latex: str, size: float) -> dict[str, QPainterPath] | None:
    """The formula's curves by their tone, baseline at y = 0; None if it is not a simple one."""
    block = set_block(latex)
    if block is None:
        return None
    larger = QTransform.fromScale(size, size)
    return {tone: larger.map(path) for tone, path in block.paths().items()}


def set_block(latex: str) -> Block | None:
    """The formula in ems."""
    tokens = _TOKEN.findall(latex)
    if sum(map(len, tokens)) != len(latex):
        return None
    try:
        return _Setter(tokens).row()[0]
    except (_NotSimpleError, IndexError, RecursionError):
        return None


class _Setter:
    """Reads tokens left to right and sets them at 1 px per em."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens = [token for token in tokens if token != " "]
        self.at = 0
        self.raised = 0
        """How many sub- and superscripts the present place is in."""
        self.fenced = 0
        """How many growing parentheses are open: what is in them must not be tall."""

    def row(self, closing: str = "") -> tuple[Block, float]:
        """Set atoms up to the closing brace (or the end): curves and advance."""
        block, x, after, last = Block(), 0.0, 0.0, ""
        while self._peek() != closing:
            token = self._next()
            if token in (r"\left", r"\right"):
                self._fence(token)
                continue
            glyph, width = self._with_scripts(self._atom(token))
            lone = token in ("+", "-") and (last in _BINARY or last in _OPENING)
            tight = x == 0.0 or after > 0.0 or last in _OPENING
            before, after = (0.0, 0.0) if lone else self._spaces(token, x == 0.0, tight)
            last = token
            block.put(glyph, x + before)
            x += before + width + after
        self.at += 1
        return block, x

    def _spaces(self, token: str, first: bool, tight: bool) -> tuple[float, float]:
        """Before and after an atom, as TeX has them; none in sub- and superscripts."""
        if self.raised:
            return 0.0, 0.0
        if token in _BINARY:
            if first:
                return 0.0, _MEDIUM_SPACE if token == "=" else 0.0
            return _MEDIUM_SPACE, _MEDIUM_SPACE
        if token in (",", r"\,"):
            return 0.0, _THIN_SPACE
        if token in _FUNCTIONS:
            fenced = self._peek() in (r"\left", "(", "")
            return 0.0 if tight else _THIN_SPACE, 0.0 if fenced else _THIN_SPACE
        return 0.0, 0.0

    def _peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def _next(self) -> str:
        self.at += 1
        return self.tokens[self.at - 1]

    def _atom(self, token: str) -> tuple[Block, float]:
        if token == "{":
            return self._number() or self.row("}")
        if tone := tone_of(token):
            return self._toned(tone)
        if token == r"\,":
            return Block(), 0.0
        if token in _ACCENTS:
            return self._accented(_ACCENTS[token])
        if token in _UPRIGHT:
            return self._upright()
        if token == r"\mathbf":
            return self._bold()
        if token == r"\frac":
            return self._fraction()
        if token in _FUNCTIONS and token not in _SYMBOLS:
            return _word(token[1:])
        return _glyph(_character(token))

    def _toned(self, tone: str) -> tuple[Block, float]:
        block, width = self.row(END)
        block.tone = tone
        return block, width

    def _number(self) -> tuple[Block, float] | None:
        """Digits up to a closing brace: most subscripts are, again and again the same."""
        end = self.at
        while end < len(self.tokens) and self.tokens[end].isdecimal():
            end += 1
        if end == self.at or self.tokens[end : end + 1] != ["}"]:
            return None
        digits, self.at = "".join(self.tokens[self.at : end]), end + 1
        return _word(digits)

    def _fence(self, token: str) -> None:
        """Parentheses of ordinary size are enough around what is not tall."""
        self.fenced += 1 if token == r"\left" else -1
        if self._peek() not in ("(", ")", "|", "[", "]"):
            raise _NotSimpleError

    def _fraction(self) -> tuple[Block, float]:
        if self.fenced or self._next() != "{":
            raise _NotSimpleError
        self.fenced += 1
        upper, upper_width = self.row("}")
        if self._next() != "{":
            raise _NotSimpleError
        lower, lower_width = self.row("}")
        self.fenced -= 1
        inner = _FRACTION * max(upper_width, lower_width)
        rule = QPainterPath()
        rule.addRect(0.04, -_AXIS - _RULE / 2, inner + 0.08, _RULE)
        block = Block(rule)
        rise = -_AXIS - 0.13 - _FRACTION * max(upper.bottom, 0.0)
        drop = -_AXIS + 0.15 - _FRACTION * min(lower.top, -0.45)
        for part, width, y in ((upper, upper_width, rise), (lower, lower_width, drop)):
            block.put(part, 0.08 + (inner - _FRACTION * width) / 2, y, _FRACTION)
        return block, inner + 0.16

    def _with_scripts(self, base: tuple[Block, float]) -> tuple[Block, float]:
        if self._peek() not in ("_", "^"):
            return base
        inner, width = base
        after = width
        scripts: dict[str, Block] = {}
        size = _SCRIPT if self.raised == 0 else _SCRIPT_IN_SCRIPT
        self.raised += 1
        while (sign := self._peek()) in ("_", "^") and sign not in scripts:
            self._next()
            scripts[sign], advance = self._atom(self._next())
            after = max(after, width + advance * size + 0.04)
        self.raised -= 1
        apart = 0.08 if len(scripts) == 2 else 0.0
        tall = max(-inner.top - 0.7, 0.0)
        block = Block()
        block.put(inner, 0.0)
        for sign, script in scripts.items():
            y = _SUB_DROP + apart if sign == "_" else -_SUP_RISE - apart - tall
            block.put(script, width, y, size)
        return block, after

    def _accented(self, accent: str) -> tuple[Block, float]:
        over, width = self._atom(self._next())
        mark, _ = _glyph(accent)
        lift = over.top + 0.47 if over.top < -0.5 else 0.0
        slant = 0.06
        block = Block()
        block.put(over, 0.0)
        block.put(mark, (over.left + over.right) / 2 + slant - (mark.left + mark.right) / 2, lift)
        return block, width

    def _upright(self) -> tuple[Block, float]:
        if self._next() != "{":
            raise _NotSimpleError
        word = ""
        while (token := self._next()) != "}":
            if len(token) > 1 or token in "{^":
                raise _NotSimpleError
            word += token
        return _word(word)

    def _bold(self) -> tuple[Block, float]:
        """A bold digit: 𝟏, of a vector of ones."""
        digit = self.tokens[self.at + 1]
        if self.tokens[self.at : self.at + 3] != ["{", digit, "}"] or not digit.isdecimal():
            raise _NotSimpleError
        self.at += 3
        return _glyph(chr(_BOLD_ZERO + int(digit)))


@lru_cache(maxsize=4096)
def _word(word: str) -> tuple[Block, float]:
    block, x = Block(), 0.0
    for character in word:
        glyph, width = _glyph(character)
        block.put(glyph, x)
        x += width
    return block, x


def _character(token: str) -> str:
    """The font's character for a token: letters become mathematical italics."""
    if token in _BINARY:
        return _BINARY[token]
    if len(token) == 1:
        if token == "h":
            return "\N{PLANCK CONSTANT}"  # the one hole in the italic alphabet
        if "a" <= token <= "z":
            return chr(0x1D44E + ord(token) - ord("a"))
        if "A" <= token <= "Z":
            return chr(0x1D434 + ord(token) - ord("A"))
        if token in "{}_^*":
            raise _NotSimpleError
        return token
    if token in _ITALIC_GREEK:
        return _ITALIC_GREEK[token]
    if token in _CAPITAL_GREEK:
        return _CAPITAL_GREEK[token]
    if token in _SYMBOLS:
        return _SYMBOLS[token]
    raise _NotSimpleError


@cache
def _font() -> QRawFont:
    return QRawFont(str(math_font_file()), 1000.0, QFont.HintingPreference.PreferNoHinting)


@cache
def _glyph(character: str) -> tuple[Block, float]:
    """Curves and advance in ems."""
    font = _font()
    indexes = font.glyphIndexesForString(character)
    if len(indexes) != 1 or not indexes[0]:
        raise _NotSimpleError
    path = QTransform.fromScale(0.001, 0.001).map(font.pathForGlyph(indexes[0]))
    advance = font.advancesForGlyphIndexes(indexes)[0].x() / 1000
    return Block(path, character, advance), advance
