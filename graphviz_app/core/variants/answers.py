"""The true number of each question."""

from collections.abc import Mapping, Sequence

from graphviz_app.core.graph import Claim, Value
from graphviz_app.core.step import new_values
from graphviz_app.core.trace import Trace


def answers(trace: Trace, questions: Sequence[Claim]) -> tuple[Value | None, ...]:
    """In their order; None for what could not be computed."""
    after = new_values(trace) if any(claim.kind == "after" for claim in questions) else {}
    kinds: Mapping[str, Mapping[str, Value]] = {
        "value": trace.values,
        "grad": trace.gradients,
        "after": after,
    }
    return tuple(kinds[claim.kind].get(claim.of) for claim in questions)
