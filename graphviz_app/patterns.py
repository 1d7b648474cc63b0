"""Regular expressions that are compiled when they are first used.

Most texts need few of them; compiling all takes longer than reading a text.
"""

import re
from typing import Any, cast


class _Late:
    """Becomes as quick as the expression itself: what was asked for once is kept."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self.pattern, self._flags), name)
        setattr(self, name, found)
        return found


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """As ``re.compile``; a mistake in it is only found when it is used."""
    return cast(re.Pattern[str], _Late(pattern, flags))
