"""What is painted at each step, as one picture: every mark once, with the states that have it.

A state is a time at which one rests (even numbers), or half-way to the next one (odd numbers),
where edges are under way. Marks are noted in light and dark at once.
"""

from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from graphviz_app.core.schedule import Schedule
from graphviz_app.export.drawn.drawn import drawn_in_pieces
from graphviz_app.export.drawn.marks import Drawn, Group, Mark, Words
from graphviz_app.frames import Frame, frame_at
from graphviz_app.scene.picture import Picture

_MOVING = ("pulse",)
"""What is on its way: drawn by the page itself."""
_AT_REST = ("box", "edge", "active", "numbers", "node", "missing")
_RANKS = ("box", "edge", "active", "numbers", "node")


Key = tuple[str, str | int]


class Pair(NamedTuple):
    """A mark in light, and the same in dark."""

    light: Mark
    dark: Mark


@dataclass
class Layer:
    """The marks of one thing in painting order, and in which states they are there."""

    kind: str
    key: str | int
    marks: list[Pair] = field(default_factory=list)
    states: list[list[int]] = field(default_factory=list)


class Recorded(NamedTuple):
    """All layers in painting order."""

    first: Drawn
    dark_ground: str
    layers: Sequence[Layer]
    states: int
    """How many states there are."""


def _marked(pair: Pair) -> Pair:
    """What tells marks of one layer apart: the text of a number does not."""
    return Pair(*map(_without_number, pair))


def _without_number(mark: Mark) -> Mark:
    if isinstance(mark, Words) and mark.number is not None:
        return mark._replace(text="", x=mark.x + mark.width, width=0.0, outline=())
    return mark


def recorded_in_pieces(
    light: Picture, dark: Picture, schedule: Schedule, times: Sequence[float]
) -> Generator[float, None, Recorded]:
    """Paint all states; yields the share that is done."""
    layers: dict[Key, Layer] = {}
    first: Drawn | None = None
    moments = _with_halves(times)
    before: Frame | None = None
    at_rest: set[Key] = set()
    """What is there in the state before, and stays unless it changes."""
    for state, t in enumerate(moments):
        frame = frame_at(schedule, t)
        changed = None if before is None else light.with_run(frame.run).changed(before, frame)
        one = yield from drawn_in_pieces(light, frame, changed, outlines=False)
        other = yield from drawn_in_pieces(dark, frame, changed, outlines=False)
        yield state / len(moments)
        first, before = first or one, frame
        found = _groups(one, other, set(frame.active), bool(state % 2))
        same = {key for key in at_rest if changed is not None and key[1] not in changed}
        for key in same:
            _stays(layers[key], state)
        for key, pairs in found:
            _merge(layers.setdefault(key, Layer(*key)), pairs, state)
        at_rest = same | {key for key, _ in found if key[0] in _AT_REST}
    assert first is not None  # there is always a state
    ranked = sorted(layers.values(), key=_rank)
    return Recorded(first, other.ground, ranked, len(moments))


def _with_halves(times: Sequence[float]) -> Sequence[float]:
    halves = [(a + b) / 2 for a, b in pairwise(times)]
    return sorted([*times, *halves])


def _stays(layer: Layer, state: int) -> None:
    """What was there in the state before is there again."""
    for states in layer.states:
        if states[-1] == state - 1:
            states.append(state)


def _groups(
    light: Drawn, dark: Drawn, active: set[int], moving: bool
) -> list[tuple[Key, list[Pair]]]:
    found: list[tuple[Key, list[Pair]]] = []
    above = False
    for one, other in zip(light.groups, dark.groups, strict=True):
        if one.kind in _MOVING or (moving and one.kind == "halo"):
            continue
        above = above or one.kind == "node"
        pairs = [Pair(*both) for both in zip(one.marks, other.marks, strict=True)]
        found.append(((_kind(one, active, above), one.key), pairs))
    return found


def _kind(group: Group, active: set[int], above: bool) -> str:
    if group.kind == "edge" and group.key in active:
        return "active"
    return "plate" if group.kind == "numbers" and above else group.kind


def _rank(layer: Layer) -> int:
    return _RANKS.index(layer.kind) if layer.kind in _RANKS else len(_RANKS)


def _merge(layer: Layer, pairs: Sequence[Pair], state: int) -> None:
    """Add a state: marks that are there already are there again, others come in between."""
    known = _places(layer)
    after = 0
    for pair in pairs:
        place = known.get(_marked(pair), -1)
        if place >= after and layer.states[place][-1] != state:
            layer.states[place].append(state)
            after = place + 1
            continue
        layer.marks.insert(after, pair)
        layer.states.insert(after, [state])
        known = _places(layer)
        after += 1


def _places(layer: Layer) -> dict[Pair, int]:
    """Where each mark is for the first time."""
    return {_marked(pair): i for i, pair in reversed([*enumerate(layer.marks)])}
