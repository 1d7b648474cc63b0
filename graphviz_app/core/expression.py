"""A formula as a tree of names, numbers and operators, and Python's source of it.

Formulas are written in the text language: ``y*(1 - y)``, ``a if a > 0 else 0``.
From the one tree come what is computed (here), what is shown (``explain``), what is differentiated
(``core.backward``) and what is generated.
"""

import ast
import math
import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Union

Expr = Union["Number", "Name", "Apply"]


@dataclass(frozen=True, slots=True)
class Number:
    """A number that stands in the formula."""

    value: float


@dataclass(frozen=True, slots=True)
class Name:
    """An operand letter, y (the value), g (the gradient that arrives), an attribute."""

    name: str


@dataclass(frozen=True, slots=True)
class Apply:
    """An operator by its name, applied; ``attrs`` are those given by name."""

    op: str
    operands: tuple[Expr, ...]
    attrs: tuple[tuple[str, Expr], ...] = ()


SIGNS: Mapping[type, tuple[str, str]] = {
    ast.Add: ("add", "+"),
    ast.Sub: ("sub", "-"),
    ast.Mult: ("mul", "*"),
    ast.Div: ("div", "/"),
    ast.Pow: ("pow", "**"),
    ast.MatMult: ("matmul", "@"),
    ast.Lt: ("less", "<"),
    ast.LtE: ("less_equal", "<="),
    ast.Gt: ("greater", ">"),
    ast.GtE: ("greater_equal", ">="),
    ast.Eq: ("equal", "=="),
    ast.NotEq: ("not_equal", "!="),
}
"""Python's operators: the table's, and the sign."""
_INFIX = dict(SIGNS.values())
CONDITIONS = frozenset(op for op, sign in SIGNS.values() if sign[0] in "<>=!")
ZERO, ONE = Number(0.0), Number(1.0)


@cache
def formula(text: str) -> Expr:
    """The tree of a formula of one expression; raises ValueError for what is none."""
    return _tree(ast.parse(text, mode="eval").body)


@cache
def statements(text: str) -> tuple[tuple[str, Expr], ...]:
    """The lines of a longer formula, each with its name; the last gives the value."""
    lines: list[tuple[str, Expr]] = []
    for line in ast.parse(text).body:
        match line:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                lines.append((name, _tree(value)))
            case ast.Expr(value=value):
                lines.append(("", _tree(value)))
            case _:
                raise ValueError(ast.unparse(line))
    return tuple(lines)


def _tree(node: ast.expr) -> Expr:
    match node:
        case ast.Constant(value=bool() | None | str()):
            return Name(repr(node.value))
        case ast.Constant(value=int() | float()):
            return Number(float(node.value))  # type: ignore[arg-type]  # matched above
        case ast.Name(id="pi"):
            return Number(math.pi)
        case ast.Name(id=name):
            return Name(name)
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as size)):
            return Number(-float(size))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return Apply("neg", (_tree(operand),))
        case ast.BinOp(left=left, op=sign, right=right) if type(sign) in SIGNS:
            return Apply(SIGNS[type(sign)][0], (_tree(left), _tree(right)))
        case ast.Compare(left=left, ops=[sign], comparators=[right]):
            return Apply(SIGNS[type(sign)][0], (_tree(left), _tree(right)))
        case ast.IfExp(test=test, body=body, orelse=other):
            return Apply("where", (_tree(test), _tree(body), _tree(other)))
        case ast.Tuple(elts=items):
            return Apply("tuple", tuple(map(_tree, items)))
        case ast.Call(func=ast.Name(id=name), args=args, keywords=keywords):
            attrs = tuple((k.arg or "", _tree(k.value)) for k in keywords)
            return Apply(name, tuple(map(_tree, args)), attrs)
    raise ValueError(f"no formula: {ast.unparse(node)}")


def parts(tree: Expr) -> Iterator[Expr]:
    """The tree and everything in it."""
    yield tree
    if isinstance(tree, Apply):
        for operand in (*tree.operands, *(value for _, value in tree.attrs)):
            yield from parts(operand)


def names_in(tree: Expr) -> frozenset[str]:
    """The letters that it is about."""
    return frozenset(part.name for part in parts(tree) if isinstance(part, Name))


def replaced(tree: Expr, known: Mapping[Expr, Expr]) -> Expr:
    """With other trees in the place of some."""
    if tree in known:
        return known[tree]
    if not isinstance(tree, Apply):
        return tree
    operands = tuple(replaced(operand, known) for operand in tree.operands)
    return Apply(tree.op, operands, tuple((k, replaced(v, known)) for k, v in tree.attrs))


