"""What is given: leaves with their values, by what they are."""

from collections.abc import Sequence

from graphviz_app.core.oplib import is_leaf
from graphviz_app.core.step import first_step
from graphviz_app.explain.formula import is_named
from graphviz_app.explain.worked.asked import Asked
from graphviz_app.explain.worked.solution import Block, Listing, Maths, Paragraph
from graphviz_app.explain.worked.told import name_of, typed_latex, value_latex

ROLES = {
    "input": ("Input", "Inputs"),
    "parameter": ("Parameter", "Parameters"),
    "target": ("Target", "Targets"),
    "constant": ("Constant", "Constants"),
}
MAX_LISTED = 60
"""Values of a kind that are listed."""


def given(asked: Asked) -> tuple[Block, ...]:
    """By kind what the told steps begin with, and values from elsewhere that they use."""
    leaves = _leaves(asked)
    rows = [_row(asked, op, [id_ for id_ in leaves if _kind(asked, id_) == op]) for op in ROLES]
    first = None if asked.chosen else first_step(asked.graph)
    if first is not None:
        rows.append(("Learning rate", (Maths(rf"\eta = {typed_latex(first.rate)}"),)))
    elsewhere = _elsewhere(asked)
    if elsewhere:
        rows.append(_listed("Known from elsewhere", asked, elsewhere))
    kept = tuple((title, shown) for title, shown in rows if shown)
    return (Listing(kept),) if kept else (Paragraph(("Nothing is given.",)),)


def _kind(asked: Asked, id_: str) -> str:
    return asked.graph.nodes[id_].op


def _leaves(asked: Asked) -> Sequence[str]:
    """Named leaves that a told step uses, or that are asked for."""
    graph = asked.graph
    named = [id_ for id_, node in graph.nodes.items() if is_leaf(node) and is_named(graph, id_)]
    if not asked.narrow:
        return [id_ for id_ in named if not asked.chosen or id_ in asked.needed]
    used = _used(asked)
    return [id_ for id_ in named if id_ in used or id_ in asked.by]


def _used(asked: Asked) -> set[str]:
    """What enters the steps that are told."""
    reading = asked.run.reading
    told = (id_ for id_ in reading.nodes if asked.is_told(id_))
    members = (m for id_ in told for m in reading.members.get(id_, (id_,)))
    return {edge.source for m in members for edge in asked.graph.incoming[m]}


def _elsewhere(asked: Asked) -> Sequence[str]:
    """Names computed off the way that steps on it use."""
    if not asked.narrow:
        return ()
    graph, reading = asked.graph, asked.run.reading
    inside = {
        member
        for id_ in reading.nodes
        if asked.is_told(id_)
        for member in reading.members.get(id_, (id_,))
    }
    used = (_used(asked) - inside) & asked.run.trace.values.keys()
    return [id_ for id_, node in graph.nodes.items() if id_ in used and not is_leaf(node)]


def _row(asked: Asked, op: str, ids: Sequence[str]) -> tuple[str, tuple[Maths, ...]]:
    one, several = ROLES[op]
    return _listed(one if len(ids) == 1 else several, asked, ids)


def _listed(title: str, asked: Asked, ids: Sequence[str]) -> tuple[str, tuple[Maths, ...]]:
    shown = [_value(asked, id_) for id_ in ids[:MAX_LISTED]]
    more = len(ids) - len(shown)
    if more:
        shown.append(Maths(rf"\dots\ \text{{and {more:,} more}}"))
    return title, tuple(shown)


def _value(asked: Asked, id_: str) -> Maths:
    """``w = −0.8``: a given number as it is typed."""
    name = name_of(asked.run, id_).latex
    node, value = asked.graph.nodes[id_], asked.run.trace.values.get(id_)
    if value is None:
        return Maths(name)
    shown = typed_latex(value) if is_leaf(node) else value_latex(value)
    return Maths(f"{name} = {shown}")
