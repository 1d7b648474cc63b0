"""Patience: how often something costly is worked out while steps go by."""

from time import perf_counter

PAUSE, SHARE = 0.2, 0.1
"""Seconds until it is worked out again at the earliest, and of the time at most such a share."""


class Patience:
    """Waits the longer, the longer it took the last time."""

    def __init__(self) -> None:
        self._next = 0.0

    @property
    def is_over(self) -> bool:
        """Whether it may be worked out again."""
        return perf_counter() >= self._next

    def took(self, since: float) -> None:
        """It was worked out from that time of ``perf_counter`` until now."""
        now = perf_counter()
        self._next = now + max(PAUSE, (now - since) / SHARE)
