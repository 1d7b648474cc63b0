"""Contributions explained: the chain rule for one edge, and the sum at a node with fan-out."""

from collections.abc import Collection, Sequence

import numpy as np

from graphviz_app.core.brackets import Level
from graphviz_app.core.graph import Edge, Graph, Value
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.schedule import Arrival
from graphviz_app.core.vjp import plain
from graphviz_app.explain.chain import line_formula, line_nodes, pulled, summed_axes
from graphviz_app.explain.formula import MISSING, constant_letter, is_written_number, symbol
from graphviz_app.explain.local import flatness, over, steering
from graphviz_app.explain.notation import width
from graphviz_app.explain.numerals import is_small, value_words
from graphviz_app.explain.piece import Piece, added, bracketed
from graphviz_app.explain.plain_formula import plain_symbol
from graphviz_app.explain.run_terms import RunTerms
from graphviz_app.explain.series import MAX_ADDED, added_numbers
from graphviz_app.explain.telling import Explanation, Remark, equation, remarks
from graphviz_app.explain.term import Term, ones, times
from graphviz_app.explain.tones import toned, unmarked

MAX_CAPTION = 64
"""Characters up to which a caption is written out."""


def seed_caption(run: ReadRun) -> Explanation:
    """``∂L/∂L = 1``: where the backward pass starts."""
    if run.output is None:
        return Explanation("", "")
    terms = RunTerms(run)
    shape = terms.shape(run.output)
    remark = "ones: the sum of all elements is differentiated" if shape else ""
    name = terms.gradient_of(terms.symbols.node(run.output))
    return Explanation(f"{name} = {ones(shape).symbols.text}", "", remarks(remark))


def backward_caption(
    run: ReadRun, index: int, arrival: Arrival | None = None, most: int = MAX_CAPTION
) -> Explanation:
    """``∂L/∂w = ∂L/∂z · ∂z/∂w = ∂L/∂z · x`` and ``= −0.1450 · 1.5000 = −0.2175``.

    With ``arrival`` a node with fan-out tells which of its contributions this is and the sum so
    far; the formula has dots for those before and after it, and the numbers are of this one alone.
    ``most``: characters up to which it is written out.
    """
    edge = run.reading.edges[index]
    share = run.contribution(index)
    if edge.control or share is None or run.output is None:
        return _without_share(run, index)
    terms = RunTerms(run, line_nodes(run.reading, index))
    place, count, so_far = arrival or Arrival(1, 1, share)
    name = terms.gradient_of(terms.symbols.variable(edge.source))
    written = _fitting(terms, index, name, (place, count), most)
    symbols = " = ".join([name, *(among(term.symbols, place, count) for term in written)])
    numbers = _numbers(terms, index, written[-1] if written else None, share)
    flat = flatness(run.graph, edge.members[-1]) if len(edge.members) == 1 else ""
    why = flat or why_nothing(run, edge.members, run.reading.members[edge.target], share)
    said = remarks(_about(run.graph, edge.source), _rows_remark(terms, index), why)
    if count > 1:
        numbers = numbers.removeprefix("= ")
        said += remarks(place_remark(place, count, so_far))
    return Explanation(symbols, numbers, said)


def why_nothing(
    run: ReadRun, edges: Sequence[Edge], within: Collection[str], share: Value | None
) -> str:
    """Why a step hands back only zeros, if that is its own doing; at a corner what is used."""
    corners = [kink.convention for kink in run.trace.kinks if kink.node in within]
    if corners or share is None or np.any(share):
        return "; ".join(dict.fromkeys(corners))
    from graphviz_app.explain.why.zeros import briefly  # late: most steps hand something on

    return briefly(run, edges, within)


def contribution_term(run: ReadRun, index: int) -> Term:
    """What one edge hands back, as a summand: by the operators' rules, else by the chain rule."""
    terms = RunTerms(run, line_nodes(run.reading, index))
    return _own(terms, index) or chain_term(run, index)


