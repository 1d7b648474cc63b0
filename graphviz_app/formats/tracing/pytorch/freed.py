"""A graph that backward() has freed: which named tensors may have gone into it."""

from collections.abc import Sequence
from typing import Any

from graphviz_app.arrays import np
from graphviz_app.formats.tracing.pytorch.steps import Key

FREED_SENTENCE = (
    "PyTorch has freed what the graph holds, as backward() does: show it before, or call "
    "backward(retain_graph=True); or name the tensors that go into it: show(loss, x=x, t=t)"
)

GUESSED_SENTENCE = (
    "PyTorch has freed what the graph held: its data are the variables that have the right shape"
)


def candidates(key: Key, name: str, tensors: Sequence[Any]) -> list[Any]:
    """Those that fit as the operand of that name, each place in memory once."""
    fitting = {t.data_ptr(): t for t in tensors if t.numel() and _fits(key, name, t)}
    return [*fitting.values()]


def _fits(key: Key, name: str, tensor: Any) -> bool:
    shape = tuple(tensor.shape)
    sizes = key.saved(f"{name}_sym_sizes")
    if isinstance(sizes, tuple) and sizes:
        return shape == tuple(sizes)
    operand = next((k for k in key.operands if k is not None), None)
    if name == "target" and operand is not None:
        classes = key.name == "NllLoss"
        whole = not tensor.is_floating_point()
        return classes == whole and shape == (operand.shape[:-1] if classes else operand.shape)
    try:
        return np.broadcast_shapes(shape, key.shape) == key.shape and tensor.is_floating_point()
    except ValueError:
        return False
