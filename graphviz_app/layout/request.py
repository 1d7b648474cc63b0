"""What is to be laid out, and how that is done with a few runs of Graphviz."""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from heapq import nlargest
from typing import NamedTuple

from graphviz_app.core.choices import Way
from graphviz_app.core.reading import Reading
from graphviz_app.layout.answer import leads_back, read_answer
from graphviz_app.layout.cuts import endings
from graphviz_app.layout.dot import TIGHT, dot_source
from graphviz_app.layout.effort import is_quick
from graphviz_app.layout.geometry import Direction, Layout, Point, Size, Spacing
from graphviz_app.layout.pins import with_floating, with_pins, without_floating
from graphviz_app.layout.plans import Plan, Ranks, cut_after, plans, ranks
from graphviz_app.layout.room import USUAL_ROOM
from graphviz_app.layout.rows import ROW_GAP, in_rows
from graphviz_app.layout.spacing import roomier, row_gap

_AGAIN = 1000
"""Nodes up to which a graph is laid out once more where edges lead back."""
_GOOD = 1.0
"""What a plan is worth if no other need be looked for."""
_PROMISING = 3
"""Plans of which it is seen how large they turn out."""
_AS_CLEAR = 0.9
"""How much less a plan may be worth in which fewer edges are led round."""
_AS_GOOD = 0.98
"""How much smaller a picture with more room in it may be."""

Run = Callable[[str], bytes]
"""Graphviz: from DOT to its answer."""


class Request(NamedTuple):
    """A reading, sizes of its nodes and of the numbers on its edges, which way, in which room."""

    reading: Reading
    sizes: Mapping[str, Size]
    labels: Sequence[Size | None]
    way: Way = "LR"
    room: Size | None = None

    @staticmethod
    def of(
        reading: Reading,
        sizes: Mapping[str, Size],
        labels: Sequence[Size | None],
        way: Way,
        room: Size | None = None,
    ) -> "Request":
        """The request, without the room where it makes no difference.

        A large graph is not laid out anew for another room.
        """
        if reading.neurons:
            way = "TB" if way == "TB" else "LR"
            return Request(reading, sizes, labels, way, room or USUAL_ROOM)
        if way != "auto":
            return Request(reading, sizes, labels, way)
        quick = is_quick(reading, labels)
        return Request(reading, sizes, labels, way, (quick and room) or USUAL_ROOM)

    def is_met_by(self, other: "Request") -> bool:
        """Whether what is laid out for the other one is laid out for this one as well."""
        return (
            self[1:] == other[1:]
            and _pins(self.reading) == _pins(other.reading)
            and self.reading.is_drawn_as(other.reading)
        )

    def laid_out(self, run: Run) -> Layout:
        """The layout, with what is pinned in its place; raises LayoutError."""
        layout = self._replace(reading=without_floating(self.reading))._free(run)
        sizes = self.sizes_towards(layout.direction)
        layout = with_floating(layout, self.reading, sizes)
        return with_pins(layout, self.reading, sizes, layout.direction)

    def _free(self, run: Run) -> Layout:
        """The layout as if nothing were pinned."""
        if self.reading.neurons:
            return _columns(self)
        if self.way == "auto":
            return Choice(self, run).largest()
        return once(self, run, self.way)

    def sizes_towards(self, direction: Direction) -> Mapping[str, Size]:
        """Of its nodes where results are drawn in a direction."""
        return {id_: size.towards(direction) for id_, size in self.sizes.items()}


def _pins(reading: Reading) -> Mapping[str, Point]:
    return reading.graph.pinned(reading.kind)


def once(
    request: Request,
    run: Run,
    direction: Direction,
    spacing: Spacing = TIGHT,
    order: Ranks = (),
    behind: Sequence[tuple[str, str]] = (),
) -> Layout:
    """One run of Graphviz; where an edge would lead back, another one."""
    reading, sizes = request.reading, request.sizes_towards(direction)
    labels = [label and label.towards(direction) for label in request.labels]
    for at_once in (False, True):
        source = dot_source(
            reading, sizes, labels, direction, spacing, order, behind, ranked_at_once=at_once
        )
        layout = read_answer(run(source), reading, sizes, labels, direction)
        if len(reading.nodes) > _AGAIN or not leads_back(layout, reading, direction):
            break
    return layout


