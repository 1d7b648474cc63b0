"""All that a tensor was computed from, as a recording."""

from collections.abc import Iterator, Sequence
from typing import Any

from graphviz_app.arrays import Array, np
from graphviz_app.core.graph import Attr
from graphviz_app.errors import GraphAppError
from graphviz_app.formats.tracing.linear import add_opaque
from graphviz_app.formats.tracing.naming import Named, role_of
from graphviz_app.formats.tracing.order import postorder
from graphviz_app.formats.tracing.pytorch.boxes import jacobians, recomputed, spelt
from graphviz_app.formats.tracing.pytorch.freed import FREED_SENTENCE, GUESSED_SENTENCE, candidates
from graphviz_app.formats.tracing.pytorch.knowing import kept_values, other_operand, undo
from graphviz_app.formats.tracing.pytorch.layers import DATA, LAYERS
from graphviz_app.formats.tracing.pytorch.left_open import close
from graphviz_app.formats.tracing.pytorch.making import Entry, Rule
from graphviz_app.formats.tracing.pytorch.rules import RULES
from graphviz_app.formats.tracing.pytorch.steps import FREED, Key
from graphviz_app.formats.tracing.pytorch.tensors import (
    Storage,
    Tensors,
    decimals,
    is_tensor,
    numbers,
    storage,
)
from graphviz_app.formats.tracing.recording import Recording, computed

ALL = {**RULES, **LAYERS}


def record(root: Any, names: Sequence[Named]) -> tuple[Recording, int]:
    """Everything that a tensor was computed from, and which entry it is.

    Raises GraphAppError if nothing was kept of how it was computed.
    """
    if root.grad_fn is None:
        raise GraphAppError(
            "this tensor keeps nothing of how it was computed: it needs parameters with "
            "requires_grad=True, and no torch.no_grad() or detach() behind them"
        )
    tensors = Tensors(names)
    walk = _Walk(root, tensors)
    output = walk.all()
    walk.recording.title = f"{tensors.name(root) or 'A tensor'}, from PyTorch"
    return walk.recording, output


