"""Whether a graph can be trained: a loss that is one number, and parameters that move."""

import numpy as np

from graphviz_app.core.autodiff import run
from graphviz_app.core.graph import Graph
from graphviz_app.core.learning.update import trained
from graphviz_app.core.program import Program
from graphviz_app.core.wording import sized
from graphviz_app.errors import GraphError


def parameters_of(graph: Graph) -> tuple[str, ...]:
    """Those that move; raises GraphError if there are none."""
    found = trained(graph)
    if found:
        return found
    if graph.frozen:
        raise GraphError("every parameter is frozen: there is nothing to train")
    raise GraphError("there is no parameter to train, such as w = parameter(0.5)")


def loss_of(program: Program) -> None:
    """Raise GraphError or EvaluationError where the output is not one number."""
    output = program.graph.output
    if output is None:
        raise GraphError("the graph has no output, hence no loss to bring down")
    trace = run(program, partial=True)
    if output not in trace.values:
        raise trace.problems[0].error
    shape = np.shape(trace.values[output])
    if np.size(trace.values[output]) != 1:
        raise GraphError(
            f"the loss must be one number, and '{output}' is {sized(shape)}: take its sum or mean",
            output,
        )
