"""Names, formulas and the operators' templates as LaTeX; signs as plain text."""

import re
from collections.abc import Mapping
from functools import cache
from string import Template

from graphviz_app.core.brackets import Form, Level
from graphviz_app.core.expression import ZERO, Expr, Name, Number, names_in
from graphviz_app.core.graph import PRIME
from graphviz_app.core.op import Op
from graphviz_app.core.oplib import OPS
from graphviz_app.explain.numerals import COMMANDS, number_piece
from graphviz_app.explain.piece import Piece, fill, is_condition
from graphviz_app.explain.tones import unmarked
from graphviz_app.numbers import superscript
from graphviz_app.patterns import late

_GREEK = (
    *("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa"),
    *("lambda", "mu", "nu", "xi", "pi", "rho", "sigma", "tau", "upsilon", "phi", "chi", "psi"),
    *("omega", "Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi", "Sigma", "Upsilon", "Phi", "Psi"),
    "Omega",
)
_ROUND = {"epsilon": r"\varepsilon", "phi": r"\varphi"}
_ELEMENT = late(r"([^\W\d]\w*)\[(\d+(?:,\d+)*)\]")
_MOST_PRIMES = 3
_ACCENTS = {"hat": r"\hat", "bar": r"\bar", "tilde": r"\tilde"}
_LETTER = r"\\(?:hat|bar|tilde|mathrm|text|operatorname)\{[^{}]*\}|\\[A-Za-z]+|[A-Za-z]"
_DOTTABLE = late(rf"({_LETTER})('*(?:_(?:\{{[^{{}}]*\}}|\w))?(?:\^\{{\(\d+\)\}})?)")
"""A letter or a word, and what stands at it."""


@cache
def name_latex(name: str, *more: str) -> str:
    """A name as mathematics: ``w2_11`` → w_{2,11}, ``yhat1`` → ŷ_1, ``loss`` upright.

    An element W[0,1] is W_{01}. ``more`` are further subscripts. Names that are no identifiers are
    set as text.
    """
    if name.endswith(PRIME):
        return _primed(name, more)
    if (element := _ELEMENT.fullmatch(name)) is not None:
        return name_latex(element[1], _places(element[2]), *more)
    match = re.fullmatch(r"([^\W\d_]+)(\w*)", name)
    if match is None:
        base, parts = _upright(name), []
    else:
        base = match[1]
        parts = [part for part in match[2].split("_") if part]
        accent = re.fullmatch(r"(hat|bar|tilde)(\d*)", parts[0]) if parts else None
        if accent:
            base, parts = base + accent[1], [accent[2], *parts[1:]] if accent[2] else parts[1:]
        base = _base(base)
    subscripts = ",".join([*map(_subscript, parts), *more])
    if not subscripts:
        return base
    return f"{base}_{subscripts}" if len(subscripts) == 1 else f"{base}_{{{subscripts}}}"


def dotted(name: str) -> str:
    """The tangent of what is called so: ẋ of x, ḣ_1 of h_1; (w·x)˙ of what has no name."""
    match = _DOTTABLE.fullmatch(name)
    if match is None:
        return rf"\left({name}\right)^{{\bullet}}"
    return rf"\dot{{{match[1]}}}{match[2]}"


def _primed(name: str, more: tuple[str, ...]) -> str:
    """A version of a name: c', c'' and, of many, c^{(4)}."""
    stem = name.rstrip(PRIME)
    count = len(name) - len(stem)
    base = name_latex(stem, *more)
    return f"{base}{count * chr(39)}" if count <= _MOST_PRIMES else f"{base}^{{({count})}}"


def _places(at: str) -> str:
    """The place of an element: 01, or 1,12 where a number has several digits."""
    return at if re.search(r"\d\d", at) else at.replace(",", "")


def plain_name(name: str) -> str:
    """The same as plain text: c′, c″."""
    return name.replace(PRIME * 2, "\N{DOUBLE PRIME}").replace(PRIME, "\N{PRIME}")


