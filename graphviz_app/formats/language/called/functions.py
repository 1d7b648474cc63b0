"""Composite operators: ``def swish(u): return u*sigmoid(u)``."""

import ast
import re
from dataclasses import dataclass

from graphviz_app.formats.language.versions import as_assignment, uses
from graphviz_app.formats.language.words import refusals
from graphviz_app.formats.language.words.chains import Chains
from graphviz_app.formats.language.words.grammar import KEPT_WORDS, LEAVES
from graphviz_app.formats.language.words.script import Script


@dataclass(frozen=True)
class Function:
    """A ``def``: its parameters, a body of assignments, and the value it returns."""

    name: str
    parameters: tuple[str, ...]
    body: tuple[tuple[str, ast.expr], ...]
    value: ast.expr
    written: ast.FunctionDef
    script: Script
    """The text in which it is written …"""
    chains: Chains
    """… and the chains of that."""

    @property
    def letters(self) -> int:
        """How long it is."""
        lines = self.script.lines[self.written.lineno - 1 : self.written.end_lineno]
        return sum(map(len, lines))

    @property
    def naming(self) -> int:
        """Which assignment only names the value that is returned; -1 if none does."""
        if not isinstance(self.value, ast.Name):
            return -1
        places = [i for i, (name, _) in enumerate(self.body) if name == self.value.id]
        return max(places, default=-1)


def read_function(node: ast.FunctionDef, script: Script, chains: Chains) -> Function:
    """Check the form of a ``def``; its expressions are read where it is called."""
    if node.name in LEAVES or node.name in KEPT_WORDS:
        raise script.at(node, f"'{node.name}' is a word of the language; choose another name")
    if node.decorator_list:
        raise script.at(node.decorator_list[0], "there are no decorators: leave out the @ line")
    _check_brackets(node, script)
    parameters = _parameters(node, script)
    *before, last = node.body
    if not isinstance(last, ast.Return) or last.value is None:
        raise script.at(last, f"the last line of '{node.name}' must be 'return …' with a value")
    body: list[tuple[str, ast.expr]] = []
    for line in before:
        name, value = _assignment(line, script)
        if (name in parameters or name in dict(body)) and not uses(value, name, {}):
            raise script.at(line, f"'{name}' already has a value inside '{node.name}'")
        body.append((name, value))
    return Function(node.name, parameters, tuple(body), last.value, node, script, chains)


def _parameters(node: ast.FunctionDef, script: Script) -> tuple[str, ...]:
    given = node.args
    if given.defaults or given.kwonlyargs or given.vararg or given.kwarg or given.posonlyargs:
        raise script.at(node, f"'{node.name}' takes plain arguments only: def {node.name}(u, v): …")
    names = [argument.arg for argument in given.args]
    if len({*names}) < len(names):
        raise script.at(node, "two arguments of this def have the same name")
    return tuple(names)


def is_short(node: ast.FunctionDef, script: Script) -> bool:
    """Whether it is written ``f(x, y) = x*y``."""
    span = script.span(node)
    words = script.lines[span.line - 1][span.column - 1 :]
    return re.match(r"def\s", words) is None


def _check_brackets(node: ast.FunctionDef, script: Script) -> None:
    """``x[i] = 3`` looks the same to Python's parser."""
    span = script.span(node)
    words = script.lines[span.line - 1][span.column - 1 :]
    if is_short(node, script) and words[len(node.name) :].lstrip().startswith("["):
        written = words.partition("=")[0].strip()
        raise script.at(
            span._replace(end_line=span.line, end_column=span.column + len(written)),
            f"left of = stands one name, found '{written}'",
        )


def _assignment(line: ast.stmt, script: Script) -> tuple[str, ast.expr]:
    match line:
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            return name, value
        case ast.AugAssign(target=ast.Name(id=name)):
            return name, as_assignment(line)
        case ast.Return():
            raise script.at(line, "'return' ends a def: no line can follow it")
        case ast.If() | ast.For() | ast.While() | ast.AnnAssign():
            raise script.at(line, refusals.statement(line))
    raise script.at(line, "inside a def only lines 'name = expression' and 'return …' can stand")
