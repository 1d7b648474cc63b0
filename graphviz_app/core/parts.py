"""Parts of a schedule: forward, backward, the update, and the forward part of the run after it."""

from dataclasses import dataclass
from typing import Literal

Tone = Literal["value", "gradient", "tangent", "parameter"]


@dataclass(frozen=True, slots=True)
class PartKind:
    """What is the same of all parts of a kind."""

    name: str
    """As it is typed: ``--at backward:5``."""
    title: str
    about: str
    tone: Tone
    """In which colour its numbers are: the theme has it, and a tint, under this name."""
    forwards: bool
    """Whether things travel from an edge's source to its target; else the other way, dashed."""


FORWARD = PartKind("forward", "Forward", "values flow to the output", "value", True)
BACKWARD = PartKind("backward", "Backward", "gradients flow back", "gradient", False)
TANGENTS = PartKind("forward", "Forward mode", "values and tangents flow together", "tangent", True)
"""The only part of a run in forward mode."""
UPDATE = PartKind("update", "Update", "parameters take a step", "parameter", True)
NEXT = PartKind("next", "Next forward", "new values flow", "value", True)
"""The forward part of the run after the step."""
KINDS = (FORWARD, BACKWARD, UPDATE, NEXT)
"""In the order in which they come; the seed is the first moment of the backward part."""


@dataclass(frozen=True, slots=True)
class Part:
    """Moments ``start`` up to, but not with, ``end``; ``of_run`` is the place of their run."""

    kind: PartKind
    start: int
    end: int
    of_run: int = 0
