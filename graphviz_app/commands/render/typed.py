"""What is typed for options of pictures, understood; each refuses what it does not understand."""

import argparse
import math

from graphviz_app.commands.plotted import PlotName, plot_names
from graphviz_app.core.wording import shortened
from graphviz_app.errors import GraphAppError
from graphviz_app.export.purpose.lengths import bounded

LEAST_SIDE, MOST_SIDE = 100, 8000
"""Of the room of a camera, in pixels."""
_SIDES, _TEXTS, _MARGINS = ("5mm", "300cm"), ("1pt", "400pt"), ("0mm", "20cm")


def side(text: str) -> float:
    """A width or a height on paper, in points."""
    return _bounded(text, *_SIDES)


def margin(text: str) -> float:
    """What is kept free on all sides, in points."""
    return _bounded(text, *_MARGINS)


def text_size(text: str) -> float:
    """A size of type, in points; a bare number is points."""
    bare = text.strip().replace(",", ".").replace(".", "", 1)
    return _bounded(text + "pt" if bare.isdecimal() else text, *_TEXTS)


def _bounded(text: str, least: str, most: str) -> float:
    try:
        return bounded(text, least, most)
    except GraphAppError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def dots(text: str) -> float:
    """Pixels to the inch."""
    if not text.isdecimal() or not 10 <= int(text[:6]) <= 2400:
        raise argparse.ArgumentTypeError(f"'{shortened(text)}' is not a number from 10 to 2400")
    return float(text)


def plots(text: str) -> tuple[PlotName, ...]:
    """Names of plots, parted by commas."""
    try:
        return plot_names(text)
    except GraphAppError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def scale(text: str) -> float:
    """A positive factor; over 20 a picture of this kind has no more to show."""
    try:
        factor = float(text)
    except ValueError:
        factor = math.nan
    if not 0.05 <= factor <= 20:
        raise argparse.ArgumentTypeError(f"'{shortened(text)}' is not a number from 0.05 to 20")
    return factor


def room(text: str) -> tuple[int, int]:
    """Width and height in pixels, such as ``1280x720``."""
    parts = text.lower().split("x")
    sides = [int(side) for side in parts if side.isdecimal() and len(side) < 6]
    fits = all(LEAST_SIDE <= side <= MOST_SIDE for side in sides)
    if not len(parts) == len(sides) == 2 or not fits:
        raise argparse.ArgumentTypeError(
            f"'{shortened(text)}' is not a size such as 1280x720, from {LEAST_SIDE} to {MOST_SIDE}"
        )
    return sides[0], sides[1]
