"""Adding lines to a graph: one that is typed on the canvas, or several that are pasted."""

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from string import Template
from typing import NamedTuple

from graphviz_app.core.graph import Graph
from graphviz_app.core.op import Op
from graphviz_app.core.oplib import OPS
from graphviz_app.core.wording import operand_count
from graphviz_app.errors import GraphError, ParseError
from graphviz_app.formats.chains import Chains
from graphviz_app.formats.grammar import ALIASES, BINARY, COMPARE, HOLE, LEAVES
from graphviz_app.formats.lines import Lines, assignments, walk
from graphviz_app.formats.literal import print_attr
from graphviz_app.formats.patch import Change, patched, whole_lines
from graphviz_app.formats.source import Source, Span, prepare
from graphviz_app.formats.text import parse, syntax_tree

_ASSIGNED = re.compile(r"\s*[^\W\d]\w*\s*=(?!=)")
_STATEMENT = re.compile(r"#|(with|def|output|learning_rate)\b")
_LITERAL = re.compile(r"[-+]?[\d.\[]")
_LEAF_NAMES = {"input": "x", "parameter": "w", "target": "t", "constant": "c"}
_VALUE = "v"
"""What values without a name are called: v, v2 … (Griewank and Walther call them so)."""
_SIGNED = frozenset([*BINARY.values(), *COMPARE.values()])
_TYPED = {
    Template(OPS[name].python).substitute(dict.fromkeys(OPS[name].operands, "")).strip(): name
    for name in _SIGNED
}
"""Operators by their sign as it is typed: ``*``, ``**``, ``<=``."""


class Added(NamedTuple):
    """A graph with more lines, and their names."""

    graph: Graph
    names: tuple[str, ...]


def with_typed(graph: Graph, typed: str, operands: Sequence[str] = ()) -> Added:
    """Add what was typed: a line, an expression, or just an operator for these operands.

    ``h = tanh(z)``, ``tanh(z)``, ``tanh`` or ``*``; a missing operand is left open. Raises
    ParseError or GraphError with the reason.
    """
    lines = Lines.of(graph)
    words = typed.strip().removesuffix("()")
    if not words:
        raise GraphError("type an operator, such as tanh, or a line, such as h = tanh(z)")
    if (op := _operator(words)) is not None:
        words = _applied(lines, op, operands)
    elif _STATEMENT.match(words):
        raise GraphError("only a line such as h = tanh(z) is added here; the rest is for the text")
    elif not _ASSIGNED.match(words):
        words = f"{lines.fresh(_stem(words))} = {words}"
    return _with_block(lines, graph, words + "\n")


def with_pasted(graph: Graph, text: str) -> Added:
    """Add copied lines; a name that is taken gets a number, one that is unknown is left open.

    Raises ParseError or GraphError with the reason.
    """
    lines = Lines.of(graph)
    source = prepare(text)
    module = syntax_tree(source, Chains(source))
    new = [name for name, _ in assignments(module.body)]
    if not new:
        raise GraphError("there are no lines to paste")
    renamed: dict[str, str] = {}
    for name in new:
        renamed[name] = lines.fresh(name, [*renamed.values(), *(set(new) - {name})])
    changes = list(_renamings(source, module.body, renamed, lines))
    return _with_block(lines, graph, patched("\n".join(source.lines), changes))


def _operator(words: str) -> Op | None:
    """The operator that is meant by a name or a sign alone."""
    return OPS.get(ALIASES.get(words, _TYPED.get(words, words)))


def _stem(expression: str) -> str:
    """What a value without a name is called."""
    if _LITERAL.fullmatch(expression[:1]) and not expression.startswith("..."):
        return _LEAF_NAMES["constant"]
    return _LEAF_NAMES.get(expression.partition("(")[0].strip(), _VALUE)


