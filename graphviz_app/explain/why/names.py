"""What a reason is about, as plain text: an operator and its place, an operand, its value."""

import numpy as np

from graphviz_app.core.graph import Graph, Value
from graphviz_app.core.oplib import is_leaf
from graphviz_app.core.reading import line_of
from graphviz_app.core.trace import Trace
from graphviz_app.explain.formula import is_named
from graphviz_app.explain.notation import plain_name
from graphviz_app.explain.plain_formula import node_sign, plain_expression
from graphviz_app.numbers import in_panel, superscript

_LONG, _DEEP = 28, 4
_BRACKETS = {"⌊": "floor(", "⌈": "ceil(", "⌋": ")", "⌉": ")"}
"""Signs that the typeface of the words lacks."""


def sign_of(graph: Graph, id_: str) -> str:
    """``ReLU``, ``×``; ``floor`` of what has a sign that words cannot be set with."""
    sign = node_sign(graph.nodes[id_])
    return graph.nodes[id_].op if any(map(sign.__contains__, _BRACKETS)) else sign


def called(graph: Graph, id_: str) -> str:
    """``h``, ``w · x`` of what has no name, ``0`` of a constant, ``+ in z`` of what is longer."""
    if is_named(graph, id_):
        return plain_name(id_)
    return _short_expression(graph, id_) or _placed(graph, id_)


def spot(graph: Graph, id_: str) -> str:
    """An operator and where it is: ``ReLU at h``, ``ReLU(w · x) in L``."""
    if is_named(graph, id_):
        return f"{sign_of(graph, id_)} at {plain_name(id_)}"
    short_ = _short_expression(graph, id_)
    return f"{short_} in {plain_name(line_of(graph, id_))}" if short_ else _placed(graph, id_)


def _short_expression(graph: Graph, id_: str) -> str:
    """What is worked out, if that is short and whole; else ''."""
    text = plain_expression(graph, id_, 1 if is_leaf(graph.nodes[id_]) else _DEEP)
    for bracket, word in _BRACKETS.items():
        text = text.replace(bracket, word)
    return "" if "…" in text or len(text) > _LONG else text


def _placed(graph: Graph, id_: str) -> str:
    return f"{sign_of(graph, id_)} in {plain_name(line_of(graph, id_))}"


def with_value(trace: Trace, id_: str) -> str:
    """``z = −1.2``; of a tensor, and of a number as it is written, only what it is called."""
    name, value = called(trace.graph, id_), trace.values.get(id_)
    written = not is_named(trace.graph, id_) and is_leaf(trace.graph.nodes[id_])
    return name if written or value is None or np.ndim(value) else f"{name} = {short(value)}"


def short(value: Value) -> str:
    """A number as in the panels, without zeros at its end: ``−2.4``, ``900``."""
    text = in_panel(value)
    return text.rstrip("0").rstrip(".") if "." in text and "·" not in text else text


def power_of_ten(exponent: float) -> str:
    """``10⁻³⁵⁰``"""
    return f"10{superscript(round(exponent))}"
