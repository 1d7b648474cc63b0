"""Signs that go round something: ``|a - b|``, ``‖x‖``, ``√x``, ``sin²(x)``, ``e**{-x}``."""

import re
from collections.abc import Iterator, Sequence

from graphviz_app.formats.language.words.tokens import CLOSING, Token, ends_operand
from graphviz_app.formats.language.words.typed.mapped import Change, Mapped
from graphviz_app.formats.language.words.typed.superscripts import SUPERSCRIPTS, raised
from graphviz_app.patterns import late

_TOKEN = late(
    rf"""(?P<string>"[^"]*"|'[^']*')
      | (?P<comment>\#.*)
      | (?P<number>(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?)
      | (?P<super>[{SUPERSCRIPTS}]+)
      | (?P<name>\.\.\.|[^\W\d{SUPERSCRIPTS}](?:[^\W{SUPERSCRIPTS}]|\.)*)
      | (?P<open>[(\[{{])
      | (?P<close>[)\]}}])
      | (?P<bar>[|‖])
      | (?P<root>√)
      | (?P<sign>\*\*|[^\s])""",
    re.VERBOSE,
)
_AROUND = {"|": "abs(", "‖": "norm("}


def structured(line: Mapped) -> Mapped:
    """The line with calls in their place; what is not certain stays as it is."""
    tokens = list(_tokens(line.text))
    partners = _partners(tokens)
    changes = [*_bars(tokens, partners), *_roots(tokens, partners), *_powers(tokens, partners)]
    return line.changed(sorted(changes))


def _tokens(text: str) -> Iterator[Token]:
    """All but comments."""
    for match in _TOKEN.finditer(text):
        token = Token(match.lastgroup or "", match[0], match.start())
        if token.kind != "comment":
            yield token


def _partners(tokens: Sequence[Token]) -> dict[int, int]:
    """Where each bracket or bar that opens is closed."""
    partners: dict[int, int] = {}
    waiting: list[int] = []
    ended = False
    for index, token in enumerate(tokens):
        if token.kind == "bar" and ended:
            opened = waiting[-1] if waiting and tokens[waiting[-1]].text == token.text else None
            if opened is None and _is_factor(tokens, index):
                waiting.append(index)
                ended = False
                continue
            if opened is None:
                ended = False  # an operator, which is refused
                continue
            partners[waiting.pop()] = index
        elif token.kind in {"open", "bar"}:
            waiting.append(index)
            ended = False
            continue
        elif token.kind == "close":
            while waiting and tokens[waiting[-1]].kind == "bar":
                waiting.pop()
            if waiting and CLOSING[tokens[waiting[-1]].text] == token.text:
                partners[waiting.pop()] = index
        ended = token.kind in {"bar", "super"} or ends_operand(token)
    return partners


def _bars(tokens: Sequence[Token], partners: dict[int, int]) -> Iterator[Change]:
    """Absolute values and norms; the braces of a power are round brackets."""
    for opened, closed in partners.items():
        first, last = tokens[opened], tokens[closed]
        if first.kind == "bar":
            doubled = _is_doubled(tokens, partners, opened)
            inner = opened and _is_doubled(tokens, partners, opened - 1)
            times = "*" if not inner and opened and ends_operand(tokens[opened - 1]) else ""
            sign = "" if inner else "norm(" if doubled else _AROUND[first.text]
            yield _instead(first, f"{times}{sign}")
            yield _instead(last, "" if inner else ")")
        elif first.text == "{" and opened and tokens[opened - 1].text == "**":
            yield _instead(first, "(")
            yield _instead(last, ")")


def _is_factor(tokens: Sequence[Token], at: int) -> bool:
    """Whether a bar behind an operand begins the other factor: ``λ|w|``, ``λ||w||²``."""
    near = at + 1 < len(tokens) and _touch(tokens, at) and _touch(tokens, at - 1)
    return near and tokens[at - 1].kind in {"name", "number"}


def _is_doubled(tokens: Sequence[Token], partners: dict[int, int], at: int) -> bool:
    """Whether this is the outer of the bars of ``||x||``."""
    outer, inner = partners.get(at), partners.get(at + 1)
    if outer is None or inner != outer - 1 or tokens[at].kind != "bar":
        return False
    return (
        tokens[at].text == tokens[at + 1].text == "|"
        and _touch(tokens, at)
        and _touch(tokens, inner)
    )


def _roots(tokens: Sequence[Token], partners: dict[int, int]) -> Iterator[Change]:
    end: int | None = None
    for index in reversed(range(len(tokens))):
        if tokens[index].kind != "root":
            continue
        if index + 1 < len(tokens) and tokens[index + 1].text == "(":
            end = _closed(tokens, partners, index + 1)
            yield _instead(tokens[index], "sqrt")
            continue
        if index + 1 == len(tokens) or tokens[index + 1].kind != "root":
            end = _operand_end(tokens, partners, index + 1)
        if end is not None:
            yield _instead(tokens[index], "sqrt(")
            yield Change(end, end, ")")


def _closed(tokens: Sequence[Token], partners: dict[int, int], at: int) -> int | None:
    return _end(tokens[partners[at]]) if at in partners else None


def _operand_end(tokens: Sequence[Token], partners: dict[int, int], at: int) -> int | None:
    """Where what a root is of ends; None where a power or a name beside it leaves that open."""
    if at >= len(tokens) or (tokens[at].kind not in {"name", "number"} and at not in partners):
        return None
    bare = at not in partners
    last = partners.get(at, at)
    while tokens[at].kind == "name" and _touch(tokens, last) and last + 1 in partners:
        if tokens[last + 1].kind != "open":
            break
        last, bare = partners[last + 1], False
    follows = tokens[last + 1] if last + 1 < len(tokens) else None
    if follows and bare and (follows.text == "**" or follows.kind in {"super", "name", "open"}):
        return None
    return _end(tokens[last])


def _touch(tokens: Sequence[Token], at: int) -> bool:
    """Whether the next token begins where this one ends."""
    return at + 1 < len(tokens) and tokens[at + 1].start == _end(tokens[at])


def _powers(tokens: Sequence[Token], partners: dict[int, int]) -> Iterator[Change]:
    """``sin²(x)`` is the square of ``sin(x)``; ``sin⁻¹(x)`` may be two things."""
    for index in range(1, len(tokens) - 1):
        token = tokens[index]
        if token.kind == "super" and tokens[index - 1].kind == "name" and index + 1 in partners:
            exponent = raised(token.text)
            if exponent.isdecimal() and int(exponent) > 0:
                end = _end(tokens[partners[index + 1]])
                yield _instead(token, "")
                yield Change(end, end, f"**{exponent}")


def _instead(token: Token, written: str) -> Change:
    return Change(token.start, _end(token), written)


def _end(token: Token) -> int:
    return token.start + len(token.text)
