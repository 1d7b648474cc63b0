"""The boxes of groups, as far as they can be told apart."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from graphviz_app.core.op import Array
from graphviz_app.core.reading import Reading
from graphviz_app.layout.dot import GROUP_MARGIN, TITLE_HEIGHT
from graphviz_app.layout.geometry import Box
from graphviz_app.layout.quick.web import Indices, Web


def blocks(reading: Reading, web: Web, groups: Sequence[str]) -> list[Indices]:
    """Per level of nesting the number of each place's group, -1 where there is none."""
    if not groups:
        return []
    number = {path: index for index, path in enumerate(groups)}
    names = [path.split("/") if path else [] for path in reading.clusters.values()]
    levels = []
    for level in range(max(map(len, names))):
        inside = [number["/".join(p[: level + 1])] if len(p) > level else -1 for p in names]
        levels.append(np.array(inside + [-1] * len(web.lanes.owner), int))
    return levels


def frames(reading: Reading, groups: Sequence[str], boxes: Mapping[str, Box]) -> dict[str, Box]:
    """Around what is in each group; none where something else would be in it as well."""
    if not groups:
        return {}
    nodes = np.array(list(boxes.values()))
    nodes[:, 2:] += nodes[:, :2]
    sides = _around(groups, zip(reading.clusters.values(), nodes.tolist(), strict=True))
    frames_ = np.array([sides[path] for path in groups])
    members = _counts(reading.clusters.values())
    within = _counts(groups)
    clear = {}
    for path in groups:
        left, top, right, bottom = sides[path]
        around = 1 + path.count("/")
        if (
            _overlaps(nodes, sides[path]) == members[path]
            and _overlaps(frames_, sides[path]) == within[path] + around - 1
        ):
            clear[path] = Box(left, top, right - left, bottom - top)
    return clear


Sides = Sequence[float]
"""Left, top, right, bottom."""


def _around(groups: Sequence[str], nodes: Iterable[tuple[str, Sides]]) -> dict[str, Sides]:
    """The sides of each group's box, inner ones first."""
    by_group: dict[str, Sides] = {}
    for path, sides in nodes:
        by_group[path] = _united(by_group.get(path), sides)
    for path in sorted(groups, key=lambda path: -path.count("/")):
        left, top, right, bottom = by_group[path]
        by_group[path] = (
            left - GROUP_MARGIN, top - GROUP_MARGIN - TITLE_HEIGHT,
            right + GROUP_MARGIN, bottom + GROUP_MARGIN,
        )  # fmt: skip
        outer = path.rpartition("/")[0]
        by_group[outer] = _united(by_group.get(outer), by_group[path])
    return by_group


def _united(one: Sides | None, other: Sides) -> Sides:
    if one is None:
        return other
    return (*map(min, one[:2], other[:2]), *map(max, one[2:], other[2:]))


def _counts(paths: Iterable[str]) -> Counter[str]:
    """How many of the paths are at or below each."""
    counts: Counter[str] = Counter()
    for path, count in Counter(paths).items():
        ends = [i for i, letter in enumerate(path) if letter == "/"] + [len(path)]
        for end in ends:
            counts[path[:end]] += count
    return counts


def _overlaps(boxes: Array, sides: Sides) -> int:
    """How many of the boxes share something with one."""
    left, top, right, bottom = boxes.T
    inside = (left < sides[2]) & (right > sides[0]) & (top < sides[3]) & (bottom > sides[1])
    return int(np.count_nonzero(inside))
