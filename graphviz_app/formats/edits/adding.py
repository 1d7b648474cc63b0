"""What is typed on the canvas or pasted there, as lines of the text."""

import ast
import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from graphviz_app.core.graph import Graph
from graphviz_app.core.op import Op
from graphviz_app.core.oplib import OPS
from graphviz_app.core.wording import operand_count
from graphviz_app.errors import GraphError
from graphviz_app.formats.edits.calling import ANY, LEAF_NAMES, STEMS, Names, stem_of
from graphviz_app.formats.edits.patch import Change, patched, whole_lines
from graphviz_app.formats.edits.placing import Added, with_block
from graphviz_app.formats.edits.spelling_out import spelled_lines
from graphviz_app.formats.edits.written import Written, names_in
from graphviz_app.formats.language.called.calls import typed_form
from graphviz_app.formats.language.called.functions import Function, is_short
from graphviz_app.formats.language.numerals.literal import computed, is_mixed
from graphviz_app.formats.language.words.grammar import (
    BINARY,
    COMPARE,
    CONSTANTS,
    HOLE,
    LEAVES,
    operator_called,
    python_expression,
)
from graphviz_app.formats.language.words.script import Script, prepare
from graphviz_app.formats.language.words.trees import all_statements, assignments, walk
from graphviz_app.formats.language.words.typed.signs import SIGNS

_ASSIGNED = re.compile(
    r"[^\W\d][\w\N{PRIME}\N{RIGHT SINGLE QUOTATION MARK}]*\s*(?:\*\*|[-+*/@])?=(?!=)"
)
_STATEMENT = re.compile(r"#|(with|def|output|learning_rate)\b|(frozen|descent|data)(?=\s*\()")
_EMPTY_CALL = re.compile(r"(\w+)\s*\(\s*\)")
FIRST_VALUE = "1"
"""Of a leaf that is added by its word alone; of 0 many gradients would be 0."""
_TYPED = {
    **{op.symbol: op.name for op in OPS.values() if op.symbol in set("√≤≥≠")},
    **{OPS[name].typed: name for name in (*BINARY.values(), *COMPARE.values())},
}
"""Operators by their sign: ``*``, ``**``, ``<=``, and some as they are drawn."""


def with_typed(graph: Graph, typed: str, operands: Sequence[str] = ()) -> Added:
    """Add what was typed: a line, an expression, or just an operator for these operands.

    ``h = tanh(z)``, ``tanh(z)``, ``tanh`` or ``*``; a missing operand is written ``...``. Raises
    ParseError or GraphError with the reason.
    """
    lines = Written.of(graph)
    return with_block(lines, graph, line_for(lines, typed, operands))


def with_op(graph: Graph, op: Op, operands: Sequence[str]) -> Added:
    """Add a line for an operator of these nodes; a missing operand is written ``...``."""
    lines = Written.of(graph)
    return with_block(lines, graph, _applied(lines, Names(lines), op, operands))


def line_for(lines: Written, typed: str, operands: Sequence[str] = ()) -> str:
    """The line that is meant by what was typed."""
    words = typed.strip().replace("\N{HORIZONTAL ELLIPSIS}", HOLE)
    if not words:
        raise GraphError("type an operator, such as tanh, or a line, such as h = tanh(z)")
    names = Names(lines)
    words = spelled_lines(words, lines.newest, lines.names).text
    word = _bare(words)
    if (function := lines.functions.get(word)) is not None:
        words = f"{names.fresh(ANY)} = {_called(lines, function, operands)}"
    elif word not in lines.names and (op := _operator(word)) is not None:
        words = _applied(lines, names, op, operands)
    elif not _ASSIGNED.match(words):
        statement = _STATEMENT.match(words)
        if statement and statement[0] not in lines.functions:
            raise GraphError("only a line such as h = tanh(z) is added; the rest is for the text")
        words = f"{names.fresh(_stem(words))} = {words}"
    return words


def with_pasted(graph: Graph, text: str) -> Added:
    """Add copied lines; a name that is taken gets a number, one that is unknown becomes ``...``.

    Raises ParseError or GraphError with the reason.
    """
    lines = Written.of(graph)
    script = prepare(spelled_lines(text).text)
    body = all_statements(script)
    new = [name for name, _ in assignments(body)]
    if not new:
        raise GraphError("there are no lines to paste")
    functions = [s for s in body if isinstance(s, ast.FunctionDef)]
    names = Names(lines, {*new, *(function.name for function in functions)})
    renamed = {name: names.fresh(name) for name in new}
    kept = {f.name for f in functions if _same(f, lines.functions.get(f.name))}
    called = {f.name: names.fresh(f.name) for f in functions if f.name not in kept}
    paste = _Paste(script, renamed, called, {*lines.names, *renamed, *CONSTANTS}, kept)
    return with_block(lines, graph, patched("\n".join(script.lines), paste.changes(body)))


