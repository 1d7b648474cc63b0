"""Lines of terms as a graph, its nodes called as they are when the lines are read as text."""

from collections.abc import Iterable, Mapping
from typing import Any

from graphviz_app.core.backward.term import Term, number
from graphviz_app.core.graph import Attr, Edge, Graph, Node


def lowered(lines: Iterable[Term]) -> Graph:
    """Each line after those that it uses."""
    nodes: dict[str, Node] = {}
    edges: dict[tuple[str, int], Edge] = {}
    for line in lines:
        _Line(line, nodes, edges).lower()
    return Graph(nodes, edges)


class _Line:
    """One line: operators without a name get the line's, and a number."""

    def __init__(
        self, line: Term, nodes: dict[str, Node], edges: dict[tuple[str, int], Edge]
    ) -> None:
        self._line, self._nodes, self._edges = line, nodes, edges
        self._counts: dict[str, int] = {}
        self._inside = f"{line.group}/{line.name}" if line.group else line.name

    def lower(self) -> None:
        """From the operands up, without recursion: a line may be long."""
        ids: list[str] = []
        stack: list[tuple[Term, bool]] = [(self._line, False)]
        while stack:
            term, done = stack.pop()
            term = _worked_out(term)
            if term.name and term is not self._line:
                ids.append(term.name)
            elif done or not term.operands:
                count = len(_operands(term))
                operands = ids[len(ids) - count :]
                del ids[len(ids) - count :]
                ids.append(self._add(term, operands))
            else:
                stack.append((term, True))
                stack.extend((operand, False) for operand in reversed(_operands(term)))

    def _add(self, term: Term, operands: list[str]) -> str:
        op = "reciprocal" if _is_reciprocal(term) else term.op
        top = term is self._line
        id_ = term.name if top else self._numbered("c" if op == "constant" else op)
        group = self._line.group if top else self._inside
        self._nodes[id_] = Node(id_, op, _attrs(term.attrs), group)
        for slot, operand in enumerate(operands):
            self._edges[id_, slot] = Edge(operand, id_, slot)
        return id_

    def _numbered(self, word: str) -> str:
        self._counts[word] = self._counts.get(word, 0) + 1
        return f"{self._line.name}.{word}{self._counts[word]}"


def _worked_out(term: Term) -> Term:
    """A fraction of numbers is a number."""
    if term.is_("div"):
        above, below = (operand.number for operand in term.operands)
        if above is not None and below:
            return number(above / below)
    return term


def _is_reciprocal(term: Term) -> bool:
    """1/u is read as one operator."""
    return term.op == "div" and term.operands[0].number == 1


def _operands(term: Term) -> tuple[Term, ...]:
    return term.operands[1:] if _is_reciprocal(term) else term.operands


def _attrs(attrs: Mapping[str, Any]) -> dict[str, Attr]:
    return {name: _attr(value) for name, value in attrs.items()}


def _attr(value: Any) -> Attr:
    return tuple(value) if isinstance(value, list) else value
