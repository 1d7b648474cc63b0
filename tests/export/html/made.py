"""Pages of graphs, made for tests."""

import json
import re
from pathlib import Path
from typing import Any

from graphviz_app.core.graph import Graph
from graphviz_app.core.questions import Hidden
from graphviz_app.core.view import View
from graphviz_app.export.moving.made import Wish, export_animation
from graphviz_app.export.picture import UNSAID
from graphviz_app.formats import parse

NEURON = """
# A neuron
x = input(1.5)
w = parameter(-0.8)
b = parameter(0.25)
t = target(1)
z = w*x + b
a = sigmoid(z)
L = 0.5*(t - a)**2
"""


def page_of(
    given: str | Graph, at: Path, view: View = UNSAID, hidden: tuple[Hidden, ...] = ()
) -> str:
    """The text of the page of a graph, which is at a path then."""
    graph = parse(given) if isinstance(given, str) else given
    for _ in export_animation(graph, at, view, Wish(), hidden=hidden):
        pass
    return at.read_text(encoding="utf-8")


def data_of(text: str) -> Any:
    """What its script reads, of a page in which nothing is packed."""
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    assert found
    return json.loads(found[1])
