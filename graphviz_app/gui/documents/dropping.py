"""What a drop or the clipboard brings: a file, a picture that carries a graph, or text."""

import re
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QMimeData

from graphviz_app.errors import GraphAppError
from graphviz_app.formats.carrying.carried import Carried
from graphviz_app.patterns import late

_PICTURES = ("image/png", "image/apng", "image/svg+xml", "application/pdf")
"""Kinds of data that may carry a graph, the usual first."""
ONLY_AN_ADDRESS = (
    "This is only an address, and nothing is fetched from the network: save the picture first, "
    "then open the file."
)
NO_GRAPH = (
    "This picture holds no graph: either it was not made here, or the site that it comes from has "
    "stripped it. Open the .cg file that it was made from."
)
_ADDRESS = late(r"\s*[a-z][a-z+.-]*://\S+\s*|\s*(?:data|blob):\S+\s*", re.I)


def dropped_file(data: QMimeData | None) -> Path | None:
    """The first local file of a drop, if there is one; an empty clipboard has no data at all."""
    if data is None:
        return None
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return paths[0] if paths else None


def can_take(data: QMimeData | None) -> bool:
    """Whether a drop can be taken: a file, a picture, or text."""
    if dropped_file(data) is not None:
        return True  # a file of another kind is named for what it is
    return data is not None and (_brings_picture(data) or (data.hasText() and not data.hasUrls()))


def is_more_than_text(data: QMimeData) -> bool:
    """Whether a file or a picture is dropped."""
    return dropped_file(data) is not None or _brings_picture(data)


def brings_graph(data: QMimeData) -> bool:
    """Whether there is a file, or a picture with a graph, be it one that cannot be read."""
    try:
        return dropped_file(data) is not None or carried_by(data) is not None
    except GraphAppError:
        return True


def _brings_picture(data: QMimeData) -> bool:
    """Whether there is a picture, or the address of one."""
    return data.hasImage() or data.hasUrls() or any(map(data.hasFormat, _PICTURES))


def carried_by(data: QMimeData) -> Carried | None:
    """The document in a picture that is brought, or in one inside a piece of a page.

    Raises DocumentError for one that is damaged or of a newer version.
    """
    from graphviz_app.formats.carrying.finding import found_in  # late: of those who bring one

    found = (found_in(content, "This picture") for content in _contents(data))
    return next((carried for carried in found if carried is not None), None)


def text_of(data: QMimeData | None) -> str:
    """The text that is brought; '' where it is nothing but an address."""
    text = data.text() if data is not None and data.hasText() else ""
    return "" if text.isspace() or _ADDRESS.fullmatch(text) else text


def why_not(data: QMimeData | None) -> str:
    """Why there is nothing that could be opened."""
    if data is not None and (data.hasImage() or any(map(data.hasFormat, _PICTURES))):
        return NO_GRAPH
    if data is not None and (data.hasUrls() or _ADDRESS.fullmatch(data.text())):
        return ONLY_AN_ADDRESS
    return "The clipboard holds no text that could be a graph."


def _contents(data: QMimeData) -> Iterator[bytes]:
    """All that may be looked into."""
    for kind in filter(data.hasFormat, _PICTURES):
        yield bytes(data.data(kind).data())
    for url in data.urls():
        if url.scheme() == "data":
            yield _page(url.toString())
    if data.hasHtml():
        yield _page(data.html())
    if data.hasText() and re.match(r"\s*(?:<|data:image/)", data.text()):
        yield _page(data.text())


def _page(text: str) -> bytes:
    """As a page, in which pictures are looked for."""
    return b"<html>" + text.encode("utf-8", "replace")
