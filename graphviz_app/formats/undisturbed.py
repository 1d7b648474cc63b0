"""Reading without the garbage collector, for which trees without circles are half of the work."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_MANY = 10_000


@contextmanager
def undisturbed() -> Iterator[None]:
    """Nothing is collected meanwhile, and many new objects count as old ones at the end.

    The collector would look at all of them as soon as it runs again, and find no circle.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            if gc.get_count()[0] > _MANY and not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()
