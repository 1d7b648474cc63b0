"""Why a gradient or a contribution is 0: the causes in words, the nearest first."""

from collections.abc import Collection, Iterable, Sequence

from graphviz_app.core.brackets import Level
from graphviz_app.core.graph import Edge
from graphviz_app.core.oplib import OPS
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.trace import Trace
from graphviz_app.core.why.cause import Cause
from graphviz_app.core.why.zeros import Entry, why_share_zero, why_zero
from graphviz_app.explain.why.names import called
from graphviz_app.explain.why.reason import Reason
from graphviz_app.explain.why.slopes import said_of

TITLE = "Why 0"
MOST = 3
"""Reasons that are told."""


def why_gradient(run: ReadRun, id_: str, entry: Entry | None = None) -> Sequence[Reason]:
    """Of a node's gradient; of a tensor's at the entries where it is 0, or at one."""
    if id_ in run.reading.units:
        return ()
    return _told(run.trace, id_, why_zero(run.trace, id_, entry))


def why_contribution(run: ReadRun, index: int, entry: Entry | None = None) -> Sequence[Reason]:
    """Of what an edge of the reading hands back; nothing of one at a folded group."""
    edge, boxes = run.reading.edges[index], run.reading.boxes
    if edge.control or edge.source in boxes or edge.target in boxes:
        return ()
    return _told(run.trace, edge.carries, why_share_zero(run.trace, edge.members, entry))


def briefly(run: ReadRun, edges: Sequence[Edge], within: Collection[str]) -> str:
    """In a few words why edges hand back only zeros, if that is the doing of these operators."""
    for cause in why_share_zero(run.trace, edges, reach=len(within)):
        if cause.node in within and cause.kind != "flat":
            return said_of(run.trace, cause)[0]
    return ""


def _told(trace: Trace, node: str, causes: Sequence[Cause]) -> Sequence[Reason]:
    if not causes:
        return ()
    if all(cause.kind == "steers" for cause in causes):
        return (_steering(trace, causes),)
    reasons = [_reason(trace, node, cause) for cause in causes]
    distinct = list({reason.sentence: reason for reason in reasons}.values())
    rest = len(distinct) - MOST
    if rest > 0:
        more = f"… and for {rest:,} more {'reason' if rest == 1 else 'reasons'}."
        distinct[MOST:] = [Reason(TITLE, "", more, node)]
    return distinct


def _reason(trace: Trace, node: str, cause: Cause) -> Reason:
    output = "" if trace.graph.output is None else called(trace.graph, trace.graph.output)
    match cause.kind:
        case "no output":
            return _without_output(trace, node)
        case "unused":
            said = "Nothing uses this value, so nothing flows back: the gradient is 0."
            return Reason(TITLE, "nothing uses it", said, node)
        case "no path":
            said = f"No path leads from here to {output}, which does not depend on it."
            return Reason(TITLE, f"no path to {output}", said, node)
    return Reason(TITLE, *said_of(trace, cause), cause.node)


def _without_output(trace: Trace, node: str) -> Reason:
    if trace.graph.output is None:
        said = "No output is chosen, so there is nothing to differentiate."
        return Reason("Why none", "no output", said, node)
    output = called(trace.graph, trace.graph.output)
    said = f"{output} could not be computed, so the backward pass has not run."
    return Reason("Why none", "backward has not run", said, trace.graph.output)


def _steering(trace: Trace, causes: Iterable[Cause]) -> Reason:
    """Where a value does not get through but as what steers."""
    found = list(causes)
    ends = dict.fromkeys(_end(trace, cause) for cause in found)
    named = " or ".join(filter(None, ends))
    through = named or "a comparison or a condition"
    assert trace.output is not None  # there is a gradient
    reaches = f"This reaches {called(trace.graph, trace.output)} only through {through}"
    brief = said_of(trace, found[0])[0]
    return Reason(TITLE, brief, f"{reaches}, which lets no gradient back.", found[0].node)


def _end(trace: Trace, cause: Cause) -> str:
    """``argmax``, ``rows of gather``; '' of a comparison and of a condition."""
    op = OPS[trace.graph.nodes[cause.node].op]
    if op.precedence <= Level.COMPARISON or op.name == "where":
        return ""
    listens = any(not op.steers(slot) for slot in range(len(op.operands)))
    return f"{op.cues[cause.slot]} of {op.name}" if listens and op.cues else op.name
