"""What captions say beside their formulas: which contribution, the sum so far, how many rows."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import cycle
from pathlib import Path

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.choices import Kind, Stride
from graphviz_app.core.graph import Graph, Value
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import read
from graphviz_app.core.schedule import Schedule
from graphviz_app.explain.explain import Explanation, forward_caption, seed_caption, share_caption
from graphviz_app.explain.numerals import is_small
from graphviz_app.explain.run_terms import RunTerms
from graphviz_app.formats import parse
from graphviz_app.frames import frame_at
from graphviz_app.scene.captions.caption import MAX_ROWS, caption_of
from tests.explain.caption_checks import Checker, addends, sides
from tests.explain.interval import Interval
from tests.explain.plain_reading import told
from tests.explain.shown import Reader, expanded
from tests.gui.play.test_captions_are_true import TENSORS

ROOT = Path(__file__).parents[3]
PATHS = sorted((ROOT / "examples").glob("*.cg"))
TEXTS = {**{path.stem: path.read_text(encoding="utf-8") for path in PATHS}, **TENSORS}
KINDS: tuple[Kind, ...] = ("operators", "lines")
STRIDES: tuple[Stride, ...] = ("node", "level")
_PLACE = re.compile(r"(\d+) of (\d+) contributions(?:, sum( so far)? ([^;]+))?(?:;|$)")
_REPEATED = re.compile(r"the sum of (\d+) (element|row|column|part)s?\b")


def timelines(name: str) -> Iterator[Schedule]:
    trace = run(parse(TEXTS[name]))
    for kind in KINDS:
        reading = read(trace.graph, kind)
        yield from (Schedule(ReadRun(trace, reading), stride=stride) for stride in STRIDES)


def backward_rows(timeline: Schedule) -> Iterator[tuple[int, Explanation]]:
    """Every edge of the backward pass, in the order of the steps, with its row if it has one."""
    for k, moment in enumerate(timeline.moments):
        if moment.phase == "backward":
            rows = caption_of(frame_at(timeline, k + 0.5)).rows
            each = len(rows) == len(moment.edges) <= MAX_ROWS
            yield from zip(moment.edges, rows if each else cycle([_NOTHING]), strict=False)


_NOTHING = Explanation("", "")


def share(timeline: Schedule, index: int) -> Value | None:
    members = timeline.run.reading.edges[index].members
    shares = [timeline.run.trace.contribution(*member) for member in members]
    known = [np.asarray(found) for found in shares if found is not None]
    return sum(known[1:], start=known[0]) if known else None


@pytest.mark.parametrize("name", TEXTS)
def test_the_sum_so_far_is_the_sum_of_what_has_been_told(name: str) -> None:
    for timeline in timelines(name):
        reading = timeline.run.reading
        steps = [i for m in timeline.moments if m.phase == "backward" for i in m.edges]
        count = {e.source: 0 for e in reading.edges}
        for i in steps:
            count[reading.edges[i].source] += 1
        so_far: dict[str, list[Value]] = {}
        for index, row in backward_rows(timeline):
            source, found = reading.edges[index].source, share(timeline, index)
            assert found is not None
            before = so_far.setdefault(source, [])
            before.append(found)
            if row is not _NOTHING:
                check_place(row, before, count[source], index in last_of_their_step(timeline))


def last_of_their_step(timeline: Schedule) -> set[int]:
    """Of the edges that hand something back to one node in one step, the last each time."""
    edges = timeline.run.reading.edges
    backward = (m.edges for m in timeline.moments if m.phase == "backward")
    return {i for step in backward for i in {edges[i].source: i for i in step}.values()}


def check_place(row: Explanation, before: Sequence[Value], count: int, last: bool) -> None:
    """``2 of 3 contributions, sum so far 6.0000``; a sum only when the step is over."""
    said = _PLACE.search(row.remark)
    assert bool(said) == (count > 1), row
    if not said:
        return
    assert (int(said[1]), int(said[2])) == (len(before), count), row
    total = np.asarray(sum(before[1:], start=before[0]))
    assert bool(said[4]) == (last and is_small(total) and total.ndim < 2), row
    if said[4]:
        assert bool(said[3]) == (len(before) < count), row
        assert np.allclose(told(said[4], {}), total, rtol=6e-4, atol=6e-5), row


@pytest.mark.parametrize("name", TENSORS)
def test_what_is_summed_because_it_was_repeated_is_counted(name: str) -> None:
    for timeline in timelines(name):
        for index, row in backward_rows(timeline):
            if row is _NOTHING:
                continue
            edge = timeline.run.reading.edges[index]
            said = _REPEATED.search(row.remark)
            repeats = [repeated(timeline, *member[:2]) for member in edge.members]
            single = len(repeats) == 1 and repeats[0] is not None
            assert bool(said) == single, row
            if said and repeats[0] is not None:
                assert (int(said[1]), said[2]) == repeats[0]


def repeated(timeline: Schedule, source: str, target: str) -> tuple[int, str] | None:
    """How often an operand stands in the result of an operator that works by elements."""
    trace = timeline.run.trace
    own, full = (np.shape(trace.values[id_]) for id_ in (source, target))
    if own == full or trace.graph.nodes[target].op in ("sum", "mean", "matmul", "transpose"):
        return None
    count = int(np.prod(full)) // max(int(np.prod(own)), 1)
    if int(np.prod(own)) == 1:
        return count, "element"
    word = "row" if (len(own) == 1 or own[0] == 1) else "column"
    return (count, word) if len(full) == 2 else (count, "part")


LONG = ("many terms", "larger than is written out", "batch times a number", "rows and columns")


@pytest.mark.parametrize("name", LONG)
def test_around_dots_stand_the_first_two_numbers_and_the_last(name: str) -> None:
    for timeline in timelines(name):
        reading = timeline.run.reading
        checker = Checker(timeline.run)
        for moment in timeline.moments:
            for node in moment.nodes if moment.phase == "forward" else ():
                terms = RunTerms(timeline.run, reading.members.get(node, (node,)))
                check_ends(
                    forward_caption(timeline.run, node),
                    partial(checker.read, terms=terms, known={}),
                )
            for index in moment.edges if moment.phase == "backward" else ():
                row, (terms, known) = (
                    share_caption(timeline.run, index),
                    checker.edge_terms(index),
                )
                check_ends(row, partial(checker.read, terms=terms, known=known))


def check_ends(row: Explanation, read_back: Callable[[str], Interval]) -> None:
    """``1.0 + 2.0 + … + 8.5`` beside ``Σ X``."""
    numbers, symbols = sides(row.numbers.removeprefix("= "))[0], sides(row.symbols)[-1]
    if r"\dots" not in numbers or r"\dots" in symbols:
        return
    shown = [Reader(term).value() for term in addends(numbers) if term != r"\dots"]
    whole = symbols.removeprefix(r"\sum ")
    if whole != symbols:
        parts = [Interval.of(x) for x in np.ravel(read_back(whole).low)]
    else:
        written = expanded(symbols).replace(r"\left(", "").replace(r"\right)", "")
        parts = [read_back(term) for term in addends(written)]
    assert len(parts) > 4 == len(shown) + 1, row
    assert all(a.meets(b, 1e-9) for a, b in zip(shown, [*parts[:2], parts[-1]], strict=True)), row


def test_what_holds_for_every_operand_is_told_with_the_numbers_of_the_first() -> None:
    leaves = "".join(f"{name} = input({k})\n" for k, name in enumerate("abcdefg", 2))
    trace = run(parse(f"{leaves}y = a*b + c*d + e*f + g\nL = y**2"))
    timeline = Schedule(ReadRun(trace, read(trace.graph, "lines")))
    at, moment = next((k, m) for k, m in enumerate(timeline.moments) if len(m.edges) > MAX_ROWS)
    assert moment.phase == "forward"
    at, moment = next(
        (k, m) for k, m in enumerate(timeline.moments[at + 1 :], at + 1) if len(m.edges) > MAX_ROWS
    )
    (row,) = caption_of(frame_at(timeline, at + 0.5)).rows
    share_, (first, result) = share(timeline, moment.edges[0]), sides(row.numbers)
    assert share_ is not None
    for side in (first, result):
        assert Reader(side).value().meets(Interval.of(share_), 1e-9)
    upstream, local = first.split(r" \cdot ")
    assert Reader(upstream).value().meets(Interval.of(trace.gradient("y")), 1e-9)
    assert Reader(local).value().meets(Interval.of(trace.value("b")), 1e-9)


@pytest.mark.parametrize("name", TEXTS)
def test_the_seed_is_the_gradient_of_the_output_by_itself(name: str) -> None:
    trace = run(parse(TEXTS[name]))
    assert trace.output is not None
    told_, one = sides(seed_caption(ReadRun(trace, read(trace.graph, "operators"))).symbols)
    numerator, denominator = told_.split("/")
    assert denominator.removeprefix(r"\partial ") in numerator
    assert Reader(one).value().meets(Interval.of(trace.gradient(trace.output)))


GATE = "x = input({})\nc = input(3)\ny = 2*x if x > 1 else x*x\nL = y*c"


def remarks(graph: Graph, kind: Kind) -> list[str]:
    timeline = Schedule(ReadRun(run(graph), read(graph, kind)))
    captions = (caption_of(frame_at(timeline, k + 0.5)) for k in range(len(timeline.moments)))
    return [row.remark for caption in captions for row in caption.rows]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("x", "holds"), [(2, True), (0.5, False), (1, False)])
def test_a_gate_tells_which_branch_it_takes(x: float, holds: bool, kind: Kind) -> None:
    found = [r for r in remarks(parse(GATE.format(x)), kind) if r.startswith("as the condition")]
    assert found == [f"as the condition {'holds' if holds else 'does not hold'}"]
