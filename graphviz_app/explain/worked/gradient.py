"""The equation of one gradient: by the chain rule, by the operators' rules, with numbers."""

from collections.abc import Iterator, Sequence

import numpy as np

from graphviz_app.core.graph import Edge, Value
from graphviz_app.core.moments import Share
from graphviz_app.core.read_run import ReadRun
from graphviz_app.explain.formula import is_written_number
from graphviz_app.explain.neuron import added, handed_on, neuron_delta, sum_latex, weighed
from graphviz_app.explain.numerals import is_small
from graphviz_app.explain.piece import Piece, bracketed
from graphviz_app.explain.piece import added as plus
from graphviz_app.explain.run_terms import RunTerms
from graphviz_app.explain.share import (
    backward_caption,
    chain_term,
    contribution_term,
    gradient_sum,
)
from graphviz_app.explain.telling import equation
from graphviz_app.explain.term import Term, total
from graphviz_app.explain.tones import toned
from graphviz_app.explain.worked.solution import Equation
from graphviz_app.explain.worked.told import equation_of, result_of
from graphviz_app.explain.worked.written.breaking import columns_of, is_same, outer_equals

MAX_SUMMED, MAX_TOLD = 4, 12
"""Contributions that are written as one sum; up to so many are told one by one, then added."""
MAX_CHAIN = 110
"""Columns of a sum by the chain rule that is written out."""
ROUNDING = 1e-12
"""As a part of what is added up."""
_LONG = 400


def delta(run: ReadRun, id_: str) -> Equation:
    """``δ = ∂L/∂z = ∂L/∂a · a·(1 − a)`` of a neuron."""
    said = equation_of(neuron_delta(run, id_), run.delta(id_), "gradient")
    name = RunTerms(run).gradient_of(Piece(sum_latex(run, id_)))
    same = any(is_same(name, other) for other in (said.left, *said.symbols))
    return said if same else said._replace(symbols=(name, *said.symbols))


def gradient(run: ReadRun, id_: str, shares: Sequence[Share]) -> Iterator[Equation]:
    """What has arrived along all edges; of many each for itself, and their sum."""
    known = [share for share in shares if _value(run, share) is not None]
    if len(known) == 1:
        yield _single(run, id_, known[0])
    elif len(known) <= MAX_SUMMED:
        yield _summed(run, id_, known)
    else:
        yield from _one_by_one(run, id_, known)


def _value(run: ReadRun, share: Share) -> Value | None:
    return run.share(share) if isinstance(share, Edge) else run.contribution(share)


def _single(run: ReadRun, id_: str, share: Share) -> Equation:
    value = run.gradient(id_)
    if isinstance(share, int) and run.reading.edges[share].target not in run.reading.neurons:
        said = backward_caption(run, share, most=_LONG)
        remark = "" if is_written_number(run.graph, id_) else said.remark
        return equation_of(said, value, "gradient", remark=remark)
    made = _term(run, share)
    return Equation(_name(run, id_), (made.symbols.text,), _numbers(run, made, value))


def _numbers(run: ReadRun, made: Term, value: Value | None) -> tuple[str, ...]:
    """The numbers of a term, and its result in its tone; none where they say nothing new."""
    assert value is not None  # it has arrived
    numbers = outer_equals(equation(made, RunTerms(run).value(value), value))[1:]
    return (*numbers[:-1], result_of(value, numbers[-1], "gradient")) if numbers else ()


def _name(run: ReadRun, id_: str) -> str:
    terms = RunTerms(run)
    return terms.gradient_of(terms.symbols.variable(id_))


def _term(run: ReadRun, share: Share) -> Term:
    """What is handed back along an edge, to a weight or to a bias."""
    reading = run.reading
    if isinstance(share, int):
        at_neuron = reading.edges[share].target in reading.neurons
        return handed_on(run, share) if at_neuron else contribution_term(run, share)
    for index in reading.weights.get(share.source, ()):
        if reading.weight_edge(index) == share:
            return weighed(run, reading.edges[index].target, index)
    for neuron in reading.biases.get(share.source, ()):
        if reading.bias_edge(neuron) == share:
            return added(run, neuron)
    terms = RunTerms(run)
    value = terms.value(run.share(share))
    return Term(value, value, terms.shape(share.source))


