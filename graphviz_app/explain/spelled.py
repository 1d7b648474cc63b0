"""An operator applied to pieces: by its template, or as shapes and attributes ask for."""

from collections.abc import Mapping, Sequence

from graphviz_app.core.brackets import Form, Level
from graphviz_app.core.op import Op
from graphviz_app.core.oplib import OPS
from graphviz_app.explain.notation import BY_ELEMENTS, typeset
from graphviz_app.explain.piece import Piece, fill
from graphviz_app.patterns import late

_SUBSCRIPTED = late(r"[_^]")
IN_BRACKETS = Form(r"{$a}_{\left[$at\right]}", Level.ATOM)
"""An element of what has a subscript already."""
_WORDS = ("rows", "columns")


def spelled(
    op: Op, attrs: Mapping[str, object], pieces: Mapping[str, Piece], axes: Sequence[int]
) -> Piece:
    """``axes``: how many each operand has, as far as they are known."""
    if op.name == "mul" and axes and all(axes):
        return fill(BY_ELEMENTS, pieces)
    if op.name in ("matmul", "dot") and (list(axes) == [1, 1] or 0 in axes):
        return typeset(OPS["mul"], pieces)
    if op.name == "index" and _SUBSCRIPTED.search(pieces["a"].text):
        return fill(IN_BRACKETS, pieces)
    if op.name == "transpose" and not attrs.get("axes") and max(axes, default=0) > 2:
        attrs = {**attrs, "axes": tuple(reversed(range(axes[0])))}  # ⊤ turns the last two
    script = "" if op.elementwise or op.is_leaf else _script(op, attrs, max(axes, default=1))
    return _with_script(op, script, pieces) if script else typeset(op, pieces)


def _with_script(op: Op, script: str, pieces: Mapping[str, Piece]) -> Piece:
    """After the sign of the operator: Σ, max; after the brackets of what has no sign."""
    count = sum(name not in (*op.attrs, "y") for name in pieces)
    (template, level, *_), below = op.latex_form(count), f"_{{{script}}}"
    if level == Level.SERIES:
        template = template.replace(" ", f"{below} ", 1)
    elif r"\left(" in template:
        template = template.replace(r"\left(", rf"{below}\left(", 1)
    elif template.endswith((r"\right\|", r"\right]")):
        template += below
    else:
        listed = ", ".join(f"${letter}" for letter in op.letters(count))
        template = rf"\mathrm{{{op.name}}}{below}\left({listed}\right)"
    return fill(Form(template, level), pieces)


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
