"""What a picture tells of nodes and edges as of a frame, as rows of words."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from graphviz_app.animate import Frame
from graphviz_app.explain.formula import symbol
from graphviz_app.explain.titles import shown_name
from graphviz_app.explain.worked.written.printable import on_one_line
from graphviz_app.explain.worked.written.reader import text as plain_text
from graphviz_app.scene.items.faces import NodeFace
from graphviz_app.scene.items.lettering import Lettering
from graphviz_app.scene.items.slot_marks import slot_texts
from graphviz_app.scene.picture import Picture
from graphviz_app.scene.typeset.math_text import MathText
from graphviz_app.scene.typeset.number_block import number_block

Tone = Literal["name", "value", "gradient"]


class Row(NamedTuple):
    """A line of words in one tone."""

    text: str
    tone: Tone


def node_rows(picture: Picture, frame: Frame, id_: str) -> list[Row]:
    """What is written on a node: what it is, and its numbers as far as they are known."""
    now = picture.with_run(frame.run)
    item, view = now.nodes[id_], now.view
    face = item.face(frame, now.faces)
    rows = [Row(_titled(now, id_, face), "name")]
    at_edges = view.style == "wires" and bool(now.reading.outgoing[id_])
    if at_edges or not frame.shows_value(id_) or _is_written(now, id_):
        return rows
    if view.values:
        rows += _row(face.value.text if face.value else _value(now, id_), "value")
    if view.gradients and frame.shows_gradient(id_):
        rows += _row(face.gradient.text if face.gradient else _gradient(now, id_), "gradient")
    return rows + list(_bias(now, frame, id_))


def edge_rows(picture: Picture, frame: Frame, index: int) -> list[Row]:
    """What is written at an edge: its weight, and numbers that no node has."""
    now = picture.with_run(frame.run)
    edge, view = now.reading.edges[index], now.view
    rows = [] if edge.weight is None else [Row(_name(now, edge.weight), "name")]
    for kind, block in now.faces.rows_at_rest(index, view):
        if kind == "value" and (frame.shows_carried(index) or edge.weight is not None):
            rows += _row(block.text, "value")
        elif kind == "gradient" and frame.shows_contribution(index):
            rows += _row(block.text, "gradient")
        elif kind in ("local", "shape"):
            rows += _row(block.text, "name")
    return rows


def cue_of(picture: Picture, index: int) -> str:
    """Which operand an edge is, where their order matters."""
    edge = picture.reading.edges[index]
    cues = slot_texts(picture.reading, edge.target)
    return cues[edge.slot] if edge.slot < len(cues) else ""


def _row(text: str, tone: Tone) -> list[Row]:
    return [Row(text, tone)] if text else []


def _titled(picture: Picture, id_: str, face: NodeFace) -> str:
    """Its name, and what is computed there."""
    reading = picture.reading
    sign, title = _words(face.sign), _words(face.title)
    name = shown_name(picture.run, id_)
    if reading.neurons.get(id_) is not None:
        return sign or name
    if reading.is_of_lines and title:
        return f"{sign} = {title}"
    return f"{title}: {sign}" if title else sign or name


def _words(lettering: Lettering | None) -> str:
    if lettering is None:
        return ""
    if isinstance(lettering, MathText):
        return on_one_line(plain_text(lettering.latex))
    return on_one_line(lettering.content)


def _name(picture: Picture, id_: str) -> str:
    """A name as it is drawn: w₁₁."""
    here = picture.run.graph
    graph = here if id_ in here.nodes else picture.run.whole.graph
    return graph.labels.get(id_) or plain_text(symbol(graph, id_))


def _is_written(picture: Picture, id_: str) -> bool:
    """Whether its name is its value: a number inside a formula."""
    return picture.nodes[id_].form.value is None and not picture.reading.incoming[id_]


def _value(picture: Picture, id_: str) -> str:
    value = picture.run.value(id_)
    return "" if value is None else number_block(value, picture.style.number).text


def _gradient(picture: Picture, id_: str) -> str:
    gradient = picture.run.gradient(id_)
    return "" if gradient is None else number_block(gradient, picture.style.number).text


def _bias(picture: Picture, frame: Frame, id_: str) -> Iterator[Row]:
    """The bias of a neuron that stands below it."""
    neuron, view = picture.reading.neurons.get(id_), picture.view
    if neuron is None or neuron.bias is None or picture.reading.units:
        return
    parts = [_name(picture, neuron.bias)]
    parts += [_value(picture, neuron.bias)] if view.values else []
    if view.gradients and frame.shows_gradient(neuron.bias):
        parts.append(f"∂ {_gradient(picture, neuron.bias)}")
    yield Row(" ".join(parts), "name")