def chain_term(run: ReadRun, index: int) -> Term:
    """The same by the chain rule: ``∂L/∂z · ∂z/∂w``."""
    return _chain(RunTerms(run, line_nodes(run.reading, index)), index)


def share_caption(run: ReadRun, index: int) -> Explanation:
    """What one edge hands back, without a claim about the whole gradient of its source."""
    share = run.contribution(index)
    if run.reading.edges[index].control or share is None or run.output is None:
        return _without_share(run, index)
    terms = RunTerms(run, line_nodes(run.reading, index))
    made = _own(terms, index) or _chain(terms, index)
    numbers = _numbers(terms, index, made, share)
    return Explanation(made.symbols.text, numbers, remarks(_rows_remark(terms, index)))


def general_caption(run: ReadRun, index: int) -> Explanation:
    """``∂L/∂z · ∂z/∂u``: what holds for every operand u of a node, with the numbers of one."""
    share = run.contribution(index)
    if share is None or run.output is None:
        return _without_share(run, index)
    terms = RunTerms(run, line_nodes(run.reading, index))
    made = _chain(terms, index, Piece("u"))
    return Explanation(made.symbols.text, equation(made, terms.value(share), share)[2:])


def gradient_sum(run: ReadRun, id_: str, shares: Sequence[Value]) -> Explanation:
    """``∂L/∂x = Σ s`` over the contributions, and these added as far as they are small."""
    terms = RunTerms(run)
    name = terms.gradient_of(terms.symbols.variable(id_))
    many = len(shares) > MAX_ADDED
    symbols = (
        rf"{name} = \sum_{{k=1}}^{{{len(shares)}}} {toned('s_{k}', 'gradient')}" if many else name
    )
    total = terms.value(run.trace.gradients[id_]).text
    if not all(map(is_small, shares)):
        return Explanation(symbols, f"= {total}")
    pieces = [terms.value(share).in_tone("gradient") for share in shares]
    return Explanation(symbols, f"= {added_numbers(pieces)} = {total}")


def _without_share(run: ReadRun, index: int) -> Explanation:
    edge, terms = run.reading.edges[index], RunTerms(run)
    if edge.control:
        said = steering(run.graph, edge.members[0])
        return Explanation(symbol(run.graph, edge.source), "", remarks(said))
    of, by = terms.symbols.node(edge.target), terms.symbols.node(edge.source)
    return Explanation(over(of, by), "")


def _own(terms: RunTerms, index: int) -> Term | None:
    """The contribution by the operators' rules; None if that is too long to write."""
    edge = terms.reading.edges[index]
    arriving = terms.gradient(edge.target)
    if terms.reading.is_of_lines:
        made = line_formula(terms, index, arriving)
    else:
        made = pulled(terms, arriving, [edge.members[0]])
    # Of the output itself ∂L/∂x = (∂L/∂x)ᵀ says nothing.
    says_nothing = arriving is None and made is not None and r"\partial" in made.symbols.text
    return None if says_nothing else made


def _chain(terms: RunTerms, index: int, name: Piece | None = None) -> Term:
    """The same by the chain rule: ∂L/∂z · ∂z/∂w, or by another name for the operand."""
    edge = terms.reading.edges[index]
    arriving, own = terms.gradient(edge.target), terms.shape(edge.source)
    by, of = name or terms.symbols.variable(edge.source), terms.symbols.variable(edge.target)
    local = terms.run.local(index)
    symbols = Piece(over(of, by), Level.POWER)
    if local is not None and np.shape(local) == own == terms.shape(edge.target):
        factor = Term(symbols, terms.value(local), own)
        return factor if arriving is None else times([arriving, factor])
    factor = Term(Piece(rf"{bracketed(symbols).text}^\top", Level.POWER), MISSING, own)
    if arriving is None:
        return factor
    text = rf"{factor.symbols.text} \, {arriving.symbols.text}"
    return Term(Piece(text, Level.JUXTAPOSED), MISSING, own)


