"""Covers: numbers of a run that are not told, as a person is asked for them or is to guess."""

from typing import NamedTuple


class Covers(NamedTuple):
    """Nodes whose value or gradient is covered, and ends (target, source) of edges whose local
    derivative is."""

    values: frozenset[str] = frozenset()
    gradients: frozenset[str] = frozenset()
    locals: frozenset[tuple[str, str]] = frozenset()
    left_out: frozenset[str] = frozenset()
    """Nodes of which no gradient is shown, and none asked."""
    blank: bool = False
    """Whether fields are empty, to be written in on paper, and not asked with a question mark."""
