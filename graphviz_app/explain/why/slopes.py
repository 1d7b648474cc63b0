"""Why an operator hands nothing back: a few words and a sentence for each cause."""

from collections.abc import Callable, Mapping

import numpy as np

from graphviz_app.core.expression import CONDITIONS
from graphviz_app.core.graph import Edge
from graphviz_app.core.oplib import OPS
from graphviz_app.core.trace import Trace
from graphviz_app.core.why.cause import Cause, Kind, Test
from graphviz_app.explain.plain_formula import node_sign, plain_expression
from graphviz_app.explain.why.names import called, power_of_ten, short, sign_of, spot, with_value
from graphviz_app.numbers import MINUS

Said = tuple[str, str]
"""In a few words, and as a sentence."""
_CUTTING = frozenset(("clip", "relu6", "hard_tanh", "hard_sigmoid"))
_BOWLS = frozenset(("square", "squared_error", "mse", "huber", "smooth_l1", "l2_penalty"))
"""Operators whose slope is 0 only where they are smallest."""
SMALLEST = "5·10⁻³²⁴"
"""The smallest float."""


def said_of(trace: Trace, cause: Cause) -> Said:
    """In words; of a tensor with how many of its entries it is so."""
    brief, sentence = _TOLD[cause.kind](trace, cause)
    if cause.of > 1 and cause.many == cause.of:
        return brief, f"{'Both' if cause.of == 2 else f'All {cause.of:,}'} entries: {sentence}"
    if cause.of > 1:
        return brief, f"{cause.many:,} of {cause.of:,} entries: {sentence}"
    return brief, sentence


def _edge(trace: Trace, cause: Cause) -> Edge:
    return trace.graph.edges[cause.node, cause.slot]


def _sign(trace: Trace, cause: Cause) -> str:
    return sign_of(trace.graph, cause.node)


def _operand(trace: Trace, cause: Cause) -> str:
    """``z = −1.2``; of one entry of a tensor only what it is called."""
    return with_value(trace, _edge(trace, cause).source)


def _flat(trace: Trace, cause: Cause) -> Said:
    where, op = spot(trace.graph, cause.node), OPS[trace.graph.nodes[cause.node].op]
    is_flat = "is flat but for its jumps" if op.kink else "is constant"
    return f"flat: {_sign(trace, cause)}", f"{where} {is_flat}, so its derivative is 0."


def _masked(trace: Trace, cause: Cause) -> Said:
    where, sign = spot(trace.graph, cause.node), _sign(trace, cause)
    op, test = trace.graph.nodes[cause.node].op, cause.test
    brief = f"cut off by {sign}" if op in _CUTTING else f"masked by {sign}"
    if test is None:
        return brief, f"{where} lets nothing through beyond its margin."
    source = called(trace.graph, _edge(trace, cause).source)
    if not test.on_operand or test.holds:
        return brief, f"{where} uses {source} only where {_otherwise(trace, cause, test)}."
    lets = "cuts it off" if op in _CUTTING else "lets nothing through"
    return brief, f"{where} {lets}: {_short_of(test, source, cause.many)}."


def _otherwise(trace: Trace, cause: Cause, test: Test) -> str:
    """``z is not above 0, and z = 2`` of a condition that is as it should not be."""
    side = f"{'not ' if test.holds else ''}{'above' if 'greater' in test.sign else 'below'}"
    name, number = called(trace.graph, cause.zero), short(test.left)
    here = "" if name == number else f", and {name} = {number}" if cause.of == 1 else ""
    return f"{name} is {side} {short(test.right)}{here}"


def _short_of(test: Test, operand: str, many: int) -> str:
    """``z = −2.4 is not above 0; 2.4 more would open it``."""
    above = test.sign.startswith("greater")
    side, way = ("above", "more") if above else ("below", "less")
    number = f"{operand} = {short(test.left)}" if many == 1 else f"{operand} is"
    if many > 1:
        nearest = f"the nearest, {short(test.left)}, needs {short(test.apart)} {way}"
        return f"{number} not {side} {short(test.right)} there; {nearest}"
    opened = f"{short(test.apart)} {way} would open it"
    return f"{number} is not {side} {short(test.right)}; {opened}"