def simplified(tree: Expr) -> Expr:
    """Without what changes nothing: 1·u, u¹, u + 0; numbers among themselves worked out."""
    if not isinstance(tree, Apply):
        return tree
    operands = tuple(map(simplified, tree.operands))
    known = [o.value for o in operands if isinstance(o, Number)]
    if len(known) == len(operands) and tree.op in _WORKED_OUT:
        return Number(_WORKED_OUT[tree.op](*known))
    match tree.op, operands:
        case ("mul", (Number(1.0), other)) | ("mul" | "div" | "pow", (other, Number(1.0))):
            return other
        case ("add", (Number(0.0), other)) | ("add" | "sub", (other, Number(0.0))):
            return other
        case "mul", (Number(-1.0), other):
            return Apply("neg", (other,))
        case "pow", (_, Number(0.0)):
            return ONE
        case "neg", (Apply("neg", (inner,)),):
            return inner
    return Apply(tree.op, operands, tree.attrs)


ARITHMETIC: Mapping[str, Callable[..., Any]] = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "div": operator.truediv,
    "pow": operator.pow,
    "neg": operator.neg,
}
"""What is written with a sign, of anything that Python can do that with."""
_WORKED_OUT = {name: ARITHMETIC[name] for name in ("add", "sub", "neg")}


def factors(tree: Expr) -> Sequence[Expr]:
    """What is multiplied, left to right; a minus sign is −1."""
    match tree:
        case Apply("mul", (left, right)):
            return (*factors(left), *factors(right))
        case Apply("neg", (inner,)):
            return (Number(-1.0), *factors(inner))
    return (tree,)


# Python's source


def array_source(tree: Expr) -> str:
    """As a Python expression on NumPy's arrays; functions are called by their names."""
    match tree:
        case Number(value):
            return repr(value)
        case Name(name):
            return name
        case Apply("neg", (operand,)):
            return f"(-{_as_numbers(operand)})"
        case Apply(op, (left, right)) if op in CONDITIONS:
            return f"({array_source(left)} {_INFIX[op]} {array_source(right)})"
        case Apply(op, (left, right)) if op in _INFIX:
            both = (left, right)
            texts = map(array_source if op == "mul" else _as_numbers, both)
            return f"({f' {_INFIX[op]} '.join(texts)})"
        case Apply("tuple", items):
            return f"({''.join(f'{_setting(item)}, ' for item in items)})"
    assert isinstance(tree, Apply)
    given = [*map(array_source, tree.operands)]
    given += [f"{name}={_setting(value)}" for name, value in tree.attrs]
    return f"{tree.op}({', '.join(given)})"


def _setting(tree: Expr) -> str:
    """An attribute: a whole number (an axis, a size) is Python's whole number."""
    whole = isinstance(tree, Number) and tree.value.is_integer()
    return array_source(tree).removesuffix(".0") if whole else array_source(tree)


def _as_numbers(tree: Expr) -> str:
    """A condition as 1 or 0: of truth values NumPy knows no difference and no opposite."""
    text = array_source(tree)
    return f"({text} * 1.0)" if isinstance(tree, Apply) and tree.op in CONDITIONS else text


def float_source(tree: Expr) -> str:
    """As a Python expression on floats, with ``{letter}`` for each name."""
    match tree:
        case Number(value):
            return repr(value) if value >= 0 else f"({value!r})"
        case Name(name):
            return f"{{{name}}}"
        case Apply("neg", (operand,)):
            return f"(-{float_source(operand)})"
        case Apply("pow", (base, Number(2.0))) if isinstance(base, Name):
            return f"({float_source(base)} * {float_source(base)})"
        case Apply("where", (test, first, second)):
            return f"({float_source(first)} if {_test(test)} else {float_source(second)})"
        case Apply(op, _) if op in CONDITIONS:
            return f"(1.0 if {_test(tree)} else 0.0)"
        case Apply(op, (left, right)) if op in _INFIX and op != "pow":
            return f"({float_source(left)} {_INFIX[op]} {float_source(right)})"
    assert isinstance(tree, Apply)
    given = [float_source(operand) for operand in tree.operands]
    given += [f"{name}={float_source(value)}" for name, value in tree.attrs]
    return f"{tree.op}({', '.join(given)})"


def _test(tree: Expr) -> str:
    if isinstance(tree, Apply) and tree.op in CONDITIONS:
        left, right = map(float_source, tree.operands)
        return f"{left} {_INFIX[tree.op]} {right}"
    return float_source(tree)


def called(tree: Expr, *, infix: bool = False) -> frozenset[str]:
    """The operators that are called by name in either source."""
    return frozenset(
        part.op
        for part in parts(tree)
        if isinstance(part, Apply) and (infix or part.op not in (*_INFIX, "neg", "tuple"))
    )
