"""Tooltips: the full name or label, and every digit of the numbers known by now."""

from html import escape

from graphviz_app.core.graph import Value
from graphviz_app.core.oplib import OPS
from graphviz_app.core.reading import Element
from graphviz_app.explain.explain import steering
from graphviz_app.frames import Frame
from graphviz_app.numbers import in_full
from graphviz_app.scene.picture import Picture

MOST = 4
"""Marked units of a line or a group that are told."""


def tooltip(picture: Picture, frame: Frame, element: Element) -> str:
    """Rich text for a node or an edge."""
    if isinstance(element, str):
        return _node(picture, frame, element)
    return _edge(picture, frame, element)


def _node(picture: Picture, frame: Frame, id_: str) -> str:
    run, node = picture.run, picture.reading.nodes[id_]
    op, box = OPS.get(node.op), picture.reading.boxes.get(id_)
    about = op.about if op else node.op
    if box is not None:
        about = f"a folded group: {', '.join(box.exits) or 'nothing'} leaves it"
    lines = [f"<b>{_called(picture, id_)}</b>: {escape(about)}"]
    if frame.shows_value(id_):
        lines += _line("value", run.value(id_), picture.theme.value)
    if frame.shows_gradient(id_):
        lines += _line(_derivative(picture), run.gradient(id_), picture.theme.derivative)
        lines += _why(picture, id_)
        lines += _after(picture, frame, id_)
    if id_ in run.reading.neurons:
        lines += _neuron(picture, frame, id_)
    if picture.view.marks and frame.shows_value(id_) and id_ in picture.faces.fates:
        lines += _fates(picture, id_)
    members = picture.reading.members[id_]
    lines += [escape(problem.message) for problem in run.trace.problems if problem.node in members]
    lines += [escape(f"a corner: {k.convention}") for k in run.trace.kinks if k.node in members]
    return "<br>".join(lines)


def _neuron(picture: Picture, frame: Frame, id_: str) -> list[str]:
    """What goes into the activation, and what comes back through it; the bias."""
    run, theme = picture.run, picture.theme
    neuron, lines = run.reading.neurons[id_], []
    if neuron.activation is not None and frame.shows_value(id_):
        lines += _line("weighted sum z", run.weighted_sum(id_), theme.value)
    if neuron.activation is not None and frame.shows_delta(id_):
        sign = "δ, the " if run.wrt is None else ""
        lines += _line(f"{sign}{_derivative(picture)} of z", run.delta(id_), theme.derivative)
    return lines + ([] if neuron.bias is None else _leaf(picture, frame, neuron.bias))


def _leaf(picture: Picture, frame: Frame, id_: str) -> list[str]:
    """A weight or a bias, with its numbers."""
    run, theme, lines = picture.run, picture.theme, []
    name = _called(picture, id_)
    if frame.shows_value(id_):
        lines += _line(name, run.value(id_), theme.value)
    if frame.shows_gradient(id_):
        lines += _line(f"{_derivative(picture)} of {name}", run.gradient(id_), theme.derivative)
        lines += _after(picture, frame, id_, f"{name} ")
    return lines


def _after(picture: Picture, frame: Frame, id_: str, name: str = "") -> list[str]:
    """What a parameter is after the step of learning that the run ends with."""
    updating = frame.schedule.updating
    if updating is None or id_ not in updating.at or frame.run is not frame.schedule.run:
        return []
    return _line(f"{name}after the step", updating.shift(id_).new, picture.theme.toned("parameter"))


def _edge(picture: Picture, frame: Frame, index: int) -> str:
    run = picture.run
    edge = run.reading.edges[index]
    lines = [f"<b>{_called(picture, edge.source)} → {_called(picture, edge.target)}</b>"]
    if edge.weight is not None:
        lines += _leaf(picture, frame, edge.weight)
    if frame.shows_carried(index):
        lines += _line("value carried", run.carried(index), picture.theme.value)
        lines += _line("local derivative", run.local(index), "")
    if frame.shows_contribution(index):
        share = run.contribution(index)
        what = "contribution" if run.wrt is None else "tangent carried"
        lines += _line(what, share, picture.theme.derivative)
        lines += _why(picture, index)
    if edge.control:
        lines.append(steering(run.graph, edge.members[0]))
    return "<br>".join(lines)


def _fates(picture: Picture, id_: str) -> list[str]:
    """What is marked of it."""
    from graphviz_app.explain.why.fates import fates

    said = fates(picture.run).get(id_, [])
    return [escape(one) for one in said[:MOST]] + ["…"] * (len(said) > MOST)


def _derivative(picture: Picture) -> str:
    """What stands below the value."""
    wrt = picture.run.wrt
    return "gradient" if wrt is None else f"tangent, by {escape(wrt)}"


def _why(picture: Picture, element: Element) -> list[str]:
    """Why a number is 0, tiny or huge: the nearest reason."""
    from graphviz_app.explain.why.courses import why_size  # late: nothing is hovered at first
    from graphviz_app.explain.why.zeros import why_contribution, why_gradient

    run = picture.run
    if run.wrt is not None:
        return []
    if isinstance(element, int):
        reasons = why_contribution(run, element)
    else:
        size = why_size(run, element)
        reasons = why_gradient(run, element) or (() if size is None else (size,))
    return [escape(reason.sentence) for reason in reasons[:1]]


def _called(picture: Picture, id_: str) -> str:
    """What is written on the node, and its id if that is something else."""
    if id_ in picture.reading.boxes:
        return escape(picture.reading.boxes[id_].path)
    label = picture.run.graph.labels.get(id_)
    return escape(id_ if label is None else f"{label} ({id_})")


def _line(what: str, value: Value | None, color: str) -> list[str]:
    if value is None:
        return []
    number = escape(in_full(value)).replace("\n", "<br>")
    style = f' style="color:{color}"' if color else ""
    return [f"{what}: <span{style}>{number}</span>"]
