"""``override`` for Python 3.11, where typing has none yet."""

import sys
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from typing_extensions import override
elif sys.version_info >= (3, 12):
    from typing import override
else:
    _Method = TypeVar("_Method")

    def override(method: _Method) -> _Method:
        """Says to type checkers that it takes the place of another; importing theirs takes time."""
        return method


__all__ = ["override"]
