r"""Tables of numbers and values by cases: ``\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}``."""

import re

_MATRIX = re.compile(
    r"\\begin\{(?:[pbvB]?matrix|array|smallmatrix)\}(?:\{[lcr|]+\})?(?P<inner>.*?)"
    r"\\end\{\w+\}(?:\s*\^\s*(?:\\top|T|\{T\}|\{\\top\}))?",
    re.DOTALL,
)
_LIST = re.compile(
    r"(?:\\left)?[\[(](?P<inner>[^\[\]()=a-zA-Z\\]+,[^\[\]()=a-zA-Z\\]+?)(?:\\right)?[\])]"
    r"(?:\s*\^\s*(?:\\top|T|\{T\}|\{\\top\}))?"
)
_NUMBER = re.compile(r"-?\s*(?:\d+(?:(?:\.|\{,\})\d+)?|\.\d+)")
_CASES = re.compile(
    r"\s*(?:\\left\s*\\\{\s*\\begin\{array\}\{[lcr ]+\}|\\begin\{cases\})(?P<inner>.*)"
    r"(?:\\end\{array\}\s*\\right\s*\.|\\end\{cases\})[\s.,]*",
    re.DOTALL,
)
_SIGNS = {"\\geq": ">=", "\\ge": ">=", "\\leq": "<=", "\\le": "<=", "<": "<", ">": ">",
          "\\lt": "<", "\\gt": ">", "≥": ">=", "≤": "<=", "\\geqslant": ">="}  # fmt: skip
_CONDITION = re.compile(
    r"(?:\\(?:text|mathrm)\{\s*(?:if|for|falls|wenn)?\s*\}|\s|~|,|\\quad|\\;)*(?P<left>.+?)\s*"
    r"(?P<sign>\\geqslant|\\geq|\\ge(?![a-z])|\\leq|\\le(?![a-z])|\\lt|\\gt|<|>|≥|≤)\s*"
    r"(?P<right>.+?)[\s.,]*",
    re.DOTALL,
)


def numbers_in(words: str) -> str | None:
    """A table or a list of numbers, as it is typed here; None if it is something else."""
    words = words.strip(" .;")
    if found := _LIST.fullmatch(words):
        return _row(re.split(r",(?!\})", found["inner"]))
    found = _MATRIX.fullmatch(words)
    if found is None:
        return None
    rows = [row for row in re.split(r"\\\\", found["inner"]) if row.strip()]
    read = [_row(row.split("&")) for row in rows]
    if not read or any(row is None for row in read):
        return None
    if all("," not in (row or "") for row in read) and len(read) > 1:
        return _row([(row or "").strip("[]") for row in read])
    return f"[{', '.join(row or '' for row in read)}]"


def by_cases(words: str) -> tuple[str, str, str, str, str] | None:
    """The value, the condition (left, sign, right) and the other value of two cases."""
    found = _CASES.fullmatch(words)
    rows = (
        [row.split("&") for row in re.split(r"\\\\", found["inner"]) if row.strip()]
        if found
        else []
    )
    if len(rows) != 2 or len(rows[0]) != 2:
        return None
    condition = _CONDITION.fullmatch(rows[0][1])
    if condition is None:
        return None
    sign = _SIGNS[condition["sign"]]
    values = [row[0].strip().rstrip(",") for row in rows]
    return values[0], condition["left"], sign, condition["right"], values[1]


def _row(cells: list[str]) -> str | None:
    if not all(_NUMBER.fullmatch(cell.strip()) for cell in cells):
        return None
    return f"[{', '.join(cell.strip().replace(' ', '').replace('{,}', '.') for cell in cells)}]"
