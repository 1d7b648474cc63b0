"""Functions of PyTorch without a counterpart: their value, and their derivative at it."""

import re
import sys
from collections.abc import Iterator, Sequence
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
    """Its value, by the function of PyTorch of that name; None if that cannot be found."""
    torch = sys.modules["torch"]
    own = getattr(key.function, "_forward_cls", None)
    if own is not None:
        return _by_own(own, key, operands)
    word = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", key.name).lower().rstrip("0123456789")
    packet = getattr(torch.ops.aten, word, None)
    if packet is None or any(operand is None for operand in operands):
        return None
    dtype = key.function._input_metadata[key.output].dtype
    tensors = [torch.tensor(operand, dtype=dtype) for operand in operands]
    for overload in packet.overloads():
        try:
            with torch.no_grad():
                value = getattr(packet, overload)(*_arguments(packet, overload, key, tensors))
            value = value[key.output] if isinstance(value, tuple | list) else value
        except Exception:  # noqa: BLE001  # PyTorch says so in many ways
            continue
        if is_tensor(value) and tuple(value.shape) == key.shape:
            return numbers(value)
    return None


def _by_own(own: Any, key: Key, operands: Sequence[Array | None]) -> Array | None:
    """The value of a function that the program has written itself."""
    torch = sys.modules["torch"]
    dtype = key.function._input_metadata[key.output].dtype
    try:
        with torch.no_grad():
            value = own.apply(*(torch.tensor(operand, dtype=dtype) for operand in operands))
        value = value[key.output] if isinstance(value, tuple) else value
        return numbers(value) if tuple(value.shape) == key.shape else None
    except Exception:  # noqa: BLE001  # another program's code: whatever it raises
        return None


def _arguments(packet: Any, overload: str, key: Key, tensors: Sequence[Any]) -> Iterator[Any]:
    """Tensors in their order; of the rest what the function has kept."""
    waiting = [*tensors]
    for argument in getattr(packet, overload)._schema.arguments:
        if argument.kwarg_only:
            return
        kept = key.saved(argument.name)
        if "Tensor" in str(argument.type) and waiting:
            yield waiting.pop(0)
        elif kept is not None and kept is not FREED:
            yield kept
        elif argument.has_default_value():
            yield argument.default_value
        else:
            raise LookupError(argument.name)
