"""Shown: what show gives back, in a notebook a picture."""

import base64
import html
import re
import tempfile
from functools import cached_property
from pathlib import Path
from subprocess import Popen
from typing import Any

from graphviz_app.commands.python.pictures import animate, render
from graphviz_app.core.graph import Graph
from graphviz_app.core.trace import Trace
from graphviz_app.core.wording import counted
from graphviz_app.errors import GraphAppError
from graphviz_app.export.table import FORMATS
from graphviz_app.formats.language.writer import text_of
from graphviz_app.formats.tracing.traced import Traced

_HEIGHT = 560
"""Of the player in a notebook, in pixels."""
_IMAGE = (
    '<div style="overflow-x:auto"><img alt="{alt}" style="max-width:100%;min-width:{least}px" '
    'src="data:image/svg+xml;base64,{data}"/></div>'
)
_LEGIBLE = 0.75
"""As small as a picture may become beside its own size; from there on it is scrolled."""
_FRAME = (
    '<iframe title="{alt}" style="width:100%;height:{height}px;border:0" srcdoc="{page}"></iframe>'
)


class Shown:
    """A graph that is shown: in a window, or where a notebook draws what a cell gives."""

    def __init__(self, traced: Traced, window: "Popen[bytes] | None" = None) -> None:
        self._traced, self._window = traced, window

    @property
    def graph(self) -> Graph:
        """As it is shown."""
        return self._traced.document

    @property
    def trace(self) -> Trace:
        """All of its numbers, as they are computed here."""
        return self._traced.trace

    @property
    def remarks(self) -> tuple[str, ...]:
        """Where the program's own numbers differ, and what could not be taken over."""
        return self._traced.remarks

    @property
    def is_open(self) -> bool:
        """Whether there is a window that nobody has closed."""
        return self._window is not None and self._window.poll() is None

    def wait(self) -> None:
        """Until the window is closed."""
        if self._window is not None:
            self._window.wait()

    def close(self) -> None:
        """Close the window."""
        if self.is_open and self._window is not None:
            self._window.terminate()
            self._window.wait()

    def __repr__(self) -> str:
        title = self.graph.title or "a graph"
        window = ", in a window" if self.is_open else ""
        return f"<{title}: {counted(len(self.graph.nodes), 'node')}{window}>"

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        """As a notebook asks for it: text, picture, and the page that plays where there is one."""
        bundle: dict[str, Any] = {"text/plain": self._text}
        if self._window is not None:
            return {"text/plain": repr(self)}
        picture = self._picture
        if picture:
            bundle["image/svg+xml"] = picture
            bundle["text/html"] = self._page or self._image(picture)
        return bundle

    @property
    def _text(self) -> str:
        return text_of(self.graph)

    @cached_property
    def _picture(self) -> str:
        """Of the finished run; nothing if it cannot be drawn."""
        try:
            return _content(render, self._traced, "graph.svg")
        except GraphAppError:
            return ""

    @cached_property
    def _page(self) -> str:
        """The player, in a frame of its own: nothing of it meets the rest of the notebook."""
        if ".html" not in FORMATS or not FORMATS[".html"].moved_by:
            return ""
        try:
            page = _content(animate, self._traced, "graph.html")
        except GraphAppError:
            return ""
        return _FRAME.format(alt=self._title, height=_HEIGHT, page=html.escape(page))

    def _image(self, picture: str) -> str:
        data = base64.b64encode(picture.encode("utf-8")).decode("ascii")
        notes = "".join(f"<p>{html.escape(remark)}</p>" for remark in self.remarks)
        least = round(_LEGIBLE * _width(picture))
        return _IMAGE.format(alt=self._title, data=data, least=least) + notes

    @property
    def _title(self) -> str:
        return html.escape(self.graph.title or "A graph", quote=True)


def _width(picture: str) -> float:
    """Of an SVG, in pixels of its design."""
    found = re.search(r'<svg[^>]* viewBox="\S+ \S+ ([\d.]+) ', picture)
    return float(found[1]) if found else 0.0


def _content(write: Any, thing: object, name: str) -> str:
    with tempfile.TemporaryDirectory(prefix="graphviz_app-") as folder:
        path: Path = write(thing, Path(folder) / name)
        return path.read_text(encoding="utf-8")
