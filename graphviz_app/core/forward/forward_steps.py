"""ForwardSteps: the moments of a run in forward mode, in which a tangent comes with its value."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from graphviz_app.core.choices import Stride
from graphviz_app.core.forward.forward_run import ForwardRun
from graphviz_app.core.moments import Moment, Moments, Share, Steps
from graphviz_app.core.read_run import ReadRun
from graphviz_app.typing_compat import override


class ForwardSteps(Steps):
    """First the number that moves is told; from then on the tangents of all leaves are known."""

    def __init__(self, run: ForwardRun, stride: Stride) -> None:
        hidden = {*run.reading.weights, *run.reading.biases}
        self._still = hidden - run.moving
        """Weights and biases that stand still: where they stand, a 0 on each would say little."""
        super().__init__(run, stride)

    @staticmethod
    @override
    def _cut(run: ReadRun, batches: Sequence[tuple[str, ...]]) -> tuple[Moments, Moments]:
        edges = run.reading.incoming
        start = run.start if isinstance(run, ForwardRun) else None
        moments = [Moment("direction", () if start is None else (start,), ())] if batches else []
        moments += [
            Moment("tangent", batch, tuple(edge for id_ in batch for edge in edges[id_]))
            for batch in batches
        ]
        return moments, ()

    @cached_property
    @override
    def value_at(self) -> Mapping[str, int]:
        at = {id_: 0 if id_ in self._known else self.never for id_ in self._told}
        for k, moment in enumerate(self.moments):
            at.update(dict.fromkeys(moment.nodes if moment.phase == "tangent" else (), k + 1))
        return at

    @cached_property
    @override
    def gradient_at(self) -> Mapping[str, int]:
        there = self._with_gradient - self._still
        return {
            id_: max(at, 1) if id_ in there else self.never for id_, at in self.value_at.items()
        }

    @cached_property
    @override
    def contribution_at(self) -> Sequence[int]:
        at = self.gradient_at
        return [self.never if e.control else at[e.source] for e in self.reading.edges]

    @cached_property
    @override
    def arriving(self) -> Mapping[str, dict[int, list[Share]]]:
        return {}
