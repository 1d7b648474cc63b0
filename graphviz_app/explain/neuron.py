"""A neuron explained: z and a on the way forward; δ, and what weights get of it, on the way back.

δ is the derivative of the output by z. A weight gets δ times what it weighs, a bias δ itself, and
what arrives δ times its weight.
"""

from collections.abc import Iterator, Sequence

from graphviz_app.core.brackets import Level
from graphviz_app.core.graph import Edge, Value
from graphviz_app.core.oplib import OPS
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import Neuron
from graphviz_app.core.reading import Term as Summand
from graphviz_app.core.schedule import Arrival, Pass
from graphviz_app.explain.formula import attribute_pieces, is_named, is_written_number
from graphviz_app.explain.letters import delta_letter, letters_of, sum_letter
from graphviz_app.explain.notation import dotted, typeset
from graphviz_app.explain.piece import Piece
from graphviz_app.explain.plain_formula import plain_symbol
from graphviz_app.explain.run_terms import RunTerms
from graphviz_app.explain.series import added_numbers, sum_text
from graphviz_app.explain.share import among, place_remark, why_nothing
from graphviz_app.explain.telling import Explanation, Remark, equation, remarks
from graphviz_app.explain.term import Term, in_tone, opposite, scaled, times, total
from graphviz_app.explain.tones import marked

MAX_TERMS = 4
"""Summands up to which z is written out; of more the first and the last."""


def delta_latex(run: ReadRun, id_: str) -> str:
    """δ of a neuron."""
    return delta_letter(run.reading, id_)


def sum_latex(run: ReadRun, id_: str) -> str:
    """z of a neuron."""
    return sum_letter(run.reading, id_)


def sum_tangent_latex(run: ReadRun, id_: str) -> str:
    """ż of a neuron."""
    return dotted(sum_letter(run.reading, id_))


def gradient_latex(run: ReadRun, id_: str) -> str:
    """∂L/∂a of a neuron."""
    terms = RunTerms(run)
    return terms.gradient_of(terms.symbols.variable(id_))


def neuron_forward(run: ReadRun, id_: str) -> Sequence[Explanation]:
    """``z = w₁·x₁ + w₂·x₂ + b`` and ``a = σ(z)``, each with its numbers."""
    neuron, terms = run.reading.neurons[id_], _terms(run, id_)
    made = weighted_sum(terms, neuron)
    own = sum_latex(run, id_)
    z = run.value(neuron.sum)
    rows = [_told(terms, own, made, z)]
    if neuron.activation is not None:
        applied = _activated(terms, neuron.activation, _sum(terms, id_))
        name = terms.symbols.node(id_).text
        name = name if is_named(run.graph, id_) else letters_of(run.reading)[id_]
        rows.append(_told(terms, name, applied, run.value(id_)))
    return rows


def neuron_delta(run: ReadRun, id_: str) -> Explanation:
    """``δ = ∂L/∂a · a·(1 − a)``: what comes back through the activation."""
    neuron, terms = run.reading.neurons[id_], _terms(run, id_)
    delta = run.delta(id_)
    if neuron.activation is None:
        arriving = terms.gradient(id_)
        made = arriving or Term(Piece("1"), Piece("1"), (), 1.0)
    else:
        edge = run.graph.incoming[neuron.activation][0]
        made = scaled(terms.gradient(neuron.activation), terms.partial(edge, _sum(terms, id_)))
    name = delta_latex(run, id_)
    if neuron.activation is None and is_named(run.graph, id_):
        return _told(terms, name, made, delta)
    by = f"by {_plain_sum(run, neuron)}"
    about = Remark(f"the derivative {by}", f"the derivative {by}", by)
    through = neuron.activation or ""
    edges = [edge for edge in run.graph.incoming.get(through, ()) if edge.source == neuron.sum]
    why = why_nothing(run, edges, (through,), delta)
    return _told(terms, name, made, delta)._replace(remarks=remarks(about, why))


