"""The first kind of look with which a graph fits, or else the one with the largest text."""

from collections.abc import Sequence

from graphviz_app.core.pieces import Pieces
from graphviz_app.core.view import View
from graphviz_app.errors import ExportError
from graphviz_app.export.purpose.looks import Look, looks
from graphviz_app.export.purpose.purpose import Purpose
from graphviz_app.export.purpose.trying import Try, Workshop

_EASE = 1.15
"""How much larger than asked for text need not be."""
NEARLY = 1e-6
"""Points that nobody sees."""


_NO_ROOM = "there is no room for a picture"


def searched(workshop: Workshop, said: View, purpose: Purpose) -> Pieces[Try]:
    """What fits; else what comes nearest to it."""
    found = yield from _searched(workshop, said, purpose, 0.0, briefly=False)
    if found is None:  # without a need there is always one, unless Graphviz has given up
        raise workshop.failures[-1] if workshop.failures else ExportError(_NO_ROOM)
    return found


def fitting(workshop: Workshop, said: View, purpose: Purpose) -> Pieces[Try | None]:
    """Something that fits, if that is found without a long search."""
    return (yield from _searched(workshop, said, purpose, purpose.aim - NEARLY, briefly=True))


def _searched(
    workshop: Workshop, said: View, purpose: Purpose, need: float, *, briefly: bool
) -> Pieces[Try | None]:
    best: Try | None = None
    for alike in looks(workshop.trace, said, purpose, briefly=briefly):
        first = alike.looks[0]
        before = workshop.texts.get((first.view, purpose, first.height))
        if before is not None and before * alike.gain < purpose.aim:
            continue
        least = need if best is None else max(need, best.text)
        choose = _lowest if alike.lowest else _largest
        found = yield from choose(workshop, alike.looks, purpose, least)
        if found is not None and fits(found, purpose):
            return found
        best = found or best
    return best


def _largest(
    workshop: Workshop, alike: Sequence[Look], purpose: Purpose, need: float
) -> Pieces[Try | None]:
    """The first with text that is large enough, else the one with the largest.

    Where the highest does not fit, the others need not be tried.
    """
    found: Try | None = None
    highest = yield from workshop.tried(alike[-1], purpose, need)
    if len(alike) == 1 or highest is None or not fits(highest, purpose):
        return highest
    for look in alike:
        least = need if found is None else found.text
        found = (yield from workshop.tried(look, purpose, least)) or found
        if found is not None and found.text >= _EASE * purpose.aim:
            break
    return found


def _lowest(
    workshop: Workshop, alike: Sequence[Look], purpose: Purpose, need: float
) -> Pieces[Try | None]:
    """The last that fits of what becomes lower and lower; the first, if none does."""
    found: Try | None = None
    for look in alike:
        tried = yield from workshop.tried(look, purpose, need)
        if tried is None or (found is not None and not fits(tried, purpose)):
            break
        found = tried
        if not fits(found, purpose):
            break
    return found


def fits(found: Try, purpose: Purpose) -> bool:
    """Whether its text is as large as the purpose asks for."""
    return not purpose.is_sized or found.text >= purpose.aim - NEARLY
