"""Numbers as another program has them, beside those that are computed here."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from graphviz_app.arrays import Array, np
from graphviz_app.core.autodiff import Trace
from graphviz_app.core.graph import Value
from graphviz_app.core.wording import counted
from graphviz_app.numbers import in_panel

MOST_TIMES = 100
"""Passes that are still told by their number."""
MOST_NAMED = 3
"""Nodes of which the numbers are told."""
TOLERANCE = 1e-4
"""Relative; programs compute with 24 bits or more."""


def value_remarks(trace: Trace, values: Mapping[str, Array]) -> Iterator[str]:
    """What has another value there; the last first, since it depends on the others."""
    pairs = {
        id_: (there, trace.values[id_]) for id_, there in values.items() if id_ in trace.values
    }
    different = [
        id_
        for id_, (there, here) in pairs.items()
        if not _alike(there, here, _largest_operand(trace, id_))
    ]
    for id_ in different[-1:]:
        there, here = pairs[id_]
        yield (
            f"{id_} is {_told(there)} there, here {_told(here)}: a value that it depends on has "
            "been changed since"
        )


def gradient_remarks(trace: Trace, gradients: Mapping[str, Array]) -> Iterator[str]:
    """What has another gradient there, and what that looks like: run twice, or not yet."""
    if trace.output is None:
        return
    pairs = {
        id_: (there, here)
        for id_, there in gradients.items()
        if (here := trace.gradients.get(id_)) is not None and id_ != trace.output
    }
    noise = max((float(np.max(np.abs(here))) for _, here in pairs.values()), default=0.0)
    named = _leaves_first(trace, pairs)
    told = {id_: pairs[id_] for id_ in named if not _alike(*pairs[id_], noise)}
    if not told:
        return
    if all(not np.any(there) for there, _ in pairs.values()):
        yield "backward has not run there: these gradients are those that it will find"
        return
    most = [id_ for id_ in told if not (times := _times(*told[id_])) or times < 2]
    words = (
        f"{id_}.grad is {_told(there)} there, here {_told(here)}"
        for id_, (there, here) in [*told.items()][:MOST_NAMED]
    )
    more = len(told) - MOST_NAMED
    others = f", and {counted(more, 'other')}" if more > 0 else ""
    yield f"{'; '.join(words)}{others}: {_why(told, most)}"


def _why(told: Mapping[str, tuple[Array, Value]], odd: Sequence[str]) -> str:
    factors = {_times(*pair) for pair in told.values()}
    if not odd and len(factors) == 1:
        return f"backward ran {factors.pop()} times, and gradients add up until they are zeroed"
    if any(not np.any(there) for there, _ in told.values()):
        return "backward has not reached it, or it has been zeroed since"
    return (
        "backward ran from elsewhere, or more than once without zeroing, or a value has been "
        "changed since"
    )


def _leaves_first(trace: Trace, ids: Iterable[str]) -> list[str]:
    """Those that have a name; leaves, whose gradients a program reads, first."""
    leaves = {step.node.id for step in trace.program.instructions if step.op.is_leaf}
    return sorted((id_ for id_ in ids if "." not in id_), key=lambda id_: id_ not in leaves)


def _times(there: Array, here: Value) -> int:
    """How many times the gradient is there; 0 if that is no whole number."""
    here = np.asarray(here)
    where = here != 0
    if there.shape != here.shape or not where.any():
        return 0
    ratio = float(np.median(there[where] / here[where]))
    times = round(ratio) if 1.5 < ratio < MOST_TIMES else 0
    return times if times and _alike(there, here * times) else 0


def _largest_operand(trace: Trace, id_: str) -> float:
    """What a sum may lose its last digits of."""
    values = (trace.values.get(edge.source, 0.0) for edge in trace.graph.incoming[id_])
    return max((float(np.max(np.abs(value))) for value in values), default=0.0)


def _alike(there: Array, here: Value, least: float = 0.0) -> bool:
    if there.shape != np.shape(here):
        return False
    sizes = np.abs(np.concatenate([there.ravel(), np.ravel(here)]))
    scale = float(np.max(sizes[np.isfinite(sizes)], initial=least))
    return bool(np.allclose(there, here, rtol=TOLERANCE, atol=1e-6 * scale, equal_nan=True))


def _told(value: Value) -> str:
    numbers = np.asarray(value).ravel()
    words = [in_panel(float(x)) for x in numbers[:3]]
    if not np.ndim(value):
        return words[0]
    return f"[{', '.join([*words, *(['…'] if numbers.size > len(words) else [])])}]"