def weight_rows(passing: Pass, id_: str) -> Sequence[Explanation]:
    """``∂L/∂w = δ·x`` for each weight that a person could change: "2 of 3 weights of h2"."""
    run = passing.run
    edges = [i for i in run.reading.summands(id_) if _is_told(run, run.reading.edges[i].weight)]
    of = plain_symbol(run.graph, id_) if is_named(run.graph, id_) else "this neuron"
    rows = []
    for place, index in enumerate(edges, 1):
        along = run.reading.weight_edge(index)
        assert along is not None
        least = f"{place} of {len(edges)}" if len(edges) > 1 else "weight"
        words = f"{least} weights of {of}" if len(edges) > 1 else f"the weight of {of}"
        about = Remark(words, words, least)
        rows.append(_leaf_row(passing, id_, along, weighed(run, id_, index), about))
    return rows


def bias_rows(passing: Pass, id_: str) -> Sequence[Explanation]:
    """``∂L/∂b = δ``; none without a bias that could change."""
    run = passing.run
    along = run.reading.bias_edge(id_)
    if along is None or not _is_told(run, along.source):
        return ()
    of = plain_symbol(run.graph, id_) if is_named(run.graph, id_) else "this neuron"
    words = f"the bias of {of}"
    return [_leaf_row(passing, id_, along, added(run, id_), Remark(words, words, "bias"))]


def source_rows(passing: Pass, id_: str) -> Sequence[Explanation]:
    """``∂L/∂x = δ·w``: what goes on to where the edges start."""
    run, indices = passing.run, passing.run.reading.summands(id_)
    return [source_row(run, index, passing.arrival(index)) for index in indices]


def source_row(run: ReadRun, index: int, arrival: Arrival | None = None) -> Explanation:
    """The same of one edge, among what arrives there along others."""
    edge, terms = run.reading.edges[index], RunTerms(run)
    share = run.contribution(index)
    made = handed_on(run, index)
    name = terms.gradient_of(terms.symbols.variable(edge.carries))
    row = _told(terms, "", made, share)
    place, count, so_far = arrival or (1, 1, share)
    symbols = f"{name} = {among(made.symbols, place, count)}"
    if count == 1:
        return Explanation(symbols, row.numbers)
    said = remarks(place_remark(place, count, so_far))
    return Explanation(symbols, marked(row.numbers).removeprefix("= "), said)


def neuron_backward(passing: Pass, id_: str) -> Iterator[Explanation]:
    """All that a moment of the backward pass does at a neuron, one row for each part."""
    yield neuron_delta(passing.run, id_)
    yield from weight_rows(passing, id_)
    yield from bias_rows(passing, id_)
    yield from source_rows(passing, id_)


def weighted_sum(terms: RunTerms, neuron: Neuron) -> Term:
    """w₁·x₁ + w₂·x₂ + b; of a long sum Σ, or the first terms and the last."""
    parts = [_signed(_summand(terms, one), one.minus) for one in neuron.terms]
    if neuron.bias is not None:
        parts.append(_signed(_node(terms, neuron.bias), neuron.minus))
    if len(parts) <= MAX_TERMS:
        return total(parts)
    symbols, numbers = [part.symbols for part in parts], [part.numbers for part in parts]
    return Term(
        Piece(sum_text(symbols), Level.SUM), Piece(added_numbers(numbers, symbols), Level.SUM)
    )


def edge_share(run: ReadRun, index: int) -> Explanation:
    """``δ·w`` of one edge, without a claim about the whole gradient of its source."""
    return _told(RunTerms(run), "", handed_on(run, index), run.contribution(index))


def weight_share(run: ReadRun, index: int) -> Explanation:
    """``δ·x`` of the weight on an edge, likewise."""
    along = run.reading.weight_edge(index)
    share = None if along is None else run.share(along)
    target = run.reading.edges[index].target
    return _told(RunTerms(run), "", weighed(run, target, index), share)


