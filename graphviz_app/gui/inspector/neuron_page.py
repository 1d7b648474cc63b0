"""What the inspector says about a neuron, and about an edge with the weight that stands on it."""

from collections.abc import Iterator

import numpy as np

from graphviz_app.core.graph import Edge, Value
from graphviz_app.core.oplib import OPS
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import Neuron, is_control
from graphviz_app.explain.explain import node_sign, plain_symbol
from graphviz_app.explain.formula import is_written_number
from graphviz_app.explain.neuron import (
    bias_share,
    edge_share,
    neuron_delta,
    neuron_forward,
    weight_share,
)
from graphviz_app.explain.titles import edge_title, placed_name, shown_name
from graphviz_app.gui.inspector.edge_page import in_a_line, signed, sum_of_shares
from graphviz_app.gui.inspector.node_page import gradient_section, warnings_of
from graphviz_app.gui.inspector.proof_badge import ProvableGradient
from graphviz_app.gui.inspector.terms import Summand, Terms
from graphviz_app.gui.inspector.typed_rows import Typed
from graphviz_app.gui.inspector.why import Why, why_row, why_share_row
from graphviz_app.gui.widgets.rows import (
    Heading,
    Number,
    Section,
    Sentence,
    Share,
    Space,
    Words,
    told,
)
from graphviz_app.gui.widgets.sheet import Row
from graphviz_app.numbers import MINUS, in_panel

MOST = 16
"""Summands that are listed."""


def neuron_page(run: ReadRun, id_: str) -> Iterator[Row]:
    """The rows about one neuron of the reading."""
    neuron = run.reading.neurons[id_]
    yield Heading(shown_name(run, id_), kind_of(run, neuron))
    yield from warnings_of(run, id_)
    yield Number("Value", run.value(id_), "value")
    yield Number("Gradient", run.gradient(id_), "gradient")
    yield why_row(run, id_)
    yield Number("Weighted sum z", run.weighted_sum(id_), "value")
    yield Number("δ, the gradient at z", run.delta(id_), "gradient")
    yield why_row(run, neuron.sum) if np.any(run.gradient(id_)) else Why(())
    yield from _bias(run, id_, neuron)
    yield from _about(run, id_, neuron)
    yield Section("Value")
    for row in neuron_forward(run, id_):
        yield from told(row)
        yield Space(10)
    yield Terms(tuple(_summands(run, id_)))
    yield from _rest(len(neuron.terms))
    if id_ in run.trace.gradients:
        yield from gradient_section(run, id_)
        yield Section("Back through the neuron")
        yield from told(neuron_delta(run, id_))
        yield Space(8)
        yield from _weight_shares(run, id_)


def weight_page(run: ReadRun, index: int) -> Iterator[Row]:
    """The rows about an edge into a neuron."""
    edge = run.reading.edges[index]
    is_bias = edge.source in run.reading.units
    yield Heading(edge_title(run, index), "edge")
    if edge.weight is not None:
        yield from _leaf(run, edge.weight, "Bias" if is_bias else "Weight")
    yield Number("Value carried", run.carried(index), "value")
    yield Number(f"δ of {shown_name(run, edge.target)}", run.delta(edge.target), "gradient")
    yield Number("Contribution", run.contribution(index), "gradient")
    yield why_share_row(run, index)
    yield Section("Why")
    if edge.weight is not None:
        yield from _weight_share(run, index, edge.weight)
    if not is_bias:
        yield from _source_share(run, index)
    yield Space(18)
    yield Words("From", placed_name(run, edge.source), edge.source)
    yield Words("To", placed_name(run, edge.target), edge.target)


def _source_share(run: ReadRun, index: int) -> Iterator[Row]:
    """What goes on to where the edge starts, and the sum where others do so as well."""
    edge = run.reading.edges[index]
    source = shown_name(run, edge.source)
    yield Sentence(f"What this edge hands back to {source}:", "caption", above=6)
    yield from in_a_line(edge_share(run, index))
    if run.contribution(index) is not None:
        yield from sum_of_shares(run, edge.source)


def kind_of(run: ReadRun, neuron: Neuron) -> str:
    """``neuron Σ σ``, ``neuron Σ``."""
    activation = run.graph.nodes[neuron.activation] if neuron.activation is not None else None
    return "neuron Σ" if activation is None else f"neuron Σ {node_sign(activation)}"


def _bias(run: ReadRun, id_: str, neuron: Neuron) -> Iterator[Row]:
    if neuron.bias is not None:
        taken = "Bias, taken away:" if neuron.minus else "Bias"
        yield from _leaf(run, neuron.bias, taken)


