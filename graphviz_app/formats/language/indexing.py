"""Elements and slices as they are typed: ``x[0]``, ``W[1, :]``, ``x[0:2]``, ``x[..., None]``."""

import ast

from graphviz_app.formats.language.literal import computed
from graphviz_app.formats.language.words.script import Script
from graphviz_app.formats.limits import MAX_WHOLE


def index_text(node: ast.expr, script: Script) -> str:
    """What stands between the brackets, in one spelling: ``1, :``; raises ParseError."""
    parts = node.elts if isinstance(node, ast.Tuple) else [node]
    if not parts:
        raise script.at(node, "between the brackets stands a place, as in x[0]")
    return ", ".join(_part(part, script) for part in parts)


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
