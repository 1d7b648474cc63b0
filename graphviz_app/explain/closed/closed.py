"""A derivative of a run in closed form: what is asked, and the forms that are told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from graphviz_app.core.expression import Apply, Expr, Name, Number, formula, statements
from graphviz_app.core.graph import Graph
from graphviz_app.core.op import Op
from graphviz_app.core.operators.composite import attribute, expanded, split
from graphviz_app.core.oplib import OPS
from graphviz_app.core.order import all_before
from graphviz_app.core.running.results import PulledBack
from graphviz_app.core.trace import Trace
from graphviz_app.explain.closed.asking import Asking, TookTooLongError
from graphviz_app.explain.formula import is_named
from graphviz_app.explain.notation import name_latex

MOST_STEPS = 400
"""Operators between the two above which nothing is asked: no form would be short."""
CLOSE, ROUNDING = 1e-9, 1e-14
"""Relative error up to which a form's number is the engine's; the same as a part of the largest
contribution, where contributions cancel."""
TITLES = {
    "names": "by the values on the way",
    "leaves": "in the leaves",
    "numbers": "with the other numbers put in",
    "powers": "as powers of e",
}
Tree = list[Any]
KNOWN = frozenset(
    (
        *("add", "sub", "mul", "div", "neg", "pow", "square", "exp", "log", "sqrt", "sigmoid"),
        *("erf", "tanh", "sinh", "cosh", "sin", "cos", "tan", "asin", "acos", "atan", "asinh"),
        *("acosh", "atanh", "abs", "sign", "max", "min", "where"),
        *("<", "<=", ">", ">=", "==", "!="),
    )
)
"""What the algebra knows by its name; everything else is asked as what it stands for."""
_SIGNS = {
    "less": "<",
    "less_equal": "<=",
    "greater": ">",
    "greater_equal": ">=",
    "equal": "==",
    "not_equal": "!=",
}


@dataclass(frozen=True, slots=True)
class ClosedForm:
    """One form: what it is in, its LaTeX, its number, and whether that is the engine's."""

    title: str
    latex: str
    number: float
    equal: bool


@dataclass(frozen=True, slots=True)
class Closed:
    """All forms of one derivative; ``where`` are conditions (LaTeX); ``none`` says why there are
    none, as a clause."""

    forms: tuple[ClosedForm, ...] = ()
    where: tuple[str, ...] = ()
    none: str = ""


def closed_forms(trace: Trace, of: str, by: str, asking: Asking) -> Closed:
    """The derivative of ``of`` by ``by`` over all paths; takes up to the asking's time limit."""
    try:
        question = asked(trace, of, by)
    except _NoneError as error:
        return Closed(none=str(error))
    forms: list[ClosedForm] = []
    where: tuple[str, ...] = ()
    none = ""
    back = trace.pull_back(of)
    truth, rounding = float(back.gradients.get(by, 0.0)), ROUNDING * _largest(back, by)
    try:
        for answer in asking.ask(question):
            none = answer.get("none", none)
            where = tuple(answer.get("where", where))
            if "latex" in answer:
                forms.append(_form(answer, truth, rounding))
    except TookTooLongError:
        none = "it was not found in time"
    except OSError as error:
        none = str(error)
    return Closed(tuple(forms), where, "" if forms else none)


def _form(answer: Mapping[str, Any], truth: float, rounding: float) -> ClosedForm:
    number = float(answer["number"])
    equal = bool(np.isclose(number, truth, rtol=CLOSE, atol=rounding))
    return ClosedForm(TITLES[answer["kind"]], answer["latex"], number, equal)


def _largest(back: PulledBack, by: str) -> float:
    """Of what comes back to a number, as a size."""
    shares = [share for edge, share in back.contributions.items() if edge.source == by]
    return max((abs(share) for share in shares if isinstance(share, float)), default=0.0)


class _NoneError(Exception):
    """Nothing can be asked; the message is a clause."""


