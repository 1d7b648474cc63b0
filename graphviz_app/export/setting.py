"""Setting: how a picture is set into a file."""

from dataclasses import dataclass
from typing import Literal

Letters = Literal["text", "outlines"]


@dataclass(frozen=True, slots=True)
class Setting:
    """Sizes, ground and letters; what a format has no use for is left aside."""

    scale: float = 2.0
    """Pixels per design pixel, in an image of pixels."""
    transparent: bool = False
    points: float = 0.75
    """Points on paper per design pixel: 72 to the inch."""
    text: Letters = "text"
    """Whether letters stay letters, where a format can have them, or become curves."""


USUAL = Setting()
