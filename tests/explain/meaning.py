"""What a function in a formula means, apart from the program's own arithmetic.

NumPy's or Python's function of the name; else what the entry's formula says, read by itself.
"""

import math
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import numpy as np

from graphviz_app.core.expression import Expr, Name, Number, formula
from graphviz_app.core.op import Op
from graphviz_app.core.oplib import OPS

Function = Callable[..., Any]
FUNCTIONS = [op for op in OPS.values() if op.elementwise and op.role == "function"]
BY_SIGN: Mapping[str, Op] = {name: op for op in FUNCTIONS for name in (op.name, op.symbol)}
"""Operators by how they are written: their sign, or their name."""
TENSORS = {op.symbol.replace(" ", "") for op in OPS.values() if not op.elementwise}
"""How those are written that a formula in intervals cannot work out."""
_NUMPY = {"sub": np.subtract, "mul": np.multiply, "div": np.divide, "neg": np.negative}
_NUMPY |= {"add": np.add, "pow": np.power, "round": np.rint}
_OTHERS: Mapping[str, Function] = {"softplus": lambda a: np.logaddexp(0.0, a)}
"""NumPy has it, though not as one function, and far out better than the formula is."""


@cache
def meaning(op: Op) -> Function:
    """``(*operands, *attributes)`` → its value."""
    if op.name in _OTHERS:
        return _OTHERS[op.name]
    for name in (*op.aliases, op.name):
        found = _NUMPY.get(name) or getattr(np, name, None)
        if isinstance(found, np.ufunc) and found.nin == len(op.operands):
            return lambda *given, f=found: f(*(1.0 * x for x in given))  # not of truth values
        if len(op.operands) == 1 and hasattr(math, name):
            return np.vectorize(getattr(math, name), otypes=[float])
    tree = formula(op.value or str(op.expansion))
    return lambda *given: _value(tree, dict(zip([*op.operands, *op.attrs], given, strict=False)))


def _value(tree: Expr, names: Mapping[str, Any]) -> Any:
    if isinstance(tree, Number):
        return tree.value
    if isinstance(tree, Name):
        return names[tree.name]
    given = [_value(operand, names) for operand in (*tree.operands, *dict(tree.attrs).values())]
    if tree.op == "where":
        return np.where(given[0], given[1], given[2])
    return meaning(OPS[tree.op])(*given)
