"""The statements of a program, one after the other, said in this language or left out."""

import ast
from collections.abc import Sequence
from itertools import groupby

from graphviz_app.formats.dialects.program.arrays import Arrays
from graphviz_app.formats.dialects.program.definitions import define, gives_back
from graphviz_app.formats.dialects.program.entries import INDENT, Entries, Entry
from graphviz_app.formats.dialects.program.expressions import Expressions
from graphviz_app.formats.dialects.program.ignored import why
from graphviz_app.formats.dialects.program.learning.gradients import (
    Asked,
    asked_gradient,
    made_gradient,
)
from graphviz_app.formats.dialects.program.learning.learning import (
    Differentiated,
    Learning,
    differentiated,
)
from graphviz_app.formats.dialects.program.learning.optimizers import declines, optimizer
from graphviz_app.formats.dialects.program.learning.survey import Survey
from graphviz_app.formats.dialects.program.leaves import Leaves
from graphviz_app.formats.dialects.program.libraries import Libraries
from graphviz_app.formats.dialects.program.loops import take_loop
from graphviz_app.formats.dialects.program.patched import filled
from graphviz_app.formats.dialects.program.refusals import BLOCK, CLASS
from graphviz_app.formats.dialects.program.source import Source
from graphviz_app.formats.dialects.program.values import Values

_SIMPLE = (ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Expr, ast.Return, ast.Import,
           ast.ImportFrom, ast.Pass, ast.Assert, ast.Delete, ast.Global, ast.Break,
           ast.Continue, ast.Nonlocal, ast.Raise)  # fmt: skip


