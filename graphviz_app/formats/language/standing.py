"""What of a text stands while it is being typed: the graph of all that can be understood."""

import ast
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import NamedTuple

from graphviz_app.core.graph import Claim, Graph
from graphviz_app.core.oplib import OPS
from graphviz_app.errors import AnswerError, GraphError, ParseError
from graphviz_app.formats.language.building import Visit
from graphviz_app.formats.language.built import MISSING, Built, Scope, Target
from graphviz_app.formats.language.called.functions import Function
from graphviz_app.formats.language.claiming.resolved import resolved, unread_answers
from graphviz_app.formats.language.expression import Expressions
from graphviz_app.formats.language.learning.said import Misfit
from graphviz_app.formats.language.mistakes import Mistakes
from graphviz_app.formats.language.passages.kept import (
    MAX_LOST,
    Kept,
    LostError,
    kept_passages,
    statements_of,
    without_kept,
)
from graphviz_app.formats.language.reader import Reader
from graphviz_app.formats.language.settings import expansions, opened_node
from graphviz_app.formats.language.text import graph_of_text, read_new_passages
from graphviz_app.formats.language.words.chains import Chains
from graphviz_app.formats.language.words.cutting import MAX_ERRORS, Cutting
from graphviz_app.formats.language.words.script import Script, prepare
from graphviz_app.formats.language.words.trees import syntax_tree

MAX_STANDING = 100_000
"""Characters up to which a broken text is looked at beyond its first mistake."""


class Standing(NamedTuple):
    """``graph``: what of a text is understood; ``errors``: what is wrong with the rest.

    The first error is the one that ``parse`` raises, the others follow in the order of the text;
    none if the text is whole. An AnswerError is about the answer of a claim, which is blank then.
    """

    graph: Graph
    errors: tuple[ParseError, ...] = ()

    @property
    def mistakes(self) -> tuple[ParseError, ...]:
        """The errors that are about more than an answer."""
        return tuple(error for error in self.errors if not isinstance(error, AnswerError))


def parse_standing(text: str) -> Standing:
    """Read a text of which some lines may be broken or half typed; never raises.

    A line that is not understood is left out; where another one uses its name, that operand is
    missing (as if ``...`` was written). A name that has no value anywhere is told once, and is a
    missing operand too. A line that only lacks its end (``z = tanh(w*x +``) is read as far as it
    goes. The output is what ``output(…)`` says, else the last line without a mistake. The graph's
    ``source`` is empty unless the text is whole, but for answers of claims. At most MAX_ERRORS are
    told. Where more than MAX_STANDING characters of a broken text are new, it gives an empty graph
    and its first mistake.
    """
    if (whole := read_new_passages(text)) is not None:
        return _whole(whole.graph)
    kept = kept_passages(text)
    if len(text) - sum(len(known.passage.text) for known in kept) > MAX_STANDING:
        return _at_once(text)
    try:
        script = prepare(text)
    except ParseError as error:
        return Standing(Graph({}, {}), (error,))
    try:
        return _standing(script, text, kept)
    except LostError:
        return _standing(script, text, []) if len(text) <= MAX_STANDING else _at_once(text)


def _standing(script: Script, text: str, kept: Sequence[Kept]) -> Standing:
    """What of a text stands, of which these passages need not be read; raises LostError."""
    rest = without_kept(script, kept)
    chains = Chains(rest)
    mistakes = Mistakes()
    reader = _StandingReader(script, chains, mistakes)
    reader.read(_statements(script, rest, chains, mistakes), kept)
    graph = reader.finish(text)
    if not mistakes.errors:
        return _whole(graph)
    for error in islice(unread_answers(text, graph.claims), MAX_ERRORS):
        mistakes.tell(error)
    first, *others = mistakes.errors
    others.sort(key=lambda error: (error.line, error.column))
    return Standing(replace(graph, source=""), (first, *others))


def _whole(graph: Graph) -> Standing:
    return Standing(graph, tuple(islice(unread_answers(graph.source, graph.claims), MAX_ERRORS)))


def _at_once(text: str) -> Standing:
    try:
        return _whole(graph_of_text(text))
    except ParseError as error:
        return Standing(Graph({}, {}), (error,))


def _statements(
    script: Script, rest: Script, chains: Chains, mistakes: Mistakes
) -> Sequence[ast.stmt]:
    """All statements that Python's parser takes of the rest of a text."""
    try:
        return syntax_tree(rest, chains, explained=script).body
    except ParseError as error:
        mistakes.tell(error)
    cutting = Cutting(rest, chains)
    for mistake in cutting.errors:
        if mistake.line != mistakes.errors[0].line:
            mistakes.tell(mistake)
    mistakes.names |= cutting.names
    mistakes.doubtful |= cutting.completed
    return cutting.statements


