"""The DOT that Graphviz is given, written by the ``graphviz`` package.

Nodes are called n0, n1, … and groups cluster_0, …, so that ids may contain anything. An edge with
numbers leads through a node of its own (r0, r1, …: the room for them), since Graphviz keeps
everything else out of nodes, but not out of edge labels.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal

from graphviz_app.core.reading import Reading
from graphviz_app.layout.effort import limits
from graphviz_app.layout.geometry import Direction, Parted, Size, Spacing

Side = Literal["before", "after", "between"]
"""Where an edge's numbers are: above or left of it, below or right of it, or on both sides."""

LANE = 8
"""The strip beside the numbers in which their edge runs, in pixels."""
LABELLED_GAP, FORKED_GAP, CROWDED_GAP, BARE_GAP = 16, 24, 28, 52
"""Between ranks, in pixels; with labels there are twice as many ranks. Where edges part, and so may
cross, they need more room; most where many arrive at one node, or cross on their way down."""
PARTED_GAP = 18
"""The most where edges lead between their numbers, and so turn nowhere else."""
_CROWDED = 4
TIGHT = Spacing()
NODE_GAP = 18
EDGE_GAP = 6
"""Between nodes or numbers across the direction of reading; edges that only pass need less."""
TITLE_HEIGHT = 18
GROUP_MARGIN = 14
"""Room for a group's name, and around what it holds, in pixels."""
_PADDING = 2
"""What Graphviz adds to a label's size."""
_INCH = 72.0


def dot_source(
    reading: Reading,
    sizes: Mapping[str, Size],
    labels: Sequence[Size | None],
    direction: Direction,
    spacing: Spacing = TIGHT,
    order: Iterable[Sequence[str]] = (),
    behind: Iterable[tuple[str, str]] = (),
    *,
    ranked_at_once: bool = False,
) -> str:
    """DOT for the reading: sizes of nodes by id and of the numbers on its edges, in pixels.

    ``order``: ranks of another layout; nodes of one rank follow each other as they do there.
    ``behind``: pairs of nodes, the second of which is ranked after the first.
    Groups are ranked one by one, which looks calm; at once, no edge leads back.
    """
    # Imported only now: it takes long enough for a window to be up before.
    from graphviz import Digraph

    names = {id_: f"n{index}" for index, id_ in enumerate(reading.nodes)}
    digraph = Digraph(
        graph_attr=_graph_attrs(reading, labels, direction, spacing),
        node_attr={"shape": "box", "label": "", "fixedsize": "true", "margin": "0"},
        edge_attr={"arrowhead": "none"},
    )
    if ranked_at_once:
        digraph.attr(newrank="true")
    digraph.body.extend(_nodes(reading, sizes, names, direction))
    digraph.body.extend(_edges(reading, labels, names, direction))
    digraph.body.extend(_groups(reading, labels, names))
    digraph.body.extend(_kept_order(order, names))
    digraph.body.extend(
        f"\t{names[one]} -> {names[other]} [id=h{index} style=invis weight=0]\n"
        for index, (one, other) in enumerate(behind)
    )
    return str(digraph.source)


def group_paths(reading: Reading) -> list[str]:
    """All groups with a box, outer ones first; number i is ``cluster_i`` in the DOT."""
    paths: dict[str, None] = {}
    for path in dict.fromkeys(reading.clusters.values()):
        ends = [i for i, letter in enumerate(path) if letter == "/"] + [len(path)] * bool(path)
        paths.update(dict.fromkeys(path[:end] for end in ends))
    return list(paths)


def label_side(reading: Reading, index: int, direction: Direction) -> Side:
    """Away from the other operands, so that curves towards the node bend away from numbers.

    With a single operand: away from the other edges that leave the source.
    """
    edge = reading.edges[index]
    arriving = reading.incoming[edge.target]
    siblings = arriving if len(arriving) > 1 else reading.outgoing[edge.source]
    place = 2 * siblings.index(index) - (len(siblings) - 1)
    if place == 0:
        return "before" if direction == "LR" else "after"
    return "before" if place < 0 else "after"


