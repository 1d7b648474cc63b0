"""The text in the bytes of a table, as spreadsheets save it without asking."""

import codecs
import re

from graphviz_app.errors import DataError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOOKED_AT = 4_000
_NOT_TEXT = re.compile("[\0-\x08\x0e-\x1f\x7f]")
_AS_CSV = ("an Excel table", "an OpenDocument file", "an old Office document", "a NumPy array")
"""Kinds that hold tables; the program that wrote them saves CSV, too."""


def decoded(content: bytes, name: str) -> str:
    """UTF-8, UTF-16 or UTF-32, else Latin-1 as Windows has it; raises DataError for other kinds."""
    if not content.strip(b"\0 \t\r\n"):
        raise DataError(f"{name} is empty")
    coding = next((coding for mark, coding in _MARKS if content.startswith(mark)), "")
    if not coding:
        _refuse_other_kinds(content, name)
    text = _text(content, coding or _wide(content) or "utf-8").removeprefix("\ufeff")
    if _NOT_TEXT.search(text[:_LOOKED_AT]):
        raise DataError(f"{name} is not text; choose a table such as a .csv file")
    return text


def _text(content: bytes, coding: str) -> str:
    try:
        return content.decode(coding)
    except UnicodeDecodeError:
        broken = "cp1252" if coding == "utf-8" else coding
        return content.decode(broken, errors="replace")


def _wide(content: bytes) -> str:
    """UTF-16 without a mark: every other byte of numbers is 0."""
    begin = content[:_LOOKED_AT]
    for first, coding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if len(begin) > 3 and begin[first::2].count(0) > 0.9 * len(begin[first::2]):
            return coding
    return ""


def _refuse_other_kinds(content: bytes, name: str) -> None:
    from graphviz_app.formats.kinds import kind_of_bytes  # late: many patterns

    kind = kind_of_bytes("", content)
    if kind is None:
        return
    advice = "save it as CSV, and choose that" if kind.what in _AS_CSV else "choose a .csv file"
    raise DataError(f"{name} is {kind.what}: {advice}")
