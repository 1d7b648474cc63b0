"""State: what a document is at one moment. A graph; or text that is none yet, and what it says."""

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from pathlib import Path

from graphviz_app.core.graph import Graph
from graphviz_app.errors import ParseError
from graphviz_app.formats import parse_standing, text_of
from graphviz_app.formats.carrying.carried import Carried
from graphviz_app.formats.dialects.dialects import recognised
from graphviz_app.formats.dialects.reading import attempt
from graphviz_app.formats.files import text_of_file
from graphviz_app.formats.incoming import Incoming, graph_in
from graphviz_app.formats.language.claiming.resolved import unread_answers
from graphviz_app.formats.language.editor.definitions import says_nothing
from graphviz_app.formats.language.words.cutting import MAX_ERRORS

LIVE = 300_000
"""Characters up to which text is read while it is typed; longer ones wait for Ctrl+Enter."""
LIVE_PROGRAM = 20_000
"""Characters of a program in another dialect up to which is told what it lacks."""
UNREAD = "this text is long: Ctrl+Enter reads it"
"""Said of a long text that was changed and not read yet."""


@dataclass(frozen=True)
class State:
    """One entry of the history. ``draft`` is None where the text and the graph agree."""

    graph: Graph
    draft: str | None = None
    """Text with mistakes in it, or not read yet."""
    mistakes: tuple[ParseError, ...] = ()
    """What is wrong with the draft, from top to bottom; none if it was not read yet."""
    stale: bool = False
    """The graph is an earlier one: the draft says nothing that could be drawn."""

    @cached_property
    def text(self) -> str:
        """What the text panel shows: the draft, else the graph as text."""
        return text_of(self.graph) if self.draft is None else self.draft

    @cached_property
    def unread(self) -> tuple[ParseError, ...]:
        """What is wrong with answers of claims that count as blank, where that is all."""
        if self.draft is not None:
            return ()
        answers = unread_answers(self.graph.source, self.graph.claims)
        return tuple(islice(answers, MAX_ERRORS))

    @property
    def error(self) -> str:
        """What is wrong with the draft, as a sentence; empty if nothing is."""
        if self.draft is None:
            return ""
        return str(self.mistakes[0]) if self.mistakes else UNREAD

    def says_the_same(self, other: "State") -> bool:
        """Whether a file would hold the same (how it is looked at aside)."""
        if self.draft is not None or other.draft is not None:
            return self.draft == other.draft
        return self.graph is other.graph or (
            self.graph.source == other.graph.source and self.graph == other.graph
        )


def understood(text: str, before: Graph) -> State:
    """What a text says. If there is nothing in it to be drawn, the graph from before stays."""
    if says_nothing(text):
        return State(Graph({}, {}, source=text))
    standing = parse_standing(text)
    graph, mistakes = standing
    if not standing.mistakes:
        return State(graph)
    if dialect_of(text) and isinstance(why := attempt(text), ParseError):
        mistakes = (why,)  # of a program what it lacks is told, and not that it is one
    stale = not graph.nodes
    return State(before if stale else graph, text, mistakes, stale)


def dialect_of(text: str) -> str:
    """The dialect of a text that is not too long to be translated while it is typed; '' else."""
    return recognised(text) if len(text) <= LIVE_PROGRAM else ""


def read_in(given: Incoming) -> State:
    """What a text says, also with mistakes, and the text that is shown of it.

    Of a picture its view, too; which Graphviz lays it out is the person's own choice.
    """
    try:
        state = State(graph_in(given))
    except ParseError:
        state = understood(given.text, Graph({}, {}))
    if given.carried is not None:
        view = given.carried.view._replace(engine=None)
        state = replace(state, graph=replace(state.graph, view=view))
    _ = state.text
    return state


def opened_fully(path: Path) -> tuple[State, Carried | None]:
    """What a file holds, and what it carries if it is a picture: for a thread of its own.

    Raises DocumentError for anything else.
    """
    given = text_of_file(path)
    return read_in(given), given.carried


def read_fully(path: Path) -> State:
    """What a file holds; raises DocumentError for anything else."""
    return opened_fully(path)[0]


def fully(carried: Carried) -> State:
    """What a picture carries; raises DocumentError for what is no document."""
    return read_in(Incoming("This picture", "", carried.text, carried))


def unread(text: str, before: Graph) -> State:
    """A long text, kept as it was typed until the person wants it to be read."""
    return State(before, text, stale=True)
