"""Terms put together as a person would: no 1·u, no u + 0, signs in front, sums where they are due.

Nothing here changes a value by more than rounding.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from graphviz_app.arrays import np
from graphviz_app.core.backward.term import Term, number, raw
from graphviz_app.core.expression import CONDITIONS
from graphviz_app.core.op import Shape
from graphviz_app.core.oplib import OPS

ZERO = number(0.0)
_NOTHING: Mapping[str, Any] = {}
_LINEAR = ("sum", "mean", "sum_to", "broadcast_to", "reshape", "transpose", "index", "put")
"""Operators that a minus sign passes through."""


def made(op: str, operands: Sequence[Term], attrs: Mapping[str, Any] = _NOTHING) -> Term:
    """An operator applied to terms, written as simply as can be."""
    given = _unstretched(operands) if OPS[op].elementwise else list(operands)
    if op in _RULES:
        return _RULES[op](*given)
    if op in _LINEAR and given[0].is_("neg"):
        return _neg(made(op, given[0].operands, attrs))
    if op in _SHAPING:
        return _SHAPING[op](given[0], {**OPS[op].attrs, **attrs})
    return raw(op, given, attrs)


def is_zero(term: Term) -> bool:
    """Whether it is the number 0."""
    return term.number == 0


def total(terms: Sequence[Term]) -> Term:
    """The sum, in this order."""
    first, *others = terms
    whole = finished(first) if others else first
    for term in others:
        whole = made("add", (whole, term))
    return whole


def finished(term: Term) -> Term:
    """With the minus sign in front of a product at its first factor, as it is typed: -a*b."""
    return _signed(term.operands[0]) if term.is_("neg") else term


def _signed(term: Term) -> Term:
    if term.is_("mul", "div"):
        left, right = term.operands
        return raw(term.op, (_signed(left), right))
    return _neg(term)


def _unstretched(operands: Sequence[Term]) -> list[Term]:
    """Without repeating what the operator repeats by itself."""
    given = list(operands)
    for slot, term in enumerate(given):
        if not (term.is_("broadcast_to") or _is_padded(term)):
            continue
        others = [t.shape for t in (*given[:slot], *term.operands, *given[slot + 1 :])]
        if np.broadcast_shapes(*others) == np.broadcast_shapes(*(t.shape for t in given)):
            given[slot] = term.operands[0]
    return given


# Arithmetic


def _neg(a: Term) -> Term:
    if a.number is not None:
        return number(-a.number)
    return a.operands[0] if a.is_("neg") else raw("neg", (a,))


def _add(a: Term, b: Term) -> Term:
    if a.number is not None and b.number is not None:
        return number(a.number + b.number)
    if is_zero(a) or is_zero(b):
        return b if is_zero(a) else a
    return made("sub", (a, b.operands[0])) if b.is_("neg") else raw("add", (a, b))


def _sub(a: Term, b: Term) -> Term:
    if a.number is not None and b.number is not None:
        return number(a.number - b.number)
    if is_zero(b):
        return a
    if is_zero(a):
        return _neg(b)
    return made("add", (a, b.operands[0])) if b.is_("neg") else raw("sub", (a, b))


def _mul(a: Term, b: Term) -> Term:
    if a.number is not None and b.number is not None:
        return number(a.number * b.number)
    if is_zero(a) or is_zero(b):
        return ZERO
    for one, other in ((a, b), (b, a)):
        if one.number in (1.0, -1.0):
            return other if one.number == 1 else _neg(other)
        if one.is_("neg"):
            inner = one.operands[0]
            return _neg(made("mul", (inner, b) if one is a else (a, inner)))
    if b.is_("mul", "div"):
        return made(b.op, (made("mul", (a, b.operands[0])), b.operands[1]))
    return raw("mul", (a, b))


def _div(a: Term, b: Term) -> Term:
    if b.number == 1 or is_zero(a):
        return a
    if a.is_("neg"):
        return _neg(made("div", (a.operands[0], b)))
    if b.is_("neg"):
        return _neg(made("div", (a, b.operands[0])))
    return raw("div", (a, b))


def _pow(a: Term, b: Term) -> Term:
    exponent = b.number
    if exponent is None:
        return raw("pow", (a, b))
    if exponent in (0.0, 1.0):
        return a if exponent else number(1.0)
    return raw("square", (a,)) if exponent == 2 else raw("power", (a,), {"exponent": exponent})


def _where(condition: Term, a: Term, b: Term) -> Term:
    if condition.number is not None:
        return a if condition.number else b
    return raw("where", (condition, a, b))


def _not_equal(a: Term, b: Term) -> Term:
    """What is a condition already needs no comparison with 0."""
    return a if is_zero(b) and a.op in CONDITIONS else raw("not_equal", (a, b))


_RULES: Mapping[str, Callable[..., Term]] = {
    "neg": _neg,
    "add": _add,
    "sub": _sub,
    "mul": _mul,
    "div": _div,
    "pow": _pow,
    "where": _where,
    "not_equal": _not_equal,
}


# Shapes


def _reshape(a: Term, attrs: Mapping[str, Any]) -> Term:
    return a if a.shape == attrs["shape"] else _with(attrs, "reshape", a)


def _broadcast_to(a: Term, attrs: Mapping[str, Any]) -> Term:
    shape: Shape = attrs["shape"]
    if a.shape == shape:
        return a
    if _is_padded(a):
        return _broadcast_to(a.operands[0], attrs)
    return _with(attrs, "broadcast_to", a.operands[0] if a.is_("broadcast_to") else a)


def _is_padded(a: Term) -> bool:
    """Whether only ones were put before the sizes: repeating does that by itself."""
    if not a.is_("reshape"):
        return False
    inner = a.operands[0].shape
    return a.shape == (1,) * (len(a.shape) - len(inner)) + inner


def _sum_to(a: Term, attrs: Mapping[str, Any]) -> Term:
    shape: Shape = attrs["shape"]
    if a.shape == shape:
        return a
    if not shape:
        return _sum(a, OPS["sum"].attrs)
    if shape == a.shape[1:]:
        return _sum(a, {"axis": 0, "keepdims": False})
    changed = [
        i for i, sizes in enumerate(zip(a.shape, shape, strict=False)) if sizes[0] != sizes[1]
    ]
    if len(shape) == len(a.shape) and len(changed) == 1:
        return _sum(a, {"axis": changed[0], "keepdims": True})
    return _with(attrs, "sum_to", a)


def _sum(a: Term, attrs: Mapping[str, Any]) -> Term:
    if not a.shape:
        return a
    if a.is_("broadcast_to") and attrs["axis"] is None and not attrs["keepdims"]:
        inner = a.operands[0]
        if not inner.shape:
            return _mul(inner, number(math.prod(a.shape)))
    return _with(attrs, "sum", a)


def _transpose(a: Term, attrs: Mapping[str, Any]) -> Term:
    if len(a.shape) < 2:
        return a
    plain = attrs == OPS["transpose"].attrs
    twice = plain and a.is_("transpose") and {**attrs, **a.attrs} == attrs
    return a.operands[0] if twice else _with(attrs, "transpose", a)


def _with(attrs: Mapping[str, Any], op: str, a: Term) -> Term:
    """Only what is not usual needs to be said."""
    usual = OPS[op].attrs
    return raw(op, (a,), {k: v for k, v in attrs.items() if v != usual[k] or k == "shape"})


_SHAPING: Mapping[str, Callable[[Term, Mapping[str, Any]], Term]] = {
    "reshape": _reshape,
    "broadcast_to": _broadcast_to,
    "sum_to": _sum_to,
    "sum": _sum,
    "transpose": _transpose,
}
