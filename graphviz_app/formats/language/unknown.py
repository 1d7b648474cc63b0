"""What is said of calls and lists that mean nothing here: a suggestion is one that is accepted."""

import ast
from collections.abc import Iterable, Iterator, Mapping

from graphviz_app.core.oplib import OPS
from graphviz_app.core.wording import near
from graphviz_app.formats.language.functions import Function
from graphviz_app.formats.language.literal import list_hint, tensor
from graphviz_app.formats.language.words import refusals
from graphviz_app.formats.language.words.decimal_comma import comma_sentence
from graphviz_app.formats.language.words.field import is_known, sentence_of, sentence_of_call
from graphviz_app.formats.language.words.grammar import ALIASES, FOLDED, LEAVES, STATEMENTS
from graphviz_app.formats.language.words.script import Script
from graphviz_app.formats.language.words.slips import foreign_line


def unknown_function(name: str, node: ast.Call, functions: Mapping[str, Function]) -> str:
    """For a name that is called and is no function; suggested is what takes as many operands."""
    if sentence := sentence_of(name):
        return f"there is no function '{name}': {sentence}"
    hint = "" if is_known(name) else near(name, _callable_with(node, functions))
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
    if isinstance(node.op, ast.BitXor) and isinstance(node.left, ast.Name):
        if isinstance(node.right, ast.Name) and node.right.id == "T":
            return f"'^' is not part of the language: write {node.left.id}.T"
        if isinstance(node.right, ast.Name | ast.Constant):
            return f"'^' is not a power: write {node.left.id}**{script.excerpt(node.right)}"
    return refusals.operator(node.op)


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
