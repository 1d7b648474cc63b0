"""Weighted sums: which nodes of a graph are neurons."""

import re
from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

from graphviz_app.core.graph import Graph, shape_of
from graphviz_app.core.oplib import FAMILIES, OPS, is_leaf, leaf_value
from graphviz_app.core.order import topological
from graphviz_app.core.reading.elements import parts_of
from graphviz_app.core.reading.lines import line_of
from graphviz_app.core.reading.neuron import Neuron, Term
from graphviz_app.patterns import late

ACTIVATING = frozenset(op.name for op in FAMILIES["Activations"]) | {"step", "sign", "identity"}
"""Operators that are drawn in the circle of the sum that they are applied to."""
_ADDING = ("add", "sub")
_REDUCING = ("sum", "mean", "prod", "dot", "trace")
_WEIGHT = late(r"(w|v|theta|weight)s?_?\d*(_\d+)*(\[[\d,]+\])?$", re.IGNORECASE)
"""Names of weights, where a plain number might as well be an input."""
_NUMBER, _NAMED, _PARAMETER = 2, 3, 4
"""How surely a factor is a weight: a number in a formula, one with such a name, a parameter."""


class _Summand(NamedTuple):
    id: str
    minus: bool


def neurons_in(graph: Graph) -> Mapping[str, Neuron]:
    """The neurons by the ids that they are drawn as; none shares an operator with another."""
    return _Weighing(graph).found


def names_weight(id_: str) -> bool:
    """Whether a number with this name is a weight, and no input."""
    return _WEIGHT.match(id_) is not None


def body(graph: Graph, neuron: Neuron) -> Sequence[str]:
    """The operators that a neuron stands for, its sum and activation last."""
    products = {term.product for term in neuron.terms if term.product is not None}
    ends = {term.source for term in neuron.terms if term.weight is None}
    inside: list[str] = []
    stack = [neuron.sum]
    while stack:
        id_ = stack.pop()
        if id_ in ends or id_ == neuron.bias:
            continue
        inside.append(id_)
        stack.extend(edge.source for edge in graph.incoming[id_] if id_ not in products)
    activation = [neuron.activation] if neuron.activation is not None else []
    return (*reversed(inside), *activation)


