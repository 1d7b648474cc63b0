"""Many frames of a picture as one: what they share stands once, with the steps it is seen at."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from graphviz_app.export.tex.item import Block, Item

_Thing = TypeVar("_Thing")
_Key = tuple[object, ...]


@dataclass
class _Merged:
    """A block of several frames."""

    block: Block
    order: list[tuple[Item, int]] = field(default_factory=list)
    """Items, and which of several alike it is."""
    seen: dict[tuple[Item, int], list[int]] = field(default_factory=dict)


class Overlays:
    """Takes one frame after the other; steps are counted from 1."""

    def __init__(self) -> None:
        self._order: list[_Key] = []
        self._blocks: dict[_Key, _Merged] = {}
        self._count = 0

    def add(self, blocks: Iterable[Block]) -> None:
        """The next step's picture."""
        self._count += 1
        before: _Key | None = None
        for block in blocks:
            if not block.items:
                continue
            key = _key_of(block)
            if key not in self._blocks:
                self._blocks[key] = _Merged(block)
                _put_behind(self._order, before, key)
            self._add_items(self._blocks[key], block)
            before = key

    def _add_items(self, merged: _Merged, block: Block) -> None:
        before: tuple[Item, int] | None = None
        alike: dict[Item, int] = {}
        for item in block.items:
            alike[item] = alike.get(item, 0) + 1
            one = item, alike[item]
            if one not in merged.seen:
                merged.seen[one] = []
                _put_behind(merged.order, before, one)
            merged.seen[one].append(self._count)
            before = one

    def lines(self) -> Iterator[str]:
        """All of it, each line with the steps at which it is seen, where those are not all."""
        for key in self._order:
            merged = self._blocks[key]
            yield from merged.block.opening
            for one in merged.order:
                yield f"  {one[0].written(specification(merged.seen[one], self._count))}"
            yield from merged.block.closing


def _key_of(block: Block) -> _Key:
    """An edge at work lies over others, so it is another thing than the same at rest."""
    return (*block.key, block.items) if block.key[0] == "edge" else block.key


def _put_behind(order: list[_Thing], before: _Thing | None, thing: _Thing) -> None:
    order.insert(0 if before is None else order.index(before) + 1, thing)


def specification(steps: Sequence[int], count: int) -> str:
    """``<2-4,7->``; nothing for all steps."""
    spans: list[list[int]] = []
    for step in steps:
        if spans and spans[-1][1] == step - 1:
            spans[-1][1] = step
        else:
            spans.append([step, step])
    if spans == [[1, count]]:
        return ""
    return f"<{','.join(_span(start, end, count) for start, end in spans)}>"


def _span(start: int, end: int, count: int) -> str:
    if end == count:
        return f"{start}-"
    return str(start) if start == end else f"{start}-{end}"
