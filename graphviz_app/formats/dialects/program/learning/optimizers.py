"""Optimizers of libraries, as a descent of this language where both do the same."""

import ast
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from graphviz_app.core.learning.settings import Descent
from graphviz_app.formats.descent_rules import NUMBERS
from graphviz_app.formats.dialects.program.arrays import Arrays
from graphviz_app.formats.dialects.program.libraries import Libraries

STEP = "a step of learning is taken by itself"
_TORCH = "torch.optim."
_SCHEDULES = "lr_scheduler"
_OPERANDS: Mapping[str, tuple[str, ...]] = {
    "SGD": ("lr", "momentum", "dampening", "weight_decay", "nesterov"),
    "Adam": ("lr", "betas", "eps", "weight_decay", "amsgrad"),
    "RMSprop": ("lr", "alpha", "eps", "weight_decay", "momentum", "centered"),
}
"""What PyTorch's optimizers take behind the parameters, in their order."""
_RATES: Mapping[str, float] = {"SGD": 1e-3, "Adam": 1e-3, "RMSprop": 1e-2}
_FIELDS: Mapping[str, str] = {
    "lr": "rate",
    "momentum": "momentum",
    "weight_decay": "weight_decay",
    "alpha": "alpha",
    "eps": "epsilon",
}
_OFF = ("dampening", "amsgrad", "centered", "maximize", "nesterov")
"""What must be off, or 0, for both to do the same; of ``nesterov`` there is more to say."""
_DECLINES: Mapping[str, tuple[str, ...]] = {
    "StepLR": ("step_size", "gamma"),
    "CosineAnnealingLR": ("T_max", "eta_min"),
}
_NO_MATTER = ("foreach", "fused", "capturable", "differentiable")


class Optimizer(NamedTuple):
    """What a program says of its steps; ``descent`` is None where that is not certain."""

    rate: float | None
    remark: str
    descent: Descent | None = None
    given: tuple[str, ...] = ()
    """The names of the parameters, if they are listed by name."""
    name: str = ""
    """What it is called in the program."""

    @property
    def is_plain(self) -> bool:
        """Whether it is nothing but its rate."""
        return self.descent == Descent("sgd", self.rate)


def optimizer(node: ast.stmt, libraries: Libraries, arrays: Arrays) -> Optimizer | None:
    """What is said where a program makes its optimizer."""
    match node:
        case ast.Assign(
            targets=[target], value=ast.Call(func=func, args=given, keywords=words) as call
        ):
            called = target.id if isinstance(target, ast.Name) else ""
            path = libraries.path(func)
            if "optim" not in path or _SCHEDULES in path or path.endswith("Scheduler"):
                return None
            descent = _descent(call, libraries, arrays)
            if descent is not None:
                return Optimizer(descent.rate, STEP, descent, _names(given), called)
            rates = [word.value for word in words if word.arg in ("lr", "learning_rate")]
            rates += given[1:2] if "torch" in path else given[:1]
            rate = arrays.number(rates[0]) if rates else None
            name = libraries.function(func)
            more = name != "SGD" or any(word.arg == "momentum" for word in words)
            remark = f"a step here is plain gradient descent, not {name}" if more else STEP
            return Optimizer(rate, remark)
    return None


class Decline(NamedTuple):
    """How the rate goes on, where a program says it; ``fields`` are empty if that is not certain.

    ``name`` is what steps it; ``period`` how many steps a cosine goes over.
    """

    line: int
    found: str
    name: str
    fields: Mapping[str, object]
    period: int | None = None


def declines(node: ast.stmt, found: str, libraries: Libraries, arrays: Arrays) -> Decline | None:
    """How the rate declines, if a statement says that."""
    match node:
        case ast.Assign(
            targets=[ast.Name(id=name)], value=ast.Call(func=func, args=given, keywords=words)
        ) if libraries.path(func).startswith(f"{_TORCH}{_SCHEDULES}."):
            kind = libraries.function(func)
            said = _said(_DECLINES.get(kind, ()), given[1:], words)
            fields, period = _decline(kind, said, arrays)
            return Decline(node.lineno, found, name, fields, period)
    return None


def _decline(
    kind: str, said: Mapping[str, ast.expr], arrays: Arrays
) -> tuple[Mapping[str, object], int | None]:
    nothing = ast.Constant(None)
    whole = arrays.whole(said.get(_DECLINES.get(kind, ("",))[0], nothing))
    if kind == "StepLR" and whole and said.keys() <= {"step_size", "gamma"}:
        gamma = arrays.number(said.get("gamma", ast.Constant(0.1)))
        return ({"decline": "step", "every": whole, "gamma": gamma} if gamma else {}), None
    if kind == "CosineAnnealingLR" and said.keys() == {"T_max"}:
        return {"decline": "cosine"}, whole
    return {}, None


def _names(given: Sequence[ast.expr]) -> tuple[str, ...]:
    match given:
        case [ast.List(elts=parts) | ast.Tuple(elts=parts), *_]:
            names = [part.id for part in parts if isinstance(part, ast.Name)]
            return tuple(names) if len(names) == len(parts) else ()
    return ()


def _said(
    order: Sequence[str], given: Sequence[ast.expr], words: Sequence[ast.keyword]
) -> dict[str, ast.expr]:
    said = dict(zip(order, given, strict=False))
    return said | {word.arg or "**": word.value for word in words}


def _descent(call: ast.Call, libraries: Libraries, arrays: Arrays) -> Descent | None:
    """The same as a descent; None unless that is certain."""
    name = libraries.function(call.func)
    if libraries.path(call.func) != f"{_TORCH}{name}" or name not in _OPERANDS:
        return None
    if len(call.args) > 1 + len(_OPERANDS[name]):
        return None
    said = _said(_OPERANDS[name], call.args[1:], call.keywords)
    fields: dict[str, object] = {"rate": _RATES[name]}
    nesterov = _is_on(said.get("nesterov"))
    for word, value in said.items():
        if word in _OFF:
            if _is_on(value) and not (word == "nesterov" and name == "SGD"):
                return None
        elif word == "betas":
            fields |= _betas(value, arrays)
        elif word in _FIELDS:
            fields[_FIELDS[word]] = arrays.number(value)
        elif word not in (*_NO_MATTER, "params"):
            return None
    return _checked(name, fields, nesterov)


def _checked(name: str, fields: dict[str, object], nesterov: bool) -> Descent | None:
    for field, number in fields.items():
        if not isinstance(number, float) or not (number == 0 or NUMBERS[field].holds(number)):
            return None
    momentum = fields.get("momentum", 0.0)
    if not momentum:
        fields.pop("momentum", None)
    kinds = {"SGD": "sgd", "Adam": "adam", "RMSprop": "rmsprop"}
    kind = kinds[name]
    if momentum:
        kind = "nesterov" if nesterov else "momentum"
    if not fields["rate"] or (momentum and name != "SGD") or (nesterov and not momentum):
        return None
    return Descent(kind, **fields)  # type: ignore[arg-type]  # each was checked


def _betas(value: ast.expr, arrays: Arrays) -> dict[str, object]:
    pair = value.elts if isinstance(value, ast.Tuple | ast.List) else []
    numbers = [arrays.number(part) for part in pair]
    if len(numbers) != 2:
        return {"beta1": None}
    return {"beta1": numbers[0], "beta2": numbers[1]}


def _is_on(value: ast.expr | None) -> bool:
    """Whether a switch is on, or may be."""
    match value:
        case None | ast.Constant(value=False | None | 0):
            return False
    return True