def _not_chosen(trace: Trace, cause: Cause) -> Said:
    graph, op = trace.graph, trace.graph.nodes[cause.node].op
    where, sign = spot(graph, cause.node), _sign(trace, cause)
    if op == "where":
        return _gate(trace, cause)
    if cause.test is None:
        whole = plain_expression(graph, cause.node, 1)
        return "not taken", f"{whole} does not take {'it' if cause.many == 1 else 'them'}."
    own, other = (graph.edges[cause.node, slot].source for slot in (cause.slot, 1 - cause.slot))
    brief = f"{sign} takes {called(graph, other)}"
    if cause.of > 1:
        return brief, f"{where} takes {called(graph, other)} there, not {called(graph, own)}."
    way = "more" if op == "max" else "less"
    chosen, left = with_value(trace, other), with_value(trace, own)
    apart = short(cause.test.apart)
    return brief, f"{where} takes {chosen}, not {left}; {apart} {way} would change that."


def _gate(trace: Trace, cause: Cause) -> Said:
    graph = trace.graph
    condition = plain_expression(graph, cause.zero, 2)
    numbers = _in_numbers(trace, cause.zero)
    holds = cause.slot != 1
    does = "holds" if holds else "does not hold"
    name = called(graph, cause.node)
    taken = ", so the other value is taken" if holds else ""
    if cause.of > 1:
        return "gate closed", f"The gate at {name} takes the other value there, by {condition}."
    return "gate closed", f"The gate at {name} is closed: {condition} {does}{numbers}{taken}."


def _in_numbers(trace: Trace, condition: str) -> str:
    """`` (2.0000 > 4.0000)`` of a comparison of numbers."""
    values = [trace.values[edge.source] for edge in trace.graph.incoming[condition]]
    if trace.graph.nodes[condition].op not in CONDITIONS or any(map(np.ndim, values)):
        return ""
    sign = node_sign(trace.graph.nodes[condition])
    return f" ({short(values[0])} {sign} {short(values[1])})"


def _kink(trace: Trace, cause: Cause) -> Said:
    op = OPS[trace.graph.nodes[cause.node].op]
    at = f"{spot(trace.graph, cause.node)} is exactly at a corner, where it has no derivative"
    return f"corner of {_sign(trace, cause)}", f"{at}: {op.convention.replace('-', MINUS)}."


def _factor(trace: Trace, cause: Cause) -> Said:
    graph, zero = trace.graph, called(trace.graph, cause.zero)
    where = spot(graph, cause.node)
    written = zero == "0"
    what = f"{zero}, which is 0" if cause.of == 1 else f"zeros of {zero}"
    if graph.nodes[cause.zero].op in CONDITIONS:
        what = f"the condition {zero}, which does not hold and so is 0"
    if graph.nodes[cause.node].op in ("div", "pow"):
        return f"{zero} is 0", f"{where}: its derivative has the factor {what}."
    own = called(graph, _edge(trace, cause).source)
    if own == zero and cause.of > 1:
        return "times another 0", f"{where} multiplies them by another entry that is 0."
    brief = "times 0" if written else f"times {zero} = 0"
    return brief, f"{own} is multiplied by {'0' if written else what} ({where})."


def _level(trace: Trace, cause: Cause) -> Said:
    graph, node = trace.graph, trace.graph.nodes[cause.node]
    where, edge = spot(graph, cause.node), _edge(trace, cause)
    bowl = node.op in _BOWLS or (node.op == "power" and node.attrs.get("exponent") == 2)
    brief = "at a minimum" if bowl else f"slope 0 of {_sign(trace, cause)}"
    so = f"the slope of {where} is 0"
    if cause.of > 1:
        return brief, f"{so} there."
    equal = _equal(trace, edge) if bowl else ""
    reached = f", and {called(graph, cause.node)} is as small as it can be" if bowl else ""
    at = f"because {equal}" if equal else f"at {_operand(trace, cause)}"
    return brief, f"{so[0].upper()}{so[1:]}, {at}{reached}."


