"""Which parameters are trained: a tick in the panel writes, or takes away, ``frozen(w)``."""

from graphviz_app.errors import GraphAppError
from graphviz_app.formats.edits.learning import with_learning
from graphviz_app.gui.canvas.changing.changes import Changes


def set_frozen(changes: Changes, id_: str, frozen: bool) -> None:
    """Let a parameter stay where it is in every step, or move again."""
    if changes.refused():
        return
    graph = changes.document.graph
    others = [other for other in graph.frozen if other != id_]
    wanted = [*others, id_] if frozen else others
    word = "Freeze" if frozen else "Train"
    try:
        changed = changes.beside(f"{word} {id_} …", lambda: with_learning(graph, frozen=wanted))
    except GraphAppError as error:
        changes.complain(error)
        return
    changes.make(f"{word} {id_}", changed)
