"""The first kind of look with which a graph fits, or else the one with the largest text."""

from graphviz_app.core.pieces import Pieces
from graphviz_app.core.view import View
from graphviz_app.export.purpose.looks import looks
from graphviz_app.export.purpose.purpose import Purpose
from graphviz_app.export.purpose.trying import Try, Workshop

_EASE = 1.15
"""How much larger than asked for text need not be."""
NEARLY = 1e-6
"""Points that nobody sees."""


def searched(workshop: Workshop, said: View, purpose: Purpose) -> Pieces[Try]:
    """What fits; else what comes nearest to it."""
    found = yield from _searched(workshop, said, purpose, 0.0, briefly=False)
    assert found is not None  # without a need there is always one
    return found


def fitting(workshop: Workshop, said: View, purpose: Purpose) -> Pieces[Try | None]:
    """Something that fits, if that is found without a long search."""
    return (yield from _searched(workshop, said, purpose, purpose.aim - NEARLY, briefly=True))


def _searched(
    workshop: Workshop, said: View, purpose: Purpose, need: float, *, briefly: bool
) -> Pieces[Try | None]:
    best: Try | None = None
    for alike in looks(workshop.trace, said, purpose, briefly=briefly):
        found: Try | None = None
        for look in alike:
            least = max([need, *(one.text for one in (best, found) if one is not None)])
            found = (yield from workshop.tried(look, purpose, least)) or found
            if found is not None and found.text >= _EASE * purpose.aim:
                return found
        if found is not None and fits(found, purpose):
            return found
        best = found or best
    return best


def fits(found: Try, purpose: Purpose) -> bool:
    """Whether its text is as large as the purpose asks for."""
    return not purpose.is_sized or found.text >= purpose.aim - NEARLY
