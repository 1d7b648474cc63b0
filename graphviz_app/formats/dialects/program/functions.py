"""What functions and methods of the libraries are called in this language, or how they are written.

A formula is used where the table of operators has no entry of that name: so it shrinks in its
meaning, and never in what is understood, as that table grows.
"""

import ast
from collections.abc import Mapping
from typing import NamedTuple

from graphviz_app.core.oplib import OPS
from graphviz_app.formats.dialects.program.losses import LOSSES
from graphviz_app.formats.language.words.grammar import ALIASES, python_expression

_FORMULAS = (
    "dot(a, b) = a @ b",
    "vdot(a, b) = a @ b",
    "inner(a, b) = a @ b",
    "matmul(a, b) = a @ b",
    "mm(a, mat2) = a @ mat2",
    "mv(a, vec) = a @ vec",
    "bmm(a, mat2) = a @ mat2",
    "multiply(a, b) = a*b",
    "mul(a, b) = a*b",
    "add(a, b) = a + b",
    "subtract(a, b) = a - b",
    "sub(a, b) = a - b",
    "divide(a, b) = a/b",
    "true_divide(a, b) = a/b",
    "div(a, b) = a/b",
    "negative(a) = -a",
    "neg(a) = -a",
    "power(a, b) = a**b",
    "pow(a, b) = a**b",
    "float_power(a, b) = a**b",
    "greater(a, b) = a > b",
    "less(a, b) = a < b",
    "where(condition, a, b) = a if condition else b",
    "reduce_sum(a, axis=None, keepdims=False) = sum(a)",
    "reduce_mean(a, axis=None, keepdims=False) = mean(a)",
    "reduce_max(a, axis=None, keepdims=False) = max(a)",
    "reduce_min(a, axis=None, keepdims=False) = min(a)",
    "amax(a, axis=None, keepdims=False) = max(a)",
    "amin(a, axis=None, keepdims=False) = min(a)",
    "fabs(a) = abs(a)",
    "t(a) = transpose(a)",
    "matrix_transpose(a) = transpose(a)",
    "rsqrt(a) = 1/sqrt(a)",
    "log1p(a) = log(1 + a)",
    "expm1(a) = exp(a) - 1",
    "log2(a) = log(a)/log(2)",
    "log10(a) = log(a)/log(10)",
    "exp2(a) = 2**a",
    "expit(a) = sigmoid(a)",
    "sinh(a) = (exp(a) - exp(-a))/2",
    "cosh(a) = (exp(a) + exp(-a))/2",
    "softplus(a) = log(1 + exp(a))",
    "silu(a) = a*sigmoid(a)",
    "swish(a) = a*sigmoid(a)",
    "leaky_relu(a, negative_slope=0.01) = a if a > 0 else negative_slope*a",
    "elu(a, alpha=1.0) = a if a > 0 else alpha*(exp(a) - 1)",
    "softsign(a) = a/(1 + abs(a))",
    "logsigmoid(a) = log(sigmoid(a))",
    "hypot(a, b) = sqrt(a**2 + b**2)",
    "linear(a, W, b) = a @ transpose(W) + b",
    "square(a) = a**2",
    "reciprocal(a) = 1/a",
)
_SAME = ("float", "double", "clone", "contiguous", "cpu", "numpy", "copy", "item", "asarray",
         "as_tensor", "float64", "float32", "astype", "to", "type", "cast", "identity")  # fmt: skip
"""What gives its first operand back, as far as this language can tell."""
PREFERRED = frozenset(("dot", "vdot", "inner", "matmul", "mm", "mv", "bmm", "square", "reciprocal"))
"""What is written with signs, also where there is an operator of that name."""
_ALONG = frozenset(
    ("sum", "mean", "prod", "max", "min", "amax", "amin", "var", "std", "norm", "logsumexp",
     "softmax", "log_softmax", "transpose", "outer", "trace", "cumsum")
)  # fmt: skip
"""Operators on tables that are called as the libraries call theirs."""
RENAMED = {"arcsin": "asin", "arccos": "acos", "arctan": "atan", "negative": "neg"}
ACTIVATIONS: Mapping[str, str] = {
    "ReLU": "relu", "Sigmoid": "sigmoid", "Tanh": "tanh", "Softplus": "softplus", "SiLU": "silu",
    "ELU": "elu", "LeakyReLU": "leaky_relu", "GELU": "gelu", "Softmax": "softmax",
}  # fmt: skip
"""Layers without weights, and the function each of them is."""

MADE = frozenset((*LOSSES, *ACTIVATIONS))
"""What programs make first and call later."""


class Form(NamedTuple):
    """A function of a library as a formula: its operands, defaults, and how it is written."""

    operands: tuple[str, ...]
    defaults: Mapping[str, str]
    formula: str


def _read(line: str) -> tuple[str, Form]:
    head, _, formula = line.partition(") = ")
    call = python_expression(f"{head})")
    assert isinstance(call, ast.Call)
    assert isinstance(call.func, ast.Name)
    plain = tuple(ast.unparse(operand) for operand in call.args)
    defaults = {word.arg or "": ast.unparse(word.value) for word in call.keywords}
    return call.func.id, Form((*plain, *defaults), defaults, formula)


FORMS: Mapping[str, Form] = dict(map(_read, _FORMULAS))
SAME = frozenset(_SAME)


def operator_of(name: str) -> str:
    """The operator that is called as a function of that name is, with its axis behind it; ''."""
    if name in PREFERRED:
        return ""
    known = ALIASES.get(RENAMED.get(name, name), RENAMED.get(name, name))
    op = OPS.get(known)
    if op is None or op.is_leaf or op.python or not (op.elementwise or known in _ALONG):
        return ""
    return name if name in ("maximum", "minimum") else known
