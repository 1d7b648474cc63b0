"""Which nodes are meant by a few typed letters: by name, function, sign or value."""

from collections.abc import Iterable
from functools import lru_cache

import numpy as np

from graphviz_app.core.graph import Graph, Node, Value
from graphviz_app.core.oplib import OPS
from graphviz_app.core.read_run import ReadRun
from graphviz_app.explain.explain import node_sign
from graphviz_app.explain.formula import is_named
from graphviz_app.formats.language.words.grammar import ALIASES
from graphviz_app.numbers import MINUS, in_panel, on_graph
from graphviz_app.patterns import late

_TYPED = {
    **dict.fromkeys("×·⋅∙", "*"),
    "÷": "/",
    MINUS: "-",
    "^": "**",
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    "Σ": "sum",
    "√": "sqrt",
    **{raised: f"**{n}" for n, raised in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")},
}
"""How signs that are drawn, or written on paper, are typed."""
_MARK = late(r"[^\w\s]+|[^\W\d_]{2,}")
"""A sign or a word in what is typed: ``*``, ``if``."""
MOST = 16
"""Elements up to which a vector's numbers are looked at."""


def find_nodes(words: str, run: ReadRun) -> list[str]:
    """Ids of what is drawn that is meant, best first: by name or label, operator, value.

    Names and signs of all nodes that stand in a drawn one are read in it: in a line, a neuron, a
    folded group. Weights and biases that stand on edges and in neurons are found as well.
    """
    words = words.strip()
    if not words:
        return []
    found = []
    reading = run.reading
    leaves = {*reading.weights, *reading.biases}.difference(reading.nodes)
    for node in (*reading.nodes.values(), *map(run.graph.nodes.__getitem__, sorted(leaves))):
        inside = [run.graph.nodes[id_] for id_ in reading.members.get(node.id, ())]
        rank = _rank(words, node, inside, run)
        if rank is not None:
            found.append((rank, node.id))
    return [id_ for _, id_ in sorted(found, key=lambda ranked: ranked[0])]


def _rank(words: str, node: Node, inside: Iterable[Node], run: ReadRun) -> int | None:
    """0 for the very name, up to 6 for a number; None if the node is not meant."""
    folded = words.casefold()
    inside = list(inside)
    named = [one for one in inside if is_named(run.graph, one.id)]
    by_name = (_rank_of_name(folded, one, run.graph) for one in (node, *named))
    ranks = [rank for rank in by_name if rank is not None]
    if ranks:
        return min(ranks)
    if node.op.startswith(folded) or _is_sign_of(words, node):
        return 3
    if any(_is_sign_of(words, one) for one in inside):
        return 4
    op = OPS.get(node.op)
    if op is not None and len(words) > 2 and f" {folded}" in f" {op.about.casefold()}":
        return 5
    numbers = (run.value(node.id), run.gradient(node.id))
    return 6 if any(_is_written(folded, x) for x in numbers if x is not None) else None


def _rank_of_name(words: str, node: Node, graph: Graph) -> int | None:
    names = [node.id.casefold(), graph.labels.get(node.id, "").casefold()]
    if words in names:
        return 0
    if any(name.startswith(words) for name in names):
        return 1
    inside_name = len(words) > 1 and any(words in name for name in names)
    return 2 if inside_name or words in node.group.casefold().split("/") else None


def _is_sign_of(words: str, node: Node) -> bool:
    exponent = node.attrs.get("exponent")
    signs = _signs(node.op, str(exponent) if exponent is not None else "")
    return words == node_sign(node) or _as_typed(words) in signs


@lru_cache(maxsize=512)
def _signs(name: str, exponent: str) -> frozenset[str]:
    """Everything that an operator is typed or drawn as: ``**2``, ``**``; ``sigmoid``, ``σ``."""
    op = OPS.get(name)
    if op is None or op.is_leaf:
        return frozenset((name,))
    others = (word for word, meant in ALIASES.items() if meant == name)
    forms = [op.typed, op.symbol.partition("$")[0], *others]
    marks = [mark for form in forms for mark in _MARK.findall(form)]
    whole = op.typed + exponent.removesuffix(".0")
    return frozenset(_as_typed(form) for form in (*forms, *marks, whole) if form)


def _as_typed(words: str) -> str:
    """With typed signs in place of drawn ones, without blanks; words in small letters."""
    signs = (_TYPED.get(sign, sign) for sign in words if not sign.isspace())
    return "".join(sign.casefold() for sign in signs)


def _is_written(words: str, value: Value) -> bool:
    """Whether a number begins with the digits that were typed."""
    words = words.replace("-", MINUS)
    if not any(sign.isdigit() for sign in words) or np.size(value) > MOST:
        return False
    numbers = [float(number) for number in np.ravel(value)]
    return any(in_panel(x).startswith(words) or on_graph(x) == words for x in numbers)
