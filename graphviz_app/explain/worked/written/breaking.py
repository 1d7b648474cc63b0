"""Equations in lines that are not too long: broken at equals signs, then at + and ·."""

import re
from collections.abc import Iterator, Sequence

from graphviz_app.explain.tones import END, GRADIENT, VALUE, unmarked
from graphviz_app.explain.worked.solution import Equation
from graphviz_app.explain.worked.written.reader import block

AT_ONCE = 68
"""Columns up to which an equation stands in one line."""
FAR = 22
"""Columns of a left side up to which it stands in the line of its right side."""
MOST = 78
"""Columns of a line, right of the first equals sign."""
WIDEST = 84
"""Columns of numbers in brackets above which only their result is told."""
_OPENS = re.compile(r"\\left|\\begin|\{")
_CLOSES = re.compile(r"\\right|\\end|\}")
_PLUS, _TIMES = (" + ", " - "), (r" \cdot ", r" \odot ", r" \, ")
_GOES_ON = r"\quad {}"
_SEPARATE = re.compile(rf"( [+-] | \\(?:cdot|odot|,) )([{VALUE}{GRADIENT}{END}]*)")


def rows_of(equation: Equation) -> Sequence[tuple[str, str]]:
    """Its lines, cut where they are aligned; a long left side has a line for itself."""
    rights = lines_of(equation)
    if columns_of(equation.left) <= FAR:
        return list(zip([equation.left, *[""] * (len(rights) - 1)], rights, strict=True))
    return [("", equation.left), *(("", rf"\quad {right}") for right in rights)]


def lines_of(equation: Equation) -> Sequence[str]:
    """What stands right of the left side, a line each: the first begins with a sign.

    Symbols are one line and numbers the next, unless all is short.
    """
    count = len(equation.symbols)
    signs = [equation.sign, *["="] * (count + len(equation.numbers) - 1)]
    if not equation.sign and len(signs) > count:
        signs[count] = r"\quad"
    rights = zip(signs, (*equation.symbols, *equation.numbers), strict=True)
    parts = [_after(sign, right) for sign, right in rights]
    cases = any(r"\begin{cases}" in part for part in parts)  # a number beside would be read in
    if equation.sign and columns_of(" ".join(parts)) <= AT_ONCE and not cases:
        return [" ".join(parts)] if parts else []
    return [*_packed(parts[:count]), *_packed(_writable(parts[count:]))]


def _writable(parts: Sequence[str]) -> Sequence[str]:
    """Without the numbers that cannot be broken to fit; the result is always there."""
    return [part for part in parts[:-1] if max(map(columns_of, broken(part))) <= WIDEST] + [
        *parts[-1:]
    ]


def _after(sign: str, right: str) -> str:
    """Behind a gap a minus sign would seem to take away."""
    bare = right.removeprefix("-")
    return (
        f"{sign} {{-}}{bare}" if sign == r"\quad" and bare != right else f"{sign} {right}".strip()
    )


def columns_of(latex: str) -> int:
    """How wide a formula is, as text."""
    return block(latex).width


def _packed(parts: Sequence[str]) -> Iterator[str]:
    """As many of them in a line as there is room for; a result is not left alone."""
    lines: list[list[str]] = []
    for part in parts:
        if lines and columns_of(" ".join([*lines[-1], part])) <= MOST:
            lines[-1].append(part)
        else:
            lines.append([part])
    if len(lines) > 1 and len(lines[-1]) == 1 and len(lines[-2]) > 1:
        moved = f"{lines[-2][-1]} {lines[-1][0]}"
        if columns_of(moved) <= MOST:
            lines[-2].pop()
            lines[-1] = [moved]
    for line in lines:
        yield from broken(" ".join(line))


def broken(line: str) -> Sequence[str]:
    """A line that is too long, cut where its outermost sums are, else its products."""
    if columns_of(line) <= MOST:
        return [line]
    for signs in (_PLUS, _TIMES):
        pieces = _cut(line, signs)
        if len(pieces) > 1:
            return _joined(pieces)
    return [line]


def _joined(pieces: Sequence[str]) -> list[str]:
    return [part for line in _filled(pieces) for part in _again(line)]


def _again(line: str) -> Sequence[str]:
    """A summand that is still too long, at its products."""
    if columns_of(line) <= MOST:
        return [line]
    pieces = _cut(line, _TIMES)
    return [line] if len(pieces) < 2 else _filled(pieces)


def _filled(pieces: Sequence[str]) -> list[str]:
    """As many of them in a line as there is room for."""
    lines = [pieces[0]]
    for piece in pieces[1:]:
        if columns_of(lines[-1] + piece) <= MOST:
            lines[-1] += piece
        else:
            lines.append(f"{_GOES_ON}{_begun(piece)}")
    return lines


def _begun(piece: str) -> str:
    """A piece at the beginning of a line, where a mere gap is not needed."""
    return piece.strip().removeprefix(r"\,").strip()


def _cut(line: str, signs: Sequence[str]) -> list[str]:
    """The line cut before each of these signs that stands in no bracket and in no tone."""
    pieces, start = [], 0
    for match in _SEPARATE.finditer(line):
        if match[1] in signs and match.start() and _is_outside(line[: match.start()]):
            pieces.append(line[start : match.start()])
            start = match.start()
    return [*pieces, line[start:]]


def _is_outside(before: str) -> bool:
    """Whether all brackets, and all tones, that were opened are closed."""
    opened = len(_OPENS.findall(before)) - len(_CLOSES.findall(before))
    toned = sum(before.count(sign) for sign in (VALUE, GRADIENT)) - before.count(END)
    return not opened and not toned


def outer_equals(equation: str) -> list[str]:
    """An equation cut at the equals signs that stand in no bracket."""
    parts, start = [], 0
    for match in re.finditer(r" = |^= ", equation):
        if _is_outside(equation[: match.start()]):
            parts.append(equation[start : match.start()])
            start = match.end()
    return [*parts, equation[start:]]


def is_same(a: str, b: str) -> bool:
    """Whether two formulas are written alike."""
    return unmarked(a).split() == unmarked(b).split()