def bias_share(run: ReadRun, id_: str) -> Explanation:
    """``δ`` of a neuron's bias, likewise."""
    along = run.reading.bias_edge(id_)
    share = None if along is None else run.share(along)
    return _told(RunTerms(run), "", added(run, id_), share)


def _leaf_row(passing: Pass, id_: str, along: Edge, made: Term, about: Remark) -> Explanation:
    """What a weight or a bias gets, among what it gets elsewhere."""
    run, terms = passing.run, RunTerms(passing.run)
    share, arrival = run.share(along), passing.arrival(along)
    place, count, so_far = arrival or (1, 1, share)
    name = terms.gradient_of(terms.symbols.variable(along.source))
    symbols = f"{name} = {among(made.symbols, place, count)}"
    numbers = marked(_told(terms, "", made, share).numbers)
    if count == 1:
        return Explanation(symbols, numbers, (about,))
    shared = place_remark(place, count, so_far)
    return Explanation(symbols, numbers.removeprefix("= "), (about, shared))


def _told(terms: RunTerms, name: str, made: Term, value: Value | None) -> Explanation:
    """An equation in symbols, and with numbers as far as there are any."""
    symbols = f"{name} = {made.symbols.text}" if name else made.symbols.text
    return Explanation(symbols, "" if value is None else equation(made, terms.value(value), value))


def _terms(run: ReadRun, id_: str) -> RunTerms:
    return RunTerms(run, run.reading.members[id_])


def _node(terms: RunTerms, id_: str) -> Term:
    return terms.node(id_)._replace(coefficient=None)


def _summand(terms: RunTerms, one: Summand) -> Term:
    source = _node(terms, one.source)
    return source if one.weight is None else times([_node(terms, one.weight), source])


def _signed(term: Term, minus: bool) -> Term:
    return opposite(term) if minus else term


def _sum(terms: RunTerms, id_: str) -> Term:
    """z of a neuron."""
    value = terms.run.value(terms.reading.neurons[id_].sum)
    return in_tone(Term(Piece(sum_latex(terms.run, id_)), terms.value(value)), "value")


def _activated(terms: RunTerms, id_: str, z: Term) -> Term:
    """σ(z), with its numbers."""
    node = terms.graph.nodes[id_]
    op = OPS[node.op]
    attrs, letter = attribute_pieces(op, node), op.letters(1)[0]
    symbols = typeset(op, {**attrs, letter: z.symbols})
    return Term(symbols, typeset(op, {**attrs, letter: z.numbers}))


def _delta(run: ReadRun, id_: str) -> Term:
    value = RunTerms(run).value(run.delta(id_))
    return in_tone(Term(Piece(delta_latex(run, id_)), value), "gradient")


def added(run: ReadRun, id_: str) -> Term:
    """δ, as a neuron's bias gets it."""
    return _signed(_delta(run, id_), run.reading.neurons[id_].minus)


def weighed(run: ReadRun, id_: str, index: int) -> Term:
    """δ times what the weight of an edge weighs."""
    slot = run.reading.edges[index].slot
    one = run.reading.neurons[id_].terms[slot]
    return times([_delta(run, id_), _signed(_node(RunTerms(run), one.source), one.minus)])


def handed_on(run: ReadRun, index: int) -> Term:
    """δ times the weight of an edge; δ itself where there is none."""
    edge, terms = run.reading.edges[index], RunTerms(run)
    one = run.reading.neurons[edge.target].terms[edge.slot]
    delta = _delta(run, edge.target)
    if one.weight is None:
        return _signed(delta, one.minus)
    return times([delta, _signed(_node(terms, one.weight), one.minus)])


def _is_told(run: ReadRun, leaf: str | None) -> bool:
    """Whether it is a weight or a bias with a name; a number in a formula does not change."""
    return leaf is not None and not is_written_number(run.graph, leaf)


def _plain_sum(run: ReadRun, neuron: Neuron) -> str:
    named = is_named(run.graph, neuron.sum)
    return plain_symbol(run.graph, neuron.sum) if named else "the weighted sum"
