"""What text and document ask of a graph before it is written or believed."""

from graphviz_app.core.graph import Graph
from graphviz_app.core.oplib import OPS
from graphviz_app.core.order import topological
from graphviz_app.core.wording import near
from graphviz_app.errors import SlotError, UnknownOpError


def check_writable(graph: Graph) -> list[str]:
    """The nodes in topological order, of a graph that text can say.

    Raises UnknownOpError, SlotError for an operand too many, or CycleError.
    """
    for id_, node in graph.nodes.items():
        op = OPS.get(node.op)
        if op is None:
            raise UnknownOpError(
                f"'{id_}': there is no operator '{node.op}'{near(node.op, OPS)}", id_
            )
        if any(not op.has(edge.slot) for edge in graph.incoming[id_]):
            raise SlotError(f"'{id_}' ({op.name}) has more operands than it takes", id_)
    return in_order(graph)


def in_order(graph: Graph) -> list[str]:
    """The nodes, each after its operands, in the written order where that is one; CycleError."""
    order, cycles = topological(graph)
    if cycles:
        raise cycles[0]
    return order