def side_of(label: Size | None, reading: Reading, index: int, direction: Direction) -> Side:
    """The same, or on both sides if there is room for that."""
    return "between" if isinstance(label, Parted) else label_side(reading, index, direction)


def _graph_attrs(
    reading: Reading, labels: Sequence[Size | None], direction: Direction, spacing: Spacing
) -> dict[str, str]:
    labelled = any(label is not None for label in labels)
    crowded = any(len(arriving) >= _CROWDED for arriving in reading.incoming.values())
    forked = any(len(leaving) > 1 for leaving in reading.outgoing.values())
    if not labelled:
        gap = BARE_GAP
    elif crowded or direction == "TB":  # numbers are wider than high: less room than from the left
        gap = CROWDED_GAP
    else:
        gap = FORKED_GAP if forked else LABELLED_GAP
    if any(isinstance(label, Parted) for label in labels):
        gap = min(gap, PARTED_GAP)
    return {
        "rankdir": direction,
        "nodesep": _inches(EDGE_GAP + spacing.across),
        "ranksep": _inches(gap + spacing.along),
        "splines": "true",
        **limits(reading, labels),
    }


def _inches(pixels: float) -> str:
    return f"{pixels / _INCH:.4f}"


def _nodes(
    reading: Reading, sizes: Mapping[str, Size], names: Mapping[str, str], direction: Direction
) -> Iterator[str]:
    for id_, name in names.items():
        size = sizes[id_]
        slots = len(reading.incoming[id_])
        yield _node(name, size, _slots(slots, size, direction) if slots > 1 else "", direction)


def _node(name: str, size: Size, table: str, direction: Direction) -> str:
    """A box with the gap that it keeps from the next one."""
    label = f" label=<{table}>" if table else ""
    width, height = size
    if direction == "LR":
        height += NODE_GAP - EDGE_GAP
    else:
        width += NODE_GAP - EDGE_GAP
    return f"\t{name} [width={_inches(width)} height={_inches(height)}{label}]\n"


def _edges(
    reading: Reading,
    labels: Sequence[Size | None],
    names: Mapping[str, str],
    direction: Direction,
) -> Iterator[str]:
    leave, arrive = ("e", "w") if direction == "LR" else ("s", "n")
    slots = _operand_slots(reading)
    # Where edges have no numbers between others that do, they lead over as many ranks.
    apart = " minlen=2" if any(label is not None for label in labels) else ""
    for index, (edge, label) in enumerate(zip(reading.edges, labels, strict=True)):
        source = f"{names[edge.source]}:{leave}"
        target = f"{names[edge.target]}{slots.get(index, '')}:{arrive}"
        if label is None:
            yield f"\t{source} -> {target} [id=a{index}{apart}]\n"
            continue
        side = side_of(label, reading, index, direction)
        yield _room(f"r{index}", label, side, direction)
        weight = 3 if len(reading.outgoing[edge.source]) == 1 else 1
        yield f"\t{source} -> r{index}:lane:{arrive} [id=a{index} weight={weight}]\n"
        yield f"\tr{index}:lane:{leave} -> {target} [id=b{index}]\n"


def _kept_order(order: Iterable[Sequence[str]], names: Mapping[str, str]) -> Iterator[str]:
    """Edges within ranks: Graphviz draws them in the order in which they point."""
    pairs = (pair for rank in order for pair in pairwise(rank))
    for index, (one, other) in enumerate(pairs):
        yield f"\t{names[one]} -> {names[other]} [id=o{index} style=invis minlen=0]\n"


def _operand_slots(reading: Reading) -> dict[int, str]:
    """The place at which an edge arrives, for nodes with several operands."""
    return {
        index: f":{slot}"
        for arriving in reading.incoming.values()
        if len(arriving) > 1
        for slot, index in enumerate(arriving)
    }


