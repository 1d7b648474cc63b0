"""Tangents explained: the chain rule forwards, ẏ = ∂y/∂a · ȧ + ∂y/∂b · ḃ."""

from collections.abc import Sequence

import numpy as np

from graphviz_app.core.brackets import Level
from graphviz_app.core.forward.forward_run import ForwardRun
from graphviz_app.core.graph import Edge
from graphviz_app.core.oplib import OPS
from graphviz_app.core.tangents import LINEAR
from graphviz_app.explain.chain import line_formula, line_nodes
from graphviz_app.explain.explain import forward_caption
from graphviz_app.explain.formula import MISSING, attribute_pieces, is_written_number
from graphviz_app.explain.letters import letters_of
from graphviz_app.explain.local import over
from graphviz_app.explain.neuron import neuron_forward, sum_tangent_latex
from graphviz_app.explain.notation import dotted, name_latex, plain_name, width
from graphviz_app.explain.numerals import value_piece
from graphviz_app.explain.piece import Piece
from graphviz_app.explain.run_terms import RunTerms
from graphviz_app.explain.spelled import spelled
from graphviz_app.explain.telling import Explanation, Remark, equation, remarks
from graphviz_app.explain.term import Term, in_tone, opposite, product, times, total
from graphviz_app.explain.tones import marked, toned, unmarked

MAX_CHAIN = 56
"""Characters up to which the chain rule is written out before the rules of the operators."""
MAX_RULES = 48
"""Characters up to which these are; in a longer sum only what moves is told, or no rule."""
MAX_SUM = 4
"""Summands up to which a tangent is written out."""
PAIR = 2
"""Operands of which also those that stand still are told: x·ẇ + w·ẋ."""


def direction_caption(run: ForwardRun) -> Explanation:
    """``ẋ = 1``: which number moves."""
    about = (
        f"{plain_name(run.number)} moves by 1; all other leaves stand still, their tangents are 0"
    )
    return Explanation(f"{dotted(name_latex(run.number))} = 1", "", remarks(about))


def moment_rows(run: ForwardRun, id_: str) -> Sequence[Explanation]:
    """What a step does at a node: its tangent, and the value that moves so."""
    if id_ in run.reading.neurons:
        return [*_neuron_rows(run, id_), *map(_as_value, neuron_forward(run, id_))]
    return [tangent_caption(run, id_), _as_value(forward_caption(run, id_))]


def tangent_caption(run: ForwardRun, id_: str) -> Explanation:
    """``ż = ∂z/∂w · ẇ + ∂z/∂x · ẋ = x·ẇ + w·ẋ`` and the same with numbers."""
    terms = RunTerms(run, run.reading.members.get(id_, (id_,)))
    own, value = _dotted(terms, id_), run.gradient(id_)
    if value is None:
        return Explanation(own, "")
    if not run.moving.intersection(run.reading.members.get(id_, (id_,))):
        return Explanation(f"{own} = 0", "", remarks(f"it does not depend on {run.number}"))
    result = terms.value(value)
    told = _fitting(run, terms, id_)
    symbols = " = ".join([own, *dict.fromkeys(term.symbols.text for term in told)])
    numbers = equation(told[-1] if told else None, result, value)
    return Explanation(symbols, numbers, _agreement(run, id_))


def _fitting(run: ForwardRun, terms: RunTerms, id_: str) -> Sequence[Term]:
    """By the chain rule, by the rules, or both if they fit."""
    if id_ in run.reading.boxes:
        return ()
    moving = _moving(run, id_)
    everything = _edges(run, id_)
    for edges in (everything, moving) if len(everything) > len(moving) else (moving,):
        if 0 < len(edges) <= MAX_SUM:
            chain, made = _by_chain(run, terms, edges), _by_rules(run, terms, edges)
            if made is not None and width(made.symbols.text) <= MAX_RULES:
                short = width(chain.symbols.text) <= MAX_CHAIN
                return [chain, made] if short else [made]
            if edges is moving:
                return [chain]
    return ()


def compared(run: ForwardRun) -> str:
    """``the same as ∂L/∂x from the backward pass ✓``; '' without an output."""
    if run.by_reverse_mode is None or run.output is None:
        return ""
    name = f"∂{plain_name(run.output)}/∂{plain_name(run.number)}"
    if run.agrees:
        return f"the same as {name} from the backward pass ✓"
    return f"{name} from the backward pass is {value_piece(run.by_reverse_mode).text}"


def _agreement(run: ForwardRun, id_: str) -> tuple[Remark, ...]:
    return remarks(compared(run)) if id_ == run.seed else ()


def _as_value(row: Explanation) -> Explanation:
    """A row whose result is a value, whatever the others are."""
    before, sign, last = marked(row.numbers).rpartition("= ")
    return row._replace(numbers=Explanation("", f"{before}{sign}{toned(last, 'value')}").numbers)


def _dotted(terms: RunTerms, id_: str) -> str:
    if id_ in terms.reading.boxes:
        return dotted(name_latex(id_))
    return dotted(unmarked(terms.symbols.node(id_).text))


def _tangent(run: ForwardRun, terms: RunTerms, id_: str) -> Term:
    number = run.tangents.get(id_)
    term = Term(Piece(_dotted(terms, id_)), terms.value(number), terms.shape(id_))
    return in_tone(term, "tangent")


def _edges(run: ForwardRun, id_: str) -> Sequence[int]:
    """Along what something arrives: all operands of few, else those that move."""
    reading = run.reading
    edges = [
        index
        for index in reading.incoming[id_]
        if not reading.edges[index].control
        and not is_written_number(run.graph, reading.edges[index].carries)
    ]
    sources = [run.value(reading.edges[index].carries) for index in edges]
    few = len(edges) <= PAIR and all(isinstance(value, float) for value in sources)
    return edges if few else _moving(run, id_)


