"""The LaTeX of this program's formulas, read as text of one or more lines."""

import re
from collections.abc import Callable, Mapping

from graphviz_app.explain.numerals import COMMANDS
from graphviz_app.explain.tones import unmarked
from graphviz_app.explain.worked.written.block import (
    Block,
    beside,
    fenced,
    grid,
    over,
    raised,
    rooted,
)
from graphviz_app.numbers import MINUS

_TOKEN = re.compile(
    r"\\begin\{(\w+)\}|\\end\{(\w+)\}|\\([a-zA-Z]+)(?: (?![=+-] ))?|\\(.)|(.)", re.DOTALL
)
_LETTERS = """
alpha α beta β gamma γ delta δ varepsilon ε epsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ
mu μ nu ν xi ξ pi π rho ρ sigma σ tau τ upsilon υ varphi φ phi φ chi χ psi ψ omega ω
Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
partial ∂ infty ∞ dots … vdots ⋮ top ᵀ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ vert |
"""
_SPACED = "sum Σ prod Π cdot · odot ⊙ times × leq ≤ geq ≥ neq ≠ leftarrow ← to → otimes ⊗ ln ln"
"""Signs that a space follows."""


def _pairs(listed: str, after: str = "") -> dict[str, str]:
    words = listed.split()
    return {name: sign + after for name, sign in zip(words[::2], words[1::2], strict=True)}


