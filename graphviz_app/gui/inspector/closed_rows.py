"""The gradient of a node in closed form, as rows: forms, where they hold, whether they agree."""

from collections.abc import Iterator

from graphviz_app.core.read_run import ReadRun
from graphviz_app.covered import is_covered
from graphviz_app.explain.closed import Closed
from graphviz_app.explain.notation import name_latex
from graphviz_app.gui.inspector.closed_answers import ClosedAnswers, Question
from graphviz_app.gui.widgets.rows import Asked, Formula, Section, Sentence
from graphviz_app.gui.widgets.sheet import Row
from graphviz_app.numbers import in_panel

SHOW, HIDE = "Find the closed form", "Hide the closed form"


def closed_rows(run: ReadRun, id_: str, answers: ClosedAnswers) -> Iterator[Row]:
    """Nothing of what is no number, of the output, and of what has no gradient or is asked for."""
    of = run.output
    value, gradient = run.trace.values.get(id_), run.trace.gradients.get(id_)
    if of is None or id_ == of or not isinstance(value, float) or not isinstance(gradient, float):
        return
    if not isinstance(run.trace.values.get(of), float) or is_covered(gradient):
        return
    yield Section("Closed form")
    if not answers.wanted:
        yield Asked(SHOW, "closed")
        return
    closed, current = answers.of(Question(run.trace, of, id_))
    if closed is None:
        yield Sentence("It is being worked out …", "caption")
    else:
        yield from _forms(run, id_, closed, current)
    yield Asked(HIDE, "closed")


def _forms(run: ReadRun, id_: str, closed: Closed, current: bool) -> Iterator[Row]:
    if closed.none:
        yield Sentence(f"None was found: {closed.none}.", "caption")
        return
    left = rf"\frac{{\partial {name_latex(run.output or '')}}}{{\partial {name_latex(id_)}}}"
    for place, form in enumerate(closed.forms):
        yield Sentence(form.title, "caption", 10 if place else 0)
        yield Formula(form.latex if place else f"{left} = {form.latex}", above=2)
    if closed.where:
        yield Sentence("as long as", "caption", 10)
        for condition in closed.where:
            yield Formula(condition, above=2)
    yield Sentence(_agreement(run, id_, closed) if current else "…", "caption", 10)


def _agreement(run: ReadRun, id_: str, closed: Closed) -> str:
    """Whether the forms are what the chain rule has computed."""
    gradient = run.trace.gradients[id_]
    wrong = [form for form in closed.forms if not form.equal]
    if not wrong:
        each = "Each of them is" if len(closed.forms) > 1 else "It is"
        return f"{each} {in_panel(gradient)} here, as the backward pass found. ✓"
    return f"Here it is {in_panel(wrong[0].number)}, not {in_panel(gradient)} as computed. ✗"
