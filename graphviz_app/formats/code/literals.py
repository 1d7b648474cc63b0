"""Numbers, tensors, attributes and places as Python's literals, as parts of a syntax tree."""

import ast

from graphviz_app.core.graph import Attr


def literal(value: object) -> ast.expr:
    """A number as it is typed (3 for 3.0), a word, a shape, nested lists."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    if isinstance(value, int | float) and not isinstance(value, bool) and value < 0:
        return ast.UnaryOp(ast.USub(), ast.Constant(-value))
    if isinstance(value, tuple | list):
        return ast.Tuple([literal(item) for item in value], ast.Load())
    return ast.Constant(value)  # type: ignore[arg-type]  # numbers, words, None


def given(value: Attr) -> ast.expr:
    """The value of a leaf: always a number with a point, or nested lists of them."""
    if isinstance(value, tuple):
        return ast.List([given(row) for row in value], ast.Load())  # type: ignore[arg-type]
    number = float(value)  # type: ignore[arg-type]  # a leaf holds numbers
    size = ast.Constant(abs(number))
    return ast.UnaryOp(ast.USub(), size) if number < 0 else size


def at(place: str) -> ast.expr:
    """What stands in square brackets: ``1, :``."""
    tree = ast.parse(f"_[{place}]", mode="eval").body
    assert isinstance(tree, ast.Subscript)
    return tree.slice


def dotted_call(name: str, *given: ast.expr) -> ast.expr:
    """A call of a function by its name in a library: np.array(…)."""
    return ast.Call(ast.parse(name, mode="eval").body, list(given), [])
