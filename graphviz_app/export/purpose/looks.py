"""How a graph may be looked at so that it fits: what changes least comes first."""

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from graphviz_app.core.autodiff import Trace
from graphviz_app.core.choices import Kind
from graphviz_app.core.read_as import read_as
from graphviz_app.core.view import USUAL, View
from graphviz_app.export.purpose.purpose import Purpose

_SHARES, _BESIDE = (0.45, 0.8, 1.25, 1.75, 2.3), 0.62
"""Heights of figures in widths, and the part of a page beyond which there is no text beside."""


_DENSE, _DENSE_WIRES = ((1.4, 1.75), (2.1, 2.2)), ((1.25, 1.3),)
"""Of dense figures, and of those of wires: how much larger the smallest text is beside everything
else, and how much larger on the page that makes it at most."""
_DENSEST = 2.9, 2.4
"""The same where no reading helps that is not so dense."""


class Look(NamedTuple):
    """A view, and the height it is laid out for, in points."""

    view: View
    height: float
    letters: float = 1.0
    """How much larger the smallest text is beside everything else."""


class Alike(NamedTuple):
    """Looks that are no different change: one of them is taken."""

    looks: Sequence[Look]
    lowest: bool = False
    """Whether that is the lowest that fits, the highest being tried first; else the first with
    text that is large enough, or the one with the largest."""
    gain: float = math.inf
    """How much larger than before the text of the same view may become like that, at most."""


def looks(trace: Trace, said: View, purpose: Purpose, *, briefly: bool = False) -> Iterator[Alike]:
    """Looks of a kind together, one kind after the other.

    What is said stays. Else a graph becomes signs on wires before it becomes as high as its page,
    is drawn close together, and is read as neurons, or by its lines, when nothing else helps.
    ``briefly``: only as high as there is room.
    """
    if not purpose.is_sized:
        yield Alike([Look(said.over(USUAL), purpose.most_height)])
        return
    low, tall = _heights(purpose, low=True), _heights(purpose, low=False)[::-1]
    low, tall = ((), tall[:1]) if briefly else (low, tall)
    for kind in readings(trace, said):
        views = [view.over(USUAL) for view in _variants(said._replace(reading=kind))]
        for view in views if low else ():
            yield Alike([Look(view, height) for height in low])
        for view in views:
            yield Alike([Look(view, height) for height in tall], lowest=True)
        for view, (letters, gain) in _closer(views):
            yield Alike([Look(view, height, letters) for height in tall], True, gain)
        if said.edge_numbers is None and said.style in (None, "cards") and kind != "neurons":
            bare = said._replace(reading=kind, edge_numbers="none").over(USUAL)
            yield Alike([Look(bare, purpose.most_height)])
    letters, gain = _DENSEST
    for kind in readings(trace, said):
        for view in _variants(said._replace(reading=kind)):
            if view.style != "wires" or kind == "neurons":
                looked = [Look(view.over(USUAL), height, letters) for height in tall]
                yield Alike(looked, True, gain)


def readings(trace: Trace, said: View) -> Sequence[Kind]:
    """As it is said; else by operators, by lines if it has some, as neurons if it has some."""
    if said.reading is not None:
        return (said.reading,)
    return tuple(kind for kind in _KINDS if kind == "operators" or is_other(trace, kind))


_KINDS: Sequence[Kind] = ("operators", "neurons", "lines")


def is_other(trace: Trace, kind: Kind) -> bool:
    """Whether a graph looks different when it is read like that."""
    reading = read_as(trace, kind).reading
    if kind == "neurons":
        return bool(reading.neurons)
    return len(reading.nodes) < len(trace.graph.nodes) or kind == "operators"


def _variants(said: View) -> Iterator[View]:
    """In each style, and neurons also from top to bottom, where that is not said."""
    yield said
    if said.reading == "neurons":
        if said.direction in (None, "auto"):
            yield said._replace(direction="TB")
    elif said.style is None:
        yield said._replace(style="wires")


def _closer(views: Sequence[View]) -> Iterator[tuple[View, tuple[float, float]]]:
    """Each of the views closer together, then each still closer."""
    for step in range(len(_DENSE)):
        for view in views:
            on_wires = view.style == "wires" and view.reading != "neurons"
            steps = _DENSE_WIRES if on_wires else _DENSE
            yield from ((view, density) for density in steps[step : step + 1])


def _heights(purpose: Purpose, *, low: bool) -> Sequence[float]:
    """Heights to be tried: of what has a height of its own only that."""
    if purpose.height is not None:
        return () if low else (purpose.height,)
    most = purpose.most_height
    shares = [share * purpose.most_width for share in _SHARES]
    if low:
        return [height for height in shares if height <= _BESIDE * most]
    return [*(height for height in shares if _BESIDE * most < height < most), most]
