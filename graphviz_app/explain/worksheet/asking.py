"""What a sheet asks of a graph, and what of a run is therefore not told."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple, get_args

from graphviz_app.core.covering import covered
from graphviz_app.core.covers import Covers
from graphviz_app.core.graph import Claim, Graph
from graphviz_app.core.oplib import is_leaf
from graphviz_app.core.questions import Asked, questions
from graphviz_app.core.trace import Trace
from graphviz_app.errors import GraphError

KINDS: tuple[Asked, ...] = get_args(Asked)
MOST = 200
"""Questions of a sheet."""
_UNASKED = ("input", "target", "constant")
_NONE: Mapping[Asked, str] = MappingProxyType(
    {
        "values": "no line of it is computed",
        "gradients": "it has no output, or nothing that could be changed",
        "updates": "it needs a learning rate, and parameters that are not frozen",
    }
)


class Asking(NamedTuple):
    """Which kinds of questions there are, and the questions in their order."""

    kinds: tuple[Asked, ...]
    questions: tuple[Claim, ...]

    @staticmethod
    def of(graph: Graph, wanted: Collection[Asked] = ()) -> "Asking":
        """Those that are wanted, else all that the graph has; claims it has are no questions.

        Raises GraphError if there are none, or more than fit on a sheet.
        """
        bare = without_claims(graph)
        found = {kind: questions(bare, kind) for kind in KINDS if not wanted or kind in wanted}
        for kind, claims in found.items():
            if wanted and not claims:
                raise GraphError(f"there are no {kind} to ask for: {_NONE[kind]}")
        kinds = tuple(kind for kind, claims in found.items() if claims)
        asked = tuple(claim for kind in kinds for claim in found[kind])
        if not asked:
            raise GraphError("there is nothing to ask for: nothing is computed")
        if len(asked) > MOST:
            raise GraphError(
                f"these would be {len(asked):,} questions, and a sheet has {MOST} at most: ask for"
                " less, or about a smaller graph"
            )
        return Asking(kinds, asked)

    @property
    def tells_values(self) -> bool:
        """Whether values are given."""
        return "values" not in self.kinds

    @property
    def has_gradients(self) -> bool:
        """Whether the backward pass is seen: with empty fields, or given for the updates."""
        return "gradients" in self.kinds or (self.tells_values and "updates" in self.kinds)


def without_claims(graph: Graph) -> Graph:
    """What its author worked out is not told."""
    return replace(graph, claims=(), source="")


def asked_of(trace: Trace, asking: Asking) -> Trace:
    """The run with empty fields for what is asked, and without gradients that nobody asks for."""
    nodes = trace.graph.nodes
    values = frozenset(id_ for id_, node in nodes.items() if not is_leaf(node))
    gradients = frozenset(nodes) - {trace.graph.output}
    asks = "gradients" in asking.kinds
    unasked = frozenset(id_ for id_, node in nodes.items() if node.op in _UNASKED)
    covers = Covers(
        frozenset() if asking.tells_values else values,
        gradients - unasked if asks else frozenset(),
        left_out=unasked if asks else frozenset(),
        blank=True,
    )
    return covered(trace, covers)
