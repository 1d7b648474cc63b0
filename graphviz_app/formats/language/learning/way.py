"""The comment that says which way of learning was gone: from where, and how far.

``# trained: 40 steps from {"w": 0.3}``, or ``40 steps of descent 2 from …``, with every digit.
"""

import json
import math
from collections.abc import Mapping
from typing import NoReturn

from graphviz_app.core.graph import Graph, shape_of
from graphviz_app.core.learning.settings import Trained
from graphviz_app.core.oplib import leaf_value
from graphviz_app.errors import GraphError
from graphviz_app.formats.limits import MAX_DESCENTS, MAX_STEPS, MAX_TRAINED
from graphviz_app.formats.values import attr_value
from graphviz_app.patterns import late

_WAY = late(r"(\d{1,8}) steps?(?: of descent (\d{1,3}))? from (\{.*\})")


def print_way(trained: Trained, names: Mapping[str, str]) -> str:
    """What stands behind ``# trained: ``; '' of more numbers than a text keeps."""
    numbers = sum(math.prod(shape_of(value)) for value in trained.start.values())
    if numbers > MAX_TRAINED:
        return ""
    of = f" of descent {trained.descent + 1}" if trained.descent else ""
    start = {names.get(id_, id_): value for id_, value in trained.start.items()}
    steps = "step" if trained.step == 1 else "steps"
    return f"{trained.step} {steps}{of} from {json.dumps(start, ensure_ascii=False)}"


def read_way(words: str) -> Trained | None:
    """What such a comment says; None if it is a comment like any other."""
    match = _WAY.fullmatch(words)
    if match is None:
        return None
    try:
        said = json.loads(match[3], parse_constant=_refused)
        start = {str(id_): attr_value(value) for id_, value in said.items()}
    except (ValueError, RecursionError, GraphError):
        return None
    step, descent = int(match[1]), int(match[2] or 1) - 1
    fits = step <= MAX_STEPS and 0 <= descent < MAX_DESCENTS and start
    return Trained(step, start, descent) if fits else None


def fitting_way(graph: Graph, trained: Trained | None) -> Trained | None:
    """The way, if it can have been gone with this graph's parameters."""
    if trained is None or trained.descent >= max(len(graph.descents), 1):
        return None
    for id_, value in trained.start.items():
        node = graph.nodes.get(id_)
        if node is None or node.op != "parameter":
            return None
        if shape_of(leaf_value(node)) != shape_of(value):
            return None
    return trained


def _refused(word: str) -> NoReturn:
    raise ValueError(word)
