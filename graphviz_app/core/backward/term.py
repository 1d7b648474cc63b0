"""Term: an expression of which some parts have names, and are lines of their own."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graphviz_app.arrays import np
from graphviz_app.core.brackets import LEANS_LEFT, Level
from graphviz_app.core.graph import Node, shape_of
from graphviz_app.core.op import Array, Shape
from graphviz_app.core.oplib import OPS, leaf_value

SHORT = 4
"""Operators up to which an expression is written again rather than given a name."""
DEEPEST = 50
"""Brackets inside each other, above which a part gets a name."""
_NOTHING: Mapping[str, Any] = {}


@dataclass(eq=False, slots=True)
class Term:
    """An operator applied to terms, or a leaf; the same object may stand in several places.

    ``name`` is that of its line; without one it is written out wherever it stands.
    """

    op: str
    operands: tuple["Term", ...] = ()
    attrs: Mapping[str, Any] = field(default_factory=dict)
    shape: Shape = ()
    name: str = ""
    group: str = ""
    size: int = 0
    """How many operators are written where it is written out."""
    depth: int = 0
    """How many brackets are then inside each other."""

    def __post_init__(self) -> None:
        if self.operands:
            self.size = 1 + sum(0 if t.name else t.size for t in self.operands)
            self.depth = max(_nested(self, slot, t) for slot, t in enumerate(self.operands))

    @property
    def is_long(self) -> bool:
        """Whether it is too long to be written twice."""
        return not self.name and self.size > SHORT

    @property
    def is_deep(self) -> bool:
        """Whether there are more brackets in it than a person, or Python, can read."""
        return not self.name and self.depth > DEEPEST

    @property
    def number(self) -> float | None:
        """The number that is written here; None if it is none."""
        value = self.attrs.get("value", 0.0) if self.op == "constant" and not self.name else None
        return value if isinstance(value, float) else None

    def is_(self, *ops: str) -> bool:
        """Whether it is written as one of these operators, without a name."""
        return not self.name and self.op in ops


def _nested(outer: Term, slot: int, inner: Term) -> int:
    if inner.name or not inner.operands:
        return 0
    op, other = OPS[outer.op], OPS[inner.op]
    in_a_row = slot == 0 and op.precedence in LEANS_LEFT and other.precedence >= op.precedence
    return inner.depth + (not (in_a_row and other.precedence < Level.ATOM))


def number(value: float) -> Term:
    """A number in a formula."""
    return Term("constant", attrs={"value": float(value)})


def leaf(node: Node, shape: Shape) -> Term:
    """A given value."""
    return Term(node.op, attrs=dict(node.attrs), shape=shape)


def raw(op: str, operands: Sequence[Term], attrs: Mapping[str, Any] = _NOTHING) -> Term:
    """An operator applied to terms just as it says."""
    return Term(op, tuple(operands), attrs, shape_after(op, operands, attrs))


def of_shape(shape: Shape) -> Array:
    """Zeros, which take no room."""
    return np.broadcast_to(np.float64(0.0), shape)


def shape_after(op: str, operands: Sequence[Term], attrs: Mapping[str, Any]) -> Shape:
    """The shape of the value of an operator."""
    entry, shapes = OPS[op], [operand.shape for operand in operands]
    if entry.elementwise:
        return np.broadcast_shapes(*shapes)
    with np.errstate(all="ignore"):
        return np.shape(entry.forward(*map(of_shape, shapes), **{**entry.attrs, **attrs}))


def filled(value: float, shape: Shape) -> Term:
    """A tensor of one number: written out if it is small."""
    if not shape:
        return number(value)
    if np.prod(shape) <= 2 * SHORT:
        rows = leaf_value(Node("", "constant", {"value": _nested_rows(np.full(shape, value))}))
        return Term("constant", attrs={"value": rows}, shape=shape_of(rows))
    return raw("broadcast_to", [number(value)], {"shape": shape})


def _nested_rows(x: Any) -> Any:
    return tuple(map(_nested_rows, x)) if np.ndim(x) else float(x)


def parts(term: Term, known: Container[Term] = ()) -> Iterator[Term]:
    """What is written out where a term is, operands first.

    Below names it does not go, nor to what is ``known``.
    """
    stack = [(term, False)]
    while stack:
        part, done = stack.pop()
        if part in known:
            continue
        if done:
            yield part
        elif part is term or not part.name:
            stack.append((part, True))
            stack.extend((operand, False) for operand in reversed(part.operands))
