"""The true number of every quantity of a run."""

from collections.abc import Mapping
from functools import cached_property

from graphviz_app.arrays import np
from graphviz_app.core.check.derivation import Derivation
from graphviz_app.core.check.quantities import AFTER, VALUE, Quantities
from graphviz_app.core.graph import Value
from graphviz_app.core.step import after


class Truth:
    """The numbers of the trace, of the run after the step, and derivatives from them."""

    def __init__(self, quantities: Quantities, derivation: Derivation) -> None:
        self.quantities = quantities
        self.derivation = derivation
        self._found: dict[int, Value | None] = {}

    def number(self, quantity: int) -> Value | None:
        """The true number; None if there is none."""
        if quantity not in self._found:
            self._found[quantity] = self._number(quantity)
        return self._found[quantity]

    @property
    def _is_plain(self) -> bool:
        """Whether gradients are the engine's."""
        return self.derivation.scale == 1.0 and self.derivation.rules.kink is None

    def _number(self, quantity: int) -> Value | None:
        kind, node = self.quantities.parted(quantity)
        id_ = self.quantities.program.instructions[node].node.id
        trace = self.quantities.trace
        if kind == VALUE:
            return trace.values.get(id_)
        if kind == AFTER:
            return self._after.get(id_)
        if kind == AFTER + 1 and self._is_plain:
            return trace.gradients.get(id_)
        return self._derivative(quantity)

    @cached_property
    def _after(self) -> Mapping[str, Value]:
        if not self._is_plain:
            return self._after_scaled
        q = self.quantities
        stepped = after(q.trace)
        if stepped is not None:
            return stepped.values
        return q.trace.values if q.first_step is not None and not q.trained else {}

    @cached_property
    def _after_scaled(self) -> Mapping[str, Value]:
        q = self.quantities
        if q.first_step is None:
            return {}
        steps = q.program.instructions
        return {step.node.id: self._derivative(q.after(i)) for i, step in enumerate(steps)}

    def _derivative(self, quantity: int) -> Value:
        """From the true values."""
        values = self._values
        with np.errstate(all="ignore"):
            tape = self.derivation.tape(quantity, values)
            return tape.run(values)[quantity]

    @cached_property
    def _values(self) -> Mapping[int, Value]:
        index, values = self.quantities.program.index, self.quantities.trace.values
        return {index[id_]: value for id_, value in values.items()}