def _applied(lines: Lines, op: Op, operands: Sequence[str]) -> str:
    """A line in which the operator has these operands, and holes for the rest."""
    name = lines.fresh(_LEAF_NAMES.get(op.name, _VALUE))
    if op.name in LEAVES:
        value = print_attr(1.0)
        return f"{name} = {value if op.name == 'constant' else f'{op.name}({value})'}"
    if len(operands) > len(op.operands):
        count = operand_count(len(op.operands))
        raise GraphError(f"{op.name} takes {count}, but {len(operands)} nodes are selected")
    given = [_named(lines, id_) for id_ in operands]
    given += [HOLE] * (len(op.operands) - len(given))
    if not op.python:
        return f"{name} = {op.name}({', '.join(given)})"
    attrs = dict.fromkeys(op.attrs, "3")
    places: Mapping[str, str] = dict(zip(op.operands, given, strict=True))
    return f"{name} = {Template(op.python).substitute(places, **attrs)}"


def _renamings(
    source: Source, statements: Sequence[ast.stmt], renamed: Mapping[str, str], lines: Lines
) -> Iterator[Change]:
    """What pasted lines must say differently in this graph."""
    known = {*lines.assignments, *renamed}
    for statement in walk(statements):
        span = source.span(statement)
        match statement:
            case ast.With():
                continue
            case ast.Assign():
                called = {id(n.func) for n in ast.walk(statement) if isinstance(n, ast.Call)}
                for node in ast.walk(statement):
                    if isinstance(node, ast.Name) and id(node) not in called:
                        new = renamed.get(node.id, node.id if node.id in known else HOLE)
                        yield Change(source.span(node), new)
            case ast.FunctionDef(name=name) if name not in lines.functions:
                continue
            case _:
                yield Change(whole_lines(span.line, span.end_line), "")


def _named(lines: Lines, id_: str) -> str:
    name = lines.written.get(id_, id_)
    if name not in lines.assignments:
        raise GraphError(f"'{id_}' is a part of a line; only a whole line can be used elsewhere")
    return name


def _with_block(lines: Lines, graph: Graph, block: str) -> Added:
    """Put lines where the output stays what it was, unless they build on it."""
    error: GraphError | ParseError | None = None
    for text, output in _candidates(lines, block):
        try:
            found = parse(text)
        except ParseError as reason:
            error = error or reason
            continue
        if output is None or found.output == output:
            names = tuple(id_ for id_ in _line_ids(found) if id_ not in lines.graph.nodes)
            return Added(found.with_looks_of(graph), names)
    raise error or GraphError("this cannot be added to the text")


def _line_ids(graph: Graph) -> Iterator[str]:
    return (id_ for id_ in graph.nodes if "." not in id_)


def _candidates(lines: Lines, block: str) -> Iterator[tuple[str, str | None]]:
    """Texts to try, and the output that each must have."""
    output = lines.graph.output
    end = _end_of_lines(lines)
    free = output is None or OPS[lines.graph.nodes[output].op].is_leaf or lines.says_output
    if free or _uses(block, output or ""):
        yield _inserted(lines, end, block), None
        return
    assert output is not None
    if (place := _place_of(lines, output)) is not None:
        yield _inserted(lines, place, block), output
    yield _inserted(lines, end, f"{block}output({output})\n"), output


def _uses(block: str, name: str) -> bool:
    source = prepare(block)
    tree = syntax_tree(source, Chains(source))
    return any(isinstance(n, ast.Name) and n.id == name for n in ast.walk(tree))


def _inserted(lines: Lines, line: int, block: str) -> str:
    """The text with a block before a 1-based line."""
    text = lines.text
    if text and not text.endswith(("\n", "\r")):
        text += "\n"
    return patched(text, [Change(Span(line, 1, line, 1), block)])


def _end_of_lines(lines: Lines) -> int:
    """The line after the last that gives something a name."""
    for statement in reversed(lines.statements):
        if isinstance(statement, ast.Assign | ast.With | ast.FunctionDef):
            return lines.span(statement).end_line + 1
    return lines.text.count("\n") + 2


def _place_of(lines: Lines, name: str) -> int | None:
    """The line on which the statement with this name begins, with the comments right above."""
    assert lines.parsed is not None
    line = lines.assignments.get(name)
    for statement in lines.statements:
        if any(inner is line for inner in walk([statement])):
            typed = lines.parsed.source.lines
            begin = lines.span(statement).line
            first = next((i + 1 for i, words in enumerate(typed) if words.strip()), 1)
            while begin - 1 > first and typed[begin - 2].startswith("#"):
                begin -= 1
            return begin
    return None
