"""Values that PyTorch has not kept: found by what was computed from them, and the other way round.

What is added to a value, or taken away from it, leaves no trace in the graph: ``x + 3`` knows
nothing of the 3. But the sum is often kept by what it was used for.
"""

from collections.abc import Iterable, Mapping, Sequence

from graphviz_app.arrays import Array, np
from graphviz_app.formats.tracing.pytorch.making import Rule
from graphviz_app.formats.tracing.pytorch.rules import RULES
from graphviz_app.formats.tracing.pytorch.steps import Key
from graphviz_app.formats.tracing.pytorch.tensors import is_tensor, numbers
from graphviz_app.formats.tracing.recording import computed

_RESULTS = ("result", "result0", "output")
_USUAL = (("self", "input"), ("weight",))
"""Under which names functions without a rule keep their first operands, mostly."""
_LOST = 4.0
"""Of the last digit of a number, so many are lost in a difference."""


def kept_values(keys: Sequence[Key], rules: Mapping[str, Rule]) -> dict[Key, Array]:
    """What the functions have kept of each other's values: nan where only part of it is known."""
    known: dict[Key, Array] = {}
    for key in keys:
        result = next((x for name in _RESULTS if is_tensor(x := key.saved(name))), None)
        if result is not None and tuple(result.shape) == key.shape and not key.output:
            known[key] = numbers(result)
        rule = rules.get(key.name)
        saved = [(name,) for name in rule.saved[rule.apart :]] if rule else _USUAL
        for names, operand in zip(saved, key.operands, strict=False):
            kept = next((x for name in names if name and is_tensor(x := key.saved(name))), None)
            if operand is not None and kept is not None and tuple(kept.shape) == operand.shape:
                known.setdefault(operand, numbers(kept))
    return known


def undo(keys: Iterable[Key], known: dict[Key, Array]) -> None:
    """Values of operands, by those of what was computed from them alone; results come first."""
    for key in keys:
        there = [operand for operand in key.operands if operand is not None]
        operand = there[0] if len(there) == 1 else None
        if operand is None or operand in known or key not in known:
            continue
        found = _undone(key, operand, known[key])
        if found is not None and found.shape == operand.shape:
            known[operand] = found


def _undone(key: Key, operand: Key, value: Array) -> Array | None:
    with np.errstate(all="ignore"):
        match key.name:
            case "Relu":
                return np.where(value > 0, value, np.nan)
            case "Sigmoid":
                return np.log(value) - np.log1p(-value)
            case "Tanh":
                return np.arctanh(value)
            case "Mul" | "Div":
                return _without_factor(key, value)
        inverse = RULES[key.name].inverse if key.name in RULES else ""
        if inverse == "reshape":
            return value.reshape(operand.shape) if value.size == np.prod(operand.shape) else None
        return computed(inverse, [value], {}) if inverse else None


def _without_factor(key: Key, value: Array) -> Array | None:
    """What was multiplied with a number or table that it has kept, or divided by it."""
    names = [name for name in ("self", "other") if is_tensor(key.saved(name))]
    if len(names) != 1 or (key.name == "Div" and key.operands[0] is None):
        return None
    factor = numbers(key.saved(names[0]))
    found = value / factor if key.name == "Mul" else value * factor
    return found if np.all(factor) else None


def other_operand(name: str, slot: int, value: Array, operand: Array, digit: float) -> Array | None:
    """The operand of a sum, difference or product that nothing was kept of.

    ``digit`` is the last one of a number, relative to it.
    """
    with np.errstate(all="ignore"):
        match name, slot:
            case "Add", _:
                found = value - operand
            case ("Sub", 1) | ("Rsub", 0) | ("Rsub1", 0):
                found = operand - value
            case ("Sub", 0) | ("Rsub", 1) | ("Rsub1", 1):
                found = value + operand
            case "Mul", _:
                found = value / operand
            case "Div", 0:
                found = value * operand
            case "Div", 1:
                found = operand / value
            case _:
                return None
    sizes = np.concatenate([np.ravel(value), np.ravel(operand), np.ravel(found)])
    sizes = np.abs(sizes[np.isfinite(sizes)])
    return _one_number(found, _LOST * digit * float(np.max(sizes, initial=0.0)))


def _one_number(found: Array, rough: float) -> Array | None:
    """A single number where all are the same, with as few decimals as are certain."""
    there = np.isfinite(found)
    if not there.all() and np.count_nonzero(there) < 2:
        return None
    middle = float(np.median(found[there]))
    if np.all(np.abs(found[there] - middle) <= rough):
        return np.asarray(_rounded(middle, rough))
    if not there.all():
        return None
    return np.vectorize(_rounded)(found, rough)  # type: ignore[no-any-return]


def _rounded(number: float, rough: float) -> float:
    shorter = (round(number, digits) for digits in range(17))
    return next((short for short in shorter if abs(short - number) <= rough), number)
