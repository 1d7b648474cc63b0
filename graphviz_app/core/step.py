"""The step of gradient descent that a run ends with, and the run after it."""

from collections.abc import Mapping

from graphviz_app.core.autodiff import run
from graphviz_app.core.graph import Value
from graphviz_app.core.learning.update import first_update
from graphviz_app.core.trace import Trace


def new_values(trace: Trace) -> Mapping[str, Value]:
    """The trained parameters' values after the step, in their shapes; empty where there is none.

    Those whose gradient is not known are left out.
    """
    update = first_update(trace)
    return {} if update is None else update.new_values


def after(trace: Trace) -> Trace | None:
    """The run with the parameters as they are after the step; None where there is no step.

    All other leaves stay as they were in the run.
    """
    new = new_values(trace)
    if not new:
        return None
    program = trace.program
    leaves = (step.node.id for step in program.instructions if step.op.is_leaf)
    given = {id_: trace.values[id_] for id_ in leaves if id_ in trace.values}
    return run(program, {**given, **new}, partial=True)
