"""What is said of calls and lists that mean nothing here: a suggestion is one that is accepted."""

import ast
from collections.abc import Container, Iterable, Iterator, Mapping

from graphviz_app.core.oplib import OPS
from graphviz_app.core.wording import near
from graphviz_app.formats.language.called.functions import Function
from graphviz_app.formats.language.numerals.literal import list_hint, tensor
from graphviz_app.formats.language.words import refusals
from graphviz_app.formats.language.words.dialects import word_of
from graphviz_app.formats.language.words.field import is_known, sentence_of, sentence_of_call
from graphviz_app.formats.language.words.grammar import (
    ALIASES,
    FOLDED,
    LEAVES,
    STATEMENTS,
    operator_called,
)
from graphviz_app.formats.language.words.script import Script
from graphviz_app.formats.language.words.slips import foreign_line, product
from graphviz_app.formats.language.words.typed.decimal_comma import comma_sentence

_LONGEST_PRODUCT = 20
"""Letters of two names that are run together."""


def unknown_function(name: str, node: ast.Call, functions: Mapping[str, Function]) -> str:
    """For a name that is called and is no function; suggested is what takes as many operands."""
    if sentence := sentence_of(name):
        return f"there is no function '{name}': {sentence}"
    known = _callable_with(node, functions)
    if is_known(name):  # it is no slip of another word, at most spelt in another way
        known = (word for word in known if word.replace("_", "") == name.replace("_", "").lower())
    hint = near(name, known)
    return f"there is no function '{name}'{hint}"


def unknown_foreign(dotted: str, known: Iterable[str]) -> str:
    """The same for a word behind a dot: ``np.foo``, ``nn.Linear``."""
    word = dotted.rpartition(".")[2]
    sentence = sentence_of(word)
    hint = f": {sentence}" if sentence else "" if is_known(word) else near(word, known)
    return f"there is no function '{dotted}'{hint}"


def _callable_with(node: ast.Call, functions: Mapping[str, Function]) -> Iterator[str]:
    """Names that a call with these operands could have."""
    count = len(node.args)
    names = {keyword.arg for keyword in node.keywords}
    for function in functions.values():
        if len(function.parameters) == count and not names:
            yield function.name
    for name in (*OPS, *ALIASES):
        op = OPS.get(ALIASES.get(name, name))
        if op is None or not names <= op.attrs.keys() or not name.isascii():
            continue
        if name in LEAVES:
            if count == 1 and _is_literal(node.args[0]):
                yield name
        elif op.variadic:
            continue  # it is typed with its sign, [a, b]
        elif op.takes(count) or (op.name in FOLDED and count > len(op.operands)):
            needed = {attr for attr in op.attrs if f"${attr}" in op.python}
            if needed <= names:
                yield name


def _is_literal(node: ast.expr) -> bool:
    """Whether a number or a list of numbers seems to be written here."""
    return not any(isinstance(part, ast.Name | ast.Call) for part in ast.walk(node))


def not_a_function(node: ast.Call, script: Script) -> str:
    """For a call of a value or a number: a product was meant."""
    called = script.excerpt(node.func)
    what = "a number" if isinstance(node.func, ast.Constant) else "a value"
    if isinstance(node.func, ast.BinOp | ast.UnaryOp | ast.Compare | ast.IfExp):
        called = f"({called})"
    inside = script.excerpt(node)[len(script.excerpt(node.func)) :] if len(node.args) == 1 else ""
    if len(node.args) != 1 or node.keywords or "…" in called + inside:
        return f"'{called}' is {what}, not a function; to multiply, write * before the bracket"
    argument = script.excerpt(node.args[0])
    return f"'{called}' is {what}, not a function; to multiply, write {called}*({argument})"


def tuple_sentence(node: ast.Tuple, script: Script) -> str:
    """For numbers with commas between them and no square brackets."""
    hint = list_hint(node, script)
    several = hint.removeprefix("; write ")
    if sentence := comma_sentence(script.written(node), several=several):
        return sentence
    value = tensor(node.elts[0], script) if len(node.elts) == 1 else None
    if isinstance(value, float):
        return f"a line ends without a comma: write {script.excerpt(node.elts[0])}"
    return refusals.expression(node) + hint


def refused_sign(node: ast.BinOp, script: Script) -> str:
    """For an operator between two operands that is not one of the language."""
    if not isinstance(node.op, ast.BitXor):
        return refusals.operator(node.op)
    if isinstance(node.left, ast.Name):
        if operator_called(node.left.id):
            return _power_of_function(node.left.id, node.right, script)
        if isinstance(node.right, ast.Name) and node.right.id == "T":
            return f"'^' is not part of the language: write {node.left.id}.T"
        if isinstance(node.right, ast.Name | ast.Constant):
            return f"'^' is not a power: write {node.left.id}**{script.excerpt(node.right)}"
    if isinstance(node.left, ast.Constant) and isinstance(node.right, ast.Name):
        return f"'^' is not a power: write {script.excerpt(node.left)}**{node.right.id}"
    return refusals.operator(node.op)


def _power_of_function(name: str, right: ast.expr, script: Script) -> str:
    """For ``exp^x``, ``sin^2(x)`` and ``sin^-1(x)``."""
    match right:
        case ast.Call(func=ast.Constant(value=int(power)), args=[inner]):
            operand = script.excerpt(inner)
            return f"'^' is not a power: write {name}({operand})**{power}"
        case ast.UnaryOp(op=ast.USub(), operand=ast.Call(args=[inner])):
            inverse = f"a{name}({script.excerpt(inner)}) for its inverse, " * (f"a{name}" in OPS)
            reciprocal = f"1/{name}({script.excerpt(inner)}) for its reciprocal"
            return f"{name}^-1 may mean two things; write {inverse}{reciprocal}"
    return f"{name} is called with round brackets: write {name}({script.excerpt(right)})"


def product_of(name: str, known: Container[str]) -> str:
    """What is said of ``wx`` where w and x have values; '' for another name."""
    for cut in range(1, min(len(name), _LONGEST_PRODUCT)):
        left, right = name[:cut], name[cut:]
        if left in known and right in known:
            return f"; a product is written with its sign: {product(left, right)}"
    return ""


def nameless_line(node: ast.Expr, script: Script, functions: Mapping[str, Function]) -> str:
    """For a line that is only a value: what was meant by it; '' if that is not clear."""
    sentence = foreign_line(script.lines[node.lineno - 1]) or sentence_of_call(node.value)
    if sentence or (sentence := comma_sentence(script.written(node.value))):
        return sentence
    match node.value:
        case ast.Call(func=ast.Name(id=name), args=[_]) if name not in functions:
            if hint := near(name, STATEMENTS):
                return f"there is no '{name}'{hint}"
    return ""


def unknown_attribute(node: ast.Attribute, prefix: str | None, script: Script) -> str:
    """For what stands behind a dot and is not called: ``x.exp``, ``np.exp``, ``X.shape``."""
    written = script.excerpt(node)
    if node.attr in {"shape", "size", "ndim"}:
        return f"a shape is no value of the graph: write the number instead of {written}"
    if word_of(node.attr, prefix or ".") is None:
        return f"there is no '.{node.attr}': after a dot stands T, or a method such as x.sum()"
    if prefix is not None:
        return f"'{written}' is a function: call it, as in {written}(x)"
    return f"a method is called with brackets: write {written}()"
