"""What a run brings: its numbers in lists, and what is told of them step by step."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from graphviz_app.core.graph import Edge, Value
from graphviz_app.core.running.problem import Problem


class Results(NamedTuple):
    """Numbers by instruction (values, gradients) and by edge (contributions, local derivatives).

    None stands for what could not be computed and for edges that carry no gradient; ``local`` is
    None as a whole where it was not worked out.
    """

    values: Sequence[Value | None]
    gradients: Sequence[Value | None]
    contributions: Sequence[Value | None]
    local: Sequence[Value | None] | None = None
    problems: Sequence[Problem] = ()
    waiting: frozenset[int] = frozenset()
    """Leaves whose gradients were left out."""
    later: Callable[[], "Results"] | None = None
    """Works out what is not there yet: all of ``contributions`` and ``local``."""


class Forward(NamedTuple):
    """A node's value is computed."""

    node: str
    value: Value


class Seed(NamedTuple):
    """The backward pass starts: the derivative of the output by itself is 1."""

    node: str
    gradient: Value


class Backward(NamedTuple):
    """An edge hands its contribution back; ``total`` is what has arrived at its source so far."""

    edge: Edge
    local: Value | None
    contribution: Value
    total: Value


class Kink(NamedTuple):
    """A node that sits exactly on a corner, and the convention used there (a clause)."""

    node: str
    convention: str


class PulledBack(NamedTuple):
    """A cotangent pulled back from a node: per node what arrives in sum, per edge its share."""

    gradients: Mapping[str, Value]
    contributions: Mapping[Edge, Value]
