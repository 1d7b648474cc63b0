"""Folded groups: a group drawn as one box, with what enters it and what leaves it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from graphviz_app.core.graph import Node
from graphviz_app.core.reading.reading import Box, Reading, ReadingEdge

_OWNED = ("parameter", "constant")
GROUP = "group"
"""What a box has in place of an operator."""


def box_id(path: str) -> str:
    """What a folded group is drawn as: no node can be called so."""
    return f"{path}/"


def group_paths(reading: Reading) -> list[str]:
    """All groups that have a box or could have one, outer ones first."""
    paths: dict[str, None] = {}
    closed = [path for box in reading.boxes.values() for path in (box.path, *box.inner)]
    for path in [*dict.fromkeys(reading.clusters.values()), *closed]:
        paths.update(dict.fromkeys(_ways(path)))
    return list(paths)


def deepest(paths: Iterable[str]) -> int:
    """How many groups lie in each other, at most."""
    return max((path.count("/") + 1 for path in paths), default=0)


def folded_below(paths: Iterable[str], depth: int) -> tuple[str, ...]:
    """What is folded where so many groups in each other are open, and no more."""
    return tuple(path for path in paths if path.count("/") >= depth)


def fold(reading: Reading, paths: Collection[str]) -> Reading:
    """The reading with these groups as one box each; what is inside others goes with them.

    A group stays open where what stands between its nodes would have to be drawn before and after
    it at once.
    """
    wanted = frozenset(paths)
    while wanted:
        box_of = _boxes_of(reading, wanted)
        knotted = _knotted(reading, box_of)
        if not knotted:
            return _folded(reading, box_of) if box_of else reading
        wanted -= knotted
    return reading


def _ways(path: str) -> list[str]:
    """The path, and those of all groups around it, outer ones first."""
    ends = [i for i, letter in enumerate(path) if letter == "/"] + [len(path)] * bool(path)
    return [path[:end] for end in ends]


def _boxes_of(reading: Reading, wanted: Collection[str]) -> dict[str, str]:
    """Per node the path of the outermost folded group it is in.

    Parameters and numbers that only one of them uses are in it as well, wherever they are written.
    """
    outermost = {
        path: next((way for way in _ways(path) if way in wanted), "")
        for path in dict.fromkeys(reading.clusters.values())
    }
    box_of = {id_: box for id_, path in reading.clusters.items() if (box := outermost[path])}
    own = {}
    for id_, node in reading.nodes.items():
        if node.op in _OWNED and not reading.clusters[id_]:
            used = (reading.edges[i].target for i in reading.outgoing[id_])
            users = {box_of.get(user, "") for user in (*used, *reading.standing(id_))}
            if len(users) == 1 and (box := users.pop()):
                own[id_] = box
    return {**box_of, **own}


def _knotted(reading: Reading, box_of: Mapping[str, str]) -> frozenset[str]:
    """Boxes that lead back to themselves over something else."""
    import networkx as nx  # late: few graphs are folded

    whole: nx.DiGraph[str] = nx.DiGraph()
    for edge in reading.edges:
        source, target = _drawn(box_of, edge.source), _drawn(box_of, edge.target)
        if source != target:
            whole.add_edge(source, target)
    paths = set(box_of.values())
    knots = (knot for knot in nx.strongly_connected_components(whole) if len(knot) > 1)
    return frozenset(id_[:-1] for knot in knots for id_ in knot if id_[:-1] in paths)


def _drawn(box_of: Mapping[str, str], id_: str) -> str:
    return box_id(box_of[id_]) if id_ in box_of else id_


def _folded(reading: Reading, box_of: Mapping[str, str]) -> Reading:
    inside: dict[str, list[str]] = {}
    for id_ in reading.nodes:
        if id_ in box_of:
            inside.setdefault(box_id(box_of[id_]), []).append(id_)
    edges = _joined(reading, box_of)
    boxes = {drawn: _box(reading, drawn[:-1], ids) for drawn, ids in inside.items()}
    members = {
        drawn: (*_leaves_of(reading, box_of, ids), *(m for i in ids for m in reading.members[i]))
        for drawn, ids in inside.items()
    }
    order = _in_order(dict.fromkeys(_drawn(box_of, id_) for id_ in reading.nodes), edges)
    return replace(
        reading,
        nodes={id_: reading.nodes.get(id_) or _node(boxes[id_]) for id_ in order},
        edges=tuple(edges),
        members={id_: members.get(id_) or reading.members[id_] for id_ in order},
        boxes=boxes,
        neurons={id_: one for id_, one in reading.neurons.items() if id_ not in box_of},
    )


def _leaves_of(reading: Reading, box_of: Mapping[str, str], ids: Sequence[str]) -> Sequence[str]:
    """Weights and biases of the neurons among these that no neuron elsewhere has."""
    neurons = [reading.neurons[id_] for id_ in ids if id_ in reading.neurons]
    leaves = dict.fromkeys(leaf for neuron in neurons for leaf in neuron.leaves)
    return [
        leaf
        for leaf in leaves
        if leaf not in reading.nodes
        and {box_of.get(user, "") for user in reading.standing(leaf)} == {box_of[ids[0]]}
    ]


def _node(box: Box) -> Node:
    return Node(box_id(box.path), GROUP, {}, box.path.rpartition("/")[0])


def _box(reading: Reading, path: str, ids: Sequence[str]) -> Box:
    """What leaves is used outside, is the output, or is used by nobody."""
    inner, output = set(ids), reading.graph.output
    leaving = [
        id_
        for id_ in ids
        if any(reading.edges[i].target not in inner for i in reading.outgoing[id_])
        or output in reading.members[id_]
        or not reading.outgoing[id_]
    ]
    carried: dict[str, None] = {}
    for id_ in leaving:
        outwards = (reading.edges[i] for i in reading.outgoing[id_])
        left = [edge.carries for edge in outwards if edge.target not in inner]
        carried.update(dict.fromkeys(left or [id_]))
    groups = dict.fromkeys(reading.clusters[id_] for id_ in ids)
    return Box(path, tuple(carried), tuple(group for group in groups if group))


def _joined(reading: Reading, box_of: Mapping[str, str]) -> list[ReadingEdge]:
    """The edges between what is drawn: all from one box to another node are one.

    A neuron has one for each summand, as each has a weight or a sign of its own.
    """
    kept: dict[tuple[str, ...], ReadingEdge] = {}
    for edge in reading.edges:
        source, target = _drawn(box_of, edge.source), _drawn(box_of, edge.target)
        if source == target:
            continue
        into_box, out_of_box = target != edge.target, source != edge.source
        if not (into_box or out_of_box):
            kept[source, target, str(edge.slot)] = edge
            continue
        own = "" if out_of_box else edge.carries
        weight = edge.weight if not into_box else None
        summand = "" if into_box or target not in reading.neurons else str(edge.slot)
        key = ("", source, target, own, summand)
        before = kept.get(key)
        members = edge.members if before is None else (*before.members, *edge.members)
        control = edge.control and (before is None or before.control)
        slot = edge.slot if before is None else before.slot
        if into_box and before is None:
            slot = sum(one.target == target for one in kept.values())
        carries = edge.carries if before is None else before.carries
        kept[key] = ReadingEdge(source, target, slot, members, control, carries, weight)
    return list(kept.values())


def _in_order(drawn: Iterable[str], edges: Iterable[ReadingEdge]) -> list[str]:
    """Operands before what uses them, else as before."""
    import networkx as nx

    place = {id_: i for i, id_ in enumerate(drawn)}
    whole: nx.DiGraph[str] = nx.DiGraph()
    whole.add_nodes_from(place)
    whole.add_edges_from((edge.source, edge.target) for edge in edges)
    try:
        return list(nx.lexicographical_topological_sort(whole, key=place.__getitem__))
    except nx.NetworkXUnfeasible:  # the graph itself goes in circles
        return list(place)
