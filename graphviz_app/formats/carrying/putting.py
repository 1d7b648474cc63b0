"""Putting a document into the file of a picture."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from graphviz_app.formats.carrying.carried import Carried
from graphviz_app.formats.carrying.comments import SIGNS, put_in_comments
from graphviz_app.formats.carrying.markup import put_in_html, put_in_svg
from graphviz_app.formats.carrying.packing import MAX_PACKED, packed
from graphviz_app.formats.carrying.parts import put_in_pptx
from graphviz_app.formats.carrying.pdf import put_in_pdf
from graphviz_app.formats.carrying.png import put_in_png


def can_carry(suffix: str) -> bool:
    """Whether files of this kind can hold a document."""
    return suffix.lower() in _PUT


def put(suffix: str, content: bytes, carried: Carried) -> bytes:
    """The content of a file with the document in it, and no other.

    It stays as it is where files of the kind hold none, and for a document that is too large to be
    read again (``MAX_PACKED``).
    """
    into = _PUT.get(suffix.lower())
    line = packed(carried) if into else ""
    return content if into is None or len(line) > MAX_PACKED else into(content, line)


def _text(into: Callable[[str, str], str]) -> Callable[[bytes, str], bytes]:
    """For files that are text."""
    return lambda content, line: into(content.decode("utf-8"), line).encode("utf-8")


def _comments(sign: str) -> Callable[[bytes, str], bytes]:
    return _text(lambda text, line: put_in_comments(text, line, sign))


_PUT: Mapping[str, Callable[[bytes, str], bytes]] = MappingProxyType(
    {
        ".png": put_in_png,
        ".apng": put_in_png,
        ".svg": _text(put_in_svg),
        ".html": _text(put_in_html),
        ".htm": _text(put_in_html),
        ".pdf": put_in_pdf,
        ".pptx": put_in_pptx,
        **{suffix: _comments(sign) for suffix, sign in SIGNS.items()},
    }
)
