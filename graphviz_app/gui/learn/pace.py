"""How many results go by in a second."""

RATES = (1, 5, 20, 60)
"""Results a second."""
_WATCHED = 12.0
"""Seconds in which a whole descent has gone by."""


def usual_rate(steps: int) -> int:
    """The slowest at which one can watch so many steps."""
    return next((rate for rate in RATES[1:] if steps <= rate * _WATCHED), RATES[-1])