class _Walk:
    """Turns functions into entries, operands first; what rules add entries by."""

    def __init__(self, root: Any, tensors: Tensors) -> None:
        self.recording = Recording()
        self._root, self._tensors = root, tensors
        self._values: dict[int, Array | None] = {}
        self._index: dict[Key, int] = {}
        self._data: dict[Storage, int] = {}
        self._guessed = False
        self._open_places: list[tuple[str, int]] = []
        """Entries that nobody knows, and what each is an operand of."""
        self._assumed: list[tuple[str, int]] = []
        """The same of those that are taken to be 1, if the result agrees."""
        self._last = Key(root.grad_fn, root.output_nr)
        drawn = postorder(self._last, lambda key: key.sources, hash)
        self._owners = _owners(drawn, tensors)
        self._order = postorder(self._last, self._needed, hash)
        self._known = kept_values(self._order, ALL)
        for key in self._order:
            named = tensors.computed_by(key.function, key.output)
            if named is not None:
                self._known[key] = numbers(named)
        self._known[self._last] = numbers(root)
        undo(reversed(self._order), self._known)

    def all(self) -> int:
        """Add everything; returns which entry the tensor is."""
        for key in self._order:
            self._index[key] = self._leaf(key) if key.is_leaf else self._computed(key)
        output = self._index[self._last]
        there = numbers(self._root)
        self.recording.entries[output].value = there
        close(self.recording, self._open_places, self._assumed, output, there)
        here = self._values.get(output)
        if self._guessed and (here is None or not np.allclose(here, there, rtol=1e-3)):
            self.recording.remark(GUESSED_SENTENCE)
        return output

    def apply(self, op: str, *operands: Entry, **attrs: Attr) -> int:
        """An operator, and its value where those of its operands are known."""
        index = self.recording.apply(op, *operands, **attrs)
        numbers_ = [None if i is None else self._values.get(i) for i in operands]
        there = [x for x in numbers_ if x is not None]
        if len(there) == len(operands):
            self._values[index] = _value(op, there, attrs)
        return index

    def constant(self, value: object) -> int:
        """A number."""
        index = self.recording.constant(value)
        self._values[index] = self.recording.entries[index].value
        return index

    def linear_of(self, entry: Entry) -> tuple[int, int, int] | None:
        """Operands of a layer on a vector that PyTorch has made a row of."""
        layer = None if entry is None else self.recording.entries[entry]
        if layer is None or layer.op != "linear" or layer.operands[0] is None:
            return None
        row, weight, bias = layer.operands
        before = self.recording.entries[row or 0]
        vector = before.operands[0] if before.op == "reshape" else None
        value = None if vector is None else self._values.get(vector)
        if vector is None or weight is None or bias is None or np.ndim(value) != 1:  # type: ignore[arg-type]
            return None
        return vector, weight, bias

    def turned(self, entry: Entry) -> int | None:
        """The matrix that has been transposed into this one."""
        matrix = None if entry is None else self.recording.entries[entry]
        return matrix.operands[0] if matrix is not None and matrix.op == "transpose" else None

    def _needed(self, key: Key) -> Iterator[Key]:
        """What must be there before a function: its operands, and those that were detached."""
        yield from key.sources
        rule = ALL.get(key.name)
        for name in rule.saved if rule else ():
            kept = key.saved(name) if name else None
            if kept is not None and is_tensor(kept) and not kept.requires_grad:
                owner = self._owners.get(storage(kept))
                if owner is not None and owner != key:
                    yield owner

    def _leaf(self, key: Key) -> int:
        variable = key.function.variable
        name = self._tensors.name(variable)
        gradient = None if variable.grad is None else numbers(variable.grad)
        learns = type(variable).__name__ == "Parameter"
        role = "parameter" if learns else role_of(name, "parameter")
        return self._given(role, variable, name, gradient)

    def _given(self, role: str, tensor: Any, name: str, gradient: Array | None = None) -> int:
        if not tensor.numel():
            raise GraphAppError(f"{name or 'a tensor'} is empty: it has no number to be shown")
        index = self.recording.leaf(role, decimals(tensor), name, gradient)
        self._values[index] = numbers(tensor)
        return index

    def _computed(self, key: Key) -> int:
        rule = ALL.get(key.name)
        before = len(self.recording.entries)
        index = None
        if rule is not None:
            operands = self._with_missing(key, rule, self._connected(key, rule))
            index = operands[0] if rule.make is None else rule.make(self, key, operands)
        if index is None:
            index = self._box(key)
        named = self._tensors.computed_by(key.function, key.output)
        entry = self.recording.entries[index]
        if named is not None and index >= before:
            entry.name, entry.value = self._tensors.name(named), numbers(named)
        return index

    def _connected(self, key: Key, rule: Rule) -> list[Entry]:
        """Operands as far as they are known: computed, or kept."""
        keys: list[Key | None] = [*[None] * rule.apart, *key.operands]
        keys += [None] * (len(rule.saved) - len(keys))
        found: list[Entry] = []
        for slot, operand in enumerate(keys):
            name = rule.saved[slot] if slot < len(rule.saved) else ""
            found.append(self._kept(key, name) if operand is None else self._index[operand])
        return found

    def _kept(self, key: Key, name: str) -> Entry:
        """A number or tensor that a function has kept."""
        kept = key.saved(name) if name else None
        if is_tensor(kept):
            return self._of_data(kept, name)
        if isinstance(kept, int | float):
            return self.constant(kept)
        return self._guess(key, name) if kept is FREED else None

    def _of_data(self, tensor: Any, name: str) -> int:
        """A tensor without gradient: one that is given, or one that was detached."""
        place = storage(tensor)
        if place not in self._data:
            owner = self._owners.get(place)
            if owner is not None and owner in self._index:
                self._data[place] = self.apply("stop_gradient", self._index[owner])
            else:
                self._data[place] = self._plain(tensor, name)
        return self._data[place]

    def _plain(self, tensor: Any, saved: str) -> int:
        named = self._tensors.same_as(tensor)
        whole = self._tensors.whole_of(tensor) if named is None else None
        if whole is not None and tensor.ndim:
            return self.apply("reshape", self._of_data(whole, saved), shape=tuple(tensor.shape))
        name = "" if named is None else self._tensors.name(named)
        if named is None and (not tensor.ndim or saved not in DATA):
            return self.constant(decimals(tensor))
        role = role_of(name, "target" if saved == "target" else "input")
        return self._given(role, tensor, name)

    def _guess(self, key: Key, name: str) -> int:
        """Of a graph that has been freed: the only tensor with a name that fits."""
        fitting = candidates(key, name, self._tensors.data())
        if len(fitting) != 1:
            raise GraphAppError(FREED_SENTENCE)
        self._guessed = True
        return self._of_data(fitting[0], name)

    def _with_missing(self, key: Key, rule: Rule, operands: list[Entry]) -> list[Entry]:
        """Find an operand again that nothing was kept of; where that fails, it stays open."""
        missing = [slot for slot, operand in enumerate(operands) if operand is None]
        if not missing or rule.make is None:
            return operands
        found = self._other(key, missing[0], operands) if len(missing) == 1 else None
        if found is not None:
            operands[missing[0]] = self.constant(found)
            return operands
        operands[missing[0]] = self._unknown(key)
        return operands

    def _unknown(self, key: Key) -> int:
        """What nothing is known of yet; a number that something is taken from is mostly a 1."""
        if key.name in ("Rsub", "Rsub1"):
            index = self.constant(1.0)
            self._assumed.append((key.name, index))
        else:
            index = self.recording.apply("identity", None)
            self._open_places.append((key.name, index))
        return index

    def _other(self, key: Key, slot: int, operands: Sequence[Entry]) -> Array | None:
        value, other = self._known.get(key), operands[1 - slot] if len(operands) == 2 else None
        there = None if other is None else self._values.get(other)
        if value is None or there is None:
            return None
        alpha = key.saved("alpha")
        found = other_operand(key.name, slot, value, there, key.digit)
        scaled = isinstance(alpha, int | float) and alpha != 1
        return None if scaled else found

    def _box(self, key: Key) -> int:
        """What has no counterpart here."""
        keys = [*key.operands]
        values = [None if k is None else self._values.get(self._index[k]) for k in keys]
        entries = [self._index[operand] for operand in keys if operand is not None]
        there = [self._values.get(entry) for entry in entries]
        known = self._known.get(key)
        value = known if known is not None and np.isfinite(known).all() else None
        if value is None and all(x is not None for x in there):
            value = recomputed(key, values)
        if value is None or any(x is None for x in there):
            return self._open(key, entries)
        slopes = jacobians(key, [None if k is None else k.shape for k in keys])
        slopes = [slope for slope, k in zip(slopes, keys, strict=True) if k is not None]
        parts = [(e, x, s) for e, x, s in zip(entries, there, slopes, strict=True) if x is not None]
        passed = all(slope is not None for slope in slopes)
        told = "value and the derivatives that it has there"
        self.recording.remark(
            f"{key.name} has no counterpart here: it is one box with the "
            f"{told if passed else 'value that it has there, and no gradient passes it'}"
        )
        index = add_opaque(self.recording, key.name, value, parts, spelt(key.name))
        self._values[index] = value
        return index

    def _open(self, key: Key, entries: Sequence[int]) -> int:
        """Of what the value is not known: a box that is left open."""
        self.recording.remark(
            f"{key.name} has no counterpart here, and PyTorch does not keep its value: it is left "
            "open (…)"
        )
        parts = [(entry, None, None) for entry in entries]
        return add_opaque(self.recording, key.name, None, parts, spelt(key.name))


def _owners(drawn: Sequence[Key], tensors: Tensors) -> dict[Storage, Key]:
    """Where the numbers of drawn tensors are, to know them again where they were detached."""
    found: dict[Storage, Key] = {}
    for key in drawn:
        tensor = (
            key.function.variable if key.is_leaf else tensors.computed_by(key.function, key.output)
        )
        if tensor is not None:
            found.setdefault(storage(tensor), key)
    return found


def _value(op: str, operands: Sequence[Array], attrs: dict[str, Attr]) -> Array | None:
    try:
        return computed(op, operands, attrs)
    except (ValueError, IndexError, TypeError, ArithmeticError):
        return None
