"""Passages to a graph, one after the other: those that are known, and those that are new."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from graphviz_app.core.graph import Claim, Edge, Graph, Node
from graphviz_app.errors import GraphError
from graphviz_app.formats.language.beside import with_said
from graphviz_app.formats.language.built import Built
from graphviz_app.formats.language.called.expansion import most_expanded
from graphviz_app.formats.language.called.functions import Function
from graphviz_app.formats.language.learning.late import learning
from graphviz_app.formats.language.learning.said import Misfit, Said
from graphviz_app.formats.language.passages.batch import DoubtError, read_new
from graphviz_app.formats.language.passages.passage import Passage
from graphviz_app.formats.language.reader import Reader
from graphviz_app.formats.language.settings import Setting, expansions, opened_node
from graphviz_app.formats.language.words.chains import Chains
from graphviz_app.formats.language.words.script import Script, title_above
from graphviz_app.formats.limits import MAX_CLAIMS, MAX_DEFS, MAX_NODES

BATCH = 20_000
"""Characters of new passages that are read together: Python's trees of them take much memory."""


class Joining:
    """A text under way. Where anything is not as plain as can be: DoubtError, or a ParseError."""

    def __init__(self, letters: int, most: int = MAX_NODES) -> None:
        """``letters`` of the whole text, which gives at most so many nodes."""
        self.passages: list[Passage] = []
        self._letters, self._most = letters, most
        self._nodes: dict[str, Node] = {}
        self._edges: dict[tuple[str, int], Edge] = {}
        self._groups: dict[str, int] = {}
        self._constants: dict[str, int] = {}
        self._functions: dict[str, Function] = {}
        self._called: set[str] = set()
        self._claims: list[Claim] = []
        self._settings: dict[str, Setting] = {}
        self._said: list[Said] = []
        self._expanded = self._defined = 0
        self._above = 0
        """Lines so far."""
        self._last: str | None = None

    def take(self, passages: Iterable[str | Passage]) -> None:
        """Go on with these passages; those that are not known are read."""
        new: list[str] = []
        letters = 0
        for passage in passages:
            if isinstance(passage, str):
                new.append(passage)
                letters += len(passage)
            if new and (letters > BATCH or not isinstance(passage, str)):
                self._read(new)
                new, letters = [], 0
            if not isinstance(passage, str):
                self._go_on(passage)
        if new:
            self._read(new)

    def graph(self, text: str) -> Graph:
        """What the text says, as soon as all of it was taken."""
        if not self._nodes or len(self._nodes) > self._most:
            raise DoubtError
        self._reader(_NOTHING, Chains(_NOTHING)).try_functions(self._called)
        rate = self._settings.get("learning_rate")
        graph = self._opened(
            Graph(
                self._nodes,
                self._edges,
                output=self._output(),
                title=title_above(line for p in self.passages for line in p.text.split("\n")),
                learning_rate=rate.value if rate else None,  # type: ignore[arg-type]  # a float
                claims=tuple(self._claims),
                source=text.removeprefix("\ufeff"),
            )
        )
        for claim in graph.claims:
            if claim.of not in graph.nodes or (claim.by and claim.by not in graph.nodes):
                raise DoubtError
        return with_said(learning(graph, self._said, _doubt))

    def _opened(self, graph: Graph) -> Graph:
        for setting in expansions(self._settings):
            try:
                graph = opened_node(graph, str(setting.value))
            except GraphError:
                raise DoubtError from None
        return graph

    def _output(self) -> str | None:
        chosen = self._settings.get("output")
        if chosen is None:
            return self._last
        if chosen.value is not None and chosen.value not in self._nodes:
            raise DoubtError
        return None if chosen.value is None else str(chosen.value)

    # Known

    def _go_on(self, passage: Passage) -> None:
        if not self._follows(passage):
            raise DoubtError
        self._nodes.update(passage.nodes)
        self._edges.update(passage.edges)
        self._note(passage)

    def _follows(self, passage: Passage) -> bool:
        """Whether it says the same here as where it was read."""
        nodes, groups, functions = self._nodes, self._groups, self._functions
        for name in passage.uses:
            if name not in nodes:
                return False
        for name, _ in passage.names:
            if name in nodes or name in groups or name in self._constants:
                return False
        if passage.constants and any(name in nodes for name in passage.constants):
            return False
        if not nodes.keys().isdisjoint(passage.groups):
            return False
        if any(function.name in functions for function in passage.functions):
            return False
        return all(functions.get(name) is function for name, function in passage.calls)

    def _note(self, passage: Passage) -> None:
        """Keep in mind what it does, beside nodes and edges."""
        if passage.names:
            self._last = passage.names[-1][0]
        if passage.calls:
            self._called.update(name for name, function in passage.calls if function is not None)
        if passage.constants:
            self._constants.update(dict.fromkeys(passage.constants, self._above + 1))
        if not passage.only_lines:
            self._note_rest(passage)
        self.passages.append(passage)
        self._above += passage.text.count("\n") + 1

    def _note_rest(self, passage: Passage) -> None:
        if any("." in group for group in passage.groups):
            raise DoubtError  # an operator may be called like it
        self._groups.update(dict.fromkeys(passage.groups, 0))
        self._functions.update((function.name, function) for function in passage.functions)
        self._expanded += passage.expanded
        self._defined += sum(function.letters for function in passage.functions)
        for claim in passage.claims:
            self._claims.append(replace(claim, line=claim.line + self._above))
        for word, setting in passage.settings:
            if word in self._settings:
                raise DoubtError
            self._settings[word] = setting
        self._said += passage.said
        if (
            self._expanded > most_expanded(self._letters)
            or len(self._claims) > MAX_CLAIMS
            or self._defined > MAX_DEFS
        ):
            raise DoubtError

    # New

    def _read(self, texts: Sequence[str]) -> None:
        """Read passages that follow each other."""
        for passage in read_new(texts, self._reader):
            self._note(passage)

    def _reader(self, script: Script, chains: Chains) -> Reader:
        built = Built(self._nodes, self._edges, keep=False, most=self._most, groups=self._groups)
        built.constants = self._constants
        return Reader(script, chains, built, functions=self._functions, letters=self._letters)


def _doubt(misfit: Misfit) -> None:
    raise DoubtError(misfit.sentence)


_NOTHING = Script([""], [""])
