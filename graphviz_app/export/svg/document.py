"""A picture taken apart, written as one SVG."""

from collections.abc import Iterator
from html import escape
from math import ceil
from typing import NamedTuple

from graphviz_app.export.drawn.marks import Drawn, Group, Image, Mark, Maths, Path, Shape, Words
from graphviz_app.export.setting import USUAL, Setting
from graphviz_app.export.svg.fonts import Fonts
from graphviz_app.export.svg.names import Named
from graphviz_app.export.svg.numbers import length, path_data
from graphviz_app.export.svg.shapes import Curves, Drawing
from graphviz_app.export.svg.styles import Styles
from graphviz_app.export.svg.words import Lettering

_SPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


class Told(NamedTuple):
    """What is said of a picture."""

    title: str
    about: str
    parts: tuple[Named, ...]
    """One for each of its groups."""


class Document:
    """Writes one picture; ``prefix`` keeps the names of several on a page apart."""

    def __init__(self, drawn: Drawn, told: Told, setting: Setting, prefix: str = "") -> None:
        self._drawn, self._told, self._setting, self._prefix = drawn, told, setting, prefix
        self.styles, self.fonts = Styles(f"{prefix}c"), Fonts()
        self._curves = Curves(f"{prefix}g")
        self._drawing = Drawing(self.styles, self._curves)
        self._lettering = Lettering(self.fonts, self.styles)
        self._clips: dict[Path, str] = {}

    def text(self) -> str:
        """All of it."""
        body = "\n".join(self._body())
        inner = "\n".join(filter(None, (self._head(), self._sheet(), self._defined(), body)))
        return f"<svg {_SPACES} {self._attributes()}>\n{inner}\n</svg>\n"

    def _attributes(self) -> str:
        box = self._drawn.box
        width, height = box.width, box.height
        if self._setting.points == USUAL.points:  # on screens whole pixels are sharp
            width, height = max(1, ceil(width - 1e-6)), max(1, ceil(height - 1e-6))
        seen = f"{length(box.x)} {length(box.y)} {width:.6g} {height:.6g}"
        title, about = f"{self._prefix}title", f"{self._prefix}about"
        return (
            f'width="{self._side(width)}" height="{self._side(height)}" viewBox="{seen}" '
            f'role="graphics-document document" aria-labelledby="{title} {about}"'
        )

    def _side(self, pixels: float) -> str:
        points = self._setting.points
        return f"{pixels:.6g}" if points == USUAL.points else f"{pixels * points:.6g}pt"

    def _head(self) -> str:
        title, about = escape(self._told.title), escape(self._told.about)
        return (
            f'<title id="{self._prefix}title">{title}</title>\n'
            f'<desc id="{self._prefix}about">{about}</desc>'
        )

    def _sheet(self) -> str:
        css = "\n".join(filter(None, (self.fonts.sheet(), self.styles.sheet())))
        return f"<style>\n{css}\n</style>"

    def _defined(self) -> str:
        clips = "".join(
            f'<clipPath id="{name}"><path d="{path_data(path)}"/></clipPath>'
            for path, name in self._clips.items()
        )
        inner = self._curves.definitions() + clips
        return f"<defs>{inner}</defs>" if inner else ""

    def _body(self) -> Iterator[str]:
        if not self._setting.transparent:
            x, y, *_ = self._drawn.box
            width, height = ceil(self._drawn.box.width), ceil(self._drawn.box.height)
            yield (
                f'<rect class="{self.styles.name(f"fill:{self._drawn.ground}")}" x="{length(x)}" '
                f'y="{length(y)}" width="{width}" height="{height}"/>'
            )
        for group, named in zip(self._drawn.groups, self._told.parts, strict=True):
            yield self._group(group, named)

    def _group(self, group: Group, named: Named) -> str:
        marks = "\n".join(filter(None, map(self.mark, group.marks)))
        return f"{self.opened(named)}\n{marks}\n</g>"

    @staticmethod
    def opened(named: Named) -> str:
        """The beginning of a part."""
        title = escape(named.title)
        role = f' role="graphics-symbol" aria-label="{title}"' if named.told else ""
        head = f"<title>{title}</title>" if title else ""
        return f'<g id="{escape(named.id)}" class="{escape(named.classes)}"{role}>{head}'

    def mark(self, mark: Mark) -> str:
        """One mark, clipped if it is."""
        written = self._written(mark)
        if mark.clip is None or not written:
            return written
        name = self._clips.setdefault(mark.clip, f"{self._prefix}k{len(self._clips)}")
        return f'<g clip-path="url(#{name})">{written}</g>'

    def _written(self, mark: Mark) -> str:
        as_text = self._setting.text == "text"
        match mark:
            case Shape():
                return self._drawing.shape(mark)
            case Words():
                return self._lettering.words(mark) if as_text else self._drawing.outlined(mark)
            case Maths():
                straight = abs(mark.stretch[0] - mark.stretch[1]) < 1e-6
                if as_text and mark.letters and straight:
                    return self._lettering.maths(mark)
                return self._drawing.formula(mark)
            case Image():
                return self._drawing.image(mark)
