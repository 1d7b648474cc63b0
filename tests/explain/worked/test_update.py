"""The update of a solution, for every optimizer: its lines work out to PyTorch's numbers."""

from dataclasses import replace

import numpy as np
import pytest

from graphviz_app.core.graph import Graph
from graphviz_app.core.learning.settings import Descent
from graphviz_app.core.learning.update import first_update
from graphviz_app.explain.notation import name_latex
from graphviz_app.explain.telling import Explanation
from graphviz_app.explain.tones import unmarked
from graphviz_app.explain.worked.asked import run_of
from graphviz_app.explain.worked.solution import Block, Equation, Lines, Paragraph
from graphviz_app.explain.worked.solve import worked_solution
from graphviz_app.explain.worked.written.text import as_text
from graphviz_app.formats import parse
from tests.explain.updating.steps import DESCENTS, Told, by_pytorch, named
from tests.explain.updating.test_captions import LAYER
from tests.texts import ONE_STEP


def update_of(graph: Graph) -> tuple[Block, ...]:
    sections = worked_solution(run_of(graph, None)).sections
    return next(section.blocks for section in sections if section.title == "Update")


def said(row: Equation) -> Explanation:
    numbers = " = ".join(("", *row.numbers)).strip() if row.numbers else ""
    return Explanation(unmarked(f"{row.left} {row.sign} {' = '.join(row.symbols)}"), numbers)


@pytest.mark.parametrize("descent", DESCENTS, ids=named)
@pytest.mark.parametrize("text", [ONE_STEP, LAYER], ids=["neuron", "layer"])
def test_the_lines_of_every_optimizer_are_worked_out(text: str, descent: Descent) -> None:
    graph = replace(parse(text), descents=(descent,))
    update = first_update(run_of(graph, None))
    assert update is not None
    lines = next(block for block in update_of(graph) if isinstance(block, Lines))
    rows = [said(row) for group in lines.groups for row in group]
    each = len(rows) // len(update.moved)
    for place, moved in enumerate(update.moved):
        read = Told(graph, update, moved, name_latex(moved.id))
        found = read.take(rows[place * each : (place + 1) * each])
        assert np.allclose(found.low.ravel(), by_pytorch(update, moved).ravel(), rtol=1e-9, atol=0)
        assert read.checked >= each


def test_another_optimizer_is_named_and_what_is_frozen_said() -> None:
    graph = replace(parse(ONE_STEP), descents=(Descent("adam", rate=0.1),), frozen=("b",))
    words = [block.words for block in update_of(graph) if isinstance(block, Paragraph)]
    assert words[0] == ("The first step of Adam, η = 0.1, β₁ = 0.9, β₂ = 0.999.",)
    assert words[1] == ("b is frozen: no step moves it.",)
    text = as_text(worked_solution(run_of(graph, None)))
    assert "Learning rate  η = 0.1" in text
    assert "∂L/∂b" not in text[text.index("\nUpdate") : text.index("\nResults")]
