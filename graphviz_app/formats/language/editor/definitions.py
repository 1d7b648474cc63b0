"""What lines are about, told from their beginnings."""

import re
from collections.abc import Mapping

DEFINITION = re.compile(r"\s*([^\W\d]\w*)\s*=(?!=)")
_FUNCTION = re.compile(r"\s*def\b")
_CLAIM = re.compile(r"\s*[^=#\s][^=#]*==[^=]")


def defined_name(line: str) -> str:
    """The name to which a line gives a value; '' if there is none."""
    match = DEFINITION.match(line)
    return match[1] if match else ""


def is_claim(line: str) -> bool:
    """Whether a line claims a number, such as ``grad(w) == -0.2``."""
    return _CLAIM.match(line) is not None


def defining_lines(text: str) -> Mapping[str, int]:
    """Name → 0-based line of its assignment; what stands inside a function is left out."""
    numbers: dict[str, int] = {}
    inside: int | None = None
    for number, line in enumerate(text.split("\n")):
        if not line or line[0] == "#" or line.isspace():
            continue
        indent = len(line) - len(line.lstrip())
        if inside is not None and indent > inside:
            continue
        inside = indent if _FUNCTION.match(line) else None
        if name := defined_name(line):
            numbers.setdefault(name, number)
    return numbers


def says_nothing(text: str) -> bool:
    """Whether there are only comments and blank lines: no mistake, only a beginning."""
    return all(not line.strip() or line.lstrip().startswith("#") for line in text.split("\n"))
