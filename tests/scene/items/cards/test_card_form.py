"""The form of a card: its formula stands clear of its numbers."""

import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import read
from graphviz_app.core.view import USUAL
from graphviz_app.formats import parse
from graphviz_app.scene.items.cards.card_form import card_form, title_height
from graphviz_app.scene.style import style_of
from graphviz_app.theme import LIGHT, PROJECTOR, Theme


@pytest.mark.parametrize("theme", [LIGHT, PROJECTOR], ids=["light", "projector"])
@pytest.mark.parametrize(("line", "least"), [("a + 1", 4), ("sigmoid(a)", 4), ("a**2/2", 7)])
def test_a_fraction_stands_further_above_the_numbers_than_a_line(
    qapp: object, line: str, least: float, theme: Theme
) -> None:
    graph = parse(f"a = input(2)\ny = {line}")
    style = style_of(theme)
    form = card_form(ReadRun(run(graph), read(graph, "lines")), "y", style, USUAL)
    title = form.title
    assert title is not None
    assert title_height(title, style) >= title.ascent + title.descent + theme.px(least) - 0.01
    assert form.value is not None
    assert form.gradient is not None
    needed = title_height(title, style) + form.value.height + form.gradient.height
    assert form.height >= needed
