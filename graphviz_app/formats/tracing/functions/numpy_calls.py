"""Functions of NumPy, called with symbols."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from graphviz_app.arrays import np
from graphviz_app.core.graph import Attr
from graphviz_app.core.oplib import OPS
from graphviz_app.core.wording import near
from graphviz_app.errors import GraphAppError
from graphviz_app.formats.language.words.grammar import ALIASES
from graphviz_app.formats.tracing.axes import along
from graphviz_app.formats.tracing.functions.tape import Tape

_UFUNCS: Mapping[str, str] = {
    "subtract": "sub", "multiply": "mul", "divide": "div", "true_divide": "div",
    "float_power": "pow", "power": "pow", "negative": "neg", "fabs": "abs", "fmax": "max",
    "fmin": "min", "rint": "round", "trunc": "round", "expit": "sigmoid", "vecdot": "dot",
    "log_expit": "log_sigmoid",
}  # fmt: skip
_REDUCED = {"add": "sum", "multiply": "prod", "maximum": "amax", "minimum": "amin"}
Form = Callable[..., Any]


def ufunc(
    tape: Tape, name: str, method: str, inputs: Sequence[object], more: Mapping[str, Any]
) -> Any:
    """A function that goes element by element; raises GraphAppError if it is not known here."""
    if method == "reduce" and name in _REDUCED:
        return reduced(tape, _REDUCED[name], inputs[0], more.get("axis", 0), False, {})
    if method != "__call__" or more.get("out") or more.get("where", True) is not True:
        raise GraphAppError(f"numpy.{name} with out, where or {method} cannot be traced")
    if name in _ELEMENTWISE:
        return _ELEMENTWISE[name](tape, *inputs)
    op = _UFUNCS.get(name, ALIASES.get(name, name))
    if op not in OPS or OPS[op].is_leaf or not OPS[op].least <= len(inputs) or OPS[op].attrs:
        raise _unknown(name)
    return tape.apply(op, *inputs)


def array_function(tape: Tape, name: str, args: Sequence[Any], more: Mapping[str, Any]) -> Any:
    """Any other function of NumPy; raises GraphAppError if it is not known here."""
    form = _FUNCTIONS.get(name)
    if form is None:
        if name in _REDUCTIONS:
            return _reduction(tape, _REDUCTIONS[name], *args, **more)
        if name in _SHAPES:
            return _SHAPES[name](_value(args[0]), *args[1:], **more)
        return ufunc(tape, name, "__call__", args, more)
    try:
        inspect.signature(form).bind(tape, *args, **more)
    except TypeError:
        raise GraphAppError(f"numpy.{name} cannot be traced as it is called here") from None
    return form(tape, *args, **more)


def reduced(
    tape: Tape, op: str, a: object, axis: Attr, keepdims: bool, more: Mapping[str, Any]
) -> Any:
    """A sum, mean or other number of many, along an axis."""
    attrs: dict[str, Attr] = {"keepdims": True} if keepdims else {}
    if more.get("ddof"):
        attrs["ddof"] = more["ddof"]
    unknown = [word for word, said in more.items() if word != "ddof" and said is not None]
    if unknown:
        raise GraphAppError(f"{op} with {unknown[0]} cannot be traced")
    if isinstance(axis, list | tuple):
        return along(
            tape.apply, op, a, [int(str(one)) for one in axis], np.ndim(_value(a)), **attrs
        )
    return tape.apply(op, a, **_along(axis), **attrs)


def _reduction(
    tape: Tape, op: str, a: object, axis: Attr = None, keepdims: bool = False, **more: Any
) -> Any:
    return reduced(tape, op, a, axis, keepdims is True, more)


def _unknown(name: str) -> GraphAppError:
    known = (*_UFUNCS, *_FUNCTIONS, *_REDUCTIONS, *(op.name for op in OPS.values()))
    return GraphAppError(
        f"numpy.{name} cannot be traced: it has no operator here{near(name, known)}"
    )


def _value(thing: Any) -> Any:
    return getattr(thing, "value", thing)


def _many(op: str) -> Form:
    def form(tape: Tape, arrays: Sequence[object], axis: int = 0) -> Any:
        return tape.apply(op, *arrays, axis=axis)

    return form


def _shaped(tape: Tape, a: Any, *shape: Any, order: str = "C") -> Any:
    (sizes,) = shape if len(shape) == 1 else (shape,)
    sizes = (sizes,) if isinstance(sizes, int) else tuple(sizes)
    known = np.reshape(_value(a), sizes).shape
    return tape.apply("reshape", a, shape=tuple(int(size) for size in known))


def _transposed(tape: Tape, a: Any, *axes: Any) -> Any:
    (order,) = axes if len(axes) == 1 else (axes or None,)
    if order is None or tuple(order) == tuple(range(np.ndim(_value(a))))[::-1]:
        return tape.apply("transpose", a)
    return tape.apply("transpose", a, axes=tuple(order))


def _clipped(tape: Tape, a: Any, low: Any = None, high: Any = None, **ends: Any) -> Any:
    low, high = ends.get("min", ends.get("a_min", low)), ends.get("max", ends.get("a_max", high))
    if isinstance(low, int | float) and isinstance(high, int | float):
        return tape.apply("clip", a, low=float(low), high=float(high))
    a = a if low is None else tape.apply("max", a, low)
    return a if high is None else tape.apply("min", a, high)


def _joined(axis: int) -> Form:
    def form(tape: Tape, arrays: Sequence[Any]) -> Any:
        flat = all(np.ndim(_value(part)) < 2 for part in arrays)
        if flat and axis == 0:
            return tape.apply("stack", *arrays)
        return tape.apply("concat", *arrays, axis=0 if flat else axis)

    return form


def _norm(tape: Tape, a: Any, ord: Any = None, axis: Any = None, keepdims: bool = False) -> Any:  # noqa: A002  # NumPy's name
    attrs: dict[str, Attr] = {} if axis is None else {"axis": axis}
    return tape.apply("norm", a, ord=float(2 if ord is None else ord), keepdims=keepdims, **attrs)


def raised(tape: Tape, base: Any, exponent: Any) -> Any:
    """A power; of a plain exponent its derivative is that of a power alone."""
    if isinstance(exponent, int | float) and not isinstance(base, int | float):
        if exponent == 2:
            return tape.apply("square", base)
        return tape.apply("power", base, exponent=float(exponent))
    return tape.apply("pow", base, exponent)


_ELEMENTWISE: Mapping[str, Form] = {
    "power": raised,
    "float_power": raised,
    "positive": lambda tape, a: a,
    "exp2": lambda tape, a: tape.apply("pow", 2.0, a),
    "cbrt": lambda tape, a: tape.apply("power", a, exponent=1 / 3),
    "hypot": lambda tape, a, b: tape.apply("sqrt", a * a + b * b),
    "logaddexp": lambda tape, a, b: tape.apply("logsumexp", tape.stacked([a, b]), axis=0),
    "floor_divide": lambda tape, a, b: tape.apply("floor", tape.apply("div", a, b)),
    "remainder": lambda tape, a, b: tape.apply("sub", a, tape.apply("floor", a / b) * b),
    "heaviside": lambda tape, a, b: tape.apply("step", a),
}
_FUNCTIONS: Mapping[str, Form] = {
    "dot": lambda tape, a, b: tape.apply("matmul" if _tables(a, b) else "mul", a, b),
    "inner": lambda tape, a, b: tape.apply("matmul", a, b),
    "vdot": lambda tape, a, b: tape.apply("dot", a, b),
    "outer": lambda tape, a, b: tape.apply("outer", a, b),
    "where": lambda tape, condition, a, b: tape.apply("where", condition, a, b),
    "reshape": _shaped,
    "transpose": _transposed,
    "permute_dims": _transposed,
    "ravel": lambda tape, a: tape.apply("flatten", a),
    "concatenate": _many("concat"),
    "stack": _many("stack"),
    "hstack": _joined(1),
    "vstack": _joined(0),
    "clip": _clipped,
    "norm": _norm,
    "squeeze": lambda tape, a, axis=None: tape.apply("squeeze", a, **_along(axis)),
    "expand_dims": lambda tape, a, axis: tape.apply("expand_dims", a, axis=axis),
    "flip": lambda tape, a, axis=None: tape.apply("flip", a, **_along(axis)),
    "cumsum": lambda tape, a, axis=None: tape.apply("cumsum", a, **_along(axis)),
    "swapaxes": lambda tape, a, axis1, axis2: tape.apply("swapaxes", a, axis1=axis1, axis2=axis2),
    "trace": lambda tape, a: tape.apply("trace", a),
    "diag": lambda tape, a: tape.apply("diag", a),
    "take": lambda tape, a, indices, axis=None: tape.apply("take", a, indices, **_along(axis)),
    "copy": lambda tape, a: a,
    "astype": lambda tape, a, dtype: a,
    "round": lambda tape, a, decimals=0: round(a, decimals),
    "around": lambda tape, a, decimals=0: round(a, decimals),
}
_REDUCTIONS: Mapping[str, str] = {
    "sum": "sum", "mean": "mean", "average": "mean", "prod": "prod", "max": "amax", "amax": "amax",
    "min": "amin", "amin": "amin", "var": "var", "std": "std", "argmax": "argmax",
    "argmin": "argmin", "logsumexp": "logsumexp",
}  # fmt: skip
_SHAPES: Mapping[str, Callable[..., Any]] = {
    name: getattr(np, name) for name in ("shape", "ndim", "size", "zeros_like", "ones_like")
}
"""What asks only for the shape, and gives plain numbers."""


def _tables(*operands: Any) -> bool:
    return all(np.ndim(_value(operand)) for operand in operands)


def _along(axis: Attr) -> dict[str, Attr]:
    return {} if axis is None else {"axis": axis}