class _Paste:
    """What copied lines must say differently in another graph."""

    def __init__(
        self,
        script: Script,
        renamed: Mapping[str, str],
        called: Mapping[str, str],
        known: Collection[str],
        there: Collection[str],
    ) -> None:
        self._script = script
        self._renamed, self._called = renamed, called
        self._known = known
        self._there = there
        """Functions that the graph has already."""

    def changes(self, statements: Sequence[ast.stmt]) -> Iterator[Change]:
        """New names; holes for unknown ones; settings and claims stay behind."""
        for statement in walk(statements):
            match statement:
                case ast.With():
                    continue
                case ast.Assign():
                    yield from self._of_line(statement)
                case ast.FunctionDef(name=name) if name not in self._there:
                    yield from self._of_function(statement)
                case _:
                    span = self._script.span(statement)
                    yield Change(whole_lines(span.line, span.end_line), "")

    def _of_line(self, line: ast.Assign) -> Iterator[Change]:
        called = {id(node.func) for node in ast.walk(line) if isinstance(node, ast.Call)}
        for node in names_in(line):
            if id(node) in called:
                yield Change(self._script.span(node), self._called.get(node.id, node.id))
            else:
                unknown = node.id if node.id in self._known else HOLE
                yield Change(self._script.span(node), self._renamed.get(node.id, unknown))

    def _of_function(self, function: ast.FunctionDef) -> Iterator[Change]:
        span = self._script.span(function)
        after = span.column - 1 if is_short(function, self._script) else span.column + 2
        begin = self._script.lines[span.line - 1].index(function.name, after)
        head = span._replace(
            column=begin + 1, end_line=span.line, end_column=begin + 1 + len(function.name)
        )
        yield Change(head, self._called[function.name])
        for node in ast.walk(function):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                yield Change(
                    self._script.span(node.func), self._called.get(node.func.id, node.func.id)
                )


def _same(function: ast.FunctionDef, other: Function | None) -> bool:
    return other is not None and ast.dump(function) == ast.dump(other.written)


def _operator(word: str) -> Op | None:
    """What is meant by its name or its sign."""
    return OPS.get(operator_called(_TYPED.get(word, word)) or "")


def _bare(words: str) -> str:
    """The name of an empty call, a sign as it is typed; everything else as it is."""
    call = _EMPTY_CALL.fullmatch(words)
    return call[1] if call else words.translate(SIGNS)


def _called(lines: Written, function: Function, operands: Sequence[str]) -> str:
    """A call of a person's own operator."""
    expected = len(function.parameters)
    given = _filled(lines, operands, expected)
    if len(given) > expected:
        raise _too_many(function.name, expected, given)
    return f"{function.name}({', '.join(given)})"


def _filled(lines: Written, operands: Sequence[str], expected: int) -> list[str]:
    """The operands' names, and holes for those that are missing."""
    given = [_named(lines, id_) for id_ in operands]
    return given + [HOLE] * (expected - len(given))


def _too_many(name: str, expected: int, given: Sequence[str]) -> GraphError:
    return GraphError(
        f"{name} takes {operand_count(expected)}, but {len(given)} nodes are selected"
    )


def _stem(expression: str) -> str:
    """What a value without a name is called."""
    try:
        node, script = python_expression(expression), prepare(expression)
        numbers = isinstance(node, ast.List) and not is_mixed(node, script)
        if numbers or computed(node, script) is not None:
            return LEAF_NAMES["constant"]
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ANY  # the parser says what is wrong with it, in its place
    return stem_of(node)


def _applied(lines: Written, names: Names, op: Op, operands: Sequence[str]) -> str:
    """A line in which the operator has these operands, and holes for the rest."""
    name = names.fresh(STEMS[op.name])
    if op.name in LEAVES:
        call = FIRST_VALUE if op.name == "constant" else f"{op.name}({FIRST_VALUE})"
        return f"{name} = {call}"
    return f"{name} = {expression_of(op, _filled(lines, operands, op.least))}"


def expression_of(op: Op, given: Sequence[str]) -> str:
    """An operator with all of its operands, as they are typed."""
    if op.variadic and op.python:
        return op.python.replace("$a", ", ".join(given))
    if len(given) > op.most and not op.grows:
        raise _too_many(op.name, len(op.operands), given)
    if not op.python:
        return f"{op.name}({', '.join(given)})"
    written, *rest = given
    for start in range(0, max(len(rest), 1), max(len(op.operands) - 1, 1)):
        written = typed_form(op, [written, *rest[start : start + len(op.operands) - 1]])
    return written


def _named(lines: Written, id_: str) -> str:
    name = lines.written.get(id_)
    if name is None:
        raise GraphError(f"'{id_}' is no longer there; select its operands anew")
    if name not in lines.names:
        raise GraphError(f"'{id_}' is a part of a line; only a whole line can be used elsewhere")
    return name
