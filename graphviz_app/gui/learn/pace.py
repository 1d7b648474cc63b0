"""How many results go by in a second, where they hold, and how long that takes."""

RATES = (1, 5, 20, 60)
"""Results a second."""
_WATCHED = 12.0
"""Seconds in which a whole descent has gone by."""


def usual_rate(steps: int) -> int:
    """The slowest at which one can watch so many steps."""
    return next((rate for rate in RATES[1:] if steps <= rate * _WATCHED), RATES[-1])


def next_hold(step: int, wanted: int) -> int:
    """Where it holds: after as many steps as are wanted, and after as many again."""
    wanted = max(wanted, 1)
    return wanted * (step // wanted + 1)


def seconds_left(made: int, left: int, passed: float) -> float | None:
    """Until the end, if it goes on so; None while that is not known."""
    return left * passed / made if made > 0 and passed > 0.5 else None