def _leaf(run: ReadRun, leaf: str, what: str) -> Iterator[Row]:
    """A weight or a bias to be typed over, and the whole of its gradient."""
    value = run.trace.values.get(leaf)
    name = what if is_written_number(run.graph, leaf) else f"{what} {plain_symbol(run.graph, leaf)}"
    if isinstance(value, float):
        yield Typed(leaf, value, name)
    if leaf in run.trace.gradients and not is_written_number(run.graph, leaf):
        title = f"Gradient of {plain_symbol(run.graph, leaf)}"
        yield ProvableGradient(run.trace, leaf, run.trace.gradients[leaf], title)
        yield why_row(run, leaf)


def _about(run: ReadRun, id_: str, neuron: Neuron) -> Iterator[Row]:
    if neuron.activation is not None:
        op = OPS[run.graph.nodes[neuron.activation].op]
        yield Words("Activation", f"{op.name}: {op.about}")
    if label := run.graph.labels.get(id_):
        yield Words("Label", label)
    if group := run.reading.clusters.get(id_, ""):
        yield Words("Group", group)


def _summands(run: ReadRun, id_: str) -> Iterator[Summand]:
    neuron = run.reading.neurons[id_]
    for index in run.reading.summands(id_)[:MOST]:
        edge = run.reading.edges[index]
        term = neuron.terms[edge.slot]
        weight = None if term.weight is None else run.trace.values.get(term.weight)
        product = _signed(run.trace.values.get(term.product or term.source), term.minus)
        made = _made(weight, _signed(run.carried(index), term.minus), product)
        yield Summand(index, _summand_name(run, index), weight, product, made)


def _summand_name(run: ReadRun, index: int) -> str:
    """``w1 · x1``, with its minus."""
    edge = run.reading.edges[index]
    minus = run.reading.neurons[edge.target].terms[edge.slot].minus
    names = [plain_symbol(run.graph, id_) for id_ in (edge.weight, edge.carries) if id_ is not None]
    return f"{MINUS * minus}{' · '.join(names)}"


def _made(weight: Value | None, arriving: Value | None, product: Value | None) -> str:
    """``−0.2000 · 0.8000 = −0.1600``."""
    if not isinstance(weight, float) or not isinstance(arriving, float) or product is None:
        return ""
    return f"{in_panel(weight)} · {signed(arriving)} = {in_panel(product)}"


def _signed(value: Value | None, minus: bool) -> Value | None:
    return -value if minus and value is not None else value


def _weight_shares(run: ReadRun, id_: str) -> Iterator[Row]:
    """What each weight and the bias get of δ."""
    for index in run.reading.summands(id_)[:MOST]:
        for name, share in _handed_to(run, run.reading.weight_edge(index)):
            yield Share(name, index, share, _product(run, index, share))
    yield from _rest(len(run.reading.summands(id_)))
    for name, share in _handed_to(run, run.reading.bias_edge(id_)):
        yield Number(name, share, "gradient")


def _handed_to(run: ReadRun, along: Edge | None) -> Iterator[tuple[str, Value]]:
    """A weight or a bias that can change, and what it gets along this edge."""
    share = None if along is None else run.share(along)
    if along is not None and share is not None and not is_written_number(run.graph, along.source):
        yield f"to {plain_symbol(run.graph, along.source)}", share


def _product(run: ReadRun, index: int, share: Value) -> str:
    """``δ · x``: −0.1450 · 1.5000 = −0.2175."""
    edge = run.reading.edges[index]
    delta, arriving = run.delta(edge.target), run.carried(index)
    minus = run.reading.neurons[edge.target].terms[edge.slot].minus
    if not isinstance(delta, float) or not isinstance(arriving, float):
        return ""
    return f"{in_panel(delta)} · {signed(-arriving if minus else arriving)} = {in_panel(share)}"


def _weight_share(run: ReadRun, index: int, weight: str) -> Iterator[Row]:
    """What the weight gets of this edge, and the sum where it stands on others as well."""
    along = run.reading.weight_edge(index)
    if along is None or run.share(along) is None or is_written_number(run.graph, weight):
        return
    name, edge = plain_symbol(run.graph, weight), run.reading.edges[index]
    if edge.source in run.reading.units:
        yield Sentence(f"What {name} gets here: δ, as it is multiplied by 1", "caption")
        yield from in_a_line(bias_share(run, edge.target))
    else:
        yield Sentence(f"What {name} gets here: δ times what arrives", "caption")
        yield from in_a_line(weight_share(run, index))
    uses = [edge for edge in run.graph.outgoing[weight] if not is_control(run.graph, edge)]
    count = sum(run.share(use) is not None for use in uses)
    if count > 1:
        whole = in_panel(run.trace.gradients[weight])
        sentence = f"This is one of {count} shares; with the others it is {whole}."
        yield Sentence(sentence, "caption")


def _rest(count: int) -> Iterator[Row]:
    if count > MOST:
        yield Sentence(f"… and {count - MOST:,} more", "caption")
