"""What is told of steps, nodes and edges: captions in all runs, made into rows for the page."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any

from graphviz_app.core.oplib import OPS
from graphviz_app.core.schedule import Moment, Schedule
from graphviz_app.covered import Asked
from graphviz_app.explain.explain import forward_caption, gradient_sum, share_caption
from graphviz_app.explain.titles import edge_title, shown_name
from graphviz_app.export.html.labelled import ALONG
from graphviz_app.export.html.quantities import Quantities, Quantity
from graphviz_app.export.html.rows import Row, Rows
from graphviz_app.frames import frame_at
from graphviz_app.scene.captions.caption import Caption, caption_of

MOST_CANDIDATES = 400
_AT_START = "The leaves are given. Play, or go on step by step."
_AT_END = "Change a value, and everything is computed anew."
Told = Mapping[str, Any]


class Reasons:
    """Rows by what they are about; ``schedules`` are those of all runs, the one shown first."""

    def __init__(self, rows: Rows, quantities: Quantities, schedules: Sequence[Schedule]) -> None:
        self._rows = rows
        self._quantities = quantities
        self._schedules = schedules
        self._run = schedules[0].run
        self._runs = [one.run for one in schedules]
        rows.anything = list(self._anything())
        self._of_nodes: dict[str, Row] = {}
        self._of_edges: dict[int, Row] = {}

    def caption(self, shown: Schedule, t: float) -> Told:
        """The caption of a time; ``shown``: the schedule with the step of learning in it."""
        alone = self._schedules[0]
        if t > alone.end:
            return self.as_told(shown, t)
        all_told = [caption_of(frame_at(one, t), on_screen=False) for one in self._schedules]
        first = all_told[0]
        alike = len({len(one.rows) for one in all_told}) == 1
        if not alike:
            return self._only_once(first)
        moment = alone.moments[round(t) - 1] if 0 < t <= len(alone.moments) else None
        gated = moment is not None and self._is_gated(moment.nodes, moment.phase)
        candidates = list(self._candidates(moment))
        rows = [
            self._rows.row(told, candidates, self._generic(moment, i, len(first.rows)), gated=gated)
            for i, told in enumerate(zip(*(one.rows for one in all_told), strict=True))
        ]
        self._keep(moment, rows)
        sentence = _AT_START if t == 0 else _AT_END if moment is None else first.sentence
        return {"rows": rows, "sentence": escape(sentence), "tone": first.tone}

    def _keep(self, moment: Moment | None, rows: Sequence[Row]) -> None:
        """What a step says of single nodes and edges is their reason, too."""
        if moment is None:
            return
        if moment.phase == "forward" and len(moment.nodes) == len(rows) == 1:
            self._of_nodes[moment.nodes[0]] = rows[0]
        if moment.phase == "backward" and len(moment.edges) == len(rows):
            passing = self._schedules[0].passes[0]
            pairs = zip(moment.edges, rows, strict=True)
            self._of_edges |= {i: row for i, row in pairs if passing.arrival(i) is None}

    def _is_gated(self, ids: Iterable[str], phase: str) -> bool:
        """Whether other values may take another way through what is told."""
        reading, nodes = self._run.reading, self._run.graph.nodes
        members = {member for id_ in ids for member in reading.members.get(id_, (id_,))}
        ops = [OPS[nodes[id_].op] for id_ in members if id_ in nodes]
        if phase == "forward":
            return any(op.name == "where" for op in ops)
        return any(op.kink or op.name == "where" or not op.elementwise for op in ops)

    def as_told(self, shown: Schedule, t: float) -> Told:
        """The same of the values given alone."""
        return self._only_once(caption_of(frame_at(shown, t), on_screen=False))

    def _only_once(self, told: Caption) -> Told:
        rows = [self._rows.only_once(row) for row in told.rows]
        return {"rows": rows, "sentence": escape(told.sentence), "tone": told.tone}

    # Which numbers may be meant

    def _candidates(self, moment: Moment | None) -> Iterator[Quantity]:
        """The likeliest first: what goes in, and what comes out."""
        reading, of = self._run.reading, self._quantities.of
        nodes = moment.nodes if moment else (self._run.seed,) if self._run.seed else ()
        for id_ in nodes:
            if id_ not in reading.nodes:
                continue
            yield from self._at_node(id_, bool(moment and moment.phase == "backward"))
        for id_ in nodes if moment and moment.phase == "backward" else ():
            for index in reading.incoming.get(id_, ()):
                totals = self._schedules[0].passes[0].totals(reading.edges[index].source)
                for at, _ in totals:
                    yield of(Asked("grad", reading.edges[index].source, f"by {at}"))

    def _at_node(self, id_: str, backward: bool) -> Iterator[Quantity]:
        reading, of = self._run.reading, self._quantities.of
        neuron = reading.neurons.get(id_)
        if neuron is not None:
            yield of(Asked("value", neuron.sum))
        if backward:
            yield of(Asked("grad", id_))
            if neuron is not None and self._run.gradient(neuron.sum) is not None:
                yield of(Asked("grad", neuron.sum))
        for index in reading.incoming[id_]:
            yield of(Asked("value", reading.edges[index].carries))
        yield of(Asked("value", id_))
        for index in reading.incoming[id_] if backward else ():
            if self._run.contribution(index) is not None:
                yield of(Asked("grad", reading.edges[index].source, f"{ALONG}{index}"))

    def _anything(self) -> Iterator[Quantity]:
        steps = self._run.trace.program.instructions[:MOST_CANDIDATES]
        yield from (["v", [i]] for i in range(len(steps)))
        if self._run.output is not None:
            yield from (["g", [i]] for i in range(len(steps)))
            yield from (["c", [[e]]] for e in range(len(self._run.trace.program.edges)))

    # Where no formula holds for all values

    def _generic(self, moment: Moment | None, row: int, count: int) -> Mapping[str, Any]:
        of = self._quantities.of
        if moment is None or moment.phase in ("forward", "seed"):
            nodes = moment.nodes if moment else (self._run.seed,) if self._run.seed else ()
            kind = "grad" if moment and moment.phase == "seed" else "value"
            if len(nodes) == 1 and nodes[0] in self._run.reading.neurons and count == 2:
                ids = (self._run.reading.neurons[nodes[0]].sum, nodes[0])
                return {"of": of(Asked("value", ids[row]))}
            if count != len(nodes):
                return {}
            return {"of": of(Asked(kind, str(nodes[row])))}  # type: ignore[arg-type]  # one of two
        if moment.phase != "backward" or count != len(moment.edges):
            return {}
        return self._product(moment.edges[row])

    def _product(self, index: int) -> Mapping[str, Quantity | None]:
        """g times the local derivative, of single numbers."""
        edge, of, run = self._run.reading.edges[index], self._quantities.of, self._run
        share, along = run.contribution(index), f"{ALONG}{index}"
        if share is None:
            return {}
        numbers = isinstance(share, float) and isinstance(run.local(index), float)
        plain = numbers and isinstance(run.gradient(edge.target), float)
        return {
            "of": of(Asked("grad", edge.source, along)),
            "g": of(Asked("grad", edge.target)),
            "local": of(Asked("d", edge.target, along)) if plain else None,
        }

    # Reasons

    def node(self, id_: str) -> Told:
        """A drawn node: what it computes, and how its gradient comes about."""
        of, run, passing = self._quantities.of, self._run, self._schedules[0].passes[0]
        rows: list[Mapping[str, Any]] = []
        numbers: list[Mapping[str, Any]] = []
        value_at, gradient_at = passing.steps.value_at[id_], passing.steps.gradient_at[id_]
        if run.reading.incoming.get(id_) and run.value(id_) is not None:
            row = self._of_nodes.get(id_) or self._computed(id_)
            rows.append({"at": value_at, "row": row})
        shares = run.shares(id_) if run.output is not None else ()
        if len(shares) > 1 and run.gradient(id_) is not None:
            told = [
                gradient_sum(one, id_, [share for _, share in one.shares(id_)])
                for one in self._runs
            ]
            found = [of(Asked("grad", id_, f"{ALONG}{index}")) for index, _ in shares]
            generic = {"of": of(Asked("grad", id_)), "g": of(Asked("grad", id_))}
            row = self._rows.row(told, found, generic)
            rows.append({"at": gradient_at, "row": row})
        if run.value(id_) is not None:
            numbers.append(_number("value", of(Asked("value", id_)), value_at, "value"))
        if run.gradient(id_) is not None and run.output is not None:
            asked = of(Asked("grad", id_))
            numbers.append(_number("gradient", asked, gradient_at, "gradient"))
        return {"title": escape(shown_name(run, id_)), "rows": rows, "numbers": numbers}

    def _computed(self, id_: str) -> Row:
        told = [forward_caption(one, id_) for one in self._runs]
        candidates = list(self._at_node(id_, False))
        generic = {"of": self._quantities.of(Asked("value", id_))}
        gated = self._is_gated([id_], "forward")
        return self._rows.row(told, candidates, generic, gated=gated)

    def _handed_back(self, index: int) -> Row:
        target = self._run.reading.edges[index].target
        told = [share_caption(one, index) for one in self._runs]
        candidates = list(self._at_node(target, True))
        gated = self._is_gated([target], "backward")
        return self._rows.row(told, candidates, self._product(index), gated=gated)

    def edge(self, index: int) -> Told:
        """A drawn edge: what it carries, and what it hands back."""
        run, of, edge = self._run, self._quantities.of, self._run.reading.edges[index]
        steps = self._schedules[0].passes[0].steps
        back, along = steps.contribution_at[index], f"{ALONG}{index}"
        rows: list[Mapping[str, Any]] = []
        numbers: list[Mapping[str, Any]] = []
        if run.carried(index) is not None:
            boxed = edge.source in run.reading.boxes
            asked = Asked("value", edge.source, along) if boxed else Asked("value", edge.carries)
            numbers.append(_number("value", of(asked), steps.value_at[edge.target], "value"))
        if run.contribution(index) is not None and run.output is not None:
            row = self._of_edges.get(index) or self._handed_back(index)
            rows.append({"at": back, "row": row})
            if run.local(index) is not None:
                local = of(Asked("d", edge.target, along))
                numbers.append(_number("local derivative", local, back, ""))
            share = of(Asked("grad", edge.source, along))
            numbers.append(_number("hands back", share, back, "gradient"))
        return {"title": escape(edge_title(run, index)), "rows": rows, "numbers": numbers}


def _number(name: str, asked: Quantity, at: int, tone: str) -> Mapping[str, Any]:
    return {"name": name, "asked": asked, "at": at, "tone": tone}
