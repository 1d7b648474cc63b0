"""A place in a JSON document: what stands there is checked before it is believed."""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from graphviz_app.core.wording import shortened
from graphviz_app.errors import DocumentError
from graphviz_app.formats.limits import MAX_NODES, thousands
from graphviz_app.formats.values import kind
from graphviz_app.patterns import late

_HALF = late("[\ud800-\udfff]")


class Place(NamedTuple):
    """A value and the way to it, such as ``nodes[3].inputs[0]``."""

    value: object
    key: str | int = ""
    within: "Place | None" = None

    @property
    def path(self) -> str:
        """``nodes[3].inputs[0]``"""
        keys: list[str] = []
        place: Place | None = self
        while place is not None and place.key != "":
            number = isinstance(place.key, int)
            keys.append(f"[{place.key}]" if number else f".{shortened(str(place.key))}")
            place = place.within
        return "".join(reversed(keys)).removeprefix(".")

    def refused(self, message: str) -> DocumentError:
        """The error that names this place."""
        return DocumentError(message, self.path)

    def mapping(self) -> Mapping[str, object]:
        """This, which must be a mapping."""
        if not isinstance(self.value, dict):
            raise self.refused(f"a mapping {{…}} is expected, found {kind(self.value)}")
        return self.value

    def get(self, key: str) -> "Place":
        """What a mapping has under a key; None if it is absent."""
        return Place(self.mapping().get(key), key, self)

    def values(self, most: int = MAX_NODES) -> Sequence[object]:
        """What stands in a list; nothing if it is absent."""
        if self.value is None:
            return ()
        if not isinstance(self.value, list):
            raise self.refused(f"a list […] is expected, found {kind(self.value)}")
        if len(self.value) > most:
            raise self.refused(f"at most {thousands(most)} are read, found {len(self.value):,}")
        return self.value

    def items(self, most: int = MAX_NODES) -> "Sequence[Place]":
        """The places in a list; none if it is absent."""
        return [Place(item, i, self) for i, item in enumerate(self.values(most))]

    def text(self, default: str | None = None) -> str:
        """This as a string; ``default`` if it is absent and that is allowed."""
        if self.value is None and default is not None:
            return default
        if not isinstance(self.value, str):
            raise self.refused(f"a text in quotes is expected, found {kind(self.value)}")
        if not self.value.isascii() and _HALF.search(self.value):
            raise self.refused("this text is broken: it holds half a character")
        return self.value

    def number(self) -> float:
        """This as a finite number."""
        value = self.value
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.refused(f"a number is expected, found {kind(value)}")
        try:
            number = float(value)
        except OverflowError:
            number = math.inf
        if not math.isfinite(number):
            raise self.refused("this number is too large for a 64-bit number")
        return number
