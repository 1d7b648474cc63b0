"""Purpose: what a picture is for says how large it is, and how small its text may be."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from graphviz_app.errors import GraphAppError
from graphviz_app.export.purpose.lengths import CM, length

LEGIBLE = 7.0
"""Points that the smallest text has on paper, where nobody says anything and there is room."""
TALL = 23.0 * CM
"""What a figure on a page may have in height, where nobody says anything."""


@dataclass(frozen=True, slots=True)
class Purpose:
    """Lengths in points, 72 to the inch. None is what is not said."""

    name: str = ""
    width: float | None = None
    """That the file has, exactly, …"""
    height: float | None = None
    """… and at most. Without a width: exactly."""
    least_text: float | None = None
    """That the smallest text has at least; None: as large as there is room for."""
    theme: str = "paper"
    dpi: float = 300.0
    """Pixels to the inch, of an image of pixels."""
    margin: float = 0.0
    """That is kept free on all sides, within the width and the height."""
    is_page: bool = False
    """Whether it is as high as it may be, too: a slide."""
    about: str = ""

    @property
    def is_sized(self) -> bool:
        """Whether there is anything to fit into."""
        return self.width is not None or self.height is not None or self.least_text is not None

    @property
    def aim(self) -> float:
        """Of the smallest text, in points."""
        return LEGIBLE if self.least_text is None else self.least_text

    @property
    def most_width(self) -> float:
        """What there is in width."""
        if self.width is not None:
            return self.width
        return 3 * self.height if self.height is not None else 17.4 * CM

    @property
    def most_height(self) -> float:
        """What there is in height."""
        if self.height is not None:
            return self.height
        return TALL if self.width is None else max(TALL, self.width)


def _slide(name: str, width: float, least: float, about: str) -> Purpose:
    """As PowerPoint has them."""
    return Purpose(name, width, 540.0, least, dpi=144.0, margin=24.0, is_page=True, about=about)


PRESETS: Mapping[str, Purpose] = MappingProxyType(
    {
        purpose.name: purpose
        for purpose in (
            Purpose("column", 8.5 * CM, None, 7.0, about="One column"),
            Purpose("two-columns", 17.4 * CM, None, 7.0, about="Two columns"),
            _slide("slide", 960.0, 12.0, "Slide 16:9"),
            _slide("slide-4x3", 720.0, 12.0, "Slide 4:3"),
            Purpose("poster", 60 * CM, 60 * CM, 24.0, dpi=150.0, about="Poster"),
            Purpose("readme", 622.5, 480.0, 8.25, dpi=192.0, about="README"),
        )
    }
)
"""Sizes of figures in papers, of slides, and of a page on GitHub."""


def purpose_of(
    preset: str | None = None,
    *,
    width: str | float | None = None,
    height: str | float | None = None,
    min_text: str | float | None = None,
    dpi: float | None = None,
    margin: str | float | None = None,
) -> Purpose | None:
    """A preset with other sizes, or sizes alone: ``8.5cm``, or points. None where none is given.

    Raises GraphAppError for what is no preset or no length. A page that is given another side is
    as long as its picture, and what has no other name is ``own``.
    """
    if preset is not None and preset not in PRESETS:
        raise GraphAppError(f"'{preset}' is not one of {', '.join(PRESETS)}")
    sizes = [_points(size) for size in (width, height, min_text)]
    free = _points(margin)
    if preset is None and dpi is None and free is None and sizes == [None, None, None]:
        return None
    usual = Purpose("own") if preset is None else PRESETS[preset]
    told = zip((usual.width, usual.height, usual.least_text), sizes, strict=True)
    wide, high, text = (before if now is None else now for before, now in told)
    resized = sizes[:2] != [None, None]
    return replace(
        usual,
        width=wide,
        height=high,
        least_text=text,
        dpi=usual.dpi if dpi is None else dpi,
        margin=usual.margin if free is None else free,
        is_page=usual.is_page and not resized,
    )


def _points(size: str | float | None) -> float | None:
    return length(size) if isinstance(size, str) else size
