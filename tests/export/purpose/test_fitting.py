"""Pictures as large as they are asked for, and legible."""

import pytest

import graphviz_app
from graphviz_app.core.graph import Graph
from graphviz_app.core.view import View
from graphviz_app.errors import ExportError, LayoutError
from graphviz_app.export.drawn.drawn import drawn_of
from graphviz_app.export.purpose.fitting import Fitted, fitted
from graphviz_app.export.purpose.lengths import CM
from graphviz_app.export.purpose.purpose import PRESETS, Purpose
from graphviz_app.export.purpose.remedies import UnfittedError
from graphviz_app.export.purpose.trying import sizes_of
from graphviz_app.frames import frame_at
from graphviz_app.layout import LayoutService
from graphviz_app.resources import examples
from graphviz_app.scene.items.cards.card_item import CardItem

pytestmark = pytest.mark.usefixtures("qapp")
COLUMN = PRESETS["column"]
EXAMPLES = {path.stem: path for path in examples()}


def graph(name: str) -> Graph:
    return graphviz_app.load(EXAMPLES[name])


def smallest(found: Fitted) -> float:
    """Points of the smallest text that is drawn."""
    frame = frame_at(found.schedule, found.schedule.finished)
    return min(sizes_of(drawn_of(found.picture, frame))) * found.setting.points


def size(found: Fitted) -> tuple[float, float]:
    bounds, points = found.picture.bounds, found.setting.points
    return bounds.width() * points / CM, bounds.height() * points / CM


@pytest.fixture(scope="module")
def service() -> LayoutService:
    return LayoutService()


FEW = ("neuron", "relu", "two-paths", "swish", "hinge", "heart", "tanh")


@pytest.mark.parametrize("name", FEW)
@pytest.mark.parametrize("preset", ["column", "two-columns", "slide", "readme"])
def test_what_is_accepted_is_as_wide_as_asked_for_and_legible(
    name: str, preset: str, service: LayoutService
) -> None:
    purpose = PRESETS[preset]
    try:
        found = fitted(graph(name), View(), purpose, service=service)
    except UnfittedError as error:
        assert error.text < purpose.aim  # noqa: PT017  # it may be refused, if that is true
        return
    assert size(found)[0] == pytest.approx(purpose.most_width / CM)
    assert size(found)[1] <= purpose.most_height / CM + 1e-6
    assert smallest(found) >= purpose.aim - 1e-6
    assert smallest(found) == pytest.approx(found.text)


def test_a_slide_is_a_whole_page(service: LayoutService) -> None:
    found = fitted(graph("relu"), View(), PRESETS["slide"], service=service)
    assert size(found) == pytest.approx((960 / CM, 540 / CM))


def test_a_height_alone_is_exact(service: LayoutService) -> None:
    found = fitted(graph("relu"), View(), Purpose(height=3 * CM), service=service)
    assert size(found)[1] == pytest.approx(3.0)


def test_a_small_graph_does_not_shout(service: LayoutService) -> None:
    found = fitted(graph("relu"), View(), PRESETS["two-columns"], service=service)
    assert found.text < 2 * PRESETS["two-columns"].aim


def test_what_was_chosen_is_told_and_what_was_said_stays(service: LayoutService) -> None:
    free = fitted(graph("neuron"), View(), COLUMN, service=service)
    assert free.view.style == "wires"
    assert free.remark == "drawn as signs on wires"
    said = fitted(graph("neuron"), View(style="cards"), COLUMN, service=service)
    assert all(isinstance(node, CardItem) for node in said.picture.nodes.values())
    assert said.view.reading == "operators"


def test_a_reading_that_was_said_is_not_changed_but_another_one_offered(
    service: LayoutService,
) -> None:
    with pytest.raises(UnfittedError, match="--reading lines") as caught:
        fitted(graph("circle"), View("operators"), COLUMN, service=service)
    assert "in 8.5 cm its smallest text would have" in str(caught.value)


@pytest.mark.parametrize("name", ["circle"])
def test_everything_that_is_offered_helps(name: str, service: LayoutService) -> None:
    with pytest.raises(UnfittedError) as caught:
        fitted(graph(name), View("operators"), COLUMN, service=service)
    assert len(caught.value.remedies) >= 2
    for remedy in caught.value.remedies:
        found = fitted(graph(name), remedy.view, remedy.purpose, service=service)
        assert smallest(found) >= remedy.purpose.aim - 1e-6
        assert remedy.option in str(caught.value)


def test_the_width_that_is_offered_is_hardly_wider_than_it_has_to_be(
    service: LayoutService,
) -> None:
    network = graph("two-two-two-network")
    with pytest.raises(UnfittedError) as caught:
        fitted(network, View("neurons", direction="LR"), COLUMN, service=service)
    remedy = next(one for one in caught.value.remedies if one.option.startswith("--width"))
    assert COLUMN.aim <= remedy.text <= 1.1 * COLUMN.aim


@pytest.mark.parametrize("name", ["xor", "two-two-two-network"])
def test_a_network_fits_a_column_as_neurons_from_top_to_bottom(
    name: str, service: LayoutService
) -> None:
    found = fitted(graph(name), View(), COLUMN, service=service)
    assert (found.view.reading, found.picture.layout.direction) == ("neurons", "TB")
    assert smallest(found) >= COLUMN.aim
    assert "from top to bottom, drawn close together" in found.remark


def test_a_direction_that_was_said_stays(service: LayoutService) -> None:
    with pytest.raises(UnfittedError, match="--direction auto"):
        fitted(graph("xor"), View("neurons", direction="LR"), COLUMN, service=service)


def test_without_a_least_size_it_is_drawn_anyhow_and_said_how_small(
    service: LayoutService,
) -> None:
    found = fitted(graph("lstm-cell"), View(), Purpose(width=5 * CM), service=service)
    assert "the smallest text has" in found.remark
    assert found.text < 7


def test_an_empty_graph_fits(service: LayoutService) -> None:
    found = fitted(Graph({}, {}), View(), COLUMN, service=service)
    assert size(found)[0] == pytest.approx(8.5)


@pytest.mark.parametrize("name", ["xor", "swish"])
def test_a_wire_that_is_led_round_still_leads_between_its_numbers(
    name: str, service: LayoutService
) -> None:
    found = fitted(graph(name), View(style="wires"), COLUMN, service=service)
    boxed = [edge for edge in found.picture.edges if edge.label_box is not None]
    assert boxed
    for edge in boxed:
        points = edge.curve.points_between(200)
        assert any(edge.label_box.contains(at) for at in points if edge.label_box)


def test_margins_that_leave_nothing_are_refused(service: LayoutService) -> None:
    purpose = Purpose(width=2 * CM, margin=1.5 * CM)
    with pytest.raises(ExportError, match=r"margins of 1\.5 cm on both sides .* of 2 cm"):
        fitted(graph("neuron"), View(), purpose, service=service)


def test_what_graphviz_gives_up_is_told_as_that() -> None:
    hurried = LayoutService(time_limit=0.0)
    with pytest.raises(LayoutError):
        fitted(graph("neuron"), View(), COLUMN, service=hurried)
