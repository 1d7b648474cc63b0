"""Which slip is likelier where several lead to the same number."""

from collections.abc import Mapping

KINDS = (
    "plus for minus",
    "learning rate forgotten",
    "step for new value",
    "learning rate doubled",
    "step forgotten",
    "plain step",
    "moved though frozen",
    "sign",
    "factor",
    "derivative for value",
    "bias forgotten",
    "upstream forgotten",
    "local derivative forgotten",
    "value for derivative",
    "updated weight used",
    "old weight used",
    "path missing",
    "cross terms ignored",
    "term missing",
    "power lost",
    "local derivative twice",
    "derivative at the wrong point",
    "overwritten",
    "target and output swapped",
    "log10 for ln",
    "degrees for radians",
    "transposed",
    "wrong operand",
    "function forgotten",
    "operand forgotten",
    "upstream twice",
    "upstream multiplied",
    "divided for multiplied",
    "multiplied for divided",
    "decimal shifted",
    "digits swapped",
    "neighbour's number",
)
"""The likelier first."""
RANK: Mapping[str, float] = {kind: float(rank) for rank, kind in enumerate(KINDS)}
UNLIKELY = 15.0
"""What is added for a place that is not what its kind usually is about."""
