"""Numbers and tensors as they are written, read and printed."""

import ast
import math
from collections.abc import Callable, Mapping, Sequence

from graphviz_app.core.graph import Attr, shape_of
from graphviz_app.formats.language.words.script import Script
from graphviz_app.formats.limits import MAX_DIMENSIONS, MAX_ELEMENTS, thousands
from graphviz_app.numbers import as_typed

Tensor = float | tuple["Tensor", ...]

_ARITHMETIC: Mapping[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b,
    ast.Pow: math.pow,
}
_NAMED: Mapping[str, float] = {"pi": math.pi, "π": math.pi}
_VALUES = (
    *(ast.Name, ast.BinOp, ast.UnaryOp, ast.Call, ast.Attribute, ast.Subscript),
    *(ast.Compare, ast.IfExp),
)
_NESTING = 50
_SHOWN = 8
"""Numbers up to which a message writes a list out."""


def number(node: ast.expr, script: Script) -> float | None:
    """The number, with its sign, that is written here; None if it is something else."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.UAdd):
        if not isinstance(node.operand, ast.Constant):
            return None
        size = number(node.operand, script)
        return -size if size is not None and isinstance(node.op, ast.USub) else size
    value = node.value if isinstance(node, ast.Constant) else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return _finite(node, value, script)


def written_number(node: ast.expr, script: Script) -> float | None:
    """As ``number``, and a fraction of two whole ones: 1/2 is one number."""
    if not isinstance(node, ast.BinOp) or not isinstance(node.op, ast.Div):
        return number(node, script)
    upper, lower = number(node.left, script), number(node.right, script)
    if not upper or not lower or not (upper.is_integer() and lower.is_integer()):
        return None
    return upper / lower


def is_mixed(node: ast.List, script: Script) -> bool:
    """Whether a list holds values of a graph, beside numbers or alone."""
    return script.table(node) is None and any(_is_value(item, script) for item in node.elts)


def _is_value(node: ast.expr, script: Script) -> bool:
    if isinstance(node, ast.List):
        return is_mixed(node, script)
    if isinstance(node, ast.Constant):
        return node.value is ...
    return isinstance(node, _VALUES) and computed(node, script) is None


def computed(node: ast.expr, script: Script, nesting: int = 0) -> float | None:
    """As ``number``, and arithmetic on numbers such as ``1/3`` and ``pi/2`` too."""
    written = number(node, script)
    if written is not None or nesting > _NESTING:
        return written
    if isinstance(node, ast.Name):
        return _NAMED.get(node.id)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.UAdd):
        size = computed(node.operand, script, nesting + 1)
        return -size if size is not None and isinstance(node.op, ast.USub) else size
    if not isinstance(node, ast.BinOp) or type(node.op) not in _ARITHMETIC:
        return None
    left = computed(node.left, script, nesting + 1)
    right = computed(node.right, script, nesting + 1)
    if left is None or right is None:
        return None
    try:
        return _finite(node, _ARITHMETIC[type(node.op)](left, right), script)
    except (ArithmeticError, ValueError):
        raise script.at(node, f"'{script.excerpt(node)}' has no finite value") from None


def tensor(node: ast.expr, script: Script) -> Tensor | None:
    """A number, or a nested list of numbers as nested tuples; None if it is neither."""
    if not isinstance(node, ast.List):
        return computed(node, script)
    known = script.table(node)
    if isinstance(known, tuple):
        return known  # type: ignore[return-value]  # tuples of floats
    budget = [MAX_ELEMENTS]
    return _list(node, script, 1, budget)


def _list(node: ast.List, script: Script, depth: int, budget: list[int]) -> Tensor:
    if depth > MAX_DIMENSIONS:
        raise script.at(node, f"a tensor has at most {MAX_DIMENSIONS} dimensions")
    if not node.elts:
        raise script.at(node, "this list is empty; write its numbers, for example [1, 2]")
    budget[0] -= len(node.elts)
    if budget[0] < 0:
        raise script.at(node, f"a tensor has at most {thousands(MAX_ELEMENTS)} numbers")
    items = [_item(item, script, depth, budget) for item in node.elts]
    shape = shape_of(items[0])
    for item, written in zip(items, node.elts, strict=True):
        if shape_of(item) != shape:
            raise script.at(
                written,
                f"the rows of this tensor differ: the first has {_describe(shape)}, "
                f"this one has {_describe(shape_of(item))}",
            )
    return tuple(items)


def _item(node: ast.expr, script: Script, depth: int, budget: list[int]) -> Tensor:
    if isinstance(node, ast.List):
        return _list(node, script, depth + 1, budget)
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        return float(node.value)
    value = computed(node, script)
    if value is None:
        raise script.at(
            node,
            f"a list holds numbers or lists of numbers, found '{script.excerpt(node)}'"
            f"{list_hint(node, script)}",
        )
    return value


def list_hint(node: ast.expr, script: Script) -> str:
    """``; write [1, 2]`` for numbers in other brackets; '' where that would not be a tensor."""
    if not isinstance(node, ast.Tuple | ast.Set):
        return ""
    written = as_list(node.elts, script)
    return f"; write {written}" if written else ""


def as_list(items: Sequence[ast.expr], script: Script) -> str:
    """These numbers, or rows of numbers in any brackets, as a list; '' if they are no tensor."""
    rows = [item for item in items if isinstance(item, ast.Tuple | ast.Set | ast.List)]
    if not items or len(items) > _SHOWN or (rows and len(rows) < len(items)):
        return ""
    if rows:
        words = [as_list(row.elts, script) for row in rows]
        same = len({len(row.elts) for row in rows}) == 1
        return f"[{', '.join(words)}]" if same and all(words) else ""
    numbers = [computed(item, script) for item in items]
    if None in numbers:
        return ""
    return f"[{', '.join(script.excerpt(item) for item in items)}]"


def _describe(shape: tuple[int, ...]) -> str:
    if not shape:
        return "one number without brackets"
    size = "\N{MULTIPLICATION SIGN}".join(str(n) for n in shape)
    return f"{size} number" if shape == (1,) else f"{size} numbers"


def _finite(node: ast.expr, value: float, script: Script) -> float:
    try:
        double = float(value)
    except OverflowError:
        double = math.inf
    if math.isinf(double):
        raise script.at(
            node,
            f"'{script.excerpt(node)}' is too large for a 64-bit number; "
            "the largest is about 1.8e308",
        )
    return double


def print_attr(value: Attr) -> str:
    """An attribute as it is typed: numbers, tensors as nested lists, True, None, 'text'."""
    if isinstance(value, bool | str) or value is None:
        return repr(value)
    return as_typed(value)
