"""The page's menus: what can be asked for, and what else can be done with the sheet."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu, QWidget

from graphviz_app.core.graph import Claim, Graph
from graphviz_app.core.questions import Asked, new_questions, questions
from graphviz_app.explain.claim_names import claim_name
from graphviz_app.gui.widgets.plain import on_button

ALL: tuple[tuple[Asked, str], ...] = (
    ("values", "All values"),
    ("gradients", "All gradients"),
    ("updates", "All updates"),
)
MOST = 8
"""Questions about what is selected that are offered one by one."""


def ask_menu(
    parent: QWidget,
    graph: Graph,
    selected: Sequence[Claim],
    ask: Callable[[Sequence[Claim]], object],
) -> QMenu:
    """Questions about what is selected, then all of a kind; what is asked already is off."""
    menu = QMenu(parent)
    for claim in selected[:MOST]:
        action = menu.addAction(on_button(claim_name(graph, claim)))
        action.setEnabled(bool(new_questions(graph, [claim])))
        action.triggered.connect(lambda _on=False, one=claim: ask([one]))
    if selected:
        menu.addSeparator()
    for kind, words in ALL:
        found = questions(graph, kind)
        action = menu.addAction(f"{words} ({len(found)})" if found else words)
        action.setEnabled(bool(found))
        action.triggered.connect(lambda _on=False, asked=found: ask(asked))
    return menu