class Statements:
    """Walks through a program; raises ParseError at what it cannot say."""

    def __init__(self, source: Source, tree: ast.Module) -> None:
        self.source = source
        self.libraries = Libraries(tree)
        self.arrays = Arrays(self.libraries)
        self.survey = Survey(tree, self.libraries.nodes, self.arrays)
        self.expressions = Expressions(source, self.libraries, self.arrays)
        self.entries = Entries()
        self.learning = Learning(self.entries)
        leaves = Leaves(source, self.libraries, self.arrays, self.survey)
        self.values = Values(self.expressions, leaves)
        self._procedures: dict[str, ast.FunctionDef] = {}
        self._gradients: dict[str, str] = {}
        """Names of gradients, and the functions that they are of."""
        self._cursor = 1
        """The first line that was not passed yet."""
        self.tree = tree

    def block(self, body: Sequence[ast.stmt], depth: int = 0) -> None:
        """Statements below each other."""
        for _, some in groupby(body, key=lambda node: node.lineno):
            group = list(some)
            self.pass_to(group[0].lineno, depth)
            simple = [node for node in group if isinstance(node, _SIMPLE)]
            if simple:
                self._line(simple, depth)
            for node in group[len(simple) :]:
                self._compound(node, depth)

    def pass_to(self, line: int, depth: int = 0) -> None:
        """Take over remarks and empty lines before a line."""
        for number in range(self._cursor, line):
            words = self.source.lines[number - 1].strip()
            if not words or (words.startswith("#") and not words.startswith(("#!", "# -*-"))):
                self.entries.add(Entry(INDENT * depth * bool(words) + words, number))
        self._cursor = max(self._cursor, line)

    def leave_out(self, node: ast.stmt, reason: str) -> None:
        """One statement, or the first line of one that has others in it."""
        found = self.source.lines[node.lineno - 1].strip()
        if isinstance(node, _SIMPLE):
            found = self.source.words(node)
        self.entries.leave_out(node.lineno, found, reason)

    def inline(self, node: ast.stmt, body: Sequence[ast.stmt], depth: int, reason: str) -> None:
        """Take the lines of a block without its first one."""
        self.leave_out(node, reason)
        self._cursor = max(self._cursor, node.lineno + 1)
        self.block(body, depth)

    # Lines

    def _line(self, nodes: Sequence[ast.stmt], depth: int) -> None:
        pieces: list[str] = []
        names: list[str] = []
        for node in nodes:
            text = self._simple(node, depth)
            if text is not None:
                pieces.append(text)
                names += self.values.gave
        first, last = nodes[0], nodes[-1]
        assert last.end_lineno is not None
        self._cursor = last.end_lineno + 1
        remark = self._remark(nodes, last.end_lineno, bool(pieces))
        if not pieces:
            if remark:
                self.entries.add(Entry(INDENT * depth + remark.lstrip(), first.lineno))
            return
        found = self.source.text[self.source.span(first)[0] : self.source.span(last)[1]]
        text = "; ".join(pieces)
        changed = found if text != found else ""
        self.entries.add(
            Entry(f"{INDENT * depth}{text}{remark}", first.lineno, changed, tuple(names))
        )

    def _remark(self, nodes: Sequence[ast.stmt], line: int, kept: bool) -> str:
        """The remark behind a line; one that belongs to what is left out goes with it."""
        column, remark = self.source.comment(line)
        printed = all(isinstance(node, ast.Expr) for node in nodes)
        if column < 0 or not (kept or printed):
            return ""
        before = self.source.lines[line - 1][:column]
        return before[len(before.rstrip()) :] + remark

    def _simple(self, node: ast.stmt, depth: int) -> str | None:
        """What a statement says; None if it is left out."""
        self.values.gave = []
        if (update := self.survey.update(node)) is not None:
            self.learning.step(node, self.source.words(node), update.rate)
            return None
        if (made := optimizer(node, self.libraries, self.arrays)) is not None:
            self.learning.made(node, self.source.words(node), made)
            return None
        words = self.source.words(node)
        if (decline := declines(node, words, self.libraries, self.arrays)) is not None:
            self.learning.decline(decline)
            return None
        if (found := differentiated(node, self.libraries)) is not None:
            return self._output(node, found)
        if isinstance(node, ast.Expr) and self._procedure(node, depth):
            return None
        if (asked_of := asked_gradient(node, self.libraries, self._gradients)) is not None:
            return self._gradient(node, asked_of)
        name, function = made_gradient(node, self.libraries)
        if name:
            self._gradients[name] = function
            self.leave_out(node, "gradients are worked out by themselves")
            return None
        if reason := self.values.object_made(node) or why(node, self.libraries):
            self.leave_out(node, reason)
            return None
        return self.values.said(node)

    def _output(self, node: ast.stmt, asked: Differentiated) -> str | None:
        """A line that asks for gradients names the output."""
        if isinstance(asked.of, ast.Name) and self._puts_in_ones(asked.seed):
            name = self.expressions.names.get(asked.of.id, asked.of.id)
            self.learning.choose(name, node.lineno, self.source.words(node))
            return None
        said = self.expressions.said(asked.of)
        if not self._puts_in_ones(asked.seed):
            assert asked.seed is not None
            said = filled("sum(a*b)", {"a": self.expressions.said(asked.seed), "b": said})
        name = self.values.fresh("L")
        self.values.gave = [name]
        self.learning.output = name
        return f"{name} = {said.text}"

    def _gradient(self, node: ast.stmt, asked: Asked) -> str | None:
        """``grad(f)(x)``: the value f(x) is what is differentiated."""
        words = [self.expressions.said(operand).text for operand in asked.operands]
        call = f"{asked.function}({', '.join(words)})"
        for entry in self.entries.entries:
            if entry.gives and entry.text.partition("#")[0].strip().endswith(f"= {call}"):
                self.learning.choose(entry.gives[-1], node.lineno, self.source.words(node))
                return None
        function = self.expressions.functions.get(asked.function)
        names = [argument.arg for argument in function.args.args] if function else []
        pieces = []
        for index, operand in enumerate(asked.operands):
            if self.arrays.number(operand) is not None and index < len(names):
                name = self.values.fresh(names[index])
                pieces.append(f"{name} = input({words[index]})")
                words[index] = name
        self.values.gave = [self.values.fresh("L")]
        call = f"{asked.function}({', '.join(words)})"
        return "; ".join([*pieces, f"{self.values.gave[0]} = {call}"])

    def _puts_in_ones(self, seed: ast.expr | None) -> bool:
        if seed is None:
            return True
        table = self.arrays.tables.get(seed.id) if isinstance(seed, ast.Name) else None
        numbers = self.arrays.value(seed) if table is None else table
        return numbers is not None and bool((numbers == 1).all())

    def _procedure(self, node: ast.Expr, depth: int) -> bool:
        """Whether a line calls a function without operands, whose lines are taken then."""
        match node.value:
            case ast.Call(func=ast.Name(id=name), args=[], keywords=[]) if name in self._procedures:
                here = self._cursor
                body = self._procedures.pop(name).body
                self._cursor = body[0].lineno
                self.block(body, depth)
                self._cursor = max(here, node.lineno + 1)
                return True
        return False

    # Blocks

    def _compound(self, node: ast.stmt, depth: int) -> None:
        if reason := why(node, self.libraries):
            self.leave_out(node, reason)
        else:
            match node:
                case ast.FunctionDef():
                    self._function(node, depth)
                case ast.ClassDef(name="Value"):
                    self.leave_out(node, "this language has values that can be differentiated")
                case ast.ClassDef():
                    raise self.source.error(node, CLASS)
                case ast.With():
                    self._with(node, depth)
                case ast.For() | ast.While():
                    take_loop(self, node, depth)
                case ast.If():
                    self._if(node, depth)
                case _:
                    raise self.source.error(node, BLOCK)
        assert node.end_lineno is not None
        self._cursor = max(self._cursor, node.end_lineno + 1)

    def _with(self, node: ast.With, depth: int) -> None:
        call = node.items[0].context_expr
        if isinstance(call, ast.Call) and self.libraries.path(call.func):
            self.inline(node, node.body, depth, "every run has its gradients")
        elif isinstance(call, ast.Call) and ast.unparse(call.func) == "group":
            words = self.source.lines[node.lineno - 1].strip()
            self.entries.add(Entry(INDENT * depth + words, node.lineno))
            self._cursor = node.lineno + 1
            self.block(node.body, depth + 1)
        else:
            raise self.source.error(node, BLOCK)

    def _if(self, node: ast.If, depth: int) -> None:
        match node:
            case ast.If(test=ast.Compare(left=ast.Name(id="__name__"))):
                self.inline(node, node.body, depth, "it is run as it stands")
            case ast.If(
                test=test,
                body=[ast.Assign(targets=[ast.Name(id=one)], value=value)],
                orelse=[ast.Assign(targets=[ast.Name(id=other)], value=otherwise)],
            ) if one == other:
                parts = [self.expressions.said(part).within(2) for part in (value, test, otherwise)]
                text = "{} = {} if {} else {}".format(one, *parts)
                found = self.source.lines[node.lineno - 1].strip()
                self.values.take(one)
                self.entries.add(Entry(INDENT * depth + text, node.lineno, found, (one,)))
            case _:
                raise self.source.error(node, BLOCK)

    def _function(self, node: ast.FunctionDef, depth: int) -> None:
        if not gives_back(node):
            self._procedures[node.name] = node
            self.leave_out(node, "its lines stand where it is called")
            return
        define(self, node, depth)

    def skip_to(self, line: int) -> None:
        """Go on from a line, without what stands before it."""
        self._cursor = line
