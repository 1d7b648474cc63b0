"""One plain step of gradient descent: every parameter once, θ ← θ − η·∂L/∂θ.

Source of the formula: Cauchy's steepest descent, as every course on neural networks writes it.
"""

from collections.abc import Mapping

import numpy as np

from graphviz_app.core.autodiff import run
from graphviz_app.core.graph import Value
from graphviz_app.core.trace import Trace


@np.errstate(all="ignore")  # ∞ and "not a number" are to be shown
def new_values(trace: Trace) -> Mapping[str, Value]:
    """The parameters' values after the step, in their shapes; empty without a learning rate.

    Those whose gradient is not known are left out.
    """
    rate = trace.graph.learning_rate
    if rate is None:
        return {}
    return {
        id_: trace.value(id_) - rate * trace.gradients[id_]
        for id_, node in trace.graph.nodes.items()
        if node.op == "parameter" and id_ in trace.gradients
    }


def after(trace: Trace) -> Trace | None:
    """The run with the parameters as they are after the step; None where there is no step."""
    new = new_values(trace)
    return run(trace.graph, new, partial=True) if new else None
