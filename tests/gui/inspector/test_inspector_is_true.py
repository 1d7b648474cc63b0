"""Every number, product and sum in the inspector, on the page of every node and edge."""

import re
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from graphviz_app.core.choices import Kind
from graphviz_app.core.graph import Value
from graphviz_app.core.reading import ReadingEdge
from graphviz_app.core.trace import Trace
from graphviz_app.explain.numerals import is_small
from graphviz_app.gui.inspector.inspector import Inspector
from graphviz_app.gui.widgets.parts import NumberLabel
from graphviz_app.numbers import in_panel
from graphviz_app.theme import LIGHT
from tests.explain.caption_checks import sides
from tests.explain.shown import Reader, Unknown
from tests.gui.inspector.test_inspector import formulas, rows, show, texts
from tests.gui.play.test_captions_are_true import TENSORS

ROOT = Path(__file__).parents[3]
NAMES = ("neuron", "prelu", "softmax", "two-paths")
SEVERAL = (
    *("x used elsewhere too", "a vector without a loss", "rows and columns", "constants"),
    *("a number and a vector", "a gate of vectors", "larger than is written out", "many terms"),
)
TEXTS = {
    **{name: (ROOT / "examples" / f"{name}.cg").read_text(encoding="utf-8") for name in NAMES},
    **{name: TENSORS[name] for name in SEVERAL},
}
KINDS: tuple[Kind, ...] = ("operators", "lines")
_PRODUCT = re.compile(r"(\S+) · \(?([^\s()]+)\)? = (\S+)")


@pytest.fixture
def inspector(qtbot: QtBot) -> Inspector:
    inspector = Inspector(LIGHT)
    qtbot.addWidget(inspector)
    return inspector


def share_of(trace: Trace, edge: ReadingEdge) -> Value | None:
    """What the engine's edges hand back along one that is drawn."""
    shares = [trace.contribution(*member) for member in edge.members]
    known = [np.asarray(share) for share in shares if share is not None]
    return None if edge.control or not known else sum(known[1:], start=known[0])


def shares_of(inspector: Inspector, node: str) -> list[Value]:
    """All that comes back to a node."""
    assert inspector.run is not None
    edges = (inspector.run.reading.edges[i] for i in inspector.run.reading.outgoing[node])
    found = (share_of(inspector.run.trace, edge) for edge in edges)
    return [share for share in found if share is not None]


def check_sum(inspector: Inspector, latex: str, node: str) -> None:
    """``∂L/∂x = 2.0000 + 3.0000 = 5.0000``: what is added, how many, and the gradient."""
    assert inspector.run is not None
    shares, gradient = shares_of(inspector, node), inspector.run.trace.gradients[node]
    name, *said = sides(latex)
    assert name.startswith(r"\partial")
    if "s_" in said[0]:
        assert said.pop(0) == rf"\sum_{{k=1}}^{{{len(shares)}}} s_{{k}}"
    elif len(said) > 1:
        added = said[0].replace(r"\left(-", "+ ").split(" + ")
        assert len([term for term in added if term]) == len(shares) or np.ndim(gradient)
    assert (len(said) == 2) == all(map(is_small, shares))
    for side in said:
        try:
            found = Reader(side).value()
        except Unknown:
            assert "dots" in side or not is_small(gradient)
            continue
        wanted = np.asarray(gradient).reshape(found.low.shape)
        room = 1e-9 * np.abs(wanted)
        assert np.all((found.low - room <= wanted) & (wanted <= found.high + room)), latex


def shown(value: Value | None) -> str:
    return "—" if value is None else in_panel(value)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", TEXTS)
def test_the_page_of_every_edge_says_what_was_computed(
    inspector: Inspector, name: str, kind: Kind
) -> None:
    show(inspector, TEXTS[name], kind)
    assert inspector.run is not None
    trace, reading = inspector.run.trace, inspector.run.reading
    for index, edge in enumerate(reading.edges):
        inspector.show_element(index)
        told, found = rows(inspector), " ".join(texts(inspector))
        share, many = share_of(trace, edge), len(shares_of(inspector, edge.source))
        assert told.pop("Value carried") == in_panel(trace.values[edge.source])
        assert ("only steers" in found) == edge.control
        if edge.control:
            assert not told
            continue
        (upstream,) = (told[name] for name in told if name.startswith("Gradient at "))
        assert upstream == in_panel(trace.gradients[edge.target])
        assert told["Contribution"] == shown(share)
        numbers = [told["Local derivative"], upstream, told["Contribution"]]
        if all(not np.ndim(trace.values[end]) for end in edge[:2]):
            assert product_in(inspector) == numbers
            local, arriving = share_over(trace, edge), trace.gradients[edge.target]
            assert not np.all(arriving) or numbers[0] == in_panel(local)
        several = many > 1 and edge.source != trace.output
        assert (f"one of {many} shares" in found) == several
        if several:
            check_sum(inspector, formulas(inspector)[-1], edge.source)


def product_in(inspector: Inspector) -> list[str]:
    """The local derivative, what it is multiplied with, and the result."""
    told = texts(inspector)
    at = next(i for i, text in enumerate(told) if text.startswith("times the gradient"))
    product = _PRODUCT.fullmatch(told[at + 1])
    assert product
    return list(product.groups())


def share_over(trace: Trace, edge: ReadingEdge) -> float:
    """The local derivative, as the contribution over what arrives."""
    with np.errstate(all="ignore"):
        return float(np.divide(share_of(trace, edge) or 0.0, trace.gradients[edge.target]))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", TEXTS)
def test_the_page_of_every_node_says_what_was_computed(
    inspector: Inspector, name: str, kind: Kind
) -> None:
    show(inspector, TEXTS[name], kind)
    assert inspector.run is not None
    trace, reading = inspector.run.trace, inspector.run.reading
    for id_ in reading.nodes:
        inspector.show_element(id_)
        told, shares = rows(inspector), shares_of(inspector, id_)
        assert told.get("Value", in_panel(trace.values[id_])) == in_panel(trace.values[id_])
        assert told["Gradient"] == in_panel(trace.gradients[id_])
        several = len(shares) > 1 and id_ != trace.output
        assert (f"{len(shares)} contributions" in texts(inspector)) == several
        if id_ == trace.output or not shares:
            continue
        listed = numbers(inspector)[2 if "Value" in told else 1 :]
        assert [number.text() for number in listed][: len(shares)] == [*map(in_panel, shares)]
        edges = [reading.edges[index] for index in reading.outgoing[id_]]
        live = [edge for edge in edges if share_of(trace, edge) is not None]
        for number, edge in zip(listed, live, strict=False):
            check_product(trace, edge, number)
        if several:
            assert told["Sum"] == told["Gradient"]
            check_sum(inspector, formulas(inspector)[-1], id_)


def numbers(inspector: Inspector) -> list[NumberLabel]:
    sheet = inspector._sheet
    assert sheet is not None
    return sheet.findChildren(NumberLabel)


def check_product(trace: Trace, edge: ReadingEdge, number: NumberLabel) -> None:
    """Behind a contribution stands the product that it is."""
    product = _PRODUCT.search(number.toolTip())
    scalar = all(not np.ndim(trace.values[end]) for end in edge[:2])
    assert bool(product) == scalar
    if product:
        share, arriving = share_of(trace, edge), trace.gradients[edge.target]
        upstream, local, result = product.groups()
        assert (upstream, result) == (in_panel(arriving), shown(share))
        assert not np.all(arriving) or local == in_panel(share_over(trace, edge))
