"""What stands left of an equals sign is what the numbers are about; how wide formulas are."""

from collections.abc import Iterator

import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.choices import Kind
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import Reading, read
from graphviz_app.core.trace import Trace
from graphviz_app.explain.explain import (
    backward_caption,
    forward_caption,
    general_caption,
    line_local_derivative,
    share_caption,
)
from graphviz_app.explain.formula import is_named
from graphviz_app.explain.notation import name_latex, width
from graphviz_app.explain.numerals import plain
from graphviz_app.explain.share import MAX_CAPTION, gradient_sum
from graphviz_app.formats import parse
from graphviz_app.resources import examples
from tests.explain.caption_checks import sides

TEXTS = {path.stem: path.read_text(encoding="utf-8") for path in examples()}
KINDS: tuple[Kind, ...] = ("operators", "lines")


def derivative(of: str, by: str) -> str:
    return rf"\partial {name_latex(of)}/\partial {name_latex(by)}"


def named_edges(trace: Trace, reading: Reading) -> Iterator[tuple[int, str, str]]:
    """The edges between named numbers along which something flows back."""
    for index, edge in enumerate(reading.edges):
        ends = (edge.source, edge.target)
        named = all(is_named(trace.graph, id_) for id_ in ends)
        numbers = all(isinstance(trace.values[id_], float) for id_ in ends)
        if named and numbers and not edge.control:
            yield index, *ends


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", TEXTS)
def test_a_caption_begins_with_the_derivative_that_it_is_about(name: str, kind: Kind) -> None:
    trace = run(parse(TEXTS[name]))
    reading, output = read(trace.graph, kind), trace.output
    drawn = ReadRun(trace, reading)
    assert output is not None
    if not isinstance(trace.values[output], float):
        return
    for id_ in reading.nodes:
        if is_named(trace.graph, id_):
            assert sides(forward_caption(drawn, id_).symbols)[0] == name_latex(id_)
            found = gradient_sum(drawn, id_, [1.0, 2.0])
            assert sides(found.symbols)[0] == derivative(output, id_)
    for index, source, target in named_edges(trace, reading):
        whole, general = derivative(output, source), general_caption(drawn, index)
        assert sides(backward_caption(drawn, index).symbols)[0] == whole
        arriving = [] if target == output else [derivative(output, target)]
        own = rf"\partial {name_latex(target)}/\partial u"
        assert general.symbols == r" \cdot ".join([*arriving, own])
        share = share_caption(drawn, index).symbols
        assert target == output or share.startswith((arriving[0], "-", r"\left(")), share
        local = line_local_derivative(drawn, index)
        by = [edge.source for edge in trace.graph.incoming[target]]
        if kind == "lines" or by.count(source) == 1:
            assert sides(local.symbols)[0] == derivative(target, source)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", TEXTS)
def test_a_formula_is_as_wide_as_its_plain_text_and_no_wider_than_it_may(
    name: str, kind: Kind
) -> None:
    trace = run(parse(TEXTS[name]))
    reading = read(trace.graph, kind)
    drawn = ReadRun(trace, reading)
    told = [forward_caption(drawn, node) for node in reading.nodes]
    for index in range(len(reading.edges)):
        found = backward_caption(drawn, index)
        assert len(sides(found.symbols)) <= 2 or width(found.symbols) <= MAX_CAPTION
        told += [found, line_local_derivative(drawn, index)]
    for latex in {part for found in told for part in (found.symbols, found.numbers)}:
        text = plain(latex)
        if text is not None and not {"½", "¼"} & set(text):
            assert width(latex) == len(text.replace(" ", "")), latex
