"""Tensors as numbers, and what the program calls them."""

from collections.abc import Sequence
from typing import Any

from graphviz_app.arrays import Array, np
from graphviz_app.errors import GraphAppError
from graphviz_app.formats.tracing.naming import Named, Path, short_names

Storage = tuple[object, ...]
"""Where the numbers of a tensor are: two tensors with the same are one to the program."""
_EXACT = 20_000
"""Numbers up to which the shortest decimals are looked for."""


def is_tensor(thing: object) -> bool:
    """Whether it is a tensor of PyTorch."""
    library = type(thing).__module__.partition(".")[0]
    known = library == "torch" or any(c.__module__ == "torch" for c in type(thing).__mro__)
    return known and callable(getattr(thing, "data_ptr", None)) and hasattr(thing, "grad_fn")


def numbers(tensor: Any) -> Array:
    """Its numbers as 64 bits; raises GraphAppError for complex ones."""
    if tensor.is_complex():
        raise GraphAppError("a tensor in it is complex: only real numbers can be shown")
    found: Array = tensor.detach().cpu().double().numpy()
    return found


def decimals(tensor: Any) -> Array:
    """The same, as the shortest decimals that are these numbers: 0.1, not 0.10000000149."""
    exact = numbers(tensor)
    if str(tensor.dtype) != "torch.float32" or exact.size > _EXACT:
        return exact
    short = [float(str(x)) for x in exact.astype(np.float32).ravel()]
    return np.array(short).reshape(exact.shape)


def storage(tensor: Any) -> Storage:
    """Where its numbers are."""
    return tensor.data_ptr(), tuple(tensor.shape), tensor.stride(), str(tensor.dtype)


class Tensors:
    """The tensors that have a name."""

    def __init__(self, names: Sequence[Named]) -> None:
        paths: dict[int, Path] = {}
        self.all: list[Any] = []
        for named in names:
            if is_tensor(named.value) and id(named.value) not in paths:
                paths[id(named.value)] = named.path
                self.all.append(named.value)
        self._names = short_names(paths)
        self._by_storage: dict[Storage, Any] = {}
        for tensor in self.all:
            self._by_storage.setdefault(storage(tensor), tensor)
        self._computed = {
            (id(tensor.grad_fn), tensor.output_nr): tensor
            for tensor in reversed(self.all)
            if tensor.grad_fn is not None
        }

    def name(self, tensor: Any) -> str:
        """What it is called itself."""
        return self._names.get(id(tensor), "")

    def same_as(self, tensor: Any) -> Any:
        """The named tensor with the same numbers in the same place; None if there is none."""
        return self._by_storage.get(storage(tensor)) if tensor.numel() else None

    def whole_of(self, tensor: Any) -> Any:
        """The named tensor without gradient that this one is in another shape; None if none is."""
        fitting = (
            other
            for other in self.data()
            if other.data_ptr() == tensor.data_ptr()
            and other.numel() == tensor.numel()
            and other.is_contiguous()
            and tensor.is_contiguous()
        )
        return next(fitting, None)

    def computed_by(self, function: object, output: int) -> Any:
        """The named tensor that a function has computed; None if there is none."""
        return self._computed.get((id(function), output))

    def data(self) -> list[Any]:
        """Those without gradients."""
        return [tensor for tensor in self.all if not tensor.requires_grad]
