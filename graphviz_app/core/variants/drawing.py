"""variants: an exercise with other numbers, as often as is wanted."""

from collections import Counter
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import replace
from random import Random

from graphviz_app.core.autodiff import run
from graphviz_app.core.graph import Attr, Claim, Graph
from graphviz_app.core.pieces import Pieces
from graphviz_app.core.program import Program, compile_graph
from graphviz_app.core.variants.faults import Exercise, Fault
from graphviz_app.core.variants.pools import drawn_leaves, numbers_in, redrawn
from graphviz_app.errors import GraphError

TRIES = 1500
"""Choices of numbers that are looked at for a sheet."""
_AFRESH = 12
"""So many tries for each leaf without getting better, and it is begun again."""
_KNOWN = 300
"""Times that numbers of an earlier sheet come up before there seem to be no others."""


def variants(
    graph: Graph, questions: Sequence[Claim], count: int, seed: int, digits: int = 4
) -> Iterator[Graph]:
    """The graph with other numbers in its leaves, ``count`` times; the same for the same seed.

    The numbers stay away from kinks, saturated units, results that are 0 or 1, that coincide, or
    that have less than two digits at the decimals asked for, as far as that was not so before.
    Numbers come again where there are not so many. Raises GraphError with what fails if there are
    none.
    """
    made = variants_in_pieces(graph, questions, count, seed, digits)
    return (variant for variant in made if variant is not None)


def variants_in_pieces(
    graph: Graph, questions: Sequence[Claim], count: int, seed: int, digits: int = 4
) -> Generator[Graph | None, None, None]:
    """The same, with None wherever the search can be left."""
    leaves = drawn_leaves(graph)
    if not leaves:
        raise GraphError("there is no number to be drawn anew: all of them are labels or constants")
    program = compile_graph(graph, kernel=False)
    search = _Search(program, Exercise(run(program, partial=True), questions, digits), leaves)
    made: list[Mapping[str, Attr]] = [leaves]
    for number in range(1, count + 1):
        found = yield from search.found(Random(f"{seed}:{number}"), number, made)
        made.append(found)
        yield _with(graph, found)


def _with(graph: Graph, values: Mapping[str, Attr]) -> Graph:
    nodes = {
        id_: replace(graph.nodes[id_], attrs={**graph.nodes[id_].attrs, "value": value})
        for id_, value in values.items()
    }
    return replace(graph, nodes={**graph.nodes, **nodes}, source="")


class _Search:
    """Looks for numbers without a fault."""

    def __init__(self, program: Program, exercise: Exercise, leaves: Mapping[str, Attr]) -> None:
        self._program, self._exercise, self._leaves = program, exercise, leaves
        self._exhausted = False
        """Whether earlier sheets have all the numbers that were found."""

    def found(
        self, random: Random, number: int, made: Sequence[Mapping[str, Attr]]
    ) -> Pieces[Mapping[str, Attr]]:
        """Better numbers are kept, and a few of them drawn anew; where there are no others than
        earlier sheets have, those come again in turn."""
        if self._exhausted:
            return min(made[1:], key=made.count)
        wrong: Counter[Fault] = Counter()
        best: Mapping[str, Attr] = {}
        fewest, patience, known = 0, 0, 0
        for _ in range(TRIES):
            yield
            tried = self._drawn(random, best)
            if tried in made:
                known += 1
                best, patience = {}, 0
                if known > _KNOWN and len(made) > 1:
                    break
                continue
            faults = self._faults(tried)
            if not faults:
                return tried
            wrong.update(faults[:1])
            if not patience or len(faults) < fewest:
                patience = _AFRESH * len(self._leaves)
            if not best or len(faults) <= fewest:
                best, fewest = tried, len(faults)
            patience -= 1
            best = best if patience else {}
        if len(made) > 1:
            self._exhausted = True
            return min(made[1:], key=made.count)
        raise GraphError(_sentence(number, wrong))

    def _drawn(self, random: Random, best: Mapping[str, Attr]) -> dict[str, Attr]:
        """All anew, or one or two of the best so far."""
        ids = list(self._leaves)
        again = random.sample(ids, min(len(ids), random.randint(1, 2))) if best else ids
        values = dict(best)
        for id_ in again:
            taken = [x for other in values if other != id_ for x in numbers_in(values[other])]
            values[id_] = redrawn(self._leaves[id_], random, taken)
        return {id_: values[id_] for id_ in ids}

    def _faults(self, values: dict[str, Attr]) -> list[Fault]:
        given = {id_: _listed(value) for id_, value in values.items()}
        return self._exercise.faults(run(self._program, given, partial=True))


def _listed(value: object) -> object:
    return [_listed(part) for part in value] if isinstance(value, tuple) else value


def _sentence(number: int, wrong: Counter[Fault]) -> str:
    """What was most often wrong."""
    kinds = Counter[str]()
    for fault, times in wrong.items():
        kinds[fault.kind] += times
    ((kind, _),) = kinds.most_common(1)
    what = next(fault.what for fault, _ in wrong.most_common() if fault.kind == kind)
    hint = "; with more decimals there may be" if kind in ("short", "same") else ""
    return f"no such numbers were found for sheet {number} in {TRIES:,} tries: {what}{hint}"
