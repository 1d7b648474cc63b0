"""Program: a graph as straight-line instructions in topological order, checked at birth."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from graphviz_app.core.graph import Edge, Graph, Node
from graphviz_app.core.op import Op
from graphviz_app.core.oplib import OPS
from graphviz_app.core.order import topological
from graphviz_app.core.running.complement import Complement, complements
from graphviz_app.core.running.configured import misconfigured
from graphviz_app.core.running.instruction import Instruction
from graphviz_app.core.running.problem import Problem
from graphviz_app.core.running.scalars import Plan, plan
from graphviz_app.core.running.straight_line import Kernel, build_kernel
from graphviz_app.core.running.structure import Structure
from graphviz_app.core.sharing import hand_on, only_values_differ
from graphviz_app.core.wording import near, operand_count
from graphviz_app.errors import GraphAppError, GraphError, SlotError, UnknownOpError


@dataclass(frozen=True, eq=False)
class Program:
    """What can be computed of a graph, in the order written where that is a topological one.

    Nodes with a missing operand, on a cycle or of an unknown operator are in ``problems``; what
    depends on them is left out too, the rest runs.
    """

    graph: Graph
    instructions: tuple[Instruction, ...]
    edges: tuple[Edge, ...]
    problems: tuple[Problem, ...]
    exact: Mapping[int, Complement] = field(default_factory=dict)
    """Instructions that take something away from 1, and know the difference better."""
    structure: Structure = field(default_factory=Structure)
    """One and the same for all programs in which only values differ."""

    @cached_property
    def index(self) -> Mapping[str, int]:
        """Where each node's instruction is."""
        return {step.node.id: i for i, step in enumerate(self.instructions)}

    @cached_property
    def edge_index(self) -> Mapping[Edge, int]:
        """Where each edge is in ``edges``."""
        return {edge: i for i, edge in enumerate(self.edges)}

    @property
    def kept_digits(self) -> Iterable[str]:
        """Nodes that have digits which their operands have lost."""
        return (self.instructions[i].node.id for i in self.exact)

    @property
    def kernel(self) -> Kernel | None:
        """The same on floats, compiled; None if there are tensors, or it was not run often yet."""
        return self.structure.kernel

    @cached_property
    def plan(self) -> Plan | None:
        """How it is run on floats; None if there are tensors."""
        return plan(self.instructions, self.exact)

    @cached_property
    def output(self) -> int | None:
        """The instruction that is differentiated: the graph's output, if it can be computed."""
        return None if self.graph.output is None else self.index.get(self.graph.output)

    @cached_property
    def backward_edges(self) -> tuple[int, ...]:
        """Edges along which gradients flow back from the output, in the order in which they do."""
        if self.output is None:
            return ()
        edges: list[int] = []
        reached = {self.output}
        for i in range(self.output, -1, -1):
            step = self.instructions[i]
            for slot, j in enumerate(step.operands if i in reached else ()):
                if not step.op.steers(slot):
                    edges.append(step.first_edge + slot)
                    reached.add(j)
        return tuple(edges)

    def updated(self, graph: Graph) -> "Program | None":
        """The same of a graph in which only values are others; None of any other graph."""
        if not only_values_differ(graph, self.graph):
            return None
        nodes = graph.nodes
        instructions = tuple(
            step
            if (node := nodes[step.node.id]) is step.node
            else step._replace(node=node, attrs={**step.attrs, **node.attrs})
            for step in self.instructions
        )
        again = replace(self, graph=graph, instructions=instructions)
        hand_on(self, again, "index", "edge_index", "backward_edges", "plan")
        return again


def compile_graph(graph: Graph, *, kernel: bool = True) -> Program:
    """Order and check a graph; never raises for a half-built one (see ``Program.problems``).

    ``kernel`` also compiles straight-line code when every node is scalar: worth it for a program
    that runs more than about ten times.
    """
    order, cycles = topological(graph)
    problems = [Problem(error.node, str(error), "graph", error) for error in cycles]
    blocked = {error.node for error in cycles}
    index: dict[str, int] = {}
    instructions: list[Instruction] = []
    edges: list[Edge] = []
    for id_ in order:
        node, incoming = graph.nodes[id_], graph.incoming[id_]
        problem = None if id_ in blocked else _check(node, incoming)
        if problem:
            problems.append(problem)
        if problem or id_ in blocked or any(edge.source not in index for edge in incoming):
            continue
        index[id_] = len(instructions)
        op, operands = OPS[node.op], tuple(index[edge.source] for edge in incoming)
        attrs = {name: node.attrs.get(name, default) for name, default in op.attrs.items()}
        instructions.append(Instruction(node, op, operands, len(edges), attrs))
        edges.extend(incoming)
    output = None if graph.output is None else index.get(graph.output)
    exact = complements(instructions)
    structure = Structure(build_kernel(instructions, output, exact) if kernel else None)
    return Program(graph, tuple(instructions), tuple(edges), tuple(problems), exact, structure)


def _check(node: Node, incoming: tuple[Edge, ...]) -> Problem | None:
    """What is wrong with one node by itself."""
    op = OPS.get(node.op)
    error: GraphAppError
    if op is None:
        error = UnknownOpError(
            f"'{node.id}': there is no operator '{node.op}'{near(node.op, OPS)}", node.id
        )
    elif node.attrs and (sentence := misconfigured(op, node.attrs)):
        error = GraphError(f"'{node.id}': {sentence}", node.id)
    elif len(incoming) <= op.most and _are_all(op, incoming):
        return None
    elif len(incoming) > op.most:
        wanted = operand_count(len(op.operands))
        error = SlotError(f"'{node.id}': {op.name} takes {wanted}, not {len(incoming)}", node.id)
    else:
        last = max((edge.slot + 1 for edge in incoming), default=0)
        free = set(range(max(op.least, last))) - {edge.slot for edge in incoming}
        error = SlotError(f"'{node.id}': {_missing(op, sorted(free))}", node.id)
    return Problem(node.id, str(error), "graph", error)


def _are_all(op: Op, incoming: tuple[Edge, ...]) -> bool:
    """Whether no operand is missing."""
    slots = [edge.slot for edge in incoming]
    return len(slots) >= op.least and slots == list(range(len(slots)))


def _missing(op: Op, free: Sequence[int]) -> str:
    """Which operands are missing, of an operator as it is typed."""
    if len(op.operands) == 1:
        return f"the operand of {op.typed} is missing" if op.typed else "its value is missing"
    places = " and ".join(str(slot + 1) for slot in free)
    if len(free) == 1:
        return f"operand {places} of {op.typed} is missing"
    return f"operands {places} of {op.typed} are missing"
