"""Wanted: what is to be shown, as far as a layout depends on it."""

from typing import NamedTuple

from graphviz_app.core.pieces import Pieces
from graphviz_app.core.read_as import read_again
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import Reading, line_of
from graphviz_app.core.trace import Trace
from graphviz_app.gui.canvas.showing.wishes import Wishes
from graphviz_app.layout import Layout, Request
from graphviz_app.scene.items.forms import Measured
from graphviz_app.scene.measure import measure_in_pieces, request_in_pieces
from graphviz_app.theme import Theme


class Wanted(NamedTuple):
    """A run as it is read, its forms, and what is to be laid out."""

    run: ReadRun
    measured: Measured
    request: Request
    theme: Theme
    renumbered: bool = False
    """Whether the run has other numbers than the one that was measured."""

    def is_laid_out_as(self, other: "Wanted | None") -> bool:
        """Whether the layout of another one is this one's as well."""
        return other is not None and self.request.is_met_by(other.request)

    def sketched(self) -> Pieces[Layout]:
        """A quick layout of it."""
        from graphviz_app.layout.quick.quick import quick_in_pieces  # late: few graphs are large

        reading, sizes, labels, way, _ = self.request
        layout = yield from quick_in_pieces(reading, sizes, labels, "TB" if way == "TB" else "LR")
        return layout.scaled(self.theme.scale)

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
        request = self.request._replace(reading=run.reading)
        return self._replace(run=run, request=request, renumbered=True)


def wanted_in_pieces(run: ReadRun, theme: Theme, wishes: Wishes) -> Pieces[Wanted]:
    """The run measured, in short pieces."""
    measured = yield from measure_in_pieces(run, theme, wishes.view)
    request = yield from request_in_pieces(run, measured, theme, wishes.view, wishes.room)
    return Wanted(run, measured, request, theme)


def _formulas_differ(one: Reading, other: Reading) -> bool:
    """Whether a number that is written in a line's formula, by no name of its own, is another."""
    pairs = zip(one.graph.nodes.values(), other.graph.nodes.values(), strict=True)
    changed = (a.id for a, b in pairs if a is not b and a.id not in one.nodes)
    return one.is_of_lines and any(line_of(one.graph, id_) != id_ for id_ in changed)
