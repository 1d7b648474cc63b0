"""Marks: what a picture is made of once it is taken apart. Plain data, without Qt.

Lengths are scene pixels (CSS pixels of the design), y goes down, the baseline of text is its y.
Colours are ``#rrggbb``, beside them an opacity from 0 to 1.
"""

from typing import Literal, NamedTuple

from graphviz_app.covered import Asked

Step = tuple[str, tuple[float, ...]]
"""``("M", (x, y))``, ``("L", (x, y))``, ``("C", (x1, y1, x2, y2, x, y))`` or ``("Z", ())``."""
Path = tuple[Step, ...]


class Box(NamedTuple):
    """A rectangle with its sides parallel to the axes."""

    x: float
    y: float
    width: float
    height: float


class Fill(NamedTuple):
    """What an area is filled with."""

    color: str
    opacity: float


class Stroke(NamedTuple):
    """How a line is drawn; ``dash`` in pixels: drawn, left out, drawn, …"""

    color: str
    opacity: float
    width: float
    dash: tuple[float, ...]
    cap: Literal["butt", "round", "square"]
    join: Literal["miter", "round", "bevel"]


class Shape(NamedTuple):
    """An area, a line, or both: filled first, then stroked."""

    path: Path
    fill: Fill | None
    stroke: Stroke | None
    form: Literal["rectangle", "rounded", "ellipse", "line", "path"]
    """What it is where that is something simpler than a path …"""
    box: Box
    """… and what it fills, without its stroke."""
    radius: float = 0.0
    """Of the corners of a rounded rectangle."""
    winding: bool = False
    """Filled by the non-zero rule, else by even and odd."""
    clip: Path | None = None
    """What of it is seen; None: all."""


class Number(NamedTuple):
    """Which number of the run stands somewhere, where the run tells (``covered.Answered``)."""

    asked: Asked
    cell: int
    """Of a table, row by row."""
    room: float
    """It is drawn narrower where it is wider than this."""


class Words(NamedTuple):
    """A line of text in one typeface."""

    text: str
    family: str
    weight: int
    size: float
    x: float
    """Of its left end."""
    y: float
    width: float
    fill: Fill
    outline: Path
    """The same as curves."""
    stretch: tuple[float, float] = (1.0, 1.0)
    """By how much it is wider and higher than the typeface makes it."""
    clip: Path | None = None
    glyphs: tuple[int, ...] = ()
    """How many steps of the outline each glyph has."""
    number: Number | None = None


class Letter(NamedTuple):
    """One of a formula."""

    character: str
    """As the font has it: 𝑤, which is an italic w."""
    x: float
    """Where its pen begins."""
    y: float
    size: float
    advance: float
    """How far the pen goes on."""
    color: str


class Rule(NamedTuple):
    """The bar of a fraction."""

    box: Box
    color: str


class Maths(NamedTuple):
    """A formula."""

    latex: str
    size: float
    x: float
    """Of its left end."""
    y: float
    width: float
    ascent: float
    descent: float
    fill: Fill
    curves: tuple[tuple[str, Path], ...]
    """By colour, since parts of a formula may have their own."""
    stretch: tuple[float, float] = (1.0, 1.0)
    clip: Path | None = None
    letters: tuple[Letter | Rule, ...] = ()
    """The same as letters, as they are read; none of what needs more than those."""


class Image(NamedTuple):
    """Pixels, as the bytes of a PNG."""

    png: bytes
    box: Box
    opacity: float = 1.0
    clip: Path | None = None


Mark = Shape | Words | Maths | Image


class Group(NamedTuple):
    """The marks of one thing, in painting order."""

    kind: str
    """``box`` (a group of nodes), ``edge``, ``numbers`` (an edge's), ``node``, ``missing``,
    ``plots``, or the name of what lies over the still picture: ``halo``, ``pulse``, …"""
    key: str | int
    """A node's id, the place of an edge in the reading, the path of a group; else "" or what it is
    about."""
    marks: tuple[Mark, ...]


class Drawn(NamedTuple):
    """All of a picture as of one frame."""

    box: Box
    """What is seen."""
    ground: str
    """The colour of the canvas."""
    groups: tuple[Group, ...]
    """In painting order."""
