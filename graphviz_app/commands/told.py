"""What commands tell: results on standard output, mistakes in a line each on standard error."""

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from graphviz_app.errors import GraphAppError

if TYPE_CHECKING:
    from graphviz_app.core.running.problem import Problem

FINE, USER_ERROR = 0, 1
"""Exit codes."""
_TOLD = 5


def put(text: str) -> None:
    """To standard output, all of it; raises BrokenPipeError, or GraphAppError for a full disk."""
    from graphviz_app.formats.replacing import reason_of

    try:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()
    except OSError as error:
        # Python would try, and complain, again when it flushes at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            raise
        raise GraphAppError(f"the numbers cannot be printed: {reason_of(error)}") from None


def tell(problems: "Sequence[Problem]") -> int:
    """One line for each of the first; what could be computed has been shown by then."""
    for problem in problems[:_TOLD]:
        complain(problem.message)
    if len(problems) > _TOLD:
        complain(f"and {len(problems) - _TOLD} more such problems; 'eval --json' lists them all")
    return USER_ERROR if problems else FINE


def remark(sentence: str) -> None:
    """Say what is worth knowing, and no mistake."""
    sys.stderr.write(f"graphviz-app: {sentence}\n")


def complain(sentence: str) -> int:
    """Say what is wrong; returns the exit code for it."""
    sys.stderr.write(f"graphviz-app: {sentence}\n")
    return USER_ERROR
