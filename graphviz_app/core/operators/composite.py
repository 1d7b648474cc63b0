"""An operator that stands for several others: its value and pullbacks by those of its parts.

The parts are worked out one after the other and remembered (a tape); going back over the tape adds
up what each part hands to its operands (Griewank and Walther, Evaluating Derivatives, chapter 3).
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from graphviz_app.arrays import Array, np
from graphviz_app.core.expression import Apply, Expr, Name, Number, statements
from graphviz_app.core.operators.careful import unbroadcast
from graphviz_app.core.operators.entry import Entry


def split(op: Entry, tree: Apply) -> tuple[Sequence[Expr], Mapping[str, Expr]]:
    """What an application gives for operands, and what for attributes."""
    count = len(tree.operands) if op.variadic else min(len(tree.operands), len(op.operands))
    attrs = dict(zip(op.attrs, tree.operands[count:], strict=False))
    return tree.operands[:count], {**attrs, **dict(tree.attrs)}


def attribute(tree: Expr, attrs: Mapping[str, Any], shapes: Mapping[str, tuple[int, ...]]) -> Any:
    """An attribute's value: a number, a word, what the operator itself was given, a shape.

    Raises ValueError for anything else.
    """
    match tree:
        case Number(value):
            return int(value) if value.is_integer() else value
        case Name("None" | "True" | "False" as word):
            return {"None": None, "True": True, "False": False}[word]
        case Name(name):
            return attrs[name] if name in attrs else name.strip("'\"")
        case Apply("tuple", items):
            return tuple(attribute(item, attrs, shapes) for item in items)
        case Apply("shape_of", (Name(name),)):
            return shapes[name]
    raise ValueError(tree)


class Part(NamedTuple):
    """One operator of the tape; the operands are places on it."""

    op: Any
    operands: tuple[int, ...]
    attrs: Mapping[str, Any]


def expanded(op: Entry, shapes: Mapping[str, tuple[int, ...]], attrs: Mapping[str, Any]) -> str:
    """The lines that an operator stands for, of operands of these shapes."""
    return op.expansion(shapes, attrs) if callable(op.expansion) else op.expansion


def forward(op: Entry) -> Callable[..., Any]:
    """``(*operands, **attrs)`` → the value."""
    return lambda *operands, **attrs: Tape(op, operands, attrs).value


def vjp(op: Entry, slot: int) -> Callable[..., Any]:
    """``(g, y, *operands, **attrs)`` → what one operand receives."""
    return lambda g, y, *operands, **attrs: Tape(op, operands, attrs).pulled(g, slot)


class Tape:
    """The parts of one application, with their values."""

    def __init__(self, op: Entry, operands: Sequence[Any], attrs: Mapping[str, Any]) -> None:
        letters = op.letters(len(operands))
        self.values: list[Any] = [np.asarray(x, dtype=np.float64) for x in operands]
        self.parts: list[Part | None] = [None] * len(operands)
        self._given = len(operands)
        self._others = op.others
        self._known = {letter: i for i, letter in enumerate(letters)}
        self._attrs = attrs
        shapes = {letter: np.shape(x) for letter, x in zip(letters, operands, strict=True)}
        for name, tree in statements(expanded(op, shapes, attrs)):
            place = self._place(tree)
            self._known[name] = place
        self.end = place

    @property
    def value(self) -> Any:
        """What the last line gives."""
        return self.values[self.end]

    def _place(self, tree: Expr) -> int:
        if isinstance(tree, Name) and tree.name in self._known:
            return self._known[tree.name]
        if not isinstance(tree, Apply):
            return self._add(None, np.float64(self._plain(tree)))
        op = self._others[tree.op]
        operands, given = split(op, tree)
        places = tuple(map(self._place, operands))
        attrs = {**op.attrs, **{name: self._plain(x) for name, x in given.items()}}
        value = op.forward(*(self.values[i] for i in places), **attrs)
        return self._add(Part(op, places, attrs), value)

    def _add(self, part: Part | None, value: Any) -> int:
        self.parts.append(part)
        self.values.append(value)
        return len(self.values) - 1

    def _plain(self, tree: Expr) -> Any:
        shapes = {name: np.shape(self.values[place]) for name, place in self._known.items()}
        return attribute(tree, self._attrs, shapes)

    def pulled(self, g: Any, slot: int) -> Array:
        """The cotangent of the value pulled back to one operand."""
        arrived: list[Any] = [None] * len(self.values)
        arrived[self.end] = g
        for i in range(len(self.values) - 1, slot, -1):
            part = self.parts[i]
            if part is None or arrived[i] is None:
                continue
            operands = [np.asarray(self.values[j]) for j in part.operands]
            for place, j in enumerate(part.operands):
                pull = part.op.vjp(place)
                if pull is None or (j >= self._given and self.parts[j] is None):
                    continue  # it only steers, or is a number that stands in the formula
                y = np.asarray(self.values[i])
                share = np.asarray(pull(np.asarray(arrived[i]), y, *operands, **part.attrs))
                share = unbroadcast(share, np.shape(operands[place]))
                arrived[j] = share if arrived[j] is None else arrived[j] + share
        found = arrived[slot]
        return np.zeros_like(self.values[slot]) if found is None else found