def _summed(run: ReadRun, id_: str, shares: Sequence[Share]) -> Equation:
    """By the chain rule, by the rules, with numbers, and the products added."""
    whole, value = total([_term(run, share) for share in shares]), run.gradient(id_)
    assert value is not None  # it has arrived
    symbols = tuple(dict.fromkeys([*_chains(run, shares), whole.symbols.text]))
    symbolic = "?" in whole.numbers.text or r"\partial" in whole.numbers.text
    numbers = ["" if symbolic else whole.numbers.text, _sum(run, shares)]
    told = [part for part in numbers if part and not is_same(part, symbols[-1])]
    result = RunTerms(run).value(value).text
    kept = [part for i, part in enumerate(told) if not is_same(part, [*told, result][i + 1])]
    told = [*kept, result_of(value, result, "gradient")]
    return Equation(_name(run, id_), symbols, tuple(told), _rounded(run, value, shares))


def _chains(run: ReadRun, shares: Sequence[Share]) -> list[str]:
    """∂L/∂a · ∂a/∂x + ∂L/∂b · ∂b/∂x, of numbers that are used in lines."""
    indices = [share for share in shares if isinstance(share, int) and _is_of_numbers(run, share)]
    if len(indices) < len(shares):
        return []
    made = total([chain_term(run, index) for index in indices])
    return [made.symbols.text] if columns_of(made.symbols.text) <= MAX_CHAIN else []


def _is_of_numbers(run: ReadRun, index: int) -> bool:
    """Whether ∂L/∂a · ∂a/∂x can be written: at the output ∂L/∂x would be all and a part of it."""
    edge = run.reading.edges[index]
    ends = run.value(edge.target), run.value(edge.source)
    if edge.target in run.reading.neurons or edge.target == run.output:
        return False
    return all(value is not None and not np.ndim(value) for value in ends)


def _sum(run: ReadRun, shares: Sequence[Share]) -> str:
    """The contributions as numbers, added, negative ones in brackets; '' of large tensors."""
    values = [value for share in shares if (value := _value(run, share)) is not None]
    if not all(map(is_small, values)):
        return ""
    terms = RunTerms(run)
    first, *rest = (terms.value(value).in_tone("gradient") for value in values)
    return plus([first, *(bracketed(one) if one.signed else one for one in rest)]).text


def _rounded(run: ReadRun, value: Value, shares: Sequence[Share]) -> str:
    """What is left of contributions that cancel each other is said to be no number of its own."""
    parts = [part for share in shares if (part := _value(run, share)) is not None]
    largest = max(float(np.max(np.abs(part), initial=0.0)) for part in parts)
    size = float(np.max(np.abs(value), initial=0.0))
    return "0, up to rounding" if 0 < size < ROUNDING * largest else ""


def _one_by_one(run: ReadRun, id_: str, shares: Sequence[Share]) -> Iterator[Equation]:
    """Each contribution as s₁, s₂, …, and their sum."""
    for k, share in enumerate(shares[:MAX_TOLD], 1):
        made = _term(run, share)
        numbers = _numbers(run, made, _value(run, share))
        yield Equation(toned(f"s_{{{k}}}", "gradient"), (made.symbols.text,), numbers)
    values = [value for share in shares if (value := _value(run, share)) is not None]
    row = equation_of(gradient_sum(run, id_, values), run.gradient(id_), "gradient")
    left_out = len(shares) - MAX_TOLD
    if left_out > 0:
        yield row._replace(remark=f"{left_out:,} more contributions are not written out")
    else:
        numbers = (*filter(None, [_sum(run, shares)]), *row.numbers[-1:])
        value = run.gradient(id_)
        assert value is not None  # it has arrived
        yield row._replace(numbers=numbers, remark=_rounded(run, value, shares))
