"""Functions of a program: those that are one formula become functions of this language."""

import ast
from collections.abc import Sequence
from typing import NamedTuple

from graphviz_app.errors import ParseError
from graphviz_app.formats.dialects.program.entries import INDENT, Entry
from graphviz_app.formats.dialects.program.expressions import Flag
from graphviz_app.formats.dialects.program.walk import Walk


def gives_back(node: ast.FunctionDef) -> bool:
    """Whether a function has a value."""
    return any(isinstance(part, ast.Return) and part.value for part in ast.walk(node))


def define(walk: Walk, node: ast.FunctionDef, depth: int) -> None:
    """Say a function; one that cannot be said is left out if nobody calls it."""
    entries = walk.entries
    before = len(entries.entries), len(entries.left_out)
    walk.expressions.functions[node.name] = node
    if (flag := _flag_of(node)) is not None:
        _define_both(walk, node, flag, depth)
        return
    names = dict(walk.expressions.names)
    given = walk.values.opened([argument.arg for argument in node.args.args])
    try:
        _define(walk, node, depth)
    except ParseError:
        if _is_called(walk, node.name):
            raise
        del entries.entries[before[0] :], entries.left_out[before[1] :]
        walk.leave_out(node, "no line calls it")
    finally:
        walk.values.closed(given)
        walk.expressions.names = names


def _define(walk: Walk, node: ast.FunctionDef, depth: int) -> None:
    if node.args.vararg or node.args.kwonlyargs or node.args.kwarg:
        raise walk.source.error(node, "a function takes plain operands: def f(u, v): …")
    for name in [a.arg for a in node.args.args]:
        walk.expressions.names.pop(name, None)
    head = f"def {node.name}({', '.join(a.arg for a in node.args.args)}):"
    written = _head(walk, node)
    body = node.body
    if body[0].lineno == node.lineno:
        words = "; ".join(walk.values.said(line) for line in body)
        found = walk.source.words(node)
        text = f"{head} {words}"
        walk.entries.add(Entry(INDENT * depth + text, node.lineno, found if text != found else ""))
        return
    walk.entries.add(Entry(INDENT * depth + head, node.lineno, written if written != head else ""))
    _refuse_several(walk, node)
    walk.skip_to(node.lineno + 1)
    walk.block(body, depth + 1)


class _Split(NamedTuple):
    """A function that does one of two things."""

    flag: Flag
    off: Sequence[ast.stmt]
    on: Sequence[ast.stmt]


def _flag_of(node: ast.FunctionDef) -> _Split | None:
    """What a function does with and without its last parameter, if that is True or False."""
    body = [line for line in node.body if not isinstance(line, ast.Expr)]
    match body:
        case [ast.If(test=test, body=on, orelse=otherwise), *rest] if node.args.args:
            name = node.args.args[-1].arg
            off = [*otherwise, *rest]
            ends = all(isinstance(part[-1], ast.Return) for part in (on, off) if part)
            if off and ends and ast.unparse(test) in (name, f"{name} == True", f"{name} is True"):
                usual = bool(node.args.defaults) and ast.unparse(node.args.defaults[-1]) == "True"
                at = len(node.args.args) - 1
                return _Split(Flag(name, at, usual, f"{node.name}_{name}"), off, on)
    return None


def _define_both(walk: Walk, node: ast.FunctionDef, split: _Split, depth: int) -> None:
    walk.expressions.flags[node.name] = split.flag
    operands = [argument.arg for argument in node.args.args[:-1]]
    for name, body in ((node.name, split.off), (split.flag.when_on, split.on)):
        given = walk.values.opened(operands)
        lines = [walk.values.said(line) for line in body]
        walk.values.closed(given)
        head = f"def {name}({', '.join(operands)}):"
        below = f"\n{INDENT * (depth + 1)}"
        text = f"{head} {lines[0]}" if len(lines) == 1 else below.join([head, *lines])
        walk.entries.add(Entry(INDENT * depth + text, node.lineno, _head(walk, node)))


def _refuse_several(walk: Walk, node: ast.FunctionDef) -> None:
    for part in ast.walk(node):
        if isinstance(part, ast.Return) and isinstance(part.value, ast.Tuple):
            reason = "a function gives one value back: write one function for each"
            raise walk.source.error(part, reason)
        if isinstance(part, ast.If | ast.For | ast.While):
            reason = "inside a function stand only formulas: write return u if condition else v"
            raise walk.source.error(part, reason)


def _head(walk: Walk, node: ast.FunctionDef) -> str:
    line = walk.source.lines[node.lineno - 1]
    return line.partition("#")[0].strip()


def _is_called(walk: Walk, name: str) -> bool:
    return any(
        isinstance(part, ast.Call) and isinstance(part.func, ast.Name) and part.func.id == name
        for part in walk.libraries.nodes
    )
