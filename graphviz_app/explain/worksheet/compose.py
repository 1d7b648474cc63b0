"""From a run to a Worksheet: what is given, and the questions with their mathematics."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from graphviz_app.core.autodiff import run
from graphviz_app.core.graph import Claim, Graph
from graphviz_app.core.learning.update import Update
from graphviz_app.core.questions import Asked
from graphviz_app.core.read_as import read_as
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.schedule import Schedule
from graphviz_app.core.step import first_step
from graphviz_app.core.trace import Trace
from graphviz_app.core.variants.answers import answers
from graphviz_app.errors import GraphError
from graphviz_app.explain.claim_names import claim_latex
from graphviz_app.explain.formula import symbol
from graphviz_app.explain.forward import forward_caption
from graphviz_app.explain.step_words import optimizer_words
from graphviz_app.explain.tones import unmarked
from graphviz_app.explain.updating.remarks import frozen_words
from graphviz_app.explain.worked.asked import Asked as Wanted
from graphviz_app.explain.worked.asked import wanted
from graphviz_app.explain.worked.forward_pass import forward_pass
from graphviz_app.explain.worked.given import given
from graphviz_app.explain.worked.solution import Block, Listing, Maths, Section, Words
from graphviz_app.explain.worked.told import equation_of, typed_latex, value_latex
from graphviz_app.explain.worksheet.asking import Asking
from graphviz_app.explain.worksheet.sheet import Part, Question, Worksheet


def runs_through(graph: Graph) -> Trace:
    """The run of an exercise; raises GraphError if any of it cannot be computed."""
    trace = run(graph, partial=True)
    for problem in trace.problems:
        raise GraphError(f"an exercise must be computable: {problem.message}")
    return trace


def worksheet(trace: Trace, asking: Asking, digits: int) -> Worksheet:
    """The sheet of a run."""
    lines = read_as(trace, "lines")
    told = Wanted(lines, wanted(trace.graph), narrow=False, chosen=False)
    parts = tuple(_parts(lines, asking))
    title = trace.graph.title or "Worksheet"
    return Worksheet(title, tuple(_given(told, asking)), parts, digits)


def _given(told: Wanted, asking: Asking) -> Iterator[Section]:
    yield Section("Given", (*given(told), *_gradients(told, asking)))
    if asking.tells_values:
        yield Section("Forward pass", forward_pass(told, Schedule(told.run).passes[0]))


def _gradients(told: Wanted, asking: Asking) -> Iterator[Block]:
    """Where updates are asked for and gradients are not, those are told."""
    if not asking.tells_values or "gradients" in asking.kinds:
        return
    of = [claim.of for claim in asking.questions if claim.kind == "after"]
    shown = [_equal(told.run, Claim("grad", id_, "")) for id_ in of]
    yield Listing((("Gradients", tuple(shown)),))


def _equal(run: ReadRun, claim: Claim) -> Maths:
    value = run.trace.gradients[claim.of]
    return Maths(f"{claim_latex(run.graph, claim)} = {value_latex(value)}")


class _Kind(NamedTuple):
    title: str
    claims: str
    """As ``Claim`` calls them."""


_KINDS: dict[Asked, _Kind] = {
    "values": _Kind("Forward pass", "value"),
    "gradients": _Kind("Backward pass", "grad"),
    "updates": _Kind("Update", "after"),
}


def _parts(run: ReadRun, asking: Asking) -> Iterator[Part]:
    found = answers(run.trace, asking.questions)
    number = 1
    for kind in asking.kinds:
        asked: list[Question] = []
        for claim, answer in zip(asking.questions, found, strict=True):
            if claim.kind == _KINDS[kind].claims and answer is not None:
                left, symbols = _mathematics(run, claim)
                name = claim_latex(run.graph, claim)
                asked.append(Question(number, claim, left, name, symbols, answer))
                number += 1
        yield Part(_KINDS[kind].title, _lead(run.graph, kind), tuple(asked))


def _mathematics(run: ReadRun, claim: Claim) -> tuple[str, tuple[str, ...]]:
    graph = run.graph
    match claim.kind:
        case "value":
            equation = equation_of(forward_caption(run, claim.of, in_full=True), None, "value")
            return unmarked(equation.left), tuple(map(unmarked, equation.symbols))
        case "grad":
            of = symbol(graph, claim.of)
            return rf"\frac{{\partial {symbol(graph, graph.output or '')}}}{{\partial {of}}}", ()
    return claim_latex(graph, claim), ()


def _lead(graph: Graph, kind: Asked) -> Words:
    match kind:
        case "values":
            return ("Work out the values, one after the other.",)
        case "gradients":
            output = Maths(symbol(graph, graph.output or ""))
            return ("Work out the gradients of ", output, ", from the output back to the leaves.")
    return _step_lead(graph)


def _step_lead(graph: Graph) -> Words:
    """The step that is asked for: plain, with its formula, or another optimizer's first one."""
    first = first_step(graph)
    assert first is not None  # updates are asked for
    still = frozen_words(graph.frozen)
    but = (f" {still}.",) if still else ()
    if first.descent.optimizer != "sgd" or first.descent.weight_decay:
        by = optimizer_words(Update(first.descent, first.rate, 1, ()))
        return (f"Take the first step of {by} for each parameter.", *but)
    rate = Maths(rf"\eta = {typed_latex(first.rate)}")
    rule = Maths(rf"w^{{\mathrm{{new}}}} = w - \eta \cdot \partial {_output(graph)}/\partial w")
    lead = "Take one step of gradient descent with "
    return (lead, rate, ": ", rule, " for each parameter.", *but)


def _output(graph: Graph) -> str:
    return symbol(graph, graph.output or "")


def numbered(sheet: Worksheet) -> Sequence[Claim]:
    """The questions as claims that are left open, for a text to fill in."""
    return [question.claim for question in sheet.questions]
