"""A recording as a graph: which values get a line of their own, and what each is called."""

from collections.abc import Mapping
from dataclasses import replace

from graphviz_app.core.graph import Attr, Edge, Graph, Node
from graphviz_app.core.naming import fresh_name, is_name
from graphviz_app.core.oplib import OPS
from graphviz_app.core.view import View
from graphviz_app.formats.tracing.recording import Entry, Recording

_LONGEST = 12
"""Operators of one line, from which on the next operand gets a line of its own."""
_ENDS = frozenset(("relu", "tanh", "sigmoid", "softmax", "gelu", "silu", "leaky_relu", "linear"))
"""Operators with which a neuron or a layer ends: what comes behind is another line."""


def graph_of(recording: Recording, output: int | None) -> tuple[Graph, list[str]]:
    """The graph, and the id of each entry: of those that the output depends on, and of leaves."""
    output = _without_others(recording, output)
    naming = _Naming(recording, output)
    ids = naming.ids
    nodes = [
        Node(ids[i], entry.op, _attrs(entry), naming.group(i))
        for i, entry in enumerate(recording.entries)
    ]
    edges = [
        Edge(ids[operand], ids[i], slot)
        for i, entry in enumerate(recording.entries)
        for slot, operand in enumerate(entry.operands)
        if operand is not None
    ]
    graph = Graph.of(nodes, edges, None if output is None else ids[output])
    view = View(folded=tuple(recording.folded) or None)
    return replace(graph, title=recording.title, view=view), ids


def _attrs(entry: Entry) -> dict[str, Attr]:
    """All that the operator takes, as a text says them."""
    usual: Mapping[str, Attr] = OPS[entry.op].attrs  # type: ignore[assignment]  # of the table
    return {**usual, **entry.attrs}


class _Naming:
    """Gives each entry its line, and each line its name."""

    def __init__(self, recording: Recording, output: int | None) -> None:
        self._entries = recording.entries
        self._uses = _uses(self._entries)
        self._line = self._lines(output)
        self._names = self._named()
        self.ids = self._numbered()

    def group(self, i: int) -> str:
        """The groups that an entry stands in; the last is its line, where it has none itself."""
        line = self._line[i]
        own = "" if line == i else self._names[line]
        return "/".join(filter(None, (self._entries[line].group, own)))

    def _lines(self, output: int | None) -> list[int]:
        """Per entry the one whose line it is written in: itself, or what uses it."""
        line = [*range(len(self._entries))]
        sizes = [0] * len(line)
        for i in reversed(line):
            entry, users = self._entries[i], self._uses[i]
            joins = len(users) == 1 and not entry.name and i != output
            if joins and self._fits(entry, sizes[line[users[0]]], self._entries[line[users[0]]]):
                line[i] = line[users[0]]
            if entry.operands:
                sizes[line[i]] += 1
        return line

    def _fits(self, entry: Entry, size: int, line: Entry) -> bool:
        """Whether an entry is written inside a line of so many operators."""
        if entry.inner or line.inner:
            return entry.group == line.group
        if entry.group != line.group:
            return False
        if not entry.operands:
            return entry.op == "constant"
        return size < _LONGEST and entry.op not in _ENDS

    def _named(self) -> dict[int, str]:
        """A name for each line: what the program calls it, else after its operator."""
        wanted = {i: e.name for i, e in enumerate(self._entries) if self._line[i] == i}
        called = {e.op for e in self._entries if not OPS[e.op].python and not OPS[e.op].is_leaf}
        taken = {name for name in wanted.values() if name} | called
        groups = {part for e in self._entries for part in e.group.split("/")}
        counts: dict[str, int] = {}
        names: dict[int, str] = {}
        given: set[str] = {*groups}
        for i, name in wanted.items():
            usable = name and is_name(name) and name not in given | called
            names[i] = name if usable else self._fresh(i, name, taken | given, counts)
            given.add(names[i])
        return names

    def _fresh(self, i: int, name: str, taken: set[str], counts: dict[str, int]) -> str:
        if name:
            return fresh_name(name, taken)
        word = _word(self._entries[i])
        while True:
            counts[word] = counts.get(word, 0) + 1
            found = f"{word}{counts[word]}"
            if found not in taken:
                return found

    def _numbered(self) -> list[str]:
        counts: dict[tuple[int, str], int] = {}
        found: list[str] = []
        for i, entry in enumerate(self._entries):
            line = self._line[i]
            if line == i:
                found.append(self._names[i])
                continue
            word = "c" if entry.op == "constant" else entry.op
            number = counts[line, word] = counts.get((line, word), 0) + 1
            found.append(f"{self._names[line]}.{word}{number}")
        return found


def _without_others(recording: Recording, output: int | None) -> int | None:
    """Leave out what was computed for something else; returns where the output is then."""
    entries = recording.entries
    if output is None:
        return None
    kept = {output, *(i for i, entry in enumerate(entries) if entry.name and not entry.operands)}
    for i in range(len(entries) - 1, -1, -1):
        if i in kept:
            kept.update(operand for operand in entries[i].operands if operand is not None)
    now = {old: new for new, old in enumerate(sorted(kept))}
    recording.entries = [entries[i] for i in sorted(kept)]
    for entry in recording.entries:
        entry.operands = [None if one is None else now[one] for one in entry.operands]
    return now[output]


def _uses(entries: list[Entry]) -> list[list[int]]:
    """Per entry those that it is an operand of, each as often as it is."""
    found: list[list[int]] = [[] for _ in entries]
    for i, entry in enumerate(entries):
        for operand in entry.operands:
            if operand is not None:
                found[operand].append(i)
    return found


def _word(entry: Entry) -> str:
    """What a value without a name is called after."""
    return _WORDS.get(entry.op, entry.op)


_WORDS: Mapping[str, str] = {
    "input": "x", "parameter": "w", "target": "t", "constant": "c", "matmul": "product",
    "mul": "product", "add": "total", "sub": "difference", "div": "quotient",
}  # fmt: skip
