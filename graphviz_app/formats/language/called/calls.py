"""What may stand in a call: how many operands, which attributes, which values."""

import ast
from collections.abc import Mapping, Sequence
from string import Template

from graphviz_app.core.graph import Attr
from graphviz_app.core.op import Op
from graphviz_app.core.oplib import OPS
from graphviz_app.core.running.configured import attr_kind
from graphviz_app.core.wording import near, operand_count
from graphviz_app.formats.language.numerals.literal import (
    Tensor,
    as_list,
    computed,
    list_hint,
    tensor,
)
from graphviz_app.formats.language.words.dialects import ATTRIBUTES, NO_MATTER
from graphviz_app.formats.language.words.script import Script
from graphviz_app.formats.language.words.typed.decimal_comma import comma_sentence
from graphviz_app.formats.limits import MAX_WHOLE

_EXPONENT = "3"
"""Of a power that is not given its own: 2 would be a square."""


def check_count(
    name: str, expected: Sequence[str], given: int, node: ast.Call, script: Script
) -> None:
    """Raise ParseError unless the call has as many operands as are expected."""
    if given != len(expected):
        if sentence := comma_sentence(script.written(node)):
            raise script.at(node, sentence)
        count = operand_count(len(expected))
        form = typed_form(OPS[name]) if name in OPS else f"{name}({', '.join(expected)})"
        if name in OPS and given > len(expected) and not OPS[name].python:
            whole = [attr for attr, value in OPS[name].attrs.items() if value is None]
            form += "".join(f" or {form[:-1]}, {attr}=0)" for attr in whole)
        raise script.at(node, f"{name} takes {count}, found {given}; write {form}")


def typed_form(op: Op, operands: Sequence[str] = (), attrs: Mapping[str, str] = {}) -> str:
    """How an operator is typed: ``a + b``, ``max(a, b)``, or with these operands."""
    given = dict(zip(op.operands, operands or op.operands, strict=True))
    if op.python:
        usual = {k: v if isinstance(v, str) else _EXPONENT for k, v in op.attrs.items()}
        return Template(op.python).substitute({**usual, **given, **attrs})
    return f"{op.name}({', '.join(given.values())})"


def check_sign(op: Op, node: ast.Call, script: Script) -> None:
    """Raise ParseError for a call of a sign that lacks what only the sign can say: x**3."""
    needed = [k for k, v in op.attrs.items() if f"${k}" in op.python and not isinstance(v, str)]
    if not needed or op.is_leaf or all(k in {w.arg for w in node.keywords} for k in needed):
        return
    words = [_operand(argument, script) for argument in node.args]
    count = len(op.operands)
    operands = words[:count] if len(words) >= count else ()
    attrs = dict(zip(needed, words[count:], strict=False)) if operands else {}
    raise script.at(node, f"{op.name} is written with its sign: {typed_form(op, operands, attrs)}")


def _operand(node: ast.expr, script: Script) -> str:
    """As it is written, in brackets where a sign beside it might take a part of it."""
    written = script.excerpt(node)
    plain = isinstance(node, ast.Name | ast.Call | ast.List)
    plain = plain or (isinstance(node, ast.Constant) and not written.startswith("-"))
    return written if plain else f"({written})"


def with_positions(
    op: Op, operands: Sequence[ast.expr], keywords: Sequence[ast.keyword], script: Script
) -> tuple[Sequence[ast.expr], Sequence[ast.keyword]]:
    """``sum(x, 0)`` as ``sum(x, axis=0)``: behind the operands stand attributes, in their order."""
    count = len(operands)
    while count > op.least and _is_literal(operands[count - 1], script):
        count -= 1
    named = by_place(op, operands[count:], keywords, script)
    return (operands[:count], [*named, *keywords]) if named else (operands, keywords)