def _slots(count: int, size: Size, direction: Direction) -> str:
    """A place per operand, in their order, along the side where edges arrive."""
    cells = [(str(slot), size.grip / count) for slot in range(count)]
    if size.grip < 1.0:
        beside = ("", (1.0 - size.grip) / 2)
        cells = [beside, *cells, beside]
    return _table(size, cells, direction)


def _room(name: str, label: Size, side: Side, direction: Direction) -> str:
    """Numbers and the lane beside them."""
    size = room_size(label, direction)
    lane = LANE / (size.height if direction == "LR" else size.width)
    cells = [("", 1.0 - lane), ("lane", lane)]
    if side == "between":
        cells = [("", (1.0 - lane) / 2), ("lane", lane), ("", (1.0 - lane) / 2)]
    elif side == "after":
        cells.reverse()
    return _node(name, size, _table(size, cells, direction), direction)


def room_size(label: Size, direction: Direction) -> Size:
    """The numbers and the lane beside them."""
    if direction == "LR":
        return Size(label.width, label.height + LANE)
    return Size(label.width + LANE, label.height)


def _table(size: Size, cells: Iterable[tuple[str, float]], direction: Direction) -> str:
    """Fills a node across the direction of reading with cells: their names and shares.

    It has no text, so that Graphviz needs no font.
    """
    width, height = size.width - _PADDING, size.height - _PADDING
    if direction == "LR":
        rows = "".join(f"<TR>{_cell(name, width, height * part)}</TR>" for name, part in cells)
    else:
        row = "".join(_cell(name, width * part, height) for name, part in cells)
        rows = f"<TR>{row}</TR>"
    return (
        '<TABLE BORDER="0" CELLBORDER="0" CELLPADDING="0" CELLSPACING="0" FIXEDSIZE="TRUE"'
        f' WIDTH="{width:.0f}" HEIGHT="{height:.0f}">{rows}</TABLE>'
    )


def _cell(name: str, width: float, height: float) -> str:
    port = f' PORT="{name}"' if name else ""
    size = f'WIDTH="{max(int(width), 1)}" HEIGHT="{max(int(height), 1)}"'
    return f'<TD{port} FIXEDSIZE="TRUE" {size}></TD>'


def _groups(
    reading: Reading, labels: Sequence[Size | None], names: Mapping[str, str]
) -> Iterator[str]:
    """Nested subgraphs, without recursion: a document may nest them as deep as it likes."""
    paths = group_paths(reading)
    number = {path: index for index, path in enumerate(paths)}
    inside = _members(reading, labels, names, paths)
    children: dict[str, list[str]] = {path: [] for path in ["", *paths]}
    for path in paths:
        children[path.rpartition("/")[0]].append(path)
    title = _table(Size(3, TITLE_HEIGHT), [("", 1.0)], "LR")
    todo: list[str | None] = list(reversed(children[""]))
    while todo:
        opened = todo.pop()
        if opened is None:
            yield "\t}\n"
            continue
        yield f"\tsubgraph cluster_{number[opened]} {{ margin={GROUP_MARGIN} label=<{title}>\n"
        yield from (f"\t{name}\n" for name in inside[opened])
        todo += [None, *reversed(children[opened])]


def _members(
    reading: Reading,
    labels: Sequence[Size | None],
    names: Mapping[str, str],
    paths: Sequence[str],
) -> dict[str, list[str]]:
    """Per group the nodes in no smaller one, and the rooms of edges that stay within it."""
    group = reading.clusters
    inside: dict[str, list[str]] = {path: [] for path in ["", *paths]}
    for id_, name in names.items():
        inside[group[id_]].append(name)
    for index, (edge, label) in enumerate(zip(reading.edges, labels, strict=True)):
        if label is not None:
            inside[_common(group[edge.source], group[edge.target])].append(f"r{index}")
    return inside


def _common(one: str, other: str) -> str:
    """The innermost group around two."""
    shared = 0
    names, others = one.split("/"), other.split("/")
    while shared < min(len(names), len(others)) and names[shared] == others[shared]:
        shared += 1
    return "/".join(names[:shared])
