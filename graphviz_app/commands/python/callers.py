"""The variables of whoever calls: names for what is shown."""

import sys
from collections.abc import Mapping


def variables_of_caller() -> Mapping[str, object]:
    """Of the function that has called the one that asks; those of its module behind them."""
    frame = sys._getframe(2)
    return {**frame.f_globals, **frame.f_locals}
