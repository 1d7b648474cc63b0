"""Assignments: a name, and the value that it gets."""

import ast
from collections.abc import Sequence

from graphviz_app.formats.dialects.program.expressions import Expressions
from graphviz_app.formats.dialects.program.functions import MADE
from graphviz_app.formats.dialects.program.learning.survey import given_in
from graphviz_app.formats.dialects.program.leaves import Leaves
from graphviz_app.formats.language.words.grammar import STATEMENTS

_ELEMENTS = (
    "an element cannot get another value here: write the whole value, such as x = input([1, 2])"
)
_CALLED = "what this call does cannot be seen here: write the lines that it runs"


class Values:
    """Says assignments; a value that has nothing to do with the old one gets a new name."""

    def __init__(self, expressions: Expressions, leaves: Leaves) -> None:
        self._expressions, self._leaves = expressions, leaves
        self._source = expressions.source
        self._taken = set(expressions.taken)
        self._given: set[str] = set()
        self.gave: list[str] = []
        """The names that got a value in the statement that was said last."""
        self.inside = False
        """Whether it is inside a function, where no name gets a second value."""

    def said(self, node: ast.stmt) -> str:
        """An assignment, or what this language has besides; raises ParseError."""
        match node:
            case ast.Assign() | ast.AnnAssign():
                return self._assignment(node)
            case ast.AugAssign(target=ast.Name(id=name), value=value):
                return self._added(node, name, value)
            case ast.Return(value=ast.expr() as value):
                return f"return {self._expressions.said(value).text}"
            case ast.Expr(value=ast.Call(func=ast.Name(id=word))) if word in STATEMENTS:
                return self._source.words(node)
            case ast.Expr(value=ast.Compare()):
                return self._source.words(node)
            case ast.Expr(value=ast.Constant(value=str(words))):
                return "\n".join(f"# {line.strip()}" for line in words.strip().split("\n"))
        raise self._source.error(node, _CALLED)

    def fresh(self, name: str) -> str:
        """A name that the program does not use, made from one that it does."""
        if name not in self._taken:
            return self._take(name)
        number = 2
        while f"{name}_{number}" in self._taken:
            number += 1
        return self._take(f"{name}_{number}")

    def take(self, name: str) -> None:
        """A name has got a value."""
        self._given.add(name)

    def opened(self, names: Sequence[str]) -> set[str]:
        """Begin a function with these names; returns what ``closed`` needs."""
        before, self._given = self._given, set(names)
        self.inside = True
        return before

    def closed(self, before: set[str]) -> None:
        """End it."""
        self._given, self.inside = before, False

    def object_made(self, node: ast.stmt) -> str:
        """Why a line can be left out that makes a loss or a layer without weights; '' else."""
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call(func=func, args=[])):
                made = self._expressions.libraries.function(func)
                if made in MADE:
                    self._expressions.objects[name] = made
                    return "its formula stands where it is called"
        return ""

    def _take(self, name: str) -> str:
        self._taken.add(name)
        return name

    def _assignment(self, node: ast.Assign | ast.AnnAssign) -> str:
        pairs = list(given_in(node))
        if not pairs:
            raise self._source.error(node, _ELEMENTS)
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        if len(targets) == 1 and isinstance(targets[0], ast.Tuple):
            self._refuse_exchange(node, pairs)
        plain = len(pairs) == 1 and isinstance(node, ast.Assign)
        if plain and (text := self._unchanged(node, *pairs[0])):
            return text
        return "; ".join(self._give(name, value) for name, value in pairs)

    def _unchanged(self, node: ast.stmt, name: str, value: ast.expr) -> str:
        """The line as it stands, if only its value is said anew: spaces stay as they are."""
        start, end = self._source.span(node)
        at, behind = self._source.span(value)
        text = self._give(name, value)
        if text.startswith("def "):
            return text
        head, _, words = text.partition(" = ")
        written = self._source.text[start:at]
        if not written.startswith(name):
            return text
        return f"{head}{written[len(name) :]}{words}{self._source.text[behind:end]}"

    def _refuse_exchange(self, node: ast.stmt, pairs: Sequence[tuple[str, ast.expr]]) -> None:
        names: set[str] = set()
        for name, value in pairs:
            if names & _names_in(value):
                raise self._source.error(node, "give one name at a time: a line has one =")
            names.add(name)

    def _give(self, name: str, value: ast.expr) -> str:
        if isinstance(value, ast.Lambda):
            operands = ", ".join(a.arg for a in value.args.args)
            return f"def {name}({operands}): return {self._expressions.said(value.body).text}"
        words = self._leaves.said(name, value) if not self.inside else None
        if words is None:
            words = self._expressions.said(value).within(0)
        return f"{self._newest(name, name in _names_in(value))} = {words}"

    def _newest(self, name: str, goes_on: bool) -> str:
        """Under which name a value is kept: another one, if the old value would be lost."""
        names = self._expressions.names
        if name in self._given and (self.inside or not goes_on):
            names[name] = self.fresh(name)
        self._given.add(name)
        said = names.get(name, name)
        self.gave.append(said)
        return said

    def _added(self, node: ast.AugAssign, name: str, value: ast.expr) -> str:
        """``c += 1`` goes on from the value before."""
        old = self._expressions.names.get(name, name)
        words = self._expressions.said(value)
        sign = self._source.text[self._source.span(node.target)[1] : self._source.span(value)[0]]
        sign = sign.strip().removesuffix("=")
        new = self._newest(name, True)
        if new == old and sign in ("+", "-"):
            return f"{new} {sign}= {words.text}"
        return f"{new} = {old} {sign} {words.within(4)}"


def _names_in(node: ast.expr) -> set[str]:
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
