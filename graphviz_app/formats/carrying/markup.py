"""SVG and HTML: an element of its own. No parser reads them: what follows the mark is the line."""

import base64
import binascii
import html
import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import unquote_to_bytes

from graphviz_app.formats.carrying.packing import MAX_PACKED, PROGRAM
from graphviz_app.patterns import late

ID = "graphviz-app-document"
NAMESPACE = "urn:graphviz-app:document"
_MOST = 50
"""Lines, and pictures in a page, that are looked at."""
_MARK = late(r"\{\s*(?:\"|&quot;|&#34;|&#x22;)" + PROGRAM + r"(?:\"|&quot;|&#34;|&#x22;)\s*:")
_OPENS_SVG = late(r"<svg\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*>", re.I)
_OPENS_PAGE = late(r"<(?:head|body)\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*>", re.I)
_OURS_SVG = late(rf'<metadata id="{ID}">[^<]*<document [^<]*</document>\s*</metadata>')
_OURS_PAGE = late(rf'<script type="application/json" id="{ID}">[^<]*</script>')
_IMAGE = late(r"data:image/(?:png|apng|svg\+xml)((?:;[\w=.+-]+)*),")


def put_in_svg(text: str, line: str) -> str:
    """In a ``<metadata>`` at the beginning of the picture."""
    text = _OURS_SVG.sub("", text)
    opens = _OPENS_SVG.search(text)
    if opens is None or opens[0].endswith("/>"):
        return text
    element = f'<document xmlns="{NAMESPACE}">{line}</document>'
    return _after(text, opens, f'<metadata id="{ID}">{element}</metadata>')


def put_in_html(text: str, line: str) -> str:
    """In a ``<script>`` that holds data, which no browser runs."""
    text = _OURS_PAGE.sub("", text)
    script = f'<script type="application/json" id="{ID}">{line}</script>'
    opens = _OPENS_PAGE.search(text)
    return text + script if opens is None else _after(text, opens, script)


def _after(text: str, match: re.Match[str], what: str) -> str:
    return f"{text[: match.end()]}{what}{text[match.end() :]}"


def lines_in_markup(text: str) -> Iterator[str]:
    """What follows each mark, up to the next sign of markup."""
    for mark in islice(_MARK.finditer(text), _MOST):
        ends = text.find("<", mark.start(), mark.start() + 2 * MAX_PACKED)
        line = text[mark.start() : ends if ends >= 0 else mark.start() + 2 * MAX_PACKED]
        yield html.unescape(line).strip().removesuffix("]]>")


def images_in(text: str) -> Iterator[bytes]:
    """Pictures that stand in a page themselves, as ``data:`` addresses."""
    at = 0
    for _ in range(_MOST):
        match = _IMAGE.search(text, at)
        if match is None:
            return
        at = _ends(text, match)
        told = html.unescape(text[match.end() : at])
        coded = match[1].endswith(";base64")
        yield _decoded(told) if coded else unquote_to_bytes(told)


def _ends(text: str, match: re.Match[str]) -> int:
    """Where the quotation mark is that it stands in, or whatever else ends an address."""
    before = text[match.start() - 1 : match.start()]
    ends = re.compile(re.escape(before) if before in ("'", '"') else r"[\s<>\"')]")
    found = ends.search(text, match.end())
    return len(text) if found is None else found.start()


def _decoded(told: str) -> bytes:
    letters = re.sub(r"[^A-Za-z0-9+/]", "", unquote_to_bytes(told).decode("ascii", "ignore"))
    try:
        return base64.b64decode(letters[: len(letters) // 4 * 4])
    except binascii.Error:
        return b""