def _columns(request: Request) -> Layout:
    """Neurons are laid out here, without Graphviz."""
    # Imported only now: few graphs are read like that, and the first picture does without NumPy.
    from graphviz_app.layout.neurons.drawing import neuron_layout

    room = request.room or USUAL_ROOM
    down: Direction = "TB" if request.way == "TB" else "LR"
    return neuron_layout(*request[:3], room.width / room.height, down)


class Choice:
    """In whichever direction, rows and spacing a graph is largest in its room.

    Whatever that is, nodes of a rank follow each other alike: nobody has to look for them anew.
    """

    def __init__(self, request: Request, run: Run) -> None:
        self._request, self._run = request, run
        self._room = request.room or USUAL_ROOM
        self._quick = is_quick(request.reading, request.labels)
        self._order: Ranks = ()
        self._spacing = TIGHT

    def largest(self) -> Layout:
        """The layout; raises LayoutError."""
        first = once(self._request, self._run, "LR")
        self._order = ranks(first)
        best = self._best(first)
        if self._quick:
            if best.worth < _GOOD:
                best = self._or_downwards(best)
            best = self._with_leaves_along(self._spread(best))
        return self._cut(best, row_gap(best, self._room))

    def _cut(self, plan: Plan, gap: float = ROW_GAP) -> Layout:
        sizes = self._request.sizes_towards(plan.layout.direction)
        return in_rows(plan.layout, sizes, plan.cuts, gap)

    def _best(self, layout: Layout) -> Plan:
        """Of the most promising plans the one that turns out best."""
        promising = nlargest(_PROMISING if self._quick else 1, self._plans(layout), key=_worth)
        return max(map(self._measured, promising), key=_worth)

    def _plans(self, layout: Layout) -> Iterable[Plan]:
        return plans(layout, self._request.sizes_towards(layout.direction), self._room)

    def _measured(self, plan: Plan) -> Plan:
        """The same with the size that it really has."""
        if not plan.cuts:
            return plan
        return Plan.of(plan.layout, plan.cuts, self._cut(plan).size, self._room)

    def _or_downwards(self, plan: Plan) -> Plan:
        """A plan from top to bottom, if that is better and there is one in the same order."""
        down = once(self._request, self._run, "TB")
        if self._best(down).worth > plan.worth and ranks(down) != self._order:
            down = once(self._request, self._run, "TB", order=self._order)
        if ranks(down) != self._order:
            return plan
        return max(plan, self._best(down), key=_worth)

    def _with_leaves_along(self, plan: Plan) -> Plan:
        """The same with leaves that only a later row uses in that row, if they can be."""
        layout = plan.layout
        ends = endings(self._request.reading, layout, plan.cuts)
        behind = [(end.node, leaf) for end in ends for leaf in end.leaves]
        if not behind:
            return plan
        moved = once(self._request, self._run, layout.direction, self._spacing, behind=behind)
        leaves = {leaf for _, leaf in behind}
        if _without(ranks(moved), leaves) != _without(ranks(layout), leaves):
            return plan
        sizes = self._request.sizes_towards(layout.direction)
        other = self._measured(cut_after([end.node for end in ends], moved, sizes, self._room))
        clearer = other.led < plan.led and other.worth >= _AS_CLEAR * plan.worth
        return other if clearer and other.rows == plan.rows else plan

    def _spread(self, plan: Plan) -> Plan:
        """The same plan with the gaps that the room allows, if they cost nothing."""
        spacing = roomier(plan, self._room)
        if spacing == TIGHT:
            return plan
        wider = once(self._request, self._run, plan.layout.direction, spacing)
        if ranks(wider) != self._order:
            return plan
        options = (other for other in self._plans(wider) if other.rows == plan.rows)
        other = next(map(self._measured, options), plan)
        if other.worth < _AS_GOOD * plan.worth:
            return plan
        self._spacing = spacing
        return other


def _without(order: Ranks, some: Set[str]) -> list[list[str]]:
    """The ranks as they are without some nodes."""
    left = ([id_ for id_ in rank if id_ not in some] for rank in order)
    return [rank for rank in left if rank]


def _worth(plan: Plan) -> float:
    return plan.worth
