"""An operator applied to pieces: by its template, or as shapes and attributes ask for."""

import re
from collections.abc import Mapping, Sequence

from graphviz_app.core.op import Op
from graphviz_app.explain.level import Level, Piece
from graphviz_app.explain.notation import BY_ELEMENTS, fill, typeset

_SUBSCRIPTED = re.compile(r"[_^]")
IN_BRACKETS = r"{$a}_{\left[$at\right]}"
"""An element of what has a subscript already."""
_WORDS = ("rows", "columns")


def spelled(
    op: Op, attrs: Mapping[str, object], pieces: Mapping[str, Piece], axes: Sequence[int]
) -> Piece:
    """``axes``: how many each operand has, as far as they are known."""
    if op.name == "mul" and axes and all(axes):
        return Piece(fill(BY_ELEMENTS, pieces), Level.PRODUCT)
    if op.name in ("matmul", "dot") and (list(axes) == [1, 1] or 0 in axes):
        return Piece(fill(r"$a \cdot $b", pieces), Level.PRODUCT)
    if op.name == "index" and _SUBSCRIPTED.search(pieces["a"].text):
        return Piece(fill(IN_BRACKETS, pieces))
    script = "" if op.elementwise or op.is_leaf else _script(op, attrs, max(axes, default=1))
    if not script:
        return typeset(op, pieces)
    plain = typeset(op, pieces)
    return plain._replace(text=_with_script(op, script, pieces))


def _with_script(op: Op, script: str, pieces: Mapping[str, Piece]) -> str:
    """After the sign of the operator: Σ, max; after the brackets of what has no sign."""
    count = sum(name not in (*op.attrs, "y") for name in pieces)
    template, below = op.latex_of(count), f"_{{{script}}}"
    if match := re.match(r"\\(sum|prod)(?= )", template):
        template = match[0] + below + template[match.end() :]
    elif r"\left(" in template:
        template = template.replace(r"\left(", rf"{below}\left(", 1)
    elif template.endswith((r"\right\|", r"\right]")):
        template += below
    else:
        listed = ", ".join(f"${letter}" for letter in op.letters(count))
        template = rf"\mathrm{{{op.name}}}{below}\left({listed}\right)"
    return fill(template, pieces)


def _script(op: Op, attrs: Mapping[str, object], axes: int) -> str:
    """The attributes that are not as usual: an axis, a shape, the power of a norm."""
    shown = [
        _axis(op, value, axes) if name == "axis" else _told(value)
        for name, value in attrs.items()
        if value != op.attrs.get(name) and name != "keepdims" and f"${name}" not in op.latex
    ]
    return ", ".join(filter(None, shown))


def _axis(op: Op, value: object, axes: int) -> str:
    """Over rows or columns of a matrix; by its number where there are more; '' for a vector."""
    usual = op.attrs["axis"]
    axis = int(str(value))
    if isinstance(usual, int) and (axis - usual) % max(axes, 1) == 0:
        return ""
    if usual in (None, -1) and axes < 3:
        return rf"\mathrm{{{_WORDS[axis % 2]}}}" if axes == 2 else ""
    return rf"\mathrm{{axis}}\ \mathrm{{{axis}}}"


def _told(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(_told, value))
    return f"{value:g}" if isinstance(value, int | float) else rf"\mathrm{{{value}}}"
