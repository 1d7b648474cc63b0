"""What the page says at its top: which step is shown, the loss there, why it goes no further."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from graphviz_app.explain.plain_formula import plain_symbol
from graphviz_app.gui.learn.learner import Learner
from graphviz_app.gui.widgets.rows import Heading, Number, Sentence
from graphviz_app.gui.widgets.sheet import Row

if TYPE_CHECKING:
    from graphviz_app.core.learning.training import Training

HOW_TO = "Shift+Space trains on, Shift+→ takes one step. A step can always be gone back."


def head_rows(learner: Learner) -> Iterator[Row]:
    """Of the run that is shown."""
    training = learner.training
    if training is None:
        yield Heading("Learning", "")
        yield Sentence(learner.trouble, "error")
        return
    step, losses = learner.step, training.losses
    yield Heading(f"Step {step:,}", _of(learner, training))
    output = training.graph.output
    name = "Loss" if output is None else f"Loss {plain_symbol(training.graph, output)}"
    yield Number(name, float(losses[step]) if step < len(losses) else None, "value")
    yield Number("Before the first step", float(losses[0]))
    yield Sentence(_sentence(learner), "caption", above=8)


def _of(learner: Learner, training: "Training") -> str:
    """Of how many steps it is."""
    if learner.resuming:
        return "the way is gone again …"
    if not training.count:
        return "not trained yet"
    if learner.step < training.count:
        return f"of {training.count:,} made"
    return f"of {training.limit:,}"


def _sentence(learner: Learner) -> str:
    training = learner.training
    if training is not None and training.stop is not None and learner.step == training.count:
        return training.stop.sentence
    if not learner.on_way:
        return "The graph shows other numbers than this run begins with; the first step takes them."
    return HOW_TO
