"""Wanted: what is to be shown, as far as a layout depends on it."""

from typing import NamedTuple

from graphviz_app.core.read_as import read_again
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import Reading
from graphviz_app.core.trace import Trace
from graphviz_app.layout import Direction
from graphviz_app.scene.items.forms import Measured
from graphviz_app.theme import Theme


class Wanted(NamedTuple):
    """A run as it is read, in which sizes, laid out which way."""

    run: ReadRun
    measured: Measured
    direction: Direction
    theme: Theme
    renumbered: bool = False
    """Whether the run has other numbers than the one that was measured."""

    def is_laid_out_as(self, other: "Wanted | None") -> bool:
        """Whether the layout of another one is this one's as well."""
        return (
            other is not None
            and self.direction == other.direction
            and self.run.graph.pins == other.run.graph.pins
            and self.run.reading.is_drawn_as(other.run.reading)
            and self.measured.sizes == other.measured.sizes
            and self.measured.labels == other.measured.labels
        )

    def with_values_of(self, trace: Trace) -> "Wanted | None":
        """The same of a run in which only numbers are others; None of any other run."""
        before = self.run
        run = read_again(before, trace)
        if (
            run is None
            or run.output != before.output
            or run.trace.values.keys() != before.trace.values.keys()
            or _formulas_differ(before.reading, run.reading)
        ):
            return None
        return self._replace(run=run, renumbered=True)


def _formulas_differ(one: Reading, other: Reading) -> bool:
    """Whether a number that is part of a line's formula, not a node of its own, is another one."""
    pairs = zip(one.graph.nodes.values(), other.graph.nodes.values(), strict=True)
    return one.is_of_lines and any(a is not b and a.id not in one.nodes for a, b in pairs)
