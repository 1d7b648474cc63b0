"""What an exercise is: its text, and what comes out of it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

Numbers = float | Sequence[float]


class Exercise(NamedTuple):
    """``value`` of the output; ``gradients`` of some leaves, row by row."""

    text: str
    value: Numbers
    gradients: Mapping[str, Numbers]