def _base(letters: str) -> str:
    for ending, command in _ACCENTS.items():
        if letters.endswith(ending) and len(letters) > len(ending):
            return f"{command}{{{_base(letters.removesuffix(ending))}}}"
    if letters in _GREEK:
        return _ROUND.get(letters, f"\\{letters}")
    return letters if len(letters) == 1 else _upright(letters)


def _subscript(part: str) -> str:
    words = re.findall(r"\d+|[^\W\d]+", part)
    return "".join(_base(word) if word[0].isalpha() else word for word in words)


def _upright(text: str) -> str:
    """Upright letters; what LaTeX or the typesetter would stumble over becomes a space or dash."""
    if text.isalnum():
        return f"\\mathrm{{{text}}}"
    safe = re.sub(r"[^\w .,:;+*/()=<>'!?|@-]", " ", text).replace("_", r"\_").replace("<", "‹")
    return f"\\text{{{safe.replace('>', '›').strip() or '?'}}}"


def typeset(op: Op, pieces: Mapping[str, Piece]) -> Piece:
    """The operator applied to operands (and attributes), by its template."""
    if op.latex == "$a":
        return pieces["a"]
    if op.name == "exp" and r"\begin" in pieces["a"].text:
        return fill(_EXP, pieces)  # in an exponent brackets do not grow
    count = sum(name not in (*op.attrs, "y") for name in pieces)
    return fill(op.latex_form(count), pieces)


_EXP = Form(r"\exp\left($a\right)", Level.POWER)
BY_ELEMENTS = Form(r"$a \odot $b", Level.PRODUCT, regroups=True)
"""The product of two vectors or matrices, element by element."""


def written_out(
    tree: Expr, pieces: Mapping[str, Piece], tables: frozenset[str] = frozenset()
) -> Piece:
    """A formula typeset, with a piece for each of its names; ⊙ between what is in ``tables``."""
    if isinstance(tree, Number):
        return number_piece(tree.value)
    if isinstance(tree, Name):
        return pieces[tree.name]
    op = OPS[tree.op]
    operands = [written_out(operand, pieces, tables) for operand in tree.operands]
    if op.name == "not_equal" and tree.operands[1] == ZERO and is_condition(operands[0]):
        return operands[0]  # a condition is 1 or 0 as it stands
    attrs = {name: written_out(value, pieces) for name, value in tree.attrs}
    if op.name == "mul" and all(names_in(operand) & tables for operand in tree.operands):
        both = dict(zip("ab", operands, strict=True))
        return fill(BY_ELEMENTS, both)
    return typeset(op, {**dict(zip(op.letters(len(operands)), operands, strict=True)), **attrs})


def sign(op: Op, attrs: Mapping[str, object]) -> str:
    """The plain text sign of an operator: ``×``, ``u²``, ``u⁻¹``, ``u^0.7``, ``u[0]``."""
    if "$exponent" not in op.symbol:
        return Template(op.symbol).safe_substitute({**op.attrs, **attrs})
    exponent = float(str(attrs.get("exponent", 1.0)))
    if exponent.is_integer() and abs(exponent) < 1000:
        return Template(op.symbol.replace("^", "")).substitute(exponent=superscript(int(exponent)))
    return Template(op.symbol).substitute(exponent=f"{exponent:g}".replace("-", "−"))


_SILENT = frozenset(("left", "right", "mathrm", "text", "begin", "end", "frac", ","))
_WORDS = COMMANDS | {"ln", "log", "quad"}


def width(latex: str) -> int:
    """About how many characters wide a formula is."""
    return len(re.sub(r"\\([a-zA-Z]+|.)|[{}_^&\s]", _visible, unmarked(latex)))


def _visible(match: re.Match[str]) -> str:
    command = match[1]
    if command is None or command in _SILENT:
        return ""
    return command if command in _WORDS else "x"
