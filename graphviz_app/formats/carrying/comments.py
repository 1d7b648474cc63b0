"""TeX, DOT and Mermaid: comments at the end, in letters that no program changes."""

import base64
import binascii
import re
import zlib
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from graphviz_app.formats.carrying.inflating import inflated
from graphviz_app.formats.carrying.packing import MAX_PACKED, PROGRAM
from graphviz_app.patterns import late

SIGNS: Mapping[str, str] = MappingProxyType({".tex": "%", ".dot": "//", ".gv": "//", ".mmd": "%%"})
"""What a comment begins with."""
_WIDTH = 76
_COMMENT = late(rf"^[ \t]*(?:%%?|//) {PROGRAM}: ?([A-Za-z0-9+/=]+)[ \t]*\r?$\n?", re.MULTILINE)


def put_in_comments(text: str, line: str, sign: str) -> str:
    """Behind all of the text."""
    text = _COMMENT.sub("", text)
    letters = base64.b64encode(zlib.compress(line.encode("ascii"), 9)).decode("ascii")
    pieces = (letters[at : at + _WIDTH] for at in range(0, len(letters), _WIDTH))
    end = "" if not text or text.endswith("\n") else "\n"
    return text + end + "".join(f"{sign} {PROGRAM}: {piece}\n" for piece in pieces)


def lines_in_comments(text: str) -> Iterator[str]:
    """The line in them, if there are any."""
    letters = "".join(match[1] for match in _COMMENT.finditer(text))
    if letters:
        yield _line(letters)


def _line(letters: str) -> str:
    try:
        content = base64.b64decode(letters, validate=True)
    except binascii.Error:
        return ""
    return inflated(content, MAX_PACKED).decode("ascii", "replace")