def _equal(trace: Trace, edge: Edge) -> str:
    """``a equals t``, of a difference that is 0, and of what a loss compares."""
    for at in (edge.source, edge.target):
        operands = [e.source for e in trace.graph.incoming[at]]
        pair = len(operands) == 2 and trace.graph.nodes[at].op in ("sub", *_BOWLS)
        if pair and np.array_equal(trace.values[operands[0]], trace.values[operands[1]]):
            first, second = (called(trace.graph, operand) for operand in operands)
            return f"{first} equals {second}"
    return ""


def _saturated(trace: Trace, cause: Cause) -> Said:
    where = spot(trace.graph, cause.node)
    at = "" if cause.of > 1 else f" at {_operand(trace, cause)}"
    return (
        f"{_sign(trace, cause)} saturated",
        f"{where} has levelled off{at}: its slope is too small for a float.",
    )


def _underflow(trace: Trace, cause: Cause) -> Said:
    where, size = spot(trace.graph, cause.node), power_of_ten(cause.exponent)
    brief = "too small for floats"
    if cause.zero:
        zero = called(trace.graph, cause.zero)
        small = f"which is about {size}, too small for a float, and has become 0"
        own = called(trace.graph, _edge(trace, cause).source)
        return brief, f"{own} is multiplied by {zero}, {small} ({where})."
    sentence = f"the product, about {size}, is below the smallest float, {SMALLEST}."
    return brief, f"{where}: {sentence}"


def _cancelled(trace: Trace, cause: Cause) -> Said:
    graph, most = trace.graph, 4
    listed = [f"{short(share)} from {called(graph, e.target)}" for e, share in cause.shares[:most]]
    rest = len(cause.shares) - most
    last = f"{rest} more" if rest > 0 else listed.pop()
    of_one = " (of one entry)" if cause.of > 1 else ""
    sums = f"{', '.join(listed)} and {last} add up to 0{of_one}"
    return (
        "contributions cancel",
        f"What comes back to {called(graph, cause.node)} cancels: {sums}.",
    )


def _inside(trace: Trace, cause: Cause) -> Said:
    where, op = spot(trace.graph, cause.node), OPS[trace.graph.nodes[cause.node].op]
    if op.elementwise:
        own = called(trace.graph, _edge(trace, cause).source)
        sentence = f"{where} uses {own} several times; what comes back from there adds up to 0."
    else:
        sentence = f"what comes back through {where} adds up to 0."
    return "it adds up to 0", sentence


def _steers(trace: Trace, cause: Cause) -> Said:
    graph, node = trace.graph, trace.graph.nodes[cause.node]
    where, op = spot(graph, cause.node), OPS[node.op]
    if op.withholds:
        return "stopped on purpose", f"{where} lets no gradient back, on purpose."
    if node.op == "where":
        return "only steers", f"It only decides which value {called(graph, cause.node)} takes."
    own = called(graph, _edge(trace, cause).source)
    if node.op in CONDITIONS:
        return "only compared", f"{own} is only compared ({where}): no gradient comes back."
    return "only steers", f"{where} only chooses by {own}: no gradient comes back."


_TOLD: Mapping[Kind, Callable[[Trace, Cause], Said]] = {
    "flat": _flat,
    "masked": _masked,
    "not chosen": _not_chosen,
    "kink": _kink,
    "factor": _factor,
    "level": _level,
    "saturated": _saturated,
    "underflow": _underflow,
    "cancelled": _cancelled,
    "cancelled inside": _inside,
    "steers": _steers,
}
