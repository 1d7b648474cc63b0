"""How NumPy and PyTorch call what the operator table has."""

from collections.abc import Callable
from dataclasses import dataclass

from graphviz_app.core.expression import SIGNS, called, statements
from graphviz_app.core.op import Op
from graphviz_app.core.operators.formulas import STATIC
from graphviz_app.formats.code.by_hand import expression

SIGNED = {
    *(op for op, _ in SIGNS.values()),
    *("identity", "neg", "square", "power", "reciprocal", "where"),
}
"""Operators that Python has a sign for, in either library."""


@dataclass(frozen=True)
class Library:
    """A library: how it is called in the script, and how it writes an operator."""

    name: str
    template: Callable[[Op], str]
    """An expression over letters and attributes; '' if it has none."""
    array: str
    """What makes nested lists a tensor."""
    takes_numbers: bool
    """Whether its functions take Python's numbers."""


_IN_TORCH = {
    "torch": ("sigmoid", "tanh", "relu", "log1p", "expm1", "sinh", "cosh", "tan", "rsqrt", "selu"),
    "torch.nn.functional": ("softplus", "softsign", "silu", "mish", "elu", "relu6"),
}
"""What PyTorch has under the same name, though it could be written out by its formula, too."""


def _in_numpy(op: Op) -> str:
    named = isinstance(op.numpy, str)
    return op.numpy_code or (_call(op, f"np.{op.numpy}") if named else expression(op))


def _in_torch(op: Op) -> str:
    if op.torch:
        return op.torch
    for place, names in _IN_TORCH.items():
        if op.name in names:
            return _call(op, f"{place}.{op.name}")
    return "" if has_formula(op) else _call(op, f"torch.{op.name}")


def _call(op: Op, function: str) -> str:
    given = [*op.operands, *(f"{name}={name}" for name in op.attrs)]
    return f"{function}({', '.join(given)})"


def has_formula(op: Op) -> bool:
    """Whether it can be written as a function of other operators, whatever the shapes."""
    if op.value:
        return True
    if callable(op.expansion) or not op.expansion or op.variadic or op.optional:
        return False
    return not any(called(tree) & STATIC.keys() for _, tree in statements(op.expansion))


def has_code(op: Op, library: Library) -> bool:
    """Whether it can be written without being expanded first."""
    return op.is_leaf or op.name in SIGNED or bool(library.template(op)) or has_formula(op)


NUMPY = Library("np", _in_numpy, "np.array", takes_numbers=True)
TORCH = Library("torch", _in_torch, "torch.tensor", takes_numbers=False)