class _Weighing:
    """Goes from the results to the leaves, so that a sum is met before its parts."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        order = topological(graph)[0]
        self._tables = _tables(graph, order)
        self._taken: set[str] = set()
        self._weighing = self._with_weights(order)
        """Sums and products in which there is a weight at all."""
        self._unsure: set[str] = set()
        """Sums in which no weight is a parameter."""
        found: dict[str, Neuron] = {}
        for id_ in reversed(order):
            neuron = self._neuron(id_)
            if neuron is not None:
                self._taken.update(body(graph, neuron))
                found[neuron.id] = neuron
        self._drop_lone(found)
        self.found = {id_: found[id_] for id_ in order if id_ in found}

    def _neuron(self, id_: str) -> Neuron | None:
        graph = self._graph
        if id_ not in self._weighing or id_ in self._taken or id_ in self._tables:
            return None
        if not _is_whole(graph, id_):
            return None
        if self._is_part_of_unsure(id_):
            self._unsure.add(id_)
            return None
        # What holds a named sum against something is no part of that.
        whole = self._weighted(id_, line_of(graph, id_) == id_ or bool(self._activation(id_)))
        if whole is None or any(term.weight is None for term in whole.terms):
            return self._weighted(id_, named=False)
        return whole

    def _with_weights(self, order: Sequence[str]) -> Set[str]:
        """So that a long sum without weights is not looked through from each of its parts."""
        graph, found = self._graph, set[str]()
        for id_ in order:
            op = graph.nodes[id_].op
            weighs = op == "mul" and self._weighed(id_) is not None
            added = op in _ADDING and any(e.source in found for e in graph.incoming[id_])
            if weighs or added:
                found.add(id_)
        return found

    def _is_part_of_unsure(self, id_: str) -> bool:
        """Whether it has no name and was looked through with the sum that it is a part of."""
        graph, uses = self._graph, self._graph.outgoing[id_]
        if line_of(graph, id_) == id_ or len(uses) != 1 or graph.nodes[id_].op not in _ADDING:
            return False
        user = uses[0].target
        return user in self._unsure and graph.nodes[user].op in _ADDING

    def _weighted(self, id_: str, named: bool) -> Neuron | None:
        """The sum as a neuron, with sums that have a name as parts of it or for themselves."""
        summands = self._summands(id_, named)
        bias = self._bias(summands)
        terms = tuple(self._term(one, id_) for one in summands if one is not bias)
        activation = self._activation(id_)
        added = (term for term in terms if activation is not None or not term.minus)
        weights = [term.weight for term in added if term.weight is not None]
        if not any(term.weight is not None and self._is_sure(term.weight) for term in terms):
            self._unsure.add(id_)
        sure = any(self._is_sure(weight) for weight in weights)
        if not weights or not (sure or (activation is not None and len(summands) > 1)):
            return None
        if any(map(self._is_compared, terms)):
            return None
        minus = bias is not None and bias.minus
        return Neuron(id_, activation, None if bias is None else bias.id, terms, minus)

    def _is_compared(self, term: Term) -> bool:
        """Whether it is what a sum is held against, not a part of it: a target, or taken away."""
        op = self._graph.nodes[term.source].op
        taken_away = term.minus and op != "constant"
        return term.weight is None and (taken_away or op == "target")

    def _drop_lone(self, found: dict[str, Neuron]) -> None:
        """A lone product is a neuron only where it is activated or what it weighs is one."""
        for id_, neuron in reversed(list(found.items())):
            lone = len(neuron.terms) == 1 and neuron.bias is None and neuron.activation is None
            if lone and neuron.terms[0].source not in found:
                del found[id_]

    def _activation(self, id_: str) -> str | None:
        """The one operator that uses the sum, if it is an activation of nothing else."""
        graph, uses = self._graph, self._graph.outgoing[id_]
        if len(uses) != 1 or id_ == graph.output:
            return None
        user = uses[0].target
        fits = graph.nodes[user].op in ACTIVATING and len(graph.incoming[user]) == 1
        return user if fits and user not in self._taken else None

    def _summands(self, root: str, named: bool) -> Sequence[_Summand]:
        """What is added up, left to right, through sums that nothing else uses."""
        graph, found = self._graph, []
        stack = [_Summand(root, False)]
        while stack:
            id_, minus = stack.pop()
            node = graph.nodes[id_]
            if node.op == "identity" and id_ != root and self._is_only_used_here(id_):
                stack += [_Summand(edge.source, minus) for edge in graph.incoming[id_]]
                continue
            opened = node.op in _ADDING and (id_ == root or (not minus and self._opens(id_, named)))
            if not opened or not _is_whole(graph, id_):
                found.append(_Summand(id_, minus))
                continue
            first, second = graph.incoming[id_]
            stack.append(_Summand(second.source, minus != (node.op == "sub")))
            stack.append(_Summand(first.source, minus))
        return found

    def _opens(self, id_: str, named: bool) -> bool:
        """Whether a sum is a part of the one that uses it, and no neuron for itself."""
        graph = self._graph
        if not self._is_only_used_here(id_) or line_of(graph, id_) != id_:
            return self._is_only_used_here(id_)
        return named and not any(self._is_bias(e.source) for e in graph.incoming[id_])

    def _is_only_used_here(self, id_: str) -> bool:
        return len(self._graph.outgoing[id_]) == 1 and id_ != self._graph.output

    def _is_bias(self, id_: str) -> bool:
        return self._graph.nodes[id_].op in ("parameter", "constant")

    def _bias(self, summands: Sequence[_Summand]) -> _Summand | None:
        """The summand that is a leaf: the last parameter, else the last constant."""
        for op in ("parameter", "constant"):
            for summand in reversed(summands):
                if self._graph.nodes[summand.id].op == op:
                    return summand
        return None

    def _term(self, summand: _Summand, root: str) -> Term:
        id_, minus = summand
        if self._graph.nodes[id_].op == "mul" and (id_ == root or self._is_only_used_here(id_)):
            pair = self._weighed(id_)
            if pair is not None:
                return Term(pair[0], pair[1], id_, minus)
        return Term(None, id_, None, minus)

    def _weighed(self, product: str) -> tuple[str, str] | None:
        """The weight and what it weighs, of a product of two; None if it is none of that kind."""
        graph = self._graph
        if not _is_whole(graph, product):
            return None
        a, b = (edge.source for edge in graph.incoming[product])
        weight, source = (a, b) if self._rank(a) > self._rank(b) else (b, a)
        rank, other = self._rank(weight), self._rank(source)
        weighs = rank >= _NUMBER and other < min(rank, _NAMED) and not _written(graph, source)
        return (weight, source) if weighs else None

    def _rank(self, id_: str) -> int:
        """How surely a factor is a weight; 0 for what is no leaf of that kind."""
        op = self._graph.nodes[id_].op
        if op != "constant":
            return _PARAMETER * (op == "parameter")
        if _written(self._graph, id_):
            return _NUMBER
        return _NAMED if names_weight(id_) else 1

    def _is_sure(self, weight: str) -> bool:
        return self._rank(weight) in (_PARAMETER, _NAMED)


def _written(graph: Graph, id_: str) -> bool:
    """Whether it is a number that stands in a formula."""
    return graph.nodes[id_].op == "constant" and line_of(graph, id_) != id_


def _is_whole(graph: Graph, id_: str) -> bool:
    """Whether both operands are there."""
    return [edge.slot for edge in graph.incoming[id_]] == [0, 1]


def _tables(graph: Graph, order: Sequence[str]) -> Set[str]:
    """Nodes whose value is, or may be, a vector or a matrix."""
    tables: set[str] = set()
    for id_ in order:
        node, sources = graph.nodes[id_], [edge.source for edge in graph.incoming[id_]]
        op = OPS.get(node.op)
        if is_leaf(node):
            large = shape_of(leaf_value(node)) != ()
        elif op is None:
            large = True
        elif node.op == "index" and parts_of(id_) is not None:
            large = False  # an element, by its own name
        elif op.elementwise:
            large = any(source in tables for source in sources)
        else:
            large = not _reduces(node.op, node.attrs)
        if large:
            tables.add(id_)
    return tables


def _reduces(op: str, attrs: Mapping[str, object]) -> bool:
    """Whether it makes one number, of whatever."""
    whole = attrs.get("axis") is None and not attrs.get("keepdims", False)
    return op in _REDUCING and whole
