"""Shapes in words: which two sizes should agree where they do not, and what would fit."""

from collections.abc import Iterator, Sequence

from graphviz_app.arrays import np
from graphviz_app.core.op import Op

Shape = tuple[int, ...]


def shape_words(shape: Shape) -> str:
    """``a single number``, ``a vector of 3``, ``a 2×3 matrix``: never to be taken for a value."""
    if not shape:
        return "a single number"
    if len(shape) == 1:
        return f"a vector of {shape[0]:,}"
    kind = "matrix" if len(shape) == 2 else "tensor"
    return f"a {'×'.join(map(str, shape))} {kind}"


def misfit(op: Op, names: Sequence[str], shapes: Sequence[Shape]) -> str:
    """``: the 3 columns of W must be …; transpose(W) @ x would fit``; '' where nothing is sure."""
    if len(shapes) < 2:
        return ""
    why = _of_product(names, shapes) if op.name == "matmul" else _of_elements(names, shapes)
    if not why:
        return ""
    fits = next(_fitting(op, names, shapes), "")
    return f": {why}; {fits} would fit" if fits else f": {why}"


def _of_product(names: Sequence[str], shapes: Sequence[Shape]) -> str:
    (left, right), (a, b) = names, shapes
    if not a or not b:
        return (
            f"{left if not a else right} is a single number, and @ multiplies vectors and matrices"
        )
    columns, rows = a[-1], b[0] if len(b) == 1 else b[-2]
    if columns == rows:
        return "their first axes count examples, and must be of one size"
    here = f"the {_counted(columns, 'column' if len(a) > 1 else 'element')} of {left}"
    there = f"the {_counted(rows, 'row' if len(b) > 1 else 'element')} of {right}"
    return f"{here} must be as many as {there}"


def _of_elements(names: Sequence[str], shapes: Sequence[Shape]) -> str:
    """The first two operands of which an axis, counted from the last, differs."""
    for i, a in enumerate(shapes):
        for j in range(i):
            b = shapes[j]
            for axis in range(1, min(len(a), len(b)) + 1):
                if a[-axis] != b[-axis] and 1 not in (a[-axis], b[-axis]):
                    here, there = _axis_words(b, axis), _axis_words(a, axis)
                    return f"the {here} of {names[j]} must be as many as the {there} of {names[i]}"
    return ""


def _axis_words(shape: Shape, axis: int) -> str:
    if len(shape) == 1:
        return _counted(shape[0], "element")
    if len(shape) == 2:
        return _counted(shape[-axis], "column" if axis == 1 else "row")
    return f"{shape[-axis]} along axis {len(shape) - axis}"


def _counted(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"


def _fitting(op: Op, names: Sequence[str], shapes: Sequence[Shape]) -> Iterator[str]:
    """Products of the same two operands that can be worked out, the likeliest first."""
    if op.name not in {"matmul", "mul"} or not all(name.isidentifier() for name in names):
        return
    (left, right), (a, b) = names, shapes
    turned = [(f"transpose({left})", a[::-1], right, b), (left, a, f"transpose({right})", b[::-1])]
    turned = [(x, p, y, q) for x, p, y, q in turned if (p, q) != (a, b)]
    if op.name == "mul":
        ways = [(left, a, right, b), *turned]
        yield from (f"{x} @ {y}" for x, p, y, q in ways if _multiply(p, q))
        return
    if not a or not b:
        yield f"{left}*{right}"
    ways = [*turned, (right, b, left, a)]
    yield from (f"{x} @ {y}" for x, p, y, q in ways if _multiply(p, q))
    if a == b:
        yield f"{left}*{right}"


def _multiply(a: Shape, b: Shape) -> bool:
    """Whether @ can be worked out."""
    if not a or not b or a[-1] != (b[0] if len(b) == 1 else b[-2]):
        return False
    try:
        np.broadcast_shapes(a[:-2], b[:-2])
    except ValueError:
        return False
    return True