def _fitting(
    terms: RunTerms, index: int, name: str, where: tuple[int, int], most: int
) -> list[Term]:
    """What the gradient is said to equal: by the chain rule, by the rules, or both if they fit."""
    edge = terms.reading.edges[index]
    own = _own(terms, index)
    scalar = not terms.shape(edge.source) and not terms.shape(edge.target)
    both = own is not None and where[1] == 1 and scalar and edge.target != terms.run.output
    chain = _chain(terms, index) if both or own is None else None
    if (
        chain is not None
        and own is not None
        and unmarked(chain.symbols.text) == unmarked(own.symbols.text)
    ):
        chain = None
    candidates = [term for term in (chain, own) if term is not None]
    if own is None and edge.target == terms.run.output:
        # The chain rule would say ∂L/∂x = ∂L/∂x.
        return (
            [] if where[1] == 1 else [Term(Piece(f"s_{{{where[0]}}}").in_tone("gradient"), MISSING)]
        )
    for first in range(len(candidates)):
        written = [name, *(among(term.symbols, *where) for term in candidates[first:])]
        if width(" = ".join(written)) <= most:
            return candidates[first:]
    if own is not None and edge.target == terms.run.output:
        return [own]
    return [chain or _chain(terms, index)]


def among(term: Piece, place: int, count: int) -> str:
    """Dots for the contributions that come before and after this one."""
    dots = Piece(r"\dots")
    return added([*[dots] * (place > 1), term, *[dots] * (place < count)]).text


def _numbers(terms: RunTerms, index: int, made: Term | None, share: Value) -> str:
    """The numbers of one contribution; of one that is summed over rows also the rows."""
    result = terms.value(share)
    rows = _rows(terms, index)
    listed = [terms.value(row).in_tone("gradient") for row in rows if is_small(row)]
    if not rows or len(listed) < len(rows):
        return equation(made, result, share)
    middle = equation(made, Piece(added_numbers(listed)), share)
    single = made is None or not made.numbers.row
    return f"{f'= {added_numbers(listed)}' if single else middle} = {result.text}"


def _rows(terms: RunTerms, index: int) -> list[Value]:
    """What is summed because the operand was repeated: rows, columns or elements."""
    members = terms.reading.edges[index].members
    axes = summed_axes(terms, members[0]) if len(members) == 1 else ()
    before = terms.trace.before_sum(members[0]) if axes else None
    if before is None:
        return []
    array, own = np.asarray(before), terms.shape(terms.reading.edges[index].source)
    if len(axes) == array.ndim:
        return [plain(x.reshape(own)) for x in array.ravel()]
    if len(axes) > 1:
        return []
    return [row.reshape(own) for row in np.moveaxis(array, axes[0], 0)]


def _rows_remark(terms: RunTerms, index: int) -> str:
    members = terms.reading.edges[index].members
    axes = summed_axes(terms, members[0]) if len(members) == 1 else ()
    shape = terms.shape(members[0].target)
    if not axes:
        return ""
    if len(axes) == len(shape):
        return f"the sum of {int(np.prod(shape))} elements"
    count = int(np.prod([shape[axis] for axis in axes]))
    name = ("rows", "columns")[axes[0]] if len(shape) == 2 else "parts"
    return f"the sum of {count} {name if count > 1 else name[:-1]}"


def _about(graph: Graph, source: str) -> Remark | str:
    """What c stands for."""
    if not is_written_number(graph, source):
        return ""
    least = f"{constant_letter(graph)} = {plain_symbol(graph, source)}"
    whole = f"{least}, a constant"
    return Remark(whole, whole, least)


def place_remark(place: int, count: int, so_far: Value | None) -> Remark:
    """Which of several contributions it is, and the sum so far."""
    least, end = f"{place} of {count}", ""
    if so_far is not None and np.ndim(so_far) <= 1 and is_small(so_far):
        end = f", sum {'' if place == count else 'so far '}{value_words(so_far)}"
    return Remark(f"{least} contributions{end}", f"{least}{end}", least)
