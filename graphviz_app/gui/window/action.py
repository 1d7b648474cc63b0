"""ActionSpec: a row of the table of actions, and the kinds of rows there are."""

from dataclasses import dataclass, replace
from typing import Literal

from graphviz_app.core.choices import Kind

Need = Literal[
    "",
    "graph",
    "selection",
    "nodes",
    "leaf",
    "parts",
    "operands",
    "undo",
    "redo",
    "dot",
    "group",
    "groups",
    "node",
    "leaves",
    "in_group",
    "pinned",
    "pins",
    "wrong",
    "questions",
    "covered",
    "asked",
    "covers",
]
"""What has to be there for an action: ``_there_is`` in main_window says when it is."""


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One thing a person can do.

    ``calls`` is the dotted name of what is called, seen from the window; a checkable action hands
    over whether it is checked, one with a ``value`` hands over the value. Of the actions of one
    ``group`` exactly one is checked.
    """

    id: str
    text: str
    calls: str
    tip: str
    shortcuts: tuple[str, ...] = ()
    checkable: bool = False
    group: str = ""
    value: object = None
    on_canvas: bool = False
    """Its keys mean this only while they go to the canvas."""
    needs: Need = ""
    """Without it, the action is off."""
    view: str = ""
    """The field of the View that it is about: it hands over a View, and is checked as that is."""


def act(
    id_: str, text: str, *, calls: str, keys: str = "", tip: str = "", needs: Need = ""
) -> ActionSpec:
    """Something that is done. Of its ``keys``, parted by spaces, the first is told."""
    words = tip or text.rstrip("…")
    return ActionSpec(id_, text, calls, words, tuple(keys.split()), needs=needs)


def edit(
    id_: str, text: str, *, keys: str, tip: str, needs: Need = "", by: str = "editing"
) -> ActionSpec:
    """Something done to the graph on the canvas, by this part of the window."""
    spec = act(id_, text, calls=f"{by}.{id_}", keys=keys, tip=tip, needs=needs)
    return replace(spec, on_canvas=True)


def toggle(id_: str, text: str, *, calls: str, keys: str, tip: str) -> ActionSpec:
    """Something that is on or off."""
    return replace(act(id_, text, calls=calls, keys=keys, tip=tip), checkable=True)


def choice(id_: str, text: str, *, calls: str, value: str, tip: str) -> ActionSpec:
    """One of several, which are those that call the same."""
    spec = act(id_, text, calls=calls, tip=tip)
    return replace(spec, checkable=True, group=calls, value=value)


def looked_at(
    id_: str, text: str, *, view: str, value: str, tip: str, needs: Need = ""
) -> ActionSpec:
    """One way of looking at the graph, of several."""
    spec = choice(id_, text, calls="drawing.look", value=value, tip=tip)
    return replace(spec, group=view, view=view, needs=needs)


def page(id_: str, text: str, *, value: str, keys: str, tip: str) -> ActionSpec:
    """Bring a page of the right panel to the front."""
    spec = act(id_, text, calls="show_page", keys=keys, tip=tip, needs="graph")
    return replace(spec, value=value)


def reading(kind: Kind, text: str, *, keys: str, tip: str) -> ActionSpec:
    """One way of reading the graph."""
    spec = looked_at(kind, text, view="reading", value=kind, tip=tip)
    return replace(spec, shortcuts=(keys,))


def shown(id_: str, text: str, *, keys: str, tip: str) -> ActionSpec:
    """Numbers on the graph, or not."""
    return replace(toggle(id_, text, calls="drawing.look", keys=keys, tip=tip), view=id_)
