"""Where a gradient vanishes or grows on its way back from the output, in words."""

from collections import Counter
from collections.abc import Sequence

from graphviz_app.core.oplib import OPS
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.trace import Trace
from graphviz_app.core.why.course import Factor, Stretch, stretch
from graphviz_app.core.wording import counted
from graphviz_app.explain.plain_formula import node_sign
from graphviz_app.explain.why.names import called, short, spot
from graphviz_app.explain.why.reason import Reason

_ROUNDING = 1e-12
"""What is left of a sum that is only rounding errors."""
MUCH = 0.1
"""A factor that is smaller, or larger than 1/MUCH, is named also if it is not the strongest."""
_CANCELS = 0.05
"""Left of a sum, it is told to cancel rather than to be multiplied by a small factor."""


def why_size(run: ReadRun, id_: str) -> Reason | None:
    """Why a node's gradient is tiny or huge; None if it is neither."""
    return _told(run, stretch(run.trace, id_)) if id_ in run.trace.gradients else None


def why_share_size(run: ReadRun, index: int) -> Reason | None:
    """The same of what an edge of the reading hands back, if that is one edge of the graph."""
    edge, boxes = run.reading.edges[index], run.reading.boxes
    if len(edge.members) > 1 or edge.source in boxes or run.contribution(index) is None:
        return None
    return _told(run, stretch(run.trace, edge.carries, edge.members[0]))


def _told(run: ReadRun, found: Stretch | None) -> Reason | None:
    if found is None:
        return None
    trace, hardest = run.trace, found.hardest
    title = "Vanishes" if found.vanishes else "Grows"
    if hardest.left < _ROUNDING:
        where = called(trace.graph, hardest.edge.source)
        sentence = f"What comes back to {where} adds up to 0: what is left of it is rounding."
        return Reason("Why so small", "only rounding", sentence, hardest.edge.source)
    brief = f"at {called(trace.graph, found.crossing.edge.source)}"
    return Reason(title, brief, _sentence(trace, found), found.crossing.edge.source)


def _sentence(trace: Trace, found: Stretch) -> str:
    start, crossing = (
        called(trace.graph, id_) for id_ in (found.start, found.crossing.edge.source)
    )
    goes = "falls" if found.vanishes else "grows"
    sizes = f"{short(found.begins)} at {start} to {short(found.ends)} here"
    bound = "under a thousandth of" if found.vanishes else "over a thousand times"
    passed = f"It is {bound} that from {crossing} on."
    return f"Its size {goes} from {sizes}: {_at_work(trace, found)}. {passed}"


def _at_work(trace: Trace, found: Stretch) -> str:
    """``12 factors under 1, all by σ; the smallest is σ′(x) = 0.1966``."""
    factors = found.at_work
    few = "under" if found.vanishes else "over"
    if len(factors) == 1:
        return f"by one factor, {_factor(trace, factors[0])}"
    signs = Counter(node_sign(trace.graph.nodes[f.edge.target]) for f in factors)
    sign, many = signs.most_common(1)[0]
    mostly = f", {'all' if many == len(factors) else many} by {sign}" if many > 1 else ""
    extreme = "smallest" if found.vanishes else "largest"
    named = " and ".join(_factor(trace, factor) for factor in _strongest(found))
    are = "are" if len(_strongest(found)) > 1 else "is"
    return f"{counted(len(factors), 'factor')} {few} 1{mostly}; the {extreme} {are} {named}"


def _strongest(found: Stretch) -> Sequence[Factor]:
    """The factor that does most of it, and the next one if it does much as well."""
    by_size = sorted(found.factors, key=lambda f: abs(f.times), reverse=not found.vanishes)
    small = found.vanishes
    strong = [f for f in by_size if (abs(f.times) < MUCH if small else abs(f.times) > 1 / MUCH)]
    return strong[:2] or by_size[:1]


def _factor(trace: Trace, factor: Factor) -> str:
    """``σ′(z) = 0.0021``, ``0.0021 through ÷ at a2``; or that a sum nearly cancels."""
    size, graph = short(factor.times), trace.graph
    source, target = factor.edge.source, factor.edge.target
    if factor.left < _CANCELS:
        return f"{size} (contributions to {called(graph, source)} nearly cancel)"
    node, op = graph.nodes[target], OPS[graph.nodes[target].op]
    if op.elementwise and op.most == 1 and op.role == "function" and "u" not in node_sign(node):
        return f"{node_sign(node)}′({called(graph, source)}) = {size}"
    return f"{size} through {spot(graph, target)}"
