"""What text and document ask of a graph before it is written or believed."""

from graphviz_app.core.graph import Graph
from graphviz_app.core.oplib import OPS
from graphviz_app.core.order import topological
from graphviz_app.core.wording import near
from graphviz_app.errors import SlotError, UnknownOpError


def check_complete(graph: Graph) -> list[str]:
    """The nodes in topological order, of a graph in which every operand is there.

    Raises UnknownOpError, SlotError or CycleError.
    """
    for id_, node in graph.nodes.items():
        op = OPS.get(node.op)
        if op is None:
            raise UnknownOpError(
                f"'{id_}': there is no operator '{node.op}'{near(node.op, OPS)}", id_
            )
        slots = [edge.slot for edge in graph.incoming[id_]]
        for slot, letter in enumerate(op.operands):
            if slot not in slots:
                raise SlotError(
                    f"'{id_}' ({op.name}) has no operand {letter} yet, which text cannot say; "
                    "connect it, or save as .json",
                    id_,
                )
        if len(slots) > len(op.operands):
            raise SlotError(f"'{id_}' ({op.name}) has more operands than it takes", id_)
    return in_order(graph)


def in_order(graph: Graph) -> list[str]:
    """The nodes, each after its operands, in the written order where that is one; CycleError."""
    order, cycles = topological(graph)
    if cycles:
        raise cycles[0]
    return order
