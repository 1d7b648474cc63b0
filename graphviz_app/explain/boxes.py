"""Folded groups explained: what leaves one, and what comes back through it."""

from collections.abc import Sequence
from dataclasses import replace

from graphviz_app.core.brackets import Level
from graphviz_app.core.graph import Value
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.schedule import Arrival
from graphviz_app.core.wording import counted
from graphviz_app.explain.local import over
from graphviz_app.explain.notation import name_latex
from graphviz_app.explain.piece import Piece
from graphviz_app.explain.run_terms import RunTerms
from graphviz_app.explain.share import among, place_remark
from graphviz_app.explain.telling import Explanation, remarks
from graphviz_app.explain.term import Term, in_tone, times, total
from graphviz_app.explain.tones import unmarked

MOST = 4
"""Names that are listed, and products that are added up in sight."""


def is_at_box(run: ReadRun, index: int) -> bool:
    """Whether an edge starts or ends at a folded group."""
    edge, boxes = run.reading.edges[index], run.reading.boxes
    return edge.source in boxes or edge.target in boxes


def opened(run: ReadRun, index: int) -> ReadRun:
    """The same run, with an edge starting at the one value that it carries out of a group."""
    edge, reading = run.reading.edges[index], run.reading
    carried = run.all_carried(index)
    if edge.source not in reading.boxes or edge.target in reading.boxes or len(carried) > 1:
        return run
    edges = list(reading.edges)
    edges[index] = edge._replace(source=carried[0])
    nodes = {carried[0]: reading.graph.nodes[carried[0]], **reading.nodes}
    return ReadRun(run.trace, replace(reading, nodes=nodes, edges=tuple(edges)))


def box_name(path: str) -> str:
    """A group's own name, without those around it."""
    return path.rpartition("/")[2]


def entries(run: ReadRun, id_: str) -> Sequence[str]:
    """Whose values enter a folded group."""
    entering = (run.all_carried(i) for i in run.reading.incoming[id_])
    return tuple(dict.fromkeys(source for sources in entering for source in sources))


def forward_of_box(run: ReadRun, id_: str) -> Explanation:
    """``(h₁, h₂) = hidden(x₁, x₂)`` and what leaves it, in numbers."""
    terms, box = RunTerms(run), run.reading.boxes[id_]
    names = [terms.symbols.node(exit_).text for exit_ in box.exits]
    given = [terms.symbols.variable(source).text for source in entries(run, id_)]
    made = rf"{name_latex(box_name(box.path))}\left({_listed(given)}\right)"
    inside = counted(len(run.reading.members[id_]), "node")
    said = remarks(f"a folded group of {inside}: a double-click opens it")
    if not names:
        return Explanation(made, "", said)
    left = names[0] if len(names) == 1 else rf"\left({_listed(names)}\right)"
    if len(names) > MOST or any(exit_ not in run.trace.values for exit_ in box.exits):
        return Explanation(f"{left} = {made}", "", said)
    values = [terms.value(run.trace.values[exit_]).text for exit_ in box.exits]
    if len(names) == 1:
        return Explanation(f"{left} = {made}", f"= {values[0]}", said)
    numbers = r",\; ".join(f"{n} = {x}" for n, x in zip(names, values, strict=True))
    return Explanation(f"{left} = {made}", numbers, said)


def backward_at_box(run: ReadRun, index: int, arrival: Arrival | None = None) -> Explanation:
    """``∂L/∂x = ∂L/∂h₁ · ∂h₁/∂x + ∂L/∂h₂ · ∂h₂/∂x``, over all ways through the folded group."""
    edge = run.reading.edges[index]
    carried, share = run.all_carried(index), run.contribution(index)
    terms = RunTerms(run)
    made = None if edge.control or share is None else _products(terms, index, carried[0])
    name = terms.gradient_of(terms.symbols.variable(carried[0]))
    if len(carried) > 1 or made is None:
        return _in_words(terms, index, name, arrival)
    place, count, so_far = arrival or Arrival(1, 1, share)
    said = remarks(place_remark(place, count, so_far)) if count > 1 else ()
    end = f"= {terms.value(share).text}"
    if unmarked(made.symbols.text) == name:
        return Explanation(name, end, said)
    numbers = f"= {made.numbers.text} {end}"
    if count > 1:
        numbers = numbers.removeprefix("= ")
    return Explanation(f"{name} = {among(made.symbols, place, count)}", numbers, said)


def _products(terms: RunTerms, index: int, source: str) -> Term | None:
    """∂L/∂y · ∂y/∂x for each y that leaves the target; None where they are too many or tensors."""
    run = terms.run
    edge, found = run.reading.edges[index], run.derivatives(index)
    box = run.reading.boxes.get(edge.target)
    ends = (edge.target,) if box is None else box.exits
    added = [end for end in ends if found.get((end, source))] or list(ends[:1])
    if len(added) > MOST or any((end, source) not in found for end in added):
        return None
    if any(map(run.is_handed_inside, added)):
        return None  # what comes back to one is counted in the other as well
    return total([_product(terms, end, source, found[end, source]) for end in added])


def _product(terms: RunTerms, end: str, source: str, derivative: Value) -> Term:
    of, by = terms.symbols.variable(end), terms.symbols.variable(source)
    factor = Term(Piece(over(of, by), Level.POWER), terms.value(derivative))
    arriving = terms.gradient(end)
    return factor if arriving is None else times([arriving, factor])


def _in_words(terms: RunTerms, index: int, name: str, arrival: Arrival | None) -> Explanation:
    """Where it is about several numbers at once, or tensors: what is handed back, and to what."""
    run = terms.run
    carried, share = run.all_carried(index), run.contribution(index)
    if len(carried) == 1 or share is None:
        said = remarks("over all ways through the folded group")
        numbers = "" if share is None else terms.value(share).text
        if arrival is None:
            return Explanation(name, f"= {numbers}".removesuffix("= "), said)
        own = Piece(f"s_{{{arrival.place}}}")
        symbols = f"{name} = {among(own, arrival.place, arrival.of)}"
        return Explanation(symbols, numbers, (*said, *remarks(place_remark(*arrival))))
    target = run.reading.edges[index].target
    box = run.reading.boxes.get(target)
    of = _tuple(terms, (target,) if box is None else box.exits)
    made = Piece(over(of, _tuple(terms, carried)), Level.POWER)
    output = run.output if box is None or len(box.exits) == 1 else None
    if output is not None and output in (target, *(box.exits if box else ())):
        return Explanation(made.text, f"= {terms.value(share).text}")
    arriving = Piece(terms.gradient_of(of), Level.POWER)
    product = times([in_tone(Term(arriving, arriving), "gradient"), Term(made, made)])
    return Explanation(product.symbols.text, f"= {terms.value(share).text}")


def _tuple(terms: RunTerms, ids: Sequence[str]) -> Piece:
    """One name, or several in brackets."""
    pieces = [terms.symbols.variable(id_) for id_ in ids]
    if len(pieces) == 1:
        return pieces[0]
    return Piece(rf"\left({_listed([piece.text for piece in pieces])}\right)")


def _listed(names: Sequence[str]) -> str:
    """The first few, and dots."""
    shown = list(names[:MOST]) + [r"\dots"] * (len(names) > MOST)
    return ", ".join(shown)
