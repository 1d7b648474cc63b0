"""What stands left of an equals sign is what the numbers are about; how wide formulas are."""

from collections.abc import Iterator

import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.choices import Kind
from graphviz_app.core.explain import (
    backward_caption,
    forward_caption,
    general_caption,
    line_local_derivative,
    share_caption,
)
from graphviz_app.core.formula import is_named
from graphviz_app.core.notation import name_latex, width
from graphviz_app.core.numerals import plain
from graphviz_app.core.reading import Reading, read
from graphviz_app.core.share import MAX_CAPTION, gradient_sum
from graphviz_app.core.trace import Trace
from graphviz_app.formats import parse
from graphviz_app.resources import examples
from tests.core.caption_checks import sides

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
    assert output is not None
    if not isinstance(trace.values[output], float):
        return
    for id_ in reading.nodes:
        if is_named(trace.graph, id_):
            assert sides(forward_caption(trace, reading, id_).symbols)[0] == name_latex(id_)
            found = gradient_sum(trace, id_, [1.0, 2.0])
            assert sides(found.symbols)[0] == derivative(output, id_)
    for index, source, target in named_edges(trace, reading):
        whole, general = derivative(output, source), general_caption(trace, reading, index)
        assert sides(backward_caption(trace, reading, index).symbols)[0] == whole
        arriving = [] if target == output else [derivative(output, target)]
        own = rf"\partial {name_latex(target)}/\partial u"
        assert general.symbols == r" \cdot ".join([*arriving, own])
        share = share_caption(trace, reading, index).symbols
        assert target == output or share.startswith((arriving[0], "-", r"\left(")), share
        local = line_local_derivative(trace, reading, index)
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
    told = [forward_caption(trace, reading, node) for node in reading.nodes]
    for index in range(len(reading.edges)):
        found = backward_caption(trace, reading, index)
        assert len(sides(found.symbols)) <= 2 or width(found.symbols) <= MAX_CAPTION
        told += [found, line_local_derivative(trace, reading, index)]
    for latex in {part for found in told for part in (found.symbols, found.numbers)}:
        text = plain(latex)
        if text is not None and not {"½", "¼"} & set(text):
            assert width(latex) == len(text.replace(" ", "")), latex