def asked(trace: Trace, of: str, by: str) -> Mapping[str, Any]:
    """The question: the operators on which ``of`` depends as trees, and the leaves' numbers."""
    graph = trace.graph
    if not all(isinstance(trace.values.get(end), float) for end in (of, by)):
        raise _NoneError("there are closed forms of numbers only")
    used = _used(trace, of)
    if len(used) > MOST_STEPS:
        raise _NoneError(f"{len(used):,} operators are too many")
    steps: list[tuple[str, Tree, bool]] = []
    leaves: dict[str, float] = {}
    for id_ in used:
        value = trace.values.get(id_)
        if not isinstance(value, float):
            raise _NoneError(f"'{id_}' is not a single number")
        op = OPS[graph.nodes[id_].op]
        if id_ == by or (op.is_leaf and is_named(graph, id_)):
            leaves[id_] = value
        elif op.is_leaf:
            steps.append((id_, ["n", value], False))
        else:
            steps.append((id_, _Trees(graph, id_, op).tree(), is_named(graph, id_)))
    named = [*leaves, *(id_ for id_, _, is_line in steps if is_line)]
    names = {id_: name_latex(id_) for id_ in named}
    return {"of": of, "by": by, "steps": steps, "leaves": leaves, "names": names}


def _used(trace: Trace, of: str) -> Sequence[str]:
    """What a node depends on, and itself, operands first."""
    used = all_before(trace.graph, of)
    return [id_ for id_ in trace.program.index if id_ in used]


class _Trees:
    """One application of an operator as a tree of those that the algebra knows."""

    def __init__(self, graph: Graph, id_: str, op: Op) -> None:
        node = graph.nodes[id_]
        self._op = op
        self._attrs = {**op.attrs, **node.attrs}
        self._operands: list[Tree] = [["v", edge.source] for edge in graph.incoming[id_]]

    def tree(self) -> Tree:
        """The whole."""
        return _applied(self._op, self._operands, self._attrs)


def _applied(op: Op, operands: Sequence[Tree], attrs: Mapping[str, Any]) -> Tree:
    if op.withholds:
        raise _NoneError(f"{op.name} lets no gradient through on purpose")
    word = _SIGNS.get(op.name, op.name)
    if word in KNOWN:
        return _folded(word, operands)
    letters = dict(zip(op.letters(len(operands)), operands, strict=True))
    if op.value:
        return _written(formula(op.value), letters, attrs)
    shapes: dict[str, tuple[int, ...]] = dict.fromkeys(letters, ())
    text = expanded(op, shapes, attrs)
    if not text:
        raise _NoneError(f"{op.name} has none")
    made: Tree = []
    for name, line in statements(text):
        made = letters[name] = _written(line, letters, attrs)
    return made


def _folded(word: str, operands: Sequence[Tree]) -> Tree:
    """max(a, b, c) as max(max(a, b), c)."""
    made, *rest = operands
    if word in ("max", "min", "add", "mul") and rest:
        for operand in rest:
            made = [word, made, operand]
        return made
    return [word, *operands]


def _written(tree: Expr, letters: Mapping[str, Tree], attrs: Mapping[str, Any]) -> Tree:
    match tree:
        case Number(value):
            return ["n", value]
        case Name(name) if name in letters:
            return letters[name]
        case Name(name):
            return ["n", float(attrs[name])]
    assert isinstance(tree, Apply)
    op = OPS.get(tree.op)
    if op is None:
        raise _NoneError(f"{tree.op} has none")
    given, said = split(op, tree)
    known = {name: attribute(value, attrs, {}) for name, value in said.items()}
    operands = [_written(operand, letters, attrs) for operand in given]
    if op.name in _OF_ONE:
        return operands[0]
    return _applied(op, operands, {**op.attrs, **known})


_OF_ONE = frozenset(("sum", "mean", "identity", "squeeze", "reshape", "flatten", "broadcast_to"))
"""Of a single number they are that number."""
