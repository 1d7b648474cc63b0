"""What the parts of a picture are called: ids, and titles that are read aloud."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from graphviz_app.arrays import np
from graphviz_app.core.graph import Value
from graphviz_app.explain.numerals import value_words
from graphviz_app.explain.titles import edge_title, shown_name
from graphviz_app.export.drawn.marks import Group
from graphviz_app.frames import Frame
from graphviz_app.numbers import on_graph
from graphviz_app.scene.picture import Picture

_LONGEST = 300
_NO_NAME = re.compile(r"[^\w.-]+")


class Named(NamedTuple):
    """A part of the picture."""

    id: str
    classes: str
    title: str = ""
    told: bool = False
    """Whether it is read as one thing, by its title."""


class Names:
    """Names the parts of one picture, as of a frame; no two have the same id."""

    def __init__(self, picture: Picture, frame: Frame, prefix: str = "") -> None:
        self._picture, self._frame, self._prefix = picture, frame, prefix
        self._taken: set[str] = set()

    def of(self, group: Group) -> Named:
        """A group's name."""
        kind, key = group.kind, group.key
        if kind == "node" and isinstance(key, str):
            node = self._picture.reading.nodes[key]
            return Named(
                self._free(f"node-{key}"), f"node {_plain(node.op)}", self._node(key), True
            )
        if kind in ("edge", "numbers") and isinstance(key, int):
            edge = self._picture.run.reading.edges[key]
            id_ = self._free(f"{kind}-{edge.source}-{edge.target}-{edge.slot}")
            return Named(id_, kind, self._edge(key), kind == "edge")
        if kind == "box":
            return Named(self._free(f"group-{key}"), "group", f"group {key}")
        return Named(self._free(f"{kind}-{key}" if key != "" else kind), kind)

    def _free(self, wanted: str) -> str:
        base = name = self._prefix + (_plain(wanted) or "part")
        number = 2
        while name in self._taken:
            name, number = f"{base}--{number}", number + 1
        self._taken.add(name)
        return name

    def _node(self, id_: str) -> str:
        run, view, frame = self._frame.run, self._picture.view, self._frame
        name = shown_name(run, id_)
        called = name if name == id_ or id_ in run.reading.boxes else f"{name} in {id_}"
        numbers: dict[str, Value | None] = {}
        if view.values and frame.shows_value(id_):
            numbers["value"] = run.value(id_)
        if view.gradients and frame.shows_gradient(id_):
            numbers[self._derivative] = run.gradient(id_)
        return _told(called, numbers)

    def _edge(self, index: int) -> str:
        run, view, frame = self._frame.run, self._picture.view, self._frame
        numbers: dict[str, Value | None] = {}
        if view.values and frame.shows_carried(index):
            numbers["value"] = run.carried(index)
        if view.locals and frame.shows_carried(index):
            numbers["local derivative"] = run.local(index)
        if view.gradients and frame.shows_contribution(index):
            numbers[self._derivative] = run.contribution(index)
        return _told(edge_title(run, index), numbers)

    @property
    def _derivative(self) -> str:
        return "gradient" if self._frame.run.wrt is None else "tangent"


def _told(name: str, numbers: Mapping[str, Value | None]) -> str:
    return ": ".join(filter(None, (name, ", ".join(_numbers(numbers)))))[:_LONGEST]


def _numbers(numbers: Mapping[str, Value | None]) -> Iterator[str]:
    for what, number in numbers.items():
        if number is not None:
            yield f"{what} {on_graph(number) if np.ndim(number) == 0 else value_words(number)}"


def _plain(name: str) -> str:
    """Of letters that an id may have."""
    return _NO_NAME.sub("_", name).strip("_")
