"""The rest of this room, imported when a text says anything of learning: few do."""

import ast
from collections.abc import Callable, Sequence

from graphviz_app.core.graph import Graph
from graphviz_app.formats.language.learning.said import Misfit, Said
from graphviz_app.formats.language.words.script import Script


def read_said(call: ast.Call, script: Script) -> Said:
    """What a line says; raises ParseError."""
    from graphviz_app.formats.language.learning.lines import read_said

    return read_said(call, script)


def learning(graph: Graph, said: Sequence[Said], tell: Callable[[Misfit], None]) -> Graph:
    """The graph with what its text says of learning, as far as it fits."""
    if not said:
        return graph
    from graphviz_app.formats.language.learning.fitting import learned

    return learned(graph, said, tell)
