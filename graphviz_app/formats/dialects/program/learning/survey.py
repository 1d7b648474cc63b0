"""What is looked for in a whole program first: which names learn, and how fast."""

import ast
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from graphviz_app.formats.dialects.program.arrays import Arrays

_RATES = frozenset(
    ("lr", "alpha", "eta", "learning_rate", "learningRate", "lr_rate", "step_size", "rate",
     "learn_rate", "l_rate", "h", "step", "η", "α")
)  # fmt: skip
"""How programs call the learning rate."""
_TRAINS = frozenset(("backward", "step", "gradient", "apply_gradients", "zero_grad"))
"""Methods that only a loop over steps of learning calls."""
_CHANGES = {"assign_sub": -1, "assign_add": 1, "sub_": -1, "add_": 1}


class Update(NamedTuple):
    """A line that changes a parameter by its gradient."""

    name: str
    rate: float | None


class Survey:
    """Facts about a program that are needed before its first line is said."""

    def __init__(self, tree: ast.Module, nodes: Sequence[ast.AST], arrays: Arrays) -> None:
        self._arrays = arrays
        self.leaves: set[str] = set()
        """Names whose value is numbers, and no formula of others."""
        self.times = _counts(nodes)
        """How often each name is given a value."""
        self.parameters: set[str] = set(_said_to_learn(nodes))
        self._updates: dict[ast.stmt, Update] = {}
        self._find(tree.body, False)
        self.parameters |= {update.name for update in self._updates.values()}

    def update(self, node: ast.stmt) -> Update | None:
        """What a line updates, if that is what it does."""
        return self._updates.get(node)

    def trains(self, node: ast.For | ast.While) -> bool:
        """Whether a loop goes over steps of learning."""
        return any(
            child in self._updates or (isinstance(child, ast.Attribute) and child.attr in _TRAINS)
            for child in ast.walk(node)
        )

    def rate_in(self, change: ast.expr, name: str) -> float | None:
        """The number in front of a gradient."""
        rate = 1.0
        factors = list(_factors(change))
        known = [n for n in map(self._arrays.number, factors) if n is not None]
        for number in known:
            rate *= number
        return abs(rate) if known and len(known) < len(factors) and rate else None

    def _find(self, body: list[ast.stmt], looped: bool) -> None:
        for node in body:
            self._know(node)
            found = self._update(node, looped)
            if found is not None:
                self._updates[node] = found
            inner = looped or isinstance(node, ast.For | ast.While)
            for part in ("body", "orelse"):
                if isinstance(below := getattr(node, part, None), list):
                    self._find(below, inner)

    def _know(self, node: ast.stmt) -> None:
        """Names that stand for numbers."""
        for name, value in given_in(node):
            numbers = self._arrays.value(value)
            if numbers is not None and not self._is_worked_out(value):
                self.leaves.add(name)
                if self.times[name] == 1:
                    keep = isinstance(value, ast.List | ast.Tuple) or not numbers.ndim
                    (self._arrays.known if keep else self._arrays.tables)[name] = numbers

    def _is_worked_out(self, value: ast.expr) -> bool:
        """Whether it is a formula of other values, and no size of one."""
        if isinstance(value, ast.Call) and ast.unparse(value.func) in ("len", "float", "int"):
            return False
        known = self._arrays.known
        return any(
            isinstance(part, ast.Name) and part.id in known and not known[part.id].ndim
            for part in ast.walk(value)
        )

    def _update(self, node: ast.stmt, looped: bool) -> Update | None:
        name, change = _changed(node)
        if change is None or name not in self.leaves:
            return None
        if not (looped or _is_learning(change, name)):
            return None
        return Update(name, self.rate_in(change, name))


def given_in(node: ast.stmt) -> Iterator[tuple[str, ast.expr]]:
    """The names that a line gives values, and their values: also of ``a, b = 1, 2``."""
    match node:
        case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)) if len(
            names
        ) == len(values):
            pairs = zip(names, values, strict=True)
            yield from ((name.id, value) for name, value in pairs if isinstance(name, ast.Name))
        case ast.Assign(targets=targets, value=value):
            yield from ((name.id, value) for name in targets if isinstance(name, ast.Name))
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
            yield name, value


def _changed(node: ast.stmt) -> tuple[str, ast.expr | None]:
    """The name that a line adds something to or takes something from, and what."""
    match node:
        case ast.AugAssign(target=target, op=ast.Add() | ast.Sub(), value=value):
            return held_in(target), value
        case ast.Assign(
            targets=[target], value=ast.BinOp(left=left, op=ast.Add() | ast.Sub(), right=right)
        ) if held_in(target) and held_in(target) == held_in(left):
            return held_in(target), right
        case ast.Expr(
            value=ast.Call(func=ast.Attribute(value=target, attr=attr), args=[value, *_])
        ) if attr in _CHANGES:
            return held_in(target), value
    return "", None


def held_in(node: ast.expr) -> str:
    """The name of ``w``, ``w.data`` or ``w.value``; '' for anything else."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=ast.Name(id=name), attr="data"):
            return name
    return ""


def _is_learning(change: ast.expr, name: str) -> bool:
    """Whether a change is made of a gradient or a rate."""
    gradient = re.compile(rf"(?:[dDg]|grad|delta|nabla|∇)\w*{re.escape(name)}\w*|{name}_?grad\w*")
    for node in ast.walk(change):
        match node:
            case ast.Attribute(attr="grad"):
                return True
            case ast.Name(id=used) if used != name and (used in _RATES or gradient.fullmatch(used)):
                return True
    return False


def _factors(node: ast.expr) -> Iterator[ast.expr]:
    match node:
        case ast.BinOp(left=left, op=ast.Mult(), right=right):
            yield from _factors(left)
            yield from _factors(right)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            yield from _factors(operand)
        case _:
            yield node


def _counts(nodes: Sequence[ast.AST]) -> dict[str, int]:
    times: dict[str, int] = {}
    for node in nodes:
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            times[node.id] = times.get(node.id, 0) + 1
    return times


def _said_to_learn(nodes: Sequence[ast.AST]) -> Iterator[str]:
    """Names of which a program says that they get a gradient, or that an optimizer changes them."""
    for node in nodes:
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="requires_grad_")):
                yield name
            case ast.Assign(targets=[ast.Attribute(value=ast.Name(id=name), attr="requires_grad")]):
                yield name
            case ast.For(target=ast.Name(id=each), iter=ast.List(elts=parts), body=body) if any(
                _changed(line)[0] == each for line in body
            ):
                yield from (part.id for part in parts if isinstance(part, ast.Name))
            case ast.Call(args=[ast.List(elts=parts), *_], keywords=[ast.keyword(arg="lr"), *_]):
                yield from (part.id for part in parts if isinstance(part, ast.Name))
