"""Formulas over tensors, as expressions of JavaScript: what is by element is one call of each."""

from collections.abc import Mapping
from typing import Any

from graphviz_app.core.expression import Apply, Expr, Name, Number
from graphviz_app.core.op import Op
from graphviz_app.core.operators.composite import split
from graphviz_app.core.oplib import OPS
from graphviz_app.core.oplib.shaping import place
from graphviz_app.errors import GraphError
from graphviz_app.formats.code.javascript.library import runtime
from graphviz_app.formats.code.javascript.numbers import NumberFunctions, Written, bare, literal

_ASKED = {"shape_of": "shapeOf", "kept_shape": "keptShape", "count_of": "countOf"}
_OF_NUMBERS = ("where", "neg")


class TensorFormulas:
    """Spells formulas in which tensors are multiplied, summed, turned and picked from."""

    def __init__(self, numbers: NumberFunctions) -> None:
        self._numbers = numbers

    def source(self, tree: Expr, letters: Written) -> str:
        """A formula (with every attribute by its name) with something for each of its letters."""
        match tree:
            case Number(value):
                return literal(value)
            case Name(name):
                return _word(name) if name[0] in "'\"" or name in _WORDS else letters[name]
            case Apply("tuple", items):
                return f"[{', '.join(self.source(item, letters) for item in items)}]"
            case Apply(name, given) if name in _ASKED:
                return f"{_ASKED[name]}({', '.join(self.source(one, letters) for one in given)})"
        assert isinstance(tree, Apply)
        if OPS[tree.op].elementwise:
            return self._by_element(tree, letters)
        return self._called(tree, letters)

    def _called(self, tree: Apply, letters: Written) -> str:
        op = OPS[tree.op]
        operands, given = split(op, tree)
        written = [self.source(operand, letters) for operand in operands]
        attrs = {name: self._setting(name, value, letters) for name, value in given.items()}
        defaults = {name: setting(name, value) for name, value in op.attrs.items()}
        return call(op, written, {**defaults, **attrs})

    def _setting(self, name: str, tree: Expr, letters: Written) -> str:
        if isinstance(tree, Name) and tree.name[0] in "'\"":
            return setting(name, tree.name.strip("'\""))
        return self.source(tree, letters)

    def _by_element(self, tree: Apply, letters: Written) -> str:
        """All of the formula down to what is not by element as one function."""
        outer: dict[Expr, str] = {}
        inner = self._leaves(tree, outer)
        body = bare(self._numbers.source(inner, {name: name for name in outer.values()}))
        if not outer:
            return body
        given = ", ".join(self.source(part, letters) for part in outer)
        return f"each(({', '.join(outer.values())}) => {body}, {given})"

    def _leaves(self, tree: Expr, found: dict[Expr, str]) -> Expr:
        if isinstance(tree, Number):
            return tree
        if isinstance(tree, Apply) and tree.op in OPS and OPS[tree.op].elementwise:
            operands = tuple(self._leaves(operand, found) for operand in tree.operands)
            attrs = tuple((name, self._leaves(value, found)) for name, value in tree.attrs)
            return Apply(tree.op, operands, attrs)
        return Name(found.setdefault(tree, f"p{len(found)}"))


_WORDS: Mapping[str, str] = {"None": "null", "True": "true", "False": "false"}


def _word(name: str) -> str:
    return _WORDS.get(name) or literal(name.strip("'\""))


def setting(name: str, value: Any) -> str:
    """An attribute; a place in square brackets as numbers and [start, stop, step]."""
    if name == "at" and isinstance(value, str):
        return f"[{', '.join(map(_part, place(value)))}]"
    return literal(value)


def _part(part: Any) -> str:
    if part is ...:
        return '"..."'
    if isinstance(part, slice):
        return literal((part.start, part.stop, part.step))
    return literal(part)


def call(op: Op, operands: list[str], attrs: Written) -> str:
    """A function of the runtime applied; raises GraphError for an operator that it has not."""
    name = f"t_{op.name}"
    if name not in runtime():
        raise GraphError(f"there is no JavaScript for {op.name}")
    missing = ["null"] * (len(op.operands) - len(operands))
    given = [f"[{', '.join(operands)}]"] if op.variadic else [*operands, *missing]
    return f"{name}({', '.join([*given, *(attrs[name] for name in op.attrs)])})"
