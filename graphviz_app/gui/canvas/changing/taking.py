"""Taking: how what is typed over the canvas becomes a part of the graph."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from graphviz_app.core.graph import Graph

if TYPE_CHECKING:
    from graphviz_app.formats.edits.placing import Added

Taking = Callable[[Graph, str], "Added"]
"""Raises GraphAppError with the reason why it cannot."""


def adding_to(operands: Sequence[str]) -> Taking:
    """A line, or an operator of these nodes."""

    def taking(graph: Graph, typed: str) -> "Added":
        from graphviz_app.formats.edits.edges.inserting import with_applied

        return with_applied(graph, typed, operands)

    return taking


def operand_at(places: Sequence[tuple[str, int]]) -> Taking:
    """An operand of the nodes at these slots."""

    def taking(graph: Graph, typed: str) -> "Added":
        from graphviz_app.formats.edits.edges.filling import with_typed_operand

        return with_typed_operand(graph, places, typed)

    return taking