SIGNS: Mapping[str, str] = {**_pairs(_LETTERS), **_pairs(_SPACED, " "), "quad": "  "}
"""Commands, and how they are written as text."""
_OPERATORS = frozenset(" ·⊙×≤≥≠←→⊗∗")
_ACCENTS = {"hat": "\u0302", "bar": "\u0304", "tilde": "\u0303"}
_FRACTIONS = {("1", "2"): "½", ("1", "4"): "¼", ("3", "4"): "¾"}
_BELOW = dict(
    zip("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True)
)
_ABOVE = dict(zip("0123456789+-−=()nᵀ′", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿᵀ′", strict=True))
_CLOSED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|[^\s/·+−]+")


def block(latex: str) -> Block:
    """The formula as text; what it does not know stands as it is."""
    return _Reader(unmarked(latex)).row("")


def text(latex: str) -> str:
    """The same in one line; matrices as rows in brackets."""
    return _Reader(unmarked(latex), flat=True).row("").lines[0].strip()


class _Reader:
    """Reads token by token; ``flat`` keeps everything in one line."""

    def __init__(self, latex: str, flat: bool = False) -> None:
        self._tokens = list(_TOKEN.finditer(latex))
        self._at = 0
        self._flat = flat

    def row(self, end: str) -> Block:
        """Everything up to ``end`` (a token's text), which is taken too."""
        parts: list[Block] = []
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            if end and token[0].strip() == end:
                self._at += 1
                break
            self._at += 1
            if token[0] in "^_" and token[0]:
                script = self._argument()
                base = parts.pop() if parts else Block.of("")
                parts.append(_scripted(base, token[0], script))
            else:
                self._add(parts, token)
        return beside(parts) if parts else Block.of("")

    def _add(self, parts: list[Block], token: re.Match[str]) -> None:
        """One thing; no two spaces follow each other."""
        made = self._one(token)
        text = made.flat
        if text is not None and text[:1] in _OPERATORS and parts:
            before = parts[-1].flat
            if before is None or not before.endswith(" "):
                made = Block.of(f" {text}" if text != " " else text)
            elif text == " ":
                return
        if text is None and parts and (parts[-1].flat or "").endswith(MINUS):
            parts.append(Block.of(" "))  # its bar would seem to be longer
        parts.append(made)

    def _argument(self) -> Block:
        token = self._tokens[self._at]
        self._at += 1
        while token[0] == " ":
            token = self._tokens[self._at]
            self._at += 1
        return self._one(token)

    def _one(self, token: re.Match[str]) -> Block:
        environment, _, command, sign, char = token.groups()
        if environment:
            return self._environment(environment)
        if command:
            return self._command(command)
        if sign:
            return Block.of({",": " ", " ": " ", ";": " "}.get(sign, sign))
        if char == "{":
            return self.row("}")
        return Block.of({"-": MINUS, "'": "′", "~": " "}.get(char, char))

    def _command(self, name: str) -> Block:
        reader = _STRUCTURES.get(name)
        if reader is not None:
            return reader(self)
        if name in _ACCENTS:
            inner = self._argument().flat or ""
            return Block.of(inner[:1] + _ACCENTS[name] + inner[1:])
        if name in COMMANDS:
            return Block.of(name if self._opens_bracket() else f"{name} ")
        return Block.of(SIGNS.get(name, name))

    def _opens_bracket(self) -> bool:
        following = self._tokens[self._at : self._at + 1]
        return bool(following) and following[0][0].strip() in (r"\left", "(", "_", "^")

    def _words(self) -> Block:
        """\\text and \\mathrm: as it stands."""
        self._at += 1
        made = ""
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            self._at += 1
            if token[0] == "}":
                break
            made += token[4] or token[0]
        return Block.of(made)

    def _fraction(self) -> Block:
        top, bottom = self._argument(), self._argument()
        above, below = top.flat, bottom.flat
        if above is not None and below is not None:
            if (above, below) in _FRACTIONS:
                return Block.of(_FRACTIONS[above, below])
            closed = _CLOSED.fullmatch(above.removeprefix(MINUS)) and _CLOSED.fullmatch(below)
            if closed or self._flat:
                return Block.of(f"{_held(above)}/{_held(below)}")
        return over(top, bottom)

    def _fence(self) -> Block:
        left = self._delimiter()
        body = self.row(r"\right")
        right = self._delimiter()
        if body.flat is not None:
            body = Block.of(body.flat.strip())
        return fenced(left, body, right)

    def _delimiter(self) -> str:
        made = self._argument().flat or ""
        return "" if made == "." else made.strip()

    def _environment(self, name: str) -> Block:
        rows: list[list[Block]] = [[]]
        cell: list[re.Match[str]] = []
        depth = 0
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            self._at += 1
            depth += bool(token[1]) - bool(token[2]) + (token[0] == "{") - (token[0] == "}")
            ends = depth < 0 and bool(token[2])
            if ends or (depth == 0 and token[0] in ("&", r"\\")):
                rows[-1].append(self._cell(cell))
                cell = []
                if ends:
                    break
                if token[0] != "&":
                    rows.append([])
            else:
                cell.append(token)
        return self._grid(name, rows)

    def _cell(self, tokens: list[re.Match[str]]) -> Block:
        inner = _Reader("", self._flat)
        inner._tokens = tokens
        made = inner.row("")
        return made if made.flat is None else Block.of(made.flat.strip())

    def _grid(self, name: str, rows: list[list[Block]]) -> Block:
        if self._flat:
            listed = (", ".join(cell.flat or "" for cell in row) for row in rows)
            if name == "cases":
                return Block.of(f"{{{'; '.join(listed)}}}")
            return Block.of(f"[{', '.join(f'[{row}]' for row in listed)}]")
        if name == "cases":
            return fenced("{", grid(rows, right=False), "")
        return fenced("[", grid(rows, right=True), "]")


_STRUCTURES: Mapping[str, Callable[[_Reader], Block]] = {
    "frac": _Reader._fraction,
    "left": _Reader._fence,
    "text": _Reader._words,
    "mathrm": _Reader._words,
    "mathbf": lambda reader: Block.of((reader._argument().flat or "").replace("1", "𝟏")),
    "sqrt": lambda reader: rooted(reader._argument()),
}


def _scripted(base: Block, kind: str, script: Block) -> Block:
    """With an index below or above: as such letters, else after _ or ^."""
    inner, below = script.flat, base.flat
    if inner is None:
        return raised(base, script) if kind == "^" else beside([base, Block.of("_"), script])
    if below is not None and below.endswith(" "):  # Σ and Π, which a space follows
        return Block.of(f"{below.rstrip()}{_small(inner, kind)} ")
    if len(base.lines) > 1:
        at = 0 if kind == "^" else len(base.lines) - 1
        lone = Block((_small(inner, kind),), base.base - at)
        return beside([base, lone])
    return beside([base, Block.of(_small(inner, kind))])


def _small(inner: str, kind: str) -> str:
    letters = _BELOW if kind == "_" else _ABOVE
    tight = inner.replace(" ", "") if kind == "_" else inner
    if all(char in letters or (kind == "_" and char == ",") for char in tight):
        return "".join(letters.get(char, char) for char in tight)
    if kind == "_":
        return tight if tight.startswith("[") else f"_{tight.replace(',', '_')}"
    return f"^{_held(inner)}" if _CLOSED.fullmatch(inner) else f"^({inner})"


def _held(part: str) -> str:
    """In brackets if it would fall apart beside / or ^."""
    return part if _CLOSED.fullmatch(part.removeprefix(MINUS)) else f"({part})"
