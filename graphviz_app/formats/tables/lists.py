"""Lists of Python and NumPy, and tables drawn with bars, cut into rows of cells."""

import re
from collections.abc import Iterator, Sequence

from graphviz_app.errors import DataError

_CALL = re.compile(
    r"(?:[^\W\d][\w.]*\s*=\s*)?(?:(?:[^\W\d][\w.]*\.)?(?:array|asarray|tensor|Tensor|matrix)\s*\(\s*)?"
    r"(?=[\[(]\s*[\[(\d.+-])"
)
_END = re.compile(r"(?:,?\s*(?:dtype|device|requires_grad)\s*=\s*[\w.'\"]+\s*)*\)?")
_LONGEST_END = 200
_INNER = re.compile(r"[\[(]([^\[\]()]*)[\])]")
_BARS = str.maketrans("│┃┆║", "||||")
_RULE = re.compile(r"[\s|:+=_\-─━┼┬┴╪┌┐└┘├┤╞╡╭╮╰╯┄═]+")


def is_list(text: str) -> bool:
    """Whether it begins as a list of rows does, perhaps in ``np.array(…)``."""
    return _CALL.match(text) is not None


def rows_of_list(text: str, name: str) -> Iterator[Sequence[str]]:
    """The rows of ``[[0, 1], [1, 0]]``, also as NumPy prints it; raises DataError for others."""
    found = _CALL.match(text)
    body = text[found.end() if found else 0 :]
    spans = list(_INNER.finditer(body))
    frame = _INNER.sub(" ", body)
    opened = re.match(r"[\[(][\s,]*[\])]", frame)
    end = frame[opened.end() :].strip(" ,;\n\r\t") if opened else ""
    if not spans or not opened or len(end) > _LONGEST_END or not _END.fullmatch(end):
        raise DataError(f"{name} is no list of rows, such as [[0, 1, 1], [1, 1, 0]]")
    for inner in spans:
        row = inner[1].strip().rstrip(",")
        yield [c.strip(" \t\n\r\"'") for c in row.split(",")] if "," in row else row.split()


def is_drawn(lines: Sequence[str]) -> bool:
    """Whether most lines have bars, as in Markdown, and one is a rule or begins with a bar."""
    words = [line.translate(_BARS).strip() for line in lines if line.strip()]
    own = [line for line in words if not _RULE.fullmatch(line)]
    barred = [line for line in own if "|" in line]
    drawn = len(own) < len(words) or own[0].startswith("|") if own else True
    return drawn and len(barred) * 2 > len(own)


def rows_drawn(text: str) -> Iterator[Sequence[str]]:
    """The rows between rules."""
    for line in text.splitlines():
        words = line.translate(_BARS).strip()
        if words and not _RULE.fullmatch(words):
            inner = words.removeprefix("|").removesuffix("|")
            yield [cell.strip().strip("`*") for cell in inner.split("|")]
