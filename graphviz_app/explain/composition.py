"""The output as one function of others: L(t, a(z(w, x, b))), name by name.

What is used more than once is written out where it first stands, and called by its name after
that, so the row is never longer than the graph.
"""

from typing import NamedTuple

from graphviz_app.core.graph import Graph
from graphviz_app.core.oplib import is_leaf
from graphviz_app.core.reading import line_of
from graphviz_app.explain.formula import is_named
from graphviz_app.explain.notation import name_latex

MOST = 200
"""Names above which a graph is not told as one function."""


class Token(NamedTuple):
    """A name or a sign of the row; ``line`` is the named line that it calls, or belongs to.

    ``end`` is the place of the last sign of the call that begins here: its own if it is a mere
    name.
    """

    latex: str
    line: str
    end: int
    is_name: bool = True


def composition(graph: Graph, output: str) -> tuple[Token, ...]:
    """The row; empty of a leaf, and of what would be too long."""
    lines = _lines(graph, output)
    if len(lines) < 2 or len(lines) > MOST:
        return ()
    tokens: list[Token] = []
    _Row(graph, lines, tokens).write(line_of(graph, output))
    return tuple(tokens)


def _lines(graph: Graph, output: str) -> dict[str, list[str]]:
    """Per line that leads to the output what it is a function of, in the order of writing."""
    uses: dict[str, list[str]] = {}
    waiting = [line_of(graph, output)]
    members: dict[str, list[str]] = {}
    for id_ in graph.nodes:
        members.setdefault(line_of(graph, id_), []).append(id_)
    while waiting and len(uses) <= MOST:
        line = waiting.pop()
        if line in uses:
            continue
        uses[line] = _used(graph, line, set(members[line]))
        waiting += uses[line]
    return uses


def _used(graph: Graph, line: str, members: set[str]) -> list[str]:
    """Depth first from the line's last operator, so as it is read."""
    found: dict[str, None] = {}
    stack, seen = [line], {line}
    while stack:
        id_ = stack.pop()
        if id_ not in members:
            found[line_of(graph, id_)] = None
            continue
        operands = [edge.source for edge in graph.incoming[id_]]
        new = [operand for operand in operands if operand not in seen]
        seen.update(new)
        stack.extend(reversed(new))
    return [name for name in found if not _is_number(graph, name)]


def _is_number(graph: Graph, id_: str) -> bool:
    """A number that stands in a formula has no name."""
    return is_leaf(graph.nodes[id_]) and not is_named(graph, id_)


class _Row:
    """Writes calls, each line once."""

    def __init__(self, graph: Graph, uses: dict[str, list[str]], tokens: list[Token]) -> None:
        self._graph, self._uses, self._tokens = graph, uses, tokens
        self._written: set[str] = set()

    def write(self, top: str) -> None:
        """Without recursion: a chain may be long."""
        stack: list[tuple[str, str]] = [("call", top)]
        begun: list[int] = []
        while stack:
            what, line = stack.pop()
            if what == "sign":
                self._sign(line, stack[-1][1] if stack else top)
            elif what == "close":
                self._close(begun.pop())
            elif line in self._written or not self._uses[line]:
                self._tokens.append(Token(name_latex(line), line, len(self._tokens)))
            else:
                self._written.add(line)
                begun.append(len(self._tokens))
                self._tokens.append(Token(name_latex(line), line, -1))
                self._tokens.append(Token("(", line, -1, is_name=False))
                stack.append(("close", line))
                stack.extend(self._operands(line))

    def _operands(self, line: str) -> list[tuple[str, str]]:
        """What comes between the brackets, the last first."""
        pieces: list[tuple[str, str]] = []
        for place, used in enumerate(self._uses[line]):
            pieces += [("sign", ",")] if place else []
            pieces.append(("call", used))
        return pieces[::-1]

    def _sign(self, sign: str, line: str) -> None:
        self._tokens.append(Token(sign, line, len(self._tokens), is_name=False))

    def _close(self, start: int) -> None:
        end, line = len(self._tokens), self._tokens[start].line
        self._tokens.append(Token(")", line, end, is_name=False))
        self._tokens[start] = self._tokens[start]._replace(end=end)
        self._tokens[start + 1] = self._tokens[start + 1]._replace(end=end)
