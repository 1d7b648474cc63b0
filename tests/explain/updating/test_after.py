"""L before and after a step: what it does is said as it is, and why it may have risen."""

from dataclasses import replace

import numpy as np
import pytest

from graphviz_app.core.autodiff import run as run_graph
from graphviz_app.core.learning.settings import Descent
from graphviz_app.core.learning.update import Update, first_update
from graphviz_app.core.read_as import read_as
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.step import after
from graphviz_app.explain.telling import Explanation
from graphviz_app.explain.updating import after_caption, goes, went
from graphviz_app.formats import parse
from tests.explain.caption_checks import sides
from tests.explain.interval import Interval
from tests.explain.shown import Reader
from tests.explain.updating.test_captions import reading
from tests.texts import ONE_STEP

VALLEY = "w = parameter(1)\nL = w**2\nlearning_rate(%s)\n"


def told(text: str, **changed: object) -> Explanation:
    run, update, then = stepped(text)
    return after_caption(run, replace(update, **changed), then)  # type: ignore[arg-type]


def stepped(text: str) -> tuple[ReadRun, Update, ReadRun]:
    run = reading(parse(text))
    update, then = first_update(run.trace), after(run.trace)
    assert update is not None
    assert then is not None
    return run, update, read_as(then, "operators")


def test_the_loss_before_and_after_is_told() -> None:
    found = told(ONE_STEP)
    assert found.symbols == r"\Delta L = L_{\mathrm{after}} - L_{\mathrm{before}}"
    assert found.remark == "L falls from 0.2600 to 0.2254"
    run, _, then = stepped(ONE_STEP)
    wanted = Interval.of(np.asarray(then.trace.value("L")) - run.trace.value("L"))
    for side in sides(found.numbers.removeprefix("= ")):
        assert Reader(side).value().meets(wanted, 1e-9)


@pytest.mark.parametrize(
    ("rate", "words"),
    [
        ("0.1", "L falls from 1.0000 to 0.6400"),
        ("1", "L stays 1.0000"),
        ("1.5", "L rises from 1.0000 to 4.0000: the way was down, but the step was too large"),
        ("1e200", "L goes from 1.0000 to ∞: the step was too large"),
    ],
)
def test_what_the_loss_does_is_said_as_it_is(rate: str, words: str) -> None:
    assert told(VALLEY % rate).remark == words


def test_a_fall_that_four_digits_do_not_show_is_told_by_itself() -> None:
    found = told(VALLEY.replace("(1)", "(2)") % "1e-9")
    assert found.remark == "L falls by 1.600·10⁻⁸, from 4.0000"


def test_a_rise_of_the_row_that_is_shown_is_no_fault_of_the_step() -> None:
    run, update, _ = stepped(VALLEY % "0.1")
    away = replace(update.moved[0], new=2.0)
    there = read_as(run_graph(run.graph, {"w": 2.0}), "operators")
    batch = replace(update, moved=(away,), rows=4)
    assert after_caption(run, batch, there).remark.endswith(
        "the step follows the mean over 4 rows, not this row"
    )
    carried = replace(batch, rows=0, number=3, descent=Descent("momentum"))
    assert "momentum carries it on" in after_caption(run, carried, there).remark


def test_verbs_are_honest() -> None:
    assert goes(1.0, 0.5) == "falls"
    assert goes(1.0, 1.0) == "stays"
    assert goes(0.5, 1.0) == "rises"
    assert goes(np.nan, 1.0) == "goes"
    assert went("E", 2.0, 1.0) == "E falls from 2.0000 to 1.0000"
