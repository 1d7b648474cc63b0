"""CopyJob: a picture in all the forms that a clipboard holds, for each program its own."""

from collections.abc import Generator
from concurrent.futures import wait
from dataclasses import dataclass, replace
from functools import partial
from math import sqrt
from typing import NamedTuple

from graphviz_app.core.schedule import Schedule
from graphviz_app.export.beside import beside
from graphviz_app.export.setting import USUAL, Setting
from graphviz_app.export.table import FORMATS, Encode
from graphviz_app.formats.carrying.carried import Carried
from graphviz_app.formats.carrying.putting import put
from graphviz_app.frames import frame_at
from graphviz_app.scene.picture import Picture

MOST_PIXELS = 16_000_000
"""Of the image: whoever pastes it holds it several times."""
_PATIENCE = 0.005


class Copied(NamedTuple):
    """One picture, three times."""

    png: bytes
    svg: bytes
    text: str


@dataclass(frozen=True)
class CopyJob:
    """What is to be copied. Nothing happens before it is run."""

    picture: Picture
    schedule: Schedule
    t: float
    text: str
    """The graph as it is typed."""
    carried: Carried | None = None
    """The document, in image and curves."""

    @property
    def scale(self) -> float:
        """Pixels of the image per pixel of the design: sharp, where that is not too many."""
        size = self.picture.bounds.size()
        return min(USUAL.scale, sqrt(MOST_PIXELS / (size.width() * size.height())))

    def pieces(self) -> Generator[float, None, Copied]:
        """Make them; painting is done by whoever asks, the rest in a thread."""
        png = yield from self._content(".png", replace(USUAL, scale=self.scale))
        svg = yield from self._content(".svg", USUAL)
        return Copied(png, svg, self.text)

    def _content(self, suffix: str, setting: Setting) -> Generator[float, None, bytes]:
        frame = frame_at(self.schedule, self.t)
        encode = yield from FORMATS[suffix].writer(self.picture, frame, setting)
        content = beside(partial(self._carrying, suffix, encode))
        while not wait([content], _PATIENCE).done:
            yield 1.0
        return content.result()

    def _carrying(self, suffix: str, encode: Encode) -> bytes:
        content = encode()
        return content if self.carried is None else put(suffix, content, self.carried)
