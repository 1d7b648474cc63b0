"""What turns DOT into positions: the bundled Graphviz, or the ``dot`` on the PATH."""

from collections.abc import Callable
from typing import Protocol

from graphviz_app.errors import LayoutError

TIME_LIMIT = 60.0
"""Seconds for one layout."""


class Engine(Protocol):
    """All but ``run`` may be called from any thread at any time."""

    def start(self) -> None:
        """Get ready, so that the next run need not wait for it."""

    def run(self, source: str, wanted: Callable[[], bool] = ...) -> bytes:
        """``json0`` for the DOT; raises LayoutError (MissingGraphvizError: not installed).

        ``wanted`` is asked when ``kill`` begins to have an effect: what was cancelled before is
        not begun.
        """

    def kill(self) -> None:
        """End a run under way: it raises LayoutError."""

    def close(self) -> None:
        """End for good; later runs raise LayoutError."""


class MissingGraphvizError(LayoutError):
    """Graphviz cannot be loaded or started."""


def always() -> bool:
    """For a layout that nobody cancels."""
    return True


def cancelled() -> LayoutError:
    """What a run raises that was ended on request."""
    return LayoutError("the layout was cancelled")


def too_long(time_limit: float) -> LayoutError:
    """What a run raises when the time is up."""
    return LayoutError(f"Graphviz needed longer than {time_limit:g} s for this graph")
