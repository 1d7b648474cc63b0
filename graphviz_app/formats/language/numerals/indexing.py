"""Elements and slices as they are typed: ``x[0]``, ``W[1, :]``, ``x[0:2]``, ``x[..., None]``."""

import ast
from typing import NamedTuple

from graphviz_app.formats.language.numerals.literal import computed
from graphviz_app.formats.language.words.script import Script
from graphviz_app.formats.limits import MAX_WHOLE


def index_text(node: ast.expr, script: Script) -> str:
    """What stands between the brackets, in one spelling: ``1, :``; raises ParseError."""
    parts = node.elts if isinstance(node, ast.Tuple) else [node]
    if not parts:
        raise script.at(node, "between the brackets stands a place, as in x[0]")
    return ", ".join(_part(part, script) for part in parts)


class Chosen(NamedTuple):
    """What is between the brackets where that is values: ``E[x]``, ``P[range(3), y]``."""

    op: str
    places: ast.expr


def chosen(node: ast.expr, script: Script) -> Chosen | None:
    """Which rows are picked, or which element of each row; None for a place that is written."""
    if _is_places(node, script):
        return Chosen("gather", node)
    match node:
        case ast.Tuple(elts=[rows, places]) if _is_places(places, script) and _counts(rows, script):
            return Chosen("pick", places)
    return None


def _is_places(node: ast.expr, script: Script) -> bool:
    """Whether these are several numbers of rows, or a value that holds such."""
    if isinstance(node, ast.List):
        return True
    return isinstance(node, ast.Name | ast.Subscript) and computed(node, script) is None


def _counts(node: ast.expr, script: Script) -> bool:
    """Whether this is every row in turn: ``range(n)``, ``np.arange(n)``, ``[0, 1, 2]``."""
    match node:
        case ast.Call(func=ast.Name(id="range" | "arange"), args=[_], keywords=[]):
            return True
        case ast.Call(func=ast.Attribute(attr="arange"), args=[_], keywords=[]):
            return True
        case ast.List(elts=items):
            return [computed(item, script) for item in items] == [*range(len(items))]
    return False


def _part(node: ast.expr, script: Script) -> str:
    if isinstance(node, ast.Slice):
        bounds = [_whole(bound, script) if bound else "" for bound in (node.lower, node.upper)]
        step = f":{_whole(node.step, script)}" if node.step else ""
        return ":".join(bounds) + step
    if isinstance(node, ast.Constant) and (node.value is None or node.value is ...):
        return "None" if node.value is None else "..."
    if isinstance(node, ast.Attribute) and node.attr == "newaxis":
        return "None"
    return _whole(node, script)


def _whole(node: ast.expr, script: Script) -> str:
    value = computed(node, script)
    if value is None or not value.is_integer() or abs(value) > MAX_WHOLE:
        written = script.excerpt(node)
        raise script.at(
            node, f"a place is a whole number or a slice such as 0:2, found '{written}'"
        )
    return str(int(value))
