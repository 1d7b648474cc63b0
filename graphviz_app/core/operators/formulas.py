"""What comes of an operator's formulas: functions on arrays, rules on floats."""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from graphviz_app.arrays import np
from graphviz_app.core.expression import (
    Apply,
    Expr,
    Name,
    Number,
    array_source,
    called,
    float_source,
    formula,
    names_in,
    parts,
    replaced,
)
from graphviz_app.core.operators import composite
from graphviz_app.core.operators.entry import Entry
from graphviz_app.core.operators.generated import compiled
from graphviz_app.core.operators.windows import tied

Function = Callable[..., Any]
_NEAR = 0.05


def kept_shape(x: Any, axis: int | None) -> tuple[int, ...]:
    """The shape that a sum over an axis would have with that axis kept."""
    shape = np.shape(x)
    if axis is None:
        return (1,) * len(shape)
    return tuple(1 if i == axis % len(shape) else size for i, size in enumerate(shape))


def count_of(x: Any, axis: int | None) -> int:
    """How many numbers each sum over an axis adds up."""
    return np.size(x) // max(math.prod(kept_shape(x, axis)), 1)


STATIC: Mapping[str, Function] = {
    "shape_of": lambda x: np.shape(x),
    "kept_shape": kept_shape,
    "count_of": count_of,
    "tied": tied,
}
"""What a formula may ask of an operand beside its numbers."""


def in_terms_of_value(op: Entry, tree: Expr) -> Expr:
    """With y for what is the value: of exp(a) by a not exp(a) again."""
    known: dict[Expr, Expr] = {Apply(op.name, tuple(map(Name, op.operands))): Name("y")}
    if written_value(op):
        known[formula(written_value(op))] = Name("y")
    return replaced(tree, known)


def scope(op: Entry, tree: Expr, *, floats: bool = False) -> dict[str, Any]:
    """What the source of a formula calls."""
    names = called(tree)
    if floats:
        # A choice is Python's own, so that only what is chosen is worked out.
        functions = {name: op.others[name].on_floats for name in names - {"where"}}
        return {**functions, "pow": math.pow}
    return {n: STATIC[n] if n in STATIC else op.others[n].forward for n in names}


def completed(tree: Expr, others: Mapping[str, Any]) -> Expr:
    """With every attribute by its name, also those that were left at their defaults."""
    if not isinstance(tree, Apply):
        return tree
    op = others.get(tree.op)
    operands = tuple(completed(operand, others) for operand in tree.operands)
    if op is None or not op.attrs:
        return Apply(tree.op, operands, tree.attrs)
    count = len(operands) if op.variadic else min(len(operands), len(op.operands))
    attrs = {name: _written(default) for name, default in op.attrs.items()}
    attrs |= dict(zip(op.attrs, operands[count:], strict=False)) | dict(tree.attrs)
    return Apply(tree.op, operands[:count], tuple(attrs.items()))


def _written(default: object) -> Expr:
    if isinstance(default, tuple):
        return Apply("tuple", tuple(map(_written, default)))
    if isinstance(default, bool | str) or default is None:
        return Name(repr(default))
    return Number(float(str(default)))


def _on_arrays(op: Entry, first: Sequence[str], tree: Expr) -> Function:
    """``(*first, *operands, **attrs)`` → what a formula says."""
    whole = completed(tree, op.others)
    return compiled(_given(op, first), array_source(whole), scope(op, whole))


def _given(op: Entry, first: Sequence[str]) -> list[str]:
    """The parameters: the last operands may be left out, attributes come by name."""
    needed, more = op.operands[: op.least], op.operands[op.least :]
    attrs = ["*", *op.attrs] if op.attrs else []
    return [*first, *needed, *(f"{letter}=None" for letter in more), *attrs]


def written_value(op: Entry) -> str:
    """The formula of the value; of a table of numbers the expansion is one, if it is one line."""
    one_line = isinstance(op.expansion, str) and "\n" not in op.expansion
    return op.value or (op.expansion if op.elementwise and one_line else "")  # type: ignore[return-value]


def forward(op: Entry) -> Function:
    """The value on arrays, by the formula or the expansion."""
    written = written_value(op)
    return _on_arrays(op, (), formula(written)) if written else composite.forward(op)


def vjp(op: Entry, slot: int) -> Function | None:
    """What one operand receives; None if it only steers."""
    at = 0 if op.variadic else slot
    by_hand = op.pulls[at] if at < len(op.pulls) else None
    if by_hand is not None:
        return by_hand
    written = op.pullbacks[at] if at < len(op.pullbacks) else ""
    if callable(written):
        return _chosen(op, written, slot)
    if written:
        return _pullback(op, written, slot)
    tree = op.partial(at)
    if tree is not None:
        return _times(op, in_terms_of_value(op, tree))
    if op.expansion and not op.partials and not op.pullbacks:
        return composite.vjp(op, slot)
    return None


def _times(op: Entry, tree: Expr) -> Function:
    """``g`` times a partial derivative; divided by where that is one over something."""
    tree = completed(tree, op.others)
    match tree:
        case Number(1.0):
            body = "g"
        case Number(-1.0):
            body = "-g"
        case Apply("div", (Number(1.0), below)):
            body = f"g / {array_source(below)}"
        case Number(0.0):
            body = "g * 0.0"
        case _:
            body = f"g * {array_source(tree)}"
    return compiled(_given(op, ("g", "y")), body, scope(op, tree))


