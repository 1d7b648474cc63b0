"""What the inspector says about a node: its value, and how its gradient comes together."""

from collections.abc import Iterator, Sequence
from functools import partial

from graphviz_app.core.graph import Edge, Node, Value
from graphviz_app.core.oplib import OPS, is_leaf
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import Element, line_of
from graphviz_app.explain.explain import (
    Explanation,
    backward_caption,
    forward_caption,
    gradient_sum,
    node_sign,
    plain_expression,
    seed_caption,
)
from graphviz_app.explain.neuron import source_row
from graphviz_app.explain.titles import placed_name, shown_name
from graphviz_app.gui.inspector.edge_page import signed
from graphviz_app.gui.inspector.proof_badge import ProvableGradient
from graphviz_app.gui.inspector.typed_rows import Tensor, Typed
from graphviz_app.gui.inspector.why import why_entry, why_row
from graphviz_app.gui.widgets.parts import PROBLEM_TITLES
from graphviz_app.gui.widgets.rows import (
    Formula,
    Heading,
    Message,
    Number,
    Section,
    Sentence,
    Share,
    Space,
    Words,
    told,
)
from graphviz_app.gui.widgets.sheet import Row
from graphviz_app.numbers import in_panel

MOST = 12
"""Contributions that are listed one by one."""


def node_page(run: ReadRun, id_: str) -> Iterator[Row]:
    """The rows about one node of the reading."""
    node = run.reading.nodes[id_]
    yield Heading(shown_name(run, id_), kind_of(node))
    if id_ in run.reading.units:
        yield Sentence("What the biases of a layer are multiplied by.", "caption")
        return
    yield from warnings_of(run, id_)
    value = run.value(id_)
    if is_leaf(node) and isinstance(value, float):
        yield Typed(id_, value)
    else:
        yield Number("Value", value, "value")
    if is_leaf(node) and run.output is not None:
        yield ProvableGradient(run.trace, id_, run.gradient(id_))
    else:
        yield Number("Gradient", run.gradient(id_), "gradient")
    yield why_row(run, id_)
    yield from _about(run, node)
    if value is not None and not isinstance(value, float):
        why = partial(why_entry, run, id_)
        yield Tensor(value, run.gradient(id_), id_ if is_leaf(node) else "", why=why)
    if not is_leaf(node):
        yield Section("Value")
        yield from told(forward_caption(run, id_))
    if id_ in run.trace.gradients:
        yield from gradient_section(run, id_)


def kind_of(node: Node) -> str:
    """``parameter``, ``operator ×``, ``unknown operator``."""
    if is_leaf(node):
        return node.op
    return f"operator {node_sign(node)}" if node.op in OPS else "unknown operator"


def warnings_of(run: ReadRun, id_: str) -> Iterator[Row]:
    """What is wrong or special about a node, or about what it stands for."""
    members = set(run.reading.members.get(id_, (id_,)))
    for problem in run.trace.problems:
        if problem.node in members:
            yield Message(PROBLEM_TITLES[problem.kind], problem.message)
    for remark in run.trace.remarks:
        if remark.node in members:
            yield Message("Bigger than its operands", remark.message, "info")
    for kink in run.trace.kinks:
        if kink.node in members:
            inner = plain_expression(run.graph, kink.node, 2)
            where = "here" if kink.node == id_ else f"at {inner}"
            sentence = f"the derivative jumps exactly {where}; {kink.convention}"
            yield Message("At a corner", sentence, "info")


def _about(run: ReadRun, node: Node) -> Iterator[Row]:
    """Operator, line and group, as far as there is something to say."""
    op = OPS.get(node.op)
    if op is not None and not op.is_leaf:
        yield Words("Operator", f"{node.op}: {op.about}")
    if label := run.graph.labels.get(node.id):
        yield Words("Label", label)
    line = line_of(run.graph, node.id)
    if line != node.id:
        yield Words("Line", line, line)
    group = run.reading.clusters.get(node.id, "") if node.group else ""
    if group:
        yield Words("Group", group)


def gradient_section(run: ReadRun, id_: str) -> Iterator[Row]:
    """How the gradient of a node comes together."""
    direct, standing = run.shares(id_), list(_standing(run, id_))
    live = [*direct, *standing]
    if not live and id_ != run.output:
        return  # why that is so stands under the gradient
    counted = len(live) > 1 and id_ != run.output
    yield Section("Gradient", f"{len(live)} contributions" if counted else "")
    if id_ == run.output:
        seed = seed_caption(run)
        yield from told(seed)
        start = "ones" if seed.remark else "1"
        sentence = f"This is the output: the backward pass starts here, with {start}."
        yield Sentence(sentence, "caption")
    else:
        if len(live) == len(direct) == 1:
            yield from told(_only_share(run, direct[0][0]))
        yield from _contributions(run, id_, direct, standing)


def _standing(run: ReadRun, id_: str) -> Iterator[tuple[Element, Value]]:
    """What comes back to a weight along the edges that it stands on, to a bias in its neurons."""
    reading = run.reading
    along: list[tuple[Element, Edge | None]] = []
    along += [(i, reading.weight_edge(i)) for i in reading.weights.get(id_, ())]
    along += [(name, reading.bias_edge(name)) for name in reading.biases.get(id_, ())]
    for element, edge in along:
        share = None if edge is None else run.share(edge)
        if share is not None:
            yield element, share


def _only_share(run: ReadRun, index: int) -> Explanation:
    """All that comes back to a node, along the only edge that brings something."""
    into_neuron = run.reading.edges[index].target in run.reading.neurons
    return source_row(run, index) if into_neuron else backward_caption(run, index)


def _contributions(
    run: ReadRun,
    id_: str,
    direct: Sequence[tuple[int, Value]],
    standing: Sequence[tuple[Element, Value]],
) -> Iterator[Row]:
    """One row for each edge that hands something back, and for each it stands on; their sum."""
    yield Space(8)
    rows = [_share(run, index, share) for index, share in direct]
    rows += [_standing_share(run, element, share) for element, share in standing]
    yield from rows[:MOST]
    if len(rows) > MOST:
        yield Sentence(f"… and {len(rows) - MOST:,} more", "caption")
    if len(rows) > 1:
        yield Number("Sum", run.trace.gradients[id_], "gradient")
        yield Space(8)
        whole = gradient_sum(run, id_, [share for _, share in (*direct, *standing)]).whole
        yield Formula(whole, size=15)


def _share(run: ReadRun, index: int, share: Value) -> Share:
    target = placed_name(run, run.reading.edges[index].target)
    return Share(f"from {target}", index, share, _product(run, index, share))


def _standing_share(run: ReadRun, element: Element, share: Value) -> Share:
    """Of a weight δ times what it weighs, of a bias δ."""
    if isinstance(element, str):
        return Share(f"as bias of {placed_name(run, element)}", element, share)
    target = placed_name(run, run.reading.edges[element].target)
    return Share(f"as weight of {target}", element, share)


def _product(run: ReadRun, index: int, share: Value) -> str:
    """``−0.7211 · 0.2011 = −0.1450``: upstream times local."""
    upstream = run.gradient(run.reading.edges[index].target)
    local = run.local(index)
    if not (isinstance(upstream, float) and isinstance(local, float) and isinstance(share, float)):
        return ""
    return f"{in_panel(upstream)} · {signed(local)} = {in_panel(share)}"
