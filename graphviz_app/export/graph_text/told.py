"""What a picture tells of nodes and edges as of a frame, as rows of words."""

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from graphviz_app.core.graph import Value
from graphviz_app.core.reading import ReadingEdge
from graphviz_app.core.view import View
from graphviz_app.explain.formula import symbol
from graphviz_app.explain.titles import shown_name
from graphviz_app.explain.worked.written.printable import on_one_line
from graphviz_app.explain.worked.written.reader import text as plain_text
from graphviz_app.frames import Frame
from graphviz_app.scene.items.faces import NodeFace
from graphviz_app.scene.items.lettering import Lettering
from graphviz_app.scene.items.slot_marks import slot_texts
from graphviz_app.scene.picture import Picture
from graphviz_app.scene.typeset.math_text import MathText
from graphviz_app.scene.typeset.number_block import number_block

Tone = Literal["name", "value", "gradient"]
_TONES: Mapping[str, Tone] = {"value": "value", "gradient": "gradient"}
"""Of an edge's numbers; the others are muted."""


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
    if frame.shows_value(id_) and not _is_written(now, id_):
        rows += (_on_sign if view.style == "wires" else _on_node)(now, frame, id_, face)
    return rows + list(_bias(now, frame, id_))


def _on_node(picture: Picture, frame: Frame, id_: str, face: NodeFace) -> list[Row]:
    """All of its numbers, also where it has little room for them."""
    view, rows = picture.view, list[Row]()
    if view.values:
        rows += _row(face.value.text if face.value else _value(picture, frame, id_), "value")
    if view.gradients and frame.shows_gradient(id_):
        gradient = face.gradient.text if face.gradient else _gradient(picture, id_)
        rows += _row(gradient, "gradient")
    return rows


def _on_sign(picture: Picture, frame: Frame, id_: str, face: NodeFace) -> list[Row]:
    """What no wire tells."""
    view, rows = picture.view, list[Row]()
    if face.value and view.values:
        rows += _row(face.value.text, "value")
    if face.gradient and view.gradients and frame.shows_gradient(id_):
        rows += _row(face.gradient.text, "gradient")
    return rows


def edge_rows(picture: Picture, frame: Frame, index: int) -> list[Row]:
    """What is written at an edge: its weight, and numbers that no node has."""
    now = picture.with_run(frame.run)
    edge, view, item = now.reading.edges[index], now.view, now.edges[index]
    rows = [] if edge.weight is None else [Row(_name(now, edge.weight), "name")]
    for kind, block in now.faces.rows_at_rest(index, view):
        if item.is_known(kind, frame):
            new = _new(frame, edge, view) if kind == "value" else None
            text = block.text if new is None else number_block(new, now.style.number).text
            rows += _row(text, _TONES.get(kind, "name"))
    return rows


def _new(frame: Frame, edge: ReadingEdge, view: View) -> Value | None:
    """What a step of learning makes of the number at an edge, where no node shows it."""
    if edge.weight is not None:
        return frame.new_value(edge.weight)
    return frame.new_value(edge.carries) if view.style == "wires" else None


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


def _value(picture: Picture, frame: Frame, id_: str) -> str:
    """Or what a step of learning makes of it."""
    new = frame.new_value(id_)
    value = picture.run.value(id_) if new is None else new
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
    if view.values and frame.shows_value(neuron.bias):
        parts.append(_value(picture, frame, neuron.bias))
    if view.gradients and frame.shows_gradient(neuron.bias):
        parts.append(f"∂ {_gradient(picture, neuron.bias)}")
    yield Row(" ".join(parts), "name")
