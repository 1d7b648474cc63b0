"""The form of a circle: a neuron, or an input of one."""

from dataclasses import dataclass

from graphviz_app.core.graph import Value
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.view import View
from graphviz_app.explain.formula import is_named
from graphviz_app.explain.letters import unnamed_letter
from graphviz_app.layout import Direction, Size
from graphviz_app.layout.geometry import Round
from graphviz_app.scene.items.forms import NodeForm
from graphviz_app.scene.items.lettering import Lettering, is_inner_constant, name_of
from graphviz_app.scene.items.neurons.bias import BEFORE, BiasLine
from graphviz_app.scene.items.neurons.weight_form import added_name
from graphviz_app.scene.items.rooms import derivative_block, room_for
from graphviz_app.scene.style import Style
from graphviz_app.scene.typeset.fonts import Typeface
from graphviz_app.scene.typeset.math_text import typeset
from graphviz_app.scene.typeset.number_block import NumberBlock, number_block
from graphviz_app.typing_compat import override

NEURON, INPUT, UNIT = 84.0, 58.0, 40.0
BARE_NEURON, BARE_INPUT = 68.0, 44.0
"""Diameters; and of those without numbers in them."""
NAME, INPUT_NAME = 18, 18
_NOTHING = Size(0.0, 0.0)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class DiscForm(NodeForm):
    """A circle; the name of a neuron is above it, that of an input in it."""

    size: Round
    bias: BiasLine | None = None
    is_neuron: bool = False

    @property
    @override
    def extent(self) -> Size:
        return self.size

    @override
    def size_towards(self, direction: Direction) -> Size:
        return self.size.towards(direction)

    @override
    def reach(self, direction: Direction) -> tuple[float, float, float, float]:
        if direction == "TB":
            across, half = (length / 2 for length in self.size.towards("TB"))
            return across, half, across, half
        half, across = self.size.disc / 2, self.size.width / 2
        return across, half + self.size.above.height, across, half + self.size.below.height

    @override
    def further(self, run: ReadRun, id_: str, style: Style) -> tuple[NumberBlock | None, ...]:
        """δ, and the bias's value and gradient."""
        if not self.is_neuron:
            return ()
        bias = None if self.bias is None else self.bias.id
        return (
            derivative_block(run, run.delta(id_), style.gradient_number),
            None if bias is None else _block(run.value(bias), style.number),
            derivative_block(
                run, None if bias is None else run.gradient(bias), style.gradient_number
            ),
        )


def is_disc(run: ReadRun, id_: str) -> bool:
    """Whether a node is drawn as a circle: a neuron, or a leaf or element that a neuron weighs.

    So are inputs of neurons that are folded.
    """
    reading = run.reading
    element = reading.nodes[id_].op == "index" and isinstance(run.value(id_), float)
    if id_ in reading.neurons or (reading.incoming[id_] and not element):
        return id_ in reading.neurons
    targets = {reading.edges[index].target for index in reading.outgoing[id_]}
    folded = reading.nodes[id_].op == "input" and isinstance(run.value(id_), float)
    return not targets.isdisjoint(reading.neurons) or (
        folded and not targets.isdisjoint(reading.boxes)
    )


def disc_form(run: ReadRun, id_: str, style: Style, view: View) -> DiscForm:
    """The circle of a node."""
    if id_ in run.reading.units:
        return _unit(run, id_, style)
    made = _neuron if id_ in run.reading.neurons else _input
    return made(run, id_, style, view)


def _neuron(run: ReadRun, id_: str, style: Style, view: View) -> DiscForm:
    name, bias = _name(run, id_, style), _bias(run, id_, style, view)
    above = _NOTHING
    if name is not None:
        above = Size(name.width, name.ascent + name.descent + style.px(BEFORE))
    below = _NOTHING if bias is None else bias.size(style)
    value = room_for(run.value(id_), style.number) if view.keeps_values else None
    gradient = room_for(run.gradient(id_), style.gradient_number) if view.keeps_gradients else None
    told = view.keeps_values or view.keeps_gradients
    disc = style.theme.opened(NEURON) if told else style.px(BARE_NEURON)
    right = _NOTHING if bias is None else bias.size_beside(style)
    down = Round.of(disc, left=_beside(above, style), right=right)
    size = Round.of(disc, above, below, down=down)
    return DiscForm(
        shape="circle", sign=name, title=None, value=value, gradient=gradient,
        width=size.width, height=size.height, size=size, bias=bias, is_neuron=True,
    )  # fmt: skip


def _name(run: ReadRun, id_: str, style: Style) -> Lettering | None:
    """Its name or label; without one what captions call it, if there are several such."""
    if is_named(run.graph, id_) or id_ in run.graph.labels:
        return name_of(run.reading, id_, NAME, style)
    called = unnamed_letter(run.reading, id_)
    return typeset(called, style.px(style.name_size(NAME))) if called else None


def _bias(run: ReadRun, id_: str, style: Style, view: View) -> BiasLine | None:
    neuron = run.reading.neurons[id_]
    bias = neuron.bias
    value = None if bias is None else room_for(run.value(bias), style.number)
    if bias is None or value is None or run.reading.units:
        return None
    own = is_inner_constant(run.reading, run.graph.nodes[bias])
    name = added_name(run, bias, style, minus=neuron.minus)
    told = not own and view.keeps_gradients
    gradient = _small_room(run.gradient(bias), style) if told else None
    if not view.keeps_values:
        value = Size(0.0, value.height)
    return None if name is None and not view.keeps_values else BiasLine(bias, name, value, gradient)


def _unit(run: ReadRun, id_: str, style: Style) -> DiscForm:
    """A 1 that biases start from: it is its own number, and nothing changes it."""
    name, size = (
        name_of(run.reading, id_, NAME, style),
        Round.of(style.px(UNIT)),
    )
    return DiscForm(
        shape="circle", sign=name, title=None, value=None, gradient=None,
        width=size.width, height=size.height, size=size,
    )  # fmt: skip


def _small_room(number: Value | None, style: Style) -> Size | None:
    """Room for two digits more: where there is space, small gradients have it."""
    return room_for(number, style.gradient_number, prefix="00")


def _input(run: ReadRun, id_: str, style: Style, view: View) -> DiscForm:
    """An input's gradient is below its circle."""
    name = name_of(run.reading, id_, INPUT_NAME, style)
    value = room_for(run.value(id_), style.number) if view.keeps_values else None
    gradient = _small_room(run.gradient(id_), style) if view.keeps_gradients else None
    below = _NOTHING
    if gradient is not None:
        below = Size(gradient.width, gradient.height + style.px(BEFORE))
    disc = max(
        style.theme.opened(INPUT) if value else style.px(BARE_INPUT), name.width + style.px(14)
    )
    size = Round.of(disc, below=below, down=Round.of(disc, above=below))
    return DiscForm(
        shape="circle", sign=name, title=None, value=value, gradient=gradient,
        width=size.width, height=size.height, size=size,
    )  # fmt: skip


def _beside(room: Size, style: Style) -> Size:
    """What is above or below a circle, as it takes place on its side."""
    gap = style.px(BEFORE) if room.width else 0.0
    return Size(room.width + gap, max(room.height - gap, 0.0))


def _block(number: Value | None, typeface: Typeface) -> NumberBlock | None:
    return None if number is None else number_block(number, typeface)