def by_place(
    op: Op, values: Sequence[ast.expr], keywords: Sequence[ast.keyword], script: Script
) -> Sequence[ast.keyword]:
    """Attributes that are given without their names; none if these cannot be attributes."""
    given = {ATTRIBUTES.get(str(keyword.arg), str(keyword.arg)) for keyword in keywords}
    names = [name for name in op.attrs if name not in given and f"${name}" not in op.python]
    if values and names and isinstance(op.attrs[names[0]], tuple):
        values = [_shape(values)]
    if len(values) > len(names) or not all(_is_literal(item, script) for item in values):
        return []
    lists = [isinstance(item, ast.List | ast.Tuple) for item in values]
    if any(many > isinstance(op.attrs[name], tuple) for many, name in zip(lists, names)):  # noqa: B905
        return []  # a mask or a bias: of these attributes none is a list
    return [
        ast.copy_location(ast.keyword(arg=name, value=item), item)
        for name, item in zip(names, values, strict=False)
    ]


def _shape(values: Sequence[ast.expr]) -> ast.expr:
    """``x.reshape(2, 3)`` as ``x.reshape((2, 3))``."""
    if len(values) == 1 and isinstance(values[0], ast.Tuple | ast.List):
        return values[0]
    return ast.copy_location(ast.Tuple(list(values)), values[0])


def _is_literal(node: ast.expr, script: Script) -> bool:
    if isinstance(node, ast.Tuple | ast.List):
        return all(_is_literal(item, script) for item in node.elts)
    return isinstance(node, ast.Constant) or computed(node, script) is not None


def read_attrs(op: Op, keywords: Sequence[ast.keyword], script: Script) -> dict[str, Attr]:
    """The attributes of a call, completed by the operator's defaults."""
    attrs: dict[str, Attr] = dict(op.attrs)  # type: ignore[arg-type]  # a default is an Attr
    for keyword in keywords:
        if (name := keyword.arg) is None:
            raise script.at(keyword.value, "'**' is no part of a call: write each name=… out")
        if name not in op.attrs:
            name = ATTRIBUTES.get(name, name)
        if name not in op.attrs and name in NO_MATTER:
            continue
        if name not in op.attrs:
            allowed = " or ".join(f"{known}=" for known in op.attrs) or "its operands"
            hint = near(name, op.attrs)
            raise script.at(keyword.value, f"{op.name} does not take {name}=, only {allowed}{hint}")
        attrs[name] = _attr(op, name, keyword.value, script)
    return attrs


def leaf_value(name: str, node: ast.Call, script: Script) -> tuple[ast.expr, Tensor]:
    """Where the value of ``input(1.5)`` is written, and the value."""
    given = [*node.args, *(keyword.value for keyword in node.keywords if keyword.arg == "value")]
    if len(given) != 1 or len(node.args) + len(node.keywords) != 1:
        several = as_list(node.args, script) if not node.keywords else ""
        if sentence := comma_sentence(script.written(node), several=f"{name}({several})"):
            raise script.at(node, sentence)
        form = f"{name}({several})" if several else f"{name}(1.5) or {name}([1, 2])"
        raise script.at(node, f"{name} takes one value: write {form}")
    value = tensor(given[0], script)
    if value is None:
        written = script.excerpt(given[0])
        reason = f"{name} takes a number or a list of numbers, found '{written}'"
        raise script.at(given[0], reason + list_hint(given[0], script))
    return given[0], value


def _attr(op: Op, name: str, node: ast.expr, script: Script) -> Attr:
    """One attribute; its default says what kind of value it takes."""
    default = op.attrs[name]
    value = computed(node, script)
    if value is None and isinstance(node, ast.Constant):
        if isinstance(node.value, bool) and isinstance(default, bool):
            return node.value
        if isinstance(node.value, str) and isinstance(default, str):
            return node.value
        if node.value is None and default is None:
            return None
    if value is not None and not isinstance(default, bool | str | tuple):
        if isinstance(default, float):
            return value
        if value.is_integer() and abs(value) <= MAX_WHOLE:
            return int(value)
    if isinstance(default, tuple) and isinstance(node, ast.List | ast.Tuple):
        sizes = [computed(item, script) for item in node.elts]
        if all(size is not None and size.is_integer() and abs(size) <= MAX_WHOLE for size in sizes):
            return tuple(int(size) for size in sizes if size is not None)
    wanted = attr_kind(default)
    raise script.at(node, f"{op.name}: {name}= takes {wanted}, found '{script.excerpt(node)}'")
