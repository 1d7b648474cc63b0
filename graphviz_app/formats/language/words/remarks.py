"""Remarks inside claims: ``d(h1 (sigmoid' * x2), w21) == 0.02271`` is how people write it down.

A remark is not Python, so it is replaced by spaces before Python's parser sees the line; columns
stay what they were.
"""

import re

from graphviz_app.core.oplib import OPS
from graphviz_app.formats.language.words.typed.claim_signs import ABOUT
from graphviz_app.formats.phrases import one_line
from graphviz_app.patterns import late

_HEAD = late(r"\s*(?:(grad|after|d)\s*\(\s*)?")
_PRIMES = "\N{PRIME}\N{DOUBLE PRIME}\N{RIGHT SINGLE QUOTATION MARK}"
_NAME = late(rf"(?P<name>[^\W\d][\w.{_PRIMES}]*)(?:\[[\d\s,+-]*\])*\s*")
_COMMA = late(r"\s*,\s*")
_END = late(rf"\s*\)?\s*(?:==|{ABOUT.pattern})")


def blank_remark(line: str) -> tuple[str, str]:
    """The line with its remarks blanked, and the remarks; unchanged if it is no claim."""
    head = _HEAD.match(line)
    position = head.end() if head else 0
    called = bool(head and head[1])
    blanked, notes = line, []
    while name := _NAME.match(line, position):
        position = name.end()
        if line[position : position + 1] == "(":
            end = _closing(line, position)
            if end < 0 or not (called or _is_remark(name)):
                return line, ""
            notes.append(one_line(line[position + 1 : end - 1]))
            blanked = blanked[:position] + " " * (end - position) + blanked[end:]
            position = end
        comma = _COMMA.match(line, position)
        if not comma:
            break
        position = comma.end()
    if not notes or not _END.match(line, position):
        return line, ""
    return blanked, "; ".join(note for note in notes if note)


def is_remarked(name: str) -> bool:
    """Whether ``name (words) == 1`` is a claim with a remark, and no call."""
    return name not in OPS and name not in {"grad", "after", "d"}


def _is_remark(name: re.Match[str]) -> bool:
    """Whether ``name (`` is a name with a remark rather than the call of a function."""
    return name[0][-1].isspace() and is_remarked(name["name"])


def _closing(line: str, position: int) -> int:
    """One past the bracket that closes the one at ``position``, or -1."""
    depth = 0
    for index in range(position, len(line)):
        depth += (line[index] == "(") - (line[index] == ")")
        if not depth:
            return index + 1
    return -1
