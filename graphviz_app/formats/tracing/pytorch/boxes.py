"""Functions of PyTorch without a counterpart: their value, and their derivative at it."""

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from graphviz_app.arrays import Array, np
from graphviz_app.formats.tracing.pytorch.steps import FREED, Key
from graphviz_app.formats.tracing.pytorch.tensors import is_tensor, numbers

MOST = 40_000
"""Entries of a Jacobian that is still found, one row after the other."""


def jacobians(key: Key, shapes: Sequence[tuple[int, ...] | None]) -> list[Array | None]:
    """The derivative by each operand (result's shape, then operand's), by PyTorch's own function.

    None for one that has no gradient, that is too large, or of a graph that has been freed.
    """
    size = int(np.prod(key.shape))
    found: list[Array | None] = [None for _ in shapes]
    if size * max((int(np.prod(shape)) for shape in shapes if shape), default=1) > MOST:
        return found
    try:
        rows = [_pulled(key, place, len(shapes)) for place in range(size)]
    except Exception:  # noqa: BLE001  # another program's code: whatever it raises
        return found
    for slot, shape in enumerate(shapes):
        columns = [row[slot] for row in rows]
        if shape is not None and all(is_tensor(column) for column in columns):
            found[slot] = np.stack([numbers(c) for c in columns]).reshape((*key.shape, *shape))
    return found


def _pulled(key: Key, place: int, count: int) -> Sequence[Any]:
    """What the operands receive if only one element of the result receives a 1."""
    metadata = key.function._input_metadata
    torch = sys.modules["torch"]
    pulled = [torch.zeros(tuple(m.shape), dtype=m.dtype, device=m.device) for m in metadata]
    pulled[key.output].view(-1)[place] = 1
    own = getattr(key.function, "_forward_cls", None)  # of a function in Python: it has an apply
    back = key.function(*pulled) if own is None else key.function.apply(*pulled)
    return [*back, *[None] * count] if isinstance(back, tuple) else [back, *[None] * count]


def recomputed(key: Key, operands: Sequence[Array | None]) -> Array | None:
    """Its value, by the function of PyTorch of that name; None if that cannot be found.

    ``operands`` are as many as the function has; None for one that needs no gradient.
    """
    torch = sys.modules["torch"]
    dtype = key.function._input_metadata[key.output].dtype
    tensors = [None if x is None else torch.tensor(x, dtype=dtype) for x in operands]
    own = getattr(key.function, "_forward_cls", None)
    if own is not None:
        return _found(key, lambda: own.apply(*tensors))
    packet = getattr(torch.ops.aten, spelt(key.name), None)
    for overload in () if packet is None else packet.overloads():
        call = getattr(packet, overload)
        value = _found(key, partial(_called, call, key, tensors))
        if value is not None:
            return value
    return None


def _found(key: Key, call: Callable[[], Any]) -> Array | None:
    """What a call gives, if it has the right shape; nothing if it fails."""
    try:
        with sys.modules["torch"].no_grad():
            value = call()
        value = value[key.output] if isinstance(value, tuple | list) else value
        return numbers(value) if tuple(value.shape) == key.shape else None
    except Exception:  # noqa: BLE001  # another program's code, which says so in many ways
        return None


def _called(call: Any, key: Key, tensors: Sequence[Any]) -> Any:
    return call(*_arguments(call, key, tensors))


def spelt(name: str) -> str:
    """``MaxPool2DWithIndices`` as PyTorch's own functions are: max_pool2d_with_indices."""
    parts = re.sub(r"(?<=[a-z0-9D])(?=[A-Z][a-z])", "_", name)
    return parts.lower() if name == "I0" else parts.lower().rstrip("0123456789")


def _arguments(call: Any, key: Key, tensors: Sequence[Any]) -> Iterator[Any]:
    """Tensors in their order; of the rest copies of what the function has kept."""
    waiting = [*tensors]
    for argument in call._schema.arguments:
        if argument.kwarg_only:
            return
        own = waiting.pop(0) if "Tensor" in str(argument.type) and waiting else None
        kept = key.saved(argument.name)
        if own is not None:
            yield own
        elif is_tensor(kept):
            yield kept.detach().clone()  # a batch norm would change its running mean
        elif kept is not None and kept is not FREED:
            yield kept
        elif argument.name == "momentum":
            yield 0.0
        elif argument.has_default_value() or "Optional" in str(argument.type):
            yield argument.default_value
        else:
            raise LookupError(argument.name)