def _moving(run: ForwardRun, id_: str) -> Sequence[int]:
    """Along what something arrives that moves."""
    edges = ((index, run.reading.edges[index]) for index in run.reading.incoming[id_])
    return [i for i, edge in edges if not edge.control and edge.carries in run.moving]


def _by_chain(run: ForwardRun, terms: RunTerms, edges: Sequence[int]) -> Term:
    """By the chain rule: a local derivative as one symbol, times a tangent, for each operand."""
    return total([_chained(run, terms, index) for index in edges])


def _chained(run: ForwardRun, terms: RunTerms, index: int) -> Term:
    edge, local = run.reading.edges[index], run.local(index)
    of, by = terms.symbols.variable(edge.target), terms.symbols.variable(edge.carries)
    factor = Piece(over(of, by), Level.POWER)
    moved = _tangent(run, terms, edge.carries)
    if local is not None and np.shape(local) == terms.shape(edge.target):
        return times([Term(factor, terms.value(local), np.shape(local)), moved])
    text = rf"\left({factor.text}\right) \, {moved.symbols.text}"
    return Term(Piece(text, Level.JUXTAPOSED), MISSING, terms.shape(edge.target))


def _by_rules(run: ForwardRun, terms: RunTerms, edges: Sequence[int]) -> Term | None:
    """By the operators' derivatives; None where there is no formula."""
    parts = [_applied(run, terms, index) for index in edges]
    known = [part for part in parts if part is not None]
    return total(known) if len(known) == len(parts) else None


def _applied(run: ForwardRun, terms: RunTerms, index: int) -> Term | None:
    edge = run.reading.edges[index]
    moved = _tangent(run, terms, edge.carries)
    if run.reading.is_of_lines:
        local = run.local(index)
        shapes = {terms.shape(edge.target), moved.shape}
        if local is None or len({np.shape(local), *shapes}) > 1:
            return None  # the formula of a Jacobian pulls back
        made = line_formula(RunTerms(run, line_nodes(run.reading, index)), index)
        return None if made is None else _product([made], moved)
    one = edge.members[0]
    op = OPS[run.graph.nodes[one.target].op]
    if op.elementwise:
        return _product(terms.partial(one), moved)
    return _in_place(terms, one, moved) if op.name in LINEAR else None


def _product(factors: Sequence[Term], moved: Term) -> Term:
    """The derivative first, then the tangent; a sum of several ways stays in its brackets."""
    return product([*factors, moved])


def _in_place(terms: RunTerms, edge: Edge, moved: Term) -> Term | None:
    """What is linear in an operand does the same to its tangent: W ẋ for W x."""
    node = terms.graph.nodes[edge.target]
    op = OPS[node.op]
    if op.variadic:
        return None
    letters = dict(terms.letters(edge.target))
    letters[op.letters(len(op.operands))[edge.slot]] = moved
    pieces, axes = attribute_pieces(op, node), [len(term.shape) for term in letters.values()]
    symbols, numbers = (
        spelled(op, node.attrs, {**pieces, **dict(zip(letters, made, strict=True))}, axes)
        for made in ([t.symbols for t in letters.values()], [t.numbers for t in letters.values()])
    )
    return Term(symbols, numbers, terms.shape(edge.target))


def _neuron_rows(run: ForwardRun, id_: str) -> Sequence[Explanation]:
    """``ż = w₁·ẋ₁ + x₁·ẇ₁`` of what moves, and ``ȧ = σ′(z) · ż``."""
    neuron = run.reading.neurons[id_]
    terms = RunTerms(run, run.reading.members[id_])
    z, own = run.delta(id_), sum_tangent_latex(run, id_)
    if z is None or neuron.sum not in run.moving:
        return [tangent_caption(run, id_)]
    made = _weighed(run, terms, id_)
    rows = [Explanation(f"{own} = {made.symbols.text}", equation(made, terms.value(z), z))]
    if neuron.activation is not None:
        edge = run.graph.incoming[neuron.activation][0]
        sum_ = in_tone(Term(Piece(own), terms.value(z)), "tangent")
        by = terms.symbols.called.get(id_) or letters_of(run.reading).get(id_)
        name = dotted(by) if by else _dotted(terms, id_)
        factors = product([*terms.partial(edge), sum_])
        value = run.tangents[neuron.activation]
        rows.append(
            Explanation(
                f"{name} = {factors.symbols.text}", equation(factors, terms.value(value), value)
            )
        )
    rows[-1] = rows[-1]._replace(remarks=_agreement(run, id_))
    return rows


def _weighed(run: ForwardRun, terms: RunTerms, id_: str) -> Term:
    """The product rule for each summand, as far as it moves."""
    neuron, parts = run.reading.neurons[id_], []
    for one in neuron.terms:
        pair = [one.source] if one.weight is None else [one.weight, one.source]
        for at, moved in enumerate(pair):
            if moved in run.moving:
                rest = [
                    terms.node(other)._replace(coefficient=None)
                    for other in pair[:at] + pair[at + 1 :]
                ]
                made = times([*rest, _tangent(run, terms, moved)])
                parts.append(opposite(made) if one.minus else made)
    if neuron.bias is not None and neuron.bias in run.moving:
        bias = _tangent(run, terms, neuron.bias)
        parts.append(opposite(bias) if neuron.minus else bias)
    return total(parts) if 0 < len(parts) <= MAX_SUM else Term(MISSING, MISSING)
