"""What is remarked of a step: why nothing moves, which rows are meant, what is frozen."""

from collections.abc import Iterable, Sequence

import numpy as np

from graphviz_app.core.learning.update import Moved, Update
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading.elements import owner_of
from graphviz_app.core.wording import listed
from graphviz_app.covered import is_covered
from graphviz_app.explain.notation import plain_name
from graphviz_app.explain.step_words import rows_words
from graphviz_app.explain.telling import Remark, remarks
from graphviz_app.numbers import in_panel

MAX_NAMES = 4


def frozen_in(run: ReadRun, ids: Iterable[str]) -> Sequence[str]:
    """Those of them that no step moves; of elements what they are of."""
    graph = run.whole.graph
    owners = dict.fromkeys(owner_of(id_, graph.nodes) or id_ for id_ in ids)
    return [id_ for id_ in owners if id_ in graph.frozen]


def frozen_words(ids: Sequence[str]) -> str:
    """``b is frozen``, ``b and c are frozen``."""
    if not ids:
        return ""
    names = listed([plain_name(id_) for id_ in ids], MAX_NAMES)
    return f"{names} {'is' if len(ids) == 1 else 'are'} frozen"


def unmoved(run: ReadRun, id_: str) -> str:
    """Why a step says nothing of a node."""
    graph = run.whole.graph
    owner = owner_of(id_, graph.nodes) or id_
    if owner in graph.frozen:
        return f"{frozen_words([owner])}: no step moves it"
    node = graph.nodes.get(owner)
    if node is not None and node.op != "parameter":
        return "only parameters move in a step"
    return "its gradient is not known, so it stays where it is"


def means_words(update: Update) -> Remark:
    """What Adam's m and v are, before they are divided."""
    decayed = update.descent.weight_decay or update.rows > 1
    of = "g and g²" if decayed else "the gradient and its square"
    return Remark(f"m and v: running means of {of}", f"m, v: means of {of}", "running means")


def rate_words(update: Update) -> Remark | str:
    """η where it changes from step to step."""
    descent = update.descent
    if descent.decline == "constant":
        return ""
    at = f"η in step {update.number:,}: {in_panel(update.rate)}"
    if descent.decline == "step":
        return Remark(f"{at}, ×{descent.gamma:g} after every {descent.every:,} steps", at, at)
    return Remark(f"{at}, a cosine to 0 in {descent.steps:,} steps", at, at)


def said_of(run: ReadRun, update: Update, moved: Moved) -> tuple[Remark, ...]:
    """All that is remarked of one parameter's move."""
    return remarks(rows_words(update), rate_words(update), outcome(run, update, moved))


def outcome(run: ReadRun, update: Update, moved: Moved) -> str:
    """Why it does not move, or moves beyond all numbers; '' of an ordinary move."""
    if is_covered(moved.new):
        return ""
    if not np.all(np.isfinite(moved.gradient)):
        return "the gradient is not finite, so the new value is none"
    if not np.all(np.isfinite(moved.new)):
        return "too large a step: the new value is not finite"
    if np.any(np.asarray(moved.new) != np.asarray(moved.value)):
        return ""
    return _stays(run, update, moved)


def _stays(run: ReadRun, update: Update, moved: Moved) -> str:
    if update.rate == 0.0:
        return "it stays: η is 0"
    if np.any(np.asarray(moved.gradient)):
        return "it stays, to the last digit: the step is too small"
    why = "" if update.rows > 1 else _why_zero(run, moved.id)
    return f"it stays: its gradient is 0{why}"


def _why_zero(run: ReadRun, id_: str) -> str:
    """``, masked by ReLU``; '' where the run is read by elements, or has another gradient."""
    gradient = run.trace.gradients.get(id_)
    if gradient is None or np.any(np.asarray(gradient)):
        return ""
    from graphviz_app.explain.why.zeros import why_gradient  # late: most steps move something

    found = [reason.brief for reason in why_gradient(run, id_) if reason.brief]
    return f" ({found[0]})" if found else ""