class _StandingReader(Reader):
    """Reads statements and leaves out what is not understood."""

    def __init__(self, script: Script, chains: Chains, mistakes: Mistakes) -> None:
        self._mistakes = mistakes
        self._has_kept = False
        reads = partial(_StandingExpressions, mistakes)
        super().__init__(script, chains, Built(keep=False), expressions=reads)

    def read(self, statements: Sequence[ast.stmt], kept: Sequence[Kept]) -> None:
        """All that stands at the left edge, in its order."""
        self._has_kept = bool(kept)
        lost = 0
        waiting = list(reversed(statements))
        for known in kept:
            while waiting and waiting[-1].lineno <= known.above:
                self._statement(waiting.pop(), "")
            if not self._keep(known):
                lost += 1
                if lost > MAX_LOST:
                    raise LostError
                self.block(statements_of(known, self._script), "")
        self.block(waiting[::-1], "")

    def _keep(self, known: Kept) -> bool:
        """Take a passage as it was read before; False if it says something else here."""
        passage, built = known.passage, self.built
        if not known.follows(built, self.functions):
            return False
        built.nodes.update(passage.nodes)
        built.edges.update(passage.edges)
        built.constants.update((name, known.above + 1) for name in passage.constants)
        built.lines.update((name, line + known.above) for name, line in passage.names)
        if passage.names and (last := passage.names[-1][0]) not in self._mistakes.doubtful:
            self._last = last
        return True

    def finish(self, text: str) -> Graph:
        """As of a whole text; empty if there is nothing."""
        try:
            return super().finish(text)
        except ParseError as error:
            if not self._mistakes.errors:
                self._mistakes.tell(error)
            return Graph({}, {})

    def _statement(self, node: ast.stmt, group: str) -> None:
        last, count, size = self._last, self._mistakes.count, self.built.size()
        try:
            super()._statement(node, group)
        except ParseError as error:
            self.built.shrink(size)
            self._lose(node, error)
        if isinstance(node, ast.Assign | ast.AugAssign) and (
            self._mistakes.count > count or self._last in self._mistakes.doubtful
        ):
            self._last = last

    def _lose(self, node: ast.stmt, error: ParseError) -> None:
        """Remember a statement that is left out."""
        targets = [getattr(node, "target", None), *getattr(node, "targets", ())]
        inside = (inner for target in targets if target for inner in ast.walk(target))
        names = {inner.id for inner in inside if isinstance(inner, ast.Name)}
        names |= {node.name} if isinstance(node, ast.FunctionDef) else set()
        if not names & self._mistakes.doubtful:
            self._mistakes.tell(error)
        self._mistakes.names |= names - self.built.nodes.keys() - self.functions.keys()

    def _assign(self, node: ast.Assign | ast.AugAssign, group: str) -> None:
        super()._assign(node, group)
        if self.depends and self._has_kept:
            raise LostError  # what was read before may mean something else below

    def _has_value(self, id_: str) -> bool:
        return super()._has_value(id_) or id_ in self._mistakes.names

    def _group(self, node: ast.With, group: str) -> str:
        try:
            return super()._group(node, group)
        except ParseError as error:
            self._mistakes.tell(error)
            return group

    def _output(self) -> str | None:
        try:
            return super()._output()
        except ParseError as error:
            chosen = self.settings["output"]
            if chosen.value not in self._mistakes.names:
                self._mistakes.tell(error)
            return None

    def _opened(self, graph: Graph) -> Graph:
        for setting in expansions(self.settings):
            try:
                graph = opened_node(graph, str(setting.value))
            except GraphError as error:
                if setting.value not in self._mistakes.names:
                    self._mistakes.tell(self._script.at(setting.place, str(error)))
        return graph

    def _resolved(self, ids: Collection[str]) -> Iterable[Claim]:
        for pending in self.claims:
            try:
                yield resolved(pending, ids, self._script)
            except ParseError as error:
                if not self._mistakes.names & {pending.claim.of, pending.claim.by}:
                    self._mistakes.tell(error)

    def _misfit(self, misfit: Misfit) -> None:
        if misfit.name not in self._mistakes.names:
            self._mistakes.tell(self._script.at(misfit.place, misfit.sentence))

    def _try(self, function: Function, trial: Expressions) -> None:
        try:
            super()._try(function, trial)
        except ParseError as error:
            self._mistakes.tell(error)


class _StandingExpressions(Expressions):
    """Reads expressions; what has no value is a missing operand."""

    def __init__(
        self,
        mistakes: Mistakes,
        built: Built,
        script: Script,
        chains: Chains,
        functions: Mapping[str, Function],
        most: int,
        expanding: bool = True,
    ) -> None:
        super().__init__(built, script, chains, functions, most, expanding)
        self._mistakes = mistakes

    def _unknown(self, node: ast.Name, scope: Scope) -> str:
        if node.id not in self._mistakes.names:
            told = "" if self._mistakes.full else self._unknown_name(node, scope)
            self._mistakes.tell(self._script.at(node, told))
            self._mistakes.names.add(node.id)
        return MISSING

    def _is_value(self, name: str, scope: Scope) -> bool:
        return name in self._mistakes.names or super()._is_value(name, scope)

    def _is_constant(self, name: str, scope: Scope) -> bool:
        return name not in self._mistakes.names and super()._is_constant(name, scope)

    def _call(self, node: ast.Call, scope: Scope, target: Target | None) -> Visit:
        match node.func:
            case ast.Name(id=name) if (
                name in self._mistakes.names - self._functions.keys() - OPS.keys()
            ):
                return self._emit(target, "identity", (MISSING,), {}, node) if target else MISSING
        return super()._call(node, scope, target)
