"""Everything that a value was computed from, operands first."""

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

from graphviz_app.errors import CycleError

Thing = TypeVar("Thing")


def postorder(
    root: Thing, operands: Callable[[Thing], Iterable[Thing]], key: Callable[[Thing], Hashable]
) -> list[Thing]:
    """Each once, behind all of its operands; without recursion. Raises CycleError."""
    order: list[Thing] = []
    done: dict[Hashable, bool] = {}
    waiting = [root]
    while waiting:
        thing = waiting[-1]
        if done.get(key(thing)):
            waiting.pop()
        elif key(thing) in done:  # its operands are
            waiting.pop()
            done[key(thing)] = True
            order.append(thing)
        else:
            done[key(thing)] = False
            for operand in reversed([*operands(thing)]):
                if done.get(key(operand)) is False:
                    raise CycleError("a value depends on itself: it cannot be shown")
                if key(operand) not in done:
                    waiting.append(operand)
    return order
