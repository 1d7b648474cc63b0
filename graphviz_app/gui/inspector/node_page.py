"""What the inspector says about a node: its value, and how its gradient comes together."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from graphviz_app.core.graph import Node, Value
from graphviz_app.core.oplib import OPS, is_leaf
from graphviz_app.core.order import leads_to
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import line_of
from graphviz_app.explain.explain import (
    backward_caption,
    forward_caption,
    gradient_sum,
    node_sign,
    plain_expression,
    seed_caption,
)
from graphviz_app.gui.inspector.edge_page import placed_name, shown_name, signed
from graphviz_app.gui.widgets.parts import PROBLEM_TITLES, NumberLabel, label
from graphviz_app.gui.widgets.plain import tip
from graphviz_app.gui.widgets.sheet import Sheet, jump
from graphviz_app.numbers import in_full, in_panel

if TYPE_CHECKING:
    from graphviz_app.gui.inspector.page_frame import PageFrame as Inspector

MOST = 12
"""Contributions that are listed one by one."""


def node_page(inspector: "Inspector", run: ReadRun, id_: str) -> Sheet:
    """The sheet about one node of the reading."""
    node = run.reading.nodes[id_]
    sheet = Sheet(inspector.theme)
    sheet.heading(shown_name(run, id_), kind_of(node))
    _warnings(sheet, run, id_)
    value = run.value(id_)
    if is_leaf(node) and isinstance(value, float):
        sheet.pair(label("Value", "muted"), inspector.value_field(id_))
    else:
        sheet.row("Value", value, "value")
    sheet.row("Gradient", run.gradient(id_), "gradient")
    _about(sheet, inspector, run, node)
    if value is not None and not isinstance(value, float):
        table = inspector.tensor_table(id_ if is_leaf(node) else "")
        table.set_tensor(value, run.gradient(id_), editable=is_leaf(node))
        sheet.add(table, 12)
    if not is_leaf(node):
        _value_section(sheet, run, id_)
    if id_ in run.trace.gradients:
        _gradient_section(sheet, inspector, run, id_)
    return sheet


def kind_of(node: Node) -> str:
    """``parameter``, ``operator ×``, ``unknown operator``."""
    if is_leaf(node):
        return node.op
    return f"operator {node_sign(node)}" if node.op in OPS else "unknown operator"


def _warnings(sheet: Sheet, run: ReadRun, id_: str) -> None:
    members = set(run.reading.members.get(id_, (id_,)))
    for problem in run.trace.problems:
        if problem.node in members:
            sheet.card(PROBLEM_TITLES[problem.kind], problem.message)
    for kink in run.trace.kinks:
        if kink.node in members:
            inner = plain_expression(run.graph, kink.node, 2)
            where = "here" if kink.node == id_ else f"at {inner}"
            sentence = f"the derivative jumps exactly {where}; {kink.convention}"
            sheet.card("At a corner", sentence, "info")


def _about(sheet: Sheet, inspector: "Inspector", run: ReadRun, node: Node) -> None:
    """Operator, line and group, as far as there is something to say."""
    op = OPS.get(node.op)
    if op is not None and not op.is_leaf:
        sheet.words("Operator", f"{node.op}: {op.about}")
    if label_ := run.graph.labels.get(node.id):
        sheet.words("Label", label_)
    line = line_of(run.graph, node.id)
    if line != node.id:
        sheet.words("Line", line, partial(inspector.element_chosen.emit, line))
    group = run.reading.clusters.get(node.id, "") if node.group else ""
    if group:
        sheet.words("Group", group)


def _value_section(sheet: Sheet, run: ReadRun, id_: str) -> None:
    sheet.section("Value")
    sheet.told(forward_caption(run, id_))


def _gradient_section(sheet: Sheet, inspector: "Inspector", run: ReadRun, id_: str) -> None:
    live = run.shares(id_)
    nothing = _nothing(run, id_, bool(live))
    counted = len(live) > 1 and id_ != run.output and not nothing
    sheet.section("Gradient", f"{len(live)} contributions" if counted else "")
    if id_ == run.output:
        found = seed_caption(run)
        sheet.told(found)
        start = "ones" if found.remark else "1"
        sheet.sentence(
            f"This is the output: the backward pass starts here, with {start}.", "caption"
        )
    elif nothing:
        sheet.sentence(nothing, "caption")
    else:
        if len(live) == 1:
            sheet.told(backward_caption(run, live[0][0]))
        _contributions(sheet, inspector, run, id_, live)


def _nothing(run: ReadRun, id_: str, live: bool) -> str:
    """Why nothing flows back to a node; '' where something does."""
    if not run.reading.outgoing[id_]:
        return "Nothing uses this value, so nothing flows back: the gradient is 0."
    assert run.output is not None  # there are gradients
    if not leads_to(run.graph, id_, run.output):
        return f"No path leads from here to {run.output}: the gradient is 0."
    if live:
        return ""
    through = "only through a comparison or a condition, which lets no gradient back"
    return f"This reaches {run.output} {through}: the gradient is 0."


def _contributions(
    sheet: Sheet,
    inspector: "Inspector",
    run: ReadRun,
    id_: str,
    shares: Sequence[tuple[int, Value]],
) -> None:
    """One row for each edge that hands something back, and their sum."""
    sheet.space(8)
    for index, share in shares[:MOST]:
        target = placed_name(run, run.reading.edges[index].target)
        choose = partial(inspector.element_chosen.emit, index)
        number = NumberLabel(share, "gradient")
        product = _product(run, index, share)
        if product:
            number.setToolTip(tip(f"{in_full(share)}\n{product}"))
        sheet.pair(jump(f"from {target}", choose), number)
    if len(shares) > MOST:
        sheet.sentence(f"… and {len(shares) - MOST:,} more", "caption")
    if len(shares) > 1:
        _sum(sheet, run, id_, [share for _, share in shares])


def _product(run: ReadRun, index: int, share: Value) -> str:
    """``−0.7211 · 0.2011 = −0.1450``: upstream times local."""
    upstream = run.gradient(run.reading.edges[index].target)
    local = run.local(index)
    if not (isinstance(upstream, float) and isinstance(local, float) and isinstance(share, float)):
        return ""
    return f"{in_panel(upstream)} · {signed(local)} = {in_panel(share)}"


def _sum(sheet: Sheet, run: ReadRun, id_: str, shares: list[Value]) -> None:
    sheet.row("Sum", run.trace.gradients[id_], "gradient")
    sheet.space(8)
    found = gradient_sum(run, id_, shares)
    sheet.formula(found.whole, size=15)
