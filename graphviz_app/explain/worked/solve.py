"""The worked solution of a graph: what is given, forward, backward, paths, update, proof."""

from collections.abc import Sequence
from dataclasses import replace

from graphviz_app.core.autodiff import run as run_graph
from graphviz_app.core.choices import Kind
from graphviz_app.core.read_as import opens_as, read_as
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.schedule import Schedule
from graphviz_app.core.trace import Trace
from graphviz_app.explain.worked.asked import Asked, require, wanted
from graphviz_app.explain.worked.backward_pass import backward_pass
from graphviz_app.explain.worked.forward_pass import forward_pass
from graphviz_app.explain.worked.given import given
from graphviz_app.explain.worked.notation import notation
from graphviz_app.explain.worked.parting import parted
from graphviz_app.explain.worked.path_table import path_tables
from graphviz_app.explain.worked.proof import proof
from graphviz_app.explain.worked.solution import Block, Maths, Paragraph, Section, Solution, Words
from graphviz_app.explain.worked.told import name_of
from graphviz_app.explain.worked.update import results, update

MAX_PROBLEMS, MAX_NAMED = 5, 6


def worked_solution(
    trace: Trace,
    by: Sequence[str] = (),
    kind: Kind | None = None,
    *,
    chosen: bool = False,
    proved: bool = False,
) -> Solution:
    """The solution of a run (``asked.run_of``), ``chosen`` if it has not the graph's own output.

    ``by`` restricts it to what lies between these and the output. Without a ``kind`` it is told
    neuron by neuron for a network, else line by line. Raises EvaluationError for unknown names.
    """
    for name in by:
        require(trace.graph, name)
    run = told_run(trace, kind)
    asked = Asked(run, tuple(by) or wanted(trace.graph), bool(by), chosen)
    if chosen and not by:
        asked = replace(asked, by=tuple(id_ for id_ in asked.by if id_ in asked.before))
    return Solution(trace.graph.title or "Worked solution", _lead(asked), _sections(asked, proved))


def told_run(trace: Trace, kind: Kind | None = None) -> ReadRun:
    """The run as it is told: long lines in parts."""
    read = read_as(trace, kind or _usual(trace))
    if read.whole is not read.trace and kind is None:  # layers stay what was written
        read = read_as(trace, "lines")
    parts = parted(read)
    if parts is None:
        return read
    again = run_graph(parts, partial=True)
    return read_as(again, read.reading.kind)


def _usual(trace: Trace) -> Kind:
    return "neurons" if opens_as(trace.graph) == "neurons" else "lines"


def _lead(asked: Asked) -> Words:
    run = asked.run
    if run.output is None:
        return ("The values, step by step.",)
    known = [id_ for id_ in asked.by if id_ in run.trace.values]
    rounding = "Numbers are written with four decimals and computed with all digits."
    end: Words = (f", step by step. {rounding}",)
    if not known:
        return ("The value of ", name_of(run, run.output), *end)
    by = _listed([name_of(run, id_) for id_ in known])
    word = "derivative" if len(known) == 1 else "derivatives"
    return ("The value of ", name_of(run, run.output), f" and its {word} by ", *by, *end)


def _listed(names: Sequence[Maths]) -> Words:
    """``a, b and c``; of many how many there are."""
    if len(names) > MAX_NAMED:
        return (f"{len(names):,} leaves",)
    words: list[str | Maths] = []
    for place, name in enumerate(names, 1):
        words += [name, " and " if place == len(names) - 1 else ", "]
    return tuple(words[:-1])


def _sections(asked: Asked, proved: bool) -> tuple[Section, ...]:
    passing = Schedule(asked.run).passes[0]
    forward, backward = forward_pass(asked, passing), backward_pass(asked, passing)
    signs = notation((*forward, *backward), bool(asked.run.reading.neurons))
    made: list[tuple[str, tuple[Block, ...]]] = [
        ("What cannot be computed", _problems(asked.run)),
        ("Given", (*given(asked), *signs)),
        ("Forward pass", forward),
        ("Backward pass", backward),
        ("Paths", path_tables(asked)),
        ("Update", update(asked)),
        ("Results", results(asked)),
        ("Proof", proof(asked) if proved else ()),
    ]
    return tuple(Section(title, blocks) for title, blocks in made if blocks)


def _problems(run: ReadRun) -> tuple[Block, ...]:
    shown = [problem.message for problem in run.problems[:MAX_PROBLEMS]]
    more = len(run.problems) - len(shown)
    shown += [f"and {more} more such problems"] if more > 0 else []
    return tuple(Paragraph((f"{line[:1].upper()}{line[1:]}.",)) for line in shown)