def _pullback(op: Entry, written: str, slot: int) -> Function:
    tree = formula(written)
    used = names_in(tree)
    if not op.variadic:
        return _on_arrays(op, ("g", "y"), tree)
    whole = completed(tree, op.others)
    body = compiled(["g", "y", "slot", *op.attrs], array_source(whole), scope(op, whole))
    assert op.operands[0] not in used  # of many operands none has a name

    def pull(g: Any, y: Any, *operands: Any, **attrs: Any) -> Any:
        return body(g, y, slot, **attrs)

    return pull


def _chosen(op: Entry, choose: Callable[..., str], slot: int) -> Function:
    """By the formula that holds for the shapes at hand."""
    made: dict[tuple[str, int], Function] = {}

    def pull(g: Any, y: Any, *operands: Any, **attrs: Any) -> Any:
        letters = op.letters(len(operands))
        shapes = {letter: np.shape(x) for letter, x in zip(letters, operands, strict=True)}
        written = choose({**shapes, "g": np.shape(g), "y": np.shape(y)}, {**attrs, "slot": slot})
        key = written, len(letters)
        if key not in made:
            tree = completed(formula(written), op.others)
            made[key] = compiled(
                ["g", "y", *letters, *op.attrs, "slot"], array_source(tree), scope(op, tree)
            )
        return made[key](g, y, *operands, **attrs, slot=slot)

    return pull


def condition(op: Entry, written: str) -> Function:
    """``(y, *operands, **attrs)`` → where a condition holds."""
    return _on_arrays(op, ("y",), formula(written))


def on_arrays(op: Entry, tree: Expr) -> Function:
    """``(y, *operands, **attrs)`` → what a part of a formula comes to."""
    return _on_arrays(op, ("y",), tree)


def complement(op: Entry) -> tuple[Function, Function]:
    """1 − y of the operands, on arrays and on floats."""
    tree = formula(op.complement)
    text = float_source(tree).format_map({letter: letter for letter in op.operands})
    return (
        compiled(op.operands, array_source(tree), scope(op, tree)),
        compiled(op.operands, text, scope(op, tree, floats=True)),
    )


def near(op: Entry, written: str) -> Function:
    """The same where the two sides of an equation are only nearly the same."""
    tree = formula(written)
    for part in [*parts(tree)]:
        if isinstance(part, Apply) and part.op == "equal":
            apart = Apply("abs", (Apply("sub", part.operands),))
            tree = replaced(tree, {part: Apply("less", (apart, Number(_NEAR)))})
    return _on_arrays(op, ("y",), tree)


# On floats


class ScalarRule(NamedTuple):
    """An operator on Python's floats, as source for the straight-line program.

    ``value`` and ``partials`` are expressions with ``{a}``, ``{b}``, ``{y}`` and the attributes to
    be put in; they call what is in ``functions``. A partial is None by an operand that only steers.
    """

    value: str
    partials: tuple[str | None, ...]
    functions: Mapping[str, Function]
    lossy: tuple[Callable[..., bool] | None, ...]


def on_floats(op: Entry) -> Function:
    """The value as a function of floats."""
    tree = completed(formula(written_value(op)), op.others)
    given = [*op.operands, *op.attrs]
    body = float_source(tree).format_map({name: name for name in given})
    return compiled(given, body, scope(op, tree, floats=True))


def scalar_rule(op: Entry) -> ScalarRule | None:
    """The operator on floats; None for one on tensors, or that has no formula for its value."""
    if op.is_leaf or not op.elementwise or op.variadic or not (op.floats or written_value(op)):
        return None
    functions: dict[str, Function] = {}
    if op.floats:
        value = _call(op.name, [*op.operands, *op.attrs])
        functions[op.name] = op.floats
    else:
        value = _source(op, formula(written_value(op)), functions)
    partials = tuple(_slope(op, slot, functions) for slot in range(len(op.operands)))
    lossy = op.lossy or (None,) * len(op.operands)
    return ScalarRule(value, partials, functions, lossy)


def _slope(op: Entry, slot: int, functions: dict[str, Function]) -> str | None:
    by_hand = op.slopes[slot] if slot < len(op.slopes) else None
    if by_hand is not None:
        functions[f"{op.name}_slope{slot}"] = by_hand
        return _call(f"{op.name}_slope{slot}", ["y", *op.operands, *op.attrs])
    tree = op.partial(slot)
    return None if tree is None else _source(op, in_terms_of_value(op, tree), functions)


def _source(op: Entry, tree: Expr, functions: dict[str, Function]) -> str:
    tree = completed(tree, op.others)
    functions.update(scope(op, tree, floats=True))
    text = float_source(tree)
    return text[1:-1] if text.startswith("(") and _closes(text) else text


def _closes(text: str) -> bool:
    """Whether the first bracket is closed by the last."""
    depth = 0
    for i, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if not depth:
            return i == len(text) - 1
    return False


def _call(name: str, given: Sequence[str]) -> str:
    return f"{name}({', '.join(f'{{{letter}}}' for letter in given)})"
