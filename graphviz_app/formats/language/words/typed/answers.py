"""Answers of claims that are blank, or cannot be read: ``h1 == ?``, ``h1 == about 0.6``.

An answer never stops the rest of a text: where Python's parser might stumble over one, it gets a
name of underscores instead, which stands for a blank. What is wrong with it is told elsewhere.
"""

import keyword
import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import islice

from graphviz_app.formats.language.claiming.claimed import claimed
from graphviz_app.formats.language.words.tokens import depth_change
from graphviz_app.formats.language.words.typed.claim_signs import ABOUT, DERIVED, TOLERANCE
from graphviz_app.patterns import late

BLANK = late(r"(?:[?_\N{HORIZONTAL ELLIPSIS}\s\N{WHITE SQUARE}\N{BALLOT BOX}]|\.{2,})*")
"""How people leave one open: ``?``, ``___``, ``…``, or nothing."""
MARK = late(r"_+")
"""What stands for it in Python's letters."""
_CLAIM = late(
    rf"""\s*{DERIVED}=(?!=)
      |(?P<subject>\s*(?P<word>[^\W\d]\w*|∂)[\w\s.,/()\[\]∂'\u2032\u2033\u2019+-]*?)
       (?:{ABOUT.pattern}|==)(?!=)""",
    re.VERBOSE,
)
FARTHEST = 1_000
"""Lines of one answer."""
_NUMBER = late(r"\s*[-+]?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?\s*(?:#.*)?$")
"""Most answers, which need no closer look."""
_PIECE = late(r"(?P<rest>\#)|(?P<end>;)|(?P<open>[(\[{])|(?P<close>[)\]}])|\"[^\"]*\"|'[^']*'")
_BEGINS = late(
    r"\s*(?:[^\W\d][\w.]*\s*(?:[-+*/@]|\*\*)?=(?!=)|(?:with|def|output|learning_rate)\b"
    r"|(?:frozen|descent|data)\s*\()"
)
_LEFT = late(r"(?:[^\W\d]\w*\s*=|[^=]*==\s*[?_])(?!=)")
"""A line at the left edge that begins a statement, whatever bracket is open above."""


def with_blanks(lines: Sequence[str], strictly: bool = False) -> Iterator[tuple[int, str]]:
    """Lines in which answers are replaced by blanks, column for column, and their indices.

    ``strictly``: only those that are left open, not those that cannot be read.
    """
    depth = looked_at = 0
    for index, line in enumerate(lines):
        if not _may_claim(line):
            continue
        while looked_at < index:
            before = 0 if _LEFT.match(lines[looked_at]) else depth
            depth = max(0, before + depth_change(lines[looked_at]))
            looked_at += 1
        inside = depth > 0 or (index > 0 and lines[index - 1].endswith("\\"))
        changed = _with_blanks(line, lines, index, strictly or inside)
        if changed != line:
            yield index, changed


def _may_claim(line: str) -> bool:
    """Whether an answer in it needs a closer look."""
    if "=" not in line and not ABOUT.search(line):
        return False
    claim = _CLAIM.match(line)
    return ";" in line if claim is None else not _NUMBER.match(line, claim.end())


def _claim(line: str, begin: int) -> re.Match[str] | None:
    """What is claimed about, up to the answer."""
    claim = _CLAIM.match(line, begin)
    if claim is None or claim["subject"] is None:
        return claim
    if keyword.iskeyword(claim["word"]):
        return None
    subject = claim["subject"]
    even = subject.count("(") == subject.count(")") and subject.count("[") == subject.count("]")
    return claim if even else None


def _with_blanks(line: str, lines: Sequence[str], index: int, only_open: bool) -> str:
    """``only_open``: what cannot be read is left as it is."""
    begin = 0
    while begin < len(line):
        claim = _claim(line, begin)
        end, depth = _end(line, claim.end() if claim else begin)
        begin = end + 1
        if claim is None:
            continue
        answer = line[claim.end() : end]
        is_blank = BLANK.fullmatch(TOLERANCE.split(answer)[0]) is not None
        is_kept = only_open or _goes_on(line, depth, lines, index) or is_readable(answer)
        if is_blank or not is_kept:
            line = _marked(line, claim.end(), end, is_blank)
        elif not answer.isascii():
            line = line[: claim.end()] + _western(answer) + line[end:]
    return line


def unreadable_in(line: str) -> tuple[int, int] | None:
    """Where in a line the first answer stands that is neither open nor a number."""
    begin = 0
    while begin < len(line):
        claim = _claim(line, begin)
        end, _ = _end(line, claim.end() if claim else begin)
        answer = line[claim.end() : end] if claim else "?"
        if BLANK.fullmatch(TOLERANCE.split(answer)[0]) is None and not is_readable(answer):
            return end - len(answer.lstrip()), end - len(answer) + len(answer.rstrip())
        begin = end + 1
    return None


def end_of_answer(line: str, begin: int) -> int:
    """Where an answer ends that begins there: at a remark, at a ``;`` or with the line."""
    return _end(line, begin)[0]


def _end(line: str, begin: int) -> tuple[int, int]:
    """Where an answer ends, and how many brackets are open there."""
    depth = 0
    for piece in _PIECE.finditer(line, begin):
        if piece["rest"] or (piece["end"] and depth <= 0):
            return piece.start(), depth
        depth += (piece["open"] is not None) - (piece["close"] is not None)
    return len(line), depth


def _goes_on(line: str, depth: int, lines: Sequence[str], index: int) -> bool:
    """Whether a bracket that is open, or a ``\\`` at the end, joins it to the lines below."""
    if depth <= 0:
        return line.endswith("\\")
    for words in islice(lines, index + 1, index + FARTHEST):
        if _BEGINS.match(words) or _CLAIM.match(words):
            return False
        depth += depth_change(words)
        if depth <= 0:
            return True
    return False


def _western(answer: str) -> str:
    """Digits of any script as Python's parser takes them."""
    digits = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in answer)
    return digits.replace("\N{ARABIC DECIMAL SEPARATOR}", ".")


def is_readable(answer: str) -> bool:
    """Whether it is a number, a fraction or lists of them, with a tolerance or without."""
    number, *tolerance = TOLERANCE.split(answer)
    return claimed(number) is not None and len(tolerance) <= 1


def _marked(line: str, begin: int, end: int, keep: bool) -> str:
    """The line with underscores in the place of an answer; ``keep`` the tolerance behind it."""
    kept = TOLERANCE.search(line, begin, end) if keep else None
    stop = kept.start() if kept else end
    words, rest = line[begin:stop], line[stop:] if kept or line[end : end + 1] == ";" else ""
    blank = words.strip()
    if blank:
        return line[:begin] + words.replace(blank, "_" * len(blank)) + rest
    if not words and rest:
        return f"{line[:begin]}_{rest[0]}{rest[2:]}" if rest[1:2].isspace() else line
    return f"{line[:begin]}_{words[1:]}{rest}"
