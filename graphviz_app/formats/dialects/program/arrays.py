"""Numbers and tables of numbers that a program writes down: worked out here, not by the program."""

import ast
import math
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from graphviz_app.core.op import Array
from graphviz_app.formats.dialects.program.libraries import VALUE, Libraries
from graphviz_app.numbers import as_typed

MOST = 10_000
"""Numbers in a table that is written out."""
_NAMED = {"pi": math.pi, "e": math.e}
_MAKERS = frozenset(
    ("array", "asarray", "tensor", "Tensor", "FloatTensor", "DoubleTensor", "constant", "Variable",
     "as_tensor", "Parameter", "float32", "float64", "float", "convert_to_tensor", "matrix")
)  # fmt: skip
_KEPT = frozenset(
    ("float", "double", "copy", "clone", "astype", "to", "type", "requires_grad_", "cpu", "numpy",
     "detach", "tolist", "item")
)  # fmt: skip
_SIGNS: Mapping[type, Callable[[Array, Array], Array]] = {
    ast.Add: np.add, ast.Sub: np.subtract, ast.Mult: np.multiply, ast.Div: np.divide,
    ast.Pow: np.power,
}  # fmt: skip


class Arrays:
    """Works out what is written in numbers only."""

    def __init__(self, libraries: Libraries) -> None:
        self._libraries = libraries
        self.known: dict[str, Array] = {}
        """Names that stand for a number, or for a list that is put into an array later."""
        self.tables: dict[str, Array] = {}
        """Names of values that are part of the graph; here only their size is of use."""

    def value(self, node: ast.expr) -> Array | None:
        """The numbers that an expression is; None if it is more than that."""
        try:
            with np.errstate(all="ignore"):
                found = self._value(node)
        except (ValueError, TypeError, IndexError, ArithmeticError):
            return None
        return found if found is not None and found.size <= MOST else None

    def number(self, node: ast.expr) -> float | None:
        """The same of a single number."""
        found = self.value(node)
        return float(found) if found is not None and not found.ndim else None

    def whole(self, node: ast.expr) -> int | None:
        """The same of a whole number."""
        found = self.number(node)
        return int(found) if found is not None and found.is_integer() else None

    def made(self, node: ast.expr) -> ast.expr | None:
        """What stands in ``np.array(…)`` or ``Value(…)``; None if it is no such call."""
        match node:
            case ast.Call(func=func, args=[first, *_]) if self._makes(func):
                return first
            case ast.Call(func=func, args=[], keywords=[first, *_]) if self._makes(
                func
            ) and first.arg in ("data", "value", "object", "initial_value"):
                return first.value
        return None

    def _makes(self, func: ast.expr) -> bool:
        return self._libraries.path(func) == VALUE or self._libraries.function(func) in _MAKERS

    def _value(self, node: ast.expr) -> Array | None:
        match node:
            case ast.Constant(value=int() | float() as number):
                return np.array(float(number))
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                inner = self._value(operand)
                return None if inner is None else -inner
            case ast.List(elts=elements) | ast.Tuple(elts=elements):
                return self._table(elements)
            case ast.Name(id=name):
                return self.known.get(name)
            case ast.BinOp(left=ast.List() as row, op=ast.Mult(), right=count):
                return self._repeated(row, count)
            case ast.BinOp(left=left, op=sign, right=right) if type(sign) in _SIGNS:
                a, b = self._value(left), self._value(right)
                plain = not any(isinstance(side, ast.List) for side in (left, right))
                both = a is not None and b is not None and plain
                return np.asarray(_SIGNS[type(sign)](a, b)) if both else None  # type: ignore[arg-type]
            case ast.Attribute(attr=attr) if self._libraries.path(node):
                return np.array(_NAMED[attr]) if attr in _NAMED else None
            case ast.Attribute(value=inner, attr="T"):
                table = self._value(inner)
                return None if table is None else table.T
            case ast.Subscript(value=ast.Attribute(value=of, attr="shape"), slice=index):
                return self._size(of, index)
            case ast.Call():
                return self._call(node)
        return None

    def _table(self, elements: Sequence[ast.expr]) -> Array | None:
        rows = [self._value(element) for element in elements]
        if not rows or any(row is None for row in rows):
            return None
        return np.array(rows, dtype=np.float64)

    def _repeated(self, row: ast.List, count: ast.expr) -> Array | None:
        """``[0.1]*3``: a list of Python, several times behind itself."""
        table, times = self._value(row), self.whole(count)
        if table is None or times is None or not 0 < times * table.size <= MOST:
            return None
        return np.concatenate([table] * times)

    def _size(self, of: ast.expr, index: ast.expr) -> Array | None:
        table = self.tables.get(of.id) if isinstance(of, ast.Name) else None
        table, axis = self._value(of) if table is None else table, self.whole(index)
        return None if table is None or axis is None else np.array(float(table.shape[axis]))

    def _call(self, node: ast.Call) -> Array | None:
        inner = self.made(node)
        if inner is not None:
            return self._value(inner)
        match node:
            case ast.Call(func=ast.Name(id="len"), args=[of]):
                return self._size(of, ast.Constant(0))
            case ast.Call(func=ast.Name(id="float" | "int"), args=[of]):
                return self._value(of)
            case ast.Call(func=ast.Attribute(value=of, attr=attr)) if not self._libraries.path(
                node.func
            ):
                return self._method(of, attr, node.args)
        return self._filled(node)

    def _method(self, of: ast.expr, attr: str, operands: Sequence[ast.expr]) -> Array | None:
        table = self._value(of)
        if table is None:
            return None
        if attr in _KEPT:
            return table
        match attr:
            case "reshape" | "view":
                return table.reshape(self._sizes(operands))
            case "flatten" | "ravel":
                return table.ravel()
            case "t" | "transpose" if not operands:
                return table.T
            case "unsqueeze" if len(operands) == 1:
                return np.expand_dims(table, self.whole(operands[0]) or 0)
        return None

    def _filled(self, node: ast.Call) -> Array | None:
        """Tables that are told by their size."""
        operands = node.args
        match self._libraries.function(node.func):
            case "zeros" if operands:
                return np.zeros(self._sizes(operands))
            case "ones" if operands:
                return np.ones(self._sizes(operands))
            case "full" if len(operands) == 2 and (filling := self.number(operands[1])) is not None:
                return np.full(self._sizes(operands[:1]), filling)
            case "eye" | "identity" if operands:
                return np.eye(self._sizes(operands[:1])[0])
            case "zeros_like" if operands and (like := self._value(operands[0])) is not None:
                return np.zeros_like(like)
            case "ones_like" if operands and (like := self._value(operands[0])) is not None:
                return np.ones_like(like)
            case "arange" if 1 <= len(operands) <= 3:
                return self._counted(self._bounds(operands))
            case "linspace" if len(operands) == 3:
                low, high, count = self._bounds(operands)
                return np.linspace(low, high, min(int(count), MOST + 1))
            case "transpose" if len(operands) == 1:
                table = self._value(operands[0])
                return None if table is None else table.T
        return None

    def _bounds(self, operands: Sequence[ast.expr]) -> list[float]:
        bounds = [self.number(operand) for operand in operands]
        if any(bound is None or abs(bound) > MOST for bound in bounds):
            raise ValueError("not in numbers")
        return [bound for bound in bounds if bound is not None]

    def _counted(self, bounds: Sequence[float]) -> Array:
        """``np.arange``, unless it would be long."""
        first, end, step = (0.0, *bounds, 1.0) if len(bounds) == 1 else (*bounds, 1.0)[:3]
        if abs(end - first) > MOST * abs(step):
            raise ValueError("too many numbers")
        return np.arange(first, end, step)

    def _sizes(self, operands: Sequence[ast.expr]) -> list[int]:
        one = operands[0]
        parts = one.elts if isinstance(one, ast.Tuple | ast.List) else operands
        sizes = [self.whole(part) for part in parts]
        if any(size is None for size in sizes) or math.prod(abs(s or 1) for s in sizes) > MOST:
            raise ValueError("not in numbers")
        return [size for size in sizes if size is not None]


def typed(numbers: Array) -> str:
    """Numbers as they are typed in this language."""
    return as_typed(numbers if numbers.ndim else float(numbers))


def is_plain(node: ast.expr) -> bool:
    """Whether it is numbers and lists of them, and so is typed here as it is there."""
    match node:
        case ast.Constant(value=int() | float()):
            return not isinstance(node.value, bool)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return is_plain(operand)
        case ast.List(elts=elements):
            return all(map(is_plain, elements))
    return False
