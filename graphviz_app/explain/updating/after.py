"""The output before and after a step: ``ΔL``, and a word on why it may have risen."""

import numpy as np

from graphviz_app.core.graph import Value
from graphviz_app.core.learning.update import Update
from graphviz_app.core.read_run import ReadRun
from graphviz_app.covered import is_covered
from graphviz_app.explain.notation import name_latex
from graphviz_app.explain.plain_formula import plain_symbol
from graphviz_app.explain.run_terms import RunTerms
from graphviz_app.explain.step_words import goes, of_row, rows_words, went
from graphviz_app.explain.telling import Explanation, Remark, remarks
from graphviz_app.explain.tones import toned


def after_caption(run: ReadRun, update: Update, next_run: ReadRun) -> Explanation:
    """``ΔL = L_after − L_before``, and ``L falls from 0.2601 to 0.1893``."""
    output = run.output
    if output is None or output not in next_run.trace.values:
        return Explanation("", "", remarks("after the step the output could not be computed"))
    before, now = _total(run.trace.value(output)), _total(next_run.trace.value(output))
    terms = RunTerms(run)
    shape = terms.shape(output)
    names = [_name(output, word, bool(shape)) for word in (r"\mathrm{after}", r"\mathrm{before}")]
    delta = rf"\Delta {_name(output, '', bool(shape))}"
    tones = [toned(name, "value") for name in names]
    shown = [terms.value(value).in_tone("value").text for value in (now, before, now - before)]
    numbers = f"= {shown[0]} - {_bracketed(shown[1], before)} = {shown[2]}"
    said = _said(run, update, before, now)
    return Explanation(f"{delta} = {tones[0]} - {tones[1]}", numbers, remarks(said))


def _name(output: str, word: str, is_sum: bool) -> str:
    name = name_latex(output, word) if word else name_latex(output)
    return rf"\left(\sum {name}\right)" if is_sum else name


def _bracketed(text: str, value: float) -> str:
    return rf"\left({text}\right)" if value < 0 and not is_covered(value) else text


def _total(value: Value) -> float:
    """What is differentiated: the output, or the sum of its elements."""
    if not np.ndim(value):
        return value if isinstance(value, float) else float(value)
    return float(np.sum(np.asarray(value)))


def _said(run: ReadRun, update: Update, before: float, now: float) -> Remark | str:
    if is_covered(before) or is_covered(now):
        return ""
    assert run.output is not None
    name = f"{plain_symbol(run.graph, run.output)}{of_row(update)}"
    told = went(name, before, now)
    why = _why_risen(run, update) if goes(before, now) == "rises" else ""
    if not np.isfinite(now):
        why = "the step was too large"
    least = f"{plain_symbol(run.graph, run.output)} {goes(before, now)}"
    return Remark(f"{told}: {why}" if why else told, told, least)


def _why_risen(run: ReadRun, update: Update) -> str:
    """By the slope of L along the step: below 0 the way was down, and the step too long."""
    slope = 0.0
    with np.errstate(all="ignore"):
        for moved in update.moved:
            gradient = run.trace.gradients.get(moved.id)
            if gradient is not None:
                slope += float(np.sum(np.asarray(gradient) * np.asarray(moved.step)))
    if slope < 0:
        return "the way was down, but the step was too large"
    if update.rows > 1:
        return f"the step follows the {rows_words(update)}, not this row"
    if update.descent.optimizer in ("momentum", "nesterov") and update.number > 1:
        return "momentum carries it on, against this gradient"
    if update.descent.weight_decay:
        return "weight decay pulls the parameters to 0, against this gradient"
    return "the step does not lead down here"
