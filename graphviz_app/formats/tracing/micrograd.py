"""Values of micrograd, and of the many programs that are written like it.

Such a value knows its number, its gradient, the set of what it was computed from and the sign of
the operator. A set has no order and no repeats: both are found again by the numbers.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import permutations
from typing import Any, NamedTuple

from graphviz_app.arrays import Array, np
from graphviz_app.core.graph import Attr
from graphviz_app.core.oplib import OPS
from graphviz_app.core.oplib.leaf import as_numbers
from graphviz_app.errors import GraphAppError
from graphviz_app.formats.tracing.linear import add_opaque
from graphviz_app.formats.tracing.naming import Named, by_identity, natural, role_of
from graphviz_app.formats.tracing.order import postorder
from graphviz_app.formats.tracing.recording import Entry, Recording, computed

_NAMES: Mapping[str, str] = {
    "+": "add", "*": "mul", "-": "sub", "/": "div", "**": "pow", "@": "matmul", "ln": "log"
}  # fmt: skip
_ATTRIBUTES = ("_prev", "_op", "_backward", "data", "grad")


def is_value(thing: object) -> bool:
    """Whether a thing is a value of micrograd, or of a program that has its own of the kind."""
    return all(hasattr(thing, name) for name in _ATTRIBUTES)


def record(root: Any, names: Iterable[Named]) -> tuple[Recording, int]:
    """Everything that a value was computed from, and which entry it is."""
    values = _Values(root, [*names])
    return values.recording, values.index[id(root)]


class _Form(NamedTuple):
    """What a value is here: an operator on other values."""

    op: str
    operands: Sequence[Any]
    attrs: Mapping[str, Attr]


class _Values:
    def __init__(self, root: Any, names: Sequence[Named]) -> None:
        self.recording = Recording()
        self.index: dict[int, int] = {}
        there = postorder(root, _children, id)
        self._opposite: set[int] = set()
        """Numbers that are taken away: micrograd adds their opposite."""
        self._uses: dict[int, int] = {}
        for value in there:
            for child in value._prev:
                self._uses[id(child)] = self._uses.get(id(child), 0) + 1
        self._names = _named(there, names)
        self._first = _first_names(there, self._names)
        self._some_leaf_is_named = any(id(v) in self._names for v in there if not v._prev)
        self._forms = {id(value): self._form(value) for value in there}
        for value in postorder(root, lambda v: self._forms[id(v)].operands, id):
            self.index[id(value)] = self._add(value)
        name = self._names.get(id(root), "A value")
        self.recording.title = f"{name}, from micrograd"

    def _add(self, value: Any) -> int:
        form, name = self._forms[id(value)], self._names.get(id(value), "")
        number, gradient = _number(value, "data"), _number(value, "grad")
        operands = [self.index[id(operand)] for operand in form.operands]
        if not form.op:
            return self._opaque(value, operands, number, name)
        if id(value) in self._opposite:
            return self.recording.constant(-number)
        if not operands:
            return self.recording.leaf(form.op, number, name, gradient)
        entry = Entry(form.op, operands, form.attrs, name, "", number, gradient)
        return self.recording.add(entry)

    def _form(self, value: Any) -> _Form:
        if not value._prev:
            return _Form(self._role(value), (), {})
        sign = str(value._op).strip()
        children = _ordered(value._prev, self._first)
        if sign.startswith("**") and len(children) == 1 and (power := _power(sign)) is not None:
            return _raised(children, power)
        op = _NAMES.get(sign, sign.lower())
        if op not in OPS or OPS[op].is_leaf or OPS[op].variadic:
            return _Form("", children, {})
        if op == "mul":
            children.sort(key=lambda child: self._role(child) != "constant" or bool(child._prev))
        found = self._typed(op, children) or _in_order(value, op, children)
        return found or _Form("", children, {})

    def _role(self, value: Any) -> str:
        name = self._names.get(id(value))
        if name is None:
            return "constant" if self._some_leaf_is_named else "input"
        return role_of(name, "parameter")

    def _typed(self, op: str, children: Sequence[Any]) -> _Form | None:
        """A difference and a quotient, which micrograd makes of others, as they were typed."""
        for child in children if len(children) == 2 else ():
            other = children[0] if child is children[1] else children[1]
            if op == "mul" and self._is_only_here(child):
                if not child._prev and float(child.data) == -1:
                    return _Form("neg", (other,), {})
                if child._prev and _power(str(child._op)) == -1:
                    return _Form("div", (other, *child._prev), {})
            if op == "add" and self._is_only_here(child) and child._op == "*":
                form = self._typed("mul", _ordered(child._prev, self._first))
                if form is not None and form.op == "neg":
                    return _Form("sub", (other, *form.operands), {})
            if op == "add" and self._is_only_here(child) and self._is_negative(child):
                self._opposite.add(id(child))
                return _Form("sub", (other, child), {})
        return None

    def _is_negative(self, value: Any) -> bool:
        """Whether it is a number of a formula that is taken away."""
        plain = not value._prev and self._role(value) == "constant" and not np.ndim(value.data)
        return plain and float(value.data) < 0

    def _is_only_here(self, value: Any) -> bool:
        return self._uses[id(value)] == 1 and id(value) not in self._names

    def _opaque(self, value: Any, operands: Sequence[int], number: Array, name: str) -> int:
        children = self._forms[id(value)].operands
        slopes = _slopes(value, children)
        word = str(value._op).strip() or type(value).__name__
        self.recording.remark(
            f"{word} has no counterpart here: it is one box with the value and the derivatives "
            "that it has there"
        )
        parts = [
            (index, _number(child, "data"), slope)
            for index, child, slope in zip(operands, children, slopes, strict=True)
        ]
        return add_opaque(self.recording, word, number, parts, name)


def _children(value: Any) -> Sequence[Any]:
    return _ordered(value._prev, {})


def _ordered(children: Iterable[Any], names: Mapping[int, str]) -> list[Any]:
    """A set in an order that does not depend on addresses: what was computed before leaves."""
    if isinstance(children, list | tuple):
        return [*children]

    def key(value: Any) -> tuple[bool, tuple[str, str], str]:
        return not value._prev, natural(names.get(id(value), "~")), repr(value.data)

    return sorted(children, key=key)


def _in_order(value: Any, op: str, children: Sequence[Any]) -> _Form | None:
    """The operands in the order in which they make the value; a single one may count twice."""
    least = OPS[op].least
    if len(children) == 1 < least:
        children = [*children] * least
    if len(children) != least:
        return None
    if OPS[op].commutative or least == 1:
        return _Form(op, children, {})
    there = _number(value, "data")
    for order in permutations(children):
        numbers = [_number(child, "data") for child in order]
        if np.allclose(computed(op, numbers, {}), there, equal_nan=True):
            return _Form(op, order, {})
    return None


def _raised(children: Sequence[Any], power: float) -> _Form:
    if power == 2:
        return _Form("square", children, {})
    return _Form("power", children, {"exponent": power})


def _first_names(there: Sequence[Any], names: Mapping[int, str]) -> dict[int, str]:
    """Per value the first name among what it was computed from: units in the order of theirs."""
    first: dict[int, str] = {}
    for value in there:
        found = [first[id(child)] for child in value._prev]
        own = names.get(id(value))
        first[id(value)] = min([*found, *([own] if own else [])], key=natural, default="~")
    return first


def _power(sign: str) -> float | None:
    try:
        return float(sign.removeprefix("**"))
    except ValueError:
        return None


def _number(value: Any, name: str) -> Array:
    try:
        return as_numbers(getattr(value, name))
    except (TypeError, ValueError, OverflowError):
        raise GraphAppError(f"{name} of a value is no number: it cannot be shown") from None


def _slopes(value: Any, children: Sequence[Any]) -> list[Array | None]:
    """The derivative by each operand, as the program's own backward step tells it.

    It adds to the gradients of the operands, which are put back.
    """
    kept = [(one, one.grad) for one in (value, *children)]
    try:
        if np.ndim(value.data):
            return [None for _ in children]
        for child in children:
            child.grad = 0.0
        value.grad = 1.0
        value._backward()
        return [_number(child, "grad") for child in children]
    except Exception:  # noqa: BLE001  # another program's code: whatever it raises
        return [None for _ in children]
    finally:
        for one, gradient in kept:
            one.grad = gradient


def _named(there: Sequence[Any], names: Sequence[Named]) -> dict[int, str]:
    """Labels that values bear themselves, else the variables that hold them."""
    found = by_identity(names, there)
    for value in there:
        label = getattr(value, "label", "")
        if isinstance(label, str) and label.strip():
            found[id(value)] = label.strip()
    return found
