"""Reading a large JSON document item by item: Python's decoder lets nobody else work meanwhile."""

import json
from collections.abc import Callable

from graphviz_app.patterns import late

WHOLE = 10_000_000
"""Characters up to which a document is read in one go."""
_SPACE = late(r"[ \t\n\r]*")


def loads(text: str, parse_constant: Callable[[str], object]) -> object:
    """As ``json.loads``, with the same errors."""
    decoder = json.JSONDecoder(parse_constant=parse_constant)
    if len(text) > WHOLE:
        try:
            return _Reading(text, decoder).whole()
        except (_UnusualError, json.JSONDecodeError):
            pass  # said below, in the usual words
    return decoder.decode(text)


class _UnusualError(Exception):
    """This is not a mapping, or no JSON."""


class _Reading:
    """A mapping at the top, and the lists in it, are read in pieces; what they hold is not."""

    def __init__(self, text: str, decoder: json.JSONDecoder) -> None:
        self._text, self._decoder = text, decoder
        self._at = 0

    def whole(self) -> dict[str, object]:
        """All of it; raises _UnusualError or JSONDecodeError."""
        members: dict[str, object] = {}
        self._expect("{")
        if not self._has("}"):
            self._pair(members)
            while self._has(","):
                self._pair(members)
            self._expect("}")
        if self._next():
            raise _UnusualError
        return members

    def _pair(self, members: dict[str, object]) -> None:
        if self._next() != '"':
            raise _UnusualError
        key = str(self._value())
        self._expect(":")
        members[key] = self._items() if self._has("[") else self._value()

    def _items(self) -> list[object]:
        if self._has("]"):
            return []
        items = [self._value()]
        while self._has(","):
            items.append(self._value())
        self._expect("]")
        return items

    def _value(self) -> object:
        self._next()
        value, self._at = self._decoder.raw_decode(self._text, self._at)
        return value

    def _next(self) -> str:
        """The sign that comes after spaces."""
        space = _SPACE.match(self._text, self._at)
        self._at = space.end() if space else self._at
        return self._text[self._at : self._at + 1]

    def _has(self, sign: str) -> bool:
        is_next = self._next() == sign
        self._at += is_next
        return is_next

    def _expect(self, sign: str) -> None:
        if not self._has(sign):
            raise _UnusualError
