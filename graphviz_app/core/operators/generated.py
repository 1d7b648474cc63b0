"""The one place where Python is made and run: functions of what the program itself has written.

Only operators' formulas, numbers and indices go into the text, never a name from a file.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any


def compiled(
    parameters: Sequence[str], body: str, scope: Mapping[str, object]
) -> Callable[..., Any]:
    """A function of these parameters whose value is the expression ``body``."""
    return executed(f"def formula({', '.join(parameters)}):\n return {body}", scope, "formula")


def executed(source: str, scope: Mapping[str, object], name: str) -> Callable[..., Any]:
    """The function of this name that the source defines; it knows what is in ``scope``."""
    known = {"__builtins__": {}, **scope}
    exec(compile(source, "<generated>", "exec"), known)
    function = known[name]
    assert callable(function)
    return function
