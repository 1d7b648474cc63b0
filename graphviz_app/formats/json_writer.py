"""Values as JSON, a piece at a time: others have their turn, and nothing is written twice."""

import json
import math

from graphviz_app.core.graph import Graph, shape_of

LONG = 1000
"""Numbers above which what a tensor looks like as JSON is kept."""
PIECE = 20_000
"""Numbers that are written in one go."""


class Dumps:
    """JSON of what a document holds; of large tensors it is kept for the next time."""

    def __init__(self) -> None:
        self._kept: dict[int, tuple[object, str]] = {}
        self._used: dict[int, tuple[object, str]] = {}

    def text(self, item: object) -> str:
        """As ``plain``; raises ValueError for a number that JSON cannot hold."""
        if not _holds_a_long_one(item):
            return plain(item)
        assert isinstance(item, dict)
        parts = ((key, self._attrs(part)) for key, part in item.items())
        return "{" + ", ".join(f"{plain(key)}: {part}" for key, part in parts) + "}"

    def take(self, graph: Graph) -> None:
        """Get ready for a graph."""
        for node in graph.nodes.values():
            if _is_long(value := node.attrs.get("value")):
                self._tensor(value)
        self.forget_others()

    def forget_others(self) -> None:
        """Keep only what was asked for since this was called last."""
        self._kept, self._used = self._used, {}

    def _attrs(self, part: object) -> str:
        if not isinstance(part, dict):
            return plain(part)
        texts = (
            (key, self._tensor(value) if _is_long(value) else plain(value))
            for key, value in part.items()
        )
        return "{" + ", ".join(f"{plain(key)}: {text}" for key, text in texts) + "}"

    def _tensor(self, value: object) -> str:
        """A tensor never changes, and is shared by all graphs that have it."""
        assert isinstance(value, tuple)
        kept = self._kept.get(id(value))
        if kept is None or kept[0] is not value:
            kept = value, _in_pieces(value)
        self._used[id(value)] = kept
        return kept[1]


def plain(value: object) -> str:
    """A value as JSON on one line."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _holds_a_long_one(item: object) -> bool:
    attrs = item.get("attrs") if isinstance(item, dict) else None
    return isinstance(attrs, dict) and any(map(_is_long, attrs.values()))


def _is_long(value: object) -> bool:
    return isinstance(value, tuple) and math.prod(shape_of(value)) > LONG


def _in_pieces(value: tuple[object, ...]) -> str:
    """As ``plain``: Python's encoder lets nobody else work until it is done."""
    each = math.prod(shape_of(value[0]))
    if each > PIECE:
        return "[" + ", ".join(_in_pieces(row) for row in value if isinstance(row, tuple)) + "]"
    step = max(1, PIECE // each)
    pieces = (plain(value[i : i + step])[1:-1] for i in range(0, len(value), step))
    return "[" + ", ".join(pieces) + "]"
